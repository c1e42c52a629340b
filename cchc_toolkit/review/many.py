"""Reviewing many reports side by side: each into a folder of its own, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.errors import CchcError, DataError, UsageError
from cchc_toolkit.render.tick import counted
from cchc_toolkit.review.compare import ReviewOptions, compared
from cchc_toolkit.review.folder import Job
from cchc_toolkit.review.output import write_review
from cchc_toolkit.review.ticks import ticks_of
from cchc_toolkit.system import paths
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import side_by_side

SECONDS = 120
"""For one report: one of 100 pages takes some seconds."""
_TOGETHER = 8
"""So many reports a process: what is loaded at its first use serves the others too."""


@dataclass(frozen=True)
class Outcome:
    """What became of one report: what was found and counted, or why it could not be read."""

    job: Job
    office: str = ""
    period: str = ""
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many of each severity."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """How many numbers are confirmed, contradicted, open."""
    notes: tuple[str, ...] = ()
    gravest: str = ""
    problem: str = ""
    """Why it could not be reviewed, "" where it was."""

    @property
    def blocked(self) -> bool:
        """Whether something would stop it from being signed."""
        return self.findings.get("chặn", 0) > 0


def review_many(
    jobs: Sequence[Job],
    form: Form,
    asked: ReviewOptions,
    output: Path,
    lanes: int,
    tell: Callable[[Outcome], None],
) -> tuple[Outcome, ...]:
    """Review each report into its folder below `output`; return what became of each, as asked for.

    Raises `UsageError` where something is there already: nothing is overwritten.
    """
    refuse_overwriting(jobs, output)
    work = partial(_reviewed, form=form, asked=asked, output=output)
    done: dict[Job, Outcome] = {}
    together = max(1, min(_TOGETHER, len(jobs) // (2 * max(lanes, 1))))
    done_so_far = side_by_side(jobs, lanes, work, seconds=SECONDS, together=together, twice=True)
    for job, result in done_so_far:
        made = result
        if isinstance(result, Lost):
            made = Outcome(job, problem=f"Tiến trình rà soát {result.reason}.")
        done[job] = made
        tell(made)
    return tuple(done[job] for job in jobs)


def refuse_overwriting(jobs: Sequence[Job], output: Path) -> None:
    """Raise `UsageError` where a folder that the review would write into is there already."""
    there = [job.name for job in jobs if (output / job.name).exists()]
    if not there:
        return
    more = f" và {len(there) - 1} thư mục khác" if len(there) > 1 else ""
    raise UsageError(
        f'Đã có kết quả rà soát "{there[0]}"{more}; không ghi đè.',
        where=paths.shown(output),
        advice="Chọn thư mục khác bằng --output, hoặc dọn thư mục này trước.",
    )


def _reviewed(job: Job, form: Form, asked: ReviewOptions, output: Path) -> Outcome:
    try:
        made = compared(job.file, form, replace(asked, appendix=job.appendix))
        write_review(made, output / job.name, job.file)
    except CchcError as error:
        return Outcome(job, problem=_problem(error))
    grave = [one for one in made.findings if one.severity in ("chặn", "cao")]
    severities = Counter(one.severity for one in made.findings)
    period = made.reading.issued.letterhead.spoken
    return Outcome(
        job,
        office=made.reading.scope.office.name,
        period=period.label if period is not None else "",
        findings={name: n for name in SEVERITIES if (n := severities[name])},
        numbers={str(state): n for state, n in counted(ticks_of(made)).items()},
        notes=made.unread,
        gravest=grave[0].message if grave else "",
    )


def _problem(error: CchcError) -> str:
    return " ".join(str(error).split())


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """Return 3 where a report could not be reviewed, else 4 where something stops one, else 0."""
    if any(one.problem for one in outcomes):
        return DataError.exit_code
    return 4 if any(one.blocked for one in outcomes) else 0
