"""Claims that one of a series is the highest or lowest: "cao nhất là quý II (801)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of, worth
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.series import FEWEST, Series
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.documents.claims.wording import MOST
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_LEAST = ("thấp", "ít", "nhỏ", "đứng cuối", "xếp cuối", "cuối", "đội sổ")
_CALLED = re.compile(
    r"^(?:(?:xã|phường|thị trấn|thôn|bản|ấp|buôn|xóm|khóm|sổ|nhóm|lĩnh vực|đơn vị|tt|p|x)[. ]+)+"
    r"(?=[^\W\d])"
)
"""What may stand before a name in one place and not in another."""
_TO_NAME = re.compile(
    r"(?P<of>(?: (?!là\b)[^\W\d_]+){0,4} (?=là ))?"
    rf"[ :]*(?:(?:vẫn là|là|thuộc về|ở|tại|có) )*(?:{_CALLED.pattern[1:]})?"
)
_NUMBER = r"(?P<number>\d[\d.]*(?:,\d+)?)"
_IN_BRACKET = re.compile(rf" ?\((?:đạt )?{_NUMBER}[^()]{{0,30}}\)?")
_WITH = re.compile(rf" (?:(?:với|đạt|có|được) )?{_NUMBER}(?<![.,])")
_ALONE = re.compile(r"(?: trong (?:các|số) [^\W\d_]+(?: [^\W\d_]+)?| toàn xã)?(?=[.,;)]|$)")
"""Behind a superlative of the number before it: "đất đai 341 hồ sơ (nhiều nhất), …"."""
_PLAIN_MOST = telling(
    "phát sinh nhận tiếp lĩnh vực nhóm lượng khối đơn vị nhiều đông giao dịch huyện thôn bản ấp"
    " vẫn đứng"
)
"""Words that say no more than that there are many of what a list counts."""
_TOPIC = re.compile(
    r"(?:^|[.;] )(?:riêng |xét |tính |nếu )*(?:về|theo|xét|tính) (?P<topic>[^.;]*),"
)
"""What a sentence says first that its superlative is of: "về số hóa, thôn A dẫn đầu"."""
_LIMITED = re.compile(
    rf"\b(?:trừ|ngoài|không (?:kể|tính)|trong(?: số)? (?P<many>\d{{1,3}}|{SEVERAL}))\b[^.;]*$"
)
"""Before a superlative of some only: "trong bốn xã, …"."""
_LESS_LEADS = telling("trễ chậm quá lỗi thiếu nợ thời gian")
_TIMES = ("ngày", "giờ", "phút")
_NO_ITEM = re.compile(
    r"\b(?:còn|khác|tổng|cộng|cả|toàn|chênh|hơn|kém|tăng|giảm|bình quân|trung bình|đã|chưa|trên)\b"
)
"""In the words before a number that is none of a row."""
_LARGE = 100
_REACH = 140
_THEN = re.compile(
    r"[,;] (?P<then>(?:(?:tiếp|kế) (?:theo|đến|sau)|kế tiếp|sau đó)(?: là)? ?)?"
    r"(?P<next>[^,;.()\d]{3,40}?) (?:(?P<behind>(?:đứng|xếp) (?:sau|thứ hai|thứ nhì|kế tiếp))"
    rf"[^,;.()\d]{{0,10}}|với|đạt|được|có) ?{_NUMBER}"
)
"""Behind what leads, what follows it with its number: "dẫn đầu là A; B đứng sau với 84,0%"."""


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
    ahead = re.sub(r": $", " ", text[start : found.start()])
    clause = re.split(r"[.,;:]", ahead)[-1]
    behind = text[found.end() : found.end() + _REACH]
    if found[0] in ("ít nhất", "nhiều nhất") and re.match(r" \d", behind):
        return  # "ít nhất 4 buổi": at least so many
    named = _of_those_behind(behind, series) or _of_those_before(clause, behind, series)
    if not named and _ALONE.match(behind):
        named = [one for line in series for one in _right_before(account, passage, found, line)]
    topic = _TOPIC.search(ahead)
    said = telling(f"{clause} {found['what'] or ''} {topic['topic'] if topic else ''}")
    if not said - telling("nhóm lĩnh vực đơn vị"):
        said = telling(MOST.sub("", re.split(r"[.;:]", ahead)[-1]))
    fitting = [one for one in named if one.line.words and one.line.words <= said]
    if "tỷ lệ" in re.split(r"[.;] ", ahead)[-1]:
        rates = [one for one in named if one.line.rates]
        fitting = [one for one in fitting if one.line.rates] or rates
        named = [one for one in named if one.line.rates or not one.line.figures]
    prose = [one for one in named if one.line.figures and _counts_all(one, said)]
    own = [one for one in named if one.told] or fitting or prose or _of_rows(named, found[0], said)
    own = [one for one in map(partial(_in_row, account, passage, found), own) if one is not None]
    limited = _LIMITED.search(ahead)
    many = limited and (count_of(limited["many"]) if limited["many"] else 0)
    if len(own) == 1 and many in (None, len(own[0].line.values)):
        one = own[0]
        first, last = found.start() + one.begin, found.end() + one.end
        words = account.passages[passage].text[first:last].strip()
        yield _extreme(one.line, one.at, found[0], words, place=(passage, *found.span()))


def _of_rows(named: list[_Named], most: str, said: frozenset[str]) -> list[_Named]:
    """Return one of some columns of a table, where a row leads none of them nor is any meant.

    The words before a superlative then say but what the rows are: "Yếu tố cao nhất là …".
    """
    columns = [one for one in named if one.line.cells]
    places = {(one.line.cells[one.at][:2]) for one in columns}
    kinds = telling(" ".join(one.line.kind for one in columns))
    plain = len(columns) == len(named) and not said - _PLAIN_MOST - kinds
    led = any(one.line.values[one.at] == _best(one.line, most) for one in columns)
    return columns[-1:] if plain and not led and len(places) == 1 else []


def _in_row(account: Account, passage: int, found: re.Match[str], one: _Named) -> _Named | None:
    """Return one of a row of prose among those that it may be compared with, None where in doubt.

    In a row that its superlative opens, what stands before may be the whole: "900 hồ sơ, nhiều nhất
    là đất đai 341 hồ sơ, hộ tịch 187 hồ sơ".
    """
    line, at = one.line, one.at
    if not line.figures:
        return one
    q = account.quantities[line.figures[at]]
    before = account.quantities[line.figures[at - 1]] if at else q
    own = q.passage == passage and found.start() < q.start
    if at and own and before.passage == passage and before.stop <= found.start():
        line, at = line.cut(at), 0
        if len(line.values) < FEWEST:
            return None
    best = line.values.index(_best(line, found[0]))
    name = line.names[best].lower()
    plays = role_of(name, "", "") not in ("", role_of(line.names[at].lower(), "", ""))
    turned = found["how"] is None and (line.words & _LESS_LEADS or q.unit in _TIMES)
    doubtful = turned or plays or not name or _NO_ITEM.search(name)
    return None if doubtful and best != at else one._replace(line=line, at=at)


def _of_those_behind(text: str, series: Sequence[Series]) -> list[_Named]:
    """Return the series that name what stands behind a superlative, and which it is."""
    lead = _TO_NAME.match(text)
    begin = lead.end() if lead else 0
    of = telling(lead["of"] or "") if lead else frozenset()
    found = []
    for line in series:
        for at, name in enumerate(line.names):
            behind = re.match(rf"{_spelt(name)}(?!\w)", text[begin:])
            if behind is None or not behind.end():
                continue
            end = begin + behind.end()
            told = _IN_BRACKET.match(text, end) or _WITH.match(text, end)
            value = worth(told["number"]) if told else None
            told = told or _followed(text, end, line)
            end = told.end() if told else end
            if value in (None, line.values[at]) and of <= _PLAIN_MOST | line.words:
                found.append(_Named(line, at, 0, end, told is not None))
    return found


def _followed(text: str, end: int, line: Series) -> re.Match[str] | None:
    """Return the words behind what leads that tell another of its series, with its number."""
    then = _THEN.match(text, end)
    if then is None or not (then["then"] or then["behind"]):
        return None
    bare = _CALLED.sub("", then["next"].strip())
    told = [n for n, name in enumerate(line.names) if re.fullmatch(_spelt(name), bare)]
    return then if [line.values[n] for n in told] == [worth(then["number"].rstrip("."))] else None


def _of_those_before(clause: str, behind: str, series: Sequence[Series]) -> list[_Named]:
    """Return the series of which a clause names just one: "Đất đai là lĩnh vực nhiều … nhất"."""
    says = re.search(r"\b(?:là|có|đạt|vẫn|được|chiếm|giữ|đứng|thuộc)\b", clause)
    told = _IN_BRACKET.match(behind) or _WITH.match(behind)
    value = worth(told["number"]) if told else None
    found = []
    for line in series:
        named = [
            (at, place)
            for at, name in enumerate(line.names)
            if len(name) > FEWEST
            and (place := re.search(rf"(?<!\w){_spelt(name, FEWEST)}(?!\w)", clause))
            and (says or telling(clause.replace(place[0], "")) <= _PLAIN_MOST)
        ]
        if len(named) == 1 and value in (None, line.values[named[0][0]]):
            found.append(_Named(line, named[0][0], named[0][1].start() - len(clause), 0))
    return found


def _right_before(
    account: Account, passage: int, found: re.Match[str], line: Series
) -> Iterator[_Named]:
    """Yield the one of a list whose number stands right before a superlative."""
    for at, n in enumerate(line.figures):
        one = account.quantities[n]
        gap = account.lower[passage][one.stop : found.start()]
        if one.passage == passage and re.fullmatch(r"[ ,(–-]{1,3}(?:là )?", gap):
            yield _Named(line, at, one.start - found.start(), 0, told=True)


def _spelt(name: str, shortest: int = 0) -> str:
    """Return the pattern of a name without what may stand before it, its tones set either way.

    A name that is so short then keeps it: "thôn Hạ" is not found in "hạ tầng".
    """
    whole = (compare_key(name), name.lower())
    ways = {bare if len(bare := _CALLED.sub("", one)) > shortest else one for one in whole}
    return f"(?:{'|'.join(map(re.escape, sorted(ways)))})"


def _counts_all(one: _Named, said: frozenset[str]) -> bool:
    """Whether words before a superlative limit a list in no way, where its name stands there."""
    own = telling(compare_key(" ".join(one.line.names))) | one.line.words
    return said - own <= _PLAIN_MOST


def _best(line: Series, said: str) -> Decimal:
    """Return the highest of a series, the lowest where a superlative says so."""
    return min(line.values) if said.startswith(_LEAST) else max(line.values)


def _extreme(
    line: Series,
    at: int,
    said: str,
    quote: str,
    figures: tuple[int, ...] = (),
    place: tuple[int, int, int] | None = None,
) -> Claim:
    """Return the claim that one of a series is its highest or lowest."""
    best = _best(line, said)
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
