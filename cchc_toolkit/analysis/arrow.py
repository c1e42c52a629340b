"""pyarrow, which the analysts' table is kept with, or a word on how to get it."""

from __future__ import annotations

from cchc_toolkit.errors import UsageError
from cchc_toolkit.system.threads import allow_threads

allow_threads()  # who asks for the table forks no more: its processes are begun afresh
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
