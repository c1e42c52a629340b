"""Claims that an aim named by its letter or number is reached: "đạt 68,4%, vượt mục tiêu (a)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
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
                yield _reached(passage, found, aim)


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


def _reached(passage: int, found: re.Match[str], aim: Decimal) -> Claim:
    """Return the claim that a rate is on the side of an aim that the words put it on."""
    value, word = _number(found), found["word"]
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
        f'Lời văn ghi "{found[0]}", mà mục tiêu này là {print_number(aim)}%: '
        f"{print_number(value)}% {side} mục tiêu.",
        severity="cao",
        expected=f"{side} {print_number(aim)}%",
        found=found[0],
        advice="Đối chiếu tỷ lệ với mục tiêu đã nêu.",
        place=(passage, *found.span()),
        weight=1,
    )


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", "."))
