"""R26, R23, R16 in a document: head, foot, references to the appendix, numbering of sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.checks import Finding, Rule, Severity
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.documents import compare_key
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN_NUMBER = re.compile(r"[IVXLC]+")
_APPENDIX_NUMBER = re.compile(r"\s*phụ lục\s*(?:số\s*)?:?\s*(\w*\d\w*|[IVXLC]+)\b", re.I)
_END = re.compile(r"\./\.\s*$")
_LOOSE_END = re.compile(r"(?:\s+\.\s*/\s*\.|\./\s+\.|\.\s+/\.)\s*$")
_COMMUNES = frozenset(("xã", "phường", "thị trấn", "đặc khu"))
_KINDS = "xã|phường|thị trấn|đặc khu|thị xã|huyện|quận|thành phố"
_COMMITTEE = re.compile(
    r"(?:\b(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND|Hội đồng nhân dân|Đảng ủy|hành chính công"
    r"|Một cửa|công chức|viên chức|(?:CCHC|cải cách hành chính) (?:của|tại)"
    r"|(?:Trang|Cổng) thông tin điện tử|cho thấy|khẳng định|chứng tỏ"
    r"|(?i:chủ tịch|bí thư(?: đảng ủy)?)|(?i:người dân|nhân dân|bà con)"
    rf"(?= (?:{_KINDS}) [^.;,]{{3,40}} (?:hài lòng|đồng tình|tin tưởng|phấn khởi|ủng hộ)))\s+"
    rf"(?P<kind>{_KINDS})"
    r"|^(?P<own>Xã|Phường|Thị trấn|Đặc khu)(?=(?:\s+[^\W\d_]+){1,4}\s+(?:xin )?báo cáo\b))"
    r"(?P<words>(?:\s+\w+){1,5})"
)
"""Who speaks, or whose offices are spoken of as one's own."""
_ISSUER = re.compile(
    rf"\b(?P<kind>{_KINDS})\s+(?P<name>\S.*?)"
    rf"(?=\s+(?:{_KINDS}|văn phòng|phòng|trung tâm|bộ phận|công an|ban|ủy ban|uỷ ban|ubnd)\s|$)",
    re.IGNORECASE,
)
_UPWARD = re.compile(r"^như trên|^như kính gửi|\((?:để )?báo cáo\)")
"""Receivers that show that a report was sent to somebody above."""
_HEADED = re.compile(
    r"\b(?:chủ tịch|bí thư|chánh văn phòng|trưởng phòng)(?: HĐND và)?"
    r"(?: (?:UBND|HĐND|Đảng ủy|Ủy ban nhân dân))? \w+(?: trấn| khu)? (?P<name>\w+)",
    re.I,
)
"""An office whose head may be named behind it: "Chủ tịch UBND phường Trần Văn Mẫu"."""
_FAMILY_NAMES = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn trương
    lâm mai tô trịnh hà cao châu quách tạ thái la lương lưu vương triệu nông hứa ma bế chu giàng
    lò vàng sùng thào cà quàng tòng lường hầu đàm từ phùng kiều thạch sơn kim danh y h a rơ ksor
    siu nay tống văn thân bạch mạc vi khúc ninh doãn viên trà ông đồng phương cù hán lã lục nghiêm
    quan tăng tiêu trang ung xa"""
_FAMILIES = frozenset(_FAMILY_NAMES.split())
"""What names of people begin with."""
_OF_OTHERS = re.compile(
    r"\b(?:cũ|nguyên|trước đây|điều động|luân chuyển|bổ nhiệm|phi địa giới|phối hợp"
    r"|cùng với|kinh nghiệm|học (?:tập|hỏi|theo|cách)|sáp nhập|nhập|giáp ranh|bàn giao"
    r"|(?:cho )?mượn|chia sẻ|tham quan|giao lưu|kết nghĩa|liên kết|so sánh|láng giềng|lân cận"
    r"|(?:hỗ trợ|giúp|tặng|gửi|cho)(?: cho)? (?:UBND )?(?:xã|phường))\b"
)
"""Words beside a committee that make it another one in its own right."""
_TO_OTHERS = (
    r"\b(?:sang|thăm|giữa|nhờ|mời|như|cùng|từ|(?<!đối )với)"
    r"(?: đồng chí| người dân| nhân dân| bà con)?(?: chủ tịch| bí thư)?(?: UBND| HĐND| cả)? "
)
"""Before a commune that somebody goes to, works with or is compared with."""
_OPEN = {"số": r"^số\s*:", "ngày, tháng": r"ngày.*tháng.*năm"}
"""How a line looks where the number, or the day, is to be filled in."""
Fault = tuple[Severity, tuple[Span, ...], str, str]


def document_layout(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each fact of layout that the document itself shows to be wrong."""
    for severity, spans, message, advice in (
        *_number_and_date(reading),
        *_receivers(reading),
        *_appendix(reading),
        *_opening_and_end(reading),
    ):
        yield rule.at(reading.scope, spans, message, severity=severity, advice=advice)


def _number_and_date(reading: UnderstoodReport) -> Iterator[Fault]:
    head = reading.issued.letterhead
    if any(compare_key(line.text) == "dự thảo" for line in reading.issued.head):
        return
    if not reading.issued.head:
        return
    there = {"số": bool(head.number), "ngày, tháng": head.date is not None}
    missing = [name for name in there if not there[name]]
    if missing:
        spans = _lines(reading, "head", "|".join(_OPEN[name] for name in missing))
        yield (
            "cao" if spans or not reading.issued.transcript else "thấp",
            spans,
            f"Văn bản chưa ghi {' và '.join(missing)} ban hành mà không đánh dấu là dự thảo.",
            "Ghi số và ngày trước khi phát hành, hoặc ghi rõ DỰ THẢO.",
        )


def _receivers(reading: UnderstoodReport) -> Iterator[Fault]:
    head = reading.issued.letterhead
    if reading.issued.head and not head.addressee:
        upward = any(_UPWARD.search(compare_key(one)) for one in head.recipients)
        yield (
            "vừa" if upward and not reading.issued.transcript else "thấp",
            _lines(reading, "head", r"^báo cáo\b"),
            'Báo cáo gửi cấp trên thiếu dòng "Kính gửi".',
            'Thêm "Kính gửi: …" dưới tên báo cáo (Nghị định số 30/2020/NĐ-CP, Phụ lục I).',
        )
    if head.recipients and not compare_key(head.recipients[0]).startswith("như trên"):
        yield (
            "thấp",
            _lines(reading, "foot", r"^nơi nhận"),
            'Nơi nhận không mở đầu bằng "Như trên".',
            'Ghi "- Như trên;" ở dòng đầu của Nơi nhận.',
        )


def _appendix(reading: UnderstoodReport) -> Iterator[Fault]:
    if not reading.issued.rows:
        return
    if not any("phụ lục" in compare_key(line.text) for line in reading.issued.paragraphs):
        yield (
            "vừa",
            (Span("row", 0),),
            "Báo cáo có phụ lục mà lời văn không chỉ dẫn tới phụ lục.",
            'Thêm câu dẫn, ví dụ "Số liệu chi tiết tại Phụ lục kèm theo Báo cáo này."',
        )
    title = reading.issued.appendix_title
    numbered = _APPENDIX_NUMBER.match(title[0]) if title else None
    if numbered is not None and not _ROMAN_NUMBER.fullmatch(numbered[1]):
        yield (
            "thấp",
            (Span("row", 0),),
            f'Phụ lục ghi số "{numbered[1]}", không phải chữ số La Mã.',
            "Chỉ có một phụ lục thì không cần số; từ hai phụ lục trở lên đánh số I, II, … "
            "(Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
        )
    if title and not any("kèm theo" in compare_key(line) for line in title):
        yield (
            "thấp",
            (Span("row", 0),),
            'Phụ lục thiếu dòng "(Kèm theo Báo cáo số …)".',
            "Thêm dòng chỉ dẫn dưới tên phụ lục (Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
        )


def _opening_and_end(reading: UnderstoodReport) -> Iterator[Fault]:
    body = reading.issued.paragraphs
    if body and reading.issued.head and body[0].level == 1:
        yield (
            "thấp",
            (Span("body", 0, 0, len(body[0].text)),),
            "Thiếu câu dẫn (căn cứ, kỳ báo cáo) trước mục I.",
            "Thêm một câu nêu căn cứ và kỳ báo cáo.",
        )
    last = body[-1] if body else None
    if last is not None and reading.issued.foot and not _END.search(last.text):
        loose = _LOOSE_END.search(last.text)
        where = Span(
            "body",
            len(body) - 1,
            loose.start() if loose else max(0, len(last.text) - 20),
            len(last.text),
        )
        yield (
            "thấp",
            (where,),
            "Câu cuối không kết bằng “./.” viết liền.",
            'Kết thúc nội dung bằng "./." ngay sau chữ cuối.',
        )
    elif last is not None and re.search(r"\s\./\.\s*$", last.text):
        at = len(last.text.rstrip()) - 3
        yield (
            "thấp",
            (Span("body", len(body) - 1, at, at + 3),),
            "Có khoảng trắng trước “./.” ở cuối văn bản.",
            'Viết "./." liền chữ cuối.',
        )


def _lines(reading: UnderstoodReport, part: Part, pattern: str) -> tuple[Span, ...]:
    lines = reading.issued.head if part == "head" else reading.issued.foot
    return tuple(
        Span(part, at, 0, len(line.text))
        for at, line in enumerate(lines)
        if re.search(pattern, compare_key(line.text))
    )


def other_commune(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where the report speaks as a committee other than the one in its head."""
    kind, name = _own_name(reading)
    for at, passage in enumerate(reading.issued.paragraphs) if name else ():
        for match in _COMMITTEE.finditer(passage.text):
            group = "kind" if match["kind"] else "own"
            said = _proper(match[group].lower(), match["words"])
            level = {match[group].lower(), kind}
            if not (len(level) == 1 or level <= _COMMUNES) or not said or _same_name(said, name):
                continue
            around = passage.text[max(0, match.start() - 40) : match.end() + 20]
            head = _HEADED.search(passage.text, max(0, match.start() - 30), match.end())
            person = head is not None and head["name"].lower() in _FAMILIES
            other = _OF_OTHERS.search(around) or re.search(
                f"{_TO_OTHERS}{re.escape(said)}\\b", passage.text, re.I
            )
            if passage.text.isupper() or other or person:
                continue
            start = match.start(group)
            yield rule.at(
                reading.scope,
                [Span("body", at, start, start + len(said))],
                f'Lời văn nói "{said}", phần đầu báo cáo là {name}.',
                advice="Kiểm tra: đoạn này có thể chép từ báo cáo của xã khác.",
                expected=name,
                found=said,
            )


def _own_name(reading: UnderstoodReport) -> tuple[str, str]:
    """Return the kind and the name of who issued a report, ("", "") where its head has neither."""
    named = list(_ISSUER.finditer(reading.issued.letterhead.issuer))
    if not named:
        return "", ""
    kind = named[-1]["kind"].lower()
    words = " ".join(word.capitalize() for word in named[-1]["name"].split())
    return kind, reading.scope.office.name or f"{kind.capitalize()} {words}"


def _proper(kind: str, words: str) -> str:
    """Return a name with its kind: the words that start with a capital or are a number.

    >>> _proper("xã", " Kiên Thọ báo cáo"), _proper("xã", " đã ban hành")
    ('xã Kiên Thọ', '')
    """
    kept = []
    for word in words.split():
        if not (word[0].isupper() or word.isdigit()) or word.isupper():
            break
        kept.append(word)
    return " ".join([kind, *kept]) if kept and not kept[0].isdigit() else ""


def _same_name(said: str, name: str) -> bool:
    one, other = compare_key(said), compare_key(name)
    return one.startswith(other) or other.startswith(one)


def section_numbers(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each heading whose number does not follow the one before it."""
    level_one = level_two = 0
    for at, passage in enumerate(reading.issued.paragraphs):
        number = re.match(r"(?:(?P<roman>[IVX]+)|(?P<arabic>\d+))\s*[.)]", passage.text)
        if not number or passage.level not in (1, 2):
            continue
        if passage.level == 1 and number["roman"] in _ROMAN:
            wanted, level_one = level_one + 1, _ROMAN.index(number["roman"]) + 1
            found, shown, level_two = level_one, _ROMAN[min(wanted, 10) - 1], 0
        elif passage.level == 2 and number["arabic"]:
            wanted, level_two = level_two + 1, int(number["arabic"])
            found, shown = level_two, str(wanted)
        else:
            continue
        if found != wanted:
            yield rule.at(
                reading.scope,
                [Span("body", at, 0, len(passage.text))],
                f'Mục "{number[0]}" không nối tiếp mục trước (đúng ra {shown}).',
                expected=shown,
                found=number[0],
            )
