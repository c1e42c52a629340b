"""Claims of how far apart figures are: what is missing to an aim, the highest from the lowest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_MISSING = re.compile(r"\b(?:còn |vẫn )?(?:thiếu|kém|hụt)(?: khoảng)?$")
_AIM = re.compile(r"\b(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|để đạt|muốn đạt|cho đạt)\b")
_APART = re.compile(r"\b(?:chênh|cách)\b|\bcao nhất\b[^.;]*\bhơn\b[^.;\d]*\bthấp nhất\b")
_HIGHEST, _LOWEST = re.compile(r"\bcao nhất\b"), re.compile(r"\bthấp nhất\b")
_ENDS = (_HIGHEST, _LOWEST)
_POINTS = ("điểm %", "điểm", "%")
_LEAST_NAME = 3


def shortfall_claims(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield a claim for each distance to an aim and each from the highest to the lowest."""
    known = [table for table in tables if table is not None]
    for at, one in enumerate(account.quantities):
        if one.unit not in _POINTS or not one.value:
            continue
        if _MISSING.search(one.wide.rstrip()):
            yield from _to_aim(account, at, known)
        elif one.unit != "%" and _spans(account, one):
            told = _told_ends(account, at)
            yield from told if told is not None else _of_column(account, at, known)


def _to_aim(account: Account, at: int, tables: Sequence[Table]) -> Iterator[Claim]:
    """Yield the claim of "để đạt 75%, xã A còn thiếu 8,2 điểm"."""
    own = account.same_sentence(at)
    aims = [n for n in own if n < at and account.quantities[n].unit == "%"]
    aims = [n for n in aims if _AIM.search(account.quantities[n].lead)]
    if not aims:
        yield from _to_aim_in_table(account, at, tables)
        return
    one, aim = account.quantities[at], account.quantities[aims[-1]]
    for reached in (
        _said_before(account, aims[-1]),
        _in_rows(tables, one, aim.value),
        _of_role(account, aims[-1]),
    ):
        gaps = {aim.value - value for value in reached if value < aim.value}
        if one.value in gaps:
            yield Claim("R03", (at, aims[-1]), True, weight=2)
            return
        right = [gap for gap in gaps if near_slip(one.value, gap)]
        if len(right) == 1:
            value = aim.value - right[0]
            said = f"{aim.text} - {print_number(value)} = {print_number(right[0])} điểm"
            yield _wrong(one, (at, aims[-1]), said, right[0])
            return


def _to_aim_in_table(account: Account, at: int, tables: Sequence[Table]) -> Iterator[Claim]:
    """Yield the claim of "trực tuyến …, so với mục tiêu còn thiếu 5,4 điểm" against its row."""
    one = account.quantities[at]
    own = account.same_sentence(at)
    named = compare_key(account.quantities[own[0]].lead)
    if not _AIM.search(one.wide) or len(named) <= _LEAST_NAME:
        return
    gaps: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for table in tables:
        aims = [n for n in table.columns if _AIM.search(table.heads[n].lower())]
        for row in range(len(table.rows)) if len(aims) == 1 else ():
            aim = table.number(row, aims[0])
            reached = table.number(row, aims[0] + 1) if aims[0] + 1 in table.columns else None
            told = re.search(rf"\b{re.escape(named)}\b", compare_key(table.rows[row].label))
            if told and aim is not None and reached is not None and reached < aim:
                gaps[aim - reached] = (aim, reached)
    if one.value in gaps:
        yield Claim("R03", (at,), True, weight=2)
    elif len(gaps) == 1 and near_slip(one.value, right := next(iter(gaps))):
        aim, reached = gaps[right]
        said = f"{print_number(aim)} - {print_number(reached)} = {print_number(right)} điểm"
        yield _wrong(one, (at,), said, right)


def _said_before(account: Account, aim: int) -> list[Decimal]:
    """Return the rate that stands right before an aim: "đạt 76,3%, so với chỉ tiêu 82%"."""
    before = account.quantities[aim - 1] if aim - 1 in account.same_sentence(aim) else None
    return [before.value] if before is not None and before.unit == "%" else []


def _in_rows(tables: Sequence[Table], one: Quantity, aim: Decimal) -> list[Decimal]:
    """Return the rates of the row that a clause names."""
    said = compare_key(one.wide)
    return [
        number
        for table in tables
        for row, name in enumerate(table.bare_names)
        if len(name) > _LEAST_NAME and re.search(rf"\b{re.escape(name)}\b", said)
        for column in table.rates
        if (number := table.number(row, column)) is not None and 0 < number < aim
    ]


def _of_role(account: Account, aim: int) -> list[Decimal]:
    """Return the rates of what an aim is for, by the part that their amounts play."""
    mark = account.quantities[aim]
    role = role_of(mark.lead, mark.trail, mark.wide)
    return [
        account.quantities[n].value
        for own in account.by_passage
        for before, n in pairwise(own)
        if role
        and account.quantities[n].use == "percent"
        and account.quantities[before].role == role
        and account.quantities[before].sentence == account.quantities[n].sentence
    ]


def _spans(account: Account, one: Quantity) -> bool:
    text = account.lower[one.passage][max(0, one.start - 120) : one.start]
    said = re.split(r"[.] ", text)[-1]
    both = _HIGHEST.search(said) and _LOWEST.search(said)
    return bool(both) and bool(_APART.search(one.wide[-60:]))


def _told_ends(account: Account, at: int) -> Iterator[Claim] | None:
    """Return the claim of "cao nhất 92,1, thấp nhất 71,5, chênh 20,6", None where none is told."""
    ends = [n for n in account.same_sentence(at) if n < at][-2:]
    if len(ends) < len(_ENDS):
        return None
    for pattern, n in zip(
        _ENDS, sorted(ends, key=lambda n: -account.quantities[n].value), strict=True
    ):
        if not pattern.search(account.quantities[n].wide):
            return None
    high, low = sorted((account.quantities[n].value for n in ends), reverse=True)
    one = account.quantities[at]
    said = f"{print_number(high)} - {print_number(low)} = {print_number(high - low)}"
    holds = one.value == high - low
    return iter(
        (Claim("R03", (at, *ends), True) if holds else _wrong(one, (at, *ends), said, high - low),)
    )


def _of_column(account: Account, at: int, tables: Sequence[Table]) -> Iterator[Claim]:
    """Yield the claim of "đơn vị cao nhất hơn đơn vị thấp nhất 17,05 điểm"."""
    one = account.quantities[at]
    gaps: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for table in tables:
        for column in table.rates:
            cells = [row.numbers[column] for row in table.rows if not row.is_total]
            values = [cell.value for cell in cells if cell is not None]
            decimals = {cell.decimals for cell in cells if cell is not None}
            if len(values) > 2 and max(decimals) == one.decimals:
                gaps[max(values) - min(values)] = (max(values), min(values))
    ahead = [account.quantities[n] for n in account.by_passage[one.passage] if n < at]
    here = {abs(a.value - b.value) for a, b in combinations(ahead, 2) if a.unit == b.unit}
    if one.value in {*gaps, *here}:
        yield Claim("R03", (at,), True, weight=2)
        return
    right = [gap for gap in gaps if near_slip(one.value, gap)]
    if len(right) == 1:
        high, low = map(print_number, gaps[right[0]])
        said = f"cao nhất {high} - thấp nhất {low} = {print_number(right[0])}"
        yield _wrong(one, (at,), said, right[0])


def _wrong(one: Quantity, figures: tuple[int, ...], said: str, right: Decimal) -> Claim:
    return Claim(
        "R03",
        figures,
        False,
        f'Lời văn ghi chênh "{one.quote}", tính lại {said}.',
        severity="cao",
        expected=f"{print_number(right)} {one.noun}",
        found=one.quote,
        advice="Tính lại khoảng cách, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )
