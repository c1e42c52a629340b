"""The frames of an analyst hold the numbers of the reports, and NaN where there is none."""

from __future__ import annotations

import math
from typing import Any

import pytest
from project import OFFICE, PERIOD, ROOT, Project, refusal

from cchc_toolkit import (
    catalogue_frame,
    figures_frame,
    findings_frame,
    load_form,
    trace_frame,
    values_frame,
)
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.report import Report
from cchc_toolkit.submission import params as params_module

FILE = str(ROOT / "params" / "2024-6T.yml")
ONE = ["15109"]
MADE_UP = {**OFFICE, "name": "Xã Minh Hoạ 01"}


def test_values_are_those_reported() -> None:
    frame = values_frame("2024-6T", ONE, params=FILE)
    assert list(frame.columns) == ["commune", "period", "key", "label", "value", "state", "unit"]
    assert len(frame) == len(load_form().fillable)
    assert set(frame["commune"]) == {"15109"}
    assert frame["value"].dtype == "float64"
    row = frame.set_index("key").loc["tthc.ho_so.tiep_nhan"]
    assert (row["value"], row["state"], row["unit"]) == (652.0, "reported", "Hồ sơ")
    blank = frame.query("state == 'not_reported'")
    assert len(blank)
    assert blank["value"].isna().all()


def test_figures_are_those_printed(phung_minh: Report) -> None:
    frame = figures_frame("2024-6T", ONE, params=FILE).set_index("key")
    assert list(frame.index) == list(phung_minh.figures)
    assert dict(frame["printed"]) == {
        key: figure.printed for key, figure in phung_minh.figures.items()
    }
    assert frame.loc["ty_le.dung_han.tren_tiep_nhan", "value"] == pytest.approx(99.39)
    assert frame.loc["ty_le.dung_han.tt01", "state"] == "not_reported"
    assert math.isnan(frame.loc["ty_le.dung_han.tt01", "value"])


def test_findings_are_those_of_the_report(phung_minh: Report) -> None:
    frame = findings_frame("2024-6T", ONE, params=FILE)
    assert list(frame["message"]) == [found.message for found in phung_minh.findings]
    assert list(frame.columns) == [
        "commune", "period", "rule", "severity", "message", "suggestion", "advice", "waived",
        "note", "keys", "where",
    ]  # fmt: skip
    first = frame.iloc[0]
    assert "phải là 126" in first["suggestion"]
    assert not any(frame["waived"])


def test_a_commune_without_findings_keeps_the_columns(project: Project) -> None:
    project.fill({}, {}, [])
    project.write_params()
    frame = findings_frame("2024-6T", [], params=str(project.params_file))
    assert frame.empty
    assert "rule" in frame.columns
    assert values_frame("2024-6T", [], params=str(project.params_file)).empty


def test_communes_keep_their_zeros(project: Project) -> None:
    project.fill({}, {}, [], "00007")
    project.write_params("00007")
    frame = values_frame("2024-6T", params=str(project.params_file))
    assert set(frame["commune"]) == {"00007"}


def test_the_catalogue_lists_every_indicator() -> None:
    frame = catalogue_frame()
    assert list(frame["key"]) == list(load_form().indicators)
    assert frame["key"].is_unique
    assert dict(frame.set_index("key").loc["chi_dao.khao_sat.so_phieu"]) == {
        "stt": "1.4.1.",
        "label": "Số lượng phiếu khảo sát",
        "unit": "Phiếu",
        "kind": "count",
        "parent": "chi_dao.khao_sat",
        "levels": "huyen|xa",
        "rollup": "sum",
        "supplementary": False,
    }


def test_a_figure_is_traced_to_its_lines(phung_minh: Report) -> None:
    frame = trace_frame(phung_minh, "ty_le.dung_han.tren_tiep_nhan")
    source = "bao-cao-phung-minh-2024-6t.txt"
    assert frame.drop(columns=["label"]).to_numpy().tolist() == [
        ["numerator", "tthc.ho_so.dung_han.cap_xa", "3.3.2.", "648", f"{source}:337"],
        ["denominator", "tthc.ho_so.tiep_nhan", "3.3.1", "652", f"{source}:316"],
    ]
    assert refusal(UsageError, lambda: trace_frame(phung_minh, "ty_le.dayd")) == (
        'Biểu không có chỉ số "ty_le.dayd".',
        "trace_frame",
        'Có phải ý bạn là "ty_le.day_du"?',
    )


def test_an_unreadable_commune_leaves_the_frame_of_all_to_the_others(project: Project) -> None:
    project.fill({"bs.sang_kien": "1"}, {}, [], "99001")
    project.fill({"bs.sang_kien": "2"}, {}, [], "99002")
    project.write_params(
        "99001", communes={"99001": MADE_UP, "99002": {**MADE_UP, "name": "Xã Minh Hoạ 02"}}
    )
    file = project.root / "data" / PERIOD / "99002" / "indicators.csv"
    file.write_text("key,value\nkhông có,1\n", encoding="utf-8")
    said = str(project.params_file)
    for frame in (values_frame, figures_frame, findings_frame):
        with pytest.warns(UserWarning, match=r"Bỏ qua Xã Minh Hoạ 02 \(99002\): Thiếu cột: state"):
            found = frame(PERIOD, params=said)
        assert set(found["commune"]) <= {"99001"}
    problem, where, _ = refusal(DataError, lambda: values_frame(PERIOD, ["99002"], params=said))
    assert problem == "Thiếu cột: state, source."
    assert where == "Xã Minh Hoạ 02 (99002); indicators.csv, dòng 1"


def test_the_parameters_are_read_once_for_all_communes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    communes = {f"9900{at}": MADE_UP for at in range(1, 6)}
    for code in communes:
        project.fill({"bs.sang_kien": "1"}, {}, [], code)
    project.write_params(communes=communes)
    read: list[str] = []
    parse = params_module.parse_yaml

    def counted(text: str, name: str) -> Any:
        read.append(name)
        return parse(text, name)

    monkeypatch.setattr(params_module, "parse_yaml", counted)
    assert set(values_frame(PERIOD, params=str(project.params_file))["commune"]) == set(communes)
    assert len(read) == 1


def test_a_wrong_period_or_commune_stops() -> None:
    said = refusal(UsageError, lambda: values_frame("2024-9T", ONE, params=FILE))
    assert said[0] == "Tệp tham số là của kỳ 2024-6T, không phải 2024-9T."
    said = refusal(UsageError, lambda: values_frame("2024-6T", ["00001"], params=FILE))
    assert said[0] == "Tệp tham số không có xã 00001."
