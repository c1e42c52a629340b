"""Claims of tables row by row: a stock carried into the next row, a mean below its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_OPENING = re.compile(r"\bđầu (?:kỳ|tháng|quý|năm|tuần|ngày)\b|\btồn đầu\b")
_CLOSING = re.compile(r"\bcuối (?:kỳ|tháng|quý|năm|tuần|ngày)\b|\btồn cuối\b")
_CAME = re.compile(r"^(?:số )?(?:tiếp nhận|nhận|hồ sơ nhận|nhận mới)\b")
_GONE = re.compile(r"^(?:số |đã )?(?:giải quyết|trả|đã trả)\b")
_PERIOD = re.compile(r"^(?:tháng|quý|tuần|đợt|ngày|năm|kỳ) ?(?:[ivx]+|\d+)\b")
_MEAN = re.compile(r"^(?:điểm |tỷ lệ |mức )?(?:trung bình|bình quân)\b(?! (?:toàn|tỉnh|huyện|cả))")
_SIMPLE = re.compile(r"\b(?:giản đơn|cộng)\b")
_FEWEST = 3


def carrying_claims(table: Table, at: int) -> Iterator[Claim]:
    """Yield a claim for each stock that the next row opens with, and each row of means."""
    yield from _carried(table, at)
    yield from _running(table, at)
    for row, line in enumerate(table.rows):
        if _MEAN.match(compare_key(line.label)):
            for column in table.columns:
                yield from _mean(table, at, row, column)


def _carried(table: Table, at: int) -> Iterator[Claim]:
    """Yield the claim that each period opens with what the one before it closed with."""
    heads = {column: compare_key(table.heads[column]) for column in table.columns}
    opening = [column for column, head in heads.items() if _OPENING.search(head)]
    closing = [column for column, head in heads.items() if _CLOSING.search(head)]
    rows = [n for n, name in enumerate(table.row_names) if _PERIOD.match(name)]
    if len(opening) != 1 or len(closing) != 1 or len(rows) < _FEWEST:
        return
    pairs = [
        (row, following, left, taken)
        for row, following in pairwise(rows)
        if (left := table.number(row, closing[0])) is not None
        and (taken := table.number(following, opening[0])) is not None
    ]
    if not any(left == taken for _, _, left, taken in pairs):
        return
    for row, following, left, taken in pairs:
        cells = ((at, following, opening[0]), (at, row, closing[0]))
        if left == taken:
            yield Claim("R06", (), True, cells=cells)
            continue
        yield Claim(
            "R06",
            (),
            False,
            f'Bảng {at + 1}, dòng "{table.rows[following].label}": {table.heads[opening[0]]} '
            f'{print_number(taken)}, mà dòng "{table.rows[row].label}" có '
            f"{table.heads[closing[0]]} {print_number(left)}.",
            severity="cao",
            expected=print_number(left),
            found=print_number(taken),
            advice="Số cuối của kỳ trước là số đầu của kỳ sau: đối chiếu hai dòng.",
            cells=cells,
            weight=1,
        )


def _running(table: Table, at: int) -> Iterator[Claim]:
    """Yield the claim of a stock that the rows before and behind both want to be another."""
    heads = {column: compare_key(table.heads[column]) for column in table.columns}
    closing = [column for column, head in heads.items() if _CLOSING.search(head)]
    came = [column for column, head in heads.items() if _CAME.search(head)]
    gone = [c for c, head in heads.items() if _GONE.search(head) and c not in closing]
    opening = any(_OPENING.search(head) for head in heads.values())  # then each row balances
    if opening or (len(closing), len(came), len(gone)) != (1, 1, 1):
        return
    rows = [n for n, row in enumerate(table.rows) if not row.is_total]
    lines = [tuple(table.number(n, c) for c in (came[0], gone[0], closing[0])) for n in rows]
    known = [tuple(v for v in line if v is not None) for line in lines]
    if known != lines:
        return
    for place in range(1, len(rows) - 1):
        before, here, behind = known[place - 1 : place + 2]
        right = before[2] + here[0] - here[1]
        if right == here[2] or right + behind[0] - behind[1] != behind[2]:
            continue
        row, column = rows[place], closing[0]
        yield Claim(
            "R06",
            (),
            False,
            f'Bảng {at + 1}, dòng "{table.rows[row].label}", cột "{table.heads[column]}" ghi '
            f"{table.rows[row].cells[column]}, tính lại {print_number(before[2])} + "
            f"{print_number(here[0])} - {print_number(here[1])} = {print_number(right)}.",
            severity="cao",
            expected=print_number(right),
            found=table.rows[row].cells[column],
            advice="Đối chiếu số cuối kỳ với số của dòng trước và dòng sau.",
            cells=((at, row, column),),
            weight=1,
        )


def _mean(table: Table, at: int, row: int, column: int) -> Iterator[Claim]:
    """Yield the claim of a mean of the rows above it, where it is right or a slip of the hand."""
    number = table.rows[row].numbers[column]
    rows = [n for n in range(row) if not table.rows[n].is_total]
    values = [value for n in rows if (value := table.number(n, column)) is not None]
    if number is None or len(values) < max(_FEWEST, len(rows)):
        return
    exact = sum(values, Decimal(0)) / len(values)
    right = half_up(exact, number.decimals)
    cells = tuple((at, n, column) for n in (row, *rows))
    if right == number.value:
        yield Claim("R03", (), True, cells=cells)
    elif _is_slip(number.value, right, compare_key(table.rows[row].label)):
        yield Claim(
            "R03",
            (),
            False,
            f'Bảng {at + 1}, dòng "{table.rows[row].label}", cột "{table.heads[column]}" ghi '
            f"{table.rows[row].cells[column]}, tính lại {print_number(right, number.decimals)}.",
            severity="cao",
            expected=print_number(right, number.decimals),
            found=table.rows[row].cells[column],
            advice="Tính lại số trung bình, hoặc ghi rõ trọng số.",
            cells=cells,
            weight=1,
        )


def _is_slip(told: Decimal, right: Decimal, label: str) -> bool:
    """Whether a mean is a slip of the hand for the plain one, which weights would not make."""
    scale = Decimal(10) ** max(0, -int(right.as_tuple().exponent))
    how = slip(told * scale, right * scale)
    sure = how.startswith("đảo") or (bool(how) and _SIMPLE.search(label) is not None)
    return sure and abs(told - right) * 10 <= right
