"""A suspected cell, and what a submission would be with the number it probably means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission import Value
from cchc_toolkit.text.formatting import print_number

_NAMED = 3
"""How many cells a tie names."""


@dataclass(frozen=True)
class Suspect:
    """A cell, the number that would explain the finding, how well, and why."""

    key: str
    """Of the cell; "" where several explain it equally well."""
    number: Decimal
    score: int
    why: str
    together: tuple[str, ...] = ()
    """Cells that repeat it and would change with it."""
    noted: bool = False
    """Whether somebody explained the cell in a note: it is the last to be suspected."""


def assume(scope: Scope, suspect: Suspect) -> Scope:
    """Return the scope as it would be with a suspect's number; the real one stays as it is."""
    values = dict(scope.submission.values)
    for key in (suspect.key, *suspect.together):
        cell = values.get(key)
        source = cell.source if cell is not None else ""
        values[key] = Value("reported", suspect.number, str(suspect.number), source)
    return replace(scope, submission=replace(scope.submission, values=MappingProxyType(values)))


def say(scope: Scope, key: str, number: Decimal, reasons: str, *, decimals: int = 0) -> str:
    """Return a suggestion in words; one that would erase what was reported is only a question."""
    place, now = where_is(scope, key), scope.number(key)
    tail = f": {reasons}" if reasons else ""
    if number == 0 and now:
        was = print_number(now)
        return (
            f"Kiểm tra lại: ô {place} đang ghi {was}, có thật phải là 0 không{tail}? "
            f"Nếu {was} đúng thì một ô khác ghi sai."
        )
    return f"Nhiều khả năng ô {place} phải là {print_number(number, decimals or None)}{tail}."


def has_note(scope: Scope, key: str, *more: str) -> bool:
    """Whether somebody wrote a note beside a cell, or beside one that repeats it."""
    return any(scope.submission.value(name).note for name in (key, *more))


def tied(scope: Scope, ranked: Sequence[Suspect]) -> Suspect:
    """Return the first of some suspects, the best first, or all that explain as well as one tie."""
    first = ranked[0]
    alike = [
        one
        for one in ranked
        if (one.noted, one.score) == (first.noted, first.score)
        and (one is first or not {one.key, *one.together} & {first.key, *first.together})
    ]
    if len(alike) == 1:
        return first
    cells = "; ".join(
        f"ô {where_is(scope, one.key)} phải là {print_number(one.number)}" for one in alike[:_NAMED]
    )
    more = f"; hoặc {len(alike) - _NAMED} ô khác" if len(alike) > _NAMED else ""
    return Suspect(
        "", first.number, first.score, f"Chưa rõ ô nào sai, một trong các ô: {cells}{more}."
    )


def where_is(scope: Scope, key: str) -> str:
    """Return how a suggestion names a cell: its label, and the row above where it needs one."""
    row = scope.form.indicators[key]
    under = scope.form.under(row)
    return f"“{row.label.lstrip('- ')}”" + (f" của {under}" if under else "")
