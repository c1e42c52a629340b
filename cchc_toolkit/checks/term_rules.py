"""R18, R23: terms and administrative units that hold on the day they are used for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.handwritten import key_of
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.terms import Term, addressees, terms_out_of_date
from cchc_toolkit.text.formatting import print_date


def terms_by_date(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each passage that uses a term out of date at the end of the window."""
    yield from _in_texts(rule, scope)
    for term in terms_out_of_date(rule.code, scope.window.last):
        for paper in scope.own_documents:
            if term.find(f"{paper.number}/{paper.symbol} {paper.subject}".lower()) >= 0:
                yield _finding(rule, scope, term, (key_of(paper),), paper.source, paper.citation)


def units_by_date(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each unit that is named for a day on which it no longer existed."""
    for term in terms_out_of_date(rule.code, scope.window.last):
        for said in (scope.office.superior, scope.office.via):
            if term.find(said.lower()) >= 0:
                found = _finding(rule, scope, term, (), scope.office_source, said)
                yield replace(found, speaks_of="parameters")
                break
    yield from _addressee(rule, scope)
    yield from _in_texts(rule, scope)
    yield from _issuers(rule, scope)


def _addressee(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the report goes to nobody that a commune reports to on that day."""
    day, said = scope.window.last, scope.office.superior
    old = any(term.find(said.lower()) >= 0 for term in terms_out_of_date(rule.code, day))
    for wanted in addressees(day):
        if said and not old and not any(word in said.lower() for word in wanted.words):
            yield rule.finding(
                scope,
                (),
                f'"Kính gửi" ghi "{said}"; từ {print_date(wanted.first)} cấp xã báo cáo cấp tỉnh '
                f"({wanted.source}).",
                where=(scope.office_source,),
                severity="vừa",
                quote=said,
                advice=f"Ghi {wanted.instead}.",
                expected=wanted.instead,
                found=said,
            )


def _in_texts(rule: Rule, scope: Scope) -> Iterator[Finding]:
    for term in terms_out_of_date(rule.code, scope.window.last):
        for prose in scope.prose if term.find(scope.all_prose) >= 0 else ():
            place = term.find(prose.lower)
            if place >= 0 and not _asked_for(scope, prose.item, term):
                quote = prose.sentence(place)
                yield _finding(rule, scope, term, (prose.item,), prose.source, quote)


def _asked_for(scope: Scope, name: str, term: Term) -> bool:
    """Whether the outline itself asks in the old term: the answer then only keeps to the form."""
    item = scope.form.items.get(name)
    return item is not None and term.find(f"{item.label} {item.sentence}".lower()) >= 0


def _issuers(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each document issued by an office that did not exist on its date."""
    for paper in scope.papers.values():
        if paper.date is None:
            continue
        for term in terms_out_of_date(rule.code, paper.date):
            if term.find(paper.issuer.lower()) >= 0:
                yield rule.finding(
                    scope,
                    (key_of(paper),),
                    f'{paper.short_citation}: ngày này không còn "{paper.issuer}".',
                    severity=term.severity,
                    where=(paper.source,),
                    quote=paper.citation,
                    advice=f"Kiểm tra cơ quan ban hành ({term.instead}) và ngày văn bản.",
                    found=paper.issuer,
                )


def _finding(
    rule: Rule, scope: Scope, term: Term, keys: tuple[str, ...], where: str, quote: str
) -> Finding:
    lower = quote.lower()
    place = term.find(lower)
    word = next((word for word in term.words if lower.startswith(word, place)), term.words[0])
    return rule.finding(
        scope,
        keys,
        f'"{word}" không còn đúng vào {print_date(scope.window.last)} ({term.source}).',
        severity=term.severity,
        where=(where,),
        quote=quote,
        advice=f'Dùng "{term.instead}".',
        expected=term.instead,
        found=word,
    )
