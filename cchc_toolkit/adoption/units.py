"""The unit and the kind of a row, from its unit cell and its label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cchc_toolkit.catalogue.indicator import Kind
from cchc_toolkit.text.formatting import upper_first
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.units import nouns_of_units

_COUNTED = re.compile(
    r"(?i)^(?:[-–+*•]\s*)?(?:tổng số lượng|tổng số|số lượng|số lượt|tổng|số)\s+(?!liệu\b)"
)
_RATE = re.compile(
    r"^(?:[-–+*•]\s*)?(?:tỷ lệ|tỉ lệ|tỷ trọng|số lượng, tỷ lệ|số lượng, tỉ lệ|phần trăm)\b"
)
_MONEY = re.compile(r"^(?:nghìn |ngàn |triệu |tỷ |tỉ )?(?:đồng|đ|vnđ|vnd)$")
_TEXT_FIRST = re.compile(r"\s*(.+?)\s*[=:]\s*(\d{1,2})\s*(?:[;,.]|$|(?=\s))")
_CODE_FIRST = re.compile(r"\s*(\d{1,2})\s*[=:]\s*(.+?)\s*(?:[;.]|$|,?(?=\s+\d{1,2}\s*[=:]))")
_YES_NO = re.compile(r"^có\s*(?:/|hoặc|,)\s*(?:không|chưa)$")
_CHANGES = re.compile(r"\b(?:so với (?:năm|cùng kỳ|kỳ)|tăng|giảm)\b")
"""A rate that may be negative, or above 100: it says how something changed."""


@dataclass(frozen=True)
class Measure:
    """What a cell of numbers holds; `unit` is the one that the number really has."""

    kind: Kind
    unit: str
    choices: tuple[tuple[str, str], ...] = ()
    sure: int = 100
    why: str = ""


def choices_in(unit: str) -> tuple[tuple[str, str], ...]:
    """Return the coded answers that a form hides in its unit column, in its order.

    >>> choices_in("Chưa có = 0 2 cấp = 1 3 cấp = 2")
    (('0', 'Chưa có'), ('1', '2 cấp'), ('2', '3 cấp'))
    >>> choices_in("1 = Có; 0 = Không"), choices_in("Văn bản")
    ((('1', 'Có'), ('0', 'Không')), ())
    """
    text = " ".join(unit.split())
    if re.match(r"\d{1,2}\s*[=:]", text):
        found = tuple((code, answer.strip(" ,")) for code, answer in _CODE_FIRST.findall(text))
    else:
        found = tuple((code, answer.strip(" ,;/")) for answer, code in _TEXT_FIRST.findall(text))
    codes = [code for code, _ in found]
    return found if len(found) > 1 and len(set(codes)) == len(codes) else ()


def is_rate(label: str) -> bool:
    """Whether a label names a rate.

    >>> is_rate("Tỷ lệ hồ sơ đúng hạn"), is_rate("Số hồ sơ")
    (True, False)
    """
    return bool(_RATE.match(compare_key(label)))


def is_counted(label: str) -> bool:
    """Whether a label asks for a number of something: "Số hồ sơ", not "Số liệu về hồ sơ"."""
    return bool(_COUNTED.match(compare_key(label)))


def may_change(label: str) -> bool:
    """Whether a rate says how something changed, so that it has no bounds."""
    return bool(_CHANGES.search(compare_key(label)))


def counted_noun(label: str) -> str:
    """Return what a label counts, as a key without the words for "number of".

    >>> counted_noun("Tổng số ĐVSN công lập"), counted_noun("Tại cấp xã")
    ('đvsn công lập', '')
    """
    key = compare_key(label)
    found = _COUNTED.match(key)
    return key[found.end() :] if found else ""


def key_of_group(label: str) -> str:
    """Return the name of the columns that a label stands among, as a key: "TTHC: Cấp xã"."""
    group, colon, _ = label.partition(": ")
    return compare_key(group) if colon else ""


def guessed_unit(label: str) -> str:
    """Return the first words of what a label counts: two syllables, or one abbreviation.

    >>> guessed_unit("Số ĐVSN công lập"), guessed_unit("Quy trình nội bộ: Cấp xã")
    ('ĐVSN', 'Quy trình')
    """
    group, colon, _ = label.partition(": ")
    words = _COUNTED.sub("", group if colon else label, count=1).split()
    size = 1 if words and words[0].isupper() and len(words[0]) > 1 else 2
    return upper_first(" ".join(words[:size])) if colon or is_counted(label) else ""


def measured(label: str, unit: str, used: Mapping[str, int]) -> Measure | None:
    """Return what a row measures by its own words, None where it has none for it.

    `used` counts the units that the form prints: of two names of one unit, its own is taken.
    """
    choice, key = _choice(unit), compare_key(unit)
    if choice is not None:
        return choice
    if key in ("%", "phần trăm", "tỷ lệ", "tỷ lệ %", "tỉ lệ %"):
        return Measure("percent", "%")
    if is_rate(label):
        wrong = f"nhãn là tỷ lệ, đơn vị in “{unit}”" if unit else "nhãn là tỷ lệ, đơn vị để trống"
        return Measure("percent", "%", sure=80, why=wrong)
    if _MONEY.match(key):
        return Measure("money", unit if key != "đ" else "Đồng")
    if unit:
        return _counted_unit(label, unit, used)
    noun = _unit_of_noun(counted_noun(label) or key_of_group(label), used)
    return Measure("count", noun, sure=75, why="đơn vị để trống, lấy theo nhãn") if noun else None


def _choice(unit: str) -> Measure | None:
    choices = choices_in(unit)
    if choices:
        return Measure("choice", "", choices)
    if _YES_NO.match(compare_key(unit)):
        why = "mã 1 = Có, 0 = Không là đoán"
        return Measure("choice", "", (("1", "Có"), ("0", "Không")), 70, why)
    return None


def _counted_unit(label: str, unit: str, used: Mapping[str, int]) -> Measure:
    """Return the unit of a count: a cell that repeats "Số lượng hồ sơ" means the thing counted."""
    key = compare_key(unit)
    if key in ("số lượng", "số", "tổng số", "lượt"):
        noun = _unit_of_noun(counted_noun(label), used)
        return Measure("count", noun or unit, sure=75 if noun else 50, why=f"đơn vị in “{unit}”")
    bare = counted_noun(unit)
    if bare:
        noun = _unit_of_noun(bare, used) or upper_first(bare)
        return Measure("count", noun, sure=90, why=f"đơn vị in “{unit}”")
    return Measure("count", unit)


def _unit_of_noun(phrase: str, used: Mapping[str, int]) -> str:
    """Return the unit whose noun a phrase begins with, the longest noun first, "" if none does."""
    found = [
        (len(noun), used.get(unit, 0), unit)
        for unit, nouns in nouns_of_units().items()
        for noun in nouns
        if re.match(rf"{re.escape(noun)}(?!\w)", phrase)
    ]
    return max(found)[2] if found else ""
