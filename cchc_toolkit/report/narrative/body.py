"""The sections: the outline's headings and bullets with what the commune wrote or reported."""

from __future__ import annotations

from cchc_toolkit.blocks import Block, Heading, Paragraph, Run
from cchc_toolkit.catalogue import Item, Part
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.sentence import fill, gap
from cchc_toolkit.submission import Placeholder, split
from cchc_toolkit.submission.filler import UNWRITTEN, zero_statement

_MARKS = ("- ", "+ ")


def section_blocks(report: Report, section_id: str) -> tuple[Block, ...]:
    """Return a section's heading and everything below it; raise `UsageError` if it is not there."""
    sections = {section.id: section for section in report.form.outline}
    if section_id not in sections:
        raise UsageError(
            f'Đề cương không có phần "{section_id}".',
            where="narrative.section",
            advice=nearest(section_id, sections) or f"Các phần: {', '.join(sections)}.",
        )
    section = sections[section_id]
    blocks: list[Block] = [Heading(1, f"{section.id}. {section.heading}")]
    for number, part in enumerate(section.parts, start=1):
        blocks.extend(_part(part, number, report))
    return tuple(blocks)


def _part(part: Part, number: int, report: Report) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{number}. {part.heading}")] if part.heading else []
    for item in part.items:
        blocks.extend(_item(item, report))
    return blocks


def _item(item: Item, report: Report) -> list[Paragraph]:
    """Return an item as paragraphs: its label with the first one, the others below it."""
    label = _label(item)
    if item.lead:
        return [Paragraph(label, item.mark)]
    first, *others = _said(item, report)
    if label and first.mark:
        return [Paragraph(label, item.mark), first, *others]
    mark = item.mark if label else first.mark or item.mark
    joined = (*label, Run(" "), *first.runs) if label else first.runs
    return [Paragraph(joined, mark), *others]


def _label(item: Item) -> tuple[Run, ...]:
    """Return the label; where guidance stood between it and its colon, the colon follows it."""
    colon = ":" if item.guidance.endswith(":") and not item.label.endswith(":") else ""
    return (Run(item.label + colon),) if item.label else ()


def _said(item: Item, report: Report) -> list[Paragraph]:
    """Return what is said under an item; never nothing, so that no bullet is empty."""
    passage = report.submission.texts.get(item.id)
    if passage is not None and passage.nothing:
        return [Paragraph((Run(zero_statement(item)),))]
    if passage is not None and passage.paragraphs:
        return [_paragraph(text, report, item.id) for text in passage.paragraphs]
    sentence = default_sentence(item, report)
    if sentence:
        return [Paragraph(fill(sentence, report, item.id))]
    return [Paragraph((_unwritten(item),))]


def _paragraph(text: str, report: Report, item: str) -> Paragraph:
    if text.startswith(_MARKS):
        return Paragraph(fill(text[2:].lstrip(), report, item), text[0])
    return Paragraph(fill(text, report, item))


def default_sentence(item: Item, report: Report) -> str:
    """Return the outline's own sentence for an item, "" where no number of it is known.

    Where every number is reported as zero, the form's manner of saying none is used.
    """
    keys = [piece.name for piece in split(item.sentence) if isinstance(piece, Placeholder)]
    numbers = [_known(key, report) for key in keys]
    known = [number for number in numbers if number is not None]
    if not known:
        return ""
    if item.zero and len(known) == len(keys) and not any(known):
        return item.zero
    return item.sentence


def _known(key: str, report: Report) -> object:
    if key in report.figures:
        return report.figures[key].value
    return report.submission.value(key).number


def _unwritten(item: Item) -> Run:
    """Return the gap of an item that nobody wrote: never a word of the commune's."""
    return gap(UNWRITTEN if item.label else f"{UNWRITTEN}: {item.topic}")
