"""Known legal documents: when they were issued, until when they hold, what has replaced them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_toolkit.system import paths


@dataclass(frozen=True)
class LegalDocument:
    """A document of the register (data/legal_documents.csv); an open end is None."""

    number: str
    """Number and symbol, `42/2022/NĐ-CP`."""
    issued: date | None
    first: date | None
    last: date | None
    replaced_by: str
    source: str


@cache
def legal_documents() -> dict[str, LegalDocument]:
    """Return the register by number and symbol in lower case.

    >>> str(legal_documents()["42/2022/nđ-cp"].last)
    '2026-06-30'
    """
    with paths.package_file("checks", "data", "legal_documents.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {
        row["number"].lower(): LegalDocument(
            number=row["number"],
            issued=_day(row["issued"]),
            first=_day(row["first"]),
            last=_day(row["last"]),
            replaced_by=row["replaced_by"],
            source=row["source"],
        )
        for row in rows
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
