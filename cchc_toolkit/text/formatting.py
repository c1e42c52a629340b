"""Numbers, dates and text the Vietnamese way: how they are read and how they are printed.

Reading never guesses: a form that could mean two numbers is an error, with what to write instead.
Sources: Luật Kế toán 2015 Đ.11 (dot for thousands, comma for decimals); Nghị định 30/2020/NĐ-CP,
Phụ lục I, mục II.4 (zero before a day below 10 and before months 1 and 2 only).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from cchc_toolkit.errors import DataError

_PLAIN_NUMBER = re.compile(r"-?\d+(,\d+)?", re.ASCII)
_GROUPED_NUMBER = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WHOLE_DIGITS, _DECIMALS = 16, 6
"""The longest number that is read: the state budget in đồng has 16 digits, no rate has more than
6 decimals, and Decimal's 28 digits then hold every quotient exactly enough to be rounded once."""
# Bidi controls, zero-width marks and other invisible format characters: they can make a printed
# number read as another one, so none of them reaches a page.
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_KEPT, _SHORT = 16_384, 200
"""How many texts, and how long ones, are remembered as cleaned: keys, labels and units recur."""
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
_HIDDEN = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
_ASCII_CONTROL = bytes(code for code in range(128) if _HIDDEN.match(chr(code)))


def clean_text(text: str) -> str:
    """Return text in NFC without control, bidi or zero-width characters, spaces folded.

    >>> clean_text("Ho\\u0300a  B\\u200bình")
    'Hòa Bình'
    """
    return _cleaned(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    text = _HIDDEN.sub("", text).replace("\xa0", " ")
    # Composed last: an invisible character may have stood between a letter and its mark.
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


_cleaned = lru_cache(maxsize=_KEPT)(_clean)


def visible(text: str) -> str:
    """Return a text of several lines without bidi, zero-width and other characters that hide.

    >>> visible("12\\u200b3\\n\\tHo\\u0300a")
    '123\\n\\tHòa'
    """
    shown = _HIDDEN.sub("", text).replace("\xa0", " ")
    return unicodedata.normalize("NFC", shown)


def hides_characters(text: str) -> bool:
    """Whether a text holds control, bidi or zero-width characters, which `clean_text` takes out.

    >>> hides_characters("12\\u200b3"), hides_characters("Ho\\u0300a Bi\\u0300nh")
    (True, False)
    """
    if text.isascii():  # most files of numbers are: a fifth of the time
        return len(text.encode().translate(None, _ASCII_CONTROL)) < len(text)
    return bool(_HIDDEN.search(text))


def parse_number(text: str, *, integer: bool) -> Decimal:
    """Return the number a Vietnamese text means; raise `DataError` where it could mean two.

    A dot groups thousands and a comma starts the decimals. `1.234` is 1234 where only whole
    numbers are allowed, and an error where decimals are: it could be 1,234 typed the English way.

    >>> parse_number("1.234.567,89", integer=False)
    Decimal('1234567.89')
    >>> parse_number("1.234", integer=True)
    Decimal('1234')
    >>> parse_number("1.234", integer=False)
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.DataError: Số "1.234" đọc được hai cách: 1234 hoặc 1,234.
      Cách sửa: Ghi 1234 nếu là số nguyên, 1,234 nếu là số thập phân.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        number = Decimal(text.replace(",", "."))
    elif _GROUPED_NUMBER.fullmatch(text):
        if not integer and text.count(".") == 1 and "," not in text:
            whole, decimal = text.replace(".", ""), text.replace(".", ",")
            raise DataError(
                f'Số "{text}" đọc được hai cách: {whole} hoặc {decimal}.',
                advice=f"Ghi {whole} nếu là số nguyên, {decimal} nếu là số thập phân.",
            )
        number = Decimal(text.replace(".", "").replace(",", "."))
    else:
        raise DataError(f'"{text}" không phải là số.', advice=_number_advice(text))
    _refuse_long(text)
    if not integer:
        return number
    if number != number.to_integral_value():
        raise DataError(
            f'"{text}" có phần thập phân, chỉ tiêu này đếm bằng số nguyên.',
            advice="Ghi số nguyên; dấu phẩy là dấu thập phân, dấu chấm ngăn hàng nghìn.",
        )
    return Decimal(int(number))


def _refuse_long(text: str) -> None:
    whole, _, decimals = text.lstrip("-").replace(".", "").partition(",")
    if len(whole) > _WHOLE_DIGITS or len(decimals) > _DECIMALS:
        raise DataError(
            f'Số "{text}" quá dài.',
            advice=f"Ghi nhiều nhất {_WHOLE_DIGITS} chữ số trước dấu phẩy "
            f"và {_DECIMALS} chữ số sau dấu phẩy.",
        )


def _number_advice(text: str) -> str:
    if re.fullmatch(r"-?\d+\.\d+", text):
        return f"Dấu thập phân là dấu phẩy: ghi {text.replace('.', ',')}."
    return "Chỉ ghi chữ số, dấu phẩy thập phân; không ghi đơn vị. Ô chưa có số liệu thì để trống."


def print_number(number: Decimal | int, decimals: int | None = None) -> str:
    """Return the number with dots between thousands and a decimal comma.

    `decimals` says how many are shown of a number already rounded; None shows those it has.

    >>> print_number(Decimal("5432209679")), print_number(Decimal("99.4"), 2)
    ('5.432.209.679', '99,40')
    """
    return _printed(number, decimals)


def _print(number: Decimal | int, decimals: int | None) -> str:
    number = Decimal(number) or Decimal(0)  # no sign before zero
    if decimals is None:
        whole, _, fraction = f"{number:,f}".partition(".")
        text = f"{whole}.{fraction.rstrip('0')}".rstrip(".")
    else:
        text = f"{number:,.{decimals}f}"
    return text.translate(_VIETNAMESE)


_VIETNAMESE = str.maketrans(",.", ".,")
_printed = lru_cache(maxsize=_KEPT)(_print)


def with_unit(printed: str, unit: str) -> str:
    """Return a printed number with its unit: a percent sign stands close to it, a word apart.

    >>> with_unit("99,39", "%"), with_unit("652", "hồ sơ"), with_unit("652", "")
    ('99,39%', '652 hồ sơ', '652')
    """
    return printed + (unit if unit in ("%", "") else f" {unit}")


def print_count_in_prose(number: Decimal) -> str:
    """Return a whole number as official prose writes it: below ten with a leading zero.

    >>> print_count_in_prose(Decimal(2)), print_count_in_prose(Decimal(254))
    ('02', '254')
    """
    if 0 < number < 10 and number == number.to_integral_value():
        return f"0{int(number)}"
    return print_number(number)


def parse_date(text: str) -> date:
    """Return the date that `dd/mm/yyyy` means, zeros optional; raise `DataError` otherwise.

    >>> parse_date("05/6/2024")
    datetime.date(2024, 6, 5)
    """
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    except ValueError:
        raise DataError(
            f'"{text}" không phải là ngày.', advice="Ghi ngày/tháng/năm, ví dụ 05/6/2024."
        ) from None


def print_date(day: date) -> str:
    """Return `05/6/2024`: zero before a day below 10 and before months 1 and 2 only.

    >>> print_date(date(2024, 6, 5)), print_date(date(2024, 1, 29))
    ('05/6/2024', '29/01/2024')
    """
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def print_long_date(day: date) -> str:
    """Return `ngày 05 tháng 6 năm 2024` (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).

    >>> print_long_date(date(2024, 6, 5))
    'ngày 05 tháng 6 năm 2024'
    """
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def lower_first(text: str) -> str:
    """Return the text with its first letter in lower case, as inside a sentence.

    An abbreviation keeps its capitals.

    >>> lower_first("Kế hoạch số 02/KH-UBND"), lower_first("TTHC cấp xã")
    ('kế hoạch số 02/KH-UBND', 'TTHC cấp xã')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return the text with its first letter as a capital, as at the start of a sentence.

    >>> upper_first("chia cho dự toán")
    'Chia cho dự toán'
    """
    return text[:1].upper() + text[1:]


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order


def vietnamese_order(text: str) -> tuple[object, ...]:
    """Return a sort key in Vietnamese dictionary order: An, Ăn, Ân, … D, Đ.

    >>> sorted(["Đông", "Ân", "An", "Dương", "Ăn"], key=vietnamese_order)
    ['An', 'Ăn', 'Ân', 'Dương', 'Đông']
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        base, tone = _split_tone(char)
        place = _ALPHABET.find(base)
        letters.append(place + 1000 if place >= 0 else ord(base))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _split_tone(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES.index(mark) + 1 for mark in decomposed if mark in _TONES), 0)
    base = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", base), tone


def without_marks(text: str) -> str:
    """Return lower-case ASCII-like text for searching without diacritics.

    >>> without_marks("Xã Phùng Minh, huyện Đông Sơn")
    'xa phung minh, huyen dong son'
    """
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
