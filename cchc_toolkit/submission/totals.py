"""Totals of a submission: a stated number, or the sum of the parts where the total is blank."""

from __future__ import annotations

from decimal import Decimal

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.submission.submission import Submission


def total(submission: Submission, row: Indicator) -> Decimal | None:
    """Return the number of a row, or where it is blank the sum of its parts.

    A part that only a district fills counts as absent while it is blank; any other blank part
    leaves the sum unknown (None). A stated number is never overruled by its parts.
    """
    cell = submission.value(row.key)
    if cell.state != "not_reported":
        return cell.number
    totals = [total(submission, part) for part in parts(submission, row)]
    known = [number for number in totals if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(totals) else None


def parts(submission: Submission, row: Indicator) -> tuple[Indicator, ...]:
    """Return the rows that must add up to this one in a commune's report."""
    form = submission.form
    return tuple(
        child
        for child in form.children.get(row.key, ())
        if child.part_of_sum
        and (form.applies(child) or submission.value(child.key).reported)
        and submission.value(child.key).state != "not_applicable"
    )
