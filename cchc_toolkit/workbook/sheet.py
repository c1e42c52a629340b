"""A worksheet of XlsxWriter that prepares each formula once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

_prepare: Any = Worksheet._prepare_formula


@lru_cache(maxsize=16_384)
def _prepared(formula: str, expand: bool) -> str:
    """Return a formula as XlsxWriter stores it: some thirty substitutions, none of which depends
    on the sheet. A country's workbooks share their formulas."""
    bare = Worksheet()
    ready: str = _prepare(bare, formula, expand)
    return ready


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet as XlsxWriter writes it; only quicker where formulas come again."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)
