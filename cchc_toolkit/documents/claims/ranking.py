"""Claims about an order: ranks in a table, what is highest or lowest, how many reach a mark."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import ACHIEVERS
from cchc_toolkit.documents.claims.mean import column_mean
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of
from cchc_toolkit.documents.claims.series import FEWEST, Series, of_column, of_lines, of_prose
from cchc_toolkit.documents.claims.superlative import named_most, superlative
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.wording import MOST
from cchc_toolkit.text.likeness import compare_key

_RANK_HEAD = re.compile(r"\b(?:xếp (?:hạng|thứ)|thứ hạng|hạng|thứ bậc|vị thứ)\b")
_NO = r"(?P<{0}>(?!))?"
"""A group that one pattern has and another does not."""
_REACHES = (
    r"(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)(?P<how>(?: [^\W\d_]+){0,8}?) "
    r"(?P<mark>trên|dưới|từ|không dưới|không quá|ít nhất|tối thiểu|mục tiêu|chỉ tiêu|mốc|mức|ngưỡng"
    r"|vượt|≥|>|≤|<) ?"
    r"(?P<number>\d{1,3}(?:,\d{1,2})?)(?P<unit> ?%| điểm)?(?P<side> trở (?:lên|xuống))?"
)
_REACHED = re.compile(
    rf"(?<![\w/.,]){_NO.format('none')}(?P<every>(?:tất )?cả )?(?P<count>\d{{1,3}}|một|{SEVERAL})"
    rf"(?: ?/ ?(?P<of>\d{{1,3}}))? {_REACHES}"
)
_ALL_REACH = re.compile(
    r"(?<!\w)(?P<every>tất cả|toàn bộ|các|(?P<none>không|chưa)(?: có| còn)?)(?: các)? "
    rf"{_NO.format('count')}{_NO.format('of')}(?=[^.;:,\d]*\b(?:đều|nào)\b){_REACHES}"
)
"""All of a list, or none of it, without a number: "các thôn đều trên 80%", "không xã nào dưới"."""
_MARK_FIRST = re.compile(
    r"\b(?P<mark>từ|mục tiêu|chỉ tiêu|mức|mốc) (?P<number>\d{1,3}(?:,\d{1,2})?)(?P<unit> ?%| điểm)?"
    rf"(?P<side> trở lên)?,? có (?P<count>\d{{1,3}}|một|{SEVERAL})"
    r" (?P<noun>[^\W\d_]+(?: (?!đạt|vượt|chưa|không)[^\W\d_]+)?) (?:đạt|vượt)\b"
    rf"{_NO.format('of')}{_NO.format('every')}{_NO.format('how')}{_NO.format('none')}"
)
"""The mark before the count: "chỉ tiêu 90% có 04 xã đạt"."""
_COUNTS = (_REACHED, _ALL_REACH, _MARK_FIRST)
_SHORT_OF = re.compile(r"\b(?:chưa|không|dưới|thấp hơn|kém)\b")
_LISTED = re.compile(
    r"[^.;,\d]{0,90}(?:, ?(?:cụ thể|gồm|bao gồm|trong đó|lần lượt|đó là)[^.;,\d]{0,30})?"
)
"""Between a count of those that reach a mark and the first of them."""
_EXCEPT = re.compile(r"\b(?:riêng|trừ|chỉ|còn)\b")
_Test = Callable[[Decimal, Decimal], bool]
_TESTS: dict[str, _Test] = {
    "trên": operator.gt,
    ">": operator.gt,
    "dưới": operator.lt,
    "<": operator.lt,
    "không quá": operator.le,
    "≤": operator.le,
}
_RANGE = re.compile(r" ?(?:%|điểm)? ?(?:đến|-|–) ?(?:dưới |cận )?\d")
_AT_LEAST: _Test = operator.ge
"""What a word asks of a number that is not among the tests."""
_AT_MOST: _Test = operator.le


def ranking_claims(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield a claim for each column of ranks, each superlative, each count of those that reach."""
    series: list[Series] = []
    for at, table in enumerate(tables):
        if table is not None:
            own = {column: of_column(table, at, column) for column in table.columns}
            yield from _ranks(table, own)
            series += [one for one in own.values() if len(one.values) >= FEWEST]
    lines = list(of_lines(account))
    for passage, text in enumerate(account.lower):
        if not re.search(r"\d|nhất|đầu|cuối|hơn cả", text):
            continue
        lists = list(of_prose(account, passage))
        for one in chain.from_iterable(pattern.finditer(text) for pattern in _COUNTS):
            yield from _reached(account, passage, one, [*series, *lists])
        near = [*lists, *(of_prose(account, passage - 1) if passage else ())]
        near += (one for one in lines if _near(account, one, passage))
        for one in MOST.finditer(text):
            yield from named_most(account, passage, one, [*series, *near])
    for n, quantity in enumerate(account.quantities):
        if quantity.use == "mean":
            yield from column_mean(account, n, [(o.values, o.cells, o.words) for o in series])
    for n in account.amounts:
        if MOST.search(account.quantities[n].wide[-40:]):
            yield from superlative(account, n, series)


def _near(account: Account, one: Series, passage: int) -> bool:
    """Whether a list of lines stands right before or behind a passage, or holds it."""
    first, last = (account.quantities[n].passage for n in (one.figures[0], one.figures[-1]))
    return first - 1 <= passage <= last + 1


def _ranks(table: Table, series: dict[int, Series]) -> Iterator[Claim]:
    """Yield the claim that a column of ranks follows another column, where one nearly does."""
    for column, ranks in series.items():
        many = len(ranks.values)
        in_range = all(1 <= value <= many for value in ranks.values)
        if not _RANK_HEAD.search(compare_key(table.heads[column])) or many < FEWEST:
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
        elif found and found[0][0] == 1 and many > FEWEST and found[0][2]:
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


def _other_count(passage: int, found: re.Match[str], one: Series, reach: list[int]) -> Claim:
    """Return the claim that another number of a series reaches the mark than the text says."""
    rest = [n for n in range(len(one.values)) if n not in reach]
    return Claim(
        "R08",
        (),
        False,
        f'Lời văn ghi "{found[0]}", đếm lại là {len(reach)}/{len(one.values)} '
        f"({one.told(reach)}); còn lại: {one.told(rest)}.",
        severity="cao",
        expected=str(len(reach)),
        found=found["count"] or found["every"],
        advice="Đếm lại số đơn vị đạt mốc.",
        place=(passage, *found.span()),
        weight=1,
    )


def _reached(
    account: Account, passage: int, found: re.Match[str], series: Sequence[Series]
) -> Iterator[Claim]:
    """Yield the claim of "4/5 thôn đạt trên 90%" where each of the five is told."""
    noun = found["noun"]
    if noun not in ACHIEVERS and noun.split()[0] not in (*ACHIEVERS, "tháng", "quý"):
        return
    if _RANGE.match(found.string, found.end()):
        return  # "05 đơn vị từ 80 đến dưới 90 điểm"
    test = _test_of(found)
    if found["count"]:
        yield from _rest_reaches(account, passage, found, test)
    fits = [one for one in series if _is_meant(account, passage, found, one)]
    for one in fits:
        if sum(map(test, one.values)) == _said(found, one):
            yield Claim("R08", one.figures, True, cells=one.cells)
            return
    if len(fits) != 1:
        return
    one = fits[0]
    reach = [n for n, value in enumerate(one.values) if test(value)]
    yield _other_count(passage, found, one, reach)


def _said(found: re.Match[str], one: Series) -> int:
    """Return how many of a list are said to reach a mark: all or none where no number stands."""
    if found["count"]:
        return count_of(found["count"])
    return 0 if found["none"] else len(one.values)


def _test_of(found: re.Match[str]) -> Callable[[Decimal], bool]:
    """Return what the words of a mark ask of a number: "chưa đạt chỉ tiêu 80%" asks for less."""
    mark = Decimal(found["number"].replace(",", "."))
    test = _AT_MOST if found["side"] == " trở xuống" else _TESTS.get(found["mark"], _AT_LEAST)
    turned = bool(_SHORT_OF.search(f"{found['noun']} {found['how'] or ''}"))
    return lambda value: test(value, mark) != turned


def _is_meant(account: Account, passage: int, found: re.Match[str], one: Series) -> bool:
    """Whether a series is what some words count that reach a mark."""
    rates = (found["unit"] or "").strip() == "%"
    if rates and not one.rates:
        return False
    many, said = len(one.values), _said(found, one)
    here = _here(account, one, passage, found)
    of = int(found["of"]) if found["of"] else None
    if here and found["unit"] and rates == one.rates and many == (of or said or many):
        return True
    if found["every"] or of not in (None, many) or many <= said:
        return False
    kind = of or _are(found["noun"].split()[0], one)
    mark = Decimal(found["number"].replace(",", "."))
    return bool(kind) and ((here and bool(of)) or min(one.values) <= mark <= max(one.values))


def _here(account: Account, one: Series, passage: int, found: re.Match[str]) -> bool:
    """Whether a series is the list right beside a count: "5/6 lĩnh vực …: A, B, …"."""
    ends = [account.quantities[n] for n in (*one.figures[:1], *one.figures[-1:])]
    if not ends or any(end.passage != passage for end in ends):
        return False
    text, (first, last) = account.bare[passage], ends
    if first.start < found.end():
        gap = text[last.stop : found.start()]
        return bool(found["every"]) and bool(re.fullmatch(r"[^.\d]{0,30}", gap))
    gap = text[found.end() : first.start]
    return bool(_LISTED.fullmatch(gap)) and not _EXCEPT.search(gap)


def _are(noun: str, series: Series) -> bool:
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
