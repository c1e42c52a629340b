"""The parameters of the next period, made from the last: same offices, new window."""

from __future__ import annotations

import re
from datetime import date

from cchc_toolkit.catalogue import Form, forms_in_force, load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_date

_FOLLOWS = {"Q1": "6T", "6T": "Q3", "Q3": "N", "9T": "N", "10T": "11T", "11T": "N", "N": "Q1"}
"""The reports of a year one after another (Bộ Nội vụ, văn bản số 581/BNV-CCHC)."""
_ISSUED = re.compile(r"^[ \t]+(?:number|date):.*\n", re.MULTILINE)
_PERIOD = re.compile(r"^period:.*$", re.MULTILINE)
_NOTES = re.compile(r"\A(?:#.*\n)*")
_FORM = re.compile(r"^form:.*$", re.MULTILINE)
_WINDOW = re.compile(r"^(window:.*\n)(?:[ \t]+.*\n)+", re.MULTILINE)


def following(period: Period) -> Period:
    """Return the period that is reported after one.

    >>> [following(Period(2026, kind)).id for kind in ("Q1", "Q3", "N", "T12", "Q2")]
    ['2026-6T', '2026-N', '2027-Q1', '2027-T01', '2026-Q3']
    """
    if period.kind in _FOLLOWS:
        kind = _FOLLOWS[period.kind]
        return Period(period.year + (period.kind == "N"), kind)
    number, most = int(period.kind[1:]), 4 if period.kind[0] == "Q" else 12
    year, number = (period.year, number + 1) if number < most else (period.year + 1, 1)
    return Period(year, f"Q{number}" if most == 4 else f"T{number:02d}")


def next_period_text(params: Params, text: str, period: Period) -> str:
    """Return a file of parameters for another period; comments and offices stay as they are.

    Numbers and dates of issued documents go, since they were the last period's. Raises
    `UsageError` where a commune or the form no longer holds at the end of the new window.
    """
    schedule = params.calendar.schedule(period)
    day = schedule.window.last
    gone = [code for code in params.communes if not params.commune(code).holds_on(day)]
    if gone:
        raise UsageError(
            f"{len(gone)} xã không còn vào {print_date(day)}: {', '.join(gone[:5])}.",
            where=params.source.name,
            advice='Lập tham số mới từ danh mục đơn vị: cchc init --province "…" --period '
            f"{period.id}.",
        )
    form = params.form.id
    if not params.form.holds_on(day):
        form = _successor(params.form, day).id
    window = f"  from: {print_date(schedule.window.first)}\n  to: {print_date(day)}\n"
    notes = (
        f"# Kỳ {period.label}. Mọi giá trị đọc là chữ: mã xã giữ nguyên số 0 đứng đầu.\n"
        f"# Hạn gửi báo cáo: {print_date(schedule.deadline)}. Nguồn của mốc: {schedule.source}.\n"
    )
    text = _NOTES.sub(lambda _: notes, text, count=1)
    text = _PERIOD.sub(f"period: {period.id}", text, count=1)
    text = _FORM.sub(f"form: {load_form(form).id}", text, count=1)
    text = _WINDOW.sub(lambda found: found[1] + window, text, count=1)
    return _ISSUED.sub("", text)


def _successor(form: Form, day: date) -> Form:
    """Return the form in force that asks most of what an expired one asked."""
    asked = {row.key for row in form.rows}
    in_force = forms_in_force(day, form.reported_by)
    return max(in_force, key=lambda other: len(asked & {row.key for row in other.rows}))
