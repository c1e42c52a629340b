"""R24: the communes' numbers add up to the district's or province's, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission import Value
from cchc_toolkit.text.formatting import print_number

_SHOWN = 5


def members_against_total(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each row whose communes do not add up to it; none without communes."""
    for row in scope.form.fillable if scope.members else ():
        stated = scope.number(row.key)
        if row.rollup != "sum" or stated is None:
            continue
        cells = [(member.commune, member.value(row.key)) for member in scope.members]
        blank = [commune.name for commune, cell in cells if cell.state in _UNKNOWN]
        added = sum((cell.number for _, cell in cells if cell.number is not None), Decimal(0))
        if added == stated or (blank and added < stated):
            continue
        gap = stated - added
        yield rule.finding(
            scope,
            (row.key,),
            f"{row.name}: {len(cells)} xã cộng lại {print_number(added)} ≠ {print_number(stated)}, "
            f"{'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}{_blanks(blank)}."
            f"{_explained(gap, cells)}",
            expected=print_number(added),
            found=print_number(stated),
        )


def _explained(gap: Decimal, cells: list[tuple[Commune, Value]]) -> str:
    """Name the units that alone make up the gap: left out of the total, or counted twice in it."""
    exact = [commune for commune, cell in cells if cell.number and cell.number == abs(gap)]
    if not exact:
        return ""
    names = ", ".join(f"{one.name} ({one.code})" for one in exact[:_SHOWN])
    how = "đã bỏ sót" if gap < 0 else "đã cộng hai lần"
    return f" Chênh lệch đúng bằng số của {names}: có thể {how}."


_UNKNOWN = ("not_reported", "suppressed")


def _blanks(names: list[str]) -> str:
    if not names:
        return ""
    more = f" và {len(names) - _SHOWN} xã khác" if len(names) > _SHOWN else ""
    return f" (chưa có số: {', '.join(names[:_SHOWN])}{more})"
