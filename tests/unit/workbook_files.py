"""Real workbooks for the tests: written by the package, changed as people do, read back."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Earlier
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Document, Passage, Submission, Value
from cchc_toolkit.submission.delivery import Delivery
from cchc_toolkit.submission.office import Office
from cchc_toolkit.workbook import Entry, read_workbook, write_workbook
from cchc_toolkit.workbook.words import cell_key

CODE, NAME = "99001", "Xã Minh Hoạ 01"
PERIOD, WINDOW = Period(2024, "6T"), Window(date(2023, 12, 15), date(2024, 6, 14))
VALUES, SUPPLEMENT, REGISTER, TEXTS, HIDDEN = (
    "Biểu số liệu", "Số liệu bổ sung", "Văn bản", "Nội dung", "_cchc",
)  # fmt: skip
COUNT, CHOICE, RATE = (
    "chi_dao.ke_hoach.nhiem_vu", "chi_dao.khao_sat.hinh_thuc",
    "tthc.mot_cua.quy_trinh_noi_bo_phe_duyet",
)  # fmt: skip
Change = Callable[[Any], None]


def short_form() -> Form:
    """Return the first rows and texts of the form: as good as the whole where it is only moved."""
    form = load_form()
    return replace(
        form, rows=form.rows[:22], supplement=form.supplement[:3], outline=form.outline[:1],
        ratios=(), relations=(), digest="ngan",
    )  # fmt: skip


def reported(text: str) -> Value:
    return Value("reported", Decimal(text), text.replace(".", ","))


def entry(
    values: Mapping[str, Value] | None = None,
    texts: Mapping[str, tuple[str, ...]] | None = None,
    documents: Mapping[str, Document] | None = None,
    *,
    form: Form | None = None,
    code: str = CODE,
    period: Period = PERIOD,
    earlier: tuple[Earlier, ...] = (),
    nothing: tuple[str, ...] = (),
) -> Entry:
    """Return the entry of a fictional commune that has reported this so far."""
    form = form or load_form()
    commune = Commune(code, NAME)
    passages = {item: Passage(paragraphs) for item, paragraphs in (texts or {}).items()}
    passages |= {item: Passage((), nothing=True) for item in nothing}
    submission = Submission(
        commune, period, form, MappingProxyType(dict(values or {})),
        MappingProxyType(dict(documents or {})), MappingProxyType(passages), "",
    )  # fmt: skip
    return Entry(commune, period, WINDOW, form, Office(name=NAME), submission, earlier)


def letter(name: str, **said: Any) -> Document:
    """Return a document of the register."""
    blank = dict.fromkeys(("number", "symbol", "issuer", "subject", "implements", "as_printed"), "")
    return Document(**{"id": name, "type": "Công văn", "date": None, "source": "", **blank, **said})


def saved(path: Path, data: bytes, change: Change | None = None) -> Path:
    """Write a workbook as somebody saved it after a change."""
    if change is not None:
        book = loaded(data)
        change(book)
        stream = io.BytesIO()
        book.save(stream)
        book.close()
        data = stream.getvalue()
    path.write_bytes(data)
    return path


def loaded(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def row_of(sheet: Any, key: str) -> int:
    """Return the row of a key by the hidden first column."""
    wanted = cell_key(key)
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == wanted)


def figure(book: Any, key: str, column: int = 5) -> Any:
    """Return the cell of a figure: its number, or another column of its row."""
    title = SUPPLEMENT if key.startswith("bs.") else VALUES
    return book[title].cell(row_of(book[title], key), column)


def put(key: str, value: Any, column: int = 5, number_format: str = "") -> Change:
    """Return a change that types a value into the cell of a figure."""

    def change(book: Any) -> None:
        cell = figure(book, key, column)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


class Filler:
    """A person who gets a form, changes it and sends it back."""

    def __init__(self, folder: Path, blank: bytes, form: Form | None = None) -> None:
        self._folder = folder
        self._form = form
        self.blank = blank
        self._sent = 0

    def send(self, *changes: Change, data: bytes | None = None) -> Delivery:
        """Return what is read from the form after these changes."""

        def change(book: Any) -> None:
            for one in changes:
                one(book)

        self._sent += 1
        path = self._folder / f"gui-{self._sent}.xlsx"
        saved(path, data or self.blank, change if changes else None)
        return read_workbook(path, lambda name: self._form or load_form(name))

    def row(self, title: str, key: str) -> int:
        """Return the row of a key in the form as it was handed out."""
        return row_of(self._book[title], key)

    @cached_property
    def _book(self) -> Any:
        return loaded(self.blank)

    def refused(self, *changes: Change, data: bytes | None = None) -> str:
        """Return all that the refusal of the form after these changes says."""
        with pytest.raises(DataError) as raised:
            self.send(*changes, data=data)
        assert raised.value.advice
        return f"{raised.value.problem}\n{raised.value.where}\n{raised.value.advice}"


def blank_form() -> bytes:
    """Return the form of a commune that has reported nothing yet."""
    return write_workbook(entry())


def repacked(data: bytes, change: Any, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a package with each part changed, and more parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return stream.getvalue()
