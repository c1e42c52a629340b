"""Rules about a text, typed or issued, by itself: lists, rates, none, days, gaps, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.lists import gap_of, gravity, lists, say_gap
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.checks.span import Span
from cchc_toolkit.checks.text_view import figure_span
from cchc_toolkit.checks.zero_statement import says_none
from cchc_toolkit.text.arithmetic import decimals_of, half_up, how_rounded, share
from cchc_toolkit.text.formatting import print_number

_GAP = re.compile(
    r"\[(?![^\]]{0,60}\d)[^\]]{2,60}\](?!\()|(?:…{2,}(?!…)|\.{5,}(?!\.)|_{3,}(?!_))(?! ?\d)|\bXX+\b"
)
"""A gap left open; dots that lead from a label to its number are none."""
_LEADER = re.compile(r"(?:…{2,}(?!…)|\.{5,}(?!\.)|_{3,}(?!_)) ?\d")
"""Dots from a label to its number: those of the line beside it lead from a label as well."""
_TWICE = re.compile(
    r"(?<![\w,])"
    r"(?P<phrase>[^\W\d_]+(?: [^\W\d_]+){1,3}|các|cho|của|là|những|theo|tại|và|với|về)"
    r"(?: (?P=phrase)(?!\w)|, (?P=phrase)"
    r"(?:(?! ?\w)| (?=(?:chưa|của|cho|có|để|đã|được|khi|là|ngay|phải|tại|theo|trong|và|với)\b)))"
)
"""A phrase of two to four words twice in a row, or a single word whose doubling is a slip.

After a comma nothing may go on with the second one: `một cửa, một cửa liên thông` are two things.

Other single words meet rightly: `dần dần`, `phân công công chức`.
"""
_TWICE_APART = re.compile(
    r"(?<![\w,])(?P<phrase>[^\W\d_]+(?: [^\W\d_]+){1,3}) (?:trên|là|được|đã|của|cho|có|đạt|khoảng)"
    r" (?P=phrase)(?!\w)"
)
"""A phrase said again after one small word: "ước đạt trên ước đạt"."""
_ENOUGH = 60
"""Shorter passages may well be alike: `thực hiện đúng quy định.`"""


def lists_of_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each list that a commune typed whose parts do not add up to its total.

    The lists of a finished report are read with all its other figures (`documents.claims`).
    """
    text = scope.text
    if not text.by_hand:
        return
    for listed in lists(text.paragraphs, text.figures) if text.figures else ():
        gap = gap_of(listed, text.figures)
        places = (listed.total, *listed.parts)
        if gap is None or not _written(scope, places):
            continue
        total = text.figures[listed.total].number
        yield rule.at(
            scope,
            [figure_span(text, at) for at in places],
            say_gap(listed, text.figures, gap),
            severity=gravity(listed, gap),
            expected=print_number(total),
            found=print_number(total - gap),
        )


def rates_of_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed rate that is not the quotient of the two amounts beside it.

    The rates of a finished report are read with all its other figures (`documents.claims`).
    """
    text = scope.text
    if not text.by_hand:
        return
    for ratio in text.ratios:
        if ratio.stated is None:
            continue
        top, bottom = text.figures[ratio.numerator], text.figures[ratio.denominator]
        stated = text.figures[ratio.stated]
        if bottom.number == 0 or stated.doubtful or stated.unit != "%":
            continue
        if _written(scope, (ratio.stated, ratio.numerator, ratio.denominator)):
            yield from wrong_rate(rule, scope, ratio.stated, (top.number, bottom.number), "chặn")


def _written(scope: Scope, figures: Sequence[int]) -> bool:
    """Whether somebody wrote one of some figures: what placeholders print is right by itself."""
    text = scope.text
    return any(text.written(text.figures[at].passage, text.figures[at].span[0]) for at in figures)


def wrong_rate(
    rule: Rule,
    scope: Scope,
    at: int,
    pair: tuple[Decimal, Decimal],
    severity: Severity,
    *,
    scale: int = 100,
    keys: Sequence[str] = (),
    spans: Sequence[Span] = (),
) -> Iterator[Finding]:
    """Yield a finding if a stated rate is not a quotient; less grave where it was only cut off."""
    stated = scope.text.figures[at]
    exact = pair[0] * scale / pair[1]
    how, decimals = how_rounded(stated.number, exact), decimals_of(stated.number)
    right = share(*pair, decimals, scale)
    if how == "rounded" or stated.number == right:
        return
    cut = how == "truncated"
    shown = print_number(right, decimals)
    yield rule.at(
        scope,
        [figure_span(scope.text, at), *spans],
        f"Lời văn ghi {stated.quote}, tính lại {print_number(pair[0])}/{print_number(pair[1])} "
        f"= {print_number(half_up(exact, 4))}%, làm tròn là {shown}%"
        + (" (số đã ghi bị cắt bớt, không làm tròn)." if cut else "."),
        severity="vừa" if cut else severity,
        keys=keys,
        expected=f"{shown}%",
        found=stated.text,
    )


def none_of_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding where a text says that there is none and the numbers beside it have some."""
    text = scope.text
    for at, paragraph in enumerate(text.paragraphs):
        name, start = text.item(at)
        item = scope.form.items.get(name)
        said = paragraph[start:].strip(" .;-").lower()
        if item is None or not item.zero or not said or any(char.isdigit() for char in said):
            continue
        if text.by_hand and len(said) > 2 * len(item.zero):
            continue  # it says more than that there is none
        some = [key for key in keys_of(item.sentence) if text.number(key)]
        for key in some[: 1 if text.by_hand else None] if says_none(said, item.zero) else ():
            number = print_number(text.number(key) or Decimal(0))
            yield rule.at(
                scope,
                [Span("body", at, start, len(paragraph))],
                f'Lời văn ghi "{said}", {text.beside} ghi {number}: '
                f"{scope.form.indicators[key].name}.",
                severity="cao",
                keys=(key,),
                expected=number,
                found="0",
            )


def unreal_days(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each citation whose day no calendar has."""
    for cited in scope.text.citations:
        unreal = cited.date is None and re.search(r"\d", cited.date_as_printed)
        if unreal and scope.text.written(cited.passage, cited.span[0]):
            yield rule.at(
                scope,
                [Span("body", cited.passage, *cited.span)],
                f'{cited.text}: không có ngày "{cited.date_as_printed.strip()}".',
                advice="Kiểm tra lại ngày của văn bản được dẫn.",
                found=cited.date_as_printed,
            )


def repeated_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each gap left open, phrase said twice, passage that stands twice."""
    yield from _open_gaps(rule, scope)
    yield from _repeated_words(rule, scope)
    yield from _copied_passages(rule, scope)


def _open_gaps(rule: Rule, scope: Scope) -> Iterator[Finding]:
    for at, paragraph in enumerate(scope.text.paragraphs):
        beside = scope.text.paragraphs[max(0, at - 1) : at + 2]
        led = any(_LEADER.search(one) for one in beside)
        for gap in _GAP.finditer(paragraph):
            if scope.text.written(at, gap.start()) and not (led and paragraph[gap.end() :].strip()):
                yield rule.at(
                    scope,
                    [Span("body", at, *gap.span())],
                    f'Còn chỗ chưa điền: "{gap[0]}".',
                    severity="chặn" if scope.clean else "vừa",
                    advice="Điền nội dung hoặc bỏ chỗ trống.",
                    found=gap[0],
                )


def _repeated_words(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each phrase twice in a row, the outline's own words excepted."""
    for at, paragraph in enumerate(scope.text.paragraphs):
        lower = paragraph.lower()
        phrase = repeated_phrase(lower) if len(lower) == len(paragraph) else ""
        item = scope.form.items.get(scope.text.item(at)[0])
        if phrase and (item is None or phrase not in f"{item.label} {item.guidance}".lower()):
            start = lower.find(phrase)
            yield rule.at(
                scope,
                [Span("body", at, start, start + len(phrase))],
                f'Cụm từ lặp lại: "{phrase}".',
                advice="Đọc lại và xoá chỗ lặp.",
                found=phrase,
            )


def _copied_passages(rule: Rule, scope: Scope) -> Iterator[Finding]:
    seen: dict[str, Prose] = {}
    for prose in scope.prose:
        if len(prose.text) >= _ENOUGH and prose.text in seen:
            other = seen[prose.text]
            again = "có một đoạn viết hai lần" if other.item == prose.item else ""
            here, there = (_called(scope, one.item) for one in (prose, other))
            yield rule.finding(
                scope,
                tuple(dict.fromkeys((prose.item, other.item))),
                f"Mục {here} {again or f'chép nguyên văn mục {there}'}.",
                where=(prose.source, other.source),
                quote=prose.text,
                advice="Viết riêng nội dung của từng mục.",
            )
        seen.setdefault(prose.text, prose)


def _called(scope: Scope, item: str) -> str:
    found = scope.form.items.get(item)
    return found.name if found else item


def repeated_phrase(lower: str) -> str:
    """Return the first phrase that a lower-case text says twice in a row, "" if none.

    Only letters, with a space or a comma between. A single word counts only where doubling it
    never makes sense.

    >>> repeated_phrase("652 hồ sơ hồ sơ."), repeated_phrase("ubnd cấp xã, cấp xã")
    ('hồ sơ hồ sơ', 'cấp xã, cấp xã')
    >>> repeated_phrase("chi ngân sách ước đạt trên ước đạt 4 tỷ")
    'ước đạt trên ước đạt'
    >>> repeated_phrase("ubnd cấp xã, cấp xã ngay sau khi")
    'cấp xã, cấp xã'
    >>> repeated_phrase("dần dần, rõ người, rõ việc, phân công công chức")
    ''
    >>> repeated_phrase("cơ chế một cửa, một cửa liên thông")
    ''
    """
    words = lower.replace("(", " ").replace("“", " ").split()
    if len(set(words)) == len(words):
        return ""
    found = _TWICE.search(lower) or _TWICE_APART.search(lower)
    return found[0].rstrip() if found else ""
