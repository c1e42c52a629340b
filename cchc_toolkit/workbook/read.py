"""Reading a returned entry workbook: whole with every repair, or refused with every cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.errors import CchcError, DataError, disk_problem
from cchc_toolkit.submission.delivery import Delivery
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, TEXTS, VALUES
from cchc_toolkit.submission.table import raise_all
from cchc_toolkit.text.formatting import parse_date
from cchc_toolkit.text.legacy_text import detect
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.workbook.anchors import FoundSheet, find_sheet, is_register, is_texts
from cchc_toolkit.workbook.form_version import change_since
from cchc_toolkit.workbook.grid import Grid
from cchc_toolkit.workbook.identity import LAYOUT, Identity, read_pairs
from cchc_toolkit.workbook.package import MAX_FILE, Package, open_package
from cchc_toolkit.workbook.read_register import read_register
from cchc_toolkit.workbook.read_result import ReadResult
from cchc_toolkit.workbook.read_texts import read_passages
from cchc_toolkit.workbook.read_values import read_figures
from cchc_toolkit.workbook.words import GUIDE, HIDDEN, REGISTER

_NEW_FORM = "Điền vào biểu mẫu do “cchc form write” tạo cho đúng xã và kỳ."


def read_workbook(path: Path, form_of: Callable[[str], Form]) -> Delivery:
    """Return what a commune filled in; `form_of` gives a form by its id.

    Raises one `DataError` that names every refused cell with its sheet, what was found and what to
    do. Nothing is guessed: what was read otherwise than written is in `repairs`.
    """
    where = path.name
    package = open_package(_bytes(path), where)
    identity = _identity(package)
    form = _form(identity, form_of, where)
    gathered = ReadResult(notes=list(package.notes), encoding=detect(_texts(package)))
    sheets = _sheets(package, identity, gathered)
    _refuse_missing(sheets, form, where)
    figures = [s for s in sheets if not is_register(s) and not is_texts(s)]
    change = change_since(identity, form, figures, where)
    gathered.notes += change.notes
    values = read_figures(package, figures, form, gathered, change.added)
    (register,) = filter(is_register, sheets)
    documents = read_register(package, register, _window(identity), gathered)
    texts = next(filter(is_texts, sheets), None)
    passages = read_passages(package, texts, form, documents, gathered) if texts else {}
    raise_all(gathered.problems)
    return Delivery(
        source=where,
        commune=identity.commune,
        period=identity.period,
        form=identity.form,
        values=MappingProxyType(values),
        documents=MappingProxyType(documents),
        texts=MappingProxyType(passages),
        repairs=tuple(gathered.repairs),
        notes=tuple(gathered.notes),
    )


def owner_in(path: Path) -> tuple[str, str]:
    """Return period and commune of a workbook that was refused, as they stand inside it; "" each
    where even that cannot be read."""
    try:
        identity = _identity(open_package(_bytes(path), path.name))
    except DataError:
        return "", ""
    return identity.period, identity.commune


def _window(identity: Identity) -> Window:
    return Window(parse_date(identity.first), parse_date(identity.last))


def _texts(package: Package) -> Iterator[str]:
    """Yield every text of the sheets that people see."""
    for grid in package.grids:
        if grid.title != HIDDEN:
            yield from (cell.text for cell in grid.cells.values() if cell.text)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise DataError(
                f"Tệp lớn hơn {MAX_FILE // 1_000_000} MB.",
                where=path.name,
                advice="Bỏ ảnh và trang tính không thuộc biểu mẫu rồi lưu lại.",
            )
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"Không mở được tệp: {disk_problem(error)}.",
            where=path.name,
            advice="Kiểm tra đường dẫn và quyền đọc tệp.",
        ) from None


def _identity(package: Package) -> Identity:
    hidden = next((grid for grid in package.grids if grid.title == HIDDEN), None)
    if hidden is None:
        raise DataError(
            "Tệp không phải biểu mẫu của công cụ: thiếu trang nhận dạng.",
            where=package.where,
            advice=_NEW_FORM,
        )
    pairs = {hidden.text(at, 1): hidden.text(at, 2) for at in hidden.rows}
    identity = read_pairs(pairs)
    if identity is None:
        raise DataError(
            "Phần nhận dạng của tệp đã bị sửa: mã kiểm tra không khớp.",
            where=f"{package.where}, trang {HIDDEN}",
            advice=_NEW_FORM,
        )
    if identity.layout != LAYOUT:
        raise DataError(
            f"Biểu mẫu theo bố cục {identity.layout}, công cụ này đọc bố cục {LAYOUT}.",
            where=package.where,
            advice="Tạo lại biểu mẫu bằng “cchc form write” và chép số liệu sang.",
        )
    return identity


def _form(identity: Identity, form_of: Callable[[str], Form], where: str) -> Form:
    try:
        form = form_of(identity.form)
    except CchcError as error:
        raise DataError(error.problem, where=where, advice=error.advice) from None
    return form


def _sheets(package: Package, identity: Identity, gathered: ReadResult) -> list[FoundSheet]:
    """Return our sheets; note the others, refuse one that was made for somebody else."""
    found: list[FoundSheet] = []
    for grid in package.grids:
        if grid.title in (HIDDEN, GUIDE):
            continue
        sheet = find_sheet(grid)
        if sheet is None:
            gathered.notes.append(f"Trang “{grid.title}” không thuộc biểu mẫu: không đọc.")
            continue
        _refuse_foreign(sheet, identity)
        if grid.far:
            gathered.notes.append(f"Trang “{grid.title}” rất lớn: chỉ đọc phần đầu.")
        found.append(sheet)
    _refuse_twice(found)
    return found


def _refuse_missing(sheets: list[FoundSheet], form: Form, where: str) -> None:
    """Raise where a sheet was deleted: what stood on it must not count as withdrawn."""
    figures = [s for s in sheets if not is_register(s) and not is_texts(s)]
    needed = 1 + bool(form.supplement)
    missing = [SUPPLEMENT if figures else VALUES] if len(figures) < needed else []
    missing += [] if any(map(is_register, sheets)) else [REGISTER]
    missing += [TEXTS] if form.outline and not any(map(is_texts, sheets)) else []
    if missing:
        raise DataError(
            f"Tệp thiếu trang: {', '.join(missing)}.",
            where=where,
            advice="Giữ đủ các trang của biểu mẫu, kể cả trang không có gì để điền.",
        )


def _refuse_foreign(sheet: FoundSheet, identity: Identity) -> None:
    """Raise where a sheet was copied from another workbook, or now says another owner."""
    where = sheet.grid.title
    if sheet.owner and sheet.owner != identity.checksum:
        raise DataError(
            "Trang này được chép từ biểu mẫu của xã hoặc kỳ khác.", where=where, advice=_NEW_FORM
        )
    said, needed = compare_key(sheet.owner_line), (f"mã {identity.commune}", identity.first)
    if said and not all(compare_key(word) in said for word in needed):
        raise DataError(
            f"Dòng tên đơn vị và kỳ đã bị sửa; tệp này là của xã {identity.commune}, kỳ "
            f"{identity.period}.",
            where=where,
            advice=_NEW_FORM,
        )


def _refuse_twice(sheets: list[FoundSheet]) -> None:
    tags: dict[object, Grid] = {}
    for sheet in sheets:
        kind = is_register(sheet), is_texts(sheet)
        if any(kind) and kind in tags:
            raise DataError(
                f"Có hai trang cùng loại: “{tags[kind].title}” và “{sheet.grid.title}”.",
                where=sheet.grid.title,
                advice="Xóa trang chép thừa.",
            )
        tags[kind] = sheet.grid
