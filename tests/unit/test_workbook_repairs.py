"""What people make of a form, cell by cell: read rightly and listed, or refused with the cell.

One real file holds all that can be read and one all that cannot, each in a cell of its own: a
refusal must name every cell, and one cell's mending must not touch another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from workbook_files import (
    CHOICE,
    COUNT,
    REGISTER,
    TEXTS,
    VALUES,
    Change,
    Filler,
    blank_form,
    put,
    row_of,
)

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.submission.delivery import Delivery

STATE = 6


@dataclass(frozen=True)
class Case:
    """A cell as somebody filled it."""

    kind: str
    """Kind of the row, or its very key."""
    typed: Any
    shown_as: str = ""
    word: str | None = None


class Places:
    """Gives every case a row of its own."""

    def __init__(self, form: Form) -> None:
        self._free = [row for row in form.rows if form.applies(row) and row.key != COUNT]
        self.keys: list[str] = []

    def change(self, case: Case) -> Change:
        key = case.kind
        if "." not in key:
            row = next(row for row in self._free if row.kind == key)
            self._free.remove(row)
            key = row.key
        self.keys.append(key)

        def fill(book: Any) -> None:
            put(key, case.typed, number_format=case.shown_as)(book)
            put(key, case.word, STATE)(book)

        return fill


@pytest.fixture(scope="module")
def filler(tmp_path_factory: pytest.TempPathFactory) -> Filler:
    return Filler(tmp_path_factory.mktemp("bieu"), blank_form())


# -- numbers and states

NFD_UNIT = unicodedata.normalize("NFD", "12 nhiệm vụ")
READ: list[tuple[Case, str, str]] = [
    (Case("count", 12), "12", ""),
    (Case("count", 0), "0", ""),
    (Case("count", 652.0), "652", ""),
    (Case("count", "02"), "2", "số 0 đứng đầu"),
    (Case("count", "254"), "254", "số ghi dạng chữ"),
    (Case("count", " 254\u200b "), "254", "số ghi dạng chữ"),
    (Case("count", "1.234"), "1234", "số ghi dạng chữ"),
    (Case("count", "5.432.209.679"), "5432209679", "số ghi dạng chữ"),
    (Case(COUNT, NFD_UNIT), "12", 'bỏ đơn vị "nhiệm vụ"'),
    (Case("percent", 99.38), "99.38", ""),
    (Case("percent", 0.1 + 0.2), "0.3", ""),
    (Case("percent", "1.234,5"), "1234.5", "số ghi dạng chữ"),
    (Case("percent", "12 %"), "12", 'bỏ đơn vị "%"'),
    (Case("bs.ho_so.ty_le_dung_han", 0.12, "0%"), "12", "ô định dạng phần trăm"),
    (Case("percent", 0.9938, "0.00%"), "99.38", "ô định dạng phần trăm"),
    (Case("bs.ngan_sach.ty_le_thu", 100 / 3), "33.333333", "làm tròn 6 chữ số thập phân"),
    (Case("count", 5.0000001), "5", "làm tròn 6 chữ số thập phân"),
    (Case("bs.ngan_sach.ty_le_chi", 99.4, "0.00"), "99.40", ""),
    (Case(CHOICE, "0 = Trực tuyến"), "0", ""),
    (Case("chi_dao.doi_thoai", "có"), "1", "câu trả lời ghi bằng chữ"),
    (Case("cong_vu.ky_luat.ke_hoach_kiem_tra", 1), "1", ""),
    (Case("count", None), "not_reported", ""),
    (Case("count", None, word="chưa có số liệu"), "not_reported", ""),
    (Case("count", None, word="không áp dụng"), "not_applicable", ""),
    (Case("count", None, word="KHÔNG ÁP DỤNG"), "not_applicable", ""),
    (Case("count", None, word="không công bố"), "suppressed", ""),
    (Case("count", "KAD"), "not_applicable", "trạng thái ghi ở ô số liệu"),
    (
        Case("count", "không áp dụng", word="không áp dụng"),
        "not_applicable", "trạng thái ghi ở ô số liệu",
    ),
    (Case("count", "-"), "not_reported", "dấu gạch là chưa có số liệu"),
    (Case("count", "  "), "not_reported", "ô chỉ có dấu cách"),
    (Case("count", 5, word="có số liệu"), "5", ""),
]  # fmt: skip
REFUSED: list[tuple[Case, str]] = [
    (Case("percent", "1.234"), 'Số "1.234" đọc được hai cách: 1234 hoặc 1,234.'),
    (Case("percent", "99.38"), "Dấu thập phân là dấu phẩy: ghi 99,38."),
    (Case("count", 1.234), "có phần thập phân"),
    (Case("count", "1,5"), '"1,5" có phần thập phân'),
    (Case("count", "12 %"), '"12 %" không phải là số.'),
    (Case("count", 0.12, "0%"), "Ô định dạng phần trăm"),
    (Case("count", "không"), '"không" không phải là số. Bằng 0 thì ghi 0'),
    (Case("count", "khoảng 10"), '"khoảng 10" không phải là số.'),
    (Case("count", "1 234"), '"1 234" không phải là số.'),
    (Case("count", datetime(2024, 5, 1), "dd/mm/yyyy"), "ô là ngày 01/5/2024, không phải số"),
    (Case("count", True), '"TRUE" không phải là số.'),
    (Case("count", 10**17), "quá dài"),
    (Case(CHOICE, "có lẽ"), '"có lẽ" không phải câu trả lời nào. Chọn trong danh sách: 0 = Trực'),
    (Case("count", "#DIV/0!"), "Ô báo lỗi #DIV/0!."),
    (Case("count", 5, word="không áp dụng"), "Ô đã ghi 5 nhưng trạng thái là “không áp dụng”."),
    (Case("count", None, word="có số liệu"), "“có số liệu” nhưng ô chưa ghi số."),
    (
        Case("count", "KCB", word="không áp dụng"),
        "Ô ghi “không công bố” nhưng trạng thái là “không áp dụng”.",
    ),
    (Case("count", 5, word="tạm tính"), 'Trạng thái "tạm tính" không đúng.'),
]


@pytest.fixture(scope="module")
def read(filler: Filler) -> tuple[Delivery, list[str]]:
    """What was read of the file with all that can be, and the keys of the cases."""
    places = Places(load_form())
    return filler.send(*(places.change(case) for case, _, _ in READ)), places.keys


@pytest.mark.parametrize("at", range(len(READ)), ids=lambda at: str(READ[at][0].typed))
def test_a_cell_is_read_and_what_was_mended_is_listed(
    read: tuple[Delivery, list[str]], at: int
) -> None:
    found, keys = read
    _, number, why = READ[at]
    value = found.values[keys[at]]
    assert (value.state if value.number is None else str(value.number)) == number
    assert value.text == ("" if value.number is None else number.replace(".", ","))
    repairs = [repair for repair in found.repairs if repair.where == value.source]
    assert [repair.why for repair in repairs] == ([why] if why else [])


def test_nothing_else_was_mended(read: tuple[Delivery, list[str]]) -> None:
    assert len(read[0].repairs) == sum(bool(why) for _, _, why in READ)


@pytest.fixture(scope="module")
def refused(filler: Filler) -> tuple[str, list[str]]:
    """What the refusal of the file with all that cannot be read says, and the keys."""
    places = Places(load_form())
    return filler.refused(*(places.change(case) for case, _ in REFUSED)), places.keys


@pytest.mark.parametrize("at", range(len(REFUSED)), ids=lambda at: str(REFUSED[at][0].typed))
def test_what_could_mean_two_things_is_refused_with_its_cell(
    refused: tuple[str, list[str]], at: int, filler: Filler
) -> None:
    said, keys = refused
    column = "F" if "Trạng thái" in REFUSED[at][1] else "E"
    row = filler.row(VALUES, keys[at])
    lines = [line for line in said.splitlines() if line.strip().startswith(f"{VALUES}!")]
    assert any(f"{VALUES}!{column}{row}:" in line and REFUSED[at][1] in line for line in lines)


def test_every_refused_cell_is_named_at_once(refused: tuple[str, list[str]]) -> None:
    assert f"Có {len(REFUSED)} lỗi" in refused[0]


# -- documents

DAYS: list[tuple[Any, str, str]] = [
    (datetime(2024, 1, 29), "dd/mm/yyyy", ""),
    (45320, "General", "số thứ tự của ngày"),
    ("29/01/2024", "@", "ngày ghi dạng chữ"),
    ("29/1/2024", "@", "ngày ghi dạng chữ"),
    ("29-01-2024", "@", "ngày ghi kiểu khác"),
    ("29.1.2024", "@", "ngày ghi kiểu khác"),
    ("2024-01-29", "@", "ngày ghi kiểu khác"),
    ("ngày 29 tháng 01 năm 2024", "@", "ngày ghi kiểu khác"),
    (datetime(2024, 1, 29, 8, 30), "dd/mm/yyyy hh:mm", "bỏ giờ"),
]
NO_DAYS = ("31/02/2024", "01/29/2024", "đầu năm", 2024, "29/01/24", True)
COLUMNS = ("id", "type", "number", "symbol", "date", "said", "issuer", "subject",
           "implements")  # fmt: skip
FIRST = 6


def document(row: int, **cells: Any) -> Change:
    """Return a change that fills a row of the register."""

    def change(book: Any) -> None:
        for name, value in {"type": "Công văn", **cells}.items():
            cell = book[REGISTER].cell(row, COLUMNS.index(name) + 2)
            cell.value, shown_as = value if isinstance(value, tuple) else (value, "@")
            cell.number_format = shown_as

    return change


def test_a_day_is_read_however_it_is_written(filler: Filler) -> None:
    rows = [
        document(FIRST + at, id=f"cv-{at}", date=(typed, shown_as))
        for at, (typed, shown_as, _) in enumerate(DAYS)
    ]
    found = filler.send(*rows)
    assert {str(paper.date) for paper in found.documents.values()} == {"2024-01-29"}
    mended = {repair.where: repair.why for repair in found.repairs}
    assert mended == {
        f"{REGISTER}!F{FIRST + at}": why for at, (_, _, why) in enumerate(DAYS) if why
    }


def test_a_document_without_an_id_gets_one_that_says_what_it_is(filler: Filler) -> None:
    day = (datetime(2024, 1, 8), "dd/mm/yyyy")
    plan = {"type": "Kế hoạch", "number": "05", "symbol": "KH-UBND", "date": day}
    found = filler.send(document(FIRST, **plan), document(FIRST + 3, **plan))
    assert list(found.documents) == ["kh-05-2024", "kh-05-2024-2"]
    assert [paper.number for paper in found.documents.values()] == ["05", "05"]
    assert [repair.taken for repair in found.repairs] == ["kh-05-2024", "kh-05-2024-2"]


def test_what_the_register_cannot_hold_is_refused_row_by_row(filler: Filler) -> None:
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"id": "kế hoạch"}, 'Mã văn bản "kế hoạch" không dùng được.'),
        ({"type": None, "number": "5"}, "Văn bản chưa ghi loại."),
        ({"id": "a", "implements": "b"}, 'Văn bản triển khai "b" không có trong danh mục.'),
        ({"id": "kh-1"}, ""),
        ({"id": "kh-1"}, f'Mã văn bản "kh-1" có ở hai dòng ({FIRST + 3} và {FIRST + 4}).'),
        *(
            ({"id": f"cv-{at}", "date": (typed, "@" if isinstance(typed, str) else "General")},
             "không phải là ngày")
            for at, typed in enumerate(NO_DAYS)
        ),
    )  # fmt: skip
    rows = [document(FIRST + at, **cells) for at, (cells, _) in enumerate(wrong)]
    lines = filler.refused(*rows).splitlines()
    for at, (_, says) in enumerate(wrong):
        named = [line for line in lines if re.search(rf"{REGISTER}!\w{FIRST + at}:", line)]
        assert len(named) == bool(says), (at, lines)
        assert all(says in line for line in named)


# -- texts

TEXT_CASES: list[tuple[str, tuple[str, ...], list[str]]] = [
    (
        "Đoạn một.\n\n - Đoạn hai. ",
        ("Đoạn một.", "- Đoạn hai."), ["bỏ dấu cách thừa"],
    ),
    (unicodedata.normalize("NFD", "Hoà Bình"), ("Hoà Bình",), ["chuẩn hoá NFC"]),
    ("Hoà\u200b Bình", ("Hoà Bình",), ["bỏ ký tự vô hình"]),
    ("Hoà  Bình", ("Hoà Bình",), ["bỏ dấu cách thừa"]),
    ("Hoà\xa0Bình", ("Hoà Bình",), ["bỏ dấu cách thừa"]),
    (f"Có {{so:{COUNT}}} nhiệm vụ.", (f"Có {{so:{COUNT}}} nhiệm vụ.",), []),
    ("=HYPERLINK(\"x\")", ('=HYPERLINK("x")',), []),
]  # fmt: skip


def own_items() -> list[str]:
    return [name for name, item in load_form().items.items() if not item.lead]


def text(item: str, value: Any, offset: int = 0) -> Change:
    def change(book: Any) -> None:
        cell = book[TEXTS].cell(row_of(book[TEXTS], item) + offset, 5)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    return change


def test_texts_are_cleaned_cut_into_paragraphs_and_the_repairs_listed(filler: Filler) -> None:
    items = own_items()
    found = filler.send(*(text(i, c[0]) for i, c in zip(items, TEXT_CASES, strict=False)))
    for item, (_, paragraphs, why) in zip(items, TEXT_CASES, strict=False):
        passage = found.texts[item]
        assert passage.paragraphs == paragraphs
        assert [r.why for r in found.repairs if r.where == passage.source] == why
    assert len(found.texts) == len(TEXT_CASES)


def test_a_name_in_a_text_must_mean_something_and_a_text_must_have_an_item(filler: Filler) -> None:
    item = own_items()[0]
    said = filler.refused(
        text(item, "Có {so:chi_dao.ke_hoach.nhiem_v} nhiệm vụ, {vb:kh-9}."),
        text(item, "Lạc chỗ.", -1),
    )
    assert f'Có phải ý bạn là "{COUNT}"?' in said
    assert 'văn bản "kh-9" không có trong danh mục' in said
    assert "Đoạn văn nằm ở dòng tiêu đề" in said


# -- nothing arose


def chosen(item: str, value: Any, offset: int = 0) -> Change:
    def change(book: Any) -> None:
        book[TEXTS].cell(row_of(book[TEXTS], item) + offset, 4).value = value

    return change


@pytest.mark.parametrize("value", ["không phát sinh", "Không phát sinh ", "x"])
def test_an_item_may_be_said_to_have_nothing(filler: Filler, value: str) -> None:
    item = own_items()[0]
    passage = filler.send(chosen(item, value)).texts[item]
    assert (passage.nothing, passage.paragraphs) == (True, ())


def test_an_item_cannot_have_nothing_and_a_text(filler: Filler) -> None:
    first, second = own_items()[:2]
    said = filler.refused(
        chosen(first, "không phát sinh"), text(first, "Đã làm.", 1), chosen(second, "có lẽ")
    )
    assert f"Mục {first} vừa chọn “không phát sinh” vừa có nội dung." in said
    assert f"{TEXTS}!E" in said
    assert 'Ô "Không phát sinh" ghi "có lẽ".' in said


def test_a_form_of_before_that_column_is_still_read(filler: Filler) -> None:
    item = own_items()[0]
    found = filler.send(text(item, "Đã làm."), lambda book: book[TEXTS].delete_cols(4))
    assert found.texts[item].paragraphs == ("Đã làm.",)
