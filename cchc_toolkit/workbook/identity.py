"""Whose workbook it is: what the very hidden sheet says, with a checksum over all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.text.formatting import print_date

LAYOUT = "1"
"""Version of the sheets' layout; a reader that cannot read an older one says so."""
_SHOWN, _ROW = 24, 8


@dataclass(frozen=True)
class Identity:
    """The commune, period and form of a workbook, all as text.

    >>> pairs = Identity("1", "99001", "Xã Minh Hoạ 01", "2024-6T", "x", "a", "b", "", "").pairs
    >>> read_pairs(pairs).commune, read_pairs({**pairs, "xa": "99002"})
    ('99001', None)
    """

    layout: str
    commune: str
    name: str
    period: str
    form: str
    rows: str
    """A digest of each row of the form: changes when its key, kind or unit does."""
    form_digest: str
    """Digest of all files of the form, for whoever asks which one it was."""
    first: str
    last: str

    @property
    def checksum(self) -> str:
        """SHA-256 over everything else, shortened."""
        said = "\n".join(str(value) for value in _words(self).values())
        return hashlib.sha256(said.encode()).hexdigest()[:_SHOWN]

    @property
    def pairs(self) -> dict[str, str]:
        """What the hidden sheet holds, in order."""
        return {**_words(self), _CHECKSUM: self.checksum}


_NAMES = {
    "bo_cuc": "layout", "xa": "commune", "ten_xa": "name", "ky": "period", "bieu": "form",
    "dong": "rows", "phien_ban_bieu": "form_digest", "tu": "first", "den": "last",
}  # fmt: skip
_CHECKSUM = "kiem_tra"


def _words(identity: Identity) -> dict[str, str]:
    return {name: getattr(identity, field) for name, field in _NAMES.items()}


def read_pairs(pairs: Mapping[str, str]) -> Identity | None:
    """Return the identity that a hidden sheet holds, None where its checksum does not fit."""
    found = Identity(**{field: pairs.get(name, "") for name, field in _NAMES.items()})
    return found if pairs.get(_CHECKSUM) == found.checksum else None


def identity_of(code: str, name: str, period: Period, form: Form, window: Window) -> Identity:
    """Return the identity of the workbook of a commune."""
    return Identity(
        LAYOUT, code, name, period.id, form.id, rows_digest(form), form.digest,
        print_date(window.first), print_date(window.last),
    )  # fmt: skip


def rows_digest(form: Form) -> str:
    """Return what a filled cell depends on: a short digest of each row, one of the outline.

    A rule or a phrase may change after the forms were handed out; what a cell means may not.
    """
    rows = [row_digest(row) for row in form.indicators.values()]
    return " ".join([*rows, _short("\n".join(form.items))])


def row_digest(row: Indicator) -> str:
    """Return a short digest of what a row means: its key, its kind, its unit."""
    return _short(_meaning(row))


def whole_digest(form: Form) -> str:
    """Return the one digest that workbooks held before each row had its own."""
    said = "\n".join(map(_meaning, form.indicators.values()))
    items = "\n".join(form.items)
    return hashlib.sha256(f"{said}\n\n{items}".encode()).hexdigest()[:_SHOWN]


def _meaning(row: Indicator) -> str:
    return f"{row.key}|{row.kind}|{row.true_unit}"


def _short(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:_ROW]
