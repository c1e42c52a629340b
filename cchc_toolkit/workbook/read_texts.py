"""Reading the sheet of texts of a returned workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import nearest
from cchc_toolkit.submission import Document, Passage
from cchc_toolkit.submission.narrative_file import wrong_names
from cchc_toolkit.submission.placeholder import placeholders
from cchc_toolkit.text.formatting import clean_text
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.workbook.anchors import FoundSheet
from cchc_toolkit.workbook.cells import REFUSED, Cells, shown
from cchc_toolkit.workbook.package import Package
from cchc_toolkit.workbook.read_result import ReadResult
from cchc_toolkit.workbook.words import NOTHING, cell_key


def read_passages(
    package: Package,
    sheet: FoundSheet,
    form: Form,
    documents: Mapping[str, Document],
    gathered: ReadResult,
) -> dict[str, Passage]:
    """Return the passages by item of the outline; what cannot be read is gathered.

    A row that somebody inserted belongs to the item above it, and is listed as a repair.
    """
    cells, column = Cells(sheet.grid, package, gathered), sheet.columns["text"]
    found: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    nothing: dict[str, str] = {}
    items = {cell_key(name): name for name in form.items}
    item = ""
    for at in sheet.grid.rows:
        if at < sheet.first:
            continue
        written = clean_text(sheet.grid.text(at, sheet.columns["key"]))
        key = items.get(written, written)
        heading = not key and _is_heading(sheet, at)
        item = "" if heading else key or item
        paragraphs = _paragraphs(cells, at, column, form)
        where = sheet.grid.where(at, column)
        if _says_nothing(cells, sheet, at) and _belongs(item, form, where, gathered):
            nothing.setdefault(item, sheet.grid.where(at, sheet.columns["nothing"]))
        if not paragraphs or not _belongs(item, form, where, gathered):
            continue
        if not key:
            gathered.repair(where, "dòng chèn thêm", f"mục {item}", "tính vào mục ở trên")
        for paragraph in paragraphs:
            for wrong in wrong_names(paragraph, where, form, documents):
                gathered.refuse(wrong.problem, where, wrong.advice)
        found.setdefault(item, []).extend(paragraphs)
        sources.setdefault(item, where)
    _refuse_both(nothing, sources, gathered)
    said = {name: Passage((), where, nothing=True) for name, where in nothing.items()}
    return said | {name: Passage(tuple(texts), sources[name]) for name, texts in found.items()}


def _refuse_both(nothing: dict[str, str], sources: dict[str, str], gathered: ReadResult) -> None:
    """Refuse an item that says both that there is nothing and what there is."""
    for name in nothing.keys() & sources.keys():
        gathered.refuse(
            f"Mục {name} vừa chọn “{NOTHING}” vừa có nội dung.", nothing[name],
            f"Bỏ chọn ở ô này, hoặc xóa nội dung ở {sources[name]}.",
        )  # fmt: skip


def _says_nothing(cells: Cells, sheet: FoundSheet, at: int) -> bool:
    """Whether "không phát sinh" is chosen in a row; forms of older versions have no such column."""
    column = sheet.columns.get("nothing", 0)
    text = cells.text(at, column, lambda _: False, own=False) if column else ""
    if not text:
        return False
    if compare_key(text) not in _CHOSEN:
        cells.gathered.refuse(
            f'Ô "Không phát sinh" ghi "{text[:60]}".', sheet.grid.where(at, column),
            f"Chọn “{NOTHING}” hoặc để trống; nội dung viết ở ô bên phải.",
        )  # fmt: skip
        return False
    return True


_CHOSEN = (compare_key(NOTHING), "x")
"""What may be chosen, and how people tick a box."""


def _is_heading(sheet: FoundSheet, at: int) -> bool:
    """Whether a row without a key is one of the outline's own headings, not an inserted one."""
    return any(sheet.grid.text(at, sheet.columns.get(name, 0)) for name in ("item", "label"))


def _paragraphs(cells: Cells, at: int, column: int, form: Form) -> tuple[str, ...]:
    """Return the paragraphs of a cell: one a line."""
    cell = cells.read(at, column, lambda _: False, own=False)
    if cell is None or cell is REFUSED:
        return ()
    where = cells.grid.where(at, column)
    raw = cell.text if cell.text is not None else shown(cell)
    whole = _NAMED.sub(lambda found: _restored(found[0], form), raw)
    if whole != raw:
        cells.gathered.repair(where, raw, whole, "khôi phục tên chỉ tiêu bị LibreOffice đổi")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = (cells.gathered.cleaned(line, where) for line in lines)
    return tuple(filter(None, cleaned))


_NAMED = re.compile(r"\{so:[^{}]*\}")
_NO_NAME = re.compile(r"[^\w.:{}]", re.ASCII)


def _restored(named: str, form: Form) -> str:
    """Return a placeholder with the `_xa_` that LibreOffice takes for an escaped line break."""
    restored = _NO_NAME.sub(lambda found: f"_x{ord(found[0]):x}_", named)
    known = {placeholder.name for placeholder in placeholders(restored)} <= form.keys
    return restored if known else named


def _belongs(item: str, form: Form, where: str, gathered: ReadResult) -> bool:
    known = form.items.get(item)
    if known is not None and not known.lead:
        return True
    if item:
        gathered.refuse(
            f'Đề cương không có mục "{item}" để viết.', where,
            nearest(item, form.items) or "Điền vào biểu mẫu mới do “cchc form write” tạo.",
        )  # fmt: skip
    else:
        gathered.refuse(
            "Đoạn văn nằm ở dòng tiêu đề, không rõ thuộc mục nào.", where,
            "Chuyển đoạn văn xuống dòng của mục.",
        )  # fmt: skip
    return False
