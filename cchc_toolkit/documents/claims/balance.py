"""Claims of a balance: what was there, came in, went out, is left; posts given, filled, vacant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from cchc_toolkit.documents.claims.account import Account, clause
from cchc_toolkit.documents.claims.claim import Claim, beyond
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.formatting import print_number

_POSTS = (
    ("vacant", re.compile(r"\b(?:khuyết|thiếu|chưa (?:tuyển|dùng|sử dụng|bố trí)|trống)\b|^còn$")),
    ("present", re.compile(r"\b(?:có mặt|hiện có|sử dụng|bố trí|đang có)\b")),
    ("given", re.compile(r"\b(?:được giao|tạm giao|giao|định biên|định mức)\b")),
)
_PEOPLE = (
    ("opening", re.compile(r"\bđầu (?:kỳ|tháng|quý|năm)\b|^(?:xã|phường|xã mới|phường mới) nhận$")),
    (
        "closing",
        re.compile(r"\b(?:hiện còn|đang có|hiện có|nay có|có mặt|cuối (?:kỳ|năm))\b|^còn$"),
    ),
    (
        "left",
        re.compile(
            r"\bnghỉ (?:hưu|việc|theo)|\bthôi việc\b"
            r"|\b(?:chuyển|điều động|luân chuyển) (?:đi|công tác)\b|\btinh giản\b|\btừ trần\b"
        ),
    ),
    (
        "came",
        re.compile(
            r"\b(?:mới|nhận|chuyển|điều động|tiếp nhận) (?:về|đến)\b|\btuyển (?:mới|dụng|thêm)\b"
            r"|\b(?:tiếp nhận|nhận|bổ sung)(?: thêm| mới)?$"
        ),
    ),
)
"""Who was there, left, came, and is there now."""
_RUNNING = re.compile(r"\b(?:lũy kế|cộng dồn)\b")
_OF_PERIOD = re.compile(r"\b(?:quý|tháng|tuần|kỳ|đợt|năm|trước đó|đến hết)\b")
_AHEAD = 50
_TWO = 2
_CLOSE = 5
"""A sum within a fifth of a running total is meant to be it."""
_ALLOTTED = (
    r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|giao|bố trí|phân bổ|được cấp|dự toán|vốn|nguồn|tổng"
    r"|cùng kỳ|trước)\b"
)
"""Words of a number that a running total need not reach."""
_STAFF = re.compile(r"\bbiên chế\b|\bđịnh (?:biên|mức)\b|\bđược giao \d+ (?:chỉ tiêu|người)\b")
_BEYOND = re.compile(r"\b(?:dôi dư|(?<!không )vượt|thừa|tăng cường|hợp đồng)\b")


def balance_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each balance that a sentence gives whole, and for each count of posts."""
    for passage, own in enumerate(account.by_passage):
        amounts = [n for n in own if account.quantities[n].use == "amount"]
        yield from _staff_flow(account, amounts)
        for sentence in sorted({account.quantities[n].sentence for n in amounts}):
            yield from _run_up(
                account, [n for n in amounts if account.quantities[n].sentence == sentence]
            )
        if own and _STAFF.search(account.lower[passage]):
            yield from _posts(account, amounts)
            yield from _beyond_given(account, amounts)


def judged(
    account: Account, name: str, at: int, terms: Sequence[tuple[int, int]], must: str
) -> Iterator[Claim]:
    """Yield the claim that a number is what its terms make, each with its sign."""
    one = account.quantities[at]
    rule = "R06" if any(sign < 0 for _, sign in terms) else "R01"
    figures = (at, *(n for n, _ in terms))
    right = sum((account.quantities[n].value * sign for n, sign in terms), one.value * 0)
    if right == one.value:
        yield Claim(rule, figures, True, weight=4)
        return
    if any(account.quantities[n].rough for n in figures):
        return
    said = ""
    for n, sign in terms:
        joint = (" + " if sign > 0 else " - ") if said else ""
        said += f"{joint}{print_number(account.quantities[n].value / one.scale)}"
    shown = print_number(right / one.scale)
    told = "; ".join(clause(account, n) for n, _ in terms)
    apart = f" ({told})" if len(terms) > _TWO else ""
    yield Claim(
        rule,
        figures,
        False,
        f'{name} "{account.named(at)}" không cân đối: {said} = {shown} ≠ '
        f"{print_number(one.value / one.scale)}{apart}.",
        severity="cao",
        expected=shown,
        found=one.text,
        advice=f"Tính lại: {must}.",
        weight=4 if len(terms) > _TWO else 2,
    )


def _role(one: Quantity, roles: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    own = next((name for name, pattern in roles if pattern.search(one.lead)), "")
    return own or next((name for name, pattern in roles if pattern.search(one.trail)), "")


def _staff_flow(account: Account, amounts: list[int]) -> Iterator[Claim]:
    """Yield the claim that those of the start, those who came and those who left make those now."""
    flat = [n for n in amounts if not account.quantities[n].depth]
    named = [(name, n) for n in flat if (name := _role(account.quantities[n], _PEOPLE))]
    first = [n for name, n in named if name == "opening"]
    now = [n for name, n in named if name == "closing"]
    moved = [(n, 1 if name == "came" else -1) for name, n in named if name in ("came", "left")]
    if len(first) != 1 or len(now) != 1 or len({sign for _, sign in moved}) < _TWO:
        return
    figures = [first[0], now[0], *(n for n, _ in moved)]
    within = {account.quantities[n].sentence for n, _ in moved}
    if any(account.quantities[n].sentence in within and n not in figures for n in flat):
        return  # some came or left in a way of their own
    ones = [account.quantities[n] for n in figures]
    if all(kin(one.unit, "người") and not one.divisor for one in ones):
        start, end = ones[0].value, ones[1].value
        slight = abs(start - end) * _CLOSE <= start
        if slight and all(one.value * _CLOSE <= start for one in ones[_TWO:]):
            must = "đầu kỳ cộng người đến, trừ người đi phải bằng hiện có"
            yield from judged(account, "Số người", now[0], [(first[0], 1), *moved], must)


def _run_up(account: Account, amounts: list[int]) -> Iterator[Claim]:
    """Yield the claim that a running total is what was before and what this period adds."""
    running = [
        n for n in amounts if _RUNNING.search(re.split(r"[;.,)]", account.quantities[n].wide)[-1])
    ]
    if len(running) != 1:
        return
    total = account.quantities[running[0]]
    rest = [n for n in amounts if n != running[0] and alike(total, account.quantities[n])]
    rest = rest or _of_sentences_before(account, running[0])
    if len(rest) == 1 and rest[0] < running[0] and account.quantities[rest[0]].unit == total.unit:
        yield from _less_than_its_part(account, running[0], rest[0])
    if len(rest) != _TWO or any(account.quantities[n].value > total.value for n in rest):
        return
    added = sum((account.quantities[n].value for n in rest), total.value * 0)
    if abs(added - total.value) * _CLOSE <= total.value:
        must = "lũy kế phải bằng số của kỳ trước cộng số của kỳ này"
        yield from judged(account, "Lũy kế", running[0], [(n, 1) for n in rest], must)


def _of_sentences_before(account: Account, running: int) -> list[int]:
    """Return the only amounts of the two sentences before a running total, each of a period."""
    total = account.quantities[running]
    found = [
        n
        for n in account.near(running)
        if n < running
        and (one := account.quantities[n]).use == "amount"
        and not one.depth
        and 0 < total.sentence - one.sentence <= _TWO
    ]
    ones = [account.quantities[n] for n in found]
    alone = len(ones) == _TWO and ones[0].sentence != ones[1].sentence
    same = len({one.role for one in ones} | ({total.role} - {"", "total"})) == 1
    plain = all(
        one.unit
        and total.unit
        and alike(one, total)
        and not one.divisor
        and _OF_PERIOD.search(account.lower[one.passage][max(0, one.start - _AHEAD) : one.start])
        for one in ones
    )
    return found if alone and same and plain else []


def _less_than_its_part(account: Account, running: int, part: int) -> Iterator[Claim]:
    """Yield the claim that a running total is no less than what one period of it had."""
    total, one = account.quantities[running], account.quantities[part]
    if total.value >= one.value or total.rough or one.rough or not total.unit or one.divisor:
        return
    if re.search(_ALLOTTED, one.wide[-50:]):
        return
    yield Claim(
        "R05",
        (running, part),
        False,
        f'Lũy kế "{total.quote}" ít hơn "{one.quote}" của riêng một kỳ.',
        severity="cao",
        expected=f"≥ {one.text}",
        found=total.text,
        advice="Kiểm tra lại hai số: lũy kế gồm cả số của kỳ này.",
        weight=1,
    )


def _beyond_given(account: Account, amounts: list[int]) -> Iterator[Claim]:
    """Yield the claim that no more are there than were given: "định mức 14, có mặt 15"."""
    for n, m in pairwise(n for n in amounts if not account.quantities[n].depth):
        given, present = account.quantities[n], account.quantities[m]
        named = _role(given, _POSTS) == "given" and _role(present, _POSTS) == "present"
        people = not given.is_money and not given.divisor and alike(given, present)
        slight = given.value < present.value <= given.value * _TWO
        if given.sentence + 1 < present.sentence or not (named and people and slight):
            continue
        if not _BEYOND.search(account.lower[given.passage]):
            more = beyond(
                (m, n),
                present,
                given,
                f'"{account.named(m)}" nhiều hơn "{account.named(n)}", mà không nêu vì sao vượt.',
                "Kiểm tra lại số được giao, số có mặt; nếu đúng thì nêu rõ số dôi dư.",
            )
            yield replace(more, severity="vừa")


def _posts(account: Account, amounts: list[int]) -> Iterator[Claim]:
    for three in combinations(amounts[:8], 3):
        named = {_role(account.quantities[n], _POSTS): n for n in three}
        if set(named) != {"given", "present", "vacant"}:
            continue
        given, present, vacant = (
            account.quantities[named[name]] for name in ("given", "present", "vacant")
        )
        figures = (named["present"], named["given"], named["vacant"])
        if given.value == present.value + vacant.value:
            yield Claim("R05", figures, True, weight=3)
            return
        rest = given.value - present.value
        flat = [n for n in account.same_sentence(named["given"]) if not account.quantities[n].depth]
        beside = abs(present.sentence - given.sentence) == 1
        beside = beside and abs(rest - vacant.value) <= _TWO  # else some of them only are meant
        alone = set(flat) == set(figures[1:] if beside else figures)
        if alone and rest > 0 and not _BEYOND.search(account.around(*figures)):
            terms = ((named["given"], 1), (named["present"], -1))
            must = "được giao trừ có mặt phải bằng còn thiếu"
            yield from judged(account, "Biên chế còn thiếu", named["vacant"], terms, must)
            return
        over = present.value > given.value and vacant.value > 0
        if over and given.sentence + 1 >= present.sentence:
            yield beyond(
                figures,
                present,
                given,
                f'"{account.named(named["present"])}" nhiều hơn "{account.named(named["given"])}", '
                f'mà còn "{account.named(named["vacant"])}".',
                "Kiểm tra lại số được giao, số có mặt, số còn thiếu.",
                weight=2,
            )
            return
