"""A report saved as plain text or Markdown: lines, and tables with tabs or pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cchc_toolkit.documents.raw import Grid, GridRow, Line, Piece, Raw, cell_text
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_RULE = re.compile(r"\|?[\s:|-]+\|?")
_QUOTED = re.compile(r"^\s*>\s?")
_OPENS = re.compile(r"\s*(?:[-–—+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]+\.|[a-zđ]\))\s")
"""A bullet or a number: such a line opens a paragraph, wherever it stands."""
_SUMS_UP = re.compile(r"\s*(?:Tổng|Cộng|Cả|Toàn|Như vậy)\b[^.;\d]{0,40}\d")
"""Opens the line below a list that adds it up."""
_GAPS = re.compile(r"(?<! ) {2,200}(?! )")
_OTHER_GAPS = tuple(
    re.compile(rf" ?(?:{gap}) ?") for gap in (r"\t", r"\|", ";", r"\.{3,}|…+|_{3,}")
)
"""What may stand between the cells of a line beside wide spaces: dots lead to a number."""
_NUMBER = re.compile(rf"[-+≥≤]?[\d.,]{{1,20}}(?: ?{any_of(COUNTED)})?|[-–]", re.IGNORECASE)
_TELLS = re.compile(r":(?: \d|$)")
"""In a name before a number: "Hộ tịch:", "Hộ tịch: 408 người" are prose."""
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
        beside = (*lines[max(0, number - 2) : number - 1], *lines[number : number + 1])
        drawn = line.lstrip().startswith("|") or any("|" in other for other in beside)
        cells = aligned.get(number, ())
        if not cells and (drawn or "|" not in line):  # "T7: 5 | T8: 6 | T9: 4" is a sentence
            cells = _cells(line, len(table[-1].cells) if table else 0)
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
    """Return the cells of lines that are a table without being drawn as one, by their numbers.

    >>> sorted(_aligned(["Quý   Mới   Cũ", "I     12    3", "II    14    5"]))
    [1, 2, 3]
    >>> _aligned(["Đất đai ..... 12", "Hộ tịch ..... 9", "Cộng ..... 21"])[3]
    ('Cộng', '21')
    """
    found: dict[int, tuple[str, ...]] = {}
    for gap, fewest in ((_GAPS, _FEWEST_CELLS), *((other, 2) for other in (_GAPS, *_OTHER_GAPS))):
        block: dict[int, tuple[_Cell, ...]] = {}
        for number, line in enumerate([*lines, ""], 1):
            cells = tuple(_cells_at(line[:_WIDEST], gap))
            if len(cells) >= fewest and number not in found and not _cells(line, 0):
                block[number] = cells
                continue
            if _is_table(list(block.values()), fewest):
                found |= _in_columns(block)
            block = {}
    return found


def _is_table(rows: list[tuple[_Cell, ...]], fewest: int) -> bool:
    """Whether lines hold what a table does: numbers, and the loose ones one at the end of each."""
    if fewest == _FEWEST_CELLS:
        numeric = [row for row in rows if sum(_is_number(one[2]) for one in row) >= 2]
        return len(rows) >= _FEWEST_CELLS and len(numeric) >= 2
    told = [row for row in rows if _is_number(row[-1][2]) and not _TELLS.search(row[0][2])]
    even = len({len(row) for row in rows}) == 1 and len(told) >= _FEWEST_CELLS
    return even and all(row in told for row in rows[1:])


def _cells_at(line: str, gap: re.Pattern[str]) -> Iterator[_Cell]:
    """Yield the cells of a line that gaps part, with where each starts and ends."""
    at = 0
    for part in gap.split(line.rstrip()):
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
    columns = [
        (min(row[n][0] for row in full), max(row[n][1] for row in full)) for n in range(width)
    ]
    made: dict[int, tuple[str, ...]] = {}
    for number, line in block.items():
        row = line if line in full else [one for cell in line for one in _parted(cell, columns)]
        places = [
            min(range(width), key=lambda n: abs(sum(columns[n]) - (start + end)))
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


def _parted(cell: _Cell, columns: list[tuple[int, int]]) -> list[_Cell]:
    """Return the heads that one space parts: each starts or ends as the column below it does."""
    start, end, text = cell
    below = [one for one in columns if one[0] < end and start < one[1]]
    words = [(start + one.start(), start + one.end()) for one in re.finditer(r"\S+", text)]
    cuts = [0]
    for left, right in pairwise(below):
        offs = [
            (min(abs(words[n - 1][1] - left[1]), abs(words[n][0] - right[0])), n)
            for n in range(cuts[-1] + 1, len(words))
        ]
        cuts.append(next((n for off, n in offs if off <= 1), 0))
    if 0 in cuts[1:]:
        return [cell]
    ends = [(words[a][0], words[b - 1][1]) for a, b in pairwise((*cuts, len(words)))]
    return [(a, b, text[a - start : b - start]) for a, b in ends]


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell))


def _wrapped(above: str, text: str) -> bool | None:
    """Say that a line goes on from the one right above; None where only the text can tell."""
    summed_up = _OPENS.match(above) and _SUMS_UP.match(text)
    if not above.strip() or _OPENS.match(text) or summed_up:
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
