"""Every figure of the prose as a quantity, read from the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.documents.claims.numeral import (
    AGAIN,
    MEAN_OF_SO_MANY,
    Numeral,
    blanked,
    money_at,
    numerals,
)
from cchc_toolkit.documents.claims.quantity import Quantity, Use
from cchc_toolkit.documents.claims.role import TOLD_OF_PART, role_of
from cchc_toolkit.documents.claims.wording import (
    COMPARED,
    DOWN,
    MEAN,
    REACHES,
    ROUGHLY,
    TARGET,
    THRESHOLD_AFTER,
    THRESHOLD_BEFORE,
    UP,
)
from cchc_toolkit.text.passage import Passage
from cchc_toolkit.text.sentences import sentence_spans
from cchc_toolkit.text.vocabulary import COUNTED, NOT_COUNTED, any_of

_PERCENT = re.compile(r" ?(?:%|phần trăm)")
_POINTS = re.compile(r" ?%? ?điểm (?:%|phần trăm)")
_MORE = (
    "thành viên|đối tượng|thiết bị|máy quét|máy chủ|khách hàng|doanh nghiệp|hợp tác xã|trường học"
    "|trạm y tế|tập thể|cá nhân|dự án|công trình|hộ gia đình|hộ kinh doanh|tổ dân phố|đảng viên"
)
_NOUN = re.compile(rf" ?(?P<unit>{any_of(f'{COUNTED}|{_MORE}')})(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r" (?P<unit>[a-zà-ỹđ]+)(?P<more> [a-zà-ỹđ]+)?")
_ABBREVIATED = re.compile(
    r" ?(?P<unit>VBQPPL|VB|PAKN|TTHC|CBCCVC|CBCC|CC|NV|KH|HS|HSCV|ĐV|TDP|DN|HKD|Giám đốc"
    r"|Phó Giám đốc|Phó|Trưởng phòng|Chủ tịch)(?![\w/-])"
)
"""Counted nouns in capitals: "42 VB", "02 Phó Giám đốc"."""
_BOUND = re.compile(
    r"[,;:()§]|(?<!\d)\.(?!\d)| (?:và|mà|nhưng|song) | còn (?!lại)| cùng (?!kỳ)|[“”\"]"
)
_TAIL_OPENER = re.compile(
    r"\b(?:trong đó|trong số|gồm|bao gồm|cụ thể|chia ra|đạt|chiếm|bằng|tăng|giảm)\b"
)
_DATED = re.compile(r"§[§ ]*(?P<is>là|có|được|đạt|sang|qua|)[ ]*$")
"""Behind a date what stands before it names a number: "chuyển từ tháng 8 là 45 hồ sơ"."""
_ASIDE = re.compile(r" ?\([^()]*\) *$")
_WIDE = 90
_VERBS_LISTED = """
    trả nộp gửi trực qua giữ chuyển sử đi làm nhận tốt xuất hoàn mới cũ sớm trễ khá giỏi cao thấp
    rất hài bình bị cho từ vào ra lên xuống thành không đạt vượt thuộc nêu cùng so sang này phát
    tiếp giải xử"""
_VERBS = frozenset(_VERBS_LISTED.split())
"""Words behind a number that tell what was done and count nothing."""
_PER = re.compile(
    r"[^.,;:()\d/]{0,30}?(?: ?/ ?(?!dự toán|kế hoạch|chỉ tiêu|tổng)"
    r"(?P<per>[a-zà-ỹđ]+(?: [a-zà-ỹđ]+)?)"
    r"|(?: mỗi| một) (?P<each>[a-zà-ỹđ]+))"
)
_EACH = re.compile(
    r"\b(?:mỗi|bình quân một|trung bình một) (?P<each>[a-zà-ỹđ]+)(?: [a-zà-ỹđ]+){0,3}$"
)
_FROM_AIM = re.compile(
    r"(?:(?:cao|thấp) hơn|vượt) (?:so với )?(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu)[^.;,]*$"
)
_AIM_FROM = 50
"""The least percent that is an aim and no distance to it: "cao hơn chỉ tiêu 80%"."""
_ALSO = re.compile(r"(?: [^\W\d_]+)?,? và ")
"""Between two changes: "tăng 3 bậc và 2,45 điểm"."""
_JOINED = re.compile(r",? (?:và )?")
"""Between the numbers of a row: "64, 71, 58 và 79 người"."""
_BY_SO_MANY = re.compile(r"\b(?:nhiều|ít|cao|thấp|lớn|nhỏ) hơn (?!so với|là)[^.,;:()\d]{3,40} là $")
"""Before a change behind what it is from: "nhiều hơn tháng 3 là 24 hồ sơ"."""
_MARK_ASIDE = re.compile(r"\b(?:mức|chỉ tiêu|mục tiêu|yêu cầu)\b(?! độ)[^.,;:()\d]{0,30} \($")
"""Before a mark to reach in a bracket: "vượt mức huyện giao (52%)"."""
_OF_SO_MANY = re.compile(r"\b(?:bình quân|trung bình)(?: cộng)?(?: chung)?(?: của)?(?: cả)?$")
_IS = re.compile(r" |(?: [^\W\d_]+){0,4}(?: ?[:=]|,? (?:là|đạt|bằng)(?: khoảng)?:?) ")
"""Between of how many a mean is and the mean."""
_OBLIGED = re.compile(r"\b(?:phải|cần|buộc) (?!giải|xử|nộp|trả|thu)(?:[^\W\d_]+ ){1,2}$")
"""Before a rate that a rule sets: "thuộc diện phải tiết kiệm 10%"."""
SPANS = frozenset(("ngày", "giờ", "phút", "tháng", "năm", "tuổi"))
"""Of these a bound makes steps: "sáu hồ sơ trễ dưới 3 ngày"."""
_TIME = re.compile(r" (?P<unit>năm|tháng|tuần|quý|ngày|giờ|phút|giây)\b")


def lowered(text: str) -> str:
    """Return a text in lower case, itself where that would move its places."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def quantities(passages: Sequence[Passage], bare: Sequence[str]) -> tuple[Quantity, ...]:
    """Return the figures of the prose in order; `bare` are the passages without what is none."""
    return tuple(
        one for at, passage in enumerate(passages) for one in in_text(passage.text, at, bare[at])
    )


def in_text(text: str, at: int, bare: str = "") -> list[Quantity]:
    """Return the figures of one passage.

    >>> [(one.quote, one.role) for one in in_text("Giải quyết 90 hồ sơ; quá hạn 2 hồ sơ.", 0)]
    [('90 hồ sơ', 'resolved'), ('2 hồ sơ', 'late')]
    """
    bare = bare or blanked(text)
    lower = lowered(bare)
    found = list(numerals(bare))
    if not found:
        return []
    sentences = sentence_spans(text)
    brackets = list(_brackets(text, [one.start for one in found]))
    again = {one.start("digits"): one for one in AGAIN.finditer(bare)}
    units = [_unit(bare, one.end + (one.start in again)) for one in found]
    made = []
    for place, one in enumerate(found):
        before = units[place - 1][3] if place else 0
        after = found[place + 1].start if place + 1 < len(found) else len(bare)
        sentence = next((n for n, (a, b) in enumerate(sentences) if a <= one.start < b), 0)
        opens = sentences[sentence][0] if sentences else 0
        depth, start = brackets[place], one.start
        if one.start in again:  # its bracket only tells the words before it in digits
            depth, start = (depth[0] - 1, -1), again[one.start].start()
        room = (max(before, opens), start, after)
        made.append(_quantity(one, units[place], lower, at, sentence, depth, room))
    made = _ranged(_in_a_row(_completed(made, lower), lower), lower)
    made = _mean_behind_count(_changed_behind_bracket(made, lower), lower)
    return _mean_behind_bracket(made, lower)


def _in_a_row(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where "64, 71 và 58 người" are all of people: the last one names it."""
    for place in range(len(made) - 1, 0, -1):
        one, last = made[place - 1], made[place]
        counted = last.use == one.use == "amount" and not one.unit and not last.is_money
        if counted and last.unit and _JOINED.fullmatch(lower[one.end : last.start]):
            made[place - 1] = replace(one, unit=last.unit, noun=last.noun)
    return made


def _ranged(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where the ends of "từ 60 đến 85 hồ sơ" are marks: no count is told."""
    for place in range(len(made) - 1):
        one, other = made[place], made[place + 1]
        words = re.fullmatch(r"[^.,;:()\d]{0,14}? đến (?:dưới )?", lower[one.end : other.start])
        if words and re.search(r"\btừ $", one.wide) and one.use in ("amount", "percent"):
            made[place] = replace(one, use="mark", role="")
            made[place + 1] = replace(other, use="mark", role="")
    return made


def _changed_behind_bracket(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where "cao hơn năm trước (84,60 điểm) 2,65 điểm" is a change."""
    for place in range(len(made) - 1):
        base, one = made[place], made[place + 1]
        between = lower[base.stop : one.start]
        said = _says_change(base, lower)
        if base.use in ("change", "points") and one.use == "amount" and _ALSO.fullmatch(between):
            made[place + 1] = replace(one, use="change", wide=base.wide, role="")
        elif re.fullmatch(r"\) (?:là )?", between) and base.depth > one.depth and said:
            use: Use = "points" if one.unit == "điểm %" else "change"
            made[place + 1] = replace(one, use=use, wide=said, role="")
    return made


def _says_change(base: Quantity, lower: str) -> str:
    """Return words of change right before a number or before the bracket that holds it, else ""."""
    ahead = lower[max(0, base.bracket - 60) : base.bracket] if base.bracket >= 0 else ""
    said = (re.split(r"[.;] |\d", ahead)[-1], base.wide[-60:])
    return next((one for one in said if UP.search(one) or DOWN.search(one)), "")


def _mean_behind_bracket(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where "trung bình mỗi thôn (12 thôn) tiêm 2.050 con" is the mean."""
    for place in range(len(made) - 1):
        count, one = made[place], made[place + 1]
        aside = count.use == "mean" and count.bracket >= 0 and count.depth > one.depth
        said = lower[max(0, count.bracket - _WIDE) : count.bracket + 1]
        if aside and MEAN.search(said) and one.use == "amount" and one.sentence == count.sentence:
            made[place] = replace(count, use="amount")
            each = _EACH.search(said.rstrip(" ("))
            made[place + 1] = replace(
                one, use="mean", role="", per=one.per or (each["each"] if each else count.unit)
            )
    return made


def _mean_behind_count(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where "điểm trung bình của 05 nội dung là 9,3 điểm" has the mean last."""
    for place in range(len(made) - 1):
        count, one = made[place], made[place + 1]
        told = count.use == "mean" and one.use in ("amount", "percent")
        told = told and one.sentence == count.sentence
        told = told and bool(count.unit and _OF_SO_MANY.search(count.lead))
        if told and _IS.fullmatch(lower[count.stop : one.start]):
            made[place] = replace(count, use="amount")
            lead = f"{count.lead} {lower[count.start : one.start].strip()}"
            made[place + 1] = replace(one, use="mean", role="", lead=lead)
    return made


def _completed(made: list[Quantity], lower: str) -> list[Quantity]:
    """Return quantities where "35,9/37,2 triệu đồng" has its unit twice and a divisor is marked."""
    for place in range(len(made) - 1):
        one, other = made[place], made[place + 1]
        if not re.fullmatch(r" ?/ ?(?:tổng(?: số)? )?", lower[one.stop : other.start]):
            continue
        made[place + 1] = replace(other, divisor=True, role="")
        if not one.role and other.role in TOLD_OF_PART:
            made[place] = one = replace(one, role=other.role)
        if not one.unit and other.unit not in ("%", "điểm %"):
            made[place] = replace(
                one,
                unit=other.unit,
                noun=other.noun,
                scale=other.scale,
                value=one.value * other.scale,
                step=one.step * other.scale,
            )
    return made


def _quantity(
    one: Numeral,
    unit: tuple[str, str, Decimal, int],
    lower: str,
    at: int,
    sentence: int,
    bracket: tuple[int, int],
    room: tuple[int, int, int],
) -> Quantity:
    name, noun, scale, stop = unit
    wide = lower[max(room[0], room[1] - _WIDE) : room[1]]
    lead = _lead(wide)
    trail = _trail(lower[stop : min(room[2], stop + _WIDE)])
    made = Quantity(
        text=one.text,
        value=one.number * scale,
        step=Decimal(1).scaleb(-one.decimals) * scale,
        scale=scale,
        unit=name,
        noun=noun,
        passage=at,
        start=one.start,
        end=one.end,
        stop=stop,
        sentence=sentence,
        depth=bracket[0],
        bracket=bracket[1],
        lead=lead.strip(),
        trail=trail.strip(),
        wide=wide,
    )
    return _with_use(made, lower)


def _lead(wide: str) -> str:
    """Return the clause right before a number; what a colon introduces is named before it.

    >>> _lead("trong kỳ, tổng số hồ sơ: "), _lead("hồ sơ; quá hạn ")
    (' tổng số hồ sơ', ' quá hạn ')
    """
    named = wide.rstrip().removesuffix(":") if wide.rstrip().endswith(":") else wide
    own = _BOUND.split(named)[-1]
    if not own.strip() and named.rstrip().endswith(")"):
        own = _BOUND.split(_ASIDE.sub(" ", named).rstrip())[-1]
    dated = _DATED.search(named)
    if dated and not own.strip(" §").removeprefix(dated["is"]).strip():
        before = _BOUND.split(named[: dated.start()])[-1]
        own = f"{before}§ {dated['is']}" if before.strip() else own
    return "còn" if not own.strip() and named.endswith(" còn ") else own


def _trail(text: str) -> str:
    cut = _BOUND.split(text)[0]
    opener = _TAIL_OPENER.search(cut)
    return cut[: opener.start()] if opener else cut


def _with_use(one: Quantity, lower: str) -> Quantity:
    """Return a quantity with what it is for: an amount, a rate, a change, a mean, a mark."""
    ahead = lower[max(0, one.start - 24) : one.start]
    behind = lower[one.end : one.end + 40]
    per = _PER.match(lower, one.stop)
    use = (
        _use_of_rate(one, ahead, behind)
        if one.unit == "%"
        else _use_of_count(one, ahead, behind, lower)
    )
    role = role_of(one.lead, one.trail, one.wide) if use == "amount" else ""
    rough = bool(ROUGHLY.search(ahead))
    return replace(one, use=use, role=role, rough=rough, per=_per(one, per))


def _per(one: Quantity, found: re.Match[str] | None) -> str:
    """Return what a mean or price is of: "45 hồ sơ/ngày", "mỗi tháng 45 hồ sơ"."""
    if found:
        return str(found["per"] or found["each"] or "")
    each = _EACH.search(one.lead)
    return each["each"] if each else ""


def _use_of_rate(one: Quantity, ahead: str, behind: str) -> Use:
    marked = THRESHOLD_AFTER.match(behind)
    if marked and marked["plan"] and REACHES.search(one.lead):
        marked = None
    if _MARK_ASIDE.search(one.wide) or _OBLIGED.search(one.wide):
        return "mark"
    if MEAN_OF_SO_MANY.search(one.wide):
        return "mean"
    if marked or THRESHOLD_BEFORE.search(ahead) or TARGET.search(one.wide[-60:]):
        return "mark"
    if _FROM_AIM.search(one.lead) and one.value >= _AIM_FROM:
        return "mark"
    changes = UP.search(one.lead[-30:]) or DOWN.search(one.lead[-30:])
    return "change" if changes else "percent"


def _use_of_count(one: Quantity, ahead: str, behind: str, lower: str) -> Use:
    if one.unit == "điểm %":
        return "points"
    said = MEAN.search(one.wide[-40:].rsplit(";", 1)[-1]) or MEAN_OF_SO_MANY.search(one.wide)
    if said and not _is_grade(one, lower):
        return "mean"
    if _is_change(one):
        return "change"
    if one.unit in ("", *SPANS) and re.search(r"\b(?:trên|dưới|quá) $", ahead):
        return "mark"
    marked = re.match(
        r"[^.,;:()]*?(?<!hài lòng )(?<!tốt )\btrở (?:lên|xuống)", behind
    ) or re.search(r"(?:[≥≤<>]|\bkhông quá|\btối (?:đa|thiểu)|\bkhông dưới) ?$", ahead)
    return "mark" if marked else "amount"


def _is_grade(one: Quantity, lower: str) -> bool:
    """Whether "trung bình" is a grade beside others: "tốt 4, khá 4, trung bình 1"."""
    before = lower[max(0, one.start - 60) : one.start]
    return bool(re.search(r"\b(?:khá|tốt|giỏi|yếu|đạt loại)\b.*\btrung bình:? $", before))


def _is_change(one: Quantity) -> bool:
    """Whether a number says by how much something rose or fell: "tăng 118 hồ sơ"."""
    if _BY_SO_MANY.search(one.wide):
        return True
    lead = one.lead[-22:]
    found = list(UP.finditer(lead)) + list(DOWN.finditer(lead))
    if (
        not found
        or COMPARED.search(lead)
        or re.search(r"\bđạt(?: và|,) vượt$", one.wide[-24:].rstrip())
    ):
        return False
    between = lead[max(one_.end() for one_ in found) :]
    heads = one.wide.rstrip().endswith(":") and between.split()[:1] not in ([], ["thêm"])
    return (
        not heads
        and len(between.split()) <= 2
        and not re.search(r"\b(?:còn|xuống|lên|từ|cho|thu nhập|vào|thời gian)\b", between)
    )


def _unit(text: str, end: int) -> tuple[str, str, Decimal, int]:
    """Return the unit of a number, its noun as printed, its scale, and where it ends."""
    money = money_at(text, end)
    if money:
        return "đồng", text[end : money[1]].strip(), money[0], money[1]
    for pattern, name in ((_POINTS, "điểm %"), (_PERCENT, "%")):
        rate = pattern.match(text, end)
        if rate:
            return name, rate[0].strip() if name != "%" else "%", Decimal(1), rate.end()
    for pattern in (_NOUN, _TIME, _WORDS, _ABBREVIATED):
        noun = pattern.match(text, end)
        if noun and noun["unit"] not in NOT_COUNTED | _VERBS:
            return noun["unit"].lower(), noun["unit"], Decimal(1), noun.end("unit")
        if noun and pattern is _TIME:
            return noun["unit"], noun["unit"], Decimal(1), noun.end()
    return "", "", Decimal(1), end


def _brackets(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield for each place how many brackets are open there and where the innermost opened."""
    stack: list[int] = []
    at = 0
    for place in places:
        while at < place:
            if text[at] in "([":
                stack.append(at)
            elif text[at] in ")]" and stack:
                stack.pop()
            at += 1
        yield len(stack), stack[-1] if stack else -1
