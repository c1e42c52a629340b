"""The seed's report as Word files: a layout as offices make it, built with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ROOT = Path(__file__).parents[3]
SEED = ROOT / "data" / "2024-6T" / "15109" / "raw" / "bao-cao-phung-minh-2024-6t.txt"
HEADER = (
    ("STT", "Chỉ tiêu thống kê (Sử dụng trong kỳ báo cáo)", "Kết quả thống kê", "", "Ghi chú"),
    ("", "", "Đơn vị tính", "Số liệu", ""),
)


def seed_lines() -> list[str]:
    return SEED.read_text(encoding="utf-8").splitlines()


def seed_rows() -> list[tuple[str, ...]]:
    """The rows of the seed's appendix as printed, torn ones included, headers left out."""
    rows = [tuple(line.split("\t")) for line in seed_lines() if line.count("\t") == 4]
    return [row for row in rows if row[0] != "STT" and row[2] != "Đơn vị tính"]


def seed_docx(*, clean: bool = False) -> bytes:
    """The seed as a Word file; `clean` puts torn rows together and merges `Trong đó` downwards."""
    document = docx.Document()
    body = [line for line in seed_lines() if line.strip() and "\t" not in line]
    opening = next(at for at, line in enumerate(body) if line.startswith("I. "))
    signature = body.index("Nơi nhận:")
    appendix = body.index("Phụ lục 01b")
    _letterhead(document, body[:opening])
    for line in body[opening:signature]:
        _prose(document, line)
    _signature(document, body[signature:appendix])
    document.add_page_break()
    for line in body[appendix:]:
        document.add_paragraph().add_run(line).bold = True
    _appendix(document, whole(seed_rows()) if clean else seed_rows(), merged=clean)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def whole(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with the pieces that a page break cut put together."""
    found: list[list[str]] = []
    for row in rows:
        torn = not row[0] and (not row[1] or row[1][:1].islower() or row[1].startswith("Từ UBND"))
        if torn:
            for at, cell in enumerate(row):
                found[-1][at] = f"{found[-1][at]} {cell}".strip()
        else:
            found.append(list(row))
    return [tuple(row) for row in found]


def _letterhead(document: Any, lines: list[str]) -> None:
    bare = [line.replace("*", "").strip() for line in lines]
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = f"{bare[0]}\n{bare[1]}"
    table.cell(0, 1).text = f"{bare[2]}\n{bare[3]}"
    table.cell(1, 0).text = bare[4]
    table.cell(1, 1).paragraphs[0].add_run(bare[5]).italic = True
    for line in bare[6:]:
        document.add_paragraph().add_run(line).bold = True


def _prose(document: Any, line: str) -> None:
    paragraph = document.add_paragraph()
    for at, part in enumerate(line.replace("**", "").split("*")):
        # Word tears a sentence into runs; the style changes where the seed has its asterisks.
        paragraph.add_run(part[: len(part) // 2]).italic = at % 2 == 1
        paragraph.add_run(part[len(part) // 2 :]).italic = at % 2 == 1


def _signature(document: Any, lines: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "\n".join(lines[:-2])
    table.cell(0, 1).text = "\n".join(lines[-2:])


def _appendix(document: Any, rows: Sequence[Sequence[str]], *, merged: bool) -> None:
    table = document.add_table(rows=0, cols=5)
    for cells in (*HEADER, *rows):
        added = table.add_row().cells
        for cell, text in zip(added, cells, strict=True):
            cell.text = text.replace("<i>", "").replace("</i>", "")
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Kết quả thống kê"
    for column in (0, 1, 4):
        text = table.cell(0, column).text
        table.cell(0, column).merge(table.cell(1, column)).text = text
    for row in table.rows[:2]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
    if merged:
        _merge_parts(table, rows)


def _merge_parts(table: Any, rows: Sequence[Sequence[str]]) -> None:
    """Merge each `Trong đó` with the empty cells below it, as offices do."""
    at = 0
    while at < len(rows):
        end = at + 1
        while rows[at][0] == "Trong đó" and end < len(rows) and not rows[end][0]:
            end += 1
        if end > at + 1:
            table.cell(at + 2, 0).merge(table.cell(end + 1, 0)).text = "Trong đó"
        at = end
