"""Blocks: what a notebook displays and every exporter renders."""

from cchc_toolkit.blocks.identity import Identity, read_identity
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
    "Identity",
    "Letterhead",
    "Paragraph",
    "Row",
    "Run",
    "Signature",
    "Table",
    "Title",
    "from_json",
    "read_identity",
    "to_json",
]
