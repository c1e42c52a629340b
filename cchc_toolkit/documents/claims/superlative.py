"""Claims that one of a series is the highest or lowest: "cao nhất là quý II (801)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.series import FEWEST, Series
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

MOST = re.compile(
    r"\b(?P<how>cao|nhiều|đông|lớn|thấp|ít|nhỏ)(?P<what>(?: (?!hơn|thứ|và)[^\W\d_]+){0,2}) nhất\b"
)
_LEAST = ("thấp", "ít", "nhỏ")
_CALLED = re.compile(r"^(?:(?:xã|phường|thị trấn|thôn|sổ|nhóm|lĩnh vực|đơn vị|tt|p|x)[. ]+)+")
"""What may stand before a name in one place and not in another."""
_TO_NAME = re.compile(rf"[ :]*(?:(?:vẫn là|là|thuộc về|ở|tại|có) )*(?:{_CALLED.pattern[1:]})?")
_IN_BRACKET = re.compile(r" ?\((?:đạt )?(\d[\d.]*(?:,\d+)?)[^()]{0,30}\)?")
_PLAIN_MOST = telling("phát sinh nhận tiếp lĩnh vực nhóm lượng khối đơn vị nhiều đông giao dịch")
"""Words that say no more than that there are many of what a list counts."""
_LARGE = 100


_FOLLOWED = re.compile(
    r"\b(?:dẫn đầu|đứng đầu|cao nhất|nhiều nhất|lớn nhất) (?:là |thuộc về )?"
    r"(?P<first>[^,;.()\d]{3,40})[,;] (?P<then>(?:(?:tiếp|kế) (?:theo|đến|sau)|kế tiếp|sau đó)"
    r"(?: là)? ?)?(?P<next>[^,;.()\d]{3,40}?)"
    r" (?:(?P<behind>(?:đứng|xếp) (?:sau|thứ hai|thứ nhì|kế tiếp))[^,;.()\d]{0,10}|với|đạt|được|có)"
    r" ?(?P<number>\d[\d.]*(?:,\d+)?)"
)
"""What leads and what follows it with its number: "dẫn đầu là A; B đứng sau với 84,0%"."""


class _Named(NamedTuple):
    """One of a series that the words of a superlative name, and where they do so."""

    line: Series
    at: int
    begin: int
    """From where on the words name it, counted from the superlative; 0 behind it."""
    end: int
    """As far as they do, counted from the end of the superlative; 0 before it."""
    told: bool = False
    """Whether its number stands in a bracket right behind."""


def superlative(account: Account, n: int, series: Sequence[Series]) -> Iterator[Claim]:
    """Yield the claim of "cao nhất là quý II (801)" against the column that the number is of."""
    one = account.quantities[n]
    said = list(MOST.finditer(one.wide[-40:]))[-1]
    own = [
        line
        for line in series
        if one.value / one.scale in line.values
        and line.rates == (one.unit == "%")
        and (one.value >= _LARGE or line.words & telling(f"{one.wide} {one.noun} {one.trail}"))
    ]
    if len(own) == 1:
        at = own[0].values.index(one.value / one.scale)
        yield _extreme(own[0], at, said[0], f"{said[0]} {one.quote}", figures=(n,))


def named_most(
    account: Account, passage: int, found: re.Match[str], series: Sequence[Series]
) -> Iterator[Claim]:
    """Yield the claim of "quý cao nhất là quý II" against the only series that names it."""
    text = account.lower[passage]
    start = max(0, found.start() - 60)
    clause = re.split(r"[.,;:]", text[start : found.start()])[-1]
    named = _of_those_behind(text[found.end() : found.end() + 80], series)
    named = named or _of_those_before(clause, series)
    said = telling(f"{clause} {found['what']}")
    if not said - telling("nhóm lĩnh vực đơn vị"):
        said = telling(re.split(r"[.;:]", text[start : found.start()])[-1])
    fitting = [one for one in named if one.line.words and one.line.words <= said]
    if "tỷ lệ" in clause:
        rates = [one for one in named if one.line.rates]
        fitting = [one for one in fitting if one.line.rates] or rates
    prose = [one for one in named if one.line.figures and _counts_all(one, said)]
    own = [one for one in named if one.told] or fitting or prose
    if len(own) == 1:
        one = own[0]
        first, last = found.start() + one.begin, found.end() + one.end
        words = account.passages[passage].text[first:last].strip()
        yield _extreme(one.line, one.at, found[0], words, place=(passage, *found.span()))


def followed(account: Account, passage: int, series: Sequence[Series]) -> Iterator[Claim]:
    """Yield the claim that what leads is above what follows it with a number of one column."""
    for found in _FOLLOWED.finditer(account.lower[passage]):
        if not found["then"] and not found["behind"]:
            continue
        value = Decimal(found["number"].rstrip(".").replace(".", "").replace(",", "."))
        pairs = [
            (line, line.values[first[0]])
            for line in series
            if len(first := _places(line, found["first"])) == 1
            and len(other := _places(line, found["next"])) == 1
            and line.values[other[0]] == value
            and first != other
        ]
        for line, leads in pairs if len(pairs) == 1 else ():
            at = line.values.index(leads)
            if leads < value:
                said = account.passages[passage].text[found.start() : found.end()]
                yield _extreme(line, at, "cao", said, place=(passage, *found.span()))


def _places(line: Series, said: str) -> list[int]:
    """Return which of a series are called by some words."""
    names = [(n, _spelt(name)) for n, name in enumerate(line.names) if len(name) > FEWEST]
    bare = _CALLED.sub("", said.strip())
    return [n for n, name in names if re.fullmatch(name, bare)]


def _of_those_behind(text: str, series: Sequence[Series]) -> list[_Named]:
    """Return the series that name what stands behind a superlative, and which it is."""
    lead = _TO_NAME.match(text)
    begin = lead.end() if lead else 0
    found = []
    for line in series:
        for at, name in enumerate(line.names):
            behind = re.match(rf"{_spelt(name)}(?! \d|\w)", text[begin:])
            if behind is None or not behind.end():
                continue
            end = begin + behind.end()
            told = _IN_BRACKET.match(text, end)
            value = Decimal(told[1].replace(".", "").replace(",", ".")) if told else None
            end = told.end() if told else end
            if value in (None, line.values[at]):
                found.append(_Named(line, at, 0, end, told is not None))
    return found


def _of_those_before(clause: str, series: Sequence[Series]) -> list[_Named]:
    """Return the series of which a clause names just one: "Đất đai là lĩnh vực nhiều … nhất"."""
    says = re.search(r"\b(?:là|có|đạt|vẫn)\b", clause)
    found = []
    for line in series:
        named = [
            (at, place)
            for at, name in enumerate(line.names)
            if len(_CALLED.sub("", name)) > FEWEST
            and (place := re.search(rf"(?<!\w){_spelt(name)}(?!\w)", clause))
            and (says or not telling(clause.replace(place[0], "")))
        ]
        if len(named) == 1:
            found.append(_Named(line, named[0][0], named[0][1].start() - len(clause), 0))
    return found


def _spelt(name: str) -> str:
    """Return the pattern of a name without what may stand before it, its tones set either way."""
    ways = {_CALLED.sub("", one) for one in (compare_key(name), name.lower())}
    return f"(?:{'|'.join(map(re.escape, sorted(ways)))})"


def _counts_all(one: _Named, said: frozenset[str]) -> bool:
    """Whether words before a superlative limit a list in no way, where its name stands there."""
    behind = not one.begin
    return behind or said - telling(compare_key(one.line.names[one.at])) <= _PLAIN_MOST


def _extreme(
    line: Series,
    at: int,
    said: str,
    quote: str,
    figures: tuple[int, ...] = (),
    place: tuple[int, int, int] | None = None,
) -> Claim:
    """Return the claim that one of a series is its highest or lowest."""
    best = min(line.values) if said.startswith(_LEAST) else max(line.values)
    if line.values[at] == best:
        return Claim("R08", figures, True, cells=line.cells)
    return Claim(
        "R08",
        figures,
        False,
        f'Lời văn ghi "{quote}", nhưng {line.told([line.values.index(best)])} (so với '
        f"{line.told([at])}).",
        severity="cao",
        expected=print_number(best),
        found=quote,
        advice="Đối chiếu lời văn với bảng, với các số đã liệt kê.",
        place=place,
        weight=1,
    )
