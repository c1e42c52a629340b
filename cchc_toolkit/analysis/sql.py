"""SQL over the cache as it lies on the disk, by DuckDB where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

_DATED = ("values", "figures")
TABLES = (*_DATED, "units", "problems")


def sql(collection: Collection, query: str) -> pd.DataFrame:
    """Return what a query finds; see `Collection.sql`."""
    try:
        import duckdb
    except ModuleNotFoundError:
        raise UsageError(
            "Máy này chưa cài DuckDB, phần hiểu SQL.",
            where="c.sql",
            advice="Chạy: pip install 'cchc-toolkit[sql]'; hoặc dùng c.values, c.totals.",
        ) from None
    with duckdb.connect() as base:
        for name in TABLES:
            base.execute(f'CREATE VIEW "{name}" AS {_every_period(collection, name)}')
        try:
            found: pd.DataFrame = base.sql(query).df()
        except duckdb.Error as error:
            raise UsageError(
                f"Câu SQL không chạy được: {error}",
                where="c.sql",
                advice=f'Các bảng: {", ".join(TABLES)}; "values" viết trong dấu ngoặc kép.',
            ) from None
    return found


def _every_period(collection: Collection, name: str) -> str:
    """Return the query of a table over all periods; what the cache has no period beside gets it."""
    parts = []
    for period, cached in collection.cached.items():
        file = str(cached.folder / f"{name}.parquet").replace("'", "''")
        own = "" if name in _DATED else f"'{period}' AS period, "
        parts.append(f"SELECT {own}* FROM '{file}'")  # noqa: S608 - nothing that anyone typed
    return " UNION ALL BY NAME ".join(parts)
