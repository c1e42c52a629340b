"""What a merged unit was before it was one: the sum of the whole units that it was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.submission.submission import Submission
from cchc_toolkit.submission.value import NOT_REPORTED, Value


def summed(
    commune: Commune, period: Period, form: Form, members: Sequence[Submission]
) -> Submission:
    """Return the numbers of some communes added up, row by row, and nothing else of them.

    A row is added only if the form says that it adds up over communes and every one of them
    reported it; else it is not reported: nothing is filled in, nothing apportioned.
    """
    rows = [row for row in form.fillable if row.rollup == "sum"]
    values = {row.key: _sum(row.key, members) for row in rows}
    known = {key: value for key, value in values.items() if value.reported}
    said = ":".join(f"{member.commune.code}:{member.digest}" for member in members)
    return Submission(
        commune=commune,
        period=period,
        form=form,
        values=MappingProxyType(known),
        documents=MappingProxyType({}),
        texts=MappingProxyType({}),
        digest=hashlib.sha256(said.encode()).hexdigest(),
    )


def _sum(key: str, members: Sequence[Submission]) -> Value:
    numbers = [member.value(key).number for member in members]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return NOT_REPORTED
    total = sum(known, Decimal(0))
    names = ", ".join(f"{one.commune.name} ({one.commune.code})" for one in members)
    return Value("reported", total, str(total), source=f"tổng của {names}")
