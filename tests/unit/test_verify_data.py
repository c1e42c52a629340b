"""`cchc verify data`: whatever happened to versions since they came in is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from intake_samples import CODE, DAY, FORM, KEY, asked, line, put, tidy
from project import PERIOD, Project

from cchc_toolkit.intake import data_folders, import_files, same_values, verify_data

KEYS = [row.key for row in FORM.rows if row.fillable and row.integer and not row.choices][:30]


@pytest.fixture
def folder(project: Project) -> Path:
    """The folder of a commune with two versions."""
    for name, value in (("a.csv", "651"), ("b.csv", "652")):
        file = put(project.root / "hop-thu", name, tidy([line(KEY, value)]))
        import_files([file], asked(project), DAY, isolated=False)
    return project.folder(CODE)


def differences(folder: Path) -> tuple[str, ...]:
    (found,) = verify_data([folder])
    return found.differences


def test_what_nobody_touched_is_right(folder: Path) -> None:
    (found,) = verify_data([folder])
    assert (found.differences, found.notes, found.versions) == ((), (), 2)


def _edit(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" ")


RAW = "2024-6T/99001/raw/"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda at: _edit(at / "versions/001/indicators.csv"), "bản 001: indicators.csv đã bị sửa"),
        (lambda at: _edit(at / "versions/001/version.json"), "bản 001: version.json đã bị sửa"),
        (lambda at: (at / "versions/001/indicators.csv").unlink(),
         "bản 001: indicators.csv đã bị sửa"),
        (lambda at: shutil.rmtree(at / "versions/001"), "bản 001: không còn"),
        (lambda at: shutil.rmtree(at / "versions/002"), "bản 002: không còn"),
        (lambda at: shutil.copytree(at / "versions/002", at / "versions/003"),
         "bản 003: không có trong versions.jsonl"),
        (lambda at: (at / "versions/002/version.json").write_bytes(b""),
         "bản 002: không đọc được version.json"),
        (lambda at: _edit(next((at / "raw").glob("*-a.csv"))), "đã bị sửa"),
        (lambda at: next((at / "raw").glob("*-a.csv")).unlink(), "bản 001: không còn tệp gốc"),
        (lambda at: _rewrite(at / "versions.jsonl"), "versions.jsonl, dòng 1: không nối tiếp"),
    ],
)  # fmt: skip
def test_what_was_changed_since_is_named(
    folder: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(folder)
    assert any(said in one for one in differences(folder)), differences(folder)


def _rewrite(ledger: Path) -> None:
    lines = [json.loads(one) for one in ledger.read_text().splitlines()]
    lines[0]["record"] = "0" * 64
    ledger.write_text("".join(json.dumps(one) + "\n" for one in lines))


def test_an_edit_by_hand_is_worth_knowing_and_no_difference(folder: Path) -> None:
    _edit(folder / "indicators.csv")
    (found,) = verify_data([folder])
    assert (found.differences, found.notes) == ((), ("số liệu đã sửa tay sau bản 002",))


def test_swapped_and_linked_folders_are_named(folder: Path) -> None:
    other, linked = folder.with_name("99002"), folder.with_name("99003")
    folder.replace(other)
    linked.symlink_to(other)
    assert data_folders(folder.parents[1]) == (other, linked)
    assert differences(other)[0] == (
        "Thư mục của xã 99002 kỳ 2024-6T chứa số liệu đã nhập của xã 99001 kỳ 2024-6T (bản 001)"
    )
    assert differences(linked) == ("là liên kết tới nơi khác",)


def test_communes_with_the_same_values_are_named(project: Project) -> None:
    for code, first in (("99001", "7"), ("99002", "7"), ("99003", "8")):
        project.fill({**dict.fromkeys(KEYS, "5"), KEYS[0]: first}, {}, [], code)
    project.write("indicators.csv", f"key,value,state,source\n{KEY},0,,x\n", "99004")
    project.write("indicators.csv", f"key,value,state,source\n{KEY},0,,x\n", "99005")
    copied = project.folder("99002") / "indicators.csv"
    copied.write_text(copied.read_text().replace("nguon:", "sổ:"))
    assert same_values(data_folders(project.root / "data")) == (
        f"kỳ {PERIOD}: [cao] Xã 99001, 99002 có cùng một bộ số liệu: tệp của xã này đã chép cho "
        "xã kia?",
    )
