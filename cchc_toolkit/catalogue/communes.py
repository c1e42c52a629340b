"""Communes: a code that is text, a name, and the time for which the two belong together.

Codes are used again after mergers: 15112 was xã Phúc Thịnh before 01/7/2025 and is xã Kiên Thọ
since, so a commune is a code *and* its validity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cchc_toolkit.errors import UsageError

_CODE = re.compile(r"\d{5}")
FIRST_FICTIONAL = "90000"
"""No commune of Viet Nam has a code from here on; these are for made-up communes only."""


@dataclass(frozen=True)
class Commune:
    """One commune as it was for a time; an open end is None."""

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def fictional(self) -> bool:
        """Whether the commune is made up, so that every page must say so.

        >>> Commune("99001", "Xã Minh Hoạ 01").fictional
        True
        """
        return is_fictional(self.code)

    def holds_on(self, day: date) -> bool:
        """Whether the commune existed under this code and name on a day.

        >>> Commune("15109", "Xã Phùng Minh", valid_to=date(2025, 6, 30)).holds_on(date(2025, 7, 1))
        False
        """
        after = self.valid_from is None or self.valid_from <= day
        before = self.valid_to is None or day <= self.valid_to
        return after and before


def is_fictional(code: str) -> bool:
    """Whether a code belongs to the range kept for made-up communes.

    >>> is_fictional("15109"), is_fictional("99001")
    (False, True)
    """
    return code >= FIRST_FICTIONAL


def parse_code(text: object, *, where: str = "") -> str:
    """Return a commune code of five digits as text; raise `UsageError` for anything else.

    >>> parse_code("00007")
    '00007'
    >>> parse_code(7)
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.UsageError: Mã xã 7 không đúng.
      Cách sửa: Ghi "00007". Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".
    """
    if not isinstance(text, str) or not _CODE.fullmatch(text) or not text.isascii():
        meant = f'Ghi "{text:05d}". ' if isinstance(text, int) and 0 <= text < 10**5 else ""
        shown = f'"{text}"' if isinstance(text, str) else str(text)
        raise UsageError(
            f"Mã xã {shown} không đúng.",
            where=where,
            advice=f'{meant}Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".',
        )
    return text
