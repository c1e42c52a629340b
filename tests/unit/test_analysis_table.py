"""The analysts' table holds what the reports print, cell by cell, and follows the files."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from project import ROOT, refusal

import cchc_toolkit
from cchc_toolkit.analysis import cache
from cchc_toolkit.analysis.collection import Collection
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.report import Report, build_report
from cchc_toolkit.submission.params import load_params

PERIOD = "2024-6T"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the communes of this repository, whose data a test may change."""
    root = tmp_path_factory.mktemp("ban")
    shutil.copytree(ROOT / "data", root / "data")
    (root / "params").mkdir()
    text = (ROOT / "params" / f"{PERIOD}.yml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("data:", "output:"))]
    said = "\n".join(["data: ../data", "output: ../outputs", *lines])
    (root / "params" / f"{PERIOD}.yml").write_text(said, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def opened(folder: Path) -> Collection:
    return cchc_toolkit.open(folder / "params")


@pytest.fixture(scope="module")
def reports(folder: Path) -> list[Report]:
    params = load_params(folder / "params" / f"{PERIOD}.yml")
    return [build_report(code, params) for code in params.communes]


def test_every_value_is_the_one_that_the_reports_hold(
    opened: Collection, reports: list[Report]
) -> None:
    exact = opened.table("values", PERIOD).to_pylist()
    found = {(row["unit"], row["key"]): row for row in exact}
    expected = {
        (report.commune.code, row.key): report.submission.value(row.key)
        for report in reports
        for row in report.form.fillable
    }
    assert found.keys() == expected.keys()
    for place, value in expected.items():
        row = found[place]
        number = None if row["scaled"] is None else Decimal(row["scaled"]).scaleb(-row["decimals"])
        assert (row["state"], number, row["line"]) == (value.state, value.number, value.line), place
        assert row["value"] == (None if number is None else float(number)), place


def test_every_figure_is_the_one_that_the_reports_print(
    opened: Collection, reports: list[Report]
) -> None:
    found = opened.figures(period=PERIOD).set_index(["unit", "key"])
    exact = {(row["unit"], row["key"]): row for row in opened.table("figures", PERIOD).to_pylist()}
    assert len(found) == sum(len(report.figures) for report in reports)
    for report in reports:
        for key, figure in report.figures.items():
            row, cell = found.loc[(report.commune.code, key)], exact[report.commune.code, key]
            assert (row["printed"], row["formula"]) == (figure.printed, figure.formula)
            assert row["state"] == (figure.reason or "reported")
            number = (
                None
                if cell["scaled"] is None
                else Decimal(cell["scaled"]).scaleb(-cell["decimals"])
            )
            assert number == figure.value


def test_the_four_states_stay_four(opened: Collection) -> None:
    long = opened.values(PERIOD)
    assert set(long["state"].cat.categories) == {
        "reported", "not_reported", "not_applicable", "suppressed"
    }  # fmt: skip
    blank = long[long["state"] != "reported"]
    assert len(blank)
    assert blank["value"].isna().all()
    assert (long.loc[long["state"] == "reported", "value"] == 0).any()


def test_the_wide_frame_has_whole_numbers_and_labelled_answers(opened: Collection) -> None:
    wide = opened.values(PERIOD, wide=True).set_index("unit")
    assert wide["tthc.ho_so.tiep_nhan"].dtype == "Int64"
    assert wide.loc["15109", "tthc.ho_so.tiep_nhan"] == 652
    states = opened.values(PERIOD, wide="state", keys=["tthc.ho_so.tiep_nhan"])
    assert list(states.columns) == ["unit", "name", "period", "tthc.ho_so.tiep_nhan"]
    choices = [row.key for row in opened.rows[0].form.fillable if row.choices]
    assert isinstance(wide[choices[0]].dtype, pd.CategoricalDtype)


def test_the_interval_is_for_proportions_only(opened: Collection) -> None:
    found = opened.figures(period=PERIOD).set_index(["unit", "key"])
    rate = found.loc[("15109", "ty_le.dung_han.tren_tiep_nhan")]
    assert (rate["numerator"], rate["denominator"]) == (648, 652)
    assert (round(rate["low"], 2), round(rate["high"], 2)) == (98.43, 99.76)
    budget = found.xs("ty_le.ngan_sach.thu", level="key")
    assert budget["low"].isna().all()


def test_keys_complete_and_say_their_label(opened: Collection) -> None:
    key = opened.keys.tthc.ho_so.tiep_nhan
    assert (key, key.label) == ("tthc.ho_so.tiep_nhan", opened.keys["tthc.ho_so.tiep_nhan"])
    assert "dung_han" in dir(opened.keys.tthc.ho_so)
    _, _, advice = refusal(UsageError, lambda: opened.keys["tthc.ho_so.tiep_nhna"])
    assert "tthc.ho_so.tiep_nhan" in advice


def test_who_and_when(opened: Collection) -> None:
    units = opened.units.set_index("unit")
    assert units.loc["15109", ["name", "kind", "province"]].tolist() == [
        "Xã Phùng Minh", "Xã", "Tỉnh Thanh Hóa"
    ]  # fmt: skip
    assert str(units.loc["15109", "valid_to"].date()) == "2025-06-30"
    period = opened.periods.iloc[0]
    assert (period["previous"], period["year_ago"], period["cumulative"]) == (
        "2024-Q1", "2023-6T", True
    )  # fmt: skip
    assert repr(opened).startswith("21 đơn vị × 1 kỳ (2024-6T)")


def test_only_what_changed_is_read_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cchc_toolkit.open(folder / "params").values(PERIOD)
    read: list[str] = []
    pack = cache.pack
    monkeypatch.setattr(
        cache, "pack", lambda part: (read.extend(unit.code for unit in part.units), pack(part))[1]
    )
    cchc_toolkit.open(folder / "params")
    assert read == []
    file = folder / "data" / PERIOD / "99003" / "indicators.csv"
    text = file.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("tthc.ho_so.tiep_nhan,"))
    file.write_text(text.replace(line, "tthc.ho_so.tiep_nhan,77777,,,"), encoding="utf-8")
    after = cchc_toolkit.open(folder / "params").values(PERIOD)
    assert read == ["99003"]
    differs = after[after["value"].ne(before["value"]) & after["value"].notna()]
    assert differs[["unit", "key", "value"]].to_numpy().tolist() == [
        ["99003", "tthc.ho_so.tiep_nhan", 77777.0]
    ]
    file.write_text(text, encoding="utf-8")
    assert cchc_toolkit.open(folder / "params").values(PERIOD).equals(before)


def test_an_unreadable_commune_is_a_row_and_the_others_stay(folder: Path) -> None:
    file = folder / "data" / PERIOD / "99004" / "indicators.csv"
    text = file.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("tthc.ho_so.tiep_nhan,"))
    file.write_text(text.replace(line, "tthc.ho_so.tiep_nhan,nhiều,,,"), encoding="utf-8")
    shutil.move(folder / "data" / PERIOD / "99005", folder / "99005")
    try:
        found = cchc_toolkit.open(folder / "params")
        rows = found.problems.set_index("unit")
        assert list(rows["kind"]) == ["unreadable", "missing"]
        number = text.splitlines().index(line) + 1
        assert rows.loc["99004", "where"] == f"indicators.csv, dòng {number}"
        assert "không phải là số" in rows.loc["99004", "problem"]
        assert rows.loc["99004", "advice"]
        assert found.values(PERIOD)["unit"].nunique() == 19
        assert "không đọc được 1" in repr(found)
    finally:
        file.write_text(text, encoding="utf-8")
        shutil.move(folder / "99005", folder / "data" / PERIOD / "99005")
    assert cchc_toolkit.open(folder / "params").problems.empty


def test_the_cache_may_be_deleted(folder: Path) -> None:
    before = cchc_toolkit.open(folder / "params").values(PERIOD)
    shutil.rmtree(folder / "outputs")
    assert cchc_toolkit.open(folder / "params").values(PERIOD).equals(before)


@pytest.mark.parametrize("name", ["values", "figures", "units", "problems"])
def test_a_table_that_was_cut_short_is_made_anew(folder: Path, name: str) -> None:
    opened = cchc_toolkit.open(folder / "params")
    before = opened.values(PERIOD)
    file = folder / "outputs" / "bang" / PERIOD / f"{name}.parquet"
    file.write_bytes(file.read_bytes()[:-20])
    assert refusal(DataError, lambda: opened.table(name, PERIOD)) == (
        f"Bảng số liệu đã mở của kỳ {PERIOD} đã bị xóa hoặc hỏng.",
        str(file.parent),
        "Mở lại bằng cchc_toolkit.open: bảng được lập lại từ số liệu của các xã.",
    )
    again = cchc_toolkit.open(folder / "params")
    assert again.values(PERIOD).equals(before)
    assert again.table(name, PERIOD).equals(opened.table(name, PERIOD))


def test_a_period_that_is_not_there_is_refused_with_the_nearest(opened: Collection) -> None:
    problem, _, advice = refusal(UsageError, lambda: opened.values("2024-6t"))
    assert problem == 'Không có kỳ "2024-6t".'
    assert "2024-6T" in advice
