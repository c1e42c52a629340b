"""Readers of finished reports: .txt, .md, .docx, .html and .pdf into one frozen value."""

from cchc_toolkit.readers.compare import compare_key, likeness
from cchc_toolkit.readers.issued import (
    AppendixRow,
    CellState,
    Citation,
    Issued,
    Letterhead,
    Mention,
    Passage,
    StatedRatio,
)
from cchc_toolkit.readers.read import read_raw, read_report

__all__ = [
    "AppendixRow",
    "CellState",
    "Citation",
    "Issued",
    "Letterhead",
    "Mention",
    "Passage",
    "StatedRatio",
    "compare_key",
    "likeness",
    "read_raw",
    "read_report",
]
