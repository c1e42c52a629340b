"""Claims "bình quân M/x": a mean against its total and the number of those it is divided by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim, printed
from cchc_toolkit.documents.claims.growth_words import PERIOD, clause_before
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.numeral import MEAN_OF_SO_MANY, SEVERAL, count_of
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import may_be_meant
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_SPREAD = re.compile(r"^ (?:\w+ ){0,3}(?:trên|/|chia cho) (?:tổng số )?$")
_MONTHS = re.compile(rf"\b(?P<count>\d{{1,2}}|{SEVERAL}) (?P<unit>tháng|quý|tuần|năm)\b")
_EACH_PERIOD = re.compile(r"\b(?:bình quân|trung bình)[^.;,]* (tháng|quý|năm)\b")
_QUARTER = re.compile(r"\bquý [ivx]+\b")
_QUARTER_MONTHS = 3
_COUNTED = re.compile(
    r"\b(?:của|cả|bình quân|trung bình)(?: cộng)?(?: của)?(?: cả)? "
    rf"(?P<count>\d{{1,2}}|{SEVERAL})"
    r"\b(?= [^\W\d_])(?! tháng| năm \d|(?<=năm) (?:nay|trước|qua|ngoái|sau|học|là))"
)
_IN_TURN = re.compile(r"\blần lượt\b")
_COMMAS = re.compile(r",? (?:và )?")
_OF_ALL = re.compile(r"\bchung\b")
_FEWEST = 3
_CAME = frozenset(("received", "new", "total"))
_ROUGHLY = 10
"""A mean told as "gần" or "khoảng" may be a tenth off."""
_MOST = 12
_OTHER = re.compile(r"\b(?:trong khi|còn|riêng|so với|thay vì|cùng kỳ)\b")
"""Between a mean and a number behind it that is of something else."""


def mean_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each mean whose total and divisor stand beside it."""
    for at, one in enumerate(account.quantities):
        if one.use != "mean":
            continue
        yield from _spread(account, at)
        series = list(_of_series(account, at))
        yield from series
        if one.per and not series:
            yield from _per(account, at)


def _spread(account: Account, at: int) -> Iterator[Claim]:
    """Yield the claim of "bình quân T trên C là M"."""
    own = account.same_sentence(at)
    place = own.index(at)
    if place + 2 >= len(own) or not _SPREAD.match(account.between(at, own[place + 1])):
        return
    total, count, mean = (account.quantities[n] for n in (at, own[place + 1], own[place + 2]))
    if re.search(r"\blà\b", account.between(own[place + 1], own[place + 2])) and count.value:
        yield _judged((own[place + 2], at, own[place + 1]), mean, total.value, count.value, True)


def _of_series(account: Account, at: int) -> Iterator[Claim]:
    """Yield the claim of a mean right behind the numbers that it is of: "88,5; 91,0; 93,5"."""
    mean = account.quantities[at]
    told = _told_count(mean)
    ahead = [n for n in account.near(at) if n < at]
    if told and ahead and account.quantities[ahead[-1]].text == told["count"]:
        ahead.pop()
    ahead = ahead or [n for n in range(max(0, at - _MOST), at) if n not in account.near(at)]
    if mean.unit == "%":
        ahead = [n for n in ahead if account.quantities[n].unit == "%"]
    run = _row_before(account, ahead)
    values = [account.quantities[n].value for n in reversed(run)]
    in_turn = bool(run and _IN_TURN.search(account.quantities[run[-1]].lead))
    in_turn = in_turn or bool(_OF_ALL.search(mean.lead)) or _by_period(account, mean, run)
    if told:
        many = count_of(told["count"])
        values = values[-many:] if many <= len(values) else []
    if len(values) < _FEWEST or not kin(mean.unit, account.quantities[run[0]].unit):
        return
    total, count = sum(values, Decimal(0)), Decimal(len(values))
    figures = (at, *sorted(run[: len(values)]))
    if _holds(mean, total, count):
        yield Claim("R03", figures, True, weight=2)
    elif (told or in_turn or _is_row(account, run)) and not mean.rough:
        terms = " + ".join(print_number(value / mean.scale) for value in values)
        yield _judged(figures, mean, total, count, True, f"({terms})")


def _by_period(account: Account, mean: Quantity, run: Sequence[int]) -> bool:
    """Whether a mean of a month is of numbers that are each told for one: "tháng 9: 176, …"."""
    named = (PERIOD.findall(clause_before(account, n)) for n in run)
    own = run and account.quantities[run[0]].sentence == mean.sentence
    each = _EACH_PERIOD.search(mean.lead)
    per = mean.per or (each[1] if each else "")
    return bool(own and per) and all(labels and labels[-1].split()[0] == per for labels in named)


def _told_count(mean: Quantity) -> re.Match[str] | None:
    """Return of how many a mean is: "trung bình cộng của năm yếu tố, bằng 93,6"."""
    return _COUNTED.search(mean.lead) or MEAN_OF_SO_MANY.search(mean.wide)


def _is_row(account: Account, run: Sequence[int]) -> bool:
    """Whether nothing but commas stands between numbers: "42, 38, 51 và 47 hộ"."""
    gaps = (account.between(n, m) for m, n in pairwise(run))
    return all(_COMMAS.fullmatch(gap) for gap in gaps)


def column_mean(
    account: Account,
    at: int,
    columns: Sequence[tuple[tuple[Decimal, ...], tuple[CellAt, ...], frozenset[str]]],
) -> Iterator[Claim]:
    """Yield the claim of "điểm trung bình của năm yếu tố" against the column of so many rows.

    Of several columns the one is meant whose head names what the mean is of.
    """
    mean = account.quantities[at]
    told = _told_count(mean)
    fits = [
        (values, cells, words)
        for values, cells, words in columns
        if told
        and len(values) == count_of(told["count"])
        and min(values) < mean.value / mean.scale <= max(values)
    ]
    fits = [one for one in fits if one[2] & set(mean.lead.split())] if len(fits) > 1 else fits
    if len(fits) == 1 and not mean.per:
        values, cells, _ = fits[0]
        total, count = sum(values, Decimal(0)) * mean.scale, Decimal(len(values))
        terms = " + ".join(print_number(value) for value in values)
        claim = _judged((at,), mean, total, count, True, f"({terms})")
        yield replace(claim, cells=cells) if claim.holds else claim


def _row_before(account: Account, ahead: Sequence[int]) -> list[int]:
    """Return the last numbers of a stretch that count the same, the last first."""
    run: list[int] = []
    for n in reversed(ahead):
        one = account.quantities[n]
        alike_so_far = not run or one.unit == account.quantities[run[-1]].unit
        if one.use not in ("amount", "percent") or one.divisor or not alike_so_far:
            break
        run.append(n)
    return run


def _counts(account: Account, mean: Quantity, near: list[int]) -> list[tuple[int, Decimal]]:
    """Return of how many a mean may be: numbers of the text, -1 for the months of a period."""
    nouns = mean.per.split()
    units = [(n, account.quantities[n]) for n in near]
    counts = [
        (n, one.value) for n, one in units if one.unit and nouns and one.unit.split()[0] == nouns[0]
    ]
    if not counts and nouns:
        of_kind = [(n, one.value) for n, one in units if one.unit and kin(one.unit, nouns[0])]
        counts = of_kind if len(of_kind) == 1 else []
    if not counts:
        for found in _MONTHS.finditer(account.passages[mean.passage].text.lower()):
            if found["unit"] == nouns[0]:
                counts.append((-1, Decimal(count_of(found["count"]))))
    ahead = account.passages[mean.passage].text.lower()[: mean.start]
    if not counts and nouns == ["tháng"] and len(set(_QUARTER.findall(ahead))) == 1:
        counts.append((-1, Decimal(_QUARTER_MONTHS)))
    if not counts and nouns == ["tháng"] and account.months is not None and account.months > 1:
        counts.append((-1, Decimal(account.months)))
    if not counts and nouns == ["tháng"] and "cả năm" in account.lower[mean.passage]:
        counts.append((-1, Decimal(12)))
    told = {q.value: n for n, q in enumerate(account.quantities) if q.divisor and q.unit}
    of = {v: n for v, n in told.items() if account.quantities[n].unit == mean.per}
    return counts or [(n, value) for value, n in of.items() if len(of) == 1]


def _per(account: Account, at: int) -> Iterator[Claim]:
    mean = account.quantities[at]
    near = _near(account, at)
    totals = [
        n
        for n in near
        if _of_one(mean, account.quantities[n])
        and account.quantities[n].value > mean.value
        and not (n > at and _OTHER.search(account.between(at, n)))
    ]
    end = mean.stop + len(mean.per)
    if "/" in account.lower[mean.passage][end : end + 4]:
        return  # two divisors: a month of a person
    counts = _counts(account, mean, near)
    for total in totals:
        for count, value in (*counts, *_in_part(account, mean)):
            if count != total and value and _holds(mean, account.quantities[total].value, value):
                figures = (at, total) if count < 0 else (at, total, count)
                yield Claim("R03", figures, True, weight=2)
                return
    if not totals or not counts or _with_rest(account, at, totals, counts):
        return
    own = set(account.same_sentence(at))
    counts = [one for one in counts if one[0] in own] or counts
    counts = _slipped(mean, account.quantities[totals[0]], counts) or counts
    count, value = counts[0]
    named = _same_noun(account, mean, totals)
    if mean.rough:
        named = _told_of_all(account, mean, totals, value)
    if named is None or named == count or len({v for _, v in counts}) > 1:
        return
    whole = account.quantities[named]
    close = abs(whole.value / value - mean.value) * _ROUGHLY <= mean.value
    if mean.rough and close and _slip(mean, whole.value / value)[:3] != "đảo":
        return
    told_near = whole.passage == mean.passage and whole.sentence == mean.sentence
    if count < 0 and not (told_near or whole.role):
        return
    figures = (at, named) if count < 0 else (at, named, count)
    yield _judged(figures, mean, account.quantities[named].value, value, False)


def _in_part(account: Account, mean: Quantity) -> list[tuple[int, Decimal]]:
    """Return of how many a mean may be by any line of its part, two beside each other added too."""
    part = account.by_section[account.section[mean.passage]]
    amounts = ((n, account.quantities[n]) for n in part if account.quantities[n].use == "amount")
    found = [(n, one.value) for n, one in amounts if one.unit and kin(one.unit, mean.per)]
    return found + [(n, value + more) for (n, value), (_, more) in pairwise(found)]


def _with_rest(
    account: Account, at: int, totals: list[int], counts: list[tuple[int, Decimal]]
) -> bool:
    """Whether a mean is of a total without what is left: "62, trung bình 1,1; còn lại 9".

    Or it is of two totals added: those of the halves of a year.
    """
    mean = account.quantities[at]
    rests = [
        one.value
        for n in account.same_sentence(at)
        if n > at and (one := account.quantities[n]).unit == mean.unit and one.use == "amount"
    ]
    wholes = [account.quantities[n].value for n in totals]
    told = [whole - rest for rest in rests for whole in wholes]
    told += [sum(pair, Decimal(0)) for pair in pairwise(wholes)]
    return any(value and _holds(mean, one, value) for one in told for _, value in counts)


def _slipped(
    mean: Quantity, total: Quantity, counts: list[tuple[int, Decimal]]
) -> list[tuple[int, Decimal]]:
    """Return the one count of several for which a mean is a slip of the hand, else none."""
    if len({value for _, value in counts}) < 2:
        return []
    fits = [one for one in counts if one[1] and _slip(mean, total.value / one[1])]
    return fits if len(fits) == 1 else []


def _slip(mean: Quantity, exact: Decimal) -> str:
    right = half_up(exact / mean.scale, mean.decimals)
    return slip((mean.value / mean.scale).scaleb(mean.decimals), right.scaleb(mean.decimals))


def _told_of_all(account: Account, mean: Quantity, totals: list[int], count: Decimal) -> int | None:
    """Return the one total of the sentence before a rough mean that plays a part in the flow.

    Farther off only one for which the mean is a slip of the hand.
    """
    whole = [
        n
        for n in totals
        if (one := account.quantities[n]).passage == mean.passage
        and (mean.sentence - one.sentence in (0, 1) or _slip(mean, one.value / count))
        and account.dossier_roles[n]
        and one.unit == mean.unit
    ]
    return whole[0] if len(whole) == 1 else None


def _of_one(mean: Quantity, total: Quantity) -> bool:
    """Whether a mean may be of a total: "45 người/buổi" of "540 lượt người" too."""
    return alike(mean, total) or total.unit.split()[-1:] == mean.unit.split()[-1:]


def _near(account: Account, at: int) -> list[int]:
    """Return the amounts that a mean may be of, the likeliest first.

    Those of its sentence, of its passage, and of its part where they play the same role.
    """
    own = [n for n in account.same_sentence(at) if account.quantities[n].use == "amount"]
    own.sort(key=lambda n: (n > at, abs(n - at)))
    rest = [n for n in account.near(at) if account.quantities[n].use == "amount" and n not in own]
    rest.sort(key=lambda n: abs(n - at))
    mean = account.quantities[at]
    role = role_of(mean.lead, mean.trail, mean.wide)
    part = account.by_section[account.section[mean.passage]] if role else ()
    before = [n for n in reversed(part) if n < at and account.dossier_roles[n] == role]
    return list(dict.fromkeys((*own, *rest, *before)))


def _same_noun(account: Account, mean: Quantity, totals: list[int]) -> int | None:
    for n in totals:
        one = account.quantities[n]
        same = one.passage == mean.passage or (
            one.role and one.role == role_of(mean.lead, mean.trail, mean.wide)
        )
        if one.unit and mean.unit and _of_one(mean, one) and same and _plays(mean, one):
            return n
    return None


def _plays(mean: Quantity, total: Quantity) -> bool:
    """Whether a total may be that of a mean by the part that both play in the flow of dossiers."""
    role = role_of(mean.lead, mean.trail, mean.wide)
    return not role or not total.role or {role, total.role} <= _CAME or role == total.role


def _holds(mean: Quantity, total: Decimal, count: Decimal) -> bool:
    exact = total / count
    if half_up(exact / mean.scale, mean.decimals) * mean.scale == mean.value:
        return True
    roughly = mean.rough or mean.value == mean.value.to_integral_value()
    return roughly and abs(exact - mean.value) < max(
        mean.step, exact / 50 if mean.rough else mean.step
    )


def _judged(
    figures: tuple[int, ...],
    mean: Quantity,
    total: Decimal,
    count: Decimal,
    sure: bool,
    added: str = "",
) -> Claim:
    if _holds(mean, total, count):
        return Claim("R03", figures, True, weight=2)
    exact = half_up(total / count / mean.scale, max(mean.decimals, 2)).normalize()
    right = half_up(total / count / mean.scale, mean.decimals)
    if not may_be_meant(mean.value / mean.scale, right):
        return Claim("R03", (), True)
    how = slip(mean.value.scaleb(mean.decimals), right.scaleb(mean.decimals))
    said = f"{mean.quote}/{mean.per}" if mean.per else mean.quote
    terms = added or print_number(total / mean.scale)
    return Claim(
        "R03",
        figures,
        False,
        f"Lời văn ghi bình quân {said}, tính lại {terms}/"
        f"{print_number(count)} = {print_number(exact)}.",
        severity="cao",
        expected=printed(right * mean.scale, mean),
        found=mean.text,
        suggestion=f"Nhiều khả năng gõ nhầm ({how}): {print_number(right)}." if how else "",
        advice="Tính lại số bình quân, hoặc sửa tổng, số chia.",
        weight=2 if sure else 1,
    )
