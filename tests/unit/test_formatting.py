"""Reading and printing the Vietnamese way: no guess, no loss, no invisible character."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import (
    clean_text,
    hides_characters,
    lower_first,
    parse_date,
    parse_number,
    print_count_in_prose,
    print_date,
    print_long_date,
    print_number,
    upper_first,
    vietnamese_order,
    without_marks,
)

ONLY_DIGITS = (
    "Chỉ ghi chữ số, dấu phẩy thập phân; không ghi đơn vị. Ô chưa có số liệu thì để trống."
)
NUMBERS = st.decimals(
    min_value=Decimal("-1e16") + 1,
    max_value=Decimal("1e16") - 1,
    places=6,
    allow_nan=False,
    allow_infinity=False,
)


# clean_text


@given(st.text())
def test_clean_text_is_idempotent_nfc_and_hides_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not hides_characters(cleaned)
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Xã   Phùng\tMinh\r\n", "Xã Phùng Minh"),
        ("Xã\xa0Phùng\xa0Minh", "Xã Phùng Minh"),
        ("Xa\u0303 Phu\u0300ng", "Xã Phùng"),
        ("o\u200b\u0300", "ò"),
        ("\ufeffmã", "mã"),
        ("1\u202e23", "123"),
        ("a\x00b\x07c\x85d", "abcd"),
        ("a\ud800b", "ab"),
        ("<b>{{so:x}}</b>", "<b>{{so:x}}</b>"),
        ("", ""),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


def test_decomposed_letters_hide_nothing() -> None:
    assert not hides_characters(unicodedata.normalize("NFD", "Xã Phùng Minh, huyện Ngọc Lặc"))
    for mark in ("\u200b", "\u200f", "\u202e", "\u2066", "\u00ad", "\x00", "\x9f"):
        assert hides_characters(f"12{mark}3")


# Numbers


@given(NUMBERS)
def test_a_printed_number_reads_back(number: Decimal) -> None:
    printed = print_number(number, 6)
    assert parse_number(printed, integer=False) == number


@given(st.integers(min_value=-(10**16) + 1, max_value=10**16 - 1))
def test_a_printed_whole_number_reads_back(number: int) -> None:
    printed = print_number(Decimal(number))
    read = parse_number(printed, integer=True)
    assert (read, str(read)) == (number, str(number))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_printing_loses_no_digit(number: Decimal) -> None:
    printed = print_number(number)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == number
    assert not printed.endswith(",")
    assert printed != "-0"


@pytest.mark.parametrize(
    ("text", "integer", "number"),
    [
        ("0", True, "0"),
        ("-0", True, "0"),
        ("007", True, "7"),
        ("652", True, "652"),
        ("-5", True, "-5"),
        ("1.234", True, "1234"),
        ("5.432.209.679", True, "5432209679"),
        ("1,0", True, "1"),
        ("99,38", False, "99.38"),
        ("99,40", False, "99.40"),
        ("100", False, "100"),
        ("1.234,5", False, "1234.5"),
        ("1.234.567", False, "1234567"),
        ("9999999999999999,999999", False, "9999999999999999.999999"),
    ],
)
def test_numbers_that_are_read(text: str, integer: bool, number: str) -> None:
    assert str(parse_number(text, integer=integer)) == number


@pytest.mark.parametrize(
    ("text", "integer", "problem", "advice"),
    [
        (
            "1.234",
            False,
            'Số "1.234" đọc được hai cách: 1234 hoặc 1,234.',
            "Ghi 1234 nếu là số nguyên, 1,234 nếu là số thập phân.",
        ),
        (
            "-12.345",
            False,
            'Số "-12.345" đọc được hai cách: -12345 hoặc -12,345.',
            "Ghi -12345 nếu là số nguyên, -12,345 nếu là số thập phân.",
        ),
        (
            "1,5",
            True,
            '"1,5" có phần thập phân, chỉ tiêu này đếm bằng số nguyên.',
            "Ghi số nguyên; dấu phẩy là dấu thập phân, dấu chấm ngăn hàng nghìn.",
        ),
        (
            "99.38",
            False,
            '"99.38" không phải là số.',
            "Dấu thập phân là dấu phẩy: ghi 99,38.",
        ),
        ("1.23.456", True, '"1.23.456" không phải là số.', ONLY_DIGITS),
        ("1,234,567", True, '"1,234,567" không phải là số.', ONLY_DIGITS),
        ("-", True, '"-" không phải là số.', ONLY_DIGITS),
        ("12 %", False, '"12 %" không phải là số.', ONLY_DIGITS),
        ("99%", False, '"99%" không phải là số.', ONLY_DIGITS),
        ("１２", True, '"１２" không phải là số.', ONLY_DIGITS),
        ("٣", True, '"٣" không phải là số.', ONLY_DIGITS),
        ("²", True, '"²" không phải là số.', ONLY_DIGITS),
        ("1e5", True, '"1e5" không phải là số.', ONLY_DIGITS),
        ("0x1A", True, '"0x1A" không phải là số.', ONLY_DIGITS),
        ("+5", True, '"+5" không phải là số.', ONLY_DIGITS),
        ("5 hồ sơ", True, '"5 hồ sơ" không phải là số.', ONLY_DIGITS),
        ("NaN", False, '"NaN" không phải là số.', ONLY_DIGITS),
        ("", True, '"" không phải là số.', ONLY_DIGITS),
        (
            "12345678901234567",
            True,
            'Số "12345678901234567" quá dài.',
            "Ghi nhiều nhất 16 chữ số trước dấu phẩy và 6 chữ số sau dấu phẩy.",
        ),
        (
            "0,1234567",
            False,
            'Số "0,1234567" quá dài.',
            "Ghi nhiều nhất 16 chữ số trước dấu phẩy và 6 chữ số sau dấu phẩy.",
        ),
    ],
)
def test_numbers_that_are_refused(text: str, integer: bool, problem: str, advice: str) -> None:
    said = refusal(DataError, lambda: parse_number(text, integer=integer))
    assert said == (problem, "", advice)


@pytest.mark.parametrize(
    ("number", "decimals", "printed"),
    [
        ("0", None, "0"),
        ("-0.00", None, "0"),
        ("-0.00", 2, "0,00"),
        ("5432209679", None, "5.432.209.679"),
        ("99.40", None, "99,4"),
        ("99.4", 2, "99,40"),
        ("100", 2, "100,00"),
        ("-1234.5", None, "-1.234,5"),
        ("1E+3", None, "1.000"),
        ("1234567890123456789012345678901234567890", None, None),
    ],
)
def test_print_number(number: str, decimals: int | None, printed: str | None) -> None:
    expected = printed or "1.234.567.890.123.456.789.012.345.678.901.234.567.890"
    assert print_number(Decimal(number), decimals) == expected


@pytest.mark.parametrize(
    ("number", "printed"),
    [("0", "0"), ("1", "01"), ("9", "09"), ("10", "10"), ("254", "254"), ("2.5", "2,5")],
)
def test_prose_writes_a_zero_before_a_count_below_ten(number: str, printed: str) -> None:
    assert print_count_in_prose(Decimal(number)) == printed


# Dates


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_printed_date_reads_back(day: date) -> None:
    assert parse_date(print_date(day)) == day


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2024, 1, 29), "29/01/2024", "ngày 29 tháng 01 năm 2024"),
        (date(2024, 2, 1), "01/02/2024", "ngày 01 tháng 02 năm 2024"),
        (date(2024, 3, 9), "09/3/2024", "ngày 09 tháng 3 năm 2024"),
        (date(2024, 12, 31), "31/12/2024", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_months_one_and_two_take_a_zero_and_no_other(day: date, short: str, long: str) -> None:
    assert (print_date(day), print_long_date(day)) == (short, long)


@pytest.mark.parametrize("text", ["5/6/2024", "05/06/2024", " 05/6/2024 "])
def test_zeros_of_a_date_are_optional(text: str) -> None:
    assert parse_date(text) == date(2024, 6, 5)


@pytest.mark.parametrize(
    "text", ["", "2024-06-05", "31/6/2024", "29/02/2023", "05/13/2024", "05/6/24", "０５/6/2024"]
)
def test_dates_that_are_refused(text: str) -> None:
    said = refusal(DataError, lambda: parse_date(text))
    assert said == (f'"{text}" không phải là ngày.', "", "Ghi ngày/tháng/năm, ví dụ 05/6/2024.")


# Letters


def test_vietnamese_order_is_the_dictionary_s() -> None:
    names = ["Yên", "Đông", "Dương", "Ân", "Ăn", "An", "Ơn", "Ôn", "On", "Ưng", "Ung", "Êm", "Em"]
    assert sorted(names, key=vietnamese_order) == [
        "An", "Ăn", "Ân", "Dương", "Đông", "Em", "Êm", "On", "Ôn", "Ơn", "Ung", "Ưng", "Yên",
    ]  # fmt: skip
    tones = ["mạ", "má", "mã", "mả", "mà", "ma"]
    assert sorted(tones, key=vietnamese_order) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Xã 2", "Xã 10", "Xã"], key=vietnamese_order) == ["Xã", "Xã 10", "Xã 2"]


def test_vietnamese_order_puts_letters_before_tones() -> None:
    assert sorted(["Bà Triệu", "Ba Vì", "Bá Thước"], key=vietnamese_order) == [
        "Bá Thước", "Bà Triệu", "Ba Vì",
    ]  # fmt: skip


@given(st.text())
def test_vietnamese_order_takes_any_text_in_either_form(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert vietnamese_order(composed)[:2] == vietnamese_order(decomposed)[:2]


def test_searching_needs_no_marks() -> None:
    assert without_marks("Xã Đông Sơn – ƯỚC") == "xa dong son – uoc"
    assert without_marks(unicodedata.normalize("NFD", "Hòa Bình")) == "hoa binh"


def test_only_the_first_letter_is_changed() -> None:
    assert lower_first("Đề án 06 của UBND") == "đề án 06 của UBND"
    assert upper_first("đề án 06 của UBND") == "Đề án 06 của UBND"
    assert (lower_first(""), upper_first("")) == ("", "")
