"""Claims of a fund: what was there, came in and went out one by one, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.balance import judged
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.wording import OPENER

_FIRST = re.compile(
    r"\b(?:(?:số |kết )?dư|tồn|đầu (?:kỳ|tháng|quý|năm)|(?:kỳ|tháng|quý|năm) trước|chuyển sang"
    r"|bàn giao)\b"
)
_LAST = re.compile(
    r"\b(?:(?:số |kết )?dư|tồn|còn(?: lại)?|(?:hiện|nay) có|cuối (?:kỳ|tháng|quý|năm)"
    r"|sang (?:năm|quý|kỳ) sau)\b"
)
_PAST = re.compile(r"\bđầu (?:kỳ|tháng|quý|năm)\b|\b(?:kỳ|tháng|quý|năm) trước\b")
_BEFORE = (
    r"^[^\w]*(?:\d+[.)] )?"
    r"(?:(?:số|tổng(?: số)?|tiền|đã|được|trong (?:kỳ|tháng|quý|năm|đó)|năm §+|phát sinh"
    r"|và|xã|quỹ) )*"
)
_IN = re.compile(
    _BEFORE + r"(?:thu|trích|nộp vào|bổ sung|được cấp|cấp (?:thêm|bổ sung)|nhận|huy động|vận động"
    r"|đóng góp|ủng hộ|tăng|cộng vào|tiếp nhận|phát sinh|mua thêm|ban hành mới|thêm|mới)\b"
)
_OUT = re.compile(
    r"(?:.*\bxong|"
    + _BEFORE
    + r"(?:chi|sử dụng|dùng|mua(?! thêm)|trao|hỗ trợ|giải ngân|xuất|thưởng|trả|rút|giảm"
    r"|thanh toán|thanh lý|giải quyết|xử lý|thoát|bãi bỏ|xóa|nộp(?! vào)))\b"
)
_CAME_IN = re.compile(r"(?:tổng )?thu\b")
"""Opens a row of money that was not there before."""
_AND_MORE = re.compile(r"[^.;,\d]{0,30} và [^.;,]{0,30}\d")
"""Behind what is left for two things: "còn lại chi 16 triệu đồng và 0,8 triệu đồng gửi quỹ"."""
_FEWEST, _MOST = 3, 7
_NEAR = 2
"""What is left within a half of the sum is meant to be it."""
_SURPLUS = re.compile(
    r"\btổng thu (?:trừ|so với)(?: đi)? tổng chi\b|\bkết dư\b"
    r"|\bchênh lệch (?:giữa )?(?:tổng )?thu\b"
)
_EARLIER = re.compile(r"\b(?:năm|kỳ|quý) trước\b|\b(?:năm|sang) §|\bdự (?:toán|kiến)\b|\bchuyển\b")


def fund_claims(account: Account) -> Iterator[Claim]:
    """Yield the claim of each fund whose stock and movements stand in a row or in lines."""
    yield from _surplus(account)
    for passage, own in enumerate(account.by_passage):
        flat = [
            n
            for n in own
            if (one := account.quantities[n]).use == "amount" and not (one.depth or one.divisor)
        ]
        if not flat:
            continue
        rows = [flat[at : at + _MOST] for at in range(len(flat) - _FEWEST + 1)]
        for row in (*rows, _in_lines(account, passage)):
            yield from _of_row(account, row)


def _surplus(account: Account) -> Iterator[Claim]:
    """Yield the claim that what is left over is all that came in less all that went out."""
    totals: dict[str, list[int]] = {"thu": [], "chi": []}
    left: list[int] = []
    for n in account.amounts:
        one = account.quantities[n]
        if one.divisor or one.per or one.depth:
            continue
        found = re.match(r"tổng (?:số )?(thu|chi)\b(?! (?:từ|cho))[^§]*$", one.lead)
        if found:
            totals[found[1]].append(n)
        elif _SURPLUS.search(_said(account, n)) and not _EARLIER.search(_said(account, n)):
            left.append(n)
    if [len(left), *map(len, totals.values())] != [1, 1, 1]:
        return
    came, went = totals["thu"][0], totals["chi"][0]
    one, values = account.quantities[left[0]], [account.quantities[n].value for n in (came, went)]
    kindred = all(alike(one, account.quantities[n]) for n in (came, went))
    rest = values[0] - values[1]
    if kindred and rest > 0 and abs(rest - one.value) * _NEAR <= max(rest, one.value):
        terms = ((came, 1), (went, -1))
        yield from judged(account, "Kết dư", left[0], terms, "thu trừ chi phải bằng kết dư")


def _in_lines(account: Account, first: int) -> list[int]:
    """Return the first amount of each of some lines in a row, each of which opens with it."""
    row: list[int] = []
    for at in range(first, min(first + _MOST, len(account.passages))):
        own = account.by_passage[at]
        if not own or account.quantities[own[0]].use != "amount":
            break
        row.append(own[0])
    return row


def _said(account: Account, at: int) -> str:
    """Return the words of a number since the semicolon or the sentence before."""
    return re.split(r"[;:](?= .*\w)|\. ", account.quantities[at].wide.rstrip(" :"))[-1].strip()


def _of_row(account: Account, row: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim that a stock with its movements makes the stock that is told after them."""
    opening = account.quantities[row[0]] if len(row) >= _FEWEST else None
    before = opening is not None and bool(_FIRST.search(_said(account, row[0])))
    came = opening is not None and opening.is_money and _CAME_IN.match(_said(account, row[0]))
    if opening is None or not (before or came):
        return
    terms = [(row[0], 1)]
    for n in row[1:]:
        one, said = account.quantities[n], _said(account, n)
        if not (one.unit and alike(opening, one)) or one.divisor or one.per or OPENER.search(said):
            return
        behind = account.lower[one.passage][one.stop :]
        sign = _sign(said) or _sign(said.rsplit(", ", 1)[-1])
        if sign:
            terms.append((n, sign))
        elif _LAST.search(said) and not (_PAST.search(said) or _AND_MORE.match(behind)):
            yield from _closed(account, terms, n, before)
            return
        else:
            return


def _sign(said: str) -> int:
    """Return 1 for words of what came in, -1 for those of what went out, 0 for others."""
    return bool(_IN.match(said)) - bool(_OUT.match(said))


def _closed(
    account: Account, terms: Sequence[tuple[int, int]], at: int, before: int
) -> Iterator[Claim]:
    """Yield the claim of what is left, where something came in and something went out."""
    if {sign for _, sign in terms[before:]} != {1, -1}:
        return
    left = account.quantities[at].value
    right = sum((account.quantities[n].value * sign for n, sign in terms), left * 0)
    if abs(right - left) * _NEAR <= max(right, left):
        must = "đầu kỳ cộng vào, trừ ra phải bằng cuối kỳ"
        yield from judged(account, "Số còn lại", at, terms, must)
