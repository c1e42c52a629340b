"""R10, R12, R14 in a document: when work is done, against its cause, its end and the day signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.documents import Passage
from cchc_toolkit.documents.claims.told_period import are_tasks, looks_ahead
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.dates import DAY, day_of
from cchc_toolkit.text.citations import carried_out_behind
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.text.passage import Citation
from cchc_toolkit.text.sentences import sentence_spans

_SOME_DAY = re.compile(rf"(?<![\d/.,]){DAY}(?![\d/])")
_STRETCH = re.compile(
    r"(?:(?<!số liệu )từ |\()(?:ngày )?(?P<first>\d{1,2}(?:/| tháng )\d{1,2}(?:(?:/| năm )\d{4})?)"
    r" ?(?:đến|tới|-|–)"
    r" ?(?:hết )?"
    r"(?:ngày )?(?P<last>\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )(?P<year>\d{4}))(?![\d/])",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:thực hiện|triển khai|thi hành|căn cứ|theo|sau khi):?\s[^.;,]{0,40}$",
    re.I,
)
_BEHIND = 120
_GOES_WITH = re.compile(
    r"\s*(?:việc|đợt|cuộc|thời gian)\b"
    r"|[^.;]{0,20}\b(?:thực hiện|triển khai|căn cứ|theo)\b[^.;,]{0,30} (?:này|đó|trên)\b",
    re.I,
)
_BEGINS = re.compile(r"\b(?:diễn ra|tiến hành|tổ chức|phát phiếu|kiểm tra|mở)\b", re.I)
"""Words of work that starts on the first of two days."""
_CONCLUDES = re.compile(r"^(?:thông báo|kết luận|biên bản|báo cáo|giấy)\b", re.I)
"""Papers that tell of work that is done already."""
_DOING = re.compile(
    r"\b(?:tổ chức|kiểm tra|họp|mở|niêm yết|công khai|hoạt động|khai trương|thành lập|ra mắt"
    r"|tập huấn|ban hành|tiến hành|thực hiện|triển khai|vận hành|bàn giao|quán triệt)\b",
    re.I,
)
_NO_DOING = re.compile(
    r"\b(?:trước|đến|hết|hạn|số liệu|hiệu lực|sinh|báo cáo|kể|tính) (?:từ )?(?:ngày )?$"
    r"|\b(?:thay thế|sửa đổi|bãi bỏ|hết hiệu lực|trước đó)\b",
    re.I,
)
_SHORT_STRETCH = re.compile(
    r"\((?P<first>\d{1,2}/\d{1,2}) ?(?:đến|tới|-|–|→) ?(?P<last>\d{1,2}/\d{1,2})\)"
)
"""Two days without a year, which may be of two years."""
_NEARLY_A_YEAR = 300
_OF_DATA = re.compile(r"\b(?:báo cáo|kết quả|số liệu|tính|kỳ|quý)\b", re.I)
_AFTERWARDS = re.compile(
    rf"\bsau (?:đó|khi (?P<what>[^\W\d_]+(?: [^\W\d_]+){{0,3}})),?"
    rf" (?:vào )?(?:ngày )?(?P<day>{DAY})",
    re.I,
)
_DONE = re.compile(
    r"\b(?:tiến hành|khảo sát|điều tra|kết quả|làm được|rà được|đã (?:tổ chức|thu|phát|kiểm tra))\b"
    r"|\bthu (?:về|được)\b|\b(?:nhận|giải quyết|xử lý|cấp|số hóa|chứng thực)(?: (?:được|xong))? \d",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:kế hoạch|sẽ|dự kiến|tiếp tục|kéo dài|duy trì|áp dụng|hiệu lực|giai đoạn|tới|sắp tới|"
    r"đang|ước|đợt cao điểm|phát động)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"(?P<word>[^\W\d_]+)?,? ?\b(?:xong|trước|chậm nhất|thời hạn|hạn|trong|hết)"
    r"(?: (?:là|vào|trước|hết|đến|cuối|trong))* ?"
    rf"(?:(?:ngày )?(?P<day>{DAY})|tháng (?P<month>\d{{1,2}}) ?/ ?(?P<of>\d{{4}}))(?![\d/])",
    re.I,
)
_NO_TASK = frozenset(
    ("từ", "cấp", "ký", "lập", "sinh", "đã", "tồn", "hành", "nhận", "lực", "giấy", "tờ", "đăng")
)
"""Words before "trước ngày" that make it the time of what a task is about."""
_TO_COME = re.compile(
    r"\bsẽ [^,]{0,60}$"
    r"|(?:^[-+* ]*|\b(?:xã|phường|ubnd|ủy ban nhân dân) )(?:xin |kính )?"
    r"(?:đề nghị|kiến nghị|đề xuất)\b(?! (?:của|tại|trên|này|đó)\b)[^\d]{0,40}\D.{0,120}$"
    r"|\b(?:tới đây|sắp tới|(?:thời gian|quý|tháng|năm)(?: [ivx\d]+)? tới)\b.{0,120}$",
    re.I,
)
_TOLD_DONE = re.compile(r"\bđã\b|\btừ trước\b|\bso với\b|\bcũ\b", re.I)
_YEAR = 366
_COMMON = 2023
"""A year for days that are told without one."""


def done_before_its_cause(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where what carries out a document was done before the document's day."""
    for at, passage in enumerate(reading.issued.paragraphs):
        causes = list(_causes(reading, at))
        spans = sentence_spans(passage.text) if causes else ()
        for start, end in (_with_next(passage.text, spans, n) for n in range(len(spans))):
            own = [(n, one) for n, one in causes if start <= one.span[0] < end]
            known = [(one.date, n, one) for n, one in own if one.date is not None]
            for found, day in _work(reading, at, start, end) if known else ():
                cause, n, cited = min(known)
                if day >= cause:
                    continue
                said = found[0]
                yield rule.at(
                    reading.scope,
                    [Span("body", at, *found.span()), reading.citation_span(n)],
                    f'"{said}" có trước ngày {print_date(cause)} của {cited.text}, là văn bản '
                    "mà việc này thực hiện.",
                    advice="Kiểm tra ngày của văn bản và ngày thực hiện.",
                    found=said,
                    expected=f"≥ {print_date(cause)}",
                )
                break


def _with_next(text: str, spans: Sequence[tuple[int, int]], n: int) -> tuple[int, int]:
    """Return a sentence, with the next one where that tells when the work was: "Việc … từ …"."""
    start, end = spans[n]
    if n + 1 < len(spans) and _GOES_WITH.match(text, *spans[n + 1]):
        end = spans[n + 1][1]
    return start, end


def _causes(reading: UnderstoodReport, at: int) -> Iterator[tuple[int, Citation]]:
    """Yield the documents that a passage says are carried out, with their places."""
    text = reading.issued.paragraphs[at].text
    for n in reading.issued.cited_in.get(at, ()):
        cited = reading.issued.citations[n]
        lead = text[max(0, cited.span[0] - 60) : cited.span[0]]
        behind = text[cited.span[1] : cited.span[1] + _BEHIND]
        cause = _CAUSE.search(lead) or carried_out_behind(behind, cited.type)
        if cause and not _CONCLUDES.match(cited.text):
            yield n, cited


def _work(
    reading: UnderstoodReport, at: int, start: int, end: int
) -> Iterator[tuple[re.Match[str], date]]:
    """Yield where a sentence says when something was done: a day, or the last of a stretch."""
    text = reading.issued.paragraphs[at].text
    cited = [reading.issued.citations[n] for n in reading.issued.cited_in.get(at, ())]
    stretches = list(_STRETCH.finditer(text, start, end))
    for found in stretches:
        day = day_of(found["last"])
        clause = _clause(text, start, found.start())
        if day is None or _OF_DATA.search(clause):
            continue
        yield found, day
        first = day_of(found["first"]) or day_of(f"{found['first']}/{found['year']}")
        if first is not None and _BEGINS.search(clause):
            yield found, first
    for found in _SOME_DAY.finditer(text, start, end):
        inside = any(_names(one, found.start(), text) for one in cited)
        inside = inside or any(a.start() <= found.start() < a.end() for a in stretches)
        clause = _clause(text, start, found.start())
        day = day_of(found[0])
        if inside or day is None or _NO_DOING.search(clause) or not _DOING.search(clause):
            continue
        yield found, day


def _clause(text: str, start: int, end: int) -> str:
    return re.split(r"[,;:(]", text[start:end])[-1]


def _names(cited: Citation, at: int, text: str) -> bool:
    """Whether a place is in the name of a document: its day, or what it is about to the comma."""
    first, last = cited.extent
    return first <= at < last and (at < cited.span[1] or "," not in text[cited.span[1] : at])


def afterwards_on_an_earlier_day(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where "sau đó, ngày …" names a day before the one told right before it."""
    for at, passage in enumerate(reading.issued.paragraphs):
        for found in _AFTERWARDS.finditer(passage.text):
            before = list(_SOME_DAY.finditer(passage.text, 0, found.start()))
            first = day_of(before[-1][0]) if before else None
            then = day_of(found["day"])
            if first is None or then is None or then >= first:
                continue
            ahead = passage.text[: found.start()].lower().rsplit(". ", 1)[-1]
            if found["what"] and found["what"].lower() not in ahead:
                continue
            yield rule.at(
                reading.scope,
                [Span("body", at, *found.span())],
                f'"{found[0]}" có trước ngày {print_date(first)} nêu ngay trước đó.',
                advice="Kiểm tra lại hai ngày.",
                found=found["day"],
                expected=f"≥ {print_date(first)}",
            )


def stretches_of_work(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each stretch of days that ends before it starts or after the signing."""
    yield from _turned_round(rule, reading)
    signed, window = reading.issued.letterhead.date, reading.issued.letterhead.window
    for span, said, first, last in _stretches(reading):
        if window is not None and last == window.last:
            continue  # the window of the data has a rule of its own
        if first is not None and first > last:
            yield rule.at(
                reading.scope,
                [span],
                f'Lời văn ghi "{said}": ngày đầu sau ngày cuối.',
                found=said,
            )
        elif signed is not None and last > signed and _is_done(reading, span):
            yield rule.at(
                reading.scope,
                [span],
                f'Lời văn kể việc làm "{said}", mà ngày ký là {print_date(signed)}.',
                advice="Sửa ngày ký, hoặc ngày của việc đã làm.",
                found=said,
                expected=f"≤ {print_date(signed)}",
            )


def _turned_round(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each stretch without a year that would last nearly a whole one."""
    for at, passage in enumerate(reading.issued.paragraphs):
        for found in _SHORT_STRETCH.finditer(passage.text):
            first, last = (day_of(f"{found[name]}/{_COMMON}") for name in ("first", "last"))
            if (
                first is None
                or last is None
                or not 0 < (first - last).days < _YEAR - _NEARLY_A_YEAR
            ):
                continue
            yield rule.at(
                reading.scope,
                [Span("body", at, *found.span())],
                f'Lời văn ghi "{found[0]}": ngày đầu sau ngày cuối.',
                found=found[0],
            )


def _stretches(reading: UnderstoodReport) -> Iterator[tuple[Span, str, date | None, date]]:
    """Yield each stretch of days of head and prose: where it stands, its words, its two days."""
    lines: list[tuple[Part, int, Passage]] = [
        ("head", at, line) for at, line in enumerate(reading.issued.head)
    ]
    lines += [("body", at, passage) for at, passage in enumerate(reading.issued.paragraphs)]
    for part, at, passage in lines:
        for found in _STRETCH.finditer(passage.text):
            last = day_of(found["last"])
            if last is not None:
                said = found[0].lstrip("(")
                span = Span(part, at, found.end() - len(said), found.end())
                yield span, said, day_of(found["first"]), last


def _is_done(reading: UnderstoodReport, span: Span) -> bool:
    """Whether a sentence tells of work as done, not as planned or going on."""
    if span.part != "body" or looks_ahead(reading.claims.account, span.at, span.start):
        return False
    text = reading.issued.paragraphs[span.at].text
    start, end = next(s for s in sentence_spans(text) if s[0] <= span.start < s[1])
    return bool(_DONE.search(text, start, end)) and not _GOES_ON.search(text, start, end)


def deadlines_past(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each task ahead whose deadline was over when the report was signed."""
    signed = reading.issued.letterhead.date
    if signed is None:
        return
    for at, passage in enumerate(reading.issued.paragraphs):
        task = are_tasks(reading.claims.account, at)
        for found in _DEADLINE.finditer(passage.text):
            day = day_of(found["day"]) if found["day"] else _end_of(found["month"], found["of"])
            clause = re.split(r"[;.]", passage.text[: found.start()])[-1]
            word = (found["word"] or "").lower()
            promise = _TO_COME.search(clause)
            if not task and not promise:
                continue
            clause = promise[0] if promise else clause
            inside = reading.issued.in_citation(at, found.start())
            if day is None or inside or word in _NO_TASK:
                continue
            if day >= signed or (signed - day).days > _YEAR or _TOLD_DONE.search(clause):
                continue
            said = found[0][len(found["word"] or "") :].lstrip(" ,")
            yield rule.at(
                reading.scope,
                [Span("body", at, *found.span())],
                f'Việc sắp tới có hạn "{said}", đã qua trước ngày ký {print_date(signed)}.',
                advice="Sửa hạn của việc, hoặc bỏ việc đã xong.",
                found=said,
                expected=f"≥ {print_date(signed)}",
            )


def _end_of(month: str, year: str) -> date | None:
    """Return the last day of a month."""
    if not 1 <= int(month) <= 12:
        return None
    after = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return after - timedelta(days=1)
