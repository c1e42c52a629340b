"""`ra-soat.html`: the text of a report with what is wrong marked in place; one file, offline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Template

from cchc_toolkit.blocks import Identity
from cchc_toolkit.checks import SEVERITIES, Finding
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.render.page_template import PAGES
from cchc_toolkit.render.policy import content_policy
from cchc_toolkit.render.tick import Tick, tally
from cchc_toolkit.system import paths

_NUMBER = r"\d(?:[\d.,]*\d)?%?"
_ARITHMETIC = re.compile(
    rf"(?<![\w/.]){_NUMBER}(?:\s?[-+/=≠>]\s?{_NUMBER})*\s[-+/=≠>]\s{_NUMBER}"
    rf"(?:\s?[-+/=≠>]\s{_NUMBER})*(?:, (?:thiếu|thừa|vượt|lệch) {_NUMBER})?(?![\w/]|\s\")"
)
"""Numbers with signs between them, and by how much they are off."""


@dataclass(frozen=True)
class MarkedLine:
    """A line of the report as the page prints it: `style` is head, h1, h2, h3, text or foot."""

    part: Part
    at: int
    text: str
    style: str
    mark: str = ""


@dataclass(frozen=True)
class MarkedRow:
    """A row of the appendix as the page prints it."""

    at: int
    cells: tuple[str, ...]
    """STT, label, unit, value, note."""


@dataclass(frozen=True)
class MarkedTable:
    """A table that is not the form: its rows as the file gives them, from `first` of all rows."""

    first: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MarkedSheet:
    """Everything that the page shows of a report."""

    title: str
    subtitle: str
    lines: tuple[MarkedLine, ...]
    rows: tuple[MarkedRow, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """What the file holds that nobody could read: said at the top."""
    marks: tuple[str, ...] = ()
    identity: Identity | None = None
    """Whose report it is, for the page of one that the batch made."""
    tables: tuple[MarkedTable, ...] = ()
    ticks: tuple[Tick, ...] = ()
    """What became of each number, none where nobody asked."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text with the numbers of the findings that object to it."""

    text: str
    findings: tuple[int, ...]
    """All that cover it, the gravest first."""
    opens: tuple[int, ...]
    """Those whose place to jump to is here."""
    closes: tuple[int, ...]
    """Those that end here: their numbers are printed behind."""
    severity: int = 0
    tick: Tick | None = None
    """What became of the number that the piece is."""


def render(sheet: MarkedSheet) -> str:
    """Return the page of a sheet as HTML."""
    spans = _by_place(sheet.findings)
    ticks = _ticks_by_place(sheet.ticks)
    grave = [SEVERITIES.index(finding.severity) for finding in sheet.findings]
    numbered = list(enumerate(sheet.findings, start=1))
    counts = Counter(finding.severity for finding in sheet.findings)
    return _template().render(
        title=sheet.title,
        subtitle=sheet.subtitle,
        marks=sheet.marks,
        notes=sheet.notes,
        unread=sheet.unread,
        identity=sheet.identity,
        severities=[(name, counts[name]) for name in SEVERITIES],
        verdict=verdict(sheet.findings),
        groups=[
            (place, name, [(n, m) for n, m in numbered if m.severity == name])
            for place, name in enumerate(SEVERITIES)
        ],
        lines=[
            (line, pieces(line.text, spans.get(place, ()), grave, ticks.get(place, ())))
            for line in sheet.lines
            for place in [(line.part, line.at)]
        ],
        rows=[
            (
                row,
                _row_marks(spans.get(("row", row.at), ()), grave),
                next(iter(ticks.get(("row", row.at), ())), None),
            )
            for row in sheet.rows
        ],
        tables=[list(_table_rows(table, spans, ticks, grave)) for table in sheet.tables],
        tally=tally(sheet.ticks),
    )


def _table_rows(
    table: MarkedTable,
    spans: dict[Place, list[Found]],
    ticks: dict[Place, list[Tick]],
    grave: Sequence[int],
) -> Iterator[list[tuple[str, Piece | None, Tick | None]]]:
    """Yield the cells of each row with their findings and ticks."""
    for at, cells in enumerate(table.rows, start=table.first):
        found, own = spans.get(("cell", at), []), ticks.get(("cell", at), [])
        yield [
            (
                text,
                _row_marks([one for one in found if one[1].start == column], grave),
                next((tick for tick in own if tick.span.start == column), None),
            )
            for column, text in enumerate(cells)
        ]


def prepare_review_page() -> None:
    """Parse the template once, for the processes that will be forked from this one."""
    _template()


def verdict(findings: Sequence[Finding]) -> str:
    """Return in a sentence whether a report can be signed.

    >>> verdict(())
    'Không có phát hiện mức chặn.'
    """
    blocking = sum(finding.blocking for finding in findings)
    waived = sum(bool(finding.waived) for finding in findings)
    said = (
        f"Có {blocking} phát hiện mức chặn: phải sửa trước khi ký."
        if blocking
        else "Không có phát hiện mức chặn."
    )
    return f"{said} {waived} phát hiện đã được miễn trừ." if waived else said


def arithmetic(message: str) -> tuple[tuple[str, bool], ...]:
    """Return a message cut up, each piece with whether it is the arithmetic.

    >>> arithmetic("Tổng: 0 + 423 = 423 ≠ 652, thiếu 229.")
    (('Tổng: ', False), ('0 + 423 = 423 ≠ 652, thiếu 229', True), ('.', False))
    """
    cut = []
    at = 0
    for found in _ARITHMETIC.finditer(message):
        cut += [(message[at : found.start()], False), (found[0], True)]
        at = found.end()
    return tuple(piece for piece in (*cut, (message[at:], False)) if piece[0])


@cache
def _template() -> Template:
    page = paths.package_file("render", "marked_page.html.j2").read_text(encoding="utf-8")
    return PAGES.from_string(page, {"policy": content_policy(page), "arithmetic": arithmetic})


Place = tuple[Part, int]
Found = tuple[int, Span, bool]
"""Number of the finding, its span, whether it is the chief one."""


def _by_place(findings: Sequence[Finding]) -> dict[Place, list[Found]]:
    found: dict[Place, list[Found]] = {}
    for number, finding in enumerate(findings, start=1):
        for order, span in enumerate(finding.spans):
            found.setdefault((span.part, span.at), []).append((number, span, order == 0))
    return found


def _ticks_by_place(ticks: Sequence[Tick]) -> dict[Place, list[Tick]]:
    found: dict[Place, list[Tick]] = {}
    for tick in ticks:
        found.setdefault((tick.span.part, tick.span.at), []).append(tick)
    return found


def pieces(
    text: str, found: Sequence[Found], grave: Sequence[int], ticks: Sequence[Tick] = ()
) -> tuple[Piece, ...]:
    """Return a text cut at the edges of what is marked in it; overlaps become pieces of both.

    >>> spans = ((1, Span("body", 0, 3, 9), True), (2, Span("body", 0, 6, 12), True))
    >>> [(piece.text, piece.findings) for piece in pieces("Có 652 hồ sơ.", spans, (0, 1))]
    [('Có ', ()), ('652', (1,)), (' hồ', (1, 2)), (' sơ', (2,)), ('.', ())]
    """
    placed = [
        (number, max(0, span.start), min(len(text), span.end) or len(text), chief)
        for number, span, chief in found
    ]
    numbers = {tick.span.start: tick for tick in ticks}
    edges = sorted(
        {
            *(0, len(text)),
            *(edge for _, start, end, _ in placed for edge in (start, end)),
            *(edge for tick in ticks for edge in (tick.span.start, tick.span.end)),
        }
    )
    cut = []
    for start, end in pairwise(edges):
        over = [number for number, first, last, _ in placed if first <= start and end <= last]
        over = sorted(dict.fromkeys(over), key=lambda number: (grave[number - 1], number))
        cut.append(
            Piece(
                text=text[start:end],
                findings=tuple(over),
                opens=tuple(n for n, first, _, chief in placed if first == start and chief),
                closes=tuple(dict.fromkeys(n for n, _, last, _ in placed if last == end)),
                severity=grave[over[0] - 1] if over else 0,
                tick=numbers.get(start),
            )
        )
    return tuple(cut)


def _row_marks(found: Sequence[Found], grave: Sequence[int]) -> Piece | None:
    numbers = tuple(dict.fromkeys(number for number, _, _ in found))
    if not numbers:
        return None
    ordered = tuple(sorted(numbers, key=lambda number: (grave[number - 1], number)))
    opens = tuple(dict.fromkeys(number for number, _, chief in found if chief))
    return Piece("", ordered, opens, ordered, grave[ordered[0] - 1])
