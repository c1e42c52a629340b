"""The words by which a sentence says what something rose or fell from, to, and since when."""

from __future__ import annotations

import re

from cchc_toolkit.documents.claims.account import Account

BASE_LEAD = re.compile(
    r"\bso (?:với|cùng|năm|quý|tháng|kỳ)\b[^.;]{0,120}$"
    r"|\b(?:cùng kỳ|(?:cao|thấp|nhiều|ít) hơn)\b[^.;]{0,60}$"
)
EARLIER = re.compile(
    r"\b(?:(?:năm|kỳ|quý|tháng|tuần) (?:trước|ngoái|liền kề)|cùng kỳ|năm ngoái"
    r"|đầu (?:năm|kỳ|quý|tháng|nhiệm kỳ))\b"
    r"|\b(?:tháng \d{1,2}|quý [ivx]+|năm \d{4})\b(?=[^.,;:()]{0,50}:? ?$)"
)
"""Words that make a number one of an earlier period, in its own clause."""

PLAN = re.compile(r"\b(?:giao|dự toán|kế hoạch|chỉ tiêu|mục tiêu)\b")
FROM = re.compile(r"\btừ(?: mức)? ?$|\btừ [^.;,\d]{0,30}$")
TO = re.compile(r"\b(?:xuống|lên|còn|thành)(?: còn)?(?: là)? ?$")
LABEL = r"(?:quý|tháng|năm) (?:[ivx]+|\d{1,4})"
"""The name of a period: quý iii, tháng 5, năm 2025."""
PERIOD = re.compile(rf"\b{LABEL}\b")
LABELS = re.compile(rf"(?P<now>{LABEL}) so với (?P<base>{LABEL})")
RATE_OF_CHANGE = re.compile(
    r"^[^.;:\d]{0,40}(?:\(|, ?)(?:tương ứng |tương đương |tức |bằng |đạt )?[^.;:\d()]{0,20}$"
)


def is_before(one: str, other: str) -> bool:
    """Whether a label names an earlier year or month than another of its kind."""
    kind, _, number = one.partition(" ")
    same, _, later = other.partition(" ")
    return kind == same and number.isdigit() and later.isdigit() and int(number) < int(later)


def said_before(text: str, start: int) -> str:
    """Return the words before a number without brackets that are closed and lists that open.

    >>> said_before("9 lớp (tăng 2 lớp so với năm trước), trong đó 5 lớp", 46)
    ' '
    """
    said = re.sub(r"\([^()]{0,200}\)", "", text[max(0, start - 130) : start])
    return re.split(r"\)|\btrong đó\b", said)[-1]


def clause_before(account: Account, at: int) -> str:
    """Return the words before a number as far as the number before it, months and years too."""
    one = account.quantities[at]
    before = account.quantities[at - 1] if at else None
    start = before.stop if before is not None and before.passage == one.passage else 0
    return account.passages[one.passage].text.lower()[max(start, one.start - 80) : one.start]


def own_base(account: Account, at: int, base: list[int]) -> int:
    """Return the base of a change: what stands right behind "so với", else the one before it.

    "Tăng 611 so với tháng 3 (9.871), tức 6,2%; giảm 6,9% so với tháng 4 (11.260)" has two.
    """
    one = account.quantities[at]
    text = account.lower[one.passage]
    own = []
    for n in base:
        other = account.quantities[n]
        if ";" not in text[min(one.stop, other.stop) : max(one.start, other.start)]:
            own.append(n)
    ahead, behind = [n for n in own if n < at], [n for n in own if n > at]
    if (
        ahead
        and behind
        and re.match(
            r"[^.;:()\d]{0,20}\bso (?:với|cùng)\b| ?\((?:năm|kỳ|quý|tháng|cùng kỳ)\b",
            text[one.stop :],
        )
    ):
        return behind[0]
    if ahead or behind:
        return ahead[-1] if ahead else behind[0]
    return base[0] if base[0] > at else base[-1]


def now_of_sentence_before(account: Account, base: int) -> int | None:
    """Return what is now of "Thu 1.284 triệu. Cùng kỳ thu 1.102 triệu; tăng 16,5%"."""
    was = account.quantities[base]
    if not re.search(r"\bcùng kỳ\b|\b(?:năm|kỳ|quý|tháng) trước\b", clause_before(account, base)):
        return None
    nows = [
        n
        for n in account.near(base)
        if n < base
        and (one := account.quantities[n]).use == "amount"
        and not (one.depth or one.divisor)
        and one.unit == was.unit
        and one.sentence == was.sentence - 1
    ]
    return nows[0] if len(nows) == 1 and was.unit else None


def named_behind(account: Account, at: int, fits: list[int]) -> int | None:
    """Return what was where its year is named again: "Năm 2024 chi 996; … tăng 249 so năm 2024"."""
    change = account.quantities[at]
    text = account.passages[change.passage].text.lower()[change.stop : change.stop + 80]
    said = re.search(r"\bso (?:với|cùng) (?P<label>(?:quý|tháng|năm) (?:[ivx]+|\d{1,4}))\b", text)
    ahead = [n for n in fits if n < at and said and said["label"] in clause_before(account, n)]
    return ahead[0] if len(ahead) == 1 else None


def earlier_before(account: Account, at: int, fits: list[int]) -> tuple[int | None, int | None]:
    """Return what is and what was of "nhận 640, tháng 01 là 590, tăng 50": the last two before."""
    ahead = [n for n in fits if n < at]
    if len(ahead) < 2 or account.quantities[ahead[-1]].depth > account.quantities[at].depth:
        return None, None
    now, base = ahead[-2:]
    plan = re.search(r"\bvượt ?$", account.quantities[at].lead)
    if plan and PLAN.search(account.quantities[now].lead):
        return base, now
    earlier, later = (EARLIER.search(clause_before(account, n)) for n in (base, now))
    if later is not None and later[0].startswith("đầu "):
        return base, now
    if earlier is not None and (later is None or is_before(earlier[0], later[0])):
        return now, base
    turned = earlier is not None and later is not None and is_before(later[0], earlier[0])
    return (base, now) if turned else (None, None)
