"""Reviewing a finished report: read it, understand it, run every rule, place every finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import SEVERITIES, Earlier, Finding, Severity, Verdict, check, confront
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.documents.understanding.issued_submission import read_issued
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.dates import fits_period, window_spans
from cchc_toolkit.review.locate import located
from cchc_toolkit.review.rules import RULES

_REPLACES = re.compile(
    r"\b(?:thay thế|thay cho|thay|sửa đổi|bổ sung|bãi bỏ|hủy bỏ)\b[^.;]{0,40}$", re.I
)
_LEAD = 50
_GOES_ON = re.compile(
    r"\b(?:(?:tiếp tục|duy trì) (?:thực hiện|triển khai)|theo|căn cứ)\b[^.;,\d]{0,20}$", re.I
)
"""Words before a document of an earlier period that is still carried out."""


@dataclass(frozen=True)
class Review:
    """A reviewed report: how it was read, what was found, and what could not be read."""

    reading: UnderstoodReport
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    against: str = ""
    """What it was compared with, "" if nothing."""

    @property
    def unread(self) -> tuple[str, ...]:
        """What the file holds that could not be read, and so was not reviewed."""
        return self.reading.issued.unread

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings of severity chặn."""
        return tuple(found for found in self.findings if found.blocking)


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
    own = _findings(confront(reading, RULES, reading.scope.lacking))
    engine = tuple(_of_engine(reading, own))
    return Review(reading, in_order((*engine, *own)), (*issued.notes, *_notes(reading)))


def _findings(verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    return tuple(finding for verdict in verdicts for finding in verdict.findings)


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings the gravest first, then by rule, each said once."""
    unique = {(finding.rule, finding.message, finding.spans): finding for finding in findings}
    return tuple(
        sorted(unique.values(), key=lambda one: (SEVERITIES.index(one.severity), one.rule))
    )


def _of_engine(reading: UnderstoodReport, own: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield what the rules of every text find here, placed, unless ours say it better."""
    findings = check(reading.scope)
    own = (*own, *(finding for finding in findings if finding.spans))
    for finding in findings:
        placed = _at_window(reading, located(reading, _graded(reading, finding)))
        if finding.spans or not _needless(reading, placed, own):
            yield placed


def _at_window(reading: UnderstoodReport, finding: Finding) -> Finding:
    """Return a finding about windows with the place where the report says its own."""
    if finding.rule != "R14" or finding.spans or not finding.found:
        return finding
    spans = tuple(window_spans(reading))
    return replace(finding, where=tuple(map(reading.text.where, spans)), spans=spans)


def _graded(reading: UnderstoodReport, finding: Finding) -> Finding:
    """Return a finding less grave where what it rests on is not certain.

    That is a figure whose link is not, the layout of a page that only its words are left of, or
    a window of usual length whose days the province may have set.
    """
    if finding.rule == "R26" and finding.severity == "vừa" and reading.issued.transcript:
        return replace(finding, severity="thấp")
    if finding.rule == "R14" and finding.severity == "cao" and _is_usual(reading):
        return replace(finding, severity="thấp")  # provinces close on days of their own
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


def _is_usual(reading: UnderstoodReport) -> bool:
    """Whether a report's window is as long as its period."""
    window, spoken = reading.issued.letterhead.window, reading.issued.letterhead.spoken
    if window is None or spoken is None:
        return False
    return fits_period(window, spoken) and window.days <= 31 * spoken.months


def _needless(reading: UnderstoodReport, finding: Finding, own: tuple[Finding, ...]) -> bool:
    """Whether a finding of the engine is said better by a rule of ours, or is the form's doing."""
    if finding.rule == "R15" and finding.severity == "thấp":
        return all(reading.form.indicators[key].supplementary for key in finding.keys)
    if finding.rule in ("R12", "R18", "R23", "R27"):
        return _set_right(reading, finding)
    if finding.rule in ("R08", "R09") and finding.quote:
        passages = {span.at for span in finding.spans if span.part == "body"}
        return any(
            other.rule in ("R08", "R09", "R01")
            and any(span.part == "body" and span.at in passages for span in other.spans)
            and finding.found
            and finding.found in other.message
            for other in own
        )
    return False


def _set_right(reading: UnderstoodReport, finding: Finding) -> bool:
    """Whether the words of the document itself, not its data, answer a finding about words."""
    if finding.rule == "R12":
        return any(_set_aside(reading, span, finding.severity) for span in finding.spans)
    if finding.rule == "R18":
        return any(_worded(reading, span) or _is_replaced(reading, span) for span in finding.spans)
    if finding.rule == "R23":
        return not finding.keys or finding.keys[0] in reading.form.items  # ours sees every passage
    return any(_in_citation(reading, span) for span in finding.spans)


def _set_aside(reading: UnderstoodReport, span: Span, severity: Severity) -> bool:
    """Whether a cited document is no result of this period: another replaces it, or it goes on.

    A date that is years away is wrong all the same.
    """
    if span.part != "body":
        return False
    text = reading.issued.paragraphs[span.at].text
    if text[span.start : span.start + 7].lower() == "báo cáo":
        return True  # on a period reports come after it
    lead = text[max(0, span.start - _LEAD) : span.start]
    goes_on = severity == "vừa" and _GOES_ON.search(lead) is not None
    return goes_on or _is_replaced(reading, span)


def _is_replaced(reading: UnderstoodReport, span: Span) -> bool:
    """Whether the words before a document say that another takes its place."""
    if span.part != "body":
        return False
    text = reading.issued.paragraphs[span.at].text
    return _REPLACES.search(text[max(0, span.start - _LEAD) : span.start]) is not None


def _in_citation(reading: UnderstoodReport, span: Span) -> bool:
    return span.part == "body" and reading.issued.in_citation(span.at, span.start)


def _worded(reading: UnderstoodReport, span: Span) -> bool:
    """Whether a passage is worded as the outline words it: then the words are the form's."""
    return span.part == "body" and any(
        link.worded and reading.issued.mentions[at].passage == span.at
        for at, link in reading.links.items()
    )


def _notes(reading: UnderstoodReport) -> Iterator[str]:
    if "period" in reading.scope.unknown:
        yield "Không nhận ra kỳ báo cáo ở tên báo cáo; không chạy các quy tắc theo kỳ."
    if "window" in reading.scope.unknown:
        yield "Không thấy mốc số liệu (từ ngày … đến ngày …); không chạy các quy tắc theo mốc."
    if "outline" in reading.scope.unknown:
        yield "Các mục không theo đề cương của biểu; không xét mục nào còn thiếu."
    if not reading.scope.office.name:
        yield "Không nhận ra tên xã ở phần đầu văn bản."
