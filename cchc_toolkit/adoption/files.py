"""A declaration as the files of a form's folder: the same as the package's own forms."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import groupby

from cchc_toolkit.adoption.draft import (
    CHARTS,
    EARLIER,
    FIGURES,
    OUTLINE,
    ROWS,
    RULES,
    Draft,
    Line,
    Table,
)
from cchc_toolkit.text.formatting import lower_first

_FILE = "supplement.csv"
_ITEM = ("mark", "label", "guidance", "sentence")


def files_of(draft: Draft) -> dict[str, str]:
    """Return the files of a declaration by name, as text; tables without a line have a header."""
    rows = draft.lines(ROWS)
    found = {
        "form.yml": _head(draft),
        ROWS.file: _csv(ROWS, [row for row in rows if not row.get("extra")]),
        _FILE: _csv(ROWS, [row for row in rows if row.get("extra")]),
        FIGURES.file: _csv(FIGURES, draft.lines(FIGURES)),
        RULES.file: _csv(RULES, draft.lines(RULES)),
        CHARTS.file: _csv(CHARTS, draft.lines(CHARTS)),
        OUTLINE.file: "\n".join(_outline(draft.lines(OUTLINE))) + "\n",
    }
    if draft.lines(EARLIER):
        found[EARLIER.file] = _csv(EARLIER, draft.lines(EARLIER))
    return found


def _csv(table: Table, lines: tuple[Line, ...] | list[Line]) -> str:
    fields = [field for field in table.fields if field != "extra"]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fields, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()


def _head(draft: Draft) -> str:
    """Return `form.yml`: every value quoted, so that nothing in it is taken for anything else."""
    lines = []
    for key, value in draft.head.items():
        if key == "title":
            lines += ["title:", *(f"- {_quoted(line)}" for line in value.splitlines())]
        elif key == "levels":
            pairs = [pair.partition("=") for pair in value.split("|")]
            lines += ["levels:", *(f"  {level}: {_quoted(name)}" for level, _, name in pairs)]
        elif value or key in ("valid_from", "valid_to"):
            lines.append(f"{key}: {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _outline(lines: tuple[Line, ...]) -> Iterator[str]:
    if not lines:
        yield "[]"
    for section, inside in groupby(lines, key=lambda line: line["section"]):
        items = list(inside)
        yield f"- id: {_quoted(section)}"
        yield f"  heading: {_quoted(items[0].get('section_heading', ''))}"
        yield "  parts:"
        for part, below in groupby(items, key=lambda line: line.get("part") or line["section"]):
            told = list(below)
            yield f"  - id: {_quoted(part)}"
            yield f"    heading: {_quoted(told[0].get('heading', ''))}"
            yield "    items:"
            for item in told:
                yield from _item(item, told[0])


def _item(line: Line, first: Line) -> Iterator[str]:
    yield f"    - id: {_quoted(line['id'])}"
    for field in _ITEM:
        if line.get(field):
            yield f"      {field}: {_quoted(line[field])}"
    if not line.get("label"):
        topic = first.get("heading") or line.get("section_heading", "")
        yield f"      topic: {_quoted(_topic(topic))}"


def _topic(heading: str) -> str:
    """Return a heading as a message names it: without brackets, with a small letter in front."""
    bare = re.split(r"\s*[(:]", heading, maxsplit=1)[0].rstrip(" .;")
    return bare.lower() if bare.isupper() else lower_first(bare)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
