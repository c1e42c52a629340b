"""`ra-soat.html` of a report that the batch makes: its own findings, marked in its own blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc_toolkit.blocks import (
    Addressee,
    AppendixTitle,
    Block,
    Heading,
    Item,
    Letterhead,
    Paragraph,
    Preformatted,
    Quote,
    Signature,
    Table,
    Title,
)
from cchc_toolkit.checks import Finding
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.render.marked_page import MarkedLine, MarkedRow, MarkedSheet, render
from cchc_toolkit.report import Report


def review_page_of_report(report: Report, blocks: tuple[Block, ...]) -> str:
    """Return the page of a report that was just made, with the findings that it was made with."""
    lines = tuple(_lines(blocks))
    keys = _row_keys(blocks, report)
    places = _figure_spans(blocks)
    findings = tuple(
        replace(finding, spans=tuple(dict.fromkeys(_spans(finding, report, lines, keys, places))))
        for finding in report.findings
    )
    return render(
        MarkedSheet(
            title=f"Rà soát báo cáo – {report.office.name}",
            subtitle=f"{report.commune.code} · {report.period.label}",
            lines=lines,
            rows=tuple(_rows(blocks, report)),
            findings=findings,
            marks=report.marks,
            identity=report.identity,
        )
    )


def _lines(blocks: tuple[Block, ...]) -> Iterator[MarkedLine]:
    """Yield the head, the prose and the foot as lines, each part numbered by itself."""
    count: dict[Part, int] = {"head": 0, "body": 0, "foot": 0}
    for block in blocks:
        if isinstance(block, AppendixTitle):
            return
        for part, text, style, mark in _printed(block):
            yield MarkedLine(part, count[part], text, style, mark)
            count[part] += 1


def _printed(block: Block) -> Iterator[tuple[Part, str, str, str]]:
    if isinstance(block, Signature):
        yield from _signed(block)
    elif isinstance(block, Letterhead):
        for text in (block.superior, *block.issuer, block.number, block.place_date):
            if text:
                yield "head", text, "head", ""
    elif isinstance(block, Title):
        for text in filter(None, (block.name, block.subject, block.note)):
            yield "head", text, "head", ""
    elif isinstance(block, Addressee):
        yield "head", f"Kính gửi: {'; '.join(block.receivers)}", "head", ""
    elif isinstance(block, Heading):
        yield "body", block.text, f"h{min(block.level, 3)}", ""
    elif isinstance(block, Paragraph | Item | Quote):
        mark = "" if isinstance(block, Quote) else block.mark
        yield "body", "".join(run.text for run in block.runs), "text", mark
    elif isinstance(block, Preformatted):
        yield "body", block.text, "text", ""


def _signed(block: Signature) -> Iterator[tuple[Part, str, str, str]]:
    for receiver in block.receivers:
        yield "foot", receiver, "foot", "-"
    for text in filter(None, (block.authority, block.role, block.name)):
        yield "foot", text, "foot", ""


def _table(blocks: tuple[Block, ...], report: Report) -> Table | None:
    """Return the table of the form: the one whose rows are the form's."""
    known = {row.key for row in report.form.rows}
    tables = [block for block in blocks if isinstance(block, Table)]
    return max(tables, key=lambda one: sum(row.key in known for row in one.rows), default=None)


def _rows(blocks: tuple[Block, ...], report: Report) -> Iterator[MarkedRow]:
    table = _table(blocks, report)
    for at, row in enumerate(table.rows if table is not None else ()):
        texts = [cell.text for cell in row.cells[:5]]
        yield MarkedRow(at, tuple(texts + [""] * (5 - len(texts))))


def _row_keys(blocks: tuple[Block, ...], report: Report) -> dict[str, int]:
    table = _table(blocks, report)
    rows = table.rows if table is not None else ()
    return {row.key: at for at, row in enumerate(rows) if row.key}


def _figure_spans(blocks: tuple[Block, ...]) -> dict[str, list[Span]]:
    """Return where the prose prints each figure, by key."""
    found: dict[str, list[Span]] = {}
    at = 0
    for block in blocks:
        if isinstance(block, AppendixTitle):
            break
        if isinstance(block, Paragraph | Item | Quote):
            start = 0
            for run in block.runs:
                if run.figure:
                    span = Span("body", at, start, start + len(run.text))
                    found.setdefault(run.figure, []).append(span)
                start += len(run.text)
        at += isinstance(block, Paragraph | Heading | Item | Quote | Preformatted)
    return found


def _spans(
    finding: Finding,
    report: Report,
    lines: tuple[MarkedLine, ...],
    keys: dict[str, int],
    figures: dict[str, list[Span]],
) -> Iterator[Span]:
    for key in filter(None, (finding.suspect, *finding.keys)):
        if key in keys:
            yield Span("row", keys[key])
        elif key in figures:
            yield from figures[key]
        elif key in report.submission.documents:
            paper = report.submission.documents[key]
            yield from _found(lines, paper.short_citation)
    if finding.quote:
        yield from _found(lines, finding.quote)


def _found(lines: tuple[MarkedLine, ...], text: str) -> Iterator[Span]:
    wanted = text.lower()
    for line in lines:
        at = line.text.lower().find(wanted) if wanted else -1
        if at >= 0:
            yield Span(line.part, line.at, at, at + len(wanted))
