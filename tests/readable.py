"""Blocks as plain text, for goldens that a person reads in a diff."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_toolkit.blocks import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Front,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)


def readable(blocks: Iterable[Block]) -> str:
    """Return the blocks as text, one paragraph a line, with a blank line between blocks."""
    return "\n\n".join(block_text(block) for block in blocks) + "\n"


def block_text(block: Block) -> str:  # noqa: PLR0911 - a line a kind of block
    """Return one block as text; what no reader sees (ids, hashes) is left out."""
    match block:
        case Front():
            return f"<{block.title}> {block.mode} {' · '.join(block.marks)}".rstrip()
        case Letterhead():
            head = (block.superior, *block.issuer, block.number, block.place_date)
            return "\n".join(line for line in head if line)
        case Title():
            return f"{block.name}\n{block.subject}\n{block.note}"
        case Addressee():
            return "Kính gửi: " + "; ".join(block.receivers)
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Paragraph():
            return f"{block.mark} {runs_text(block.runs)}".strip()
        case Signature():
            receivers = "\n".join(f"- {receiver}" for receiver in block.receivers)
            return f"{receivers}\n{block.authority}\n{block.role}\n{block.name}"
        case AppendixTitle():
            lines = (block.label, *block.title, block.form, block.attached)
            return "\n".join(line for line in lines if line)
        case Table():
            head = " | ".join(column.header for column in block.columns)
            return "\n".join([head, *map(row_text, block.rows), *block.notes])
        case Chart():
            return f"{block.caption}\n{block.alt}"


def runs_text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def row_text(row: Row) -> str:
    return " | ".join(run.text.replace("\n", " / ") for run in row.cells).rstrip()


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """Return the paragraphs of a section as text, without headings."""
    return [block_text(block) for block in blocks if isinstance(block, Paragraph)]
