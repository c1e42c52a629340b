"""A rate of the prose, the part that it is of, and the wholes that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.wording import BASE_NAMED
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_LEADS = re.compile(
    r"^[^.;:\d]{0,20}(?:; ?(?=đạt|bằng|chiếm|t[ỷỉ] lệ|đúng))?"
    r"[^.;:\d]{0,60}(?:\b(?:đạt|chiếm|bằng|t[ỷỉ] lệ|tương ứng|tương đương|tức)\b|\("
    r"|, ?|[=→~≈–] ?|[=-]> ?)[^.;:\d]{0,50}$"
)
OWN_LABEL = re.compile(r"\bt[ỷỉ] lệ (?P<label>[^,;:.()%\d]{4,60}?)(?: (?:đạt|là|chiếm|bằng)\b|$)")
_PLAIN = frozenset(
    [
        "số",
        "của",
        "trên",
        "tổng",
        "đạt",
        "là",
        "các",
        "có",
        "được",
        "đã",
        "trong",
        "cho",
        "và",
        "với",
        "so",
        "hồ",
        "sơ",
        "phiếu",
        "người",
        "về",
        "vào",
        "ra",
        "lại",
    ]
)
_JOINT_WORDS = (
    "đạt chiếm bằng tỷ tỉ lệ tương ứng đương tức khoảng gần hơn thì mức "
    "giải ngân thực hiện hoàn thành"
)
_JOINTS = frozenset(_JOINT_WORDS.split())
_PLAN = re.compile(r"\b(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán|yêu cầu|được giao)\b")
_AND_OF = re.compile(
    r"% (?:số|tổng|so với|của|dự toán|kế hoạch)[^.;:,()\d]{0,40},? (?:và|nhưng)(?: chỉ)?"
    r"(?: chiếm| bằng| đạt)? "
)
_STATES_BASE = re.compile(
    r"(?:\bt[ỷỉ] lệ [^.;:\d]{3,60}?\(?|(?:^|, |; ?|\. ?)(?:nếu )?(?=tính|xét|so))"
    r"(?:tính |xét )?\b(?:riêng )?(?:trên|so với)(?: tổng)? số "
    r"(?P<base>[^.;:,()\d]{3,60}?)\)?(?:, [^.;:,()\d]{3,60})? (?:là|đạt|bằng|chiếm) $"
)
"""Before a rate whose whole is named: "tỷ lệ thanh toán (trên số phải nộp) là"."""
_BASE_AHEAD = re.compile(
    r"(?:^|[,;(] ?)(?:nếu )?(?:tính |so |xét )(?:riêng )?(?:trên|với|trong)(?: tổng)? số "
    r"(?P<base>[^.;:,()\d]{3,60}?),? (?:là|thì đạt|đạt|bằng|chiếm|được|tỷ lệ là) $"
)
"""Before a rate whose part stands before and whose whole is named: "tính trên số đã trả, đạt"."""
_SHARE_OF_NOUN = re.compile(
    rf"% (?P<base>(?:{any_of(f'{COUNTED}|dân số')}) [^.;:,()\d%]{{3,40}})", re.IGNORECASE
)
_OF_PART = re.compile(r"\b(?:chiếm|bằng|đạt)(?: tỷ lệ| khoảng)?$")
_SPANS = frozenset(("giây", "phút", "giờ", "ngày", "tháng", "năm", "tuổi", "điểm"))
_BOUND = re.compile(r"\b(?:trên|dưới|quá|từ|đến)$")
"""Before the bound of a step, which is no part: "dưới 15 phút chiếm 60%"."""
_SPREAD_ON = re.compile(r"\b(?:tính|xét|chia)(?: riêng)? (?:trên|cho)(?: tổng| số){0,2}$")
_NAMED_WITHIN = 60
_MANY_WORDS = 2
_SIGNS = re.compile(r"[^\w ]")
_PERIOD_BEHIND = re.compile(r"% (?:so với |của )?(?:quý|tháng|năm|cùng kỳ)[^.;:,\d]{0,20}\(")
_PERIOD_ASIDE = re.compile(
    r"% (?:so với |của )?(?:quý|tháng|năm|cùng kỳ)[^.;:,()]{0,25}\((?:là |đạt )?$"
)
_NAMED_ASIDE = re.compile(r"^[^()\d]{0,20}\) (?:bằng|đạt|chiếm) (?:khoảng |gần )?$")
"""Behind a part that a bracket names: "quý III (1.240) bằng 124% …"."""
_FAR = 100
"""A whole farther off than the section counts only from this size on: small ones meet by chance."""
_NEAR = 12


@dataclass(frozen=True)
class Case:
    """A rate, the part that it is of, and the wholes that may be meant, the likeliest first."""

    rate: int
    part: int
    near: tuple[int, ...]
    far: tuple[int, ...]
    named: bool
    """Whether the first of the near wholes is the one that the words name."""
    sure: bool
    """Whether the words make the part the numerator beyond doubt."""


def case_of(account: Account, at: int) -> Case | None:
    """Return the case of a rate, None where no amount beside it is what it is of."""
    found = _part(account, at)
    if found is None:
        return _stated(account, at)
    part, sure = found
    spread = _told_part(account, at, part)
    if spread is not None:
        return Case(at, spread, (part,), (), True, True)
    exceeded = _exceeded(account, at, part)
    if exceeded is not None:
        return Case(at, exceeded, (part,), (), True, sure)
    named = _named(account, at, part)
    between = account.quantities[min(part, at) + 1 : at]
    alone = _has_whole(account, part) and all(one.use != "percent" for one in between)
    near = tuple(dict.fromkeys((*named, *_near(account, at, part, alone))))
    far = () if alone else tuple(_far(account, part))
    far = tuple(n for n in far if n not in near)
    return Case(at, part, near, far, bool(named), sure)


def _stated(account: Account, at: int) -> Case | None:
    """Return the case of "640 đơn phải nộp phí, 512 đã nộp. Tỷ lệ (trên số phải nộp phí) là 80%".

    The words name the whole, which an amount before the part tells.
    """
    rate = account.quantities[at]
    said = _STATES_BASE.search(account.lower[rate.passage][max(0, rate.start - 150) : rate.start])
    ahead = [n for n in account.near(at) if n < at and account.quantities[n].use == "amount"]
    if said is None or len(ahead) < 2 or ahead[-1] != at - 1:
        return None
    *wholes, part = ahead
    top, named = account.quantities[part], _words(said["base"])
    fits = [
        n
        for n in wholes
        if (one := account.quantities[n]).value >= top.value
        and rate.sentence - one.sentence in (0, 1)
        and alike(top, one)
        and named <= _words(f"{one.lead} {one.trail}")
    ]
    behind = said[0][said.end("base") - said.start() :]
    label = _words(_SIGNS.sub(" ", behind)) - _JOINTS
    mine = _words(f"{top.lead} {top.noun.lower()} {top.trail}")
    known = named and len({account.quantities[n].value for n in fits}) == 1
    known = known and (not label or bool(label & mine))
    return Case(at, part, (fits[-1],), (), True, True) if known else None


def _told_part(account: Account, at: int, whole: int) -> int | None:
    """Return the part of "thành 19 … Tính trên 22 vụ thì tỷ lệ thành là 86,4%", None if untold."""
    label = OWN_LABEL.search(account.quantities[at].wide)
    if label is None or not _SPREAD_ON.search(account.quantities[whole].lead):
        return None
    named = _words(label["label"])
    fits = [
        n
        for n in account.near(at)
        if n < whole
        and (one := account.quantities[n]).use == "amount"
        and named
        and _words(one.lead) == named
        and one.value <= account.quantities[whole].value
    ]
    return fits[-1] if len({account.quantities[n].value for n in fits}) == 1 else None


def _exceeded(account: Account, at: int, plan: int) -> int | None:
    """Return what reached a plan that stands right before its rate: "1.204, vượt 204 so với 1.000".

    None where the amount before the rate is no plan.
    """
    one, rate = account.quantities[plan], account.quantities[at]
    if not _PLAN.search(one.lead):
        return None
    ahead = [
        n
        for n in account.same_sentence(at)
        if n < plan
        and account.quantities[n].use == "amount"
        and account.quantities[n].depth <= one.depth
    ]
    if not ahead or not alike(one, account.quantities[ahead[-1]]):
        return None
    done = account.quantities[ahead[-1]]
    return ahead[-1] if (done.value > one.value) == (rate.value > 100) else None


def _has_whole(account: Account, part: int) -> bool:
    """Whether the sentence says the whole itself, right before the part: then no other is meant."""
    one = account.quantities[part]
    before = [n for n in account.same_sentence(part) if n < part]
    if not before:
        return False
    whole = account.quantities[before[-1]]
    return (
        whole.use == "amount" and bool(whole.unit) and alike(one, whole) and whole.value > one.value
    )


def _part(account: Account, at: int) -> tuple[int, bool] | None:
    """Return the amount that a rate is of, and whether that is beyond doubt."""
    rate = account.quantities[at]
    own = account.same_sentence(at)
    place = own.index(at)
    if place + 1 < len(own):
        following = own[place + 1]
        if account.quantities[following].use == "amount" and re.match(
            r"^%(?: trong đó| số này| trong số này)? ?(?:\([^.;:\d()]{0,20}|(?:với|là) "
            r"|[^.;:\d()]{0,40}(?:tức(?: là)?|tương (?:ứng|đương)(?: với)?) )$",
            account.between(at, following),
        ):
            return following, True
    behind = at
    for before in reversed(own[:place]):
        one = account.quantities[before]
        if one.use == "percent" and _AND_OF.fullmatch(account.between(before, behind)):
            behind = before  # "chiếm 80% số nhận mới và 76,5% số phải giải quyết"
            continue
        aside = _NAMED_ASIDE.match(account.between(before, at))
        following_words = account.lower[rate.passage][rate.end : rate.end + 40]
        if one.depth > rate.depth and not (aside and _PERIOD_BEHIND.match(following_words)):
            continue
        if one.unit in _SPANS and _BOUND.search(one.lead):
            return None
        if one.use != "amount" or not _LEADS.match(outside(account, before, behind)):
            return None
        return before, _is_of(one, rate, outside(account, before, behind))
    return None


def _is_of(part: Quantity, rate: Quantity, between: str) -> bool:
    """Whether the words between do not name something else than the part."""
    label = OWN_LABEL.search(rate.wide)
    mine = _words(f"{part.lead} {part.noun.lower()} {part.trail}")
    if label is not None:
        named = _words(label["label"])
        return len(named & mine) * 2 > len(named)
    if "còn lại" in between:
        return False  # "08 hồ sơ trễ, các hồ sơ còn lại đúng hạn, đạt 99,6%": of the rest
    # Behind a part all as far as the comma tells of it: "1.217 hồ sơ đúng và trước hạn, đạt".
    apart = _BASE_AHEAD.sub("", between).rsplit(",", 1)[-1]
    said = _words(re.sub(r"[^\w ]", " ", apart)) - mine - _JOINTS
    return len(said) < _MANY_WORDS


def outside(account: Account, first: int, second: int) -> str:
    """Return what stands between two quantities, without what brackets between them hold."""
    return re.sub(r"\([^()]{0,200}\)", "", account.between(first, second))


def _named(account: Account, at: int, part: int) -> tuple[int, ...]:
    """Return the whole that the words behind a rate name: "% số đã giải quyết", "% dự toán (…)"."""
    rate, one = account.quantities[at], account.quantities[part]
    found = BASE_NAMED.match(account.lower[rate.passage][rate.end : rate.end + 90])
    behind = _named_behind(account, at, part, found is None)
    if behind is None and found is None:
        loose = _named_loosely(account, at, part)
        return (loose,) if loose is not None else ()
    if behind is not None or found is None:
        return (behind,) if behind is not None else ()
    told = _named_by_words(account, at, part, found["base"])
    if told is not None:
        return (told,)
    role = role_of(found["base"], "", "")
    if not role or role == "total":
        return ()
    roles = {"received": ("received", "new"), "new": ("new", "received")}.get(role, (role,))
    start = account.section[rate.passage]
    fits = [
        n
        for n in account.by_section[start]
        if account.quantities[n].role in roles
        and account.quantities[n].use == "amount"
        and n < at
        and n != part
        and account.quantities[n].is_money == one.is_money
        and alike(one, account.quantities[n])
    ]
    return tuple(reversed(fits)) if len({account.quantities[n].value for n in fits}) == 1 else ()


def base_said(account: Account, at: int) -> str:
    """Return the words right behind a rate that name its whole: "97% số đã giải quyết", else ""."""
    rate = account.quantities[at]
    behind = account.lower[rate.passage][rate.end : rate.end + 90]
    found = BASE_NAMED.match(behind) or _SHARE_OF_NOUN.match(behind)
    return found["base"] if found else ""


def _named_loosely(account: Account, at: int, part: int) -> int | None:
    """Return the whole that words before a rate name, or the noun right behind "chiếm 75%"."""
    rate = account.quantities[at]
    text = account.lower[rate.passage]
    said = _BASE_AHEAD.search(text[max(0, rate.start - 90) : rate.start])
    if said is None and _OF_PART.search(rate.lead):
        said = _SHARE_OF_NOUN.match(text[rate.end : rate.end + 60])
    return _named_by_words(account, at, part, said["base"]) if said is not None else None


def _named_behind(account: Account, at: int, part: int, of_period: bool) -> int | None:
    """Return the whole right behind a rate: "% dự toán (7.000 …)", "% cùng kỳ (8.000 …)"."""
    rate, one = account.quantities[at], account.quantities[part]
    own = account.same_sentence(at)
    following = own[own.index(at) + 1 :]
    if not following:
        return None
    whole = account.quantities[following[0]]
    gap = account.passages[rate.passage].text.lower()[rate.end : whole.start]
    if of_period:
        near = bool(_PERIOD_ASIDE.match(gap)) and bool(whole.unit)
    else:
        near = len(gap) < _NAMED_WITHIN and not re.search(r"[;:\[]|, ", gap)
    return following[0] if near and whole.use == "amount" and alike(one, whole) else None


def _named_by_words(account: Account, at: int, part: int, base: str) -> int | None:
    """Return the one whole that is told by the words that name it: "45% số phiếu hợp lệ"."""
    own = account.same_sentence(at)
    one = account.quantities[part]
    wholes = [
        (n, whole)
        for n in account.by_section[account.section[account.quantities[at].passage]]
        if n < at
        and n != part
        and (whole := account.quantities[n]).use == "amount"
        and whole.value >= one.value
        and (alike(one, whole) or re.search(rf"\b{whole.unit}\b", base))
    ]
    for named in filter(None, map(_words, dict.fromkeys((base, base.partition(",")[0])))):
        for ahead in ("lead", "wide"):
            fits = [
                n
                for n, whole in wholes
                if (n in own or len(named) >= _MANY_WORDS or _just_before(account, at, n))
                and named <= _words(_SIGNS.sub(" ", _told(whole, ahead)))
            ]
            if fits and len({account.quantities[n].value for n in fits}) == 1:
                return fits[-1]
    return None


def _just_before(account: Account, at: int, n: int) -> bool:
    """Whether a figure stands in the sentence before a rate."""
    one, rate = account.quantities[n], account.quantities[at]
    return one.passage == rate.passage and rate.sentence - one.sentence == 1


def _told(whole: Quantity, ahead: str) -> str:
    """Return the words round a whole, what it counts too."""
    return f"{getattr(whole, ahead)} {whole.noun.lower()} {whole.trail}"


def _near(account: Account, at: int, part: int, alone: bool) -> Iterator[int]:
    """Yield the wholes of the sentence, then those right before it, then those after the rate.

    `alone` says that the sentence has the whole itself: then none before it is meant.
    """
    one = account.quantities[part]
    own = account.same_sentence(at)
    before = [n for n in own if n < part and account.quantities[n].depth <= max(one.depth, 1)]
    parts = {account.section[one.passage], account.section[max(0, one.passage - 1)]}
    earlier = [
        n
        for start in sorted(parts)
        for n in account.by_section.get(start, ())
        if not alone and n < part and n not in own and account.quantities[n].use == "amount"
    ][-_NEAR:]
    after = [n for n in own if n > at]
    for n in (*reversed(before), *reversed(earlier), *after):
        if _may_be_whole(account, n, part, at):
            yield n


def _far(account: Account, part: int) -> Iterator[int]:
    one = account.quantities[part]
    least = max(Decimal(_FAR), one.value)
    for n in account.distinct(part):
        whole = account.quantities[n]
        if n != part and whole.value >= least and alike(one, whole):
            yield n


def _may_be_whole(account: Account, n: int, part: int, at: int) -> bool:
    one, whole, rate = account.quantities[part], account.quantities[n], account.quantities[at]
    if whole.use != "amount" or n == part or not whole.value or not alike(one, whole):
        return False
    return whole.value >= one.value or rate.value > 100 or one.is_money


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split()) - _PLAIN
