"""How late a report came in: the day of its first delivery against the deadline of its period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.versions import read_versions
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


@dataclass(frozen=True)
class Lateness:
    """When a commune's report first came in, and the last day on which it was in time.

    >>> late = Lateness(date(2026, 9, 25), date(2026, 9, 20))
    >>> late.days, Lateness(date(2026, 9, 20), date(2026, 9, 20)).days
    (5, 0)
    >>> late.words
    'nhận lần đầu ngày 25/9/2026, muộn 5 ngày so với hạn gửi 20/9/2026'
    """

    received: date
    deadline: date

    @property
    def days(self) -> int:
        """Days after the deadline; 0 in time."""
        return max(0, (self.received - self.deadline).days)

    @property
    def words(self) -> str:
        """What a message says of it, inside a sentence; "" in time."""
        if not self.days:
            return ""
        return (
            f"nhận lần đầu ngày {print_date(self.received)}, muộn {self.days} ngày so với hạn gửi "
            f"{print_date(self.deadline)}"
        )


def lateness(code: str, params: Params) -> Lateness | None:
    """Return how a commune's report of a period stands to the deadline of the calendar.

    A correction that comes later does not make late what was in time: the first day of receipt
    counts. None where no day is known: nothing was imported, or the data were there before.
    """
    received = first_received(paths.inside(params.data, params.period.id, code))
    return None if received is None else lateness_of(received, params)


def lateness_of(received: date, params: Params) -> Lateness:
    """Return how a day of receipt stands to the deadline of a run's period."""
    return Lateness(received, params.calendar.schedule(params.period).deadline)


def first_received(folder: Path) -> date | None:
    """Return the day on which the first version came in, None where that is not known."""
    versions = read_versions(folder)
    return versions[0].received if versions and not versions[0].problem else None
