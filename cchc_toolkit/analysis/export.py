"""Frames as files for others: CSV and Parquet as they are, Excel in the style of the house."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cchc_toolkit.analysis.measure import exact
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.errors import UsageError
from cchc_toolkit.render.spreadsheet import Cell, Column, Sheet, workbook_bytes
from cchc_toolkit.report import FICTIONAL_MARK
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

Frames = pd.DataFrame | Mapping[str, pd.DataFrame]
_MOST = 1_000_000
"""Rows that a sheet of Excel surely holds."""
_LONG, _SHORT = 60, 8


def export(collection: Collection, path: str | Path, frames: Frames | None = None) -> Path:
    """Write a frame, or several as sheets; see `Collection.export`."""
    place = Path(path)
    given = collection.values("*") if frames is None else frames
    named = {"Số liệu": given} if isinstance(given, pd.DataFrame) else dict(given)
    kind = place.suffix.lower()
    if kind not in (".csv", ".parquet", ".xlsx") or (len(named) > 1 and kind != ".xlsx"):
        raise UsageError(
            "Không ghi được các bảng này thành tệp như thế.",
            where=str(path),
            advice="Đặt tên tệp .csv, .parquet (mỗi tệp một bảng) hoặc .xlsx (mỗi bảng một trang).",
        )
    flat = {name: _flat(frame) for name, frame in named.items()}
    first = next(iter(flat.values()))
    content = _workbook(collection, flat) if kind == ".xlsx" else _plain(first, kind)
    paths.write_file(place, content)
    return place


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its index, where it has names, as its first columns."""
    named = [name for name in frame.index.names if name is not None]
    return frame.reset_index() if named else frame


def _plain(frame: pd.DataFrame, kind: str) -> bytes:
    if kind == ".csv":
        return frame.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    written = io.BytesIO()
    frame.to_parquet(written, index=False)
    return written.getvalue()


def _workbook(collection: Collection, frames: Mapping[str, pd.DataFrame]) -> bytes:
    last = collection.rows[-1].params.window.last
    mark = FICTIONAL_MARK if any(map(is_fictional, collection.names)) else ""
    sheets = [_sheet(name, at, frame, mark) for at, (name, frame) in enumerate(frames.items())]
    return workbook_bytes(sheets, {"title": ", ".join(frames)}, last, ", ".join(frames))


def _sheet(name: str, at: int, frame: pd.DataFrame, mark: str) -> Sheet:
    if len(frame) > _MOST:
        raise UsageError(
            f"Bảng có {len(frame)} dòng, một trang Excel không chứa hết.",
            where="c.export",
            advice="Chọn bớt kỳ hoặc khóa, hoặc ghi .parquet, .csv.",
        )
    columns = [frame[column] for column in frame]
    cells = [[_cell(one) for one in column.tolist()] for column in columns]
    about = () if len(frame) else ("Không có dòng nào.",)
    return Sheet(
        name, f"Bang{at + 1}", name, about, tuple(map(_column, columns, cells)),
        tuple(zip(*cells, strict=True)), mark,
    )  # fmt: skip


def _column(column: pd.Series[Any], cells: list[Cell]) -> Column:
    longest = max((len(str(one)) for one in cells), default=0)
    right = "right" if pd.api.types.is_numeric_dtype(column) else "left"
    header = str(column.name)
    return Column(header, max(_SHORT, min(_LONG, max(longest, len(header)) + 2)), right)


def _cell(value: Any) -> Cell:
    """Return a value of a frame as a cell: nothing for none, and no digit of binary fractions."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, int | Decimal):
        return value
    return value.date() if isinstance(value, pd.Timestamp) else str(value)
