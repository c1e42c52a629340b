"""Claims made twice: one thing counted in two places, one number with two nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from cchc_toolkit.documents.claims.account import OTHER_SCOPE, Account, clause
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.ratio import Ratio
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.documents.claims.told_again import of_all, sums_up, word_for_word
from cchc_toolkit.documents.claims.told_apart import told_apart
from cchc_toolkit.documents.claims.told_period import looks_ahead, other_period
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_SHARED, _MOSTLY = 4, 0.6
_FEW = 20
_TWO = 2
_ROLES = ("received", "to_resolve", "resolved", "new", "pending", "late", "online", "direct")
_LARGE = 100
"""Below it only two digits that changed places are a slip: others meet by chance."""
_OTHER_TIME = re.compile(
    r"\bcùng kỳ\b|\b(?:năm|kỳ|quý|tháng) trước\b|\btừ\b(?! đầu kỳ)|\bước\b|\blũy kế\b|\bnăm nay\b"
    r"|(?<!từ )\bđầu (?:năm|quý|kỳ|tháng)\b"
)
_POINTS_BACK = re.compile(r"^(?:[^\W\d_]+ ){0,4}(?:nêu trên|trên|này|đó|nói trên)\b")
_POSTED = re.compile(r"\bniêm yết\b|\bcông bố danh mục\b")
_OF_DOSSIERS = re.compile(r"\b(?:tiếp nhận|giải quyết|trả kết quả)(?: được)?(?: mới)?$")


def repetition_claims(
    account: Account, pairs: Sequence[Ratio], sure: frozenset[int]
) -> Iterator[Claim]:
    """Yield a claim for each thing that is counted twice, `sure` being figures that add up."""
    yield from _twice(account, sure)
    yield from _by_role(account, sure)
    yield from _of_rare_noun(account, sure)
    yield from _late_of_all(account, sure)
    yield from _turned_elsewhere(account, sure)
    yield from told_apart(account, pairs)
    yield from _two_ratios(account, pairs, sure)
    yield from _two_nouns(account)


def _twice(account: Account, sure: frozenset[int]) -> Iterator[Claim]:
    labels = {n: label(account.quantities[n]) for n in account.amounts}
    known = [
        n for n in account.amounts if len(labels[n]) >= _TWO and not account.quantities[n].divisor
    ]
    by_word: dict[str, list[int]] = {}
    for n in known:
        for word in labels[n]:
            by_word.setdefault(word, []).append(n)
    rare = {word: places for word, places in by_word.items() if len(places) <= _FEW}
    pairs = sorted({(a, b) for places in rare.values() for a in places for b in places if a < b})
    for first, second in pairs:
        if first in sure and second in sure:
            continue
        one, other = account.quantities[first], account.quantities[second]
        if not _comparable(one, other):
            continue
        common = labels[first] & labels[second]
        smaller = min(len(labels[first]), len(labels[second]))
        alike = len(common) >= _SHARED and len(common) >= _MOSTLY * smaller
        open_ones = first not in sure and second not in sure
        same = len(common) == smaller and bool(one.unit) and one.unit == other.unit
        summed = sums_up(account, first) != sums_up(account, second)
        alike = alike or (same and (open_ones or summed))
        if not alike:
            continue
        if one.value == other.value:
            yield Claim("R08", (first, second), True)
        elif _parted(account, first, second):
            continue
        elif (
            _slipped(one, other)
            or (summed and one.unit == other.unit and of_all(account, first, second))
            or word_for_word(account, first, second)
        ):
            yield _differs(account, first, second, sure)


def _by_role(account: Account, sure: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each part of the flow of dossiers that two places count differently."""
    carried = any(one.role == "carried" for one in account.quantities)
    for role in _ROLES:
        same = (role, "new") if role == "received" and not carried else (role,)
        told = [
            n
            for n in account.amounts
            if (one := account.quantities[n]).role in same
            and one.unit in ("hồ sơ", "hs", "")
            and one.value >= _LARGE
            and not one.divisor
            and not OTHER_SCOPE.search(f"{one.wide[-60:]} {one.trail}")
            and not _OTHER_TIME.search(f"{one.lead} {one.trail}")
        ]
        values = {account.quantities[n].value for n in told}
        if len(values) != _TWO:
            continue
        first = told[0]
        second = next(
            n for n in told if account.quantities[n].value != account.quantities[first].value
        )
        one, other = account.quantities[first], account.quantities[second]
        apart = (one.passage, one.sentence) != (other.passage, other.sentence)
        if apart and slip(one.value, other.value).startswith("đảo"):
            yield _differs(account, first, second, sure)


def _of_rare_noun(account: Account, sure: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim where two places count a thing named twice with two digits in another order."""
    told: dict[str, list[int]] = {}
    for n in account.amounts:
        one = account.quantities[n]
        if not one.divisor and not one.is_money and not one.depth:
            told.setdefault(one.unit, []).append(n)
    for unit, places in told.items():
        if len(unit.split()) < _TWO or len(places) != _TWO or set(places) & sure:
            continue
        one, other = (account.quantities[n] for n in places)
        if _comparable(one, other) and slip(one.value, other.value).startswith("đảo"):
            yield _differs(account, places[0], places[1], sure)


def _turned_elsewhere(account: Account, sure: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each open figure that is another of its words with two digits turned."""
    known = [n for n in account.amounts if account.quantities[n].value >= _LARGE]
    values = {account.quantities[n].value for n in known if n in sure}
    same: dict[str, dict[str, list[int]]] = {}
    for n in known:
        told = account.quantities[n].text
        same.setdefault("".join(sorted(told)), {}).setdefault(told, []).append(n)
    for n in known:
        one = account.quantities[n]
        if n in sure or one.value in values or one.divisor or one.rough:
            continue
        turned = [
            m
            for told, places in same["".join(sorted(one.text))].items()
            for m in (places if told != one.text else ())
            if (m in sure or m < n)
            and _comparable(one, other := account.quantities[m])
            and one.scale == other.scale
            and slip(one.value / one.scale, other.value / other.scale).startswith("đảo")
            and _of_one_thing(account, n, m, sure)
        ]
        if len({account.quantities[m].value for m in turned}) == 1:
            yield _differs(account, n, turned[0], sure)


def _of_one_thing(account: Account, first: int, second: int, sure: frozenset[int]) -> bool:
    """Whether two clauses share words besides the noun; if open, those right at the numbers."""
    one, other = account.quantities[first], account.quantities[second]
    behind, other_behind = (
        re.split(r"[,;:.()§\d]", account.bare[q.passage][q.stop : q.stop + 40])[0].split()[:_TWO]
        for q in (one, other)
    )
    if behind == other_behind and len(behind) == _TWO:
        return True
    if second in sure:
        return bool((label(one) & label(other)) - telling(one.noun.lower()))
    last, other_last = one.lead.split()[-1:], other.lead.split()[-1:]
    return last == other_last and bool(telling(" ".join(last)))


def _late_of_all(account: Account, sure: frozenset[int]) -> Iterator[Claim]:
    """Yield the claim that what was late of all that was resolved is told alike in two places."""
    ones = [n for n in account.amounts if not account.quantities[n].rough]
    late = [n for n in ones if account.dossier_roles[n] == "late"]
    known = [n for n in late if n in sure]
    resolved = {q.value for q, role in zip(account.quantities, account.dossier_roles, strict=True)
                if role == "resolved"}  # fmt: skip
    for n in late:
        whole = _whole_of(account, n, resolved)
        for first in known if n not in sure and whole >= _LARGE else ():
            apart = first not in account.same_sentence(n)
            differ = account.quantities[first].value != account.quantities[n].value
            of_all = apart and differ and _whole_of(account, first, resolved) == whole
            places = [(q.passage, q.start) for q in map(account.quantities.__getitem__, (n, first))]
            if of_all and not _parted(account, n, first) and not other_period(account, *places):
                yield _differs(account, n, first, sure)


def _whole_of(account: Account, at: int, wholes: Set[Decimal]) -> Decimal:
    """Return of how many something is told: those below its slash, else those told last."""
    behind = account.quantities[at + 1 : at + 2]
    if behind and behind[0].divisor:
        return behind[0].value
    for n in range(at - 1, max(at - _FEW, 0) - 1, -1):
        one = account.quantities[n]
        lines, here = account.quantities[at].passage - one.passage, account.quantities[at].sentence
        if lines > _TWO or (one.role == "pending" and (lines, one.sentence) == (0, here)):
            break
        if one.value in wholes:
            return one.value
    return Decimal(0)


def _parted(account: Account, first: int, second: int) -> bool:
    """Whether one count is the other with those beside it: "17 late: by the staff 6, the line 11".

    So it is with a third of the same words, wherever that stands: 14 late, 9 and 5 of them.
    """
    fewer, more = sorted((first, second), key=lambda n: account.quantities[n].value)
    one, other = account.quantities[fewer], account.quantities[more]
    beside = {account.quantities[n].value for n in account.same_sentence(fewer) if n != fewer}
    if other.value - one.value in {*beside, sum(beside, Decimal(0))}:
        return True
    words = label(one) & label(other) - telling(one.noun.lower())
    return any(
        bool(words) and words <= label(account.quantities[n])
        for n in account.by_value.get(other.value - one.value, ())
        if n not in (first, second)
        and not looks_ahead(account, account.quantities[n].passage, account.quantities[n].start)
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.depth and other.depth:
        return False  # each bracket tells of what stands before it
    if one.lead != other.lead and all(q.wide.rstrip().endswith(":") for q in (one, other)):
        return False  # each label tells of one thing: "Thủ tục: 284 người hài lòng"
    if one.unit != other.unit and not (kin(one.unit, other.unit) and one.unit and other.unit):
        return False
    if (one.passage, one.sentence) == (other.passage, other.sentence):
        return False
    return not any(_OTHER_TIME.search(f"{q.lead} {q.trail}") for q in (one, other))


def _slipped(one: Quantity, other: Quantity) -> bool:
    places = max(one.decimals, other.decimals)
    if one.scale != other.scale:
        return False
    left, right = ((q.value / one.scale).scaleb(places) for q in (one, other))
    how = slip(left, right)
    return bool(how) and (min(left, right) >= _LARGE or how.startswith("đảo"))


def _differs(account: Account, first: int, second: int, sure: frozenset[int]) -> Claim:
    wrong, right = (first, second) if second in sure else (second, first)
    one, other = account.quantities[wrong], account.quantities[right]
    return Claim(
        "R08",
        (wrong, right),
        False,
        f'Cùng một nội dung mà ghi "{clause(account, wrong)}" và "{clause(account, right)}".',
        severity="cao",
        expected=other.text,
        found=one.text,
        advice="Đối chiếu nguồn số liệu, sửa cho thống nhất.",
        weight=0,
    )


def _two_ratios(account: Account, pairs: Sequence[Ratio], sure: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim where "hoàn thành 19/26 nhiệm vụ" is "hoàn thành 17/26 nhiệm vụ" elsewhere."""
    told: dict[tuple[Decimal, str, tuple[str, ...]], list[int]] = {}
    values = {account.quantities[n].value for n in sure}
    for pair in pairs:
        top, bottom = account.quantities[pair.top], account.quantities[pair.bottom]
        verb = tuple(top.lead.split()[-_TWO:])
        said = f"{top.wide[-60:]} {top.trail} {bottom.trail}"
        apart = OTHER_SCOPE.search(said) or _OTHER_TIME.search(said)
        if bottom.divisor and bottom.unit and telling(" ".join(verb)) and not apart:
            told.setdefault((bottom.value, bottom.unit, verb), []).append(pair.top)
    for (whole, unit, verb), tops in told.items():
        many = [account.quantities[n] for n in tops]
        alike = len({one.value for one in many}) == 1 or len({q.passage for q in many}) < _TWO
        if len(tops) != _TWO or alike:
            continue
        wrong, right = sorted(many, key=lambda one: one.value in values)
        said = f"{' '.join(verb)} {{}}/{print_number(whole)} {unit}"
        yield Claim(
            "R08",
            tuple(tops),
            False,
            f'Cùng một nội dung mà ghi "{said.format(wrong.text)}" và "{said.format(right.text)}".',
            severity="cao",
            expected=right.text,
            found=wrong.text,
            advice="Đối chiếu nguồn số liệu, sửa cho thống nhất.",
            weight=0,
        )


def _two_nouns(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number of procedures that is called dossiers, or the other way."""
    for n in account.amounts:
        one = account.quantities[n]
        if one.value < _FEW or not one.unit:
            continue
        if kin(one.unit, "tthc") and _OF_DOSSIERS.search(one.lead):
            near = [account.quantities[m] for m in account.same_sentence(n) if m != n]
            if any(kin(other.unit, "hồ sơ") and other.unit and other.role for other in near):
                yield _noun_claim(
                    one, n, "hồ sơ", "tiếp nhận, giải quyết là hồ sơ, không phải thủ tục"
                )
        elif kin(one.unit, "hồ sơ") and _POSTED.search(f"{one.lead} {one.trail}"):
            yield _noun_claim(
                one, n, "thủ tục", "được niêm yết, công khai là thủ tục, không phải hồ sơ"
            )
        elif kin(one.unit, "hồ sơ") and _POINTS_BACK.match(one.trail):
            same = [
                m
                for m in account.amounts
                if m < n and account.quantities[m].value == one.value and account.quantities[m].unit
            ]
            others = [m for m in same if not kin(account.quantities[m].unit, one.unit)]
            if others and len(others) == len(same):
                noun = account.quantities[others[-1]].noun
                yield _noun_claim(one, n, noun, f"số này ở trên là {noun}")


def _noun_claim(one: Quantity, n: int, noun: str, why: str) -> Claim:
    return Claim(
        "R09",
        (n,),
        False,
        f'Lời văn ghi "{one.quote}": {why}.',
        severity="cao",
        expected=noun,
        found=one.quote,
        suggestion=f'Nhiều khả năng phải viết "{one.text} {noun}".',
        advice="Sửa danh từ đứng sau con số, hoặc ghi đúng số của danh từ ấy.",
    )
