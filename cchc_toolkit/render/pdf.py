"""The PDF of a report, typeset by Typst with the layout of Nghị định 30/2020/NĐ-CP.

Here the blocks of a report become what the template has to print; `typesetter` prints it, in this
process or, in a batch, in one that does so for report after report (`press`). Same blocks and same
font give the same bytes: nothing of the clock or the machine goes in.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import typst

from cchc_toolkit.blocks.html import DEEPEST_ITEM, form_line, listed
from cchc_toolkit.blocks.paper import turned
from cchc_toolkit.blocks.values import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Front,
    Heading,
    Item,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Signature,
    Table,
    to_json,
)
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.fonts import Font, choose_font, missing_letters
from cchc_toolkit.render.notebook import require_front
from cchc_toolkit.render.printable import printable
from cchc_toolkit.render.typesetter import compiler
from cchc_toolkit.render.typesetting_server import typeset
from cchc_toolkit.render.watermark import watermark_svg
from cchc_toolkit.report import DRAFT_MARK, FICTIONAL_MARK
from cchc_toolkit.text import json_text

BOX = "\u25a1"
_LINE_BREAKS = frozenset("\n\u2028\u2029")

_LETTER = "(?:[^\\s\u200b]|[\x0b-\x0d\x1c-\x1f\x85])"
"""A sign of a word, or one that `printable` drops from the middle of it."""
_LONG_WORD = re.compile(_LETTER + "{8,}")
"""A word that may be wider than a cell of a table."""
_LONG_LINE = re.compile(_LETTER + "{26,}")
"""A word that may be wider than a line of 165 mm: at 14 pt a letter takes 6 mm at the very most."""
_SURELY_FITS = 75
"""Letters of a cell that cannot outgrow a page, however narrow its column."""
_UNPRINTABLE = re.compile(r"\\[^n\"]|[\x7f-\x9f\ufeff\ufffe\uffff]")
"""In JSON: any escape but those of a line break and of quotes, or a sign that `printable` drops."""

_STRANGE = re.compile(r'(?:the text|codepoint) `"(.+?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def render_pdf(blocks: tuple[Block, ...], font: Font | None = None) -> bytes:
    """Return the PDF of a report whose first block is its `Front`.

    A letter that the font lacks (emoji, private signs) prints as a box in a draft; a report to be
    signed is refused with `RenderError`, as are blocks without a `Front`.
    """
    font = font or choose_font()
    report = typesetter_input(blocks, font)
    try:
        return typeset(report, font)
    except typst.TypstError as error:
        raise _explained(error, blocks, font) from error


def prepare_typesetter(font: Font) -> None:
    """Read fonts and marks once, for the processes that will be forked from this one."""
    compiler(font)
    for file in font.files:
        missing_letters(file, "")
    for marks in ((DRAFT_MARK,), (FICTIONAL_MARK,), (DRAFT_MARK, FICTIONAL_MARK)):
        watermark_svg(marks, font.files[1])


def typesetter_input(blocks: tuple[Block, ...], font: Font) -> str:
    """Return what the template reads, as JSON: every text as it may stand on a page.

    Raises `RenderError` for blocks without a `Front`.
    """
    front = require_front(blocks)
    report = _input(front, blocks, font)
    written = _json(report)
    if _UNPRINTABLE.search(written) or not unicodedata.is_normalized("NFC", written):
        report = _printable(report)
        written = _json(report)
    if front.mode != "draft":
        return written  # Typst refuses a letter that the font lacks, and `_explained` says which
    lacking = _letters_lacking(written, font)
    return _json(_boxed(report, lacking)) if lacking else written


def _json(report: dict[str, Any]) -> str:
    return json_text.compact(report).decode()


def _input(front: Front, blocks: tuple[Block, ...], font: Font) -> dict[str, Any]:
    """Return what the template reads: identity and marks, then the blocks as printed."""
    return {
        "title": front.title,
        "author": front.author,
        "keywords": list(front.identity.parts),
        "footer": front.footer,
        "date": [front.day.year, front.day.month, front.day.day],
        "family": font.family,
        "marks": list(front.marks),
        "watermark": watermark_svg(front.marks, font.files[1]),
        "parts": _parts(blocks),
    }


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value


def _letters_lacking(written: str, font: Font) -> str:
    """Return the letters that one of the styles lacks; JSON's own signs are in every font."""
    letters = set(written) - _LINE_BREAKS
    lacking = {letter for file in font.files for letter in missing_letters(file, letters)}
    return "".join(sorted(lacking))


def _boxed(value: Any, letters: str) -> Any:
    """Return what the template reads with a box for each of the letters."""
    if isinstance(value, str):
        return value.translate(dict.fromkeys(map(ord, letters), BOX))
    if isinstance(value, list):
        return [_boxed(item, letters) for item in value]
    if isinstance(value, dict):
        return {key: _boxed(item, letters) for key, item in value.items()}
    return value


def _parts(blocks: tuple[Block, ...]) -> list[list[dict[str, Any]]]:
    """Return the body and each appendix as lists of blocks as printed, headings with a rank.

    A heading looks like its `level`; its `rank` in the outline never skips one, as PDF/UA asks.
    """
    starts = [at for at, block in enumerate(blocks) if isinstance(block, AppendixTitle)]
    printed = [_plain(_printed(block)) for block in blocks]
    for item, on_its_side in zip(printed, turned(blocks), strict=True):
        if on_its_side:
            item["turned"] = True
    rank = 0
    for item in printed:
        if item["kind"] == Heading.kind:
            rank = item["rank"] = min(item["level"], rank + 1)
        elif item["kind"] == AppendixTitle.kind:
            rank = 1
    parts = [printed[a:b] for a, b in itertools.pairwise([0, *starts, len(blocks)])]
    for part in parts:
        if len(part) > 1 and part[-1]["kind"] == Chart.kind:
            part[-2]["keep"] = True  # with the chart that ends the part, which stands not alone
    return parts


def _printed(block: Block) -> Block:
    """Return the block with the marks of a list and the words around a form's name added."""
    if isinstance(block, Addressee) and len(block.receivers) > 1:
        return dataclasses.replace(block, receivers=listed(block.receivers))
    if isinstance(block, Signature):
        return dataclasses.replace(block, receivers=listed(block.receivers))
    if isinstance(block, AppendixTitle):
        return dataclasses.replace(block, form=form_line(block.form))
    if isinstance(block, Chart):
        return dataclasses.replace(block, alt=block.alt or block.caption)
    return block


def _plain(block: Block) -> dict[str, Any]:
    """Return a block as the template reads it: without what no page shows, notes and keys."""
    if isinstance(block, Table):
        return _plain_table(block)
    if isinstance(block, Paragraph | Item | Quote):
        words = "".join(run.text for run in block.runs)
        long = _LONG_LINE.search(words) is not None
        mark = {} if isinstance(block, Quote) else {"mark": block.mark}
        level = {"level": min(block.level, DEEPEST_ITEM)} if isinstance(block, Item) else {}
        leads = {"leads": block.leads} if isinstance(block, Paragraph) else {}
        runs = _runs(block.runs)
        return {"kind": block.kind, **mark, **level, **leads, "runs": runs, "long": long}
    plain: dict[str, Any] = to_json((block,))["blocks"][0]
    if isinstance(block, Heading | Preformatted):
        plain["long"] = _LONG_LINE.search(block.text) is not None
    return plain


def _runs(runs: tuple[Run, ...]) -> list[str | dict[str, Any]]:
    """Return the runs; neighbours without a style of their own are one string."""
    joined: list[str | dict[str, Any]] = []
    for styled, group in itertools.groupby(runs, key=_styled):
        if styled:
            joined += [{**_style(run), "text": run.text} for run in group]
        else:
            joined.append("".join(run.text for run in group))
    return joined


def _styled(run: Run) -> bool:
    return run.bold or run.italic or run.missing or run.code or run.link != ""


def _style(run: Run) -> dict[str, bool | str]:
    style = {name: getattr(run, name) for name in ("bold", "italic", "missing", "code", "link")}
    return {name: given for name, given in style.items() if given}


def _plain_table(table: Table) -> dict[str, Any]:
    """Return a table; a row of plain texts is a list of them, any other an object."""
    columns = [
        {**dataclasses.asdict(column), "long": _LONG_WORD.search(column.header) is not None}
        for column in table.columns
    ]
    rows: list[Any] = []
    for row in table.rows:
        cells = [_cell(run) for run in row.cells]
        plain = not row.style and all(isinstance(cell, str) for cell in cells)
        rows.append(cells if plain else {"style": row.style, "cells": cells})
    return {
        "kind": table.kind,
        "caption": table.caption,
        "show_caption": table.show_caption,
        **({"dense": True} if table.dense else {}),
        "columns": columns,
        "rows": rows,
        "notes": list(table.notes),
    }


def _cell(run: Run) -> str | dict[str, Any]:
    """Return a plain text as it is; one that may need a closer look with what to look at."""
    long = _LONG_WORD.search(run.text) is not None
    if not (long or _styled(run) or len(run.text) > _SURELY_FITS):
        return run.text
    return {**_style(run), "text": run.text, "long": long}


def _explained(error: typst.TypstError, blocks: tuple[Block, ...], font: Font) -> RenderError:
    """Return what a report's author can do about an error of the typesetter."""
    strange = _STRANGE.search(error.message)
    if not strange:
        return RenderError(
            f"Không dàn được trang PDF: {error.message}",
            where="hình của biểu đồ" if "SVG" in error.message else "bộ dàn trang Typst",
            advice="Vẽ lại biểu đồ; nếu vẫn lỗi, gửi sổ tay đã chạy cho nhóm phát triển.",
        )
    letters = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), strange[1])
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return RenderError(
        f"Ký tự {letters!r} ({codes}) không có trong phông chữ {font.family}, không in được.",
        where=_excerpt(letters, blocks),
        advice="Xóa hoặc thay ký tự này trong dữ liệu nộp (thường do dán từ Word hoặc Zalo).",
    )


def _excerpt(letters: str, blocks: tuple[Block, ...]) -> str:
    """Return the words around the first place where these letters stand, "" if nowhere."""
    for text in _texts(to_json(blocks)["blocks"]):
        at = printable(text).find(letters)
        if at >= 0:
            return f"đoạn “{text[max(0, at - 30) : at + 30].strip()}”"
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
