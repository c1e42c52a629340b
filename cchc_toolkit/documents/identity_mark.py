"""Whose report a file says that it is, among its properties, where this tool has made it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"(?<![\w-])(\d{5})[;,\s]+(\d{4}-\w{1,3})[;,\s]")


@dataclass(frozen=True)
class IdentityMark:
    """Commune and period that a report of ours carries, whatever became of its words since."""

    commune: str
    period: str


def read_mark(keywords: str) -> IdentityMark | None:
    """Return what the keywords of a file say, None where they are not as this tool writes them.

    Word and LibreOffice keep the keywords, each with marks of its own between them.

    >>> read_mark("15400; 2024-6T; 66de8575f30c92d5")
    IdentityMark(commune='15400', period='2024-6T')
    >>> read_mark("cải cách hành chính, 2024") is None
    True
    """
    found = _MARK.search(f"{keywords} ")
    return IdentityMark(found[1], found[2]) if found else None
