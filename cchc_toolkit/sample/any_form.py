"""Figures for any form, plainly fictional, so that a report on it can be looked at."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.catalogue.calendar import national_calendar
from cchc_toolkit.catalogue.derived import sum_parts
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.sample.variety import CODES, name_of
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.save import VALUES_FILE, values_text
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date

CODE = CODES[0]
"""The made-up commune that a form is shown with."""
_PARAMS = """\
period: {period}
form: {form}
window: {{from: {first}, to: {last}}}
communes:
  "{code}":
    name: {name}
    superior: Ủy ban nhân dân tỉnh Minh Hoạ
    place: Minh Hoạ
    signatory: Nguyễn Văn Minh Hoạ
"""


def sample_values(form: Form) -> dict[str, Value]:
    """Return a value for every cell that a report on the form fills; parts add up to totals.

    >>> from cchc_toolkit.catalogue import load_form
    >>> found = sample_values(load_form("bieu_06_kstt"))
    >>> [str(found[key].number) for key in ("kstt.da_giai_quyet", "kstt.da_giai_quyet.qua_han")]
    ['27', '8']
    """
    rows = [row for row in form.fillable if form.applies(row)]
    found: dict[str, Decimal] = {}
    for below, row in enumerate(reversed(rows)):
        parts = [part.key for part in sum_parts(form, row) if part.key in found]
        number = sum((found[key] for key in parts), Decimal(0)) if parts else _number(row, below)
        found[row.key] = number
    source = "số minh hoạ"
    return {row.key: Value("reported", found[row.key], source=source) for row in rows}


def _number(row: Indicator, below: int) -> Decimal:
    """Return a small number that looks made up, within the bounds of its row.

    What is counted further down is less: there a form asks for some of what stands above.
    """
    if row.kind == "choice":
        return Decimal(row.choices[0][0])
    low = row.minimum if row.minimum is not None else Decimal(0)
    number = low + Decimal({"percent": 90, "money": 1_000_000_000}.get(row.kind, 5 + below))
    return min(number, row.maximum) if row.maximum is not None else number


def write_example(form: Form, period: Period, folder: Path) -> Path:
    """Write data and parameters of a made-up commune on a form; return the file of parameters."""
    values = values_text(sample_values(form), form)
    paths.write_file(folder / "data" / period.id / CODE / VALUES_FILE, values)
    window = national_calendar().schedule(period).window
    text = _PARAMS.format(
        period=period.id, form=form.id, code=CODE, name=name_of(CODE),
        first=print_date(window.first), last=print_date(window.last),
    )  # fmt: skip
    file = folder / "params" / f"{period.id}.yml"
    paths.write_file(file, text)
    return file
