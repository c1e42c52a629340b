"""A finished report as a submission, so that the rules of the engine run on it unchanged.

Cells come from the appendix; figures that the form has no row for come from the prose. Nothing is
made up: what the report does not say stays unsaid, and rules that would need it are not run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.calendar import national_window
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Earlier, Scope
from cchc_toolkit.checks.cited import register_of
from cchc_toolkit.checks.rate_rules import rates_with_several_denominators
from cchc_toolkit.checks.scope import keys_of
from cchc_toolkit.checks.zero_statement import says_none
from cchc_toolkit.documents import AppendixRow, ParsedReport
from cchc_toolkit.documents.understanding.document_text import DocumentText
from cchc_toolkit.documents.understanding.links import Link, links
from cchc_toolkit.documents.understanding.office import commune_of, office_of
from cchc_toolkit.documents.understanding.placing import Place, places
from cchc_toolkit.documents.understanding.texts import texts_of
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.submission import Submission, Value
from cchc_toolkit.text.formatting import lower_first

_FEW_ITEMS = 8
"""With fewer items recognised, and not half of all, a report does not follow the outline."""


def read_issued(
    issued: ParsedReport,
    form: Form,
    *,
    code: str = "",
    period: Period | None = None,
    earlier: tuple[Earlier, ...] = (),
    confirmed: Window | None = None,
) -> UnderstoodReport:
    """Return a report understood; `period` counts where the report itself names none.

    `confirmed` is the window that the parameters set, None where only the report says its own.
    """
    period = issued.letterhead.period or period
    window = issued.letterhead.window or (national_window(period) if period else None)
    office = office_of(issued)
    found = places(issued.paragraphs, form)
    cells = dict(_cells(issued))
    linked = _links(issued, found, form, cells, office.name)
    register = register_of(issued.citations, lower_first(office.name))
    bare = Submission(
        commune=commune_of(issued, code),
        period=period or Period(_year(issued, window), "N"),
        form=form,
        values=MappingProxyType({**cells, **dict(_from_prose(issued, found, linked, form))}),
        documents=MappingProxyType(register.documents),
        texts=MappingProxyType({}),
        digest="",
    )
    text, texts = DocumentText(issued, found), texts_of(issued, found, linked, register, bare)
    scope = Scope(
        replace(bare, texts=MappingProxyType(texts)),
        window or national_window(Period(bare.period.year, "N")),
        office,
        earlier=earlier,
        window_confirmed=window is None or window == confirmed,
        document=text,
        unknown=frozenset(_unknown(issued, period, window, found, form)),
    )
    return UnderstoodReport(issued, scope, text, MappingProxyType(linked), register)


def _links(
    issued: ParsedReport, found: tuple[Place, ...], form: Form, cells: dict[str, Value], name: str
) -> dict[int, Link]:
    """Return the links of numbers in the prose to rows, but those in the name of the commune."""
    numbers = {key: cell.number for key, cell in cells.items() if cell.number is not None}
    linked = links(issued, found, form, numbers)
    return {at: link for at, link in linked.items() if not _in_name(issued, at, name)}


def _unknown(
    issued: ParsedReport,
    period: Period | None,
    window: Window | None,
    found: tuple[Place, ...],
    form: Form,
) -> Iterator[str]:
    if period is None:
        yield "period"
    if window is None or issued.letterhead.window is None:
        yield "window"
    if not issued.rows:
        yield "appendix"
    if len({place.item for place in found} - {""}) < min(_FEW_ITEMS, len(form.items) / 2):
        yield "outline"


def _year(issued: ParsedReport, window: Window | None) -> int:
    """Return the year that a report without a period is of: the last one that it names."""
    if window is not None:
        return window.last.year
    signed = issued.letterhead.date
    dates = [cited.date for cited in issued.citations if cited.date is not None]
    return signed.year if signed else max((day.year for day in dates), default=2000)


def _in_name(issued: ParsedReport, at: int, name: str) -> bool:
    """Whether a number belongs to the commune's name: `xã Minh Hoạ 01`."""
    mention = issued.mentions[at]
    text = issued.paragraphs[mention.passage].text[: mention.span[1]].casefold()
    return bool(name) and text.endswith(name.casefold())


def _cells(issued: ParsedReport) -> Iterator[tuple[str, Value]]:
    for key, row in issued.values().items():
        yield key, _cell(row)


def _cell(row: AppendixRow) -> Value:
    if row.state == "unreadable":
        return Value("not_reported", None, row.text, row.where, row.note)
    return Value(row.state, row.number, row.text, row.where, row.note)


def _from_prose(
    issued: ParsedReport, found: tuple[Place, ...], linked: Mapping[int, Link], form: Form
) -> Iterator[tuple[str, Value]]:
    """Yield the figures that the form has no row for, from the first passage that states them."""
    yield from _said_none(issued, found, form)
    own_denominator = rates_with_several_denominators(form)
    shown = {issued.ratios[at].stated for at in range(len(issued.ratios))}
    done: set[str] = set()
    for at, link in linked.items():
        mention = issued.mentions[at]
        ratio = form.ratio.get(link.key)
        key = ratio.stated if ratio is not None else link.key
        row = form.indicators.get(key)
        if row is None or not row.supplementary or key in done or mention.doubtful:
            continue
        if ratio is not None and ratio.key in own_denominator and at in shown:
            continue  # the sentence itself says what it is divided by, and is checked against that
        if row.integer and mention.number != mention.number.to_integral_value():
            continue
        done.add(key)
        yield key, Value("reported", mention.number, mention.text, mention.where)


def _said_none(
    issued: ParsedReport, found: tuple[Place, ...], form: Form
) -> Iterator[tuple[str, Value]]:
    """Yield zero for the figures of an item whose passage says that there is none."""
    for passage, place in zip(issued.paragraphs, found, strict=True):
        item = form.items.get(place.item)
        if item is None or not item.zero:
            continue
        said = passage.text[place.start :].strip(" .;-").lower()
        if not any(char.isdigit() for char in said) and says_none(said, item.zero):
            for key in _supplementary(item.sentence, form):
                yield key, Value("reported", Decimal(0), said, passage.where)


def _supplementary(sentence: str, form: Form) -> Iterator[str]:
    for key in keys_of(sentence):
        row = form.indicators.get(key)
        if row is not None and row.supplementary:
            yield key
