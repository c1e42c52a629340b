"""A table in HTML (pandas without this package, Styler, great_tables) as a table of a report."""

from __future__ import annotations

import re
from typing import Any

from cchc_toolkit.blocks import Run, Table
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report.authoring.grid import Grid, grid_table

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_PRINTED = re.compile(r"-?\d[\d.,]*\s?%?|", re.ASCII)
_MISSING = frozenset(("NaN", "None", "NaT", "<NA>", "nan"))
_CUT = re.compile(r"(\d+) rows × (\d+) columns")
_BEYOND = ("script", "iframe", "img", "svg", "form", "input", "button", "video", "audio", "canvas",
           "object", "embed")  # fmt: skip


def html_tables(html: str) -> tuple[Table, ...]:
    """Return the tables of a piece of HTML; nothing where it is anything more than tables.

    What pandas prints gets decimal commas and blanks for its signs of missing values; whole
    numbers stay as they are, since a code looks like one. Raises `UsageError` for a frame that
    pandas has cut short, or a table too wide for a page.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    if soup.find(_BEYOND) is not None:
        return ()
    found = [table for table in soup.find_all("table") if table.find_parent("table") is None]
    for part in (*found, *soup.find_all("style")):
        part.extract()
    rest = " ".join(soup.get_text(" ").split())
    if (cut := _CUT.search(rest)) is not None:
        raise UsageError(
            f"Bảng {cut[1]} dòng, {cut[2]} cột bị pandas cắt bớt khi hiện trong sổ tay.",
            where="bảng",
            advice="Lọc bớt dòng, cột, hoặc dùng cchc_toolkit.table(frame, caption=…).",
        )
    return tuple(_table(table, at) for at, table in enumerate(found)) if not rest else ()


def _table(table: Any, at: int) -> Table:
    of_pandas = "dataframe" in (table.get("class") or ())
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    heads = [row for row in rows if row.find_parent("thead") is not None]
    heads = heads or [row for row in rows[:1] if not row.find("td")]
    titles = [row for row in heads if len(_cells(row)) == 1 and not row.find("th")]
    feet = [row for row in rows if row.find_parent("tfoot") is not None]
    header = _laid_out([row for row in heads if row not in titles])
    body = _laid_out([row for row in rows if row not in heads and row not in feet])
    width = max((len(row) for row in (*header, *body)), default=0)
    header = [row + [""] * (width - len(row)) for row in header]
    body = [row + [""] * (width - len(row)) for row in body]
    if of_pandas:
        header, body = _of_pandas(header, body)
        width = len(body[0]) if body else width
    columns = ([row[at] for row in body] for at in range(width))
    numeric = tuple(bool(texts) and all(map(_PRINTED.fullmatch, texts)) for texts in columns)
    caption = table.find("caption")
    grid = Grid(tuple(map(tuple, header)), tuple(tuple(map(Run, row)) for row in body), numeric)
    named = [caption] if caption is not None else titles  # great_tables: a row for each title
    said = " - ".join(_words(part) for part in named)
    return grid_table(grid, id=f"bang-{at}", caption=said, notes=tuple(map(_words, feet)))


def _cells(row: Any) -> list[Any]:
    return list(row.find_all(["th", "td"], recursive=False))


def _words(part: Any) -> str:
    return " ".join(part.get_text(" ").split())


def _laid_out(rows: list[Any]) -> list[list[str]]:
    """Return the texts of rows with each cell in every place that it spans."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for down, row in enumerate(rows):
        across = 0
        for cell in _cells(row):
            while across in grid[down]:
                across += 1
            text = _words(cell)
            wide, tall = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            for y in range(down, min(down + tall, len(rows))):
                grid[y] |= dict.fromkeys(range(across, across + wide), text)
            across += wide
    return [[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in grid]


def _span(said: Any) -> int:
    return min(max(int(said), 1), 100) if isinstance(said, str) and said.isdigit() else 1


def _of_pandas(header: list[list[str]], body: list[list[str]]) -> tuple[list[list[str]], Any]:
    """Return a frame's texts the Vietnamese way, without a plain numbering of its rows."""
    if len(header) > 1 and not any(header[-1][1:]):  # the names of the index, in a row of their own
        names = header.pop()
        header[-1] = [name or above for name, above in zip(names, header[-1], strict=True)]
    if body and header and not header[-1][0] and _numbered(body):
        header, body = [row[1:] for row in header], [row[1:] for row in body]
    return header, [[_vietnamese(text) for text in row] for row in body]


def _numbered(body: list[list[str]]) -> bool:
    return [row[0] for row in body] == [str(at) for at in range(len(body))]


def _vietnamese(text: str) -> str:
    if text in _MISSING:
        return ""
    return text.replace(".", ",") if _NUMBER.fullmatch(text) else text
