"""Who has reported: sent, refused, blank, faulty, issued; late by the calendar; told once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_toolkit.intake import import_files
from cchc_toolkit.outputs.standing import Standing, counted
from cchc_toolkit.outputs.standing_sheet import standing_sheet
from cchc_toolkit.outputs.standings import nobodys_refusals, standings
from cchc_toolkit.sample import Country, write_country, write_part
from cchc_toolkit.submission.params import Params, load_params

TODAY = date(2024, 4, 1)
"""The first quarter of 2024 was due on 20/3/2024."""
KEY = "tthc.ho_so.tiep_nhan"


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> tuple[Params, dict[str, Standing]]:
    root = tmp_path_factory.mktemp("tinh")
    country = Country(20, 1)
    write_country(country, root)
    ((period, window),) = country.dates
    write_part(country, root, period, window, country.codes)
    for code in ("99002", "99003", "99004"):
        shutil.rmtree(root / "data" / period.id / code)
    params = load_params(root / "params" / f"{period.id}.yml")
    inbox = root / "hop-thu"
    inbox.mkdir()
    header = "commune,period,key,value\n"
    (inbox / "99003.csv").write_text(f"{header}99003,2024-Q1,{KEY},hai\n", encoding="utf-8")
    (inbox / "99016.csv").write_text(f"{header}99004,2024-Q1,{KEY},12\n", encoding="utf-8")
    (inbox / "la.csv").write_text("không,phải,biểu\n", encoding="utf-8")
    for name in ("Thumbs.db", ".DS_Store", "~$99005.xlsx", "desktop.ini"):
        (inbox / name).write_bytes(b"rubbish")
    _import(inbox, params)
    return params, {one.code: one for one in standings(params, TODAY)}


def _import(inbox: Path, params: Params) -> None:
    from cchc_toolkit.intake.read import ImportOptions

    done = import_files((inbox,), ImportOptions(params={params.period.id: params}), TODAY)
    assert sorted(Path(one.file).name for one in done) == ["99003.csv", "99016.csv", "la.csv"]


def test_each_state_is_told_apart(stood: tuple[Params, dict[str, Standing]]) -> None:
    _, found = stood
    assert found["99001"].words == "đạt"
    assert found["99002"].words == "chưa gửi"
    assert found["99003"].state == "refused"
    assert '"hai" không phải là số.' in found["99003"].told
    assert found["99018"].words.startswith("đã nhận, còn ")
    assert found["99018"].blocking
    assert found["99020"].words == "gửi biểu trống"
    counts = counted(tuple(found.values()))
    assert sum(counts.values()) == 20
    assert (counts["missing"], counts["refused"], counts["blank"]) == (1, 1, 1)


def test_days_are_counted_from_the_deadline_of_the_calendar(
    stood: tuple[Params, dict[str, Standing]],
) -> None:
    _, found = stood
    assert found["99002"].deadline == date(2024, 3, 20)
    assert found["99002"].late_words == "quá hạn 12 ngày"
    assert (found["99004"].received, found["99004"].late_words) == (TODAY, "muộn 12 ngày")
    assert found["99001"].late is None, "laid there by hand: no day is known"


def test_a_file_named_for_another_unit_is_told(stood: tuple[Params, dict[str, Standing]]) -> None:
    _, found = stood
    assert "Tên tệp nói xã 99016 (Xã Minh Hoạ 16)" in found["99004"].told
    assert found["99016"].state == "sound"


def test_what_is_nobodys_is_told_once(stood: tuple[Params, dict[str, Standing]]) -> None:
    params, found = stood
    (lost,) = nobodys_refusals(params)
    assert (lost.file, lost.unit) == ("la.csv", "")
    assert not any("la.csv" in one.told for one in found.values())


def test_findings_are_not_sought_twice(
    stood: tuple[Params, dict[str, Standing]], monkeypatch: pytest.MonkeyPatch
) -> None:
    params, found = stood

    def never(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("cchc_toolkit.outputs.assessment._of_unit", never)
    assert {one.code: one for one in standings(params, TODAY)} == found


def test_the_workbook_has_a_row_a_unit(
    stood: tuple[Params, dict[str, Standing]], tmp_path: Path
) -> None:
    import openpyxl

    params, found = stood
    (tmp_path / "a.xlsx").write_bytes(standing_sheet(params, tuple(found.values())))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in book["Tình hình"].iter_rows()]
    assert [row[0] for row in rows if str(row[0]).isdigit()] == list(found)
    (refused,) = [row for row in rows if row[0] == "99003"]
    assert (refused[2], refused[6]) == ("bị từ chối", 12)
    assert "DỮ LIỆU MINH HOẠ" in [row[0] for row in rows]
