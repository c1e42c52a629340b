"""Claims "A, B, C make T": the parts of a list against its total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike, surely_alike
from cchc_toolkit.documents.claims.left_open import left_open, more_untold
from cchc_toolkit.documents.claims.listing import Listing, compatible, listings
from cchc_toolkit.documents.claims.partition import named_again, without_total
from cchc_toolkit.documents.claims.rates_of_all import rates_of_all
from cchc_toolkit.documents.claims.role import PARTITIONS
from cchc_toolkit.documents.claims.summed_below import summed_below
from cchc_toolkit.documents.claims.sums import adds_up, is_near, wrong_sum
from cchc_toolkit.documents.claims.wording import REST, deny, divide
from cchc_toolkit.text.digits import slip

_TELLING = 50
_SLIGHT = Decimal("0.01")
_MOST = Decimal("1.3")
"""Parts that make more than so many times a total overlap, or are of something else."""
_LINES = 3
_LARGE = 100
_PAIRED = (re.compile(r"\btoàn trình\b"), re.compile(r"\bmột phần\b"), re.compile(r"\btại xã\b"))
"""Labels of a list in a bracket that together are nearly all."""
_GENERAL = frozenset(("đơn vị", "cơ quan", "văn bản", "thiết bị", "tổ chức", "cơ quan, đơn vị"))
"""Nouns that hold kinds of their own in a bracket."""
_WAYS = frozenset(("qua", "của", "tại", "từ", "do", "thuộc"))
"""Words that all parts of a bracket begin with, where it has every one: "(qua A 4, qua B 5)"."""
_NAMES = (
    "kho đợt tháng quý kỳ tuần buổi khối cụm khu thôn ấp bản xóm tổ xã phường phòng trường lớp nhóm"
    " loại mức hạng nguồn kênh"
)
_NAMED = _WAYS | frozenset(_NAMES.split())
"""Kinds of things that each part names another of: more of them than all there are is a fault."""
_OF_OTHERS = frozenset(("người", "lượt", "ngày", "buổi", "cuộc", "lượt người", "lần", "đồng", "%"))
_PEOPLE = frozenset(("người", "đồng chí", "cán bộ", "thành viên", "đại biểu"))
_PRESENT = re.compile(r"\b(?:có mặt|đang có|hiện có|hiện còn)\b")
_SEVERAL = 5
_SPARE = 3


def addition_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each list of parts that has a total."""
    lists = chain(listings(account), summed_below(account))
    found = [(listing, _holding(account, listing)) for listing in lists]
    known = {_labels(account, claim.figures[1:]) for _, claim in found if claim is not None}
    for listing, holding in found:
        claim = holding or _failing(account, listing, known)
        if claim is not None:
            yield claim
    yield from rates_of_all(account)
    yield from without_total(account)
    yield from named_again(account)


def _holding(account: Account, listing: Listing) -> Claim | None:
    for run in listing.runs:
        for total in listing.totals:
            whole = account.quantities[total]
            named = tuple(n for n in run if surely_alike(whole, account.quantities[n]))
            for parts in (run, named) if _fitting(account, total, run) else (named,):
                if len(parts) > 1 and adds_up(account, total, parts):
                    return Claim("R01", (total, *parts), True, weight=3)
    return None


def _failing(account: Account, listing: Listing, known: Set[tuple[str, ...]]) -> Claim | None:
    if _elsewhere(account, listing):
        return None
    told = (_accusation(account, listing, one, run, known) for one, run in _kept(account, listing))
    return next(filter(None, told), None)


def _labels(account: Account, run: Sequence[int]) -> tuple[str, ...]:
    return tuple(account.label(n) for n in run)


def _elsewhere(account: Account, listing: Listing) -> bool:
    """Whether the parts make up another figure of the report: then their total stands there.

    So it does where they do with what was taken for it: "nông dân 611, công nhân 288, …".
    """
    first = account.quantities[listing.parts[0]]
    first = first if first.unit else account.quantities[listing.totals[0]]
    added = sum((account.quantities[n].value for n in listing.parts), Decimal(0))
    beside = account.quantities[listing.totals[0]].value
    loose = not listing.whole and listing.opener in ("", ";")
    if loose and added + beside >= _LARGE and account.by_value.get(added + beside):
        return True
    if _told_near(account, listing, added):
        return True
    return any(
        (alike(one, first) or (added >= _LARGE and not one.is_money and not first.is_money))
        and (
            added >= _TELLING
            or (
                one.passage == account.quantities[listing.parts[0]].passage
                and (n > listing.parts[-1] or bool(_PRESENT.search(one.lead)))
            )
        )
        for n in account.by_value.get(added, ())
        if n not in listing.parts and (one := account.quantities[n])
    )


def _told_near(account: Account, listing: Listing, added: Decimal) -> bool:
    """Whether a line or two before says a sum with the noun of what was taken for the total."""
    total = account.quantities[listing.totals[0]]
    said = [account.quantities[n] for n in account.by_value.get(added, ())]
    return bool(total.unit) and any(
        one.unit == total.unit and 0 < total.passage + 1 - one.passage <= _LINES for one in said
    )


def _fitting(account: Account, total: int, run: tuple[int, ...]) -> bool:
    if compatible(account, total, run):
        return True
    # Parts with nouns of their own ("02 công văn, 01 giải nhất") may confirm, never accuse.
    whole = account.quantities[total]
    return (
        total not in run
        and not whole.is_money
        and not any(account.quantities[n].is_money for n in run)
    )


def _kept(account: Account, listing: Listing) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each total with the run that a list would be wrong by, the likeliest first."""
    run = _narrowest(account, listing)
    for total in listing.totals:
        whole = account.quantities[total]
        own = tuple(n for n in run if alike(whole, account.quantities[n]))
        if len(own) < 2 and _of_own_nouns(account, listing, total, run):
            yield total, run
        if len(own) < 2:
            continue
        if len(own) != len(run) and any(account.quantities[n].unit == "" for n in run):
            continue
        if not _may_hold(account, listing, total, own):
            continue
        yield total, own


def _of_own_nouns(account: Account, listing: Listing, total: int, run: Sequence[int]) -> bool:
    """Whether parts are kinds of what a total counts: "8 đơn vị (5 trường học, 2 trạm y tế, …)"."""
    whole = account.quantities[total]
    parts = [account.quantities[n] for n in run]
    units = {one.unit for one in parts}
    added = sum((one.value for one in parts), Decimal(0))
    beside = listing.opener == "(" or listing.whole
    beside = beside and whole.unit in _GENERAL and whole.value >= _SEVERAL
    far = whole.value / 25 if listing.whole else Decimal(1)
    named = len(units) == len(parts) > 2 and "" not in units and not units & _OF_OTHERS
    return beside and named and abs(added - whole.value) <= max(far, Decimal(1))


def _may_hold(account: Account, listing: Listing, total: int, run: Sequence[int]) -> bool:
    """Whether a total can be that of a run: a larger part needs words that leave no other."""
    whole = account.quantities[total]
    parts = [account.quantities[n] for n in run]
    if whole.is_money or all(one.value <= whole.value for one in parts):
        return True
    added = sum((one.value for one in parts), Decimal(0))
    nearest = total == listing.totals[0] and bool(whole.counted)
    if nearest and slip(whole.value, added) and (added >= _LARGE or listing.whole):
        return True
    return nearest and listing.whole and all(one.unit == whole.unit for one in parts)


def _narrowest(account: Account, listing: Listing) -> tuple[int, ...]:
    """Return the run that a list is judged by: as far as a first semicolon among commas."""
    if listing.bullets or len(listing.runs) == 1:
        return listing.parts
    head = account.quantities[listing.parts[0]]
    text = account.lower[head.passage]
    gaps = [
        text[account.quantities[a].stop : account.quantities[b].start]
        for a, b in zip(listing.parts, listing.parts[1:], strict=False)
    ]
    if all(";" in gap for gap in gaps):
        return listing.parts
    opening = listing.parts[0]
    shorter = [run for run in listing.runs if len(run) < len(listing.parts) and run[0] == opening]
    if ";" in gaps[0] and listing.opener == "trong":
        return ()  # "trong 26 hộ có 19 hộ A; 5 hộ B, 4 hộ C": two lists
    if ";" in gaps[0] or not shorter:
        return listing.parts
    return min(shorter, key=len)


@dataclass(frozen=True)
class _Found:
    """A list whose parts do not make its total, and what speaks for that being a fault."""

    listing: Listing
    labels: tuple[str, ...]
    part: Decimal
    """The sum of the parts over the total."""
    divided: bool
    near: bool
    paired: bool
    turned: bool
    """Whether it adds up once two digits of the total or of a part change places."""


def _accusation(
    account: Account,
    listing: Listing,
    total: int,
    run: tuple[int, ...],
    known: Set[tuple[str, ...]],
) -> Claim | None:
    whole = account.quantities[total]
    alone = _alone(account, total, run[0])
    added = sum((account.quantities[n].value for n in run), Decimal(alone))
    if added == whole.value:
        return Claim("R01", (total, *run), True, weight=3)
    if left_open(account, listing, total, run):
        return None
    labels = _labels(account, run)
    divided = partition(account, total, run, labels)
    divided |= labels in known and (added > whole.value or is_near(whole.value, added, len(run)))
    paired = whole.is_money or all(any(p.search(label) for p in _PAIRED) for label in labels)
    turned = _turned(account, total, run, added)
    near = (
        is_near(whole.value, added, len(run), paired)
        or turned
        or (
            (len(run) > 2 if listing.opener == "(" else listing.opener not in ("", ";"))
            and _is_over(whole.value, added)
        )
    )
    # "trong đó A; B": what follows the semicolon is no part
    other = not divided and listing.open_run and ";" in account.between(run[0], run[1])
    lacking = added < whole.value and not (turned or divided)
    if other or (lacking and more_untold(account, listing, run)):
        return None
    part = added / whole.value if whole.value else Decimal(0)
    if (part > _MOST and not near) or not _grounds(
        _Found(listing, labels, part, divided, near, paired, turned)
    ):
        return None
    gravity = _gravity(listing, divided, near, added > whole.value)
    return wrong_sum(account, total, run, added, gravity, alone)


def _alone(account: Account, total: int, first: int) -> int:
    """Return how many are told without a number before the first part: "5 người: Chủ tịch, 4 …"."""
    one, part = account.quantities[total], account.quantities[first]
    if one.unit not in _PEOPLE or one.passage != part.passage or one.stop > part.start:
        return 0
    between = account.lower[one.passage][one.stop : part.start]
    told = re.match(
        r"^[^:;.\d]{0,20}:(?P<told>(?: ?[^\d,;:.]{3,40},){1,3})[^,;:.\d]{0,6}$", between
    )
    return told["told"].count(",") if told else 0


def _grounds(found: _Found) -> bool:
    """Whether a sum that fails is a fault: where the words leave it open it is not."""
    part, opener = found.part, found.listing.opener
    if found.divided:
        return found.turned or part > Decimal("0.3")
    if found.listing.bullets:
        return found.near or (bool(opener) and part > Decimal("0.5"))
    if not all(re.search(r"[^\W\d_]{2}|§{3}", label) for label in found.labels):
        return False
    heads = {label.split()[0] for label in found.labels}
    if opener == "(" and len(heads) == 1 and heads <= (_NAMED if part > 1 else _WAYS):
        return abs(part - 1) * 4 <= 1
    if opener in ("(", "", ";"):
        several = len(found.labels) > 2 or found.paired or found.turned
        return found.near and (several or (opener == "(" and abs(part - 1) <= _SLIGHT))
    if opener == ":":
        promised = len(found.labels) > 2 and part > Decimal("0.7")
    else:
        promised = found.listing.whole and part > Decimal("0.5")
    return found.near or promised


def _gravity(listing: Listing, divided: bool, near: bool, over: bool) -> Severity:
    sure = divided or over or (listing.whole and (near or listing.opener != ":"))
    return "cao" if sure else "vừa"


def _turned(account: Account, total: int, run: Sequence[int], added: Decimal) -> bool:
    """Whether a list adds up once two digits of a number change places, or a zero is put right."""
    one = account.quantities[total]
    numbers = [(one.value, added)]
    numbers += [((part := account.quantities[n].value), part + one.value - added) for n in run]
    pairs = ((told / one.scale, meant / one.scale) for told, meant in numbers if meant > 0)
    return any(
        slip(told, meant).startswith("đảo") or meant in (told * 10, told / 10)
        for told, meant in pairs
    )


def _is_over(whole: Decimal, added: Decimal) -> bool:
    """Whether parts told as such are a little more than their whole, which no rest explains."""
    return Decimal(0) < added - whole <= max(Decimal(2), whole / 10)


def partition(account: Account, total: int, run: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether the words of the parts divide the whole among them, so that nothing is left."""
    roles = [account.quantities[n].role for n in run]
    if len(set(roles)) == len(roles):
        mine = frozenset("late" if role == "pending_late" else role for role in roles)
        for whole, divisions in PARTITIONS.items():
            if mine in divisions and _may_be(account.quantities[total].role, whole):
                return True
    if any(REST.search(label) for label in labels):
        return True
    one = account.quantities[total]
    ahead = re.split(r"[.;()]", account.lower[one.passage][: one.start])[-1]
    if len(set(labels)) == len(labels) and all(told in ahead for told in map(str.strip, labels)):
        return True  # "cán bộ, công chức có 47 người (cán bộ 12, công chức 35)"
    in_a_row = (total, *run) == tuple(range(total, total + len(run) + 1))
    return bool(divide(labels, _SPARE)) or (in_a_row and deny(labels))


def _may_be(role: str, whole: str) -> bool:
    fits = {
        "resolved": ("resolved", "total", "", "to_resolve"),
        "to_resolve": ("to_resolve", "received", "total", ""),
        "pending": ("pending", "", "total"),
        "new": ("new", "received", "to_resolve", "total", ""),
    }
    return role in fits[whole]
