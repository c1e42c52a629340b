"""The figures of one report and where they stand: what every reader of claims looks at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.numeral import blanked
from cchc_toolkit.documents.claims.quantities import lowered, quantities
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.wording import COUNTED_IN
from cchc_toolkit.text.passage import Citation, Passage

_PAST = 110
REACH = 40
"""So many figures to each side words may refer to within a passage: a sentence has some ten."""
MOST_FAR = 100
"""So many amounts elsewhere are tried: a report of ten pages has some three hundred figures."""
OTHER_SCOPE = re.compile(
    r"\b(?:lũy kế|cộng dồn|lĩnh vực|cùng kỳ|liên thông|số hóa|so với|ước|dự kiến|địa giới)\b"
    r"|\briêng\b(?!(?: (?:số|hồ sơ|trả|giải quyết|xong)){0,3} (?:trước|sớm|đúng|trễ|chậm|quá)\b)"
    r"|\bchứng thực\b|\bđất đai\b|\bhộ tịch\b|\bphí\b|\btổ (?:lưu động|công nghệ)\b"
)
_BY_POST = re.compile(r"[^\w]*(?:\d+[.)] )?(?:dịch vụ )?(?:bcci|bưu chính|bưu điện)[^.:;]{0,40}:")
_CITED = re.compile(r"/|-[A-ZĐ]|\b(?:số|ngày|tháng|năm) |[Ll]uật|[Hh]iến pháp")
_COUNTS = re.compile(r" (?:văn bản|nhiệm vụ|nội dung|chỉ tiêu|lượt|bản)\b")
"""Behind "Kế hoạch 6 văn bản": so many plans, no number of one."""
_OTHER_PERIOD = re.compile(r"§+ |(?:quý|tháng|năm|kỳ|cùng kỳ)\b")
"""Opens a bracket that tells what another period had: "(quý III trễ 15 hồ sơ)"."""
_COUNTED_IN = re.compile(rf"{COUNTED_IN}[^.,;:()\d]{{0,20}}$")
_OF_BEFORE = re.compile(r"\b(?:từ|của|hồi)(?: (?:năm|quý|tháng|kỳ)\b|$)")
_YEAR = re.compile(r"(?<![\d.,])20\d\d(?![.,]?\d)")
_DIGIT = re.compile(r"\d")
_TASKS = re.compile(r"\d (?:nhiệm vụ|việc|chỉ tiêu|nội dung)\b(?!.*\b(?:hồ sơ|hs)\b)")
_FOREIGN = re.compile(
    r"đơn|phản ánh|kiến nghị|ý kiến|văn bản|nhiệm vụ|tồn tại|khắc phục|tố cáo|khiếu nại"
)


@dataclass(frozen=True)
class Account:
    """The passages of a report and their quantities in order."""

    passages: tuple[Passage, ...]
    quantities: tuple[Quantity, ...]
    bare: tuple[str, ...] = ()
    """The passages in lower case, each digit that is no figure a sign, places unchanged."""
    months: int | None = None
    """How many months the report is for, None where it does not say."""

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The passages in lower case, places unchanged."""
        return tuple(lowered(one.text) for one in self.passages)

    @cached_property
    def by_passage(self) -> tuple[tuple[int, ...], ...]:
        """The places of the quantities of each passage."""
        found: list[list[int]] = [[] for _ in self.passages]
        for at, one in enumerate(self.quantities):
            found[one.passage].append(at)
        return tuple(map(tuple, found))

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """The places of all amounts."""
        return tuple(at for at, one in enumerate(self.quantities) if one.use == "amount")

    def between(self, first: int, second: int) -> str:
        """Return the lower-case text between two quantities of one passage, its digits blanked."""
        one, other = self.quantities[first], self.quantities[second]
        return self.bare[one.passage][one.end : other.start]

    def same_sentence(self, at: int) -> tuple[int, ...]:
        """Return the quantities of the sentence of one, itself too."""
        one = self.quantities[at]
        own = self.near(at)
        return tuple(n for n in own if self.quantities[n].sentence == one.sentence)

    def around(self, *figures: int) -> str:
        """Return the lower-case text from before the first figure to behind the last.

        What stands below a list in lines speaks of it too.
        """
        said = []
        for passage in sorted({self.quantities[n].passage for n in figures}):
            own = [n for n in figures if self.quantities[n].passage == passage]
            first, last = self.quantities[min(own)], self.quantities[max(own)]
            start = max(0, first.start - _PAST)
            said.append(self.lower[passage][start : last.stop + _PAST])
        below = self.passages[passage + 1 : passage + 2] if self.passages[passage].mark else ()
        said += [one.text[:_PAST].lower() for one in below if not (one.mark or one.level)]
        return " | ".join(said)

    def near(self, at: int) -> tuple[int, ...]:
        """Return the quantities of the passage of one, itself too, as far as words may reach."""
        own = self.by_passage[self.quantities[at].passage]
        place = at - own[0]
        return own[max(0, place - REACH) : place + REACH + 1]

    def label(self, at: int) -> str:
        """Return the words of a quantity's clause with its noun, else those before it."""
        one = self.quantities[at]
        lead = one.lead
        if not lead:
            before = self.quantities[at - 1] if at else None
            start = before.stop if before is not None and before.passage == one.passage else 0
            lead = self.lower[one.passage][max(start, one.start - 30) : one.start]
        return f"{lead} {one.noun.lower()} {one.trail}"

    def named(self, at: int) -> str:
        """Return a quantity as printed with what it counts, else with the words before it."""
        one = self.quantities[at]
        if one.noun or not one.lead or "§" in one.lead:
            return one.quote
        words = self.passages[one.passage].text[: one.start].split()
        return " ".join([*words[-min(3, len(one.lead.split())) :], one.quote])

    @cached_property
    def by_value(self) -> dict[Decimal, tuple[int, ...]]:
        """The places of the amounts by what they are worth."""
        found: dict[Decimal, list[int]] = {}
        for at in self.amounts:
            found.setdefault(self.quantities[at].value, []).append(at)
        return {value: tuple(places) for value, places in found.items()}

    def distinct(self, around: int) -> tuple[int, ...]:
        """Return one amount of each value, the nearest to a quantity first, as many as count."""
        found: dict[Decimal, int] = {}
        amounts = self.amounts
        up = bisect_left(amounts, around)
        down = up - 1
        while len(found) < MOST_FAR and (down >= 0 or up < len(amounts)):
            below = up == len(amounts) or (
                down >= 0 and around - amounts[down] <= amounts[up] - around
            )
            at = amounts[down] if below else amounts[up]
            down, up = (down - 1, up) if below else (down, up + 1)
            found.setdefault(self.quantities[at].value, at)
        return tuple(found.values())

    @cached_property
    def dossier_roles(self) -> tuple[str, ...]:
        """The part that each quantity plays in the flow of all dossiers, "" for none."""
        return tuple(
            "" if self._of_the_post(one) or self._of_others(one) else dossier_role(one)
            for one in self.quantities
        )

    def _of_others(self, one: Quantity) -> bool:
        """Whether a number is of other things: "08 tồn tại, khắc phục 07, còn 01", "9 việc: …"."""
        if one.unit or not one.role:
            return False
        said = self.lower[one.passage][max(0, one.start - _PAST) : one.start].rsplit(". ", 1)[-1]
        return bool((_FOREIGN if one.role == "pending" else _TASKS).search(said))

    def _of_the_post(self, one: Quantity) -> bool:
        """Whether a line tells of dossiers by post only: "BCCI: nhận 12, trả 147"."""
        return one.role != "post" and bool(_BY_POST.match(self.lower[one.passage]))

    @cached_property
    def by_section(self) -> dict[int, tuple[int, ...]]:
        """The places of the quantities of each part, by the passage that it begins at."""
        found: dict[int, list[int]] = {}
        for at, one in enumerate(self.quantities):
            found.setdefault(self.section[one.passage], []).append(at)
        return {start: tuple(places) for start, places in found.items()}

    @cached_property
    def section(self) -> tuple[int, ...]:
        """For each passage, where the part that it belongs to begins: at its heading."""
        found, start = [], 0
        for at, passage in enumerate(self.passages):
            if passage.level:
                start = at
            found.append(start)
        return tuple(found)

    @cached_property
    def latest_years(self) -> tuple[int, ...]:
        """For each passage, the latest year that it or one before it names, 0 for none."""
        named = (max(map(int, _YEAR.findall(one.text)), default=0) for one in self.passages)
        return tuple(accumulate(named, max))

    @cached_property
    def headings(self) -> tuple[tuple[int, ...], ...]:
        """For each passage, the headings that it stands under, the nearest first."""
        found: list[tuple[int, ...]] = []
        open_ones: list[int] = []
        for at, passage in enumerate(self.passages):
            if passage.level:
                while open_ones and self.passages[open_ones[0]].level >= passage.level:
                    open_ones.pop(0)
            found.append(tuple(open_ones))
            if passage.level:
                open_ones.insert(0, at)
        return tuple(found)


def clause(account: Account, at: int) -> str:
    """Return a quantity with the words of its clause, as printed."""
    one = account.quantities[at]
    text = account.passages[one.passage].text
    ahead = re.search(rf"(?:\S+\s+){{{len(one.lead.split())}}}$", text[: one.start])
    start = ahead.start() if ahead else one.start - len(one.lead) - 1
    return text[max(0, start) : one.stop + len(one.trail) + 1].strip(" ,;:.(")


def dossier_role(one: Quantity) -> str:
    """Return the part that a quantity plays in the flow of all dossiers, "" for none."""
    if one.use != "amount" or one.divisor or not one.role or not kin(one.unit, "hồ sơ"):
        return ""
    if _COUNTED_IN.search(one.wide):
        return "carried" if one.role == "carried" or _OF_BEFORE.search(one.trail) else ""
    said = f"{one.wide[-60:]} {one.trail}"
    other = OTHER_SCOPE.search(said) or (not one.unit and _FOREIGN.search(said))
    aside = one.depth and _OTHER_PERIOD.match(one.wide.rsplit("(", 1)[-1].strip())
    return "" if other or aside else one.role


def account_of(
    passages: Sequence[Passage], cited: Sequence[Citation], months: int | None = None
) -> Account:
    """Return the account of some passages."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for citation in cited:
        start, end = citation.span
        text = passages[citation.passage].text
        if _CITED.search(text, start, end) and not _COUNTS.match(text, end):
            spans.setdefault(citation.passage, []).append((start, end))
    bare = tuple(
        blanked(one.text, spans.get(at, ())) if _DIGIT.search(one.text) else one.text
        for at, one in enumerate(passages)
    )
    return Account(tuple(passages), quantities(passages, bare), tuple(map(lowered, bare)), months)
