"""All units and periods of a project as one value: what an analyst opens.

    c = cchc_toolkit.open("params/")
    c.units, c.periods, c.keys, c.problems      # who, when, what, and what could not be read
    c.values("2026-Q3")                         # a row a unit and key
    c.values("2026-Q3", wide=True)              # a row a unit, a column a key
    c.figures("ty_le.dung_han.tt01")            # one figure, all periods, with its interval

Behind it stands a cache (`analysis.cache`); the truth stays in the CSV files. Blank, zero, not
applicable and suppressed stay four states: `state` says which, and only a reported number is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from cchc_toolkit.analysis import figure_frames, period_rows, unit_frames, value_frames
from cchc_toolkit.analysis.cache import FOLDER, Cached, refresh, standing
from cchc_toolkit.analysis.keys import Keys
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number


@dataclass(frozen=True)
class Collection:
    """All units and periods of a project: `repr` says how many, and how many are unreadable."""

    folder: Path
    """The folder of parameters."""
    rows: tuple[PeriodRow, ...]
    """Its periods, the earliest first."""
    cached: Mapping[str, Cached]
    """What the cache holds of each."""

    def __repr__(self) -> str:
        found = self.problems["kind"].value_counts()
        units, periods = len(self.units), len(self.rows)
        return (
            f"{print_number(units)} đơn vị × {print_number(periods)} kỳ "
            f"({', '.join(row.id for row in self.rows)}); "
            f"chưa có số liệu {print_number(int(found.get('missing', 0)))}, "
            f"không đọc được {print_number(int(found.get('unreadable', 0)))} (xem .problems)"
        )

    @property
    def units(self) -> pd.DataFrame:
        """One row a unit: `unit, name, kind, province, superior, valid_from, …, periods`.

        A code with another name is another unit; `periods` says in which ones it was to report,
        `predecessors` the codes of what it was made of (`*`: only in part).
        """
        return self._units.copy()

    @cached_property
    def _units(self) -> pd.DataFrame:
        return unit_frames.units(self)

    @cached_property
    def periods(self) -> pd.DataFrame:
        """One row a period: kind, window, cumulative, previous, year_ago, deadline, units, read."""
        return period_rows.frame(self)

    @cached_property
    def keys(self) -> Keys:
        """The keys of all forms: `c.keys.tthc.<Tab>` completes; each is a text with a label."""
        return Keys.of(row.form for row in self.rows)

    @cached_property
    def problems(self) -> pd.DataFrame:
        """One row a unit and period without numbers: `kind` missing or unreadable, where, advice.

        `where` is file and line.
        """
        return unit_frames.problems(self)

    def values(
        self, period: str = "", *, wide: bool | str = False, keys: list[str] | None = None
    ) -> pd.DataFrame:
        """Return what was reported in a period, the last one by default; `"*"` for all.

        Long: a row a unit and key: `unit, name, period, section, key, label, value, state, answer,
        measure, line`. With `wide=True` a row a unit and a column a key: Int64 for counts, Float64
        for other numbers, labelled answers for choices, and <NA> where there is no number;
        `wide="state"` has the states in their place. `keys` chooses some.
        """
        return value_frames.values(self, self.choose(period), wide=wide, keys=keys)

    def figures(self, key: str | list[str] = "", period: str = "*") -> pd.DataFrame:
        """Return derived figures as the reports print them, of one key, some or all.

        A row a unit, period and figure: `unit, name, period, key, label, value, numerator,
        denominator, low, high, printed, reason, measure, formula`. `low` and `high` are the 95 %
        interval of Wilson, for figures that the form declares as proportions only.
        """
        return figure_frames.figures(self, self._figure_keys(key), self.choose(period))

    def choose(self, period: str | list[str]) -> tuple[PeriodRow, ...]:
        """Return some periods: of an id, of several, the last one for "", all for "*"."""
        if period == "*":
            return self.rows
        wanted = [period or self.rows[-1].id] if isinstance(period, str) else period
        return tuple(map(self.row, wanted))

    def row(self, period: str) -> PeriodRow:
        """Return a period; raise `UsageError` with the nearest id if there is no such one."""
        known = {row.id: row for row in self.rows}
        if period not in known:
            raise UsageError(
                f'Không có kỳ "{period}".',
                where=str(self.folder),
                advice=nearest(period, known) or f"Các kỳ đang có: {', '.join(known)}.",
            )
        return known[period]

    def form_with(self, key: str) -> Form:
        """Return the newest form that declares a figure; raise `UsageError` if none does."""
        found = [row.form for row in self.rows if key in row.form.ratio]
        if found:
            return found[-1]
        ratios = {ratio for row in self.rows for ratio in row.form.ratio}
        raise UsageError(
            f'Biểu không có chỉ số "{key}".',
            where="c.figures",
            advice=nearest(key, ratios) or 'Xem c.keys.figures hoặc "cchc catalogue --figures".',
        )

    def _figure_keys(self, key: str | list[str]) -> list[str] | None:
        wanted = ([str(key)] if key else []) if isinstance(key, str) else [str(one) for one in key]
        for one in wanted:
            self.form_with(one)
        return wanted or None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each unit by code, as the last period that names it says."""
        return dict(zip(self._units["unit"], self._units["name"], strict=True))

    @cached_property
    def period_type(self) -> pd.CategoricalDtype:
        """Periods as an ordered category, the earliest first."""
        return pd.CategoricalDtype([row.id for row in self.rows], ordered=True)

    def table(
        self, name: str, period: str, columns: Sequence[str] | None = None, filters: Any = None
    ) -> pa.Table:
        """Return a table of the cache as it stands: `values`, `figures`, `units`, `problems`."""
        return self.cached[period].table(name, columns, filters)


def open_project(params: str | Path = "params/", *, lanes: int | None = None) -> Collection:
    """Return all units and periods of a project, from its folder of parameters.

    The cache below the output folder is brought up to date first: what has changed is read anew,
    in `lanes` processes (all processors by default, where there is much to read). A unit that
    cannot be read is a row of `c.problems`. Raises `UsageError` where the folder has no period, or
    the parameters of one are broken.
    """
    folder = paths.project_file(params)
    rows = period_rows.read(folder)
    places = {row.id: row.params.output / FOLDER / row.id for row in rows}
    stands = [standing(row.params, places[row.id]) for row in rows]
    refresh([stand for stand in stands if not stand.current], lanes)
    return Collection(folder, rows, {period: Cached(place) for period, place in places.items()})
