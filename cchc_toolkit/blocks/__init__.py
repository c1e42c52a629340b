"""Blocks: what a notebook displays and every exporter renders."""

from cchc_toolkit.blocks.values import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Column,
    Front,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
    from_json,
    to_json,
)

__all__ = [
    "Addressee",
    "AppendixTitle",
    "Block",
    "Chart",
    "Column",
    "Front",
    "Heading",
    "Letterhead",
    "Paragraph",
    "Row",
    "Run",
    "Signature",
    "Table",
    "Title",
    "from_json",
    "to_json",
]
