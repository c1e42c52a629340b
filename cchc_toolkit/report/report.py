"""One report as a value: parameters, what was reported, what was found, what was derived.

The batch and the notebook both call `report_of`; the rest of a report is drawn from its result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from cchc_toolkit.blocks import Identity
from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune, parse_code
from cchc_toolkit.catalogue.periods import Period, Window, parse_period
from cchc_toolkit.checks import RULES, Earlier, Finding, Scope, Verdict, confront, judged
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.figures import Figure, derive
from cchc_toolkit.report.exchange import others_handed, tell_read
from cchc_toolkit.submission import Submission, Value, load_submission
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.lateness import Lateness, lateness
from cchc_toolkit.submission.mode import Mode
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import Params, load_params, override
from cchc_toolkit.submission.twins import twins_of
from cchc_toolkit.text.formatting import parse_date, print_long_date

GAP = "\u2003\u2003"
"""An open space to be filled in by hand."""
DRAFT_MARK, FICTIONAL_MARK = "DỰ THẢO", "DỮ LIỆU MINH HOẠ"


@dataclass(frozen=True)
class Report:
    """Everything that one commune's report for one period is made from."""

    period: Period
    window: Window
    office: Office
    submission: Submission
    findings: tuple[Finding, ...]
    figures: Mapping[str, Figure]
    mode: Mode
    charts: bool
    figures_appendix: bool
    """Whether derived figures and charts follow in an appendix of their own, if there are any."""
    stamp: str
    """The first 16 hex digits of a SHA-256 over data, parameters and form: its identity."""
    shared: tuple[Finding, ...] = ()
    """What the checks find wrong with parameters and form: told once a run, not by each report."""
    verdicts: tuple[Verdict, ...] = field(default=(), compare=False, repr=False)
    """What became of each rule."""

    def __repr__(self) -> str:
        """Return one screen: whose report, how complete, what was found, the main figures."""
        figures = list(self.figures.values())
        grave = [found for found in self.findings if found.severity in ("chặn", "cao")]
        lines = (
            f"Báo cáo {self.office.name} ({self.commune.code}), {self.period.label}",
            f"  {self.form.called}; {self.mode}; mã nhận dạng {self.stamp}",
            f"  {len(self.findings)} phát hiện, {len(self.blocking)} mức chặn",
            *(f"    {found.rule} ({found.severity}): {found.message[:90]}" for found in grave[:5]),
            f"  {len(figures)} chỉ số, trong đó:",
            *(f"    {one.key} = {one.with_unit}" for one in figures[:8]),
            '  report["…"] cho một chỉ số hoặc một ô số liệu; nhấn Tab để xem các khóa.',
        )
        return "\n".join(lines)

    def __getitem__(self, key: str) -> Figure | Value:
        """Return a derived figure or a reported value by its key.

        Raises `UsageError` with the nearest key where the form has no such one.
        """
        if key in self.figures:
            return self.figures[key]
        if key in self.form.indicators:
            return self.submission.value(key)
        raise UsageError(
            f'Biểu không có chỉ số hay chỉ tiêu "{key}".',
            where="report[…]",
            advice=nearest(key, self._ipython_key_completions_()) or 'Xem "cchc catalogue".',
        )

    def _ipython_key_completions_(self) -> list[str]:
        return [*self.figures, *(row.key for row in self.form.fillable)]

    @property
    def commune(self) -> Commune:
        """The commune that reports."""
        return self.submission.commune

    @property
    def form(self) -> Form:
        """The form it reports on."""
        return self.submission.form

    @property
    def draft(self) -> bool:
        """Whether it is neither to be signed nor issued."""
        return self.mode == "draft"

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page must say: draft, made-up data, a form that nobody has issued."""
        said = (
            (DRAFT_MARK if self.draft else ""),
            (FICTIONAL_MARK if self.commune.fictional else ""),
            self.form.mark,
        )
        return tuple(mark for mark in said if mark)

    @property
    def document_number(self) -> str:
        """Number and symbol of the document, `05/BC-UBND`; the number is open until issue."""
        number = self.office.number if self.mode == "issue" else ""
        number = number.zfill(2) if number.isdigit() else number
        return f"{number or GAP}/{self.office.symbol}"

    @property
    def signing_date(self) -> str:
        """`ngày 05 tháng 6 năm 2024`; day and month are open until it is issued."""
        if self.mode == "issue" and self.office.date:
            return print_long_date(parse_date(self.office.date))
        return f"ngày{GAP}tháng{GAP}năm {self.window.last.year}"

    @property
    def identity(self) -> Identity:
        """Whose report it is, as each of its files says."""
        return Identity(self.commune.code, self.period.id, self.stamp)

    @property
    def shown_figures(self) -> tuple[Figure, ...]:
        """The derived figures that it prints: a copy to sign leaves out those without data yet."""
        figures = self.figures.values()
        return tuple(f for f in figures if self.draft or f.reason != "not_reported")

    @property
    def second_appendix(self) -> bool:
        """Whether an appendix of derived figures and charts follows that of the form."""
        charts = self.charts and bool(self.form.charts)
        return self.figures_appendix and (charts or bool(self.shown_figures))

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that forbid signing."""
        return tuple(finding for finding in (*self.findings, *self.shared) if finding.blocking)

    @property
    def date(self) -> date:
        """The date of signing; before that the last day of its data: the clock has no part."""
        if self.mode == "issue" and self.office.date:
            return parse_date(self.office.date)
        return self.window.last


def figure_advice(report: Report, key: str) -> str:
    """Return what to do about a key that is wanted as a figure's and is none."""
    if key in report.form.indicators:
        return (
            f'"{key}" là chỉ tiêu xã báo cáo, không phải chỉ số tính ra; xem report["{key}"], '
            'hoặc chọn một chỉ số trong "cchc catalogue --figures".'
        )
    return nearest(key, report.figures) or 'Xem "cchc catalogue --figures".'


_handed: list[tuple[dict[str, object], Report]] = []
"""The one seam between a batch and the notebook that it runs in its own process: what `handed_over`
puts here for as long as the notebook runs, `report_of` alone takes. Empty everywhere else."""


@contextmanager
def preloaded_report(report: Report, arguments: dict[str, object]) -> Iterator[None]:
    """Let `report_of`, called with these arguments in this process, return this very report.

    The notebook of a batch then need not read again what the batch has just read. A stock kernel
    is another process and reads for itself, with the same result.
    """
    _handed.append(({"as_of": "", **arguments}, report))
    try:
        yield
    finally:
        _handed.pop()


def report_of(
    commune: str,
    period: str,
    *,
    params: str = "",
    data: str = "",
    mode: str = "",
    with_charts: bool | None = None,
    as_of: str = "",
) -> Report:
    """Return the report of a commune and a period, loaded, checked and derived.

    `params` is the file of parameters, `params/<period>.yml` unless given; `data` and `mode`
    replace what it says. With `as_of`, a date such as 05/6/2024, only what had come in by the end
    of that day counts. Raises `UsageError` or `DataError` with what to do.
    """
    commune, period = parse_code(commune, where="report_of"), parse_period(period).id
    asked = {
        "commune": commune,
        "period": period,
        "params": params,
        "data": data,
        "mode": mode,
        "with_charts": with_charts,
        "as_of": as_of,
    }
    tell_read(commune, period)
    for arguments, report in _handed:
        if arguments == asked:
            return report
    chosen = load_params(params or f"params/{parse_period(period).id}.yml")
    chosen.refuse_other_period(period)
    chosen = override(chosen, mode=mode, charts=with_charts, data=data, as_of=as_of)
    handed = others_handed()
    return build_report(commune, replace(chosen, others=handed.digest) if handed else chosen)


def build_report(commune: str, params: Params) -> Report:
    """Return the report of one commune under parameters already read."""
    office = params.office(commune)
    submission = load_submission(
        params.data, params.commune(commune), params.period, params.form, params.as_of
    )
    earlier = read_earlier(commune, params)
    issued = params.mode == "issue" and office.date
    figures = derive(submission)
    alike, late = twins_of(params, commune), lateness(commune, params)
    scope = Scope(
        submission,
        params.window,
        office,
        params.mode,
        earlier,
        today=parse_date(office.date) if issued else None,
        calendar=params.calendar,
        twins=tuple(f"{params.office(one).name} ({one})" for one in alike),
        params_file=params.source,
        lateness=late,
        derived=frozenset(key for key, found in figures.items() if found.value is not None),
    )
    verdicts = confront(scope, RULES, scope.lacking)
    found = judged(scope, verdicts)
    return Report(
        period=params.period,
        window=params.window,
        office=office,
        submission=submission,
        findings=tuple(one for one in found if one.speaks_of == "commune"),
        shared=tuple(one for one in found if one.speaks_of != "commune"),
        figures=MappingProxyType(figures),
        mode=params.mode,
        charts=params.charts,
        figures_appendix=params.figures_appendix,
        stamp=_stamp(submission, params.digest(commune), earlier, (*alike, params.others), late),
        verdicts=verdicts,
    )


def _stamp(
    submission: Submission, params_digest: str, earlier: tuple[Earlier, ...],
    alike: tuple[str, ...], late: Lateness | None,
) -> str:  # fmt: skip
    said = f"{submission.commune.code}:{submission.period.id}:{submission.digest}"
    said += f":{submission.form.digest}:{params_digest}"
    # What was reported before, and by whom else, bears on the findings: a part of the identity.
    said += "".join(f":{e.period.id}:{e.submission.digest}" for e in earlier if e.submission)
    said += "".join(f":={code}" for code in alike if code)
    said += f":{late.words}" if late is not None and late.days else ""
    return hashlib.sha256(said.encode()).hexdigest()[:16]
