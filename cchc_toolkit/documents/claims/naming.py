"""Claims "05 thôn: A, B, C và D": so many things or documents, each named one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.lines import lines_below
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of
from cchc_toolkit.text.sentences import sentence_spans
from cchc_toolkit.text.vocabulary import DOCUMENT_TYPES

_THINGS = (
    "mô hình|sáng kiến|giải pháp|đề án|cách làm|phong trào|cuộc thi|phần mềm|hệ thống|lĩnh vực"
    "|văn bản|kế hoạch|quyết định|công văn|nghị quyết|báo cáo|thông báo|tờ trình|chỉ thị"
    "|cơ quan, đơn vị|cơ quan|đơn vị|phòng|ban|sở|trường|trạm|chi bộ|tổ dân phố|khu phố|thôn|bản"
    "|ấp|buôn|xóm|làng|khóm|tổ|xã, phường|xã, thị trấn|xã|phường|huyện|thị trấn|công trình|dự án"
    "|đầu mối|thủ tục hành chính|thủ tục|quy trình|dịch vụ công|yếu tố|tiêu chí|chuyên đề"
    "|câu lạc bộ|di tích|lễ hội|làng nghề|hợp tác xã|doanh nghiệp|nhà văn hóa|trung tâm|nhóm"
    "|tuyến đường|bộ phận|quầy|hội, đoàn thể|đoàn thể|chỉ số|chỉ tiêu|nội dung|ngành nghề|ngành"
    "|môn|sản phẩm|chợ|bến|tổ chức|cụm|khâu|nguyên nhân|cấp"
)
_DOCUMENTS = "văn bản|kế hoạch|quyết định|công văn|nghị quyết|báo cáo|thông báo|tờ trình|chỉ thị"
_COUNTED = re.compile(
    rf"(?<![\w.,/])(?P<count>\d{{1,2}}|mười (?:một|hai)|{SEVERAL}) "
    rf"(?P<noun>{_THINGS})\b(?P<about>[^.:;,()\d“”\"]{{0,60}}?(?: năm 20\d\d)?"
    r"(?: (?:từ|trên|dưới) \d{1,3}(?:,\d{1,2})? ?%?(?: trở (?:lên|xuống)| điểm(?: tối đa)?)?)?)"
    r"(?P<opener>,? ?\b(?:gồm(?: có)?|bao gồm|đó là|cụ thể là|như sau|là)\b:? ?(?:các )?|: ?"
    r"| \((?=[“\"]|(?-i:[A-ZĐÁÀÂĂÊÔƠƯÍÚÝ]))(?=[^()]*[,;])"
    r"| (?!(?-i:[A-ZĐ]{2}))(?![^.;,()]{3,60}: )(?=(?-i:[A-ZĐÁÀÂĂÊÔƠƯÍÚÝ])))",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"…|\.\.|v\.v|\bkhác\b|\bcòn lại\b|\bmột số\b|\btrong đó\b|\btiêu biểu\b|\bnhư\b|[;,] riêng\b"
)
_PLACES = re.compile(r"(?:tổ dân phố|khu phố|thôn|bản|ấp|buôn|xóm|làng|khóm|tổ|xã|phường|huyện)\b")
"""Nouns whose names hold no "và"."""
_TELLS = re.compile(r"\b(?:đã|chưa|đạt|còn|có|làm|bị|được|không|thực hiện)\b", re.IGNORECASE)
_HEADS = (
    "ubnd|hđnd|ủy ban|văn phòng|phòng|ban|sở|thanh tra|trung tâm|trường|trạm|công an|quân sự"
    "|chi cục|cục|bộ phận|đội|tổ|đài|nhà|thư viện|bệnh viện|mặt trận|hội|đoàn|xã|phường|thị trấn"
    "|huyện|thôn|bản|ấp|buôn|xóm|làng|khóm|khu|mô hình|lĩnh vực|phần mềm|hệ thống|hợp tác xã"
)
_HEAD = re.compile(rf"(?:các |và )?(?:{_HEADS})\b", re.IGNORECASE)
_OF_DOCUMENT = re.compile(rf"(?:và )?(?:{DOCUMENT_TYPES})\b", re.IGNORECASE)
_NEXT_DOCUMENT = re.compile(rf"(?:,| và|, và) (?=(?:{DOCUMENT_TYPES}) số \d)")
_PROPER = re.compile(r"(?:(?:các |và )?(?:\w+ ){0,2})?[A-ZĐÁÀÂĂÊÔƠƯÍÚÝÂ]")
_QUOTED = re.compile(r"[“\"][^“”\"]{2,80}[”\"]")
_JOINTS = re.compile(r"(?:\W|\b(?:và|mô hình|phần mềm|phong trào|cuộc thi)\b)*")
_EACH = re.compile(
    rf"(?<![\w.,/])(?P<count>\d{{1,2}}|{SEVERAL}) (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)"
    rf"(?P<about>[^.:;()\d]{{0,40}}?)(?P<opener> (?:tại|ở|cho|của|về) (?:các )?"
    rf"(?P<at>{_PLACES.pattern}):? ?)(?=[^;]*\bmỗi (?P=at) (?:có |được )?(?:một|0?1) )",
    re.IGNORECASE,
)
"""One of some things in each of some places, which are named."""
_HEADED = re.compile(
    rf"(?<![\w.,/])(?P<count>\d{{1,2}}|{SEVERAL}) (?P<noun>[^\W\d_]+)"
    r"(?P<about>[^.:;,()\d]{0,60}):$",
    re.IGNORECASE,
)
"""So many things at the head of lines that each begin with what they are."""
_GOES_ON = re.compile(
    r"(?<=\w),? (?:nên|vì vậy|do|vì|để|bởi|khiến|nhưng|mà|đang|đã|đều|sẽ|phải|cần|vẫn|còn|chưa)\b"
    r"(?!.*(?:,|\bvà) (?:[^\W\d_]+ )?(?-i:[A-ZĐÁÀÂĂÊÔƠƯÍÚÝ])).*$"
)
"""Behind the last name, where the sentence goes on and names no more."""
_TWO = 2
_LONGEST = 70
_LINES = 12


@dataclass(frozen=True)
class _Names:
    """Things named one by one, and how few and how many of them the words may mean."""

    least: int
    most: int
    every: list[str]


def naming_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number of things that are then named one by one."""
    for passage, one in enumerate(account.passages):
        for start, end in sentence_spans(one.text):
            sentence = one.text[start:end]
            for found in _counted(sentence) if re.search(r"[,;:“\"]", sentence) else ():
                names = _names(found, sentence[found.end() :])
                if names:
                    yield from _judged(passage, start, found, names)
        yield from _in_lines(account, passage)


def _counted(sentence: str) -> Iterator[re.Match[str]]:
    """Yield each number of things that names may follow."""
    yield from _COUNTED.finditer(sentence)
    yield from _EACH.finditer(sentence)


def _judged(passage: int, start: int, found: re.Match[str], names: _Names) -> Iterator[Claim]:
    """Yield the claim that so many are named as are counted, where the names leave no doubt."""
    said, many = count_of(found["count"]), len(names.every)
    if (
        said < _TWO
        or names.least <= said <= max(many, names.most)
        or abs(said - many) > max(_TWO, said // 4)
    ):
        return
    quote = f"{found['count']} {found['noun']}"
    yield Claim(
        "R01",
        (),
        False,
        f'Lời văn ghi "{quote}{found["about"].rstrip()}", mà nêu tên {many}: '
        f"{'; '.join(names.every)}.",
        severity="cao",
        expected=str(many),
        found=quote,
        advice="Nêu đủ tên, hoặc sửa số.",
        place=(passage, start + found.start(), start + found.end("noun")),
        weight=1,
    )


def _names(found: re.Match[str], behind: str) -> _Names | None:
    """Return the things that are named behind a count, None where the words leave them open."""
    listed = behind.rstrip(" ./")
    if found["opener"].endswith("("):
        listed = listed.split(")")[0]
    if "at" in found.groupdict():
        listed = re.split(r" ?[(,;–-] ?mỗi\b", listed)[0]
    listed = _GOES_ON.sub("", listed)
    quoted = _QUOTED.findall(listed)
    if len(quoted) >= _TWO:
        rest = _QUOTED.sub("", listed)
        return _Names(len(quoted), len(quoted), quoted) if _JOINTS.fullmatch(rest) else None
    if _OPEN_END.search(listed):
        return None
    if re.fullmatch(_DOCUMENTS, found["noun"].lower()):
        return _of_documents(listed)
    parts = _parts(listed)
    if re.search(r"\d", listed) or any(_TELLS.search(part) for part in parts):
        return None
    places = _PLACES.match(found.groupdict().get("at", found["noun"]).lower())
    bare = not found["opener"].strip()
    if bare and not all(word[0].isupper() for part in parts for word in part.split()):
        return None
    named = not parts or any(_HEAD.match(part) or _PROPER.match(part) for part in parts)
    called = _all_called(parts, found["noun"])
    parted = ";" in listed or called
    proper = not called or all(_PROPER.match(part) for part in parts)
    return (
        _by_heads(parts, parted, bool(places))
        if named and proper
        else _in_lower_case(parts, parted, found["opener"])
    )


def _all_called(parts: Sequence[str], noun: str) -> bool:
    """Whether each is one of what they are counted as: "cấp tỉnh, cấp xã", no two of them."""
    said = [f" {part.lower().removeprefix('và ')}" for part in parts]
    called = f" {noun.lower()} "
    return all(one.startswith(called) and one.count(called) == 1 for one in said)


def _in_lower_case(parts: list[str], parted: bool, opener: str) -> _Names | None:
    """Return the things that are no names: those that semicolons part, else at most so many."""
    if any(len(part) > _LONGEST for part in parts):
        return None
    if parted and len(parts) > _TWO:
        return _Names(len(parts), len(parts), parts)
    inside = sum(part.count(",") + part.count(" và ") for part in parts)
    open_ended = not re.search(r"\w", opener) or len(parts) < _TWO
    return None if open_ended else _Names(1, len(parts) + inside, parts)


def _of_documents(listed: str) -> _Names | None:
    """Return the documents of a list that semicolons part, or that each has its number."""
    parts = _NEXT_DOCUMENT.split(listed) if ";" not in listed else _parts(listed)
    every = len(parts) >= _TWO and all(_OF_DOCUMENT.match(part) for part in parts)
    numbered = {len(re.findall(r"\bsố \d", part)) for part in parts}
    return _Names(len(parts), len(parts), parts) if every and numbered in ({0}, {1}) else None


def _parts(listed: str) -> list[str]:
    """Return what semicolons part, else what commas and the last "và" do, without brackets.

    >>> _parts("Văn phòng HĐND và UBND, Phòng Tư pháp và Thanh tra (mới)")
    ['Văn phòng HĐND và UBND', 'Phòng Tư pháp', 'Thanh tra']
    """
    flat = re.sub(r" ?\([^()]*\)", "", listed).replace("HĐND và UBND", "HĐND§UBND")
    rows = [row.strip() for row in flat.split(";")]
    if len(rows) == 1 or (len(rows) == _TWO and "," in flat):
        pieces = [piece.strip() for piece in rows[0].split(",")]
        rows = [*pieces[:-1], *re.split(r" và (?!\W)", pieces[-1])]
    return [row.replace("§", " và ") for row in rows if row]


def _by_heads(parts: list[str], parted: bool, places: bool) -> _Names | None:
    """Return the names of offices and places: a part without a head may end the one before it.

    `parted` says that semicolons part them: then no "và" does; nor does it stand in a name of
    `places`.
    """
    if len(parts) < _TWO or any(len(part) > _LONGEST for part in parts):
        return None
    if not all(_PROPER.match(part) for part in parts):
        return None
    headed = sum(bool(_HEAD.match(part)) for part in parts)
    joined: list[str] = []
    for part in parts:
        if joined and headed >= _TWO and not parted and not _HEAD.match(part):
            joint = " và" if part == parts[-1] else ","
            joined[-1] = f"{joined[-1]}{joint} {part}"
        else:
            joined.append(part)
    if parted or headed >= _TWO or places:
        return _Names(len(joined), len(parts), joined)
    inside = sum(part.count(" và ") for part in parts if "HĐND" not in part)
    return _Names(1, len(parts) + inside, joined)


def _in_lines(account: Account, passage: int) -> Iterator[Claim]:
    """Yield the claim of "05 mô hình:" whose names stand in the lines below."""
    text = account.passages[passage].text.rstrip()
    ends = (*_COUNTED.finditer(text), *_HEADED.finditer(text)) if text.endswith(":") else ()
    counted = next((one for one in ends if one.end() == len(text)), None)
    if counted is None or passage + 1 >= len(account.passages):
        return
    lines = [
        account.passages[at].text.rstrip(" ;,.") for at in lines_below(account.passages, passage)
    ]
    short = all(len(line) <= _LONGEST and not re.search(r"\d", line) for line in lines)
    noun = counted["noun"].lower()
    papers = re.fullmatch(_DOCUMENTS, noun) and _of_documents(";".join(lines))
    named = papers or _all_called(lines, noun) or (short and re.fullmatch(_THINGS, noun))
    if _TWO <= len(lines) <= _LINES and named and not any(_OPEN_END.search(line) for line in lines):
        names = [re.split(r"[:,(;]", line)[0] for line in lines]
        yield from _judged(passage, 0, counted, _Names(len(lines), len(lines), names))
