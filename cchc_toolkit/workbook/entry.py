"""What an entry workbook is made from: a commune, its period and form, what is known already."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.calendar import Calendar, national_calendar
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Earlier, Scope
from cchc_toolkit.report import FICTIONAL_MARK
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.system import paths
from cchc_toolkit.workbook.identity import Identity, identity_of


@dataclass(frozen=True)
class Entry:
    """One commune's workbook as a value; `submission` fills it, blank where nothing is stored."""

    commune: Commune
    period: Period
    window: Window
    form: Form
    office: Office
    submission: Submission
    earlier: tuple[Earlier, ...] = ()
    """Other periods of the commune, the nearest first."""
    calendar: Calendar = field(default_factory=national_calendar)

    @property
    def identity(self) -> Identity:
        """What the hidden sheet says."""
        return identity_of(
            self.commune.code, self.commune.name, self.period, self.form, self.window
        )

    @property
    def marks(self) -> tuple[str, ...]:
        """What every sheet must say: made-up data, a form that nobody has issued."""
        fictional = FICTIONAL_MARK if self.commune.fictional else ""
        return tuple(mark for mark in (fictional, self.form.mark) if mark)

    @property
    def scope(self) -> Scope:
        """What the rules look at when they judge what is filled in already."""
        return Scope(
            self.submission,
            self.window,
            self.office,
            earlier=self.earlier,
            calendar=self.calendar,
        )

    @property
    def before(self) -> Earlier | None:
        """The nearest earlier period with data: of this year, else the whole of the last one."""
        return next((found for found in self._known if found.period != self._year_ago), None)

    @property
    def year_ago(self) -> Earlier | None:
        """The same period of the year before: its data, or why they are another unit's."""
        found = (one for one in self.earlier if one.period == self._year_ago)
        return next((one for one in found if one.submission or one.incomparable), None)

    @property
    def cumulates(self) -> bool:
        """Whether the period shown as the one before is one that cumulative numbers grow from."""
        before = self.scope.before
        return before is not None and before == self.before

    @property
    def _known(self) -> tuple[Earlier, ...]:
        return tuple(found for found in self.earlier if found.submission is not None)

    @property
    def _year_ago(self) -> Period:
        return Period(self.period.year - 1, self.period.kind)


def entry_of(code: str, params: Params) -> Entry:
    """Return the entry of a commune with what the data folder already holds.

    Raises `UsageError` for a commune that the parameters lack, `DataError` where its stored data
    cannot be read: a form filled in on top of broken data would hide that.
    """
    commune = params.commune(code)
    return Entry(
        commune=commune,
        period=params.period,
        window=params.window,
        form=params.form,
        office=params.office(code),
        submission=_stored(commune, params),
        earlier=read_earlier(code, params),
        calendar=params.calendar,
    )


def _stored(commune: Commune, params: Params) -> Submission:
    folder = paths.inside(params.data, params.period.id, commune.code)
    if (folder / VALUES_FILE).exists():
        return load_submission(params.data, commune, params.period, params.form, as_of=params.as_of)
    return blank_submission(commune, params.period, params.form)


def blank_submission(commune: Commune, period: Period, form: Form) -> Submission:
    """Return the submission of a commune that has reported nothing yet."""
    nothing: MappingProxyType[str, object] = MappingProxyType({})
    return Submission(commune, period, form, nothing, nothing, nothing, digest="")  # type: ignore[arg-type]
