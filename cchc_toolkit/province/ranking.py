"""The order of an area's units by a rate, with the number of cases that each rate rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.province.roll_up import RolledUp
from cchc_toolkit.text.formatting import print_number, with_unit


@dataclass(frozen=True)
class Place:
    """One unit's place; equal values share a rank."""

    rank: int
    code: str
    name: str
    key: str
    value: Decimal
    printed: str
    cases: Decimal
    """The denominator."""


def ranked(found: RolledUp, key: str = "") -> tuple[Place, ...]:
    """Return the places by a rate, the highest first; by the form's first rate unless told.

    Units without the rate have no place. Raises `UsageError` for a key that is no rate's.
    """
    rates = {name: one for name, one in found.rates.items() if one.ratio.denominator}
    if not rates:
        return ()
    if key and key not in rates:
        advice = nearest(key, rates) or f"Các chỉ số: {', '.join(rates)}."
        raise UsageError(f'Không xếp theo "{key}" được.', where="--rank", advice=advice)
    key = key or next(iter(rates))
    known = [
        (side.value, side.denominator, unit)
        for unit in found.present
        if (side := unit.figures.get(key)) and side.value is not None and side.denominator
    ]
    ordered = sorted(known, key=lambda one: (-one[0], one[2].code))
    values = [value for value, _, _ in ordered]
    ratio = rates[key].ratio
    return tuple(
        Place(
            rank=values.index(value) + 1,
            code=unit.code,
            name=unit.name,
            key=key,
            value=value,
            printed=with_unit(print_number(value, ratio.decimals), ratio.unit),
            cases=cases,
        )
        for value, cases, unit in ordered
    )
