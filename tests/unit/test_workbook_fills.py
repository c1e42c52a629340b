"""What the form spares a clerk: cells that fill themselves, figures as before, misread numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import range_boundaries
from workbook_files import (
    COUNT,
    HIDDEN,
    REGISTER,
    SUPPLEMENT,
    VALUES,
    Filler,
    entry,
    figure,
    loaded,
    put,
    reported,
    row_of,
    saved,
)

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.checks import Earlier
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake import ImportOptions, Outcome
from cchc_toolkit.intake.kinds import kind_of
from cchc_toolkit.intake.read import read_file
from cchc_toolkit.submission import Value
from cchc_toolkit.workbook import owner_in, read_workbook, write_workbook
from cchc_toolkit.workbook.computed import computed_keys
from cchc_toolkit.workbook.plan import plan_of
from cchc_toolkit.workbook.words import REGISTER_FIELDS, SAME

FORM, STARTER = load_form(), load_form("khoi_tao_2026_xa")
TOTAL = "tthc.ho_so.tiep_nhan"
PARTS = tuple(f"{TOTAL}.{name}" for name in ("truc_tuyen_muc_3", "truc_tuyen_muc_4", "truc_tiep",
                                             "bcci"))  # fmt: skip
OWN = tuple(f"{key}.cap_xa" for key in PARTS)
RATE, ABOVE, BELOW = "bs.ngan_sach.ty_le_thu", "bs.ngan_sach.thu", "bs.ngan_sach.du_toan_thu"
VALUE, STATE, BEFORE = 5, 6, 7


@pytest.fixture(scope="module")
def filler(tmp_path_factory: pytest.TempPathFactory) -> Filler:
    return Filler(tmp_path_factory.mktemp("dien"), write_workbook(entry()))


# -- cells that fill themselves


@pytest.mark.parametrize(
    ("form", "open_cells", "asked", "seen"),
    [("phu_luc_01b", 129, 102, 145), ("khoi_tao_2026_xa", 76, 73, 94), ("bieu_06_kstt", 11, 8, 11)],
)
def test_so_many_cells_are_left_to_be_filled(
    form: str, open_cells: int, asked: int, seen: int
) -> None:
    """The figures of docs/entry-workbook.md: cells open before, cells asked for, rows seen now."""
    blank = entry(form=load_form(form))
    plan = plan_of(blank.form, blank.submission)
    assert (len(plan.opened), len(plan.asked), len(plan.shown)) == (open_cells, asked, seen)
    text = Path("docs/entry-workbook.md").read_text(encoding="utf-8")
    assert f"| {open_cells} | {asked} |" in text


def test_a_total_and_a_rate_are_locked_formulas_and_their_parts_are_open() -> None:
    book = loaded(write_workbook(entry()))
    for key in (TOTAL, *PARTS, RATE):
        cell, state = figure(book, key), figure(book, key, STATE)
        assert cell.value.startswith("=IF("), key
        assert cell.protection.locked and state.protection.locked
    assert not any(figure(book, key).protection.locked for key in OWN)


def test_rows_of_other_levels_and_figures_of_the_texts_alone_are_out_of_sight() -> None:
    book = loaded(write_workbook(entry()))
    assert hidden(book, "chi_dao.kiem_tra.co_quan_cap_huyen")
    assert hidden(book, "bs.ho_so.muc_3_4")
    assert hidden(book, RATE)
    assert not hidden(book, TOTAL)
    assert not hidden(book, "tthc.ho_so")


def hidden(book: Any, key: str) -> bool:
    sheet = book[SUPPLEMENT if key.startswith("bs.") else VALUES]
    return bool(sheet.row_dimensions[row_of(sheet, key)].hidden)


def test_what_fills_itself_is_worked_out_anew_whatever_the_file_has_computed(
    filler: Filler,
) -> None:
    """A script leaves no results of formulas: totals of totals and rates come all the same."""
    typed = dict(zip(OWN, (100, 20, 30, 2), strict=True))
    found = filler.send(
        *(put(key, number) for key, number in typed.items()), put(ABOVE, 333), put(BELOW, 1000)
    )
    assert found.repairs == ()
    assert [found.values[key].number for key in (*PARTS, TOTAL)] == [100, 20, 30, 2, 152]
    assert found.values["bs.ho_so.muc_3_4"].number == 120
    assert (found.values[RATE].number, found.values[RATE].text) == (Decimal("33.3"), "33,3")


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ((100, 20, 30, None), "not_reported"),
        ((100, 20, 30, "không áp dụng"), "reported"),
        (("không áp dụng",) * 4, "not_applicable"),
        ((100, 20, 30, "không công bố"), "suppressed"),
        ((0, 0, 0, 0), "reported"),
        ((None,) * 4, "not_reported"),
    ],
)
def test_blank_zero_not_applicable_and_withheld_stay_four_things(
    filler: Filler, cells: tuple[Any, ...], state: str
) -> None:
    words = {OWN[at]: cell for at, cell in enumerate(cells) if isinstance(cell, str)}
    changes = [put(key, word, STATE) for key, word in words.items()]
    changes += [put(OWN[at], cell) for at, cell in enumerate(cells) if isinstance(cell, int)]
    found = filler.send(*changes).values[TOTAL]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    assert (found.state, found.number) == (state, sum(numbers) if state == "reported" else None)


def test_a_number_pasted_over_a_formula_is_what_was_reported(filler: Filler) -> None:
    found = filler.send(put(OWN[0], 100), put(PARTS[0], 99))
    assert found.values[PARTS[0]].number == 99
    own_sum = filler.refused(put(OWN[0], 100), put(PARTS[0], "=60+39"))
    assert "Ô chứa công thức =60+39 chưa có kết quả." in own_sum


def test_a_deleted_row_of_a_part_leaves_the_total_open(filler: Filler) -> None:
    def delete(book: Any) -> None:
        book[VALUES].delete_rows(row_of(book[VALUES], OWN[3]))

    found = filler.send(*(put(key, 1) for key in OWN[:3]), delete)
    assert found.values[TOTAL].state == "not_reported"
    assert any("không còn trong tệp" in note for note in found.notes)


def test_what_was_reported_otherwise_stays_open_and_as_it_is() -> None:
    """A total that is not the sum of its parts, or of which the parts are unknown."""
    for values in ({TOTAL: "10", PARTS[0]: "3"}, {TOTAL: "652"}):
        sent = entry({key: reported(number) for key, number in values.items()})
        book = loaded(write_workbook(sent))
        assert figure(book, TOTAL).value == int(values[TOTAL])
        assert not figure(book, TOTAL).protection.locked
    agreed = entry({OWN[0]: reported("3"), PARTS[0]: reported("3")})
    assert PARTS[0] in computed_keys(agreed.submission)


# -- what is still as in the period before


def before(values: Mapping[str, Value]) -> tuple[Earlier, ...]:
    first = Period(2024, "Q1")
    return (Earlier(first, None, entry(values, period=first).submission),)


def test_a_figure_as_before_is_one_choice(tmp_path: Path) -> None:
    choice, money = "chi_dao.khao_sat.hinh_thuc", "bs.ngan_sach.du_toan_thu"
    known = {COUNT: reported("12"), choice: reported("2"), money: reported("4600000000")}
    made = write_workbook(entry(earlier=before(known)))
    found = Filler(tmp_path, made).send(*(put(key, SAME, STATE) for key in known))
    assert {key: found.values[key].number for key in known} == {
        key: value.number for key, value in known.items()
    }
    assert found.values[COUNT].source.endswith("(như kỳ trước)")
    assert found.repairs == ()
    book = loaded(made)
    assert SAME in offered(book, COUNT)
    assert SAME not in offered(book, "chi_dao.ke_hoach.nhiem_vu_hoan_thanh")


def offered(book: Any, key: str) -> list[str]:
    """Return the words of the drop-down of a row's state."""
    sheet = book[VALUES]
    row = row_of(sheet, key)
    for rule in sheet.data_validations.dataValidation:
        for part in str(rule.sqref).split():
            left, top, right, bottom = range_boundaries(part)
            if top <= row <= bottom and left <= STATE <= right:
                cells = rule.formula1.partition("!")[2].replace("$", "")
                return [one[0].value for one in book[HIDDEN][cells]]
    return []


def test_as_before_beside_a_number_or_without_one_before_is_refused(tmp_path: Path) -> None:
    made = write_workbook(entry(earlier=before({COUNT: reported("12")})))
    filler = Filler(tmp_path, made)
    both = filler.refused(put(COUNT, 5), put(COUNT, SAME, STATE))
    assert "Ô đã ghi 5 mà trạng thái là “như kỳ trước”." in both
    none = filler.refused(put("chi_dao.ke_hoach.nhiem_vu_hoan_thanh", SAME, STATE))
    assert "Chọn “như kỳ trước” mà cột Kỳ trước không có số." in none


# -- numbers and dates that a program set to English understands otherwise


def test_a_count_with_decimals_is_warned_of_and_refused(filler: Filler) -> None:
    """1.248 typed into an English Excel is 1,248; a number out of range is warned of too."""
    warning = str(figure(loaded(filler.blank), COUNT, 9).value)
    cell = figure(loaded(filler.blank), COUNT).coordinate
    assert f"{cell}<>INT({cell})" in warning
    assert "máy tiếng Anh hiểu 1.248 là 1,248: gõ liền 1248" in warning
    said = filler.refused(put(COUNT, 1.248))
    assert '1.1.1 "Số nhiệm vụ đề ra trong kế hoạch"' in said
    percent = str(figure(loaded(filler.blank), "chinh_quyen_dien_tu.chung_thu_so", 9).value)
    assert "máy tiếng Anh hiểu 99,5 là 995" in percent


def test_a_date_is_shown_in_words_and_a_swapped_one_told(filler: Filler) -> None:
    names = [field.tag.partition(".")[2] for field in REGISTER_FIELDS]
    at = {name: names.index(name) + 1 for name in names}

    def cite(book: Any) -> None:
        for row, day in enumerate((datetime(2024, 8, 1), datetime(2024, 3, 5), "08/01/2024"), 6):
            for name, value in (("id", f"v{row}"), ("type", "Công văn"), ("date", day)):
                book[REGISTER].cell(row, at[name]).value = value

    found = filler.send(cite)
    assert [paper.date for paper in found.documents.values()] == [
        date(2024, 8, 1), date(2024, 3, 5), date(2024, 1, 8)
    ]  # fmt: skip
    assert found.notes == (
        f"{REGISTER}!F6: ngày 01/8/2024 nằm ngoài kỳ; nếu máy để tháng trước ngày thì là "
        "08/01/2024: kiểm lại.",
    )
    said = str(loaded(filler.blank)[REGISTER].cell(6, at["said"]).value)
    assert "DAY(F6)" in said and "đảo ngày, tháng?" in said


# -- files of other programs, and whose a refused file is


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped(mimetype=ODS, content_xml=b"<a/>"), "Tệp là bảng tính của LibreOffice (.ods)."),
        (zipped(xl__workbook_bin=b"x", xl__a_xml=b"<a/>"), "Tệp là Excel nhị phân (.xlsb)."),
        (OLE + bytes(90_000) + "Workbook".encode("utf-16-le"), "Tệp là Excel đời cũ (.xls)."),
    ],
)
def test_a_spreadsheet_of_another_format_is_told_what_to_do(
    tmp_path: Path, data: bytes, says: str
) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(data)
    assert kind_of(path) == "xlsx"
    with pytest.raises(DataError) as raised:
        read_workbook(path, load_form)
    assert raised.value.problem == says
    assert "Lưu thành (Save As) .xlsx" in raised.value.advice
    assert owner_in(path) == ("", "")


def test_a_refused_file_says_its_commune_and_period(tmp_path: Path) -> None:
    path = saved(tmp_path / "khong ten.xlsx", write_workbook(entry()), put(COUNT, "nhiều"))
    (found,) = read_file(path, ImportOptions({}))
    assert isinstance(found, Outcome)
    assert (found.status, found.period, found.commune) == ("refused", "2024-6T", "99001")
