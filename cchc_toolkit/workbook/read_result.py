"""What reading a workbook gathers besides the values: repairs, refusals, notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.delivery import Repair
from cchc_toolkit.text.formatting import clean_text, hides_characters
from cchc_toolkit.text.legacy_text import Encoding, convert

_SHOWN = 80


@dataclass
class ReadResult:
    """Grows while sheets are read; nothing of it is dropped."""

    repairs: list[Repair] = field(default_factory=list)
    problems: list[DataError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encoding: Encoding | None = None
    """What texts are written in that are not in Unicode (TCVN3, VNI)."""

    def repair(self, where: str, found: str, taken: str, why: str) -> None:
        """Note that something was read otherwise than it was written."""
        self.repairs.append(Repair(where, shortened(found), shortened(taken), why))

    def refuse(self, problem: str, where: str, advice: str) -> None:
        """Note that something cannot be read; the whole file is refused once all is looked at."""
        self.problems.append(DataError(problem, where=where, advice=advice))

    def cleaned(self, text: str, where: str) -> str:
        """Return a text cleaned; note what was taken out of it."""
        # Converted first: what TCVN3 writes for ư is an invisible character in Unicode.
        written = text if self.encoding is None else convert(text, self.encoding)
        clean = clean_text(written)
        if self.encoding is not None and written != text:
            why = f"bảng mã {self.encoding.name} đổi sang Unicode"
            self.repair(where, text, clean, why)
        elif clean != text:
            self.repair(where, text, clean, why_cleaned(text))
        return clean


def why_cleaned(text: str) -> str:
    """Return what cleaning does to a text that it changes.

    >>> why_cleaned("Ho\\u0300a"), why_cleaned("12\\u200b3"), why_cleaned(" a  b")
    ('chuẩn hoá NFC', 'bỏ ký tự vô hình', 'bỏ dấu cách thừa')
    """
    if hides_characters(text):
        return "bỏ ký tự vô hình"
    folded = " ".join(text.replace("\xa0", " ").split())
    return "chuẩn hoá NFC" if clean_text(folded) != folded else "bỏ dấu cách thừa"


def shortened(text: str) -> str:
    """Return a text as a message quotes it.

    >>> len(shortened("a" * 500))
    80
    """
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
