"""The three files of a submission as text: what is made is read back by the ordinary loader."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from cchc_toolkit.sample.draft import Draft
from cchc_toolkit.submission.save import csv_text, documents_text, state_text

Files = dict[str, str]
_HEAD = "# Dữ liệu minh hoạ do máy tạo ra; không phải số liệu của xã nào.\n"
_WIDTH = 90
_PLAIN = re.compile(r"[\w ,.;:()/{}+-]+")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def files_of(draft: Draft) -> Files:
    """Return the files by name; a register or narrative with nothing in it makes none."""
    files = {"indicators.csv": csv_text(("key", "value", "state", "source", "note"), _cells(draft))}
    if draft.register:
        by_day = sorted(draft.register, key=lambda paper: str(paper.date))
        files["documents.csv"] = documents_text({paper.id: paper for paper in by_day})
    if draft.texts:
        files["narrative.yml"] = _HEAD + "".join(
            f"{item}:\n{''.join(map(_paragraph, paragraphs))}"
            for item, paragraphs in draft.texts.items()
        )
    return files


def _cells(draft: Draft) -> Iterable[tuple[str, ...]]:
    return ((key, cell.text, state_text(cell), "", cell.note) for key, cell in draft.cells.items())


def _paragraph(text: str) -> str:
    """Return a paragraph as YAML: folded where it is plain, quoted and escaped where it is not."""
    if _PLAIN.fullmatch(text):
        lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        return "- >-\n" + "".join(f"  {line}\n" for line in lines)
    quoted = json.dumps(text, ensure_ascii=False)
    escaped = _INVISIBLE.sub(lambda mark: f"\\u{ord(mark[0]):04x}", quoted)
    return f"- {escaped}\n"
