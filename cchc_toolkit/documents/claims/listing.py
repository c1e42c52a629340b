"""Lists in the prose: what opens them, the totals they may have, and their parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.lines import like_total, line_amounts, lines_below
from cchc_toolkit.documents.claims.numeral import count_of
from cchc_toolkit.documents.claims.wording import (
    ALL_TOLD,
    COUNTED_IN,
    MANY,
    OPENER,
    WITHIN,
    divide,
)

_COLON = re.compile(r":(?!\d)")
_KINDS = (
    rf"(?P<many>{MANY}) (?:nguồn|mức|nhóm|loại|khoản|phần|bậc|hạng|kênh|lĩnh vực|hình thức|cách"
    r"|đường|đợt)(?: [^\W\d_]+){0,2}"
)
_LABEL = re.compile(
    r" ?(?:(?:kết quả|phân loại|xếp loại|cơ cấu|thành phần|phân bổ|trong tổng)(?: [^\W\d_]+){0,4}"
    rf"|(?:[^\W\d_]+ ){{0,6}}{_KINDS}|(?:các|số) [^\W\d_]+(?: [^\W\d_]+){{0,2}}) ?"
)
"""A few words before the colon of a list whose total stands in the sentence before."""
_NESTS = re.compile(f"{OPENER.pattern}|{COUNTED_IN}")
_OF_PART = re.compile(r"(?: [^\W\d_]+){0,3} (?:trong số|thuộc số|trong những)\b")
"""Behind a number that is a part of a part: "1 chỉ tiêu trong số vượt"."""
_OF_ROW = re.compile(r"\W*(?:(?:và|còn|sang|riêng) )?(§|[^\W\d_]+)")
"""Opens each part of a row: "tháng 4 …, tháng 5 …", "thôn Thượng …, thôn Hạ …"."""
_LONGEST_HEAD = 160
_MOST_PARTS = 30
_MOST_RUNS = 8
_SHORTEST = 4


@dataclass(frozen=True)
class Listing:
    """A list: places of the totals it may have, the likeliest first, and of its parts.

    `runs` are the stretches of parts that the words allow, the whole list first; `whole` says
    that the words make the parts all there is; `bullets` that they stand in lines of their own.
    """

    totals: tuple[int, ...]
    runs: tuple[tuple[int, ...], ...]
    whole: bool
    opener: str
    bullets: bool = False
    open_run: bool = False
    """Whether "trong đó" opens it without a colon: a semicolon then ends it."""

    @property
    def parts(self) -> tuple[int, ...]:
        """The longest run."""
        return self.runs[0]


def listings(account: Account) -> Iterator[Listing]:
    """Yield the lists of a report, those within a passage first."""
    for passage, own in enumerate(account.by_passage):
        if len(own) > 1:
            yield from _inline(account, passage, own)
    for passage, own in enumerate(account.by_passage):
        if own:
            yield from _bulleted(account, passage, own)


def _inline(account: Account, passage: int, own: tuple[int, ...]) -> Iterator[Listing]:
    text = account.lower[passage]
    for start, end, whole, opener in _openers(text):
        found = _list(account, own, (start, end), whole, opener)
        if found is not None:
            yield found
    yield from _unopened(account, passage, own)
    yield from _within(account, passage, own)
    for bracket in sorted({account.quantities[n].bracket for n in own} - {-1}):
        inside = text[bracket + 1 : bracket + 24]
        if not OPENER.match(inside.lstrip()):
            found = _list(account, own, (bracket, bracket + 1), False, "(")
            if found is not None:
                yield found


def _unopened(account: Account, passage: int, own: tuple[int, ...]) -> Iterator[Listing]:
    """Yield the list of "20 người; xuất sắc 4, tốt 13, hoàn thành 3": nothing else follows."""
    for sentence in sorted({account.quantities[n].sentence for n in own}):
        line = [n for n in own if account.quantities[n].sentence == sentence]
        flat = [n for n in line if not account.quantities[n].depth]
        plain = all(account.quantities[n].use == "amount" for n in flat)
        if plain and len(flat) > 1:
            yield from _all_told(account, own, flat)
        if len(flat) < _SHORTEST - _divide(account, flat) or not plain:
            continue
        head, *parts = _behind_semicolon(account, flat)
        gap = account.lower[passage][
            account.quantities[head].stop : account.quantities[parts[0]].start
        ]
        opened = re.match(r"[^.;:,()]{0,30}(?:[;,–-]|\b(?:có|là|thì)\b) ?[^:]*$", gap)
        if opened and _are_parts(account, head, parts):
            yield Listing((head,), tuple(_runs(account, parts, (head,))), False, ";")


def _all_told(account: Account, own: tuple[int, ...], flat: list[int]) -> Iterator[Listing]:
    """Yield the list of "Xã có 14 thôn. 9 thôn có, 4 thôn đang làm, không thôn nào bỏ trống".

    So one of "Quý II nhận 815 hồ sơ. Tháng 4 nhận 260, tháng 5 nhận 280, tháng 6 nhận 275".
    """
    ones = [account.quantities[n] for n in flat]
    behind = account.lower[ones[0].passage][ones[-1].stop :].split(". ")[0]
    whole = bool(ALL_TOLD.search(behind))
    heads = {found[1] if (found := _OF_ROW.match(one.wide)) else one.wide for one in ones}
    before = [n for n in own if account.quantities[n].sentence == ones[0].sentence - 1]
    for heads_of, parts in ((before, flat), (flat[:1], flat[1:])):
        fits = [n for n in heads_of if _are_parts(account, n, parts)]
        if (
            fits
            and len(parts) > 1
            and (whole or (heads_of is before and len(parts) > 2 and len(heads) == 1))
        ):
            yield Listing(tuple(fits), (tuple(parts),), whole, "hết" if whole else "")


def _are_parts(account: Account, head: int, parts: Sequence[int]) -> bool:
    """Whether numbers count like a larger one before them, each with words of its own."""
    whole = account.quantities[head]
    ones = [account.quantities[n] for n in parts]
    plain = all(one.unit in ("", whole.unit) and one.value < whole.value for one in ones)
    named = all(re.search(r"[^\W\d_]{2}", f"{one.lead} {one.trail}") for one in ones)
    counted = bool(whole.counted) and whole.use == "amount" and not whole.depth
    return counted and plain and named


def _divide(account: Account, flat: list[int]) -> bool:
    """Whether two parts behind a number divide it by their words: "24 người, nam 14, nữ 10"."""
    labels = [account.label(n) for n in flat]
    by = divide(labels[1:]) if len(flat) == _SHORTEST - 1 else ""
    return bool(by) and not re.search(by, labels[0])


def _behind_semicolon(account: Account, flat: list[int]) -> list[int]:
    """Return a whole and its parts: "phát 600 phiếu, thu 572 phiếu; 559 hài lòng, 13 không"."""
    text = account.lower[account.quantities[flat[0]].passage]
    cut = text.find(";", account.quantities[flat[0]].stop)
    ahead = [n for n in flat if account.quantities[n].start < cut]
    behind = flat[len(ahead) :]
    return [ahead[-1], *behind] if len(ahead) > 1 and len(behind) > 1 else flat


def _within(account: Account, passage: int, own: tuple[int, ...]) -> Iterator[Listing]:
    """Yield the list of "trong 26 hộ thoát nghèo có 19 hộ vay vốn, 7 hộ có việc làm"."""
    text = account.lower[passage]
    for found in WITHIN.finditer(text):
        place = bisect_left(own, found.end(), key=lambda n: account.quantities[n].start)
        total, *rest = own[place : place + _MOST_PARTS] or (None,)
        if total is None or account.quantities[total].start != found.end():
            continue
        whole, parts = account.quantities[total], []
        for n in rest:
            one = account.quantities[n]
            if one.sentence != whole.sentence or one.use != "amount" or one.depth < whole.depth:
                break
            if one.depth == whole.depth and not one.divisor:
                parts.append(n)
        plain = all(account.quantities[n].unit in ("", whole.unit) for n in parts)
        runs = tuple(_runs(account, parts, (total,)))
        if runs and plain and whole.unit:
            yield Listing((total,), runs, False, "trong")


def _openers(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """Yield where each opener starts and ends, whether it promises everything, and its word."""
    words = list(OPENER.finditer(text))
    for found in words:
        colon = re.match(r"\s?(?:có|là)?\s?:", text[found.end() :])
        end = found.end() + (colon.end() if colon else 0)
        yield found.start(), end, bool(found["whole"]), found[0]
    covered = [(found.start(), found.end() + 8) for found in words]
    for found in _COLON.finditer(text):
        if not any(start <= found.start() <= end for start, end in covered):
            yield found.start(), found.end(), True, ":"


def _list(
    account: Account, own: tuple[int, ...], opened: tuple[int, int], whole: bool, opener: str
) -> Listing | None:
    place = bisect_left(own, opened[1], key=lambda n: account.quantities[n].start)
    behind = own[place : place + 2 * _MOST_PARTS]
    near = own[max(0, place - _MOST_PARTS) : place]
    ahead = [n for n in near if account.quantities[n].stop <= opened[0] + 1]
    if not behind:
        return None
    first = account.quantities[behind[0]]
    if opener == "(" and first.bracket != opened[0]:
        return None
    parts = list(_parts(account, behind, opener))
    totals = _totals(account, ahead, opened[0], first.depth, opener, first.sentence)
    runs = tuple(_runs(account, parts, totals))
    if not totals or not runs:
        return None
    text = account.lower[first.passage]
    gap = text[account.quantities[totals[0]].stop : opened[0]]
    kinds = re.search(rf"{_KINDS} ?$", text[: opened[0]])
    if opener == ":" and kinds and count_of(kinds["many"]) == len(parts):
        opener = kinds[0]  # "hai loại: A 38, B 45" are all there is
    if opener == ":" and ";" in gap and not _LABEL.fullmatch(gap.rsplit(";", 1)[-1]):
        whole, opener = False, ";"  # "rất hài lòng: 141; hài lòng: 213": one of a row
    labelled = re.search(r"[^\W\d]", gap.split(". ", 1)[-1])
    if account.quantities[totals[0]].sentence < first.sentence and (opener == ":" or labelled):
        whole, opener = False, ""  # another sentence: only what is near is meant
        if OPENER.search(text[opened[1] : account.quantities[parts[-1]].start]):
            return None
    open_run = not whole and text[opened[1] - 1] not in ("(", ":")
    return Listing(totals, runs, whole, opener, open_run=open_run)


def _parts(account: Account, behind: Sequence[int], opener: str) -> Iterator[int]:
    """Yield the amounts behind an opener in its sentence and on the level of the first of them."""
    first, found = account.quantities[behind[0]], 0
    for n in behind:
        one = account.quantities[n]
        aside = bool(first.depth) and opener != ":" and one.bracket != first.bracket
        if one.depth < first.depth or one.sentence != first.sentence or found == _MOST_PARTS:
            return
        if one.depth == first.depth and aside:
            return
        if one.depth == first.depth and one.use == "amount" and not one.divisor:
            found += 1
            yield n


def _totals(
    account: Account, ahead: list[int], at: int, level: int, opener: str, sentence: int
) -> tuple[int, ...]:
    """Return the amounts that a list may divide: the nearest first, of the sentence or before."""
    found = []
    for n in reversed(ahead):
        one = account.quantities[n]
        if at - one.stop > _LONGEST_HEAD or one.sentence < sentence - 1:
            break
        counted = one.use == "amount" or (one.use == "change" and one.unit != "%")
        if not counted or one.depth > level - (opener == "(") or one.divisor:
            continue
        gap = account.lower[one.passage][one.stop : at].split(". ", 1)[-1]
        if opener == ":" and ";" in gap and one.lead and one.wide.rstrip().endswith(":"):
            continue  # "Sở A: 214; Sở B: 120" are one list, none of them a total
        if one.sentence < sentence and re.search(r"[^\W\d]", gap) and not _LABEL.fullmatch(gap):
            break
        found.append(n)
        if opener == "(" or len(found) == 4:
            break
    return tuple(found)


def _runs(account: Account, parts: list[int], totals: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the stretches of parts from the head of a list: all, and as far as each semicolon."""
    if len(parts) < 2 or not totals:
        return
    head = account.quantities[parts[0]]
    text = account.lower[head.passage]
    cuts = [len(parts)]
    starts = []
    for place in range(1, len(parts)):
        gap = text[
            account.quantities[parts[place - 1]].stop : account.quantities[parts[place]].start
        ]
        if ":" in gap and place > 1:
            cuts.append(place)  # what stands behind a colon divides the part before it
        if (
            ";" in gap
            or OPENER.search(gap)
            or re.search(r"[.,] ?(?:đồng thời|ngoài ra|riêng|hiện)\b", gap)
        ):
            starts.append(place)
            if place > 1:
                cuts.append(place)
    for cut in cuts[:_MOST_RUNS]:
        yield tuple(parts[:cut])
    for start in starts[:_MOST_RUNS]:
        if len(parts) - start > 1:
            yield tuple(parts[start:])
    flat = tuple(_without_nested(account, parts, text))
    if 2 <= len(flat) < len(parts):
        yield flat


def _without_nested(account: Account, parts: list[int], text: str) -> Iterator[int]:
    """Yield the parts that are not parts of a part: from an opener between to the semicolon."""
    nested = False
    for place, n in enumerate(parts):
        gap = (
            text[account.quantities[parts[place - 1]].stop : account.quantities[n].start]
            if place
            else ""
        )
        if ";" in gap:
            nested = False
        if place and _NESTS.search(gap.rsplit(";", 1)[-1]):
            nested = True
        one = account.quantities[n]
        if not nested and not _OF_PART.match(text, one.stop):
            yield n


def _bulleted(account: Account, passage: int, own: tuple[int, ...]) -> Iterator[Listing]:
    """Yield the list whose parts stand in the lines below a passage that opens it."""
    text = account.lower[passage].rstrip()
    opener = list(OPENER.finditer(text))
    opens = text.endswith(":") or (opener and len(text) - opener[-1].end() < 40)
    only = [n for n in own if account.quantities[n].use == "amount"]
    opens = opens or (len(only) == 1 and len(text) - account.quantities[only[0]].stop < 4)
    children = (
        list(lines_below(account.passages, passage)) if passage + 1 < len(account.passages) else []
    )
    if len(children) < 2:
        return
    amounts = [found for child in children if (found := line_amounts(account, child))]
    if len(amounts) < 2:
        return
    totals = tuple(
        n
        for n in reversed(own)
        if account.quantities[n].use == "amount" and account.quantities[n].depth == 0
    )[:3]
    if not totals:
        return
    whole = account.quantities[totals[0]]
    runs = [tuple(like_total(account, whole, found) for found in amounts)]
    if any(len(found) > 1 for found in amounts):
        runs.append(tuple(chain.from_iterable(amounts)))
    complete = len(amounts) == len(children)
    every = (
        bool(opens) and complete and not (opener and opener[-1]["some"] and not text.endswith(":"))
    )
    yield Listing(totals, tuple(runs), every, ":" if opens else "", bullets=True)


def compatible(account: Account, total: int, run: tuple[int, ...]) -> bool:
    """Whether every part of a run may be a part of a total."""
    whole = account.quantities[total]
    return total not in run and all(alike(whole, account.quantities[n]) for n in run)
