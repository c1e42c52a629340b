"""Figures of an earlier form under the keys of the form that took its place."""

from __future__ import annotations

from dataclasses import replace

from cchc_toolkit.catalogue import Form
from cchc_toolkit.submission.submission import Submission
from cchc_toolkit.submission.value import NOT_REPORTED, Value


def carried_over(submission: Submission, form: Form) -> Submission:
    """Return what was reported on another form as far as this form's rows go on from its rows.

    A key that `earlier.csv` of the form does not name is the same figure in both.
    """
    old = submission.form
    if old.id == form.id:
        return submission
    told = {one.key: one for one in form.earlier if one.form == old.id}
    values: dict[str, Value] = {}
    for row in form.fillable:
        was = told[row.key].was if row.key in told else row.key
        value = submission.value(was) if was else NOT_REPORTED
        if value is not NOT_REPORTED:
            values[row.key] = value
    return replace(submission, form=form, values=values)


def incomparable_rows(old: Form, form: Form) -> dict[str, str]:
    """Return why rows of a form have no figure of an earlier form, by key; none where they do."""
    if old.id == form.id:
        return {}
    told = {one.key: one for one in form.earlier if one.form == old.id}
    found: dict[str, str] = {}
    for row in form.fillable:
        if row.key in told and not told[row.key].was:
            found[row.key] = told[row.key].reason
        elif row.key not in told and row.key not in old.indicators:
            found[row.key] = f"{old.label} không có dòng này"
    return found
