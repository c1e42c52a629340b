"""The blocks that an executed notebook shows, in the order of its cells.

Nothing is dropped in silence: what no page can show stops the report, with the number of its cell.

>>> from nbformat.v4 import new_notebook
>>> require_front(capture(new_notebook()).blocks)
Traceback (most recent call last):
    ...
cchc_toolkit.errors.RenderError: Sổ tay không có khối nội dung nào để in.
  Ở đâu: đầu ra của sổ tay
  Cách sửa: Chạy sổ tay báo cáo trước khi xuất (cchc report, hoặc Run All Cells).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cchc_toolkit.blocks.values import MIME, Block, Chart, Front, Heading, Table
from cchc_toolkit.errors import CchcError, RenderError
from cchc_toolkit.render.capture.cell import Cell, cells_of
from cchc_toolkit.render.capture.output import Shown, carried, shown_by
from cchc_toolkit.render.capture.pictures import picture_at
from cchc_toolkit.report import Report
from cchc_toolkit.report.authoring.notes import Note
from cchc_toolkit.report.authoring.words import authored_runs
from cchc_toolkit.text.formatting import visible


@dataclass(frozen=True)
class Captured:
    """The blocks of a notebook, and what its author should know of them."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def capture(
    nb: Mapping[str, Any], report: Report | None = None, folder: Path | None = None
) -> Captured:
    """Return everything that an executed notebook shows, in cell order; it is never changed.

    Raises `RenderError` if a cell ended in an error or shows what cannot be printed. `report` says
    what the placeholders of its Markdown stand for; pictures are looked for in `folder`, that of
    the notebook.
    """
    blocks: list[Block] = []
    notes: list[Note] = []
    for cell in cells_of(nb):
        reader = _Reader(cell, report, folder or Path())
        blocks += reader.blocks()
        notes += reader.notes
    return Captured(tuple(blocks), tuple(notes))


def carried_blocks(nb: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the blocks that outputs carry as such, whatever else the cells show."""
    for cell in cells_of(nb):
        for output in cell.outputs:
            if MIME in output.get("data", {}):
                yield from carried(output["data"][MIME]).blocks


def require_front(blocks: tuple[Block, ...]) -> Front:
    """Return the `Front` that opens a report; raise `RenderError` where there is none."""
    if not blocks:
        raise RenderError(
            "Sổ tay không có khối nội dung nào để in.",
            where="đầu ra của sổ tay",
            advice="Chạy sổ tay báo cáo trước khi xuất (cchc report, hoặc Run All Cells).",
        )
    front = blocks[0]
    if isinstance(front, Front):
        return front
    later = any(isinstance(block, Front) for block in blocks)
    raise RenderError(
        f"Khối đầu tiên là {front.kind!r}, không phải {Front.kind!r} (tên và mã báo cáo).",
        where="đầu ra của sổ tay",
        advice="Gắn nhãn remove-cell cho ô đứng trước phần mở đầu, hoặc chuyển ô đó xuống dưới."
        if later
        else "Hiển thị phần mở đầu báo cáo ở ô đầu tiên có nội dung.",
    )


class _Reader:
    """Reads one cell, and keeps the notes on it."""

    def __init__(self, cell: Cell, report: Report | None, folder: Path) -> None:
        self._cell, self._report, self._folder = cell, report, folder
        self._names = {name: cell.said(name) for name in ("fig-cap", "fig-alt", "tbl-cap")}
        self._count = 0
        self.notes: list[Note] = []

    def blocks(self) -> list[Block]:
        """Return the blocks of the cell, in order."""
        if self._failed() or not self._cell.hidden:
            try:
                return list(self._read())
            except CchcError as error:
                if isinstance(error, RenderError) and error.where == self._cell.place:
                    raise
                said = error.problem.rstrip(".")
                raise self._cell.refused(f"không in được: {said}", error.advice) from error
        return []

    def _failed(self) -> bool:
        """Return whether the cell ended in an error, which no tag may hide."""
        return any(output["output_type"] == "error" for output in self._cell.outputs)

    def _read(self) -> Iterator[Block]:
        cell = self._cell
        if cell.kind == "markdown":
            for block in self._markdown(cell.source):
                yield self._named(block, alt_made=False)
        elif cell.kind == "raw" and cell.source.strip():
            raise cell.refused(
                "là ô Raw, không in được", "Đổi ô thành Markdown, hoặc gắn nhãn remove-cell."
            )
        for shown in self._shown():
            for block in shown.blocks:
                yield self._named(block, alt_made=shown.alt_made) if shown.authored else block

    def _shown(self) -> Iterator[Shown]:
        for output in _joined(self._cell.outputs):
            if output.get("name") == "stderr":
                first = visible(str(output["text"]).strip().splitlines()[0])
                self.notes.append(Note.errors_printed(self._cell.number, first))
            else:
                yield shown_by(output, self._cell, self._markdown)

    def _markdown(self, text: str) -> tuple[Block, ...]:
        from cchc_toolkit.report.authoring.markdown import Reading, markdown_blocks

        place = self._cell.place

        def picture(address: str, alt: str, title: str) -> Chart:
            return picture_at(address, alt, title, self._cell, self._folder)

        reading = Reading(lambda words: authored_runs(words, self._report, place), picture)
        return markdown_blocks(visible(text), reading)

    def _named(self, block: Block, *, alt_made: bool) -> Block:
        """Return an author's table or figure with a name, caption and alternative text."""
        if not isinstance(block, Chart | Table):
            return block
        self._count += 1
        name = f"o{self._cell.number}-{self._count}"
        if isinstance(block, Table):
            caption = visible(next(self._names["tbl-cap"], block.caption))
            return replace(block, id=name, caption=caption, show_caption=bool(caption))
        caption = visible(next(self._names["fig-cap"], block.caption))
        alt = visible(next(self._names["fig-alt"], "" if alt_made else block.alt))
        if not alt:
            self.notes.append(Note.no_alt(self._cell.number))
            alt = (alt_made and block.alt) or caption or f"Hình của ô số {self._cell.number}."
        return replace(block, id=name, caption=caption, alt=alt)


def _joined(outputs: tuple[Mapping[str, Any], ...]) -> Iterator[Mapping[str, Any]]:
    """Yield the outputs of a cell, what was printed to a stream in pieces as one."""
    waiting: dict[str, str] = {}
    for output in outputs:
        if output["output_type"] == "stream":
            text = output["text"]
            text = text if isinstance(text, str) else "".join(text)
            waiting[output["name"]] = waiting.get(output["name"], "") + text
            continue
        yield from _streams(waiting)
        waiting = {}
        yield output
    yield from _streams(waiting)


def _streams(texts: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for name, text in sorted(texts.items(), reverse=True):  # stdout, then stderr
        if text.strip():
            yield {"output_type": "stream", "name": name, "text": text}


def title_of(nb: Mapping[str, Any], blocks: tuple[Block, ...]) -> str:
    """Return the title of a notebook without a letterhead: its own, or its first heading."""
    said = nb.get("metadata", {}).get("title", "")
    heading = next((block.text for block in blocks if isinstance(block, Heading)), "")
    return str(said) or heading or "Sổ tay"
