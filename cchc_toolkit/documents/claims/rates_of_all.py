"""Claims of a row of rates whose words divide everything: they make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain
from cchc_toolkit.documents.claims.role import PARTITIONS, role_of
from cchc_toolkit.documents.claims.wording import OVERLAP, REST, divide
from cchc_toolkit.text.formatting import print_number

_MOST_RATES = 8
_RATES_OFF = 25
"""Percent from which rates that do not make 100 are of different things."""
_REST_OFF = 6
_FEWEST_SHARES = 4
_NAMED_BEFORE = 70
_TRAITS = re.compile(rf"\b(?:nữ|đảng viên|tuổi|dân tộc|trình độ|tôn giáo)\b|{OVERLAP.pattern}")
"""Words of shares that overlap."""
_ONE = r"(?: vào)?(?: đúng| duy nhất)? (?:một|0?1)\b(?! (?:hoặc|hay|số|vài)\b)"
_ONE_EACH = re.compile(
    r"\bmỗi (?:[^\W\d_]+ ){1,4}(?:chỉ )?(?:được )?(?:chọn|đánh dấu|trả lời|xếp|ghi|tích)"
    rf"{_ONE}|\bchỉ (?:được )?(?:chọn|đánh dấu|trả lời|tích){_ONE}"
    r"|\b(?:chọn|trả lời) (?:một|0?1) trong\b"
)
"""Words of a question with one answer each: the shares of its answers make everything."""
_LOWEST = re.compile(r"^[^,;.]*\b(?:dưới|không quá|chưa đến|chưa tới)\b|trở xuống\b")
_HIGHEST = re.compile(r"\b(?:trên|hơn|quá) (?:\d|§)|\btrở lên\b")
"""Names of the open ends of a scale: "dưới 35 tuổi …, trên 60 tuổi …"."""
_BY_STEPS = re.compile(
    r"\btheo (?:nhóm |độ |từng )*(?:tuổi|mức|thời gian)\b|\bđộ tuổi\b|\bcơ cấu\b"
)
_ALL = 100
_MAKE_ALL = re.compile(r"\b(?:cộng|tổng|gộp|đủ|tròn)\b[^.;:\d]{0,20} 100 ?%")
"""What says that some rates make everything: "cộng lại đủ 100%"."""
_NAME_ROOM = 40
_SHARES = re.compile(r"\bchiếm\b|\bcơ cấu\b|\btỷ trọng\b")


def rates_of_all(account: Account) -> Iterator[Claim]:
    """Yield a claim for each row of rates whose words divide everything: they make 100 %."""
    for passage, own in enumerate(account.by_passage):
        sentences = {account.quantities[n].sentence for n in own}
        for sentence in sorted(sentences):
            run = [
                n
                for n in own
                if account.quantities[n].use == "percent"
                and account.quantities[n].sentence == sentence
            ]
            if _MAKE_ALL.search(account.lower[passage]):
                run = [n for n in run if account.quantities[n].value != _ALL]
                run += _in_lines_below(account, passage)
            if not 2 <= len(run) <= _MOST_RATES:
                continue
            yield from _in_time_and_late(account, run)
            read = (_divide_all, _ends_with_rest, _are_shares)
            if not any(one(account, run) for one in read):
                run = _behind_semicolon(account, run)
            yield from _of_row(account, run)


def _in_lines_below(account: Account, passage: int) -> Iterator[int]:
    """Yield the only rate of each line below a passage, as far as each has one."""
    for own in account.by_passage[passage + 1 :]:
        if len(own) != 1 or account.quantities[own[0]].use != "percent":
            return
        yield own[0]


def _of_row(account: Account, run: list[int]) -> Iterator[Claim]:
    """Yield the claim of rates that divide everything, or that can be no shares of one whole."""
    off = _RATES_OFF if _divide_all(account, run) else 0
    if not off and _ends_with_rest(account, run):
        off = _REST_OFF
    added = sum((account.quantities[n].value for n in run), Decimal(0))
    slack = min(account.quantities[n].step for n in run) * len(run) / 2
    if off and abs(added - 100) <= slack:
        yield Claim("R01", tuple(run), True)
    elif abs(added - 100) < off or (slack < added - 100 < _REST_OFF and _are_shares(account, run)):
        terms = " + ".join(account.quantities[n].quote for n in run)
        yield Claim(
            "R01",
            tuple(run),
            False,
            f"Các tỷ lệ {terms} = {print_number(plain(added))}%, không phải 100%.",
            severity="cao",
            expected="100%",
            found=f"{print_number(plain(added))}%",
            advice="Tính lại các tỷ lệ: các phần chia hết toàn thể phải cộng bằng 100%.",
        )


def _are_shares(account: Account, run: Sequence[int]) -> bool:
    """Whether a sentence is but a row of shares: "Hộ tịch chiếm 41,5%; đất đai 33%; …"."""
    own = account.same_sentence(run[0])
    words = account.lower[account.quantities[run[0]].passage]
    start = account.quantities[run[0]].start
    named = _SHARES.search(words[max(0, start - _NAMED_BEFORE) : start])
    labels = {account.quantities[n].lead for n in run}
    of_all = any(account.quantities[n].trail.startswith("tổng") for n in run)
    fewest = _FEWEST_SHARES - 1 if of_all else _FEWEST_SHARES
    plain = not any(account.quantities[n].depth for n in run) and not _TRAITS.search(words)
    return plain and bool(named) and len(labels) == len(run) == len(own) >= fewest


def _in_time_and_late(account: Account, run: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim that what was in time and what was late are everything."""
    roles = {n: role_of(q.lead, q.trail, q.wide) for n in run if (q := account.quantities[n])}
    timely = [n for n in run if roles[n] in ("in_time", "early_in_time")]
    late = [n for n in run if roles[n] == "late"]
    if len(run) < 3 or len(timely) != 1 or len(late) != 1:
        return
    pair = (late[0], timely[0])
    added = sum((account.quantities[n].value for n in pair), Decimal(0))
    early = sum((account.quantities[n].value for n in run if roles[n] == "early"), Decimal(0))
    slack = min(account.quantities[n].step for n in pair)
    if any(abs(total - 100) <= slack for total in (added, added + early)):
        yield Claim("R01", pair, True)
    elif abs(added - 100) < _REST_OFF and early < account.quantities[timely[0]].value:
        shown = f"{print_number(plain(added))}%"
        terms = " + ".join(account.quantities[n].quote for n in pair[::-1])
        yield Claim(
            "R01",
            pair,
            False,
            f"Tỷ lệ đúng hạn và quá hạn: {terms} = {shown}, không phải 100%.",
            severity="cao",
            expected="100%",
            found=shown,
            advice="Tính lại hai tỷ lệ: đúng hạn và quá hạn cộng lại bằng 100%.",
        )


def _behind_semicolon(account: Account, run: list[int]) -> list[int]:
    """Return the rates of a row behind its last semicolon: what stands before is of another."""
    one = account.quantities[run[0]]
    cut = account.lower[one.passage].rfind(";", one.end, account.quantities[run[-1]].start)
    return [n for n in run if account.quantities[n].start > cut]


def _ends_with_rest(account: Account, run: Sequence[int]) -> bool:
    """Whether a row of rates closes with what is left: "…; thu khác 4,3%"."""
    plain = not any(account.quantities[n].depth for n in run)
    return plain and len(run) > 2 and bool(REST.search(account.quantities[run[-1]].lead))


def _answers(account: Account, run: Sequence[int]) -> bool:
    """Whether rates are those of the answers to a question that takes one of each."""
    one = account.quantities[run[0]]
    words = account.lower[one.passage][max(0, one.start - 3 * _NAMED_BEFORE) : one.start]
    names = set(_names(account, run))
    return len(run) > 2 and len(names) == len(run) and bool(_ONE_EACH.search(words))


def _whole_scale(account: Account, run: Sequence[int]) -> bool:
    """Whether rates are those of all steps of a scale, from its open foot to its open head."""
    names = _names(account, run)
    one = account.quantities[run[0]]
    words = account.lower[one.passage][max(0, one.start - _NAMED_BEFORE) : one.start]
    shares = all(name.endswith(("chiếm", "chiếm tỷ lệ")) for name in names)
    if len(run) < 3 or not (shares or (_BY_STEPS.search(words) and "tỷ lệ" not in words)):
        return False
    up = _LOWEST.search(names[0]) and _HIGHEST.search(names[-1])
    down = _HIGHEST.search(names[0]) and _LOWEST.search(names[-1])
    return bool(up or down)


def _names(account: Account, run: Sequence[int]) -> list[str]:
    """Return the words before each rate as far as the sign or the rate before it."""
    one = account.quantities[run[0]]
    text = account.passages[one.passage].text.lower()
    starts = (max(0, one.start - _NAME_ROOM), *(account.quantities[n].end for n in run[:-1]))
    return [
        re.split(r"[;:.]|, ", text[start : account.quantities[n].start].rstrip(" :"))[-1].strip()
        for start, n in zip(starts, run, strict=True)
    ]


def _divide_all(account: Account, run: Sequence[int]) -> bool:
    if any(account.quantities[n].depth for n in run):
        return False
    told = _MAKE_ALL.search(account.lower[account.quantities[run[0]].passage])
    if told or _answers(account, run) or _whole_scale(account, run):
        return True
    roles = frozenset(
        role_of(q.lead, q.trail, q.wide) for q in (account.quantities[n] for n in run)
    )
    if len(roles) == len(run) and any(roles in one for one in PARTITIONS.values()):
        return True
    return bool(divide([account.label(n) for n in run], _MOST_RATES))
