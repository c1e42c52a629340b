"""Claims "theo X: A, B, C": parts whose total stands in another line of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from cchc_toolkit.documents.claims.account import Account, clause
from cchc_toolkit.documents.claims.claim import Claim, plain
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.documents.claims.told_period import other_period, told_period
from cchc_toolkit.documents.claims.wording import OVERLAP, REST
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_OPENS = re.compile(
    r"\b(?:theo|chia|phân)\b [^:;.\d]{2,50}:|(?:^|[.;] )(?:nếu )?(?:(?:chia|tính|xét|phân) )?theo"
    r" [^:;,.\d]{2,30} thì\b"
    r"|(?:^|[^\w,;] )(?:về )?(?P<people>trình độ|độ tuổi|tuổi|giới(?: tính)?|người trả lời)"
    r"[^:;.,\d]{0,20}:"
)
_COUNTED = re.compile(rf"(?<!\w){any_of(COUNTED)}(?!\w)", re.IGNORECASE)
_ROLES = ("received", "new", "to_resolve", "total", "resolved")
_ANSWERS = {"người trả lời": "phiếu"} | dict.fromkeys(
    ("trình độ", "độ tuổi", "tuổi", "giới", "giới tính"), "người"
)
"""What the parts of people count."""
_LARGE = 100
_HEAD = re.compile(r"(?:^|(?<=[.;] ))(?:[-+] |\w{1,2}[.)] )?(?P<head>[^.:;,\d][^.:;,]{5,60}):")
_PUT_ASIDE = re.compile(r"^(?:trong đó|gồm|và|tổng)(?: có)? ")
_AGE = re.compile(r"\b(?:trên|dưới|từ|đến)$")
"""Before a bound of ages, which counts nobody: "dưới 30 có 96; trên 50 có 95"."""
_REACH = 12
_SHORT = 6
_TWO = 2
_FEWEST = 10
_NEAR = 20
"""A sum within a twentieth of a total is meant to be it."""


def without_total(account: Account) -> Iterator[Claim]:
    """Yield a claim for each division whose total is told in another sentence.

    Lines that divide side by side divide one total, whatever each calls its parts.
    """
    parted = dict((*_rows(account), *_divisions(account)))
    found = [(run, list(_against(account, run, noun))) for run, noun in parted.items()]
    for run, claims in found:
        yield from claims
        at = account.quantities[run[0]].passage
        totals = (
            one.figures[0]
            for other, told in found
            for one in told
            if one.holds and abs(account.quantities[other[0]].passage - at) <= _TWO
        )
        total = next(totals, None) if not claims else None
        parts = [account.quantities[n].value for n in run]
        if total is not None and _meant(account, total, run, sum(parts, Decimal(0))):
            yield _wrong(account, run, parts, total)


def _divisions(account: Account) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the parts of each division that has no total in its sentence, and what they count."""
    for own in account.by_passage:
        passage = account.quantities[own[0]].passage if own else 0
        for opener in _OPENS.finditer(account.lower[passage]) if own else ():
            run = _parts(account, own, opener.end())
            before = [n for n in own if account.quantities[n].stop <= opener.start()]
            same = (
                [
                    n
                    for n in before
                    if account.quantities[n].sentence == account.quantities[run[0]].sentence
                ]
                if run
                else []
            )
            if len(run) > 1 and not same:
                noun = _ANSWERS.get(opener["people"]) or _noun(account, run, opener)
                yield run, noun


def _rows(account: Account) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the parts of each sentence of a row that ends with all others, and what they count.

    "Hồ sơ của khối đất đai 236, của khối tư pháp 1.294, khối khác 38".
    """
    for own in account.by_passage:
        for _, group in groupby(own, key=lambda n: account.quantities[n].sentence):
            run = [n for n in group if not account.quantities[n].depth]
            ones = [account.quantities[n] for n in run]
            rest = len(run) > _TWO and REST.search(ones[-1].lead)
            head = ones[-1].lead[: rest.start()].strip() if rest else ""
            named = head and all(re.search(rf"\b{head}\b", one.lead) for one in ones)
            if named and all(one.use == "amount" and not one.divisor for one in ones):
                yield tuple(run), ones[0].counted


def named_again(account: Account) -> Iterator[Claim]:
    """Yield the claim of parts whose whole is told before by the words that open them.

    "Chi đầu tư 1.450 …. Chi đầu tư cho 3 công trình: A 680, B 540, C 230".
    """
    for own in account.by_passage:
        passage = account.quantities[own[0]].passage if own else 0
        for opener in _HEAD.finditer(account.lower[passage]) if own else ():
            run = _parts(account, own, opener.end(), money=True)
            whole = _named(account, opener["head"], run) if len(run) > _TWO else None
            if whole is None or any(account.quantities[n].bracket > -1 for n in run):
                continue
            one = account.quantities[whole]
            parts = [_in_unit(account, n, one.scale) for n in run]
            missing = one.value / one.scale - sum(parts, Decimal(0))
            if not missing:
                yield Claim("R01", (whole, *run), True, weight=2)
            elif any(slip(part, part + missing).startswith("đảo") for part in parts):
                yield _wrong(account, run, parts, whole)


def _in_unit(account: Account, n: int, scale: Decimal) -> Decimal:
    """Return a number in the unit of its whole, which it may leave unsaid."""
    one = account.quantities[n]
    return one.value / scale if one.unit else one.value


def _named(account: Account, head: str, run: Sequence[int]) -> int | None:
    """Return the one amount right before some parts whose clause opens their head."""
    first = account.quantities[run[0]]
    ones = [
        n
        for n in range(max(0, run[0] - _REACH), run[0])
        if (one := account.quantities[n]).use == "amount"
        and first.passage - one.passage <= _TWO
        and (one.passage, one.sentence) != (first.passage, first.sentence)
        and not one.divisor
        and len(lead := _PUT_ASIDE.sub("", one.lead)) > _SHORT
        and head.startswith(f"{lead} ")
    ]
    return ones[0] if len({account.quantities[n].value for n in ones}) == 1 else None


def _parts(
    account: Account, own: Sequence[int], start: int, money: bool = False
) -> tuple[int, ...]:
    found: list[int] = []
    for n in own:
        one = account.quantities[n]
        if one.start < start or one.depth or _AGE.search(one.lead):
            continue
        if found and one.sentence != account.quantities[found[0]].sentence:
            break
        kind = next((account.quantities[m].unit for m in found if account.quantities[m].unit), "")
        if (
            one.use == "amount"
            and not one.divisor
            and money >= one.is_money
            and kin(one.unit, kind)
        ):
            found.append(n)
        elif one.use == "amount":
            return ()
    return tuple(found)


def _noun(account: Account, run: tuple[int, ...], opener: re.Match[str]) -> str:
    """Return what parts count: what stands behind one of them, else before the opener, else ""."""
    units = (account.quantities[n].unit for n in run)
    said = list(_COUNTED.finditer(opener.string[max(0, opener.start() - 60) : opener.start()]))
    return next(filter(None, units), said[-1][0] if said else "")


def _totals(account: Account, run: tuple[int, ...], noun: str) -> Iterator[int]:
    """Yield the numbers that some parts may be the parts of."""
    dossiers, largest = kin(noun, "hồ sơ"), max(account.quantities[n].value for n in run)
    own = account.section[account.quantities[run[0]].passage]
    for n in account.amounts:
        one = account.quantities[n]
        if n in run or not one.counted or one.divisor or not kin(one.counted, noun):
            continue
        if dossiers:
            before = n < run[0] and one.passage == account.quantities[run[0]].passage
            fits = (one.role in _ROLES or before) and one.value >= _LARGE
        else:
            here = n < run[0] and account.section[one.passage] == own
            ahead = account.lower[one.passage][: one.start].rsplit(". ", 1)[-1]
            fits = here and not _OPENS.search(ahead)
        if fits and one.value > largest:
            yield n


def _meant(account: Account, total: int, run: tuple[int, ...], added: Decimal) -> bool:
    """Whether parts are meant to make a total of their period: near it, or a slip of the hand.

    Of people some may go unnamed, so that too many only are a fault.
    """
    one, part = account.quantities[total], account.quantities[run[0]]
    here = (part.passage, part.start)
    if other_period(account, here, (one.passage, one.start)):
        return False
    near = abs(one.value - added) * _NEAR <= added
    if any(REST.search(account.label(n)) for n in run) and told_period(account, *here):
        near = near or added * _TWO > one.value
    people = one.unit and not kin(one.unit, "hồ sơ")
    return bool(slip(one.value, added)) or (near and (added > one.value or not people))


def _against(account: Account, run: tuple[int, ...], noun: str) -> Iterator[Claim]:
    parts = [account.quantities[n] for n in run]
    added = sum((one.value for one in parts), Decimal(0))
    for n in account.by_value.get(added, ()):
        if n not in run and added >= _FEWEST and kin(account.quantities[n].counted, noun):
            yield Claim("R01", (n, *run), True, weight=2)
            return
    near = [n for n in _totals(account, run, noun or "hồ sơ") if _meant(account, n, run, added)]
    if not near or OVERLAP.search(account.around(*run)):
        return
    words = telling(parts[0].lead)
    meant = max(near, key=lambda n: len(words & label(account.quantities[n])))
    yield _wrong(account, run, [one.value for one in parts], meant)


def _wrong(account: Account, run: tuple[int, ...], parts: Sequence[Decimal], at: int) -> Claim:
    """Return the claim that parts, in the unit of a whole, do not make it."""
    terms = " + ".join(print_number(plain(one)) for one in parts)
    total = account.quantities[at]
    added, whole = plain(sum(parts, Decimal(0))), plain(total.value / total.scale)
    gap = whole - added
    return Claim(
        "R01",
        (run[-1], *run[:-1], at),
        False,
        f"{terms} = {print_number(added)} ≠ {print_number(whole)} "
        f'("{account.quantities[at].quote}"), '
        f"{'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}: "
        f"{'; '.join(clause(account, n) for n in run)}.",
        severity="cao",
        expected=print_number(whole),
        found=print_number(added),
        weight=2,
    )
