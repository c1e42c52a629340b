"""Readers of finished reports: .txt, .md, .docx, .html and .pdf into one frozen value."""

from cchc_toolkit.documents.parsed_report import AppendixRow, ParsedReport
from cchc_toolkit.documents.read import read_raw, read_report
from cchc_toolkit.text.likeness import compare_key, likeness
from cchc_toolkit.text.passage import Mention, Passage

__all__ = [
    "AppendixRow",
    "Mention",
    "ParsedReport",
    "Passage",
    "compare_key",
    "likeness",
    "read_raw",
    "read_report",
]
