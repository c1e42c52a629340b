"""Reading a finished report: file to lines and tables, those to prose, figures and appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents.appendix import goes_on, is_appendix, read_rows, width
from cchc_toolkit.documents.book import read_book
from cchc_toolkit.documents.identity_mark import read_mark
from cchc_toolkit.documents.letterhead import read_letterhead, split
from cchc_toolkit.documents.parsed_report import ParsedReport
from cchc_toolkit.documents.passages import loose, paragraphs, placed
from cchc_toolkit.documents.pdf import read_pdf
from cchc_toolkit.documents.raw import Grid, Line, Raw
from cchc_toolkit.documents.sniff import decode, kind_of, load_bytes
from cchc_toolkit.documents.text import read_text
from cchc_toolkit.documents.web import read_web
from cchc_toolkit.documents.word import read_word
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.citations import citations
from cchc_toolkit.text.mentions import mentions
from cchc_toolkit.text.passage import Passage

_ENDINGS = {"txt": ("txt", "md", "markdown"), "html": ("html", "htm", "xhtml")}
_LAYOUT_COLUMNS = 3
_FEWEST_ROWS = 3


def read_report(path: Path, form: Form, appendix: Path | None = None) -> ParsedReport:
    """Return everything a finished report says: head, prose, figures, citations, appendix.

    `appendix` is a workbook that holds the tables of the report.

    What the file is comes from its content, never from its name. Raises `DataError`, with what to
    do, for a file that is missing, empty, broken, locked, too large or of another kind.
    """
    raw = read_raw(path)
    if appendix is not None:
        tables, notes = read_book(load_bytes(appendix), appendix.name)
        raw = replace(raw, pieces=(*raw.pieces, *tables), unread=(*raw.unread, *notes))
    return understood(raw, form, path.name)


def read_raw(path: Path) -> Raw:
    """Return the lines and tables of a file of any kind that can be read."""
    data = load_bytes(path)
    kind = kind_of(data, path.name)
    if kind == "pdf":
        raw = read_pdf(data, path.name)
    elif kind == "docx":
        raw = read_word(data, path.name)
    elif kind == "html":
        raw = read_web(decode(data, path.name), path.name)
    else:
        raw = read_text(decode(data, path.name))
    raw = raw.bounded()
    ending = path.suffix.lower().lstrip(".")
    if ending and ending not in (*_ENDINGS.get(kind, (kind,)), "docm", "text"):
        note = f"Tên tệp đuôi .{ending} nhưng nội dung là {kind}; đọc theo nội dung."
        return replace(raw, notes=(note, *raw.notes))
    return raw


def understood(raw: Raw, form: Form, source: str) -> ParsedReport:
    """Return what the lines and tables of a report mean; raise `DataError` where none has text."""
    forms, tables, lines = _sorted_out(raw)
    all_lines = loose(lines)
    if not all_lines and not forms:
        raise DataError("Tệp không có chữ nào.", where=source, advice="Chọn đúng tệp báo cáo.")
    found = [passage for _, passage in all_lines]
    parts = split(found)
    head, foot = found[: parts.head], found[parts.foot : parts.appendix]
    body = tuple(placed(paragraphs(all_lines[parts.head : parts.foot])))
    letterhead = read_letterhead(head, foot, body)
    cited = citations(body)
    figures, ratios = mentions(body, cited)
    rows, problems = read_rows(forms, form)
    if forms and not rows:  # a table of aims and results has the same heads
        tables = [one for one in raw.pieces if isinstance(one, Grid) and one in (*forms, *tables)]
    return ParsedReport(
        source=source,
        format=raw.kind,
        head=tuple(head),
        letterhead=letterhead,
        paragraphs=body,
        foot=tuple(foot),
        appendix_title=tuple(line.text for line in found[parts.appendix :][:6]),
        rows=rows,
        mentions=figures,
        ratios=ratios,
        citations=cited,
        notes=(*raw.notes, *_missing(head, body), *problems),
        mark=read_mark(raw.keywords),
        unread=raw.unread,
        tables=tuple(tables),
    )


def _sorted_out(raw: Raw) -> tuple[list[Grid], list[Grid], list[Line]]:
    """Return the tables of the form, the other tables, and the lines of text.

    A table of up to three columns that holds few numbers is layout (the head, the signature): its
    cells are lines.
    """
    forms: list[Grid] = []
    others: list[Grid] = []
    lines: list[Line] = []
    under_form = False
    for piece in raw.pieces:
        if isinstance(piece, Line):
            lines.append(piece)
            continue
        under_form = is_appendix(piece) or (under_form and goes_on(piece, forms[-1]))
        if under_form:
            forms.append(piece)
        elif width(piece) <= _LAYOUT_COLUMNS and not _holds_numbers(piece):
            lines += piece.lines()
        elif any(cell for row in piece.rows for cell in row.cells):
            others.append(piece)
    return forms, others, lines


def _holds_numbers(grid: Grid) -> bool:
    """Whether most rows of a narrow table end in a number: data, not layout."""
    data = [
        row
        for row in grid.rows
        if any(re.fullmatch(r"[\d.,%+-]{1,20}", c.strip()) for c in row.cells[1:])
    ]
    return len(data) >= _FEWEST_ROWS and 2 * len(data) >= len(grid.rows)


def _missing(head: Sequence[Passage], body: Sequence[Passage]) -> list[str]:
    notes = []
    if not head:
        notes.append("Không nhận ra phần đầu văn bản (cơ quan, số, ngày, tên báo cáo).")
    if not any(passage.level == 1 for passage in body):
        notes.append("Không nhận ra các mục I, II, III… của báo cáo.")
    return notes
