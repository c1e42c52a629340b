"""Claims of a change whose base the prose tells, and what is now only a table: its total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim, printed
from cchc_toolkit.documents.claims.growth import changes_of
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.formatting import print_number

_SINCE = re.compile(r"\([^()]*\)|\bso (?:với|cùng)\b[^,;()]*")
_ROSE = re.compile(r"\b(?:tăng|giảm|nhiều hơn|ít hơn)\b")
_PART = re.compile(r"\b(?:lĩnh vực|riêng|trong đó|bình quân|trung bình)\b")
_CAME = {"new", "received"}


def growth_in_table(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield the claim of "số nhận mới so với tháng 3 (655 hồ sơ) tăng 43 hồ sơ" against a total.

    >>> from cchc_toolkit.documents.claims.account import Account
    >>> list(growth_in_table(Account((), ()), ()))
    []
    """
    if not any(table is not None and table.totals for table in tables):
        return
    for change in changes_of(account):
        if change.amount is None or change.base is None or change.now is not None:
            continue
        cell = _now_of(account, change.amount, tables)
        if cell is not None:
            yield from _judged(account, change.amount, change.base, change.up, *cell)


def _now_of(
    account: Account, at: int, tables: Sequence[Table | None]
) -> tuple[CellAt, Decimal] | None:
    """Return the total of the one column that a change names, None where there is none."""
    by = account.quantities[at]
    said = re.split(r"[.;] ", account.lower[by.passage][: by.start])[-1]
    subject = _ROSE.split(_SINCE.sub("", said))[0]
    role = role_of(subject, "", subject)
    if not role or not by.unit or _PART.search(subject):
        return None
    totals = {
        (place, table.totals[-1], column): value
        for place, table in enumerate(tables)
        if table is not None and table.totals
        for column in table.plain
        if (value := table.number(table.totals[-1], column)) is not None
        and _plays(role, table.heads[column].lower())
    }
    return next(iter(totals.items())) if len(set(totals.values())) == 1 else None


def _plays(role: str, head: str) -> bool:
    """Whether the head of a column is of a role; of what came in, new or received is one."""
    same = role_of(head, "", head)
    return same == role or {same, role} <= _CAME


def _judged(
    account: Account, at: int, base: int, up: bool, cell: CellAt, now: Decimal
) -> Iterator[Claim]:
    """Yield the claim that what is now, less what was, is the change that is told."""
    by, was = account.quantities[at], account.quantities[base]
    gap = now - was.value
    if gap == (by.value if up else -by.value):
        yield Claim("R03", (at, base), True, cells=(cell,), weight=2)
        return
    right = "tăng" if gap > 0 else "giảm"
    said = "tăng" if up else "giảm"
    if abs(gap) != by.value and not (right == said and near_slip(by.value, abs(gap))):
        return
    tail = ": sai chiều" if right != said else ""
    yield Claim(
        "R03",
        (at, base),
        False,
        f"Lời văn ghi {said} {by.quote}, mà bảng có {print_number(now)}, so với {was.text} là "
        f"{right} {printed(abs(gap), by)}{tail}.",
        severity="cao",
        expected=f"{right} {printed(abs(gap), by)}",
        found=f"{said} {by.text}",
        advice="Tính lại mức tăng, giảm, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )
