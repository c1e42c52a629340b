"""Reviewing a finished report: read it, understand it, run every rule, place every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import SEVERITIES, Earlier, Finding, check
from cchc_toolkit.checks.located_finding import LocatedFinding, Span
from cchc_toolkit.documents import ParsedReport, read_report
from cchc_toolkit.documents.understanding.issued_submission import read_issued
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.dates import window_spans
from cchc_toolkit.review.locate import located
from cchc_toolkit.review.rule import where
from cchc_toolkit.review.rules import RULES

_NEED_PERIOD = ("R14", "R22")
_NEED_WINDOW = ("R12", "R14")
_NEED_APPENDIX = (
    *("C03", "C04", "R01", "R02", "R04", "R05", "R06"),
    *("R07", "R15", "R16", "R17", "R20", "R21"),
)
_OF_PARAMETERS = "tệp tham số"


@dataclass(frozen=True)
class Review:
    """A reviewed report: how it was read, what was found, and what could not be read."""

    reading: UnderstoodReport
    findings: tuple[LocatedFinding, ...]
    notes: tuple[str, ...]
    against: str = ""
    """What it was compared with, "" if nothing."""

    @property
    def blocking(self) -> tuple[LocatedFinding, ...]:
        """The findings of severity chặn."""
        return tuple(marked for marked in self.findings if marked.finding.blocking)


def review_file(path: Path, form: Form, *, code: str = "", period: Period | None = None) -> Review:
    """Return the review of a finished report; raise `DataError` where it cannot be read."""
    return review_issued(read_report(path, form), form, code=code, period=period)


def review_issued(
    issued: ParsedReport,
    form: Form,
    *,
    code: str = "",
    period: Period | None = None,
    earlier: tuple[Earlier, ...] = (),
    window: Window | None = None,
) -> Review:
    """Return the review of a report that is already read.

    `window` is the one that the parameters set, where there are any.
    """
    reading = read_issued(issued, form, code=code, period=period, earlier=earlier, confirmed=window)
    own = tuple(found for rule in RULES for found in rule.finds(rule, reading))
    engine = tuple(_of_engine(reading, own))
    return Review(reading, in_order((*engine, *own)), (*issued.notes, *_notes(reading)))


def in_order(found: tuple[LocatedFinding, ...]) -> tuple[LocatedFinding, ...]:
    """Return findings the gravest first, then by rule, each said once."""
    unique = {(one.finding.rule, one.finding.message, one.spans): one for one in found}
    return tuple(
        sorted(
            unique.values(),
            key=lambda one: (SEVERITIES.index(one.finding.severity), one.finding.rule),
        )
    )


def _of_engine(
    reading: UnderstoodReport, own: tuple[LocatedFinding, ...]
) -> Iterator[LocatedFinding]:
    dropped = _dropped_rules(reading)
    for finding in check(reading.scope):
        if finding.rule in dropped:
            continue
        marked = _at_window(reading, located(reading, _graded(reading, finding)))
        if not _needless(reading, marked, own):
            yield _in_place_of_parameters(marked)


def _at_window(reading: UnderstoodReport, marked: LocatedFinding) -> LocatedFinding:
    """Return a finding about windows with the place where the report says its own."""
    if marked.finding.rule != "R14" or marked.spans or not marked.finding.found:
        return marked
    spans = tuple(window_spans(reading))
    found = tuple(where(reading, span) for span in spans)
    return LocatedFinding(replace(marked.finding, where=found), spans)


def _dropped_rules(reading: UnderstoodReport) -> frozenset[str]:
    dropped: set[str] = set()
    if "period" in reading.unknown:
        dropped.update(_NEED_PERIOD)
    if "window" in reading.unknown:
        dropped.update(_NEED_WINDOW)
    if "appendix" in reading.unknown:
        dropped.update(_NEED_APPENDIX)
    if "outline" in reading.unknown:
        dropped.add("C06")
    return frozenset(dropped)


def _graded(reading: UnderstoodReport, finding: Finding) -> Finding:
    """Return a finding less grave where it rests on a figure whose link is not certain."""
    if finding.severity != "chặn":
        return finding
    unsure = any(
        key not in reading.rows
        and any(not reading.links[at].sure for at in reading.stated_in.get(key, ()))
        for key in finding.keys
    )
    rows = [reading.rows[key] for key in finding.keys if key in reading.rows]
    unsure = unsure or any(row.sure < 0.6 for row in rows)
    return replace(finding, severity="cao") if unsure else finding


def _needless(
    reading: UnderstoodReport, marked: LocatedFinding, own: tuple[LocatedFinding, ...]
) -> bool:
    """Whether a finding of the engine is said better by a rule of ours, or is the form's doing."""
    finding = marked.finding
    if finding.rule == "C06":
        placed = {place.item for place in reading.places}
        return any(f"Mục {item} " in finding.message for item in placed if item)
    if finding.rule == "R15" and finding.severity == "thấp":
        return all(reading.form.indicators[key].supplementary for key in finding.keys)
    if finding.rule == "R27":
        said = any(_said_of(one, marked) for one in own)
        return said or any(_in_citation(reading, span) for span in marked.spans)
    if finding.rule == "R18":
        return _words_of_outline(reading, finding) or any(
            _worded(reading, span) for span in marked.spans
        )
    if finding.rule in ("R08", "R09") and finding.quote:
        passages = {span.at for span in marked.spans if span.part == "body"}
        return any(
            one.finding.rule in ("R08", "R09", "R01")
            and any(span.part == "body" and span.at in passages for span in one.spans)
            and finding.found
            and finding.found in one.finding.message
            for one in own
        )
    return False


def _said_of(one: LocatedFinding, marked: LocatedFinding) -> bool:
    """Whether one finding says of a place what another says of it."""
    same = (one.finding.rule, one.finding.found) == (marked.finding.rule, marked.finding.found)
    return same and any(
        (span.part, span.at) == (other.part, other.at)
        for span in one.spans
        for other in marked.spans
    )


def _in_citation(reading: UnderstoodReport, span: Span) -> bool:
    return span.part == "body" and any(
        cited.passage == span.at and cited.extent[0] <= span.start < cited.extent[1]
        for cited in reading.issued.citations
    )


def _worded(reading: UnderstoodReport, span: Span) -> bool:
    """Whether a passage is worded as the outline words it: then the words are the form's."""
    return span.part == "body" and any(
        link.worded and reading.issued.mentions[at].passage == span.at
        for at, link in reading.links.items()
    )


def _words_of_outline(reading: UnderstoodReport, finding: Finding) -> bool:
    """Whether the item itself asks in the old term: the answer then only keeps to the form."""
    items = [reading.form.items[key] for key in finding.keys if key in reading.form.items]
    return any(finding.found in f"{item.label} {item.sentence}".lower() for item in items)


def _in_place_of_parameters(marked: LocatedFinding) -> LocatedFinding:
    """Return a finding about the office with the place in the document, not in a parameter file."""
    finding = marked.finding
    if _OF_PARAMETERS not in finding.where:
        return marked
    where = tuple("phần đầu, phần cuối" if one == _OF_PARAMETERS else one for one in finding.where)
    advice = finding.advice.replace("trong tệp tham số", "trong văn bản")
    return replace(marked, finding=replace(finding, where=where, advice=advice))


def _notes(reading: UnderstoodReport) -> Iterator[str]:
    if "period" in reading.unknown:
        yield "Không nhận ra kỳ báo cáo ở tên báo cáo; không chạy các quy tắc theo kỳ."
    if "window" in reading.unknown:
        yield "Không thấy mốc số liệu (từ ngày … đến ngày …); không chạy các quy tắc theo mốc."
    if "outline" in reading.unknown:
        yield "Các mục không theo đề cương của biểu; không xét mục nào còn thiếu."
    if not reading.scope.office.name:
        yield "Không nhận ra tên xã ở phần đầu văn bản."
