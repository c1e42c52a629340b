"""Claims that an aim told before is reached: "đạt 68,4%, vượt mục tiêu (a)", "vượt chỉ tiêu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.documents.claims.wording import THRESHOLD_BEFORE
from cchc_toolkit.text.formatting import print_number

_AIM = r"(?:mục tiêu|chỉ tiêu)"
_MARK = r"[(]?(?P<mark>[a-hđ]|\d)(?![\w%]|[.,]\d| (?:năm|tháng))"
_LISTED = re.compile(
    r"(?:^|[;:,] ?)[(]?(?P<mark>[a-hđ]|\d)[).] (?P<what>[^;()\d]{3,60}?)"
    r"(?:[:,]? (?:đạt|từ|là|trên))*[: ]+(?P<number>\d{1,3}(?:,\d{1,2})?) ?%"
)
_TOLD = re.compile(
    r"(?<![\d,.])(?P<number>\d{1,3}(?:,\d{1,2})?) ?%(?: [^\W\d_]+){0,5}[,;(]* ?(?:đã |nên )?"
    r"(?P<word>(?:đạt và |đạt, )?vượt|đạt|cao hơn|hoàn thành|(?:chưa|không) đạt|thấp hơn|dưới)"
    rf" {_AIM} (?:số |thứ )?{_MARK}"
)
_VERDICT = re.compile(
    r"(?<!\w)(?P<word>(?:đạt và |đạt, |hoàn thành )?vượt(?: mức)?|đạt|cao hơn|hoàn thành"
    r"|(?:chưa|không) (?:đạt|hoàn thành)|thấp hơn) (?:so với )?"
    r"(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu)\b(?=(?P<rest>[^.;,()]*))"
)
_AIMED = re.compile(r"\b(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|giao|phấn đấu|phải đạt)\b")
_OTHERWISE = re.compile(
    r"\b(?:không quá|dưới|tối đa|không vượt|giảm|còn|trễ|chậm|quá hạn|nghèo|thời gian|ngày|riêng"
    r"|cùng kỳ|trước)\b"
)
"""Beside an aim that less is better of, or a number of another time or of a part."""
_SO_FAR = re.compile(r"\b(?:tháng|quý|kỳ|năm|đến nay)\b")
"""Beside amounts of which one may be of a year and the other of a part of it."""
_DOING = telling("xã làm thực hiện đạt mở nay mới chỉ hoàn thành tổ chức ước quý này")
_THUS = re.compile(
    r"[^.;,]{0,40}[,.;]{0,2} ?(?:(?:đánh giá:|kết luận:|như (?:vậy|thế)|do đó"
    r"|vì (?:vậy|thế)|tức|nghĩa|qua đó|coi như|là|đã|nên|xã|và|thì)[, ]{1,2})*"
)
"""From a number to what is said of it."""
_SHORT = ("chưa", "không", "thấp", "dưới")


def lettered_aim_claims(account: Account) -> Iterator[Claim]:
    """Yield the claim of each verdict on an aim that a list of aims gives one number.

    >>> from cchc_toolkit.text.passage import Passage
    >>> said = "Chỉ tiêu: a) số hóa 80%; b) đúng hạn 98%. Số hóa được 78%, vượt chỉ tiêu a."
    >>> next(lettered_aim_claims(Account((Passage(said, ""),), ()))).message
    'Lời văn ghi "78%, vượt chỉ tiêu a", mà mục tiêu này là 80%: 78% thấp hơn mục tiêu.'
    """
    aims = _aims(account)
    for passage, text in enumerate(account.lower):
        for found in _TOLD.finditer(text) if aims else ():
            aim = aims.get(found["mark"])
            if aim is not None:
                yield _reached(passage, found, _number(found), aim)
        for found in _VERDICT.finditer(text):
            if not re.search(r"\d|^ [(]?[a-hđ]\b", found["rest"]):
                yield from _of_aim_before(account, passage, found)


def _of_aim_before(account: Account, passage: int, found: re.Match[str]) -> Iterator[Claim]:
    """Yield the claim of "Chỉ tiêu giao 80%. Xã làm được 76,3%, như vậy là vượt chỉ tiêu"."""
    own = [account.quantities[n] for n in account.by_passage[passage]]
    own = [one for one in own if one.stop <= found.start()]
    gap = account.lower[passage][own[-1].stop : found.start()] if own else ""
    if len(own) > 1 and own[-1].depth and _AIMED.search(own[-1].lead):
        own[-2:] = own[:-3:-1]  # "76,3% (chỉ tiêu giao 80%), vượt chỉ tiêu"
    now = own[-1] if own and _THUS.fullmatch(gap) else None
    if now is None or now.divisor or now.rough or THRESHOLD_BEFORE.search(f"{now.lead} "):
        return
    near = [one for one in own[:-1] if now.sentence - one.sentence <= 1]
    aims = [one for one in near if _AIMED.search(one.wide) and one.unit == now.unit]
    if len(aims) != 1 or not aims[0].unit or now.use not in ("percent", "amount", "mark"):
        return
    aim = aims[0]
    of_aim = telling(f"{aim.wide} {aim.noun.lower()} {aim.trail}")
    subject = telling(f"{now.lead} {now.trail}") - _DOING
    said = f"{aim.wide} {aim.trail} {now.wide} {now.trail}"
    unit = now.unit if now.unit == "%" else f" {now.noun}"
    if unit != "%" and _SO_FAR.search(said):
        return
    mine = aim.depth > now.depth or subject <= of_aim
    if mine and not _OTHERWISE.search(said) and not _AIMED.search(now.lead):
        yield _reached(passage, found, now.value / now.scale, aim.value / aim.scale, unit)


def _aims(account: Account) -> dict[str, Decimal]:
    """Return the aims by their letters; none where two lists give one letter two numbers."""
    aims: dict[str, Decimal] = {}
    for passage, text in enumerate(account.lower):
        above = " ".join(account.lower[at] for at in account.headings[passage][:1])
        lead = " ".join(account.lower[max(0, passage - 3) : passage])
        for found in _LISTED.finditer(text):
            if not re.search(rf"\b{_AIM}\b", f"{above} {lead} {text[: found.start()]}"):
                continue
            if aims.setdefault(found["mark"], _number(found)) != _number(found):
                return {}
    return aims


def _reached(
    passage: int, found: re.Match[str], value: Decimal, aim: Decimal, unit: str = "%"
) -> Claim:
    """Return the claim that a number is on the side of an aim that the words put it on."""
    word = found["word"]
    if word.startswith(_SHORT):
        right = value < aim
    else:
        right = value >= aim if word in ("đạt", "hoàn thành") else value > aim
    if right:
        return Claim("R08", (), True)
    side = "thấp hơn" if value < aim else "bằng" if value == aim else "cao hơn"
    return Claim(
        "R08",
        (),
        False,
        f'Lời văn ghi "{found[0]}", mà mục tiêu này là {print_number(aim)}{unit}: '
        f"{print_number(value)}{unit} {side} mục tiêu.",
        severity="cao",
        expected=f"{side} {print_number(aim)}{unit}",
        found=found[0],
        advice="Đối chiếu tỷ lệ với mục tiêu đã nêu.",
        place=(passage, *found.span()),
        weight=1,
    )


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", "."))
