"""Known legal documents: when they were issued, until when they hold, what has replaced them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_toolkit.system import paths
from cchc_toolkit.text.record import ISO_DAY, read_records


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
    file = paths.package_file("checks", "data", "legal_documents.csv")
    keys = dict.fromkeys(("issued", "first", "last"), ISO_DAY)
    return {one.number.lower(): one for one in read_records(LegalDocument, file, keys)}
