"""What a change started from and what it came to, as far as the words say which is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.growth_words import (
    BASE_LEAD,
    EARLIER,
    FROM,
    LABEL,
    LABELS,
    PERIOD,
    PLAN,
    TO,
    clause_before,
    full_label,
    is_before,
    said_before,
)
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.wording import COMPARED

_PERIOD_ROSE = re.compile(
    rf"(?:[;,.] |như vậy,? |^)(?P<now>{LABEL})(?: đã)? (?:tăng|giảm|cao hơn|thấp hơn)"
    r"(?: thêm| được| khoảng)? ?$"
)
_NAMED_ROSE = re.compile(
    rf"(?:^|[;,.:] )(?:(?!so\b)[^\W\d_]+ ){{0,5}}(?P<now>{LABEL})(?:/\d{{4}})?"
    r"(?: [^\W\d_]+){0,4} (?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)"
    r"(?: thêm| được| khoảng)? ?$"
)
"""Before a change whose period stands among other words: "số nhận tháng 11 tăng"."""
_SINCE = re.compile(rf"[^.;:,()\d]{{0,20}}\bso (?:với|cùng) (?P<base>{LABEL})\b")
_EXCEEDS = re.compile(r"\bvượt(?: (?:chỉ tiêu|kế hoạch|mục tiêu|dự toán)[^.;,\d]*)?$")
_SAID_AGAIN = re.compile(r"\bso (?:với|cùng)\b|\bcùng kỳ\b|\bhơn\b|;")
_PLAN_IN = re.compile(r"^%? (?:so với )?(?:dự toán|kế hoạch|chỉ tiêu)[^.;:,()\d]{0,30}\(?$")
_THIS = re.compile(r"\b(?:năm|kỳ|quý|tháng) (?:nay|này)\b")
_NOW = re.compile(
    r"(?:vậy |như vậy |thì |nên )?(?:(?:năm|kỳ|quý|tháng) )?(?:nay|này)\b"
    r"|(?:như )?vậy(?: là)? (?:tăng|giảm)"
)
_THUS = re.compile(r"(?:(?:như vậy|như thế|so ra|tính ra)[^.;:()\d]{0,50} |vậy,? )?(?:tăng|giảm)\b")
_ENDS = re.compile(r" ?(?:[.,;:()]|$|so (?:với|cùng)\b)")
_OTHERS = re.compile(r"\b(?:riêng|trong đó|ngoài ra)\b")
_NO_END = re.compile(
    r"\b(?:(?:chênh(?: lệch)?|cách)(?: nhau)?|thang(?: điểm)?|điểm (?:tối đa|chuẩn))(?: là)?$"
)
"""Before how far two numbers are apart, and before the scale of marks: neither of the two."""
_ASIDE = re.compile(r"[^.;()\d]{0,30}\((?:từ )?(?:mức )?")
_GOES_TO = re.compile(r"[^.;,()\d]{0,20}(?:\b(?:xuống|lên|còn|thành)(?: còn)?|→|->) ?")
_CLAUSE = 60


@dataclass(frozen=True)
class Change:
    """A change as said: its amount, its rate, what it is now and what it was; None where unsaid."""

    amount: int | None
    rate: int | None
    now: int | None
    base: int | None
    up: bool


def ends_of(
    account: Account, at: int, own: tuple[int, ...], one: Quantity, done: set[int]
) -> tuple[int | None, int | None]:
    """Return what is and what was, as far as the sentence says which is which."""
    own_points = one.unit == "điểm" and any(
        account.quantities[n].unit == "%" for n in own if n < at
    )
    kind = "%" if one.unit == "điểm %" or own_points else None
    fits = [n for n in own if n not in done and _may_end(account, n, one, kind)]
    told = _in_bracket(account, max(done, default=at), fits)
    if told is not None:
        return told
    if not fits and _THUS.match(one.wide.strip()):
        before = [n for n in account.near(at) if account.quantities[n].sentence == one.sentence - 1]
        fits = [n for n in before if _may_end(account, n, one, kind)]
    text = account.lower[one.passage]
    base = [n for n in fits if BASE_LEAD.search(said_before(text, account.quantities[n].start))]
    base = [n for n in base if not _behind_another(account, n, base)]
    moved = _from_to(account, at, fits, base)
    if moved is not None:
        return moved
    if not base:
        return _unsaid(account, at, fits, kind)
    last = _own_base(account, at, base)
    ahead = [n for n in fits if n < at and n not in base]
    ahead = [n for n in ahead if account.quantities[n].depth <= one.depth] or ahead
    ahead = [n for n in ahead if account.quantities[n].use not in ("mean", "mark")] or ahead
    now = ahead[-1] if ahead else _now_of_sentence_before(account, last) if last < at else None
    return now, last


def _in_bracket(account: Account, at: int, fits: list[int]) -> tuple[int, int] | None:
    """Return what is and what was of "tăng 4,2 điểm (85,3 lên 89,5)", None where none is told."""
    was, now = at + 1, at + 2
    if was not in fits or now not in fits:
        return None
    one, first = account.quantities[at], account.quantities[was]
    aside = _ASIDE.fullmatch(account.lower[one.passage][one.stop : first.start])
    goes = _GOES_TO.fullmatch(
        account.lower[one.passage][first.stop : account.quantities[now].start]
    )
    return (now, was) if aside and goes else None


def _unsaid(
    account: Account, at: int, fits: list[int], kind: str | None
) -> tuple[int | None, int | None]:
    """Return what is and what was where no word marks what was: by plan, period or order."""
    planned = _plan_behind(account, at, fits)
    if planned is not None:
        return planned
    only = [n for n in fits if n < at] if kind == "%" else []
    earlier = _sentence_before(account, at, only[0]) if len(only) == 1 else None
    if earlier is not None:
        return only[0], earlier
    labelled = _by_label(account, at, account.quantities[at])
    named = _named_behind(account, at, fits)
    if labelled == (None, None) and named is not None:
        return None, named
    if labelled != (None, None):
        return labelled
    now, was = _earlier_before(account, at, fits)
    return (now, was) if was is None or _of_period(account, at, now, was) else (None, None)


def _behind_another(account: Account, n: int, base: list[int]) -> bool:
    """Whether a number follows the one that "so với" means: "so với cùng kỳ (20), nhận 25"."""
    ahead = [other for other in base if other < n]
    return bool(ahead) and not _SAID_AGAIN.search(account.between(ahead[-1], n))


def _from_to(account: Account, at: int, fits: list[int], base: list[int]) -> tuple[int, int] | None:
    """Return what is and what was of "từ 15 ngày xuống 10 ngày", None where neither is said."""
    started = [n for n in fits if n < at and FROM.search(account.quantities[n].wide)]
    ended = [
        n for n in fits if n < at and TO.search(account.quantities[n].wide) and n not in started
    ]
    if not started and not ended and not any(n < at for n in base):
        started = [n for n in fits if FROM.search(account.quantities[n].wide[-8:])][:1]
        started = [n for n in started if n > at and ";" not in account.between(at, n)]
        ended = [n for n in fits if started and n > started[0]][:1]
        ended = [n for n in ended if TO.search(account.quantities[n].wide[-12:])]
    own = re.match(r"(?:đối )?với\b|cho\b", account.quantities[at].trail)
    if ended and ended[-1] < at and (own or _OTHERS.search(account.between(ended[-1], at))):
        return None
    return (ended[-1], started[-1]) if started and ended and started[-1] < ended[-1] else None


def _by_label(account: Account, at: int, change: Quantity) -> tuple[int | None, int | None]:
    """Return what is and what was where both stand before, by their periods.

    "Quý III nhận 1.890, quý IV nhận 2.160. Quý IV so với quý III tăng 270."
    """
    text = account.passages[change.passage].text.lower()
    said = _periods_said(text, change)
    if said is None:
        return None, None
    start, now_name, base_name = said
    own = [n for n in account.near(at) if n < at]
    named = _labelled(account, [n for n in own if account.quantities[n].start < start])
    if not named and base_name and change.passage:
        named = _labelled(account, account.by_passage[change.passage - 1])
    others = [name for name in named if name != now_name]
    if not base_name and len(others) == 1 and others[0].split()[0] == now_name.split()[0]:
        base_name = others[0]
    now, base = named.get(now_name), named.get(base_name)
    if now is None or base is None or not _is_of_list(account, change, now, base):
        return None, None
    return now, base


def _is_of_list(account: Account, change: Quantity, now: int, base: int) -> bool:
    """Whether a change is of what a list counts: its period is its subject, or its amount fits."""
    text = account.passages[change.passage].text.lower()
    if _named_among(text, change):
        gap = abs(account.quantities[now].value - account.quantities[base].value)
        role = role_of(change.wide, "", change.wide)
        close = abs(change.value - gap) * 2 <= gap and role == account.quantities[now].role
        return change.value == gap or (close and near_slip(change.value, gap))
    return True


def _named_among(text: str, change: Quantity) -> bool:
    """Whether the period of a change stands among other words: they may name another thing."""
    said = text[max(0, change.start - _CLAUSE) : change.start]
    return _PERIOD_ROSE.search(said) is None and _NAMED_ROSE.search(said) is not None


def _labelled(account: Account, own: Sequence[int]) -> dict[str, int]:
    """Return the numbers of a stretch by the period that each is told for, the first of each."""
    named: dict[str, int] = {}
    for place, n in enumerate(own):
        one = account.quantities[n]
        begin = account.quantities[own[place - 1]].stop if place else 0
        text = account.passages[one.passage].text.lower()
        label = list(PERIOD.finditer(text[begin : one.start]))
        if label:
            named.setdefault(full_label(label[-1][0]), n)
    return named


def _periods_said(text: str, change: Quantity) -> tuple[int, str, str] | None:
    """Return where a change names its periods, the one that is and the one that was, "" unsaid.

    "Quý IV so với quý III tăng 270", "tháng 7 tăng 20% so với tháng 6", "như vậy quý III tăng 20%".
    """
    found = list(LABELS.finditer(text[: change.start]))
    if found and not re.search(r"[.;]\s", text[found[-1].end() : change.start]):
        return found[-1].start(), full_label(found[-1]["now"]), full_label(found[-1]["base"])
    said = text[max(0, change.start - _CLAUSE) : change.start]
    behind = _SINCE.match(text[change.stop : change.stop + _CLAUSE])
    one = _PERIOD_ROSE.search(said) or (_NAMED_ROSE.search(said) if behind else None)
    if one is None or not _ENDS.match(text[change.stop :]):
        return None
    return (
        max(0, change.start - _CLAUSE) + one.start(),
        full_label(one["now"]),
        full_label(behind["base"]) if behind else "",
    )


def _may_end(account: Account, n: int, change: Quantity, kind: str | None) -> bool:
    other = account.quantities[n]
    if other.divisor or change.unit in ("bậc", "hạng", "vị trí"):
        return False  # of ranks the smaller is the better
    if kind == "%":
        return other.unit == "%" and other.use in ("percent", "mark")
    if change.unit == "%":
        return other.use in ("amount", "mean") and not _NO_END.search(other.lead)
    if _NO_END.search(other.lead):
        return False
    counted = other.use == "amount" or (other.use == "mean" and other.unit == change.unit)
    return counted and alike(change, other)


def _own_base(account: Account, at: int, base: list[int]) -> int:
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


def _now_of_sentence_before(account: Account, base: int) -> int | None:
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


def _named_behind(account: Account, at: int, fits: list[int]) -> int | None:
    """Return what was where its year is named again: "Năm 2024 chi 996; … tăng 249 so năm 2024"."""
    change = account.quantities[at]
    text = account.passages[change.passage].text.lower()[change.stop : change.stop + 80]
    said = re.search(rf"\bso (?:với|cùng) (?P<label>{LABEL})\b", text)
    ahead = [n for n in fits if n < at and said and said["label"] in clause_before(account, n)]
    return ahead[0] if len(ahead) == 1 else None


def _earlier_before(account: Account, at: int, fits: list[int]) -> tuple[int | None, int | None]:
    """Return what is and what was of "nhận 640, tháng 01 là 590, tăng 50": the last two before."""
    ahead = [n for n in fits if n < at]
    if len(ahead) == 1 and _told_now(account, at, ahead[0]):
        return None, ahead[0]
    inside = ahead and account.quantities[ahead[-1]].depth > account.quantities[at].depth
    said = clause_before(account, ahead[-1]) if ahead else ""
    if len(ahead) < 2 or (inside and not (EARLIER.search(said) or PLAN.search(said))):
        return None, None
    now, base = ahead[-2:]
    planned = [n for n in (now, base) if PLAN.search(clause_before(account, n))]
    if planned and _EXCEEDS.search(account.quantities[at].wide):
        return (base, now) if planned[0] == now else (now, base)
    earlier, later = (EARLIER.search(clause_before(account, n)) for n in (base, now))
    if later is not None and later[0].startswith("đầu "):
        return base, now
    if earlier is not None and (later is None or is_before(earlier[0], later[0])):
        return now, base
    if earlier is None:
        turned = later is not None and bool(_THIS.search(clause_before(account, base)))
    else:
        turned = later is not None and is_before(later[0], earlier[0])
    return (base, now) if turned else (None, None)


def _of_period(account: Account, at: int, now: int | None, base: int) -> bool:
    """Whether what was is of the period that a change names, and no mean beside a number."""
    change = account.quantities[at]
    text = account.passages[change.passage].text.lower()[change.stop : change.stop + _CLAUSE]
    said = _SINCE.match(text)
    mixed = now is not None and account.quantities[now].use != account.quantities[base].use
    means = "mean" in {account.quantities[n].use for n in (now, base) if n is not None}
    return not (mixed and means) and (said is None or said["base"] in clause_before(account, base))


def _plan_behind(account: Account, at: int, fits: list[int]) -> tuple[int, int] | None:
    """Return what was done and its plan of "thu 8.400, vượt 20% dự toán (7.000)"."""
    ahead, behind = [n for n in fits if n < at], [n for n in fits if n > at]
    if not ahead or not behind or not account.quantities[at].lead.endswith("vượt"):
        return None
    plan = _PLAN_IN.match(account.between(at, behind[0]))
    return (ahead[-1], behind[0]) if plan else None


def _told_now(account: Account, at: int, base: int) -> bool:
    """Whether the one number before a change is earlier: "Năm 2021 có 940, năm nay giảm 30"."""
    earlier = EARLIER.search(clause_before(account, base))
    one = account.quantities[at]
    behind = account.lower[one.passage][one.stop : one.stop + _CLAUSE]
    compared = COMPARED.search(re.split(r"[.;]", behind)[0])
    return bool(earlier and _NOW.match(one.lead) and not compared)


def _sentence_before(account: Account, at: int, now: int) -> int | None:
    """Return what a rate was by the sentence before: "Quý I: 71,2%. Quý II: 74,0%, tăng 2,8 điểm".

    Each of the two sentences names its own period, and has one rate before the change.
    """
    one = account.quantities[at]
    text = account.passages[one.passage].text.lower()
    ahead = [n for n in account.near(at) if n < at and account.quantities[n].unit == "%"]
    before = [n for n in ahead if account.quantities[n].sentence == one.sentence - 1]
    if len(before) != 1 or COMPARED.search(text[one.stop : one.stop + _CLAUSE].split(".")[0]):
        return None
    was, then = account.quantities[before[0]], account.quantities[now]
    label = list(PERIOD.finditer(text[max(0, was.start - 60) : was.start]))
    later = list(PERIOD.finditer(text[was.stop : then.start]))
    kinds = {found[-1][0].split()[0] for found in (label, later) if found}
    apart = label and later and label[-1][0] != later[-1][0]
    return before[0] if apart and len(kinds) == 1 else None
