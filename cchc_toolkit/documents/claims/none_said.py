"""Claims "không có …": what a report says that there is none of, against what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account, clause
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.numeral import SEVERAL
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.documents.claims.told_period import looks_ahead, other_period
from cchc_toolkit.documents.claims.wording import THRESHOLD_BEFORE
from cchc_toolkit.text.sentences import sentence_spans

_NONE = re.compile(
    r"\b(?:(?:không|chưa)(?: để)?(?: bị)? "
    r"(?:có|phát sinh|xảy ra|ghi nhận|(?:tiếp )?nhận(?: được)?|tồn tại|còn|ban hành|xuất hiện)"
    r"|không để(?! [^.;]*\bvượt)|(?:không|chưa)(?= (?:trễ|chậm|quá|lỡ)\b[^.,;:()\d]*\bnào\b))\b"
    r"(?P<what>(?: cán bộ, công chức(?:, viên chức)?| phản ánh, kiến nghị)?[^.,;:()\d§]{3,90})"
)
_LABELLED = re.compile(
    r"(?:^|(?<=[.;] ))(?P<what>(?:[^.,;:()\d§]{2,40} )?"
    r"(?:kỷ luật|khiếu nại|tố cáo|tham nhũng)(?: [^.,;:()\d§]{2,30})?)"
    r": ?không(?: có| phát sinh)?(?= ?[.;]|$)"
)
"""A denial behind its label: "Vi phạm kỷ luật: không có"."""
_ALL_IN_TIME = re.compile(
    r"\b(?:100 ?%|toàn bộ|tất cả)(?: số| các)* hồ sơ\b"
    r"(?: (?:tthc|thủ tục|hành chính|của|cho|công|người|dân|tổ chức|doanh nghiệp|và|đều|được|đã"
    r"|giải quyết|xử lý|trả|kết quả|đảm bảo|bảo đảm|xong|trực tuyến|trực tiếp)){0,8}?"
    r" (?:đúng|trước)(?: và đúng| và trước)? (?:hạn|hẹn)\b"
)
"""Another way to say that nothing was late."""
_EVERYWHERE = re.compile(
    r"\b(?:(?:ở|trong|tại|thuộc|trên) )?(?:bất (?:cứ|kỳ|kể) [^\W\d_]+(?: [^\W\d_]+)?(?: nào)?"
    r"|(?:mọi|tất cả(?: các)?) (?:lĩnh vực|bộ phận|thôn)|(?:lĩnh vực|bộ phận|thôn|khâu) nào)\b"
)
"""Words that limit a denial in no way: "ở bất cứ lĩnh vực nào"."""
_SCOPED = re.compile(
    r"\blĩnh vực\b|\bthôn\b|\bbộ phận\b"
    r"(?! (?:một cửa|tiếp nhận|làm|hoạt động|phục vụ|giữ|duy trì|luôn|đều|đã|chúng tôi)\b)"
    r"|\btrong (?:tháng|tuần)\b|\briêng\b|\bmột số\b|\bđến nay\b"
    r"|\b(?:đơn vị|xã|phường|nơi) duy nhất\b|\bkhác\b"
    r"|\b(?:đông người|vượt cấp|kéo dài|phức tạp|gay gắt)\b"
    r"|\bđủ\b|\bđiều kiện\b|\bnguồn\b|\bphần mềm\b|\bmẫu\b|\bhướng dẫn\b|\bcơ chế\b|\bkhuôn mẫu\b"
)
_APART = re.compile(
    r"\b(?:trong (?:tháng|tuần)|riêng|một số|đến nay|liên thông|cấp tỉnh|cũ|trước đây)\b"
)
"""Beside a count: not of what a denial of all is of, or the exception to it."""
_EARLIER = re.compile(r"\bcùng kỳ\b|\b(?:năm|kỳ|quý|tháng) trước\b|\bso với\b|§{4}")
_KEYS = (
    frozenset({"quá", "hạn"}),
    frozenset({"trễ", "hạn"}),
    frozenset({"kỷ", "luật"}),
    frozenset({"khiếu", "nại"}),
    frozenset({"đơn", "tố"}),
    frozenset({"tham", "nhũng"}),
)
"""What a report readily denies: two words that say it all."""
_ALONE = (
    frozenset({"phản", "ánh"}),
    frozenset({"góp", "ý"}),
    frozenset({"ý", "kiến"}),
    frozenset({"ý", "kiến", "góp"}),
    frozenset({"ý", "kiến", "phản", "ánh"}),
    frozenset({"phản", "ánh", "kiến", "nghị"}),
    frozenset({"kiến", "nghị"}),
    frozenset({"pakn"}),
    frozenset({"tố"}),
)
"""What a denial of nothing else is of all."""
_OF_WHOM = re.compile(
    r"\bnào\b|\bcủa (?:các )?(?:(?:người|công|nhân) dân|cá nhân|tổ chức|doanh nghiệp)\b.*"
    r"|\btrong (?:kỳ|quý|năm|tháng)\b"
)
_OF_LATE = "quá trễ chậm muộn hạn hẹn lỡ bị giải quyết xử lý trả để tồn đọng"
_LATE_WORDS = frozenset(_OF_LATE.split())
_FIELD = re.compile(
    r"\blĩnh vực (?P<field>[^.,;:()\d]{3,40}?) (?:không|chưa)\b"
    r"|\b(?P<scope>trực tuyến|trực tiếp|qua mạng|tại quầy|bưu chính|chứng thực|hộ tịch|đất đai"
    r"|khai sinh|kinh doanh|xây dựng|bảo trợ|liên thông|hồ sơ giấy)\b"
)
_PUNISHED = re.compile(r"\bbị (?:khiển trách|cảnh cáo|cách chức|buộc thôi việc|kỷ luật)\b")
_WHY = re.compile(r"\b(?:do|bởi|vì|thuộc|đối với)\b")
_MORE_THAN = re.compile(r"\b(?:quá|trên|dưới|từ|hơn) $")
"""Before a number that only some are late by: "không có hồ sơ trễ quá 10 ngày"."""
_PENDING = re.compile(r"\bđang\b|\bđến nay\b|\bcòn\b")
_OWN = frozenset(("xã", "phường", "ubnd", "ủy", "hđnd", "đảng"))
"""What the name of the whole of a report begins with."""
_FIELD_ROOM = 30
_MOST = 200
_SOME_UNITS = re.compile(
    rf"(?:(?:\d+|các|{SEVERAL}) (?:xã|phường|đơn vị|thôn|ấp|phòng)\b"
    r"|(?:xã|phường|thị trấn|thôn) (?-i:[A-ZĐÀ-Ỹ]))",
    re.IGNORECASE,
)


def none_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each denial that a count of the report contradicts."""
    counted = [
        (n, label(account.quantities[n]))
        for n in account.amounts
        if account.quantities[n].value > 0 and not account.quantities[n].is_money
    ]
    for passage, text in enumerate(account.lower):
        denied = [*_NONE.finditer(text), *_LABELLED.finditer(text)]
        for found in denied[:_MOST]:
            yield from _denied(account, passage, found, counted)
        for found in list(_ALL_IN_TIME.finditer(text))[:_MOST]:
            if not looks_ahead(account, passage, found.start()):
                sentence = _sentence(account, found.start(), passage)
                yield from _late_all_the_same(account, passage, found, sentence)


def _denied(
    account: Account,
    passage: int,
    found: re.Match[str],
    counted: list[tuple[int, frozenset[str]]],
) -> Iterator[Claim]:
    text = account.passages[passage].text
    start, end = _sentence(account, found.start(), passage)
    clause = _clause(account, passage, found, start)
    if looks_ahead(account, passage, found.start()) or _of_another(text[start : found.start()]):
        return
    words = telling(_OF_WHOM.sub("", _EVERYWHERE.sub("", found["what"])))
    role = role_of(found["what"], "", "")
    if role == "late":
        if not (_MORE_THAN.search(found[0]) and re.match(r"\d", text[found.end() :])):
            yield from _late_all_the_same(account, passage, found, (start, end))
        if len(words - _LATE_WORDS) < 2:
            return
    if (
        role == "pending_late"
        or _SCOPED.search(clause)
        or _EARLIER.search(clause)
        or re.search(r"\d[^.,;:]*$", clause)
    ):
        return
    if {"kỷ", "luật"} <= words:
        yield from _punished(account, found, passage)
    same = "returned" if role == "returned" and words <= {"trả"} else ""
    key = _key(words) if role != "late" else words
    if not key and not same and len(words) < 3:
        return
    for n, mine in counted:
        one = account.quantities[n]
        told = one.role == same if same else words <= mine or (key and key <= mine)
        if told and not _apart(account, n, (passage, found.start()), (start, end)):
            yield _contradicted(account, n, text[found.start() : found.end()].strip())
            return


def _key(words: frozenset[str]) -> frozenset[str]:
    """Return which of its words say all of a denial, none where it says more."""
    return next((one for one in _KEYS if one <= words), words if words in _ALONE else frozenset())


def _apart(account: Account, n: int, at: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a count is of the sentence of a denial, of another scope or period, or but a mark."""
    one = account.quantities[n]
    here = one.passage == at[0] and sentence[0] <= one.start < sentence[1]
    scoped = _SCOPED.search(f"{one.wide} {one.trail}") or _EARLIER.search(one.wide[-50:])
    mark = one.divisor or THRESHOLD_BEFORE.search(f"{one.lead} ")
    return bool(here or scoped or mark) or other_period(account, at, (one.passage, one.start))


def _of_another(before: str) -> bool:
    """Whether a denial is of a unit that is called by its name, or of some: "Ba xã không có …"."""
    words = re.split(r"[.,;:()]", before)[-1].split()
    if _SOME_UNITS.match(" ".join(words)):
        return True
    named = all(word.istitle() and word.isalpha() for word in words[:2])
    return len(words) > 1 and named and words[0].lower() not in _OWN


def _punished(account: Account, found: re.Match[str], passage: int) -> Iterator[Claim]:
    """Yield the claim that nobody was punished, where words tell of one who was."""
    for at, text in enumerate(account.lower):
        for told in _PUNISHED.finditer(text):
            start, end = _sentence(account, told.start(), at)
            here = at == passage and start <= found.start() < end
            if here or re.search(r"\b(?:không|chưa|nếu|sẽ|trước)\b", text[start:end]):
                continue
            said = account.passages[at].text[start:end].strip()
            yield Claim(
                "R15",
                (),
                False,
                f'Lời văn ghi "{found[0].strip()}", nhưng nơi khác ghi "{said}".',
                severity="cao",
                found=told[0],
                expected="0",
                advice="Sửa câu nói không có, hoặc sửa câu kia.",
                place=(at, told.start(), told.end()),
                weight=1,
            )
            return


def _clause(account: Account, passage: int, found: re.Match[str], start: int) -> str:
    """Return a denial with the words before it in its sentence, those left out that limit none."""
    said = account.lower[passage][max(start, found.start() - 60) : found.end()]
    said = said.replace("trong tháng", "") if account.months == 1 else said  # all of the report
    return _EVERYWHERE.sub("", said)


def _sentence(account: Account, at: int, passage: int) -> tuple[int, int]:
    """Return where the sentence of a place begins and ends."""
    text = account.passages[passage].text
    return next((s for s in sentence_spans(text) if s[0] <= at < s[1]), (0, len(text)))


def _late_all_the_same(
    account: Account, passage: int, found: re.Match[str], sentence: tuple[int, int]
) -> Iterator[Claim]:
    """Yield the claim that nothing was late, where the same scope counts some that were."""
    text = account.passages[passage].text
    clause = _clause(account, passage, found, sentence[0])
    ahead = account.lower[passage][max(sentence[0], found.start() - 60) : found.start()]
    field = _FIELD.search(clause)
    before = re.sub(r"\(\d{1,2}\)", "", re.split(r"[.;:]", ahead)[-1])
    if re.search(r"\d", before) or _PENDING.search(clause):
        return
    if field is None and (_SCOPED.search(clause) or _EARLIER.search(clause)):
        return
    wanted = telling(field["field"] or field["scope"]) if field else frozenset()
    wanted |= telling(found[0].partition(why[0])[2]) if (why := _WHY.search(found[0])) else wanted
    for n in account.amounts:
        one = account.quantities[n]
        here = one.passage == passage and sentence[0] <= one.start < sentence[1]
        said = f"{one.lead} {one.trail}"
        late = one.role == "late" or (
            bool(field) and wanted <= telling(said) and _tells_late(account, one)
        )
        if here or not late or not one.value or not kin(one.unit, "hồ sơ"):
            continue
        scoped = _APART.search(said) or _EARLIER.search(one.wide[-50:])
        if other_period(account, (passage, found.start()), (one.passage, one.start)):
            continue
        if (field is None and scoped) or not wanted <= telling(said):
            continue
        denial = _denial(text, found, sentence, bool(field))
        yield _contradicted(account, n, denial)
        return


def _contradicted(account: Account, n: int, denial: str) -> Claim:
    return Claim(
        "R15",
        (n,),
        False,
        f'Lời văn ghi "{denial}", nhưng nơi khác ghi "{clause(account, n)}".',
        severity="cao",
        found=account.quantities[n].text,
        expected="0",
        advice="Sửa câu nói không có, hoặc sửa số.",
        weight=1,
    )


def _denial(text: str, found: re.Match[str], sentence: tuple[int, int], whole: bool) -> str:
    """Return a denial as printed, with the field that it is limited to."""
    start = max(sentence[0], found.start() - _FIELD_ROOM) if whole else found.start()
    return text[start : found.end()].strip()


def _tells_late(account: Account, one: Quantity) -> bool:
    """Whether the sentence of a quantity is about what was late."""
    own = [
        other
        for other in account.quantities
        if (other.passage, other.sentence) == (one.passage, one.sentence)
    ]
    return any(other.role == "late" for other in own)
