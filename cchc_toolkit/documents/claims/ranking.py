"""Claims about an order: ranks in a table, what is highest or lowest, how many reach a mark."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.kinship import ACHIEVERS
from cchc_toolkit.documents.claims.mean import column_mean
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_RANK_HEAD = re.compile(r"\b(?:xếp (?:hạng|thứ)|thứ hạng|hạng|thứ bậc|vị thứ)\b")
_MOST = re.compile(
    r"\b(?P<how>cao|nhiều|đông|lớn|thấp|ít|nhỏ)(?P<what>(?: (?!hơn|thứ|và)[^\W\d_]+){0,2}) nhất\b"
)
_LEAST = ("thấp", "ít", "nhỏ")
_CALLED = re.compile(r"^(?:(?:xã|phường|thị trấn|thôn|sổ|nhóm|lĩnh vực|đơn vị|tt|p|x)[. ]+)+")
"""What may stand before a name in one place and not in another."""
_TO_NAME = re.compile(rf"[ :]*(?:(?:vẫn là|là|thuộc về|ở|tại|có) )*(?:{_CALLED.pattern[1:]})?")
_AROUND_NAME = re.compile(
    r"^(?:và|có|đạt) |(?: (?:đạt|có|được|là|với|nhận|trả|thu|tiếp nhận|giải quyết|mới))+$"
)
_IN_BRACKET = re.compile(r" ?\((?:đạt )?(\d[\d.]*(?:,\d+)?)[^()]{0,30}\)?")
_PLAIN_MOST = telling("phát sinh nhận tiếp lĩnh vực nhóm lượng khối đơn vị nhiều đông giao dịch")
"""Words that say no more than that there are many of what a list counts."""
_REACHED = re.compile(
    rf"(?<![\w/.,])(?P<count>\d{{1,3}}|một|{SEVERAL})(?: ?/ ?(?P<of>\d{{1,3}}))?"
    r" (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)(?: [^\W\d_]+){0,8}? "
    r"(?P<mark>trên|dưới|từ|không dưới|không quá|ít nhất|tối thiểu|mục tiêu|chỉ tiêu|≥|>|≤|<) ?"
    r"(?P<number>\d{1,3}(?:,\d{1,2})?)(?P<unit> ?%| điểm)?(?P<side> trở (?:lên|xuống))?"
)
_Test = Callable[[Decimal, Decimal], bool]
_TESTS: dict[str, _Test] = {
    "trên": operator.gt,
    ">": operator.gt,
    "dưới": operator.lt,
    "<": operator.lt,
    "không quá": operator.le,
    "≤": operator.le,
}
_AT_LEAST: _Test = operator.ge
"""What a word asks of a number that is not among the tests."""
_AT_MOST: _Test = operator.le
_FEWEST = 3
_LARGE = 100


@dataclass(frozen=True)
class _Series:
    """Numbers of one kind by the names of what they are of."""

    names: tuple[str, ...]
    values: tuple[Decimal, ...]
    figures: tuple[int, ...] = ()
    cells: tuple[CellAt, ...] = ()
    rates: bool = False
    kind: str = ""
    """What heads the names."""
    words: frozenset[str] = frozenset()
    """The telling words of what the numbers are."""

    def told(self, places: Sequence[int]) -> str:
        """Return some of them, as a message names them."""
        return "; ".join(f"{self.names[n]} {print_number(self.values[n])}".strip() for n in places)


class _Named(NamedTuple):
    """One of a series that the words of a superlative name, and where they do so."""

    line: _Series
    at: int
    begin: int
    """From where on the words name it, counted from the superlative; 0 behind it."""
    end: int
    """As far as they do, counted from the end of the superlative; 0 before it."""
    told: bool = False
    """Whether its number stands in a bracket right behind."""


def ranking_claims(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield a claim for each column of ranks, each superlative, each count of those that reach."""
    series: list[_Series] = []
    for at, table in enumerate(tables):
        if table is not None:
            own = {column: _of_column(table, at, column) for column in table.columns}
            yield from _ranks(table, own)
            series += [one for one in own.values() if len(one.values) >= _FEWEST]
    for passage, text in enumerate(account.lower):
        if not re.search(r"\d|nhất", text):
            continue
        lists = list(_of_prose(account, passage))
        for one in _REACHED.finditer(text):
            yield from _reached(account, passage, one, [*series, *lists])
        near = [*lists, *(_of_prose(account, passage - 1) if passage else ())]
        for one in _MOST.finditer(text):
            yield from _named_most(account, passage, one, [*series, *near])
    for n, quantity in enumerate(account.quantities):
        if quantity.use == "mean":
            yield from column_mean(account, n, [(line.values, line.cells) for line in series])
    for n in account.amounts:
        if _MOST.search(account.quantities[n].wide[-40:]):
            yield from _superlative(account, n, series)


def _of_column(table: Table, at: int, column: int) -> _Series:
    rows = [
        n
        for n, row in enumerate(table.rows)
        if not row.is_total and table.number(n, column) is not None
    ]
    return _Series(
        tuple(table.rows[n].label for n in rows),
        tuple(table.number(n, column) or Decimal(0) for n in rows),
        (),
        tuple((at, n, column) for n in rows),
        column in table.rates,
        compare_key(" ".join(table.heads[: table.columns[0]])),
        table.head_words[column]
        or table.head_words[column - 1 if column in table.rates else column],
    )


def _of_prose(account: Account, passage: int) -> Iterator[_Series]:
    """Yield the numbers in a row that count the same: "Phòng A 88,5 điểm; phòng B 91,0 điểm"."""
    run: list[int] = []
    own = [n for n in account.by_passage[passage] if not _in_bracket(account, n)]
    for n in (*own, None):
        one = account.quantities[n] if n is not None else None
        if one is not None and one.use in ("amount", "percent") and not one.divisor:
            last = account.quantities[run[-1]] if run else one
            alike = (last.use, last.sentence) == (one.use, one.sentence)
            named = alike and n is not None and not one.unit and _same_kind(account, run, n)
            if n is not None and alike and (last.unit == one.unit or named):
                run.append(n)
                continue
        if len(run) >= _FEWEST:
            many = [account.quantities[m] for m in run]
            yield _Series(
                tuple(_name(account, m) for m in run),
                tuple(q.value for q in many),
                tuple(run),
                (),
                many[0].unit == "%",
            )
        run = [n] if n is not None and one is not None and one.use in ("amount", "percent") else []
    yield from _rates_by_item(account, passage)


def _same_kind(account: Account, run: Sequence[int], n: int) -> bool:
    """Whether a bare number counts on: "quý I 798 hồ sơ, quý II 865"."""
    heads = {_name(account, m).lower().split(" ")[0] for m in (*run, n)}
    return len(heads) == 1 and "" not in heads


def _rates_by_item(account: Account, passage: int) -> Iterator[_Series]:
    """Yield the rates of a sentence with a name and a ratio each: "xã A 8/72, bằng 11,1%; …"."""
    by_sentence: dict[int, list[tuple[str, int]]] = {}
    for n in account.by_passage[passage]:
        one = account.quantities[n]
        ratio = n > 1 and one.use == "percent" and account.quantities[n - 1].divisor
        if ratio and account.quantities[n - 2].passage == passage:
            name = _name(account, n - 2)
            by_sentence.setdefault(one.sentence, []).append((name, n))
    for items in by_sentence.values():
        if len(items) >= _FEWEST and all(name for name, _ in items):
            yield _Series(
                tuple(name for name, _ in items),
                tuple(account.quantities[n].value for _, n in items),
                tuple(n for _, n in items),
                rates=True,
            )


def _in_bracket(account: Account, n: int) -> bool:
    """Whether a rate only tells again, in a bracket, of the number before it."""
    one, before = account.quantities[n], account.quantities[n - 1]
    return one.use == "percent" and one.depth > 0 and n > 0 and before.depth < one.depth


def _name(account: Account, n: int) -> str:
    """Return the words before a number as far as the comma or the number before, periods too."""
    one, before = account.quantities[n], account.quantities[n - 1]
    start = before.stop if n and before.passage == one.passage else 0
    text = account.passages[one.passage].text[max(start, one.start - 60) : one.start]
    name = re.split(r"[,;:.()]| gồm | là ", text)[-1].strip()
    return _AROUND_NAME.sub("", name)


def _ranks(table: Table, series: dict[int, _Series]) -> Iterator[Claim]:
    """Yield the claim that a column of ranks follows another column, where one nearly does."""
    for column, ranks in series.items():
        many = len(ranks.values)
        in_range = all(1 <= value <= many for value in ranks.values)
        if not _RANK_HEAD.search(compare_key(table.heads[column])) or many < _FEWEST:
            continue
        if not in_range or len(set(ranks.values)) < many:
            continue
        found = []
        for other in series.values():
            if other is not ranks and len(other.values) == many:
                pairs = list(_out_of_order(ranks.values, other.values))
                turned = many * (many - 1) // 2 - len(pairs)
                found.append((len(pairs), other, pairs))
                found.append((turned, other, []))
        found.sort(key=lambda one: one[0])
        if found and found[0][0] == 0:
            yield Claim("R08", (), True, cells=(*ranks.cells, *found[0][1].cells))
        elif found and found[0][0] == 1 and many > _FEWEST and found[0][2]:
            pair, other = found[0][2][0], found[0][1]
            said = " và ".join(f"{other.told([n])} (hạng {ranks.values[n]})" for n in pair)
            yield Claim(
                "R08",
                (),
                False,
                f'Bảng {ranks.cells[0][0] + 1}, cột "{table.heads[column]}": {said} xếp ngược thứ '
                "tự của các dòng còn lại.",
                severity="cao",
                found=", ".join(str(ranks.values[n]) for n in pair),
                advice="Xếp lại thứ hạng theo số liệu.",
                cells=tuple(ranks.cells[n] for n in pair),
                weight=1,
            )


def _out_of_order(ranks: Sequence[Decimal], values: Sequence[Decimal]) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose better rank has the smaller value; equal values fit any order."""
    for one, other in combinations(range(len(ranks)), 2):
        if (ranks[one] - ranks[other]) * (values[one] - values[other]) > 0:
            yield one, other


def _other_count(passage: int, found: re.Match[str], one: _Series, reach: list[int]) -> Claim:
    """Return the claim that another number of a series reaches the mark than the text says."""
    rest = [n for n in range(len(one.values)) if n not in reach]
    return Claim(
        "R08",
        (),
        False,
        f'Lời văn ghi "{found[0]}", đếm lại là {len(reach)}/{len(one.values)} '
        f"({one.told(reach)}); không đạt: {one.told(rest)}.",
        severity="cao",
        expected=str(len(reach)),
        found=found["count"],
        advice="Đếm lại số đơn vị đạt mốc.",
        place=(passage, *found.span()),
        weight=1,
    )


def _reached(
    account: Account, passage: int, found: re.Match[str], series: Sequence[_Series]
) -> Iterator[Claim]:
    """Yield the claim of "4/5 thôn đạt trên 90%" where each of the five is told."""
    noun = found["noun"]
    if noun not in ACHIEVERS and noun.split()[0] not in (*ACHIEVERS, "tháng", "quý"):
        return
    said = count_of(found["count"])
    mark = Decimal(found["number"].replace(",", "."))
    test = _AT_MOST if found["side"] == " trở xuống" else _TESTS.get(found["mark"], _AT_LEAST)
    yield from _rest_reaches(account, passage, found, lambda value: test(value, mark))
    fits = [
        one
        for one in series
        if (found["of"] is None or int(found["of"]) == len(one.values))
        and (one.rates or (found["unit"] or "").strip() != "%")
        and len(one.values) > said
        and (found["of"] or _are(noun.split()[0], one))
        and (_here(account, one, passage, found) or min(one.values) <= mark <= max(one.values))
    ]
    for one in fits:
        if sum(test(value, mark) for value in one.values) == said:
            yield Claim("R08", one.figures, True, cells=one.cells)
            return
    if len(fits) != 1:
        return
    one = fits[0]
    reach = [n for n, value in enumerate(one.values) if test(value, mark)]
    yield _other_count(passage, found, one, reach)


def _here(account: Account, one: _Series, passage: int, found: re.Match[str]) -> bool:
    """Whether a series is the list right behind a count of so many: "5/6 lĩnh vực …: A, B, …"."""
    first = account.quantities[one.figures[0]] if one.figures else None
    if first is None or found["of"] is None or first.passage != passage:
        return False
    return (
        re.fullmatch(r"[^.;\d]{0,60}", account.bare[passage][found.end() : first.start]) is not None
    )


def _are(noun: str, series: _Series) -> bool:
    """Whether a series is of things of a name: each is called so, or its column is."""
    return noun in series.kind or all(noun in compare_key(name) for name in series.names)


def _rest_reaches(
    account: Account, passage: int, found: re.Match[str], test: Callable[[Decimal], bool]
) -> Iterator[Claim]:
    """Yield the claim of "10/13 thôn đạt từ 80%, ba thôn còn lại đạt 74%, 77% và 82%"."""
    own = [n for n in account.by_passage[passage] if account.quantities[n].start >= found.end()]
    left = re.match(r"[^.;]{0,60}\bcòn lại\b", account.lower[passage][found.end() :])
    if not own or left is None:
        return
    sentence = account.quantities[own[0]].sentence
    for n in own:
        one = account.quantities[n]
        if one.unit != "%" or one.sentence != sentence or one.use != "percent":
            continue
        if test(one.value):
            yield Claim(
                "R08",
                (n,),
                False,
                f'Lời văn xếp {one.quote} vào số còn lại, mà số này đạt mốc của "{found[0]}".',
                severity="cao",
                found=one.text,
                advice="Đếm lại số đơn vị đạt mốc.",
                weight=1,
            )


def _superlative(account: Account, n: int, series: Sequence[_Series]) -> Iterator[Claim]:
    """Yield the claim of "cao nhất là quý II (801)" against the column that the number is of."""
    one = account.quantities[n]
    said = list(_MOST.finditer(one.wide[-40:]))[-1]
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


def _named_most(
    account: Account, passage: int, found: re.Match[str], series: Sequence[_Series]
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


def _of_those_behind(text: str, series: Sequence[_Series]) -> list[_Named]:
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


def _of_those_before(clause: str, series: Sequence[_Series]) -> list[_Named]:
    """Return the series of which a clause names just one: "Đất đai là lĩnh vực nhiều … nhất"."""
    says = re.search(r"\b(?:là|có|đạt|vẫn)\b", clause)
    found = []
    for line in series:
        named = [
            (at, place)
            for at, name in enumerate(line.names)
            if len(_CALLED.sub("", name)) > _FEWEST
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
    line: _Series,
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
