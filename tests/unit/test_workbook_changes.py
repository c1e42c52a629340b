"""Forms that people have changed: rows and columns moved, cells merged, sheets added or swapped."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from workbook_files import (
    COUNT,
    HIDDEN,
    REGISTER,
    SUPPLEMENT,
    TEXTS,
    VALUES,
    Filler,
    entry,
    figure,
    letter,
    loaded,
    put,
    repacked,
    reported,
    row_of,
    saved,
    short_form,
)

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.workbook import read_workbook, write_workbook
from cchc_toolkit.workbook.identity import whole_digest

OTHER = "chi_dao.ke_hoach.nhiem_vu_hoan_thanh"
THIRD = "chi_dao.ke_hoach.van_ban_chi_dao"
ITEM = "I.1.noi_dung"
MINE = {COUNT: reported("6"), OTHER: reported("5"), THIRD: reported("16")}


@pytest.fixture(scope="module")
def filled() -> bytes:
    papers = {"kh-1": letter("kh-1", number="01"), "kh-2": letter("kh-2", implements="kh-1")}
    return write_workbook(entry(MINE, {ITEM: ("Một.", "Hai.")}, papers, form=short_form()))


@pytest.fixture
def filler(tmp_path: Path, filled: bytes) -> Filler:
    return Filler(tmp_path, filled, short_form())


def numbers(found: Any) -> list[Decimal]:
    return [found.values[key].number for key in MINE]


SIX_FIVE_SIXTEEN = [Decimal(6), Decimal(5), Decimal(16)]


def test_rows_inserted_hidden_and_sorted_are_found_by_their_key(filler: Filler) -> None:
    def change(book: Any) -> None:
        sheet = book[VALUES]
        sheet.row_dimensions[row_of(sheet, COUNT)].hidden = True
        one, other = (row_of(sheet, key) for key in (COUNT, THIRD))
        for column in range(1, 14):  # as sorting swaps two rows
            first, second = sheet.cell(one, column), sheet.cell(other, column)
            first.value, second.value = second.value, first.value
        sheet.insert_rows(2, 3)
        sheet.insert_rows(row_of(sheet, OTHER), 2)

    found = filler.send(change)
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert found.repairs == ()


def test_columns_that_were_moved_are_found_by_their_tag(filler: Filler) -> None:
    def change(book: Any) -> None:
        sheet = book[VALUES]
        sheet.move_range(f"E1:E{sheet.max_row}", cols=20)
        sheet.insert_cols(2, 2)
        book[REGISTER].move_range("D1:D60", cols=15)

    found = filler.send(change)
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert found.values[COUNT].source.startswith(f"{VALUES}!{get_column_letter(27)}")
    assert found.documents["kh-1"].number == "01"


def test_columns_are_found_by_their_header_when_the_tags_are_gone(filler: Filler) -> None:
    def change(book: Any) -> None:
        for title in (VALUES, SUPPLEMENT, REGISTER, TEXTS):
            book[title].delete_rows(1)

    found = filler.send(change)
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert found.texts[ITEM].paragraphs == ("Một.", "Hai.")


def test_rows_are_found_by_the_name_of_their_cell_when_the_keys_are_gone(filler: Filler) -> None:
    def change(book: Any) -> None:
        for title in (VALUES, SUPPLEMENT):
            for row in range(1, book[title].max_row + 1):
                book[title].cell(row, 1).value = None

    found = filler.send(change)
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert found.notes == ()


def test_a_sheet_may_have_another_name(filler: Filler) -> None:
    def change(book: Any) -> None:
        book[VALUES].title = "Sheet1"
        book[REGISTER].title = "VB"

    found = filler.send(change)
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert set(found.documents) == {"kh-1", "kh-2"}


def test_a_sheet_of_their_own_is_noted_and_not_read(filler: Filler) -> None:
    def change(book: Any) -> None:
        book.create_sheet("Nháp").append(["=1+1", "số liệu nháp"])

    assert filler.send(change).notes == ("Trang “Nháp” không thuộc biểu mẫu: không đọc.",)


def test_a_formula_gives_its_last_result_and_is_listed(filler: Filler, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        figure(book, COUNT).value = "=2*3"

    assert "Ô chứa công thức =2*3 chưa có kết quả." in filler.refused(change)
    computed = with_result(sent(filler, change, tmp_path), "2*3", "6")
    found = filler.send(data=computed)
    assert found.values[COUNT].number == 6
    assert [(r.found, r.taken, r.why) for r in found.repairs] == [
        ("=2*3", "6", "công thức, lấy kết quả đã tính")
    ]
    wrong = with_result(sent(filler, change, tmp_path), "2*3", "#REF!", 't="e"')
    assert "Ô báo lỗi #REF!." in filler.refused(data=wrong)


def sent(filler: Filler, change: Any, folder: Path) -> bytes:
    return saved(folder / "da-sua.xlsx", filler.blank, change).read_bytes()


def with_result(data: bytes, formula: str, result: str, kind: str = "") -> bytes:
    """Return a workbook with the result that a spreadsheet would have stored for a formula."""

    def put_result(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return part
        text = part.decode()
        at = text.find(f"<f>{formula}</f>")
        if at < 0:
            return part
        start = text.rindex("<c ", 0, at)
        cell = text[start:at].replace("<c ", f"<c {kind} ")
        tail = text[at:].replace(f"<f>{formula}</f><v />", f"<f>{formula}</f><v>{result}</v>", 1)
        tail = tail.replace(f"<f>{formula}</f><v></v>", f"<f>{formula}</f><v>{result}</v>", 1)
        return (text[:start] + cell + tail).encode()

    return repacked(data, put_result)


# -- merged cells


def merge(title: str, cells: str) -> Any:
    return lambda book: book[title].merge_cells(cells)


def test_a_cell_merged_within_its_row_is_read_and_listed(filler: Filler) -> None:
    row = filler.row(VALUES, COUNT)
    found = filler.send(merge(VALUES, f"E{row}:G{row}"))
    assert found.values[COUNT].number == 6
    assert [repair.why for repair in found.repairs] == ["đọc ô gộp"]


def test_a_cell_merged_over_rows_is_refused(filler: Filler) -> None:
    row = filler.row(VALUES, COUNT)
    said = filler.refused(merge(VALUES, f"E{row}:E{row + 1}"))
    assert f"{VALUES}!E{row}: Ô bị gộp với ô khác (E{row}:E{row + 1})" in said
    assert f"{VALUES}!E{row + 1}" in said


def test_a_cell_merged_away_into_its_label_is_refused(filler: Filler) -> None:
    row = filler.row(VALUES, COUNT)
    assert "Ô bị gộp" in filler.refused(merge(VALUES, f"C{row}:E{row}"))


def test_texts_merged_downwards_are_read_as_the_one_text_that_is_left(filler: Filler) -> None:
    row = filler.row(TEXTS, ITEM)
    found = filler.send(merge(TEXTS, f"E{row}:E{row + 1}"))
    assert found.texts[ITEM].paragraphs == ("Một.",)


def test_an_issuer_merged_over_documents_is_refused(filler: Filler) -> None:
    assert f"{REGISTER}!H6" in filler.refused(merge(REGISTER, "H6:H7"))


def test_a_hostile_merged_range_costs_nothing(filler: Filler, filled: bytes) -> None:
    mark = b'<mergeCells count="1"><mergeCell ref="Z1:XFD1048576"/></mergeCells>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"</sheetData>" + mark)

    found = filler.send(data=repacked(filled, change))
    assert numbers(found) == SIX_FIVE_SIXTEEN


# -- what is missing, doubled or in the wrong place


def test_a_deleted_row_is_noted_as_not_reported(filler: Filler) -> None:
    def change(book: Any) -> None:
        row = row_of(book[VALUES], COUNT)
        book[VALUES].delete_rows(row)
        book.defined_names.pop(f"cchc.{COUNT}")

    found = filler.send(change)
    assert COUNT not in found.values
    assert found.notes == (
        'Dòng 1.1.1 "Số nhiệm vụ đề ra trong kế hoạch" không còn trong tệp: coi là chưa có số '
        "liệu.",
    )


def test_a_row_copied_blank_is_ignored_and_copied_otherwise_refused(filler: Filler) -> None:
    def copy(value: Any) -> Any:
        def change(book: Any) -> None:
            sheet = book[VALUES]
            at = sheet.max_row + 1
            sheet.cell(at, 1).value = sheet.cell(row_of(sheet, COUNT), 1).value
            sheet.cell(at, 5).value = value

        return change

    assert numbers(filler.send(copy(None))) == SIX_FIVE_SIXTEEN
    assert "có hai dòng ghi khác nhau" in filler.refused(copy(7))


def test_a_number_where_the_form_takes_none_is_refused(filler: Filler) -> None:
    def change(book: Any) -> None:
        sheet = book[VALUES]
        sheet.cell(row_of(sheet, "chi_dao.ke_hoach"), 5).value = 99
        sheet.cell(sheet.max_row + 2, 5).value = 98

    said = filler.refused(change)
    assert 'Ô ghi "99" ở dòng không nhận số liệu.' in said
    assert 'Ô ghi "98" ở dòng không nhận số liệu.' in said


def test_a_paragraph_in_an_inserted_row_belongs_to_the_item_above(filler: Filler) -> None:
    def change(book: Any) -> None:
        sheet = book[TEXTS]
        row = row_of(sheet, ITEM)
        sheet.insert_rows(row + 1)
        sheet.cell(row + 1, 5).value = "Một rưỡi."

    found = filler.send(change)
    assert found.texts[ITEM].paragraphs == ("Một.", "Một rưỡi.", "Hai.")
    assert [repair.why for repair in found.repairs] == ["tính vào mục ở trên"]


@pytest.mark.parametrize("title", [VALUES, SUPPLEMENT, REGISTER, TEXTS])
def test_a_sheet_that_was_deleted_is_not_taken_for_an_empty_one(filler: Filler, title: str) -> None:
    assert "Tệp thiếu trang: " in filler.refused(lambda book: book.remove(book[title]))


def test_a_needed_column_that_was_deleted_is_named(filler: Filler) -> None:
    said = filler.refused(lambda book: book[VALUES].delete_cols(6))
    assert "Trang không còn cột: Trạng thái." in said


def test_a_key_that_the_form_lacks_is_refused(filler: Filler) -> None:
    def change(book: Any) -> None:
        book[VALUES].cell(book[VALUES].max_row + 1, 1).value = "la"

    assert 'Biểu không có chỉ tiêu "la".' in filler.refused(change)


# -- whose workbook it is


def test_what_a_workbook_says_of_itself_is_what_it_was_made_for(filler: Filler) -> None:
    found = filler.send()
    assert (found.commune, found.period, found.form) == ("99001", "2024-6T", "phu_luc_01b")


@pytest.fixture
def small(tmp_path: Path) -> Filler:
    return Filler(tmp_path, write_workbook(entry(form=load_form("bieu_06_kstt"))))


@pytest.mark.parametrize("row", range(1, 10))
def test_a_changed_identity_is_refused(small: Filler, row: int) -> None:
    said = small.refused(lambda book: setattr(book[HIDDEN].cell(row, 2), "value", "99002"))
    assert "mã kiểm tra không khớp" in said


def test_a_workbook_without_identity_is_not_one_of_ours(small: Filler) -> None:
    said = small.refused(lambda book: book.remove(book[HIDDEN]))
    assert "Tệp không phải biểu mẫu của công cụ" in said


def test_a_sheet_of_another_commune_or_period_is_refused(filler: Filler) -> None:
    last_year = entry(period=Period(2023, "6T"), form=short_form())
    for foreign in (entry(code="99002", form=short_form()), last_year):
        theirs = loaded(write_workbook(foreign))[VALUES]

        def change(book: Any, theirs: Any = theirs) -> None:
            for row in theirs.iter_rows():
                for cell in row:
                    book[VALUES].cell(cell.row, cell.column).value = cell.value

        said = filler.refused(change)
        assert "Trang này được chép từ biểu mẫu của xã hoặc kỳ khác." in said


def test_a_form_relabelled_for_another_commune_is_refused(filler: Filler) -> None:
    def change(book: Any) -> None:
        cell = book[VALUES].cell(3, 2)
        cell.value = cell.value.replace("99001", "99002")

    said = filler.refused(change)
    assert "Dòng tên đơn vị và kỳ đã bị sửa; tệp này là của xã 99001, kỳ 2024-6T." in said


def test_a_form_that_has_changed_since_is_refused(tmp_path: Path, filled: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled)
    form = short_form()
    other = replace(form, rows=form.rows[1:])
    with pytest.raises(DataError, match="đã thay đổi từ khi tệp này được tạo"):
        read_workbook(path, lambda _: other)
    with pytest.raises(DataError, match='Không có biểu "phu_luc_01b"'):
        read_workbook(path, _no_form)
    # A rule that was added since changes no cell's meaning.
    assert read_workbook(path, lambda _: replace(form, digest="moi", relations=()))


def test_a_row_added_and_a_label_mended_since_are_told(tmp_path: Path, filled: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled)
    form = short_form()
    at = next(at for at, row in enumerate(form.rows) if row.key == OTHER)
    mended = replace(form.rows[at], label="Số nhiệm vụ đã làm xong")
    new = replace(form.rows[at], key=f"{OTHER}_som", stt="1.1.9.", label="Số nhiệm vụ xong sớm")
    rows = (*form.rows[:at], mended, new, *form.rows[at + 1 :])
    found = read_workbook(path, lambda _: replace(form, rows=rows, digest="moi"))
    assert numbers(found) == SIX_FIVE_SIXTEEN
    assert new.key not in found.values
    assert found.notes == (
        'Biểu Phụ lục 01b có thêm 1 dòng từ khi tệp này được tạo, tệp chưa hỏi: 1.1.9 "Số nhiệm vụ '
        'xong sớm".',
        "Biểu Phụ lục 01b đã sửa nhãn “Số nhiệm vụ đã hoàn thành” thành 1.1.2 "
        '"Số nhiệm vụ đã làm xong".',
    )


def test_a_row_that_counts_something_else_since_is_refused(tmp_path: Path, filled: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled)
    form = short_form()
    at = next(at for at, row in enumerate(form.rows) if row.key == OTHER)
    other = replace(form.rows[at], kind="percent", unit="%", unit_corrected="")
    rows = (*form.rows[:at], other, *form.rows[at + 1 :])
    with pytest.raises(DataError) as refused:
        read_workbook(path, lambda _: replace(form, rows=rows))
    assert "đổi khóa, loại hoặc đơn vị của dòng 1.1.2" in str(refused.value)
    assert "Cách sửa: Tạo lại biểu mẫu bằng “cchc form write”" in str(refused.value)


def test_a_workbook_with_one_digest_for_all_rows_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    with monkeypatch.context() as before:
        before.setattr("cchc_toolkit.workbook.identity.rows_digest", whole_digest)
        path.write_bytes(write_workbook(entry(MINE, form=short_form())))
    assert numbers(read_workbook(path, lambda _: short_form())) == SIX_FIVE_SIXTEEN


def _no_form(form_id: str) -> Any:
    raise UsageError(f'Không có biểu "{form_id}".', advice="Chọn biểu khác.")


def test_macros_and_links_are_noted_and_never_followed(filler: Filler, filled: bytes) -> None:
    extra = {"xl/vbaProject.bin": b"\0" * 64, "xl/externalLinks/externalLink1.xml": b"<a/>"}
    found = filler.send(data=repacked(filled, lambda _, part: part, extra))
    assert found.notes == (
        "Tệp có macro: chỉ đọc ô, không chạy macro.",
        "Tệp có liên kết tới tệp khác: không mở liên kết.",
    )


def test_a_typed_number_replaces_the_stored_one(filler: Filler) -> None:
    assert filler.send(put(COUNT, 7)).values[COUNT].number == 7
