"""The files of a submission as text: what is written here is read back by the ordinary loaders."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.narrative_file import NOTHING
from cchc_toolkit.submission.submission import Passage
from cchc_toolkit.submission.table import FORMULA
from cchc_toolkit.submission.value import Value
from cchc_toolkit.text.formatting import parse_number

VALUES_FILE, DOCUMENTS_FILE, TEXTS_FILE = SAVED = (
    "indicators.csv",
    "documents.csv",
    "narrative.yml",
)
"""The files that a delivery fills; waivers are the office's own and come with none."""
_VALUE_COLUMNS = ("key", "value", "state", "source", "note")
_DOCUMENT_COLUMNS = (
    *("id", "type", "number", "symbol", "date", "issuer", "subject", "implements"),
    *("as_printed", "source", "note"),
)
_WIDTH = 90
_NUMBER = re.compile(r"[+-]?[\d.,]+")
_PLAIN = re.compile(r"[\w ,.;:()/{}%+–“”-]+")
_BREAKS = re.compile("[\x00-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
"""Characters that YAML takes for the end of a line, or that nobody sees: written as escapes."""


def values_text(values: Mapping[str, Value], form: Form) -> str:
    """Return `indicators.csv`, in the form's order; every state keeps apart from the others.

    >>> from decimal import Decimal
    >>> from cchc_toolkit.catalogue import load_form
    >>> said = Value("reported", Decimal(0), "không có", "đoạn 12")
    >>> print(values_text({"bs.sang_kien": said}, load_form()), end="")
    key,value,state,source,note
    bs.sang_kien,0,,đoạn 12,
    """
    lines = (
        (row.key, number_text(values[row.key], row), state_text(values[row.key]),
         values[row.key].source, values[row.key].note)
        for row in form.fillable
        if row.key in values
    )  # fmt: skip
    return csv_text(_VALUE_COLUMNS, lines)


def number_text(value: Value, row: Indicator) -> str:
    """Return the number as written, or plainly where what was written is more than a number."""
    if value.number is None:
        return ""
    try:
        if parse_number(value.text, integer=row.integer) == value.number:
            return value.text
    except DataError:
        pass
    return f"{value.number:f}".replace(".", ",")


def state_text(value: Value) -> str:
    """Return the state where the value does not already say it."""
    return "" if value.state in ("reported", "not_reported") else value.state


def documents_text(documents: Mapping[str, Document]) -> str:
    """Return `documents.csv`, in the order of the register."""
    lines = (
        (paper.id, paper.type, paper.number, paper.symbol,
         paper.date.isoformat() if paper.date else "", paper.issuer, paper.subject,
         paper.implements, paper.as_printed, paper.source, "")
        for paper in documents.values()
    )  # fmt: skip
    return csv_text(_DOCUMENT_COLUMNS, lines)


def texts_text(texts: Mapping[str, Passage], form: Form) -> str:
    """Return `narrative.yml`, in the outline's order; "{}" where the commune wrote nothing.

    >>> from cchc_toolkit.catalogue import load_form
    >>> said = Passage(("- Đã ban hành {vb:kh-01}.", "Tỷ lệ: 99% #"), "đoạn 9")
    >>> print(texts_text({"I.1.noi_dung": said}, load_form()), end="")
    I.1.noi_dung:
      source: "đoạn 9"
      text:
      - >-
        - Đã ban hành {vb:kh-01}.
      - "Tỷ lệ: 99% #"
    """
    return "".join(_items(texts, form)) or "{}\n"


def _items(texts: Mapping[str, Passage], form: Form) -> Iterator[str]:
    for item in form.items:
        if item in texts:
            source = texts[item].source
            said = f"  state: {NOTHING}\n" if texts[item].nothing else "  text:\n"
            yield f"{item}:\n" + (f"  source: {_quoted(source)}\n" if source else "") + said
            yield from map(_paragraph, texts[item].paragraphs)


def _paragraph(text: str) -> str:
    """Return a paragraph as YAML: folded where it is plain, quoted and escaped where it is not."""
    if not _PLAIN.fullmatch(text) or text[:1] == " " or "  " in text:
        return f"  - {_quoted(text)}\n"
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "  - >-\n" + "".join(f"    {line}\n" for line in lines)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _BREAKS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", quoted)


def _inert(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def csv_text(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Return a table as the files of the store are written.

    A cell that a spreadsheet would take for a formula gets a `'` in front, which reading takes off
    again (`plain_cell`); a number stays as it is.

    >>> csv_text(("key", "value"), [("a", "99,38")])
    'key,value\\na,"99,38"\\n'
    >>> csv_text(("key", "note"), [("-5", "=cmd|'/c calc'!A0")])
    "key,note\\n-5,'=cmd|'/c calc'!A0\\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(map(_inert, line) for line in lines)
    return stream.getvalue()
