"""R10-R13, R10b, R19: dates and numbers of the documents that a report cites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.handwritten import MARK, key_of
from cchc_toolkit.checks.handwritten_rules import documents_listed
from cchc_toolkit.checks.legal import legal_documents
from cchc_toolkit.checks.likely_date import far, likely_date, seen_through
from cchc_toolkit.checks.register import Entry, against, books, number_year, out_of_order
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.text_rules import unreal_days
from cchc_toolkit.checks.workdays import day_off
from cchc_toolkit.submission import Document
from cchc_toolkit.text.formatting import print_date, print_number


def before_its_cause(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each document dated before the one that it implements."""
    papers = scope.papers
    for paper in papers.values():
        cause = papers.get(paper.implements)
        if cause is None or cause.date is None or paper.date is None or paper.date >= cause.date:
            continue
        days = (cause.date - paper.date).days
        yield rule.finding(
            scope,
            (key_of(paper), key_of(cause)),
            f"{paper.short_citation} triển khai {cause.short_citation} nhưng có trước "
            f"{print_number(days)} ngày.",
            where=(paper.source, cause.source),
            values=(print_date(paper.date), print_date(cause.date)),
            quote=paper.citation,
            expected=f"≥ {print_date(cause.date)}",
            found=print_date(paper.date),
            suggestion=likely_date(paper, scope, cause.date),
        )


def year_in_number(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each document whose number has another year than its date."""
    for paper in scope.papers.values():
        year = number_year(paper)
        if year is not None and paper.date is not None and paper.date.year != year:
            yield rule.finding(
                scope,
                (key_of(paper),),
                f"{paper.short_citation}: số hiệu mang năm {year}, ngày ban hành lại là năm "
                f"{paper.date.year}.",
                where=(paper.source,),
                values=(print_date(paper.date),),
                quote=paper.citation,
                expected=str(year),
                found=str(paper.date.year),
                suggestion=f"Nhiều khả năng ngày đúng thuộc năm {year}.",
            )
            continue
        yield from _known_date(rule, scope, paper)


def _known_date(rule: Rule, scope: Scope, paper: Document) -> Iterator[Finding]:
    """Yield a finding if a document of the register is cited with another date than its own."""
    known = legal_documents().get(f"{paper.number}/{paper.symbol}".lower())
    if known is None or known.issued is None or paper.date in (None, known.issued):
        return
    yield rule.finding(
        scope,
        (key_of(paper),),
        f"{paper.short_citation}: ngày ban hành đúng là {print_date(known.issued)}.",
        severity="vừa",
        where=(paper.source,),
        quote=paper.citation,
        expected=print_date(known.issued),
        advice="Sửa ngày của văn bản viện dẫn.",
    )


def numbers_of_register(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each number given twice, and each that does not follow the dates."""
    for entries in books(scope.papers.values()).values():
        yield from _given_twice(rule, scope, entries)
    for entries in books(seen_through(scope)).values():
        for entry in out_of_order(entries):
            yield _out_of_order(rule, scope, entry, against(entry, entries))


def _out_of_order(rule: Rule, scope: Scope, entry: Entry, others: tuple[Entry, ...]) -> Finding:
    """Return the finding; where a single other document is against it, either may be wrong."""
    both = (entry, *others) if len(others) == 1 else (entry,)
    return rule.finding(
        scope,
        [key_of(one.paper) for one in both],
        f"{_as_printed(scope, entry)}: thứ tự số không theo thứ tự ngày của các văn bản cùng ký "
        f"hiệu trong năm, trái với {_as_printed(scope, others[0])}.",
        severity="vừa",
        where=[one.paper.source for one in both],
        values=[print_date(one.day) for one in both],
        quote=entry.paper.citation,
        found=print_date(entry.day),
        suggestion=likely_date(entry.paper, scope, None),
    )


def _as_printed(scope: Scope, entry: Entry) -> str:
    """Return the citation of a document; where its year is a slip, what it is read as too."""
    paper = scope.papers[entry.paper.id]
    read = "" if paper.date == entry.day else f" (hiểu là {print_date(entry.day)})"
    return f"{paper.short_citation}{read}"


def _given_twice(rule: Rule, scope: Scope, entries: tuple[Entry, ...]) -> Iterator[Finding]:
    by_number: dict[int, list[Entry]] = {}
    for entry in entries:
        by_number.setdefault(entry.number, []).append(entry)
    for same in by_number.values():
        if len(same) > 1:
            papers = [entry.paper for entry in same]
            yield rule.finding(
                scope,
                [key_of(paper) for paper in papers],
                f"Cùng một số cho {len(papers)} văn bản: "
                f"{'; '.join(paper.short_citation for paper in papers)}.",
                where=[paper.source for paper in papers],
                values=[print_date(entry.day) for entry in same],
                quote="; ".join(paper.citation for paper in papers),
                expected="mỗi số một văn bản",
                found=f"{papers[0].number}/{papers[0].symbol}",
            )


def outside_window(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each of the commune's documents that another period brought."""
    yield from unreal_days(rule, scope)
    implemented = {paper.implements for paper in scope.papers.values()}
    for paper in scope.own_documents if "window" not in scope.unknown else ():
        exempt = paper.id in implemented
        if paper.date is None or exempt or _inside(paper.date, scope):
            continue
        side = "trước" if paper.date < scope.window.first else "sau"
        first, last = print_date(scope.window.first), print_date(scope.window.last)
        yield rule.finding(
            scope,
            (key_of(paper),),
            f"{paper.short_citation}: ngày ban hành {side} kỳ số liệu ({first} – {last}) mà kể "
            "như kết quả kỳ này.",
            severity=_gravity(paper.date, scope),
            where=(paper.source,),
            values=(print_date(paper.date),),
            quote=paper.citation,
            expected=f"{first} – {last}",
            found=print_date(paper.date),
            suggestion=likely_date(paper, scope, None) if far(paper.date, scope) else "",
        )


def _inside(day: date, scope: Scope) -> bool:
    return scope.window.first <= day <= scope.window.last


def _gravity(day: date, scope: Scope) -> Severity:
    """A date years away is a slip of the pen, and graver than work of the period before."""
    return "cao" if far(day, scope) else "vừa"


def on_day_off(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each document dated on a weekend or public holiday.

    Holidays are moved by notice, and whoever signed may have worked: those are remarks.
    """
    own = {paper.id for paper in scope.own_documents}
    for paper in scope.papers.values():
        off = day_off(paper.date) if paper.date is not None else ""
        if paper.date is not None and off:
            yield rule.finding(
                scope,
                (key_of(paper),),
                f"{paper.short_citation}: {print_date(paper.date)} là {off}.",
                severity=None if paper.id in own and "nghỉ" not in off else "thấp",
                where=(paper.source,),
                values=(print_date(paper.date),),
                quote=paper.citation,
                found=print_date(paper.date),
            )


def register_against_count(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding where a count of documents is not the number of those that are cited."""
    for relation in scope.form.relations_of.get(rule.code, ()):
        if relation.kind != "documents":
            continue
        row = scope.form.indicators[relation.left.terms[0].key]
        stated = scope.number(row.key)
        listed = _cited(scope, relation.items)
        if stated is None or not listed or stated == len(listed):
            continue
        more = len(listed) > stated
        yield rule.finding(
            scope,
            (row.key,),
            f"{row.name} ghi {print_number(stated)}, lời văn dẫn {len(listed)} văn bản của xã, "
            f"{'thừa' if more else 'thiếu'} {print_number(abs(len(listed) - stated))}.",
            severity=None if more else "thấp",
            advice=relation.advice,
            expected=str(len(listed)),
            found=print_number(stated),
        )
    yield from documents_listed(rule, scope)


def _cited(scope: Scope, items: tuple[str, ...]) -> tuple[Document, ...]:
    """Return the commune's own documents that some items of the outline cite, each once."""
    cited = {
        name for prose in scope.prose if prose.item.startswith(items) for name in prose.citations
    }
    return tuple(
        paper
        for paper in scope.own_documents
        if paper.id in cited or (MARK in paper.id and paper.id.startswith(items))
    )
