"""Reading a tidy Parquet file as lines of a table; numbers may be typed or text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.intake.cleaning import clean, repair_of
from cchc_toolkit.intake.tidy import Mended, check_columns, group_of
from cchc_toolkit.submission.delivery import Repair
from cchc_toolkit.submission.table import Line
from cchc_toolkit.system.threads import allow_threads

MAX_ROWS = 20_000_000
MAX_BYTES = 4_000_000_000
"""Lines of a table, and bytes of it unpacked as the file itself declares them."""
_BATCH = 50_000


def read_parquet(path: Path) -> tuple[list[Line], list[Mended]]:
    """Return the lines of a tidy Parquet file and what had to be mended.

    Raises `DataError` for a broken or boundless file, `UsageError` where pyarrow is not installed.
    """
    arrow, parquet = _libraries()
    entries: list[Line] = []
    repairs: list[Mended] = []
    try:
        with parquet.ParquetFile(path, memory_map=False) as file:
            _refuse_boundless(file.metadata, path.name)
            names = list(file.schema_arrow.names)
            check_columns(names, path.name)
            for batch in file.iter_batches(batch_size=_BATCH):
                columns = [_texts(column, path.name) for column in batch.columns]
                for raw in zip(*columns, strict=True):
                    _add(entries, repairs, names, raw, path.name)
    except (arrow.ArrowException, OSError, EOFError, UnicodeDecodeError, OverflowError):
        raise DataError(
            "Tệp Parquet hỏng hoặc bị cắt cụt.",
            where=path.name,
            advice="Xuất lại tệp từ chương trình đã tạo ra nó.",
        ) from None
    return entries, repairs


def _libraries() -> tuple[Any, Any]:
    allow_threads()  # tables are read in processes of their own, which fork no more
    allow_threads()
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise UsageError(
            "Máy này chưa cài phần đọc tệp Parquet.",
            advice="Chạy: pip install 'cchc-toolkit[parquet]', hoặc gửi tệp .csv.",
        ) from None
    return pyarrow, parquet


def _refuse_boundless(metadata: Any, name: str) -> None:
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    if metadata.num_rows > MAX_ROWS or sum(one.total_byte_size for one in groups) > MAX_BYTES:
        raise DataError(
            "Tệp Parquet bung ra quá lớn, không đọc để giữ an toàn.",
            where=name,
            advice="Chia thành nhiều tệp, mỗi tệp vài nghìn xã.",
        )


def _texts(column: Any, name: str) -> list[str]:
    """Return the cells of a column as the Vietnamese write them; a missing one is blank."""
    values = column.to_pylist()
    wrong = next((v for v in values if not isinstance(v, str | int | float | Decimal | None)), None)
    if wrong is not None or any(isinstance(value, bool) for value in values):
        raise DataError(
            f"Cột có kiểu dữ liệu không dùng được: {column.type}.",
            where=name,
            advice="Dùng kiểu chữ (string) hoặc số.",
        )
    return [value if isinstance(value, str) else _number(value) for value in values]


def _number(value: float | Decimal | None) -> str:
    """Return a typed number as text.

    >>> _number(None), _number(99.38), _number(652.0), _number(Decimal("1E+3"))
    ('', '99,38', '652', '1000')
    """
    if value is None or value != value:  # noqa: PLR0124 - not a number is what no number equals
        return ""
    text = f"{Decimal(str(value)):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _add(
    entries: list[Line], repairs: list[Mended], names: list[str],
    raw: tuple[str, ...], source: str,
) -> None:  # fmt: skip
    where = f"{source}, dòng {len(entries) + 1}"
    entry = Line(where, dict(zip(names, map(clean, raw), strict=True)))
    entries.append(entry)
    repairs.extend((group_of(entry.cells), repair) for repair in _mended(entry, raw))


def _mended(entry: Line, raw: tuple[str, ...]) -> Iterator[Repair]:
    for (name, taken), found in zip(entry.cells.items(), raw, strict=True):
        repair = repair_of(f"{entry.where}, cột {name}", found, taken)
        if repair is not None:
            yield repair
