"""Claims against tables of marks: a mark above its highest, a rise of ranks that a table tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_MOST = re.compile(r"\bđiểm (?:tối đa|chuẩn|cao nhất)\b|\bthang điểm\b|^tối đa\b")
_MARK = re.compile(r"\b(?:tự chấm|tự đánh giá|thẩm định|đạt được|điểm đạt|chấm|được)\b")
_RANK = re.compile(r"^(?:xếp )?(?:thứ )?(?:hạng|thứ)\b")
_EARLIER = re.compile(r"\d{4}|\btrước\b")
_MOVED = re.compile(
    r"(?P<word>tăng|giảm|lên|tụt|xuống|lùi)(?: được)? (?P<many>\d{1,2}) (?:bậc|hạng|vị trí)\b"
)
_UNITS = re.compile(
    r"(?:/|\b(?:có|gồm|trong|trong số|tổng số) )(?P<many>\d{1,3}) "
    r"(?:đơn vị|xã|phường|huyện|sở|cơ quan)\b"
)
"""How many units are ranked, as a report tells of them."""
_UP = ("tăng", "lên")
_NAME = 60


def table_place_claims(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield a claim for each mark above its highest and each rise of a rank of a table."""
    for at, table in enumerate(tables):
        if table is not None:
            yield from _above(table, at)
            yield from _moves(account, table)
            yield from _beyond(account, table, at)


def _above(table: Table, at: int) -> Iterator[Claim]:
    heads = {column: compare_key(table.heads[column]) for column in table.columns}
    most = [column for column, head in heads.items() if _MOST.search(head)]
    marks = [column for column in heads if column not in most and _MARK.search(heads[column])]
    for row in range(len(table.rows)) if len(most) == 1 else ():
        top = table.number(row, most[0])
        for column in marks:
            mark = table.number(row, column)
            if mark is None or top is None or mark <= top:
                continue
            yield Claim(
                "R05",
                (),
                False,
                f'Bảng {at + 1}, dòng "{table.rows[row].label}": {table.heads[column]} '
                f"{print_number(mark)} lớn hơn {table.heads[most[0]]} {print_number(top)}.",
                severity="cao",
                expected=f"≤ {print_number(top)}",
                found=print_number(mark),
                advice="Kiểm tra lại điểm: không thể vượt mức tối đa.",
                cells=((at, row, column), (at, row, most[0])),
                weight=1,
            )


def _beyond(account: Account, table: Table, at: int) -> Iterator[Claim]:
    """Yield the claim of the one rank of a table beyond the number of units that there are."""
    told = [int(one["many"]) for text in account.lower for one in _UNITS.finditer(text)]
    most = max(told, default=0)
    for column in range(len(table.heads)) if most >= len(table.rows) else ():
        if not _RANK.match(compare_key(table.heads[column])):
            continue
        ranks = [table.number(n, column) for n in range(len(table.rows))]
        beyond = [n for n, rank in enumerate(ranks) if rank is not None and rank > most]
        for row in beyond if len(beyond) == 1 else ():
            printed = table.rows[row].cells[column]
            yield Claim(
                "R05",
                (),
                False,
                f'Bảng {at + 1}, dòng "{table.rows[row].label}": hạng {printed} lớn hơn số đơn vị '
                f"{most}.",
                severity="cao",
                expected=f"≤ {most}",
                found=printed,
                advice="Kiểm tra lại thứ hạng.",
                cells=((at, row, column),),
                weight=1,
            )


def _moves(account: Account, table: Table) -> Iterator[Claim]:
    """Yield the claim of "xã A tăng 2 bậc" where a table has both ranks of each."""
    ranks = [column for column in range(len(table.heads)) if _is_rank(table, column)]
    before = [column for column in ranks if _EARLIER.search(table.heads[column])]
    if len(ranks) == len(before) == 2:  # both by their years: "Hạng 2023", "Hạng 2022"
        before = [min(ranks, key=lambda column: _EARLIER.findall(table.heads[column])[-1])]
    now = [column for column in ranks if column not in before]
    if len(now) != 1 or len(before) != 1:
        return
    for passage, text in enumerate(account.lower):
        for found in _MOVED.finditer(text):
            said = re.split(r"[;.]|\d", text[max(0, found.start() - _NAME) : found.start()])[-1]
            rows = [n for n, row in enumerate(table.rows) if _names(row.label, said)]
            if len(rows) == 1:
                yield from _moved(table, rows[0], (now[0], before[0]), found, passage)


def _is_rank(table: Table, column: int) -> bool:
    numbers = [row.numbers[column] for row in table.rows if not row.is_total]
    return bool(_RANK.match(compare_key(table.heads[column]))) and None not in numbers


def _names(label: str, said: str) -> bool:
    name = compare_key(re.sub(r"^\d+ ", "", label))
    return len(name) > 2 and name in compare_key(said)


def _moved(
    table: Table, row: int, columns: tuple[int, int], found: re.Match[str], passage: int
) -> Iterator[Claim]:
    now, before = (table.number(row, column) for column in columns)
    if now is None or before is None:
        return
    rise = before - now
    said = int(found["many"]) * (1 if found["word"] in _UP else -1)
    if rise == said:
        yield Claim("R03", (), True)
        return
    right = f"{'tăng' if rise > 0 else 'giảm'} {abs(rise)} bậc" if rise else "không đổi"
    yield Claim(
        "R03",
        (),
        False,
        f'Lời văn ghi "{found[0]}", mà bảng ghi "{table.rows[row].label}" từ hạng {before} thành '
        f"hạng {now}: {right}.",
        severity="cao",
        expected=right,
        found=found[0],
        advice="Kiểm tra lại hai thứ hạng và số bậc thay đổi.",
        place=(passage, *found.span()),
        weight=1,
    )
