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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from cchc_toolkit.analysis import change as changes
from cchc_toolkit.analysis import completeness as filled
from cchc_toolkit.analysis import export as exports
from cchc_toolkit.analysis import fair_peers as fair
from cchc_toolkit.analysis import (
    figure_frames,
    finding_frames,
    lineage,
    period_rows,
    unit_frames,
    value_frames,
)
from cchc_toolkit.analysis import rank as ranks
from cchc_toolkit.analysis import sql as queries
from cchc_toolkit.analysis import totals as sums
from cchc_toolkit.analysis import trend as trends
from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.analysis.cache import FOLDER, Cached, refresh, standing
from cchc_toolkit.analysis.keys import Keys
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.system import paths
from cchc_toolkit.system.side_by_side import HERE, Lanes
from cchc_toolkit.text.formatting import print_number

Made = TypeVar("Made")
_KEPT = 200
"""Frames that a collection remembers: some 100 MB of a country."""


@dataclass(frozen=True)
class Collection:
    """All units and periods of a project: `repr` says how many, and how many are unreadable."""

    folder: Path
    """The folder of parameters."""
    rows: tuple[PeriodRow, ...]
    """Its periods, the earliest first."""
    cached: Mapping[str, Cached]
    """What the cache holds of each."""
    _kept: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)
    """What the verbs have made, so as not to make it again."""

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

    def rank(
        self, key: str, period: str = "", *, min_n: int = 30, ascending: bool = True
    ) -> pd.DataFrame:
        """Return the units by a key, the lowest first: `rank, unit, …, value, denominator, note`.

        Units with fewer than `min_n` cases, and those without a number, have no rank and stand
        last with the reason.
        """
        return ranks.rank(self, key, period, min_n=min_n, ascending=ascending)

    def trend(self, key: str, units: str | Sequence[str] = "", *, flow: str = "") -> pd.DataFrame:
        """Return a key over the periods, of some units or all: `unit, series, period, value, …`.

        Before a merger a unit of the last period has the sum of the whole units that it was made
        of (`made_of` says which); where one was divided, `note` says who and why. Units that ended
        are series of their own.

        Numbers that add up from January and those of one quarter or month are different `series`,
        never one line. With `flow="quarter"` each quarter is as reported, else the difference of
        two sums (`made_of` says which), a rate made anew from the two differences. Raises
        `UsageError` for a number that does not add up over the year.
        """
        return trends.trend(self, key, units, flow=flow)

    def change(self, key: str, period: str = "", *, against: str = "year_ago") -> pd.DataFrame:
        """Return what changed against `year_ago`, `previous` or a period, the greatest first.

        `low` and `high` are the 95 % interval of the change of a proportion, `signal` whether it is
        more than chance with all units tested at once (at most 5 % false among them); <NA> where
        there is no test: no proportion, no number, or one sum that holds the other.
        """
        return changes.change(self, key, period, against=against)

    def peers(
        self, unit: str, key: str, period: str = "", *, by: str | Sequence[str] = (), k: int = 40
    ) -> pd.DataFrame:
        """Return a unit and its `k` nearest of the same kind, with a key, the nearest first.

        Nearest by the keys of `by`, by itself what the rate is a rate of; within the province where
        it has enough units.
        """
        return fair.fair_peers(self, unit, key, period, by=by, k=k)

    def totals(
        self, by: str = "province", keys: str | list[str] = "", period: str | list[str] = "*"
    ) -> pd.DataFrame:
        """Return sums and rates by a column of `c.units`, "" for all: a row a group, period, key.

        Numbers are added up exactly; a rate is made anew from the sums, never averaged; `n` of
        `units` units gave what it needs (`coverage`). `keys` are figures and numbers, by itself all
        figures. `by="province"` is by the borders of each period, `"province_now"` by today's.
        Raises `UsageError` for a number that the form does not let be added up.
        """
        wanted = [keys] if isinstance(keys, str) else keys
        chosen = [str(key) for key in wanted if key]
        for key in chosen:
            self.keys[key]
        return sums.totals(self, by, chosen, self.choose(period))

    def completeness(self, period: str = "", *, by: str = "section") -> pd.DataFrame:
        """Return the share (0–1) of cells with an answer: a row a unit, a column a section.

        Of the cells that apply to who reports; "not applicable" is an answer. `by="key"` has a
        column a cell, `by=""` one for all. A unit without any report is not among them.
        """
        return filled.completeness(self, period, by=by)

    def findings(self, period: str = "", *, wide: bool = False) -> pd.DataFrame:
        """Return what the checks find in a period, the gravest of each unit first: a row a finding.

        `unit, name, period, rule, severity, message, suggestion, advice, waived, note, keys,
        where`. With `wide=True` a row a unit and a column a rule, with how often it found
        something. Every unit is checked once and kept beside the table, until its data change;
        the first time takes as long as `cchc check`.
        """
        return finding_frames.findings(self, period, wide=wide).copy()

    def trace(self, key: str, unit: str, period: str = "") -> pd.DataFrame:
        """Return where a number of a unit comes from, a row a cell: `side, key, stt, label, …`.

        Of a figure the cells of its `numerator` and `denominator`, of a reported number itself;
        each with its `text`, its `source` (file and line) and the `formula` of the whole.
        """
        return lineage.trace(self, key, unit, period)

    def used_by(self, key: str, unit: str = "", period: str = "") -> pd.DataFrame:
        """Return where a number goes: `kind, key, what`: figures, sentences, charts, rules.

        With a unit also what the checks find of it there.
        """
        return lineage.used_by(self, key, unit, period)

    def sql(self, query: str) -> pd.DataFrame:
        """Return what a query of DuckDB finds in `"values"`, figures, units and problems.

        They are the tables of the cache, of all periods; `scaled` / 10^`decimals` is the exact
        number. Raises `UsageError` where DuckDB is not installed or the query is wrong.
        """
        return queries.sql(self, query)

    def export(self, path: str | Path, frames: exports.Frames | None = None) -> Path:
        """Write a frame to .csv, .parquet or .xlsx, or several, by name, as sheets of one .xlsx.

        Without one, all values of all periods. A file that is there is replaced whole.
        """
        return exports.export(self, path, frames)

    def unit(self, code: str) -> pd.Series[Any]:
        """Return the row of a unit, as the last period names it, or raise `UsageError`."""
        found = self._units[self._units["unit"] == code]
        if found.empty:
            raise UsageError(
                f'Không có đơn vị mã "{code}".',
                where=str(self.folder),
                advice=nearest(code, self.names) or "Xem c.units.",
            )
        return found.iloc[-1]

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

    def named(self, period: str) -> Mapping[str, str]:
        """Return the name of each unit by code as the parameters of a period say it.

        A code of a period before 01/7/2025 may be another unit's since.
        """
        return self.remembered(("named", period), partial(self._named, period))

    def _named(self, period: str) -> Mapping[str, str]:
        units = self.table("units", period, ["unit", "name"]).to_pydict()
        return dict(zip(units["unit"], units["name"], strict=True))

    @cached_property
    def provinces(self) -> Mapping[str, str]:
        """The province of each unit by code."""
        return dict(zip(self._units["unit"], self._units["province"].astype("str"), strict=True))

    @cached_property
    def period_type(self) -> pd.CategoricalDtype:
        """Periods as an ordered category, the earliest first."""
        return pd.CategoricalDtype([row.id for row in self.rows], ordered=True)

    def remembered(self, asked: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Return what was asked for before, else make it; nobody changes it afterwards."""
        if asked not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[asked] = make()
        made: Made = self._kept[asked]
        return made

    def table(
        self,
        name: str,
        period: str,
        columns: Sequence[str] | None = None,
        keys: Sequence[str] | None = None,
    ) -> pa.Table:
        """Return a table of the cache as it stands: `values`, `figures`, `units`, `problems`."""
        return self.cached[period].table(name, columns, keys)


def open_project(params: str | Path = "params/", *, lanes: Lanes = HERE) -> Collection:
    """Return all units and periods of a project, from its folder of parameters.

    The cache below the output folder is brought up to date first: what has changed is read anew,
    in `lanes` (all processors by default, where there is much to read). A unit that
    cannot be read is a row of `c.problems`. Raises `UsageError` where the folder has no period, or
    the parameters of one are broken.
    """
    folder = paths.project_file(params)
    return collected(folder, period_rows.read(folder), lanes)


def collected(folder: Path, rows: tuple[PeriodRow, ...], lanes: Lanes = HERE) -> Collection:
    """Return all units of some periods, each read from where its parameters say."""
    # Whole paths: whoever opened it may go to another folder.
    places = {row.id: row.params.output.resolve() / FOLDER / row.id for row in rows}
    stands = [standing(row.params, places[row.id]) for row in rows]
    refresh([stand for stand in stands if not stand.current], lanes)
    return Collection(folder, rows, {period: Cached(place) for period, place in places.items()})
