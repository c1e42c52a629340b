"""What an analyst asks of the table: order, course, change, peers, sums, gaps; in tiny numbers."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from project import OFFICE, refusal

import cchc_toolkit
from cchc_toolkit.analysis.collection import Collection
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import build_report
from cchc_toolkit.submission.params import load_params

KEY = "ty_le.dung_han.tren_tiep_nhan"
RECEIVED, ON_TIME = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
WINDOWS = {
    "2023-6T": ("15/12/2022", "14/6/2023"), "2024-Q1": ("15/12/2023", "14/3/2024"),
    "2024-6T": ("15/12/2023", "14/6/2024"), "2024-Q3": ("15/6/2024", "14/9/2024"),
}  # fmt: skip
CELLS: dict[str, dict[str, tuple[str, str]]] = {
    "2023-6T": {"99001": ("100", "50"), "99002": ("1000", "990")},
    "2024-Q1": {"99001": ("60", "59"), "99002": ("400", "400"), "99003": ("7", "7")},
    "2024-6T": {"99001": ("200", "198"), "99002": ("1001", "991"), "99003": ("20", "19")},
    "2024-Q3": {"99001": ("", ""), "99002": ("300", "297")},
}
"""Received and on time; a commune that is not named reported nothing at all."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    root = tmp_path_factory.mktemp("dong-tu")
    for period, (first, last) in WINDOWS.items():
        _params(root, period, first, last)
        for code, cells in CELLS[period].items():
            folder = root / "data" / period / code
            folder.mkdir(parents=True)
            with (folder / "indicators.csv").open("w", encoding="utf-8", newline="") as stream:
                lines = csv.writer(stream)
                lines.writerow(("key", "value", "state", "source"))
                for key, value in zip((RECEIVED, ON_TIME), cells, strict=True):
                    lines.writerow((key, value, "", ""))
    return cchc_toolkit.open(root / "params")


def _params(root: Path, period: str, first: str, last: str) -> None:
    office = "\n".join(f"  {key}: {value}" for key, value in OFFICE.items() if key != "name")
    codes = "\n".join(f'  "{code}":\n    name: Xã Minh Hoạ {code}' for code in
                      ("99001", "99002", "99003"))  # fmt: skip
    (root / "params").mkdir(exist_ok=True)
    (root / "params" / f"{period}.yml").write_text(
        f"period: {period}\nform: phu_luc_01b\nwindow:\n  from: {first}\n  to: {last}\n"
        f"data: ../data\noutput: ../outputs\ndefaults:\n{office}\ncommunes:\n{codes}\n",
        encoding="utf-8",
    )


def test_units_with_few_cases_have_no_rank(opened: Collection) -> None:
    found = opened.rank(KEY, "2024-6T")
    assert found["unit"].tolist() == ["99001", "99002", "99003"]
    assert found["rank"].fillna(-1).tolist() == [1, 1, -1]
    assert found.set_index("unit").loc["99003", "note"] == "dưới 30 trường hợp, không xếp hạng"
    assert found["printed"].tolist() == ["99,00", "99,00", "95,00"]


def test_a_quarter_is_a_difference_of_sums_and_its_rate_made_anew(opened: Collection) -> None:
    found = opened.trend(KEY, "99001", flow="quarter").set_index("period")
    second = found.loc["2024-Q2"]
    assert (second["numerator"], second["denominator"]) == (139, 140)
    assert (second["printed"], second["made_of"]) == ("99,29", "2024-6T − 2024-Q1")
    assert pd.isna(found.loc["2024-Q3", "value"])


def test_sums_and_quarters_are_never_one_line(opened: Collection) -> None:
    found = opened.trend(KEY, "99002")
    assert dict(zip(found["period"], found["series"], strict=True)) == {
        "2023-6T": "lũy kế", "2024-Q1": "lũy kế", "2024-6T": "lũy kế", "2024-Q3": "quý",
    }  # fmt: skip


def test_a_standing_number_has_no_quarter(opened: Collection) -> None:
    problem, _, advice = refusal(
        UsageError, lambda: opened.trend("to_chuc.bien_che.co_mat", flow="quarter")
    )
    assert "không phải số cộng dồn trong năm" in problem
    assert "Bỏ flow" in advice


def test_a_change_is_told_from_noise(opened: Collection) -> None:
    found = opened.change(KEY, "2024-6T").set_index("unit")
    assert (found.loc["99001", "change"], bool(found.loc["99001", "signal"])) == (49.0, True)
    assert not found.loc["99002", "signal"]
    assert pd.isna(found.loc["99003", "signal"])
    assert found.loc["99003", "note"] == "kỳ 2023-6T chưa có số, hoặc mã là của đơn vị khác"
    overlapping = opened.change(KEY, "2024-6T", against="previous")
    assert overlapping["signal"].isna().all()
    problem, _, advice = refusal(
        UsageError, lambda: opened.change(KEY, opened.rows[0].id, against="previous")
    )
    before = opened.rows[0].previous
    assert problem == f"Dự án không có kỳ {before} để so với kỳ {opened.rows[0].id}."
    assert advice == f"Chọn một kỳ đang có: {', '.join(row.id for row in opened.rows[1:])}."


def test_peers_are_the_nearest_in_size_after_the_unit_itself(opened: Collection) -> None:
    found = opened.peers("99001", KEY, "2024-6T", k=1)
    assert found["unit"].tolist() == ["99001", "99002"]


def test_a_total_adds_what_is_there_and_says_of_how_many(opened: Collection) -> None:
    found = opened.totals("", [KEY, RECEIVED]).set_index(["key", "period"])
    rate = found.loc[(KEY, "2024-6T")]
    assert (rate["numerator"], rate["denominator"]) == (1208, 1221)
    assert (rate["printed"], rate["coverage"]) == ("98,94", "3/3")
    late = found.loc[(RECEIVED, "2024-Q3")]
    assert (late["value"], late["coverage"]) == (300, "1/3")


def test_sums_beyond_what_a_double_holds_are_exact(
    opened: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """16 digits a unit, as a budget in đồng has: the sum is odd, and no double is."""
    big = {"99001": 9_007_199_254_740_993, "99002": 9_000_000_000_000_001, "99003": 3}
    table = Collection.table

    def enlarged(self: Collection, name: str, *wanted: object, **named: object) -> pa.Table:
        found = table(self, name, *wanted, **named)
        if name != "values":
            return found
        units = found["unit"].to_pylist()
        place = found.column_names.index("scaled")
        return found.set_column(
            place, "scaled", pa.array([big[unit] for unit in units], pa.int64())
        )

    monkeypatch.setattr(Collection, "table", enlarged)
    found = opened.totals("", RECEIVED, "2024-6T").iloc[0]
    assert found["printed"] == "18.007.199.254.740.997"
    assert found["value"] == float(sum(big.values())) != sum(big.values())


def test_what_cannot_be_added_up_is_refused(opened: Collection) -> None:
    keys = [row.key for row in opened.rows[0].form.fillable if row.rollup == "none"]
    problem, _, _ = refusal(UsageError, lambda: opened.totals("", keys[0]))
    assert "không cộng được" in problem


def test_completeness_counts_answers_by_section(opened: Collection) -> None:
    found = opened.completeness("2024-Q3", by="key")
    assert found.index.get_level_values("unit").tolist() == ["99001", "99002"]
    assert found[RECEIVED].tolist() == [0.0, 1.0]


def test_findings_are_checked_once_and_kept(
    opened: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = opened.findings("2024-6T")
    params = load_params(opened.row("2024-6T").params.source)
    expected = [
        (code, found.rule, found.severity, found.message)
        for code in CELLS["2024-6T"]
        for found in build_report(code, params).findings
    ]
    columns = ["unit", "rule", "severity", "message"]
    assert list(long[columns].itertuples(index=False, name=None)) == expected
    wide = opened.findings("2024-6T", wide=True)
    assert wide.loc["99001"].sum().sum() == (long["unit"] == "99001").sum()
    monkeypatch.setattr("cchc_toolkit.outputs.assessment.build_report", None)
    again = cchc_toolkit.open(opened.folder).findings("2024-6T")
    pd.testing.assert_frame_equal(again, long)


def test_findings_that_are_kept_follow_the_files(opened: Collection) -> None:
    before = opened.findings("2024-6T")
    folder = opened.row("2024-6T").params.data / "2024-6T" / "99001"
    waivers = folder / "waivers.yml"
    rule = before.loc[before["unit"] == "99001", "rule"].iloc[0]
    said = f"- rule: {rule}\n  reason: đã hỏi\n  by: ông A\n  until: 31/12/2099\n"
    waivers.write_text(said, encoding="utf-8")
    try:
        after = cchc_toolkit.open(opened.folder).findings("2024-6T")
    finally:
        waivers.unlink()
    waived = after[(after["unit"] == "99001") & (after["rule"] == rule)]
    assert waived["waived"].ne("").all()
    again = cchc_toolkit.open(opened.folder).findings("2024-6T")
    pd.testing.assert_frame_equal(again, before)
    kept = opened.cached["2024-6T"].folder / "findings.parquet"
    kept.write_bytes(kept.read_bytes()[:-20])
    again = cchc_toolkit.open(opened.folder).findings("2024-6T")
    pd.testing.assert_frame_equal(again, before)


def test_a_number_leads_back_to_its_cells_and_forth_to_its_uses(opened: Collection) -> None:
    back = opened.trace(KEY, "99001", "2024-6T")
    assert back[["side", "key", "text", "source"]].to_numpy().tolist() == [
        ["numerator", ON_TIME, "198", "indicators.csv, dòng 3"],
        ["denominator", RECEIVED, "200", "indicators.csv, dòng 2"],
    ]
    assert set(back["formula"]) == {"198 / 200 × 100 = 99,00%"}
    forth = opened.used_by(RECEIVED)
    assert KEY in set(forth.loc[forth["kind"] == "chỉ số", "key"])
    assert {"câu", "biểu đồ", "quy tắc"} <= set(forth["kind"])
    found = opened.findings("2024-6T")
    cell = next(one for one in found["keys"] if one).split("; ")[0]
    unit = found.loc[[cell in one.split("; ") for one in found["keys"]], "unit"].iloc[0]
    assert "phát hiện" in set(opened.used_by(cell, unit, "2024-6T")["kind"])


def test_frames_become_files(opened: Collection, tmp_path: Path) -> None:
    wide = opened.findings("2024-6T", wide=True)
    rates = opened.figures(KEY, "2024-6T")
    place = opened.export(tmp_path / "so.xlsx", {"Phát hiện": wide, "Tỷ lệ": rates})
    book = pd.read_excel(place, sheet_name=None, header=2, dtype={"unit": str})
    assert list(book) == ["Phát hiện", "Tỷ lệ"]
    assert book["Phát hiện"]["unit"].tolist() == ["99001", "99002", "99003"]
    assert book["Tỷ lệ"]["value"].tolist() == [99.0, 99.0, 95.0]
    opened.export(tmp_path / "so.csv", rates)
    assert pd.read_csv(tmp_path / "so.csv", dtype={"unit": str})["printed"].tolist()[0] == "99,00"
    opened.export(tmp_path / "so.parquet")
    assert len(pd.read_parquet(tmp_path / "so.parquet")) == len(opened.values("*"))
    problem, _, advice = refusal(UsageError, lambda: opened.export(tmp_path / "so.doc"))
    assert "Không ghi được" in problem
    assert ".xlsx" in advice


def test_sql_is_asked_of_the_cache_where_duckdb_is(
    opened: Collection,
) -> None:
    pytest.importorskip("duckdb")
    found = opened.sql('SELECT key, sum(value) AS sum FROM "values" GROUP BY key')
    received = [cells[0] for units in CELLS.values() for cells in units.values()]
    assert found.set_index("key").loc[RECEIVED, "sum"] == sum(int(one or 0) for one in received)
    assert opened.sql("SELECT count(*) AS n FROM units")["n"].tolist() == [12]
    problem, _, _ = refusal(UsageError, lambda: opened.sql("SELEC"))
    assert "không chạy được" in problem


def test_without_duckdb_sql_says_what_to_install(
    opened: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    _, _, advice = refusal(UsageError, lambda: opened.sql("SELECT 1"))
    assert "pip install 'cchc-toolkit[sql]'" in advice
