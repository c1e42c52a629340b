"""What a report is written as: HTML and PDF always, Word and Excel where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from cchc_toolkit.errors import UsageError

Format = Literal["html", "pdf", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
ALWAYS: tuple[Format, ...] = ("html", "pdf")
"""The formats of every report; the others are made where they are asked for."""


def read_formats(asked: Sequence[Any], where: str) -> tuple[Format, ...]:
    """Return the formats asked for and those of every report, each once, in their own order."""
    for text in asked:
        if text not in FORMATS:
            raise UsageError(
                f'Định dạng "{text}" không có.',
                where=where,
                advice=f"Các định dạng: {', '.join(FORMATS)}.",
            )
    return tuple(name for name in FORMATS if name in ALWAYS or name in asked)
