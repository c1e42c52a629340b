"""A report saved as plain text or Markdown: lines, and tables with tabs or pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.raw import Grid, GridRow, Line, Piece, Raw, cell_text

_RULE = re.compile(r"\|?[\s:|-]+\|?")
_QUOTED = re.compile(r"^\s*>\s?")
_OPENS = re.compile(r"\s*(?:[-–—+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]+\.|[a-zđ]\))\s")
"""A bullet or a number: such a line opens a paragraph, wherever it stands."""
_GAPS = re.compile(r"(?<! ) {2,200}(?! )")
_NUMBER = re.compile(r"[-+≥≤]?[\d.,]{1,20}%?")
_FEWEST_CELLS = 3
_WIDEST = 1_000
_Cell = tuple[int, int, str]
_LONG = 50
"""Characters from which a line can be one that an editor wrapped."""


def read_text(text: str) -> Raw:
    """Return the lines and tables of a text; a table is lines with two tabs or with pipes.

    >>> read_text("a\\n\\nSTT\\tChỉ tiêu\\tSố liệu\\n1.\\tHồ sơ\\t5").pieces[1].rows[1].cells
    ('1.', 'Hồ sơ', '5')
    """
    return Raw("txt", tuple(_pieces(text.splitlines())))


def _pieces(lines: list[str]) -> Iterator[Piece]:
    table: list[GridRow] = []
    above = ""
    aligned = _aligned(lines)
    for number, line in enumerate(lines, 1):
        where = f"dòng {number}"
        if "|" in line and _RULE.fullmatch(line.strip()):
            continue  # the rule below the header of a Markdown table
        cells = aligned.get(number) or _cells(line, len(table[-1].cells) if table else 0)
        if cells:
            table.append(GridRow(cells, where, _indents(line)))
            above = ""
            continue
        if table:
            yield Grid(tuple(table), table[0].where)
            table = []
        text = _QUOTED.sub("", line)
        if text.strip():
            yield Line(text, where, _wrapped(above, text))
        above = text
    if table:
        yield Grid(tuple(table), table[0].where)


def _aligned(lines: list[str]) -> dict[int, tuple[str, ...]]:
    """Return the cells of lines that spaces align to a table, by the number of the line.

    >>> sorted(_aligned(["Quý   Mới   Cũ", "I     12    3", "II    14    5"]))
    [1, 2, 3]
    """
    found: dict[int, tuple[str, ...]] = {}
    block: dict[int, tuple[_Cell, ...]] = {}
    for number, line in enumerate([*lines, ""], 1):
        cells = tuple(_cells_at(line[:_WIDEST]))
        if len(cells) >= _FEWEST_CELLS and "|" not in line and "\t" not in line:
            block[number] = cells
            continue
        numeric = [row for row in block.values() if sum(_is_number(one[2]) for one in row) >= 2]
        if len(block) >= _FEWEST_CELLS and len(numeric) >= 2:
            found |= _in_columns(block)
        block = {}
    return found


def _cells_at(line: str) -> Iterator[_Cell]:
    """Yield the cells of a line that spaces part, with where each starts and ends."""
    at = 0
    for part in _GAPS.split(line.rstrip()):
        start = line.index(part, at) if part else at
        at = start + len(part)
        if part.strip():
            yield start, at, cell_text(part)


def _in_columns(block: dict[int, tuple[_Cell, ...]]) -> dict[int, tuple[str, ...]]:
    """Return the cells of aligned lines, a cell that a line leaves blank being "".

    The fullest lines say where the columns are; a shorter line's cells go to the nearest ones.
    """
    width = max(map(len, block.values()))
    full = [row for row in block.values() if len(row) == width]
    middles = [
        (min(row[n][0] for row in full) + max(row[n][1] for row in full)) / 2 for n in range(width)
    ]
    made: dict[int, tuple[str, ...]] = {}
    for number, row in block.items():
        places = [
            min(range(width), key=lambda n: abs(middles[n] - (start + end) / 2))
            for start, end, _ in row
        ]
        cells = [""] * width
        if len(set(places)) == len(row) and places == sorted(places) and len(row) < width:
            for place, (_, _, text) in zip(places, row, strict=True):
                cells[place] = text
            made[number] = tuple(cells)
        else:
            made[number] = tuple(text for _, _, text in row)
    return made


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell))


def _wrapped(above: str, text: str) -> bool | None:
    """Say that a line goes on from the one right above; None where only the text can tell."""
    if not above.strip() or _OPENS.match(text):
        return None
    return len(above.strip()) >= _LONG or text.strip()[:1].islower() or None


def _cells(line: str, width: int) -> tuple[str, ...]:
    """Return the cells of a line, blank ones at its ends too where the row above has them."""
    if line.count("\t") >= 2:
        return tuple(cell_text(cell) for cell in line.split("\t"))
    bare = line.strip()
    if bare.count("|") >= (3 if bare.startswith("|") else _FEWEST_CELLS - 1):
        cells = tuple(map(cell_text, bare.removeprefix("|").removesuffix("|").split("|")))
        if len(cells) == width - 1 and bare.startswith("|"):
            cells = ("", *cells)
        return (*cells, "") if len(cells) == width - 1 and bare.endswith("|") else cells
    return ()


def _indents(line: str) -> tuple[int, ...]:
    """Return how far the text of each cell between tabs stands in, two spaces a step."""
    return tuple((len(cell) - len(cell.lstrip())) // 2 for cell in line.split("\t"))
