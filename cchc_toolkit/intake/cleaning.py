"""Text from outside made clean, with the word for what had to be done."""

from __future__ import annotations

import unicodedata

from cchc_toolkit.submission.delivery import Repair
from cchc_toolkit.text.formatting import clean_text, hides_characters
from cchc_toolkit.text.legacy_text import Encoding, convert

_SHOWN = 200


def clean(text: str, encoding: Encoding | None = None) -> str:
    """Return text in clean Unicode; `encoding` is what the texts of its file are written in.

    >>> from cchc_toolkit.text.legacy_text import TCVN3
    >>> clean(" Ho\\u0300a  B\\u200bình "), clean("B×nh D­¬ng", TCVN3)
    ('Hòa Bình', 'Bình Dương')
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    # Converted first: what TCVN3 writes for ư is an invisible character in Unicode.
    return clean_text(text if encoding is None else convert(text, encoding))


def repair_of(
    where: str, found: str, taken: str, encoding: Encoding | None = None
) -> Repair | None:
    """Return what `clean` did to a text as a repair; None where it left it as it was.

    >>> repair_of("dòng 2", "Ho\\u0300a", "Hòa").why
    'chuẩn hoá NFC'
    """
    if found == taken:
        return None
    return Repair(where, shortened(found), shortened(taken), _why(found, encoding))


def _why(found: str, encoding: Encoding | None) -> str:
    if encoding is not None and convert(found, encoding) != found:
        return f"bảng mã {encoding.name} đổi sang Unicode"
    reasons = []
    if hides_characters(found):
        reasons.append("bỏ ký tự vô hình")
    if unicodedata.normalize("NFC", found) != found:
        reasons.append("chuẩn hoá NFC")
    return ", ".join(reasons) or "bỏ khoảng trắng thừa"


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long: a repair must be read at a glance.

    >>> shortened("a\\nb")
    'a b'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
