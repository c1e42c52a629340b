"""Cases of the rules: tiny submissions in memory, and what a rule must find in them.

A case is one row of documentation: the cells, documents or texts that matter, and the beginning
of the one message that the rule gives, "" where it must keep silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Window, parse_period
from cchc_toolkit.checks import RULES, Earlier, Finding, Scope
from cchc_toolkit.submission import Document, Passage, Submission, Value, Waiver
from cchc_toolkit.submission.lateness import Lateness
from cchc_toolkit.submission.mode import Mode
from cchc_toolkit.submission.office import Office
from cchc_toolkit.text.formatting import parse_date, parse_number

WINDOW = Window(date(2023, 12, 15), date(2024, 6, 14))
OFFICE = Office(
    name="Xã Minh Hoạ 01",
    superior="Ủy ban nhân dân huyện Minh Hoạ",
    place="Minh Hoạ",
    signatory="Nguyễn Văn Minh Hoạ",
    filed_by="VT, VP",
)
OWN = "UBND xã Minh Hoạ 01"
ABOUT = ("fires", "holds", "missing left", "missing right")
"""What every rule must have a case for; where a rule has no sides, what it needs is missing."""

NOTHING = "(không phát sinh)"
"""A text of a case that stands for the word that nothing arose."""
STATES = {"KAD": "not_applicable", "KCB": "suppressed", "": "not_reported"}


@dataclass(frozen=True)
class Case:
    """One row: a rule, what the row shows, what is reported, what the rule says of it."""

    rule: str
    about: str
    values: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    severity: str = ""
    documents: tuple[tuple[str, ...], ...] = ()
    """Rows `id, type, number, symbol, date, issuer, implements`."""
    texts: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] | None = None
    members: tuple[Mapping[str, str], ...] = ()
    office: Mapping[str, str] = field(default_factory=dict)
    period: str = "2024-6T"
    window: tuple[str, str] | None = None
    mode: Mode = "draft"
    form: str = "phu_luc_01b"
    commune: tuple[str, str] = ("", "")
    """From when to when the commune is, "" for an open end."""
    repairs: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    received: str = ""
    """Day of receipt; the deadline is 20/6/2024."""

    def __str__(self) -> str:
        return f"{self.rule} {self.about}"


def scope_of(case: Case) -> Scope:
    submission = submission_of(case)
    first, last = map(parse_date, case.window) if case.window else (WINDOW.first, WINDOW.last)
    earlier = ()
    if case.before is not None:
        then = Case(case.rule, "", case.before, period="2024-Q1", form=case.form)
        earlier = (Earlier(parse_period("2024-Q1"), None, submission_of(then)),)
    office = Office(**{**vars(OFFICE), **case.office})
    members = tuple(submission_of(Case(case.rule, "", member)) for member in case.members)
    window, twins = Window(first, last), case.twins
    received = parse_date(case.received) if case.received else None
    late = Lateness(received, date(2024, 6, 20)) if received else None
    return Scope(
        submission, window, office, case.mode, earlier, members, twins=twins, lateness=late
    )


def submission_of(case: Case, waivers: tuple[Waiver, ...] = ()) -> Submission:
    form = load_form(case.form)
    return Submission(
        commune=Commune("99001", OFFICE.name, *(day_of(text) for text in case.commune)),
        period=parse_period(case.period),
        form=form,
        values=MappingProxyType(
            {key: value_of(text, form.indicators[key].integer) for key, text in case.values.items()}
        ),
        documents=MappingProxyType({row[0]: document_of(row) for row in case.documents}),
        texts=MappingProxyType(
            {
                item: Passage(() if text == NOTHING else (text,), f"mục {item}", text == NOTHING)
                for item, text in case.texts.items()
            }
        ),
        digest="",
        repairs=case.repairs,
        waivers=waivers,
    )


def day_of(text: str) -> date | None:
    return parse_date(text) if text else None


def value_of(text: str, integer: bool = True) -> Value:
    if text in STATES:
        return Value(STATES[text])  # type: ignore[arg-type]
    return Value("reported", parse_number(text, integer=integer), text, "indicators.csv")


def document_of(row: tuple[str, ...]) -> Document:
    name, kind, number, symbol, day, issuer, implements = row
    dated = parse_date(day) if day else None
    return Document(name, kind, number, symbol, dated, issuer, "", implements, "", "documents.csv")


def found_by(code: str, scope: Scope) -> tuple[Finding, ...]:
    rule = next(rule for rule in RULES if rule.code == code)
    return tuple(rule.finds(rule, scope))
