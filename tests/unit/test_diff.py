"""Comparing two runs: each cause from a pair of tiny reports that differ in one thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from project import refusal

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.diff import Compared, compare
from cchc_toolkit.outputs.manifest import OUTPUTS, SCHEMA

FIGURE: dict[str, Any] = {
    "key": "ty_le.dung_han", "label": "Tỷ lệ đúng hạn", "value": "99.40", "reason": "",
    "printed": "99,40", "unit": "%", "decimals": 2, "numerator": "658", "denominator": "662",
    "rule": "TREN_TIEP_NHAN", "formula": "658 / 662 × 100 = 99,40%", "source": "TT01",
    "inputs": [
        {"key": "a", "label": "A", "stt": "1", "text": "658", "source": "indicators.csv, dòng 2"},
        {"key": "b", "label": "B", "stt": "2", "text": "662", "source": "indicators.csv, dòng 3"},
    ],
}  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a report's manifest and figures and returns its folder."""

    def written(
        run: str, figure: dict[str, Any] | None, code: str = "99001", **inputs: str
    ) -> Path:
        folder = tmp_path / run / code
        folder.mkdir(parents=True)
        figures = {"figures": [] if figure is None else [figure]}
        (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
        made_from = {"data": {}, "parameters": "1", "form": "1", "package": "1", **inputs}
        manifest = {
            "schema": SCHEMA, "commune": code, "commune_name": "Xã", "period": "2024-6T",
            "form": "phu_luc_01b", "mode": "draft", "stamp": "0", "inputs": made_from,
            "summary": {"findings": {}, "completeness": ""},
            "outputs": {name: json.dumps(figures) for name in OUTPUTS},
        }  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    return written


def changed(text: str = "658", value: str = "99.40", **said: Any) -> dict[str, Any]:
    inputs = [{**FIGURE["inputs"][0], "text": text}, FIGURE["inputs"][1]]
    printed = value.replace(".", ",")
    return {**FIGURE, "inputs": inputs, "value": value, "printed": printed, **said}


@pytest.mark.parametrize(
    ("new", "inputs", "cause", "change"),
    [
        (changed("660", "99.70", numerator="660"), {"data": "2"}, "data", "+0.30"),
        (changed(rule="TT01"), {}, "rule", "+0.00"),
        (changed(value="99.4", decimals=1), {"form": "2"}, "rounding", "+0.00"),
        (changed(label="Tỷ lệ khác"), {"form": "2"}, "form", "+0.00"),
        (changed(label="Tỷ lệ khác"), {"package": "2"}, "template", "+0.00"),
        (
            changed("", value="", reason="not_reported", numerator=None) | {"value": None},
            {},
            "data",
            "",
        ),
        (None, {"form": "2"}, "missing", ""),
    ],
    ids=["data", "rule", "rounding", "form", "template", "no longer known", "gone"],
)
def test_each_cause(
    write: Write, new: dict[str, Any] | None, inputs: dict[str, str], cause: str, change: str
) -> None:
    old, then = write("cu", FIGURE), write("moi", new, **inputs)
    (found,) = compare(old, then).figures
    assert (found.cause, found.change, found.commune) == (cause, change, "99001")
    assert found.old == "99,40%"


def test_line_numbers_alone_are_no_difference(write: Write) -> None:
    moved = [{**item, "source": f"{item['source']}0"} for item in FIGURE["inputs"]]
    old, new = write("cu", FIGURE), write("moi", {**FIGURE, "inputs": moved})
    compared = compare(old, new)
    assert compared.figures == ()
    assert not compared.same  # the files do differ, and that is said


def test_whole_periods(write: Write) -> None:
    write("cu", FIGURE)
    write("cu", FIGURE, "99002")
    new = write("moi", FIGURE).parent
    write("moi", FIGURE, "99003")
    compared = compare(new.parent / "cu", new)
    assert compared == Compared((), ("99002",), ("99003",), {})
    assert compare(new, new).same


def test_what_cannot_be_compared(write: Write, tmp_path: Path) -> None:
    one, other = write("cu", FIGURE), write("moi", FIGURE, "99002")
    problem, _, advice = refusal(UsageError, lambda: compare(one, other))
    assert problem == "Không so được hai thư mục này với nhau."
    assert advice == "So hai thư mục kỳ, hoặc hai báo cáo của cùng một xã."
    assert refusal(UsageError, lambda: compare(one.parent, other))[0] == problem
    (tmp_path / "rong").mkdir()
    problem, where, _ = refusal(UsageError, lambda: compare(tmp_path / "rong", one.parent))
    assert problem == "Không có báo cáo nào trong thư mục này."
    assert where.endswith("rong")
