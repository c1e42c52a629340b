"""The appendix table, whatever offices do to it, is matched to the rows of the form."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import pytest
from corpus.word import HEADER
from hypothesis import given
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form, Indicator, load_form
from cchc_toolkit.documents.appendix import is_appendix, read_rows
from cchc_toolkit.documents.parsed_report import AppendixRow
from cchc_toolkit.documents.raw import Grid, GridRow

FORM = load_form()
Cells = Sequence[str]


def grid(rows: Sequence[Cells], header: Sequence[Cells] = HEADER) -> Grid:
    lines = (*header, *rows)
    return Grid(tuple(GridRow(tuple(row), f"dòng {at}") for at, row in enumerate(lines, 1)), "b")


def printed(row: Indicator, value: str | None = None) -> list[str]:
    """A row as the form prints it, its own place as its value."""
    place = str(1000 + FORM.rows.index(row)) if row.fillable else ""
    return [row.stt, row.label, row.unit, place if value is None else value, ""]


def read(rows: Sequence[Cells], form: Form = FORM) -> tuple[AppendixRow, ...]:
    return read_rows([grid(rows)], form)[0]


def misread(rows: Sequence[AppendixRow]) -> list[str]:
    """The rows with a value that were given to another row of the form."""
    return [
        row.label
        for row in rows
        if row.text and (row.key is None or FORM.rows[int(row.text) - 1000].key != row.key)
    ]


WHOLE = [printed(row) for row in FORM.rows]


def test_the_whole_form_matches_row_by_row() -> None:
    rows = read(WHOLE)
    assert [row.key for row in rows] == [row.key for row in FORM.rows]
    assert {row.sure for row in rows} == {1.0}


@pytest.mark.parametrize("form_of", ["NFD", "NFC"])
def test_spelling_of_marks_makes_no_difference(form_of: str) -> None:
    other = [
        [unicodedata.normalize(form_of, cell.replace("hóa", "hoá").upper()) for cell in row]  # type: ignore[arg-type]
        for row in WHOLE
    ]
    assert {row.sure for row in read(other)} == {1.0}


def test_a_row_cut_by_a_page_is_one_again() -> None:
    cut = [
        ["3.3.3.", "Số lượng hồ sơ TTHC về lĩnh vực đất đai được giải quyết đúng", "Hồ sơ", "34"],
        [*HEADER[0]],
        [*HEADER[1]],
        ["", "hện", "", "", ""],
    ]
    at = next(n for n, row in enumerate(WHOLE) if "đất đai" in row[1])
    rows = read([*WHOLE[:at], *cut, *WHOLE[at + 1 :]])
    found = next(row for row in rows if row.key == FORM.rows[at].key)
    assert (found.number, found.label[-8:]) == (Decimal(34), "đúng hện")
    assert len(rows) == len(FORM.rows)


def test_a_cell_cut_by_a_page_is_one_again() -> None:
    """Only the unit column goes on below the header: `Có thực hiện = 1 / Không …`."""
    at = next(n for n, row in enumerate(WHOLE) if row[0] == "7.6.1")
    cut = [
        [*WHOLE[at][:2], "Có thực hiện = 1", "1", ""],
        *HEADER,
        ["", "", "Không thực hiện = 0", "", ""],
    ]
    rows = read([*WHOLE[:at], *cut, *WHOLE[at + 1 :]])
    found = next(row for row in rows if row.key == FORM.rows[at].key)
    assert (found.unit, found.number) == ("Có thực hiện = 1 Không thực hiện = 0", Decimal(1))


def test_pages_without_a_header_go_on_with_the_columns_above() -> None:
    rows, _ = read_rows([grid(WHOLE[:50]), grid(WHOLE[50:], header=())], FORM)
    assert [row.key for row in rows] == [row.key for row in FORM.rows]


def test_trong_do_may_stand_before_the_label() -> None:
    moved = [
        ["", f"{row[0]}: {row[1]}", *row[2:]] if row[0] == "Trong đó" else row for row in WHOLE
    ]
    assert misread(read(moved)) == []


def test_columns_are_found_by_their_names() -> None:
    header = [["TT", "Nội dung chỉ tiêu", "Số liệu", "ĐVT", "Ghi chú"]]
    rows, _ = read_rows(
        [grid([[row[0], row[1], row[3], row[2], ""] for row in WHOLE], header)], FORM
    )
    assert misread(rows) == []
    assert {row.sure for row in rows} == {1.0}


@pytest.mark.parametrize("seed", range(4))
def test_missing_added_and_misspelt_rows(seed: int) -> None:
    """One row in twenty gone, one in twenty added, one in three with a typo, half without STT."""
    chance = random.Random(seed)  # noqa: S311 - made-up rows
    rows: list[Cells] = []
    for row in WHOLE:
        stt, label, *rest = row
        if chance.random() < 0.05:
            continue
        if chance.random() < 0.05:
            rows.append(["", "Chỉ tiêu riêng của địa phương", "", "", ""])
        if chance.random() < 0.3 and len(label) > 8:
            at = chance.randrange(2, len(label) - 2)
            label = label[:at] + label[at + 1 :]
        rows.append([stt if chance.random() < 0.5 else "", label, *rest])
    found = read(rows)
    wrong = [row for row in found if row.label in misread([row])]
    assert len(wrong) <= 4
    assert len([row for row in found if row.key]) > 0.9 * len(rows) - 10


def test_a_match_that_could_be_another_is_less_sure() -> None:
    """Of two channels each with `- Cấp huyện` and `- Cấp xã`, one pair is left: whose is it?"""
    keys = [row.key for row in FORM.rows]
    start = keys.index("tthc.ho_so.tiep_nhan.bcci.cap_xa")
    end = keys.index("tthc.ho_so.tiep_nhan.truc_tuyen_muc_3.cap_xa")
    left = read([*WHOLE[:start], *WHOLE[end:]])
    doubtful = [row for row in left if row.sure < 1]
    assert [row.label for row in doubtful] == ["- Cấp huyện", "- Cấp xã"]
    assert {row.sure for row in doubtful} <= {0.5, 0.425, 0.463}


@pytest.mark.parametrize(
    ("text", "state", "number"),
    [
        ("", "not_reported", None),
        ("-", "not_reported", None),
        ("0", "reported", "0"),
        ("02", "reported", "2"),
        ("1.234", "reported", "1234"),
        ("254 thủ tục", "reported", "254"),
        ("KAD", "not_applicable", None),
        ("Không áp dụng", "not_applicable", None),
        ("KCB", "suppressed", None),
        ("không có", "unreadable", None),
        ("1,5", "unreadable", None),
        ("254 hồ sơ", "unreadable", None),
        ("12/15", "unreadable", None),
    ],
)
def test_what_a_count_says(text: str, state: str, number: str | None) -> None:
    row = FORM.indicators["tthc.thong_ke.dang_ap_dung"]
    cells = [printed(one, text if one is row else "") for one in FORM.rows]
    found = next(one for one in read(cells) if one.key == row.key)
    assert found.state == state
    assert found.number == (Decimal(number) if number else None)
    assert found.text == text


@pytest.mark.parametrize(("text", "number"), [("99,38", "99.38"), ("12 %", "12"), ("100%", "100")])
def test_what_a_rate_says(text: str, number: str) -> None:
    row = next(one for one in FORM.rows if one.kind == "percent")
    cells = [printed(one, text if one is row else "") for one in FORM.rows]
    assert next(one for one in read(cells) if one.key == row.key).number == Decimal(number)


def test_an_answer_in_words_is_its_code() -> None:
    row = FORM.indicators["chi_dao.khao_sat.hinh_thuc"]
    cells = [printed(one, "Phát phiếu" if one is row else "") for one in FORM.rows]
    assert next(one for one in read(cells) if one.key == row.key).number == Decimal(1)


def test_notes_say_what_failed() -> None:
    cells = [printed(row, "") for row in FORM.rows]
    cells[2][3] = "sáu"
    cells[3][3] = "…"
    cells.append(["9.", "Chỉ tiêu lạ hoàn toàn", "", "7", ""])
    del cells[100]
    _, notes = read_rows([grid(cells)], FORM)
    assert notes == (
        'Phụ lục, dòng 5: ô số liệu "sáu" của 1.1.1. "Số nhiệm vụ đề ra trong kế hoạch" không đọc '
        "được thành số.",
        'Phụ lục, dòng 6: ô "…" của 1.1.2. "Số nhiệm vụ đã hoàn thành" được coi là chưa có số '
        "liệu.",
        'Phụ lục, dòng 167: dòng 9. "Chỉ tiêu lạ hoàn toàn" không khớp dòng nào của biểu Phụ lục '
        "01b.",
        f"Phụ lục thiếu 1 dòng của biểu Phụ lục 01b: {FORM.rows[100].name}.",
    )


def test_another_form_is_not_forced_into_this_one() -> None:
    rows, (note,) = read_rows([grid([["1", "Dân số trung bình", "Người", "5.000", ""]] * 30)], FORM)
    assert rows == ()
    assert note == (
        "Bảng phụ lục không theo biểu Phụ lục 01b: chỉ khớp 0/165 dòng, không đọc số liệu."
    )


def test_no_table_is_said() -> None:
    assert read_rows([], FORM) == (
        (),
        ("Không thấy bảng phụ lục thống kê (cột STT, Chỉ tiêu, Số liệu).",),
    )


def test_a_table_of_something_else_is_no_appendix() -> None:
    assert not is_appendix(grid([["1", "A", "2", "", ""]], [["STT", "Họ tên", "Tuổi", "", ""]]))


@given(st.lists(st.lists(st.sampled_from(["", "1.", "Cấp xã", "5", "Trong đó"]), max_size=6)))
def test_any_table_gives_rows_or_none(rows: list[list[str]]) -> None:
    found, notes = read_rows([grid(rows)], FORM)
    assert len(found) <= len(rows)
    assert notes
