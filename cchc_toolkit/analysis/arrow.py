"""pyarrow, which the analysts' table is kept with, or a word on how to get it."""

from __future__ import annotations

from cchc_toolkit.errors import UsageError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError:
    raise UsageError(
        "Máy này chưa cài phần làm việc với bảng số liệu của mọi xã.",
        where="cchc_toolkit.open",
        advice="Chạy: pip install 'cchc-toolkit[parquet]'.",
    ) from None

__all__ = ["pa", "pq"]
