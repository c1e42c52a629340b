"""The periods of a project: what its files of parameters and the calendar say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.calendar import Schedule
from cchc_toolkit.catalogue.periods import Period, kinds
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.earlier import earlier_periods
from cchc_toolkit.submission.params import Params, load_head

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection


@dataclass(frozen=True)
class PeriodRow:
    """A period as its parameters and the calendar give it."""

    params: Params
    """Without its units."""
    schedule: Schedule

    @property
    def id(self) -> str:
        """The period as folders name it."""
        return self.period.id

    @property
    def period(self) -> Period:
        """Year and kind."""
        return self.params.period

    @property
    def form(self) -> Form:
        """The form that its units report on."""
        return self.params.form

    @property
    def months(self) -> tuple[int, int]:
        """Its first and last month."""
        kind = kinds()[self.period.kind]
        return kind.first, kind.last

    @property
    def cumulative(self) -> bool:
        """Whether its numbers add up from the start of the year."""
        return self.schedule.cumulative

    @property
    def previous(self) -> str:
        """The id of the period before: the shorter one that adds up, the quarter or month before.

        No report of it need be there; "" where there is none of the kind.
        """
        earlier = earlier_periods(self.period, self.params.calendar)
        shorter = [one for one in earlier if one.year == self.period.year]
        found = shorter[0] if shorter else self.period.preceding
        return found.id if found else ""

    @property
    def year_ago(self) -> str:
        """The id of the same period of the year before."""
        return Period(self.period.year - 1, self.period.kind).id


def read(folder: Path) -> tuple[PeriodRow, ...]:
    """Return the periods of a folder of parameters, or of one file, the earliest first.

    Of two files for a period the one that bears its name counts. Raises `UsageError` where there
    is none, or one cannot be read.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob("*.yml"))
    found = [_row(file) for file in files]
    if not found:
        raise UsageError(
            "Không có tệp tham số nào (<kỳ>.yml).",
            where=str(folder),
            advice='Chỉ tới thư mục params của dự án, ví dụ cchc_toolkit.open("params/").',
        )
    named = [row for row in found if row.params.source.stem == row.id]
    rows = {row.id: row for row in (*found, *named)}
    return tuple(sorted(rows.values(), key=_order))


def _row(file: Path) -> PeriodRow:
    params = load_head(file)
    return PeriodRow(params, params.calendar.schedule(params.period))


def _order(row: PeriodRow) -> tuple[object, ...]:
    return row.period.year, row.months[1], row.cumulative, row.id


def frame(collection: Collection) -> pd.DataFrame:
    """Return the periods of a collection as rows, by id as an ordered category."""
    rows = collection.rows
    hashes = [collection.table("units", row.id, ["sha256"])["sha256"].to_pylist() for row in rows]
    return pd.DataFrame(
        {
            "period": categories([row.id for row in rows], rows),
            "label": [row.period.label for row in rows],
            "kind": [row.period.kind for row in rows],
            "first": pd.to_datetime([row.params.window.first for row in rows]),
            "last": pd.to_datetime([row.params.window.last for row in rows]),
            "cumulative": [row.cumulative for row in rows],
            "previous": [row.previous for row in rows],
            "year_ago": [row.year_ago for row in rows],
            "deadline": pd.to_datetime([row.schedule.deadline for row in rows]),
            "form": [row.form.id for row in rows],
            "units": [len(found) for found in hashes],
            "reported": [sum(map(bool, found)) for found in hashes],
        }
    )


def categories(periods: Sequence[str], rows: tuple[PeriodRow, ...]) -> Any:
    """Return ids of periods as an ordered category, the earliest first."""
    return pd.Categorical(list(periods), categories=[row.id for row in rows], ordered=True)
