"""What one file brought: a commune's submission as handed in, and what was mended in reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.submission import Passage
from cchc_toolkit.submission.value import Value


@dataclass(frozen=True)
class Repair:
    """One thing that reading took otherwise than it was written, for whoever checks it.

    >>> Repair("Biểu số liệu!E12", "02", "2", "số 0 đứng đầu").line
    'Biểu số liệu!E12: "02" đọc là "2" (số 0 đứng đầu)'
    """

    where: str
    """`Biểu số liệu!E12`, `indicators.csv:12`, `bao-cao.docx, đoạn 14`."""
    found: str
    """As written."""
    taken: str
    """As read."""
    why: str
    """Vietnamese, one clause: `số 0 đứng đầu`, `dấu phẩy thập phân`, `chuẩn hoá NFC`."""

    @property
    def line(self) -> str:
        """The repair as a list of repairs prints it."""
        return f'{self.where}: "{self.found}" đọc là "{self.taken}" ({self.why})'


@dataclass(frozen=True)
class Delivery:
    """The submission of a commune as one file held it, before anything is stored.

    `values`, `documents` and `texts` have the shape of a `Submission`'s; the source of a value is
    its sheet and cell, or its line.
    """

    source: str
    """Name of the file."""
    commune: str
    """Five digits; "" where the file does not say."""
    period: str
    """`2024-6T`; "" where the file does not say."""
    form: str
    """Id of the form."""
    values: Mapping[str, Value]
    documents: Mapping[str, Document]
    texts: Mapping[str, Passage]
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be read, plainly."""
