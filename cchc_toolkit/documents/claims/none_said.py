"""Claims "không có …": what a report says that there is none of, against what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.text.sentences import sentence_spans

_NONE = re.compile(
    r"\b(?:không (?:có|phát sinh|để xảy ra|xảy ra|ghi nhận|nhận(?: được)?)"
    r"|chưa (?:phát sinh|có|xảy ra))\b"
    r"(?P<what>[^.,;:()\d§]{3,90})"
)
_SCOPED = re.compile(
    r"\blĩnh vực\b|\bthôn\b|\bbộ phận\b|\btrong (?:tháng|tuần)\b|\briêng\b|\bmột số\b|\bđến nay\b"
    r"|\bđủ\b|\bđiều kiện\b|\bnguồn\b|\bphần mềm\b|\bmẫu\b|\bhướng dẫn\b|\bcơ chế\b|\bkhuôn mẫu\b"
)
_EARLIER = re.compile(r"\bcùng kỳ\b|\b(?:năm|kỳ|quý|tháng) trước\b|\bso với\b|§{4}")
_KEYS = (
    frozenset({"quá", "hạn"}),
    frozenset({"trễ", "hạn"}),
    frozenset({"kỷ", "luật"}),
    frozenset({"khiếu", "nại"}),
    frozenset({"tố", "cáo"}),
    frozenset({"tham", "nhũng"}),
)
"""What a report readily denies: two words that say it all."""
_MOST = 200


def none_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each denial that a count of the report contradicts."""
    counted = [
        (n, label(account.quantities[n]))
        for n in account.amounts
        if account.quantities[n].value > 0 and not account.quantities[n].is_money
    ]
    for passage, text in enumerate(account.lower):
        for found in list(_NONE.finditer(text))[:_MOST]:
            yield from _denied(account, passage, found, counted)


def _denied(
    account: Account,
    passage: int,
    found: re.Match[str],
    counted: list[tuple[int, frozenset[str]]],
) -> Iterator[Claim]:
    text = account.passages[passage].text
    start, end = next(
        (s for s in sentence_spans(text) if s[0] <= found.start() < s[1]), (0, len(text))
    )
    clause = account.lower[passage][max(start, found.start() - 60) : found.end()]
    if _SCOPED.search(clause) or _EARLIER.search(clause) or re.search(r"\d", clause):
        return
    words = telling(found["what"])
    key = next((one for one in _KEYS if one <= words), frozenset())
    if not key and len(words) < 3:
        return
    for n, mine in counted:
        one = account.quantities[n]
        here = one.passage == passage and start <= one.start < end
        scoped = _SCOPED.search(f"{one.wide} {one.trail}") or _EARLIER.search(one.wide[-50:])
        if here or scoped or one.divisor or not (words <= mine or (key and key <= mine)):
            continue
        if key and not (words - key) <= (mine | telling(account.lower[one.passage])):
            continue
        said = text[found.start() : found.end()].strip()
        yield Claim(
            "R15",
            (n,),
            False,
            f'Lời văn ghi "{said}", nhưng nơi khác ghi "{_around(account, n)}".',
            severity="cao",
            found=one.text,
            expected="0",
            advice="Sửa câu nói không có, hoặc sửa số.",
            weight=1,
        )
        return


def _around(account: Account, n: int) -> str:
    """Return a quantity with the words of its clause, as printed."""
    one = account.quantities[n]
    text = account.passages[one.passage].text
    start = one.start - len(one.lead) - 1 if one.lead else one.start
    return text[max(0, start) : one.stop + len(one.trail) + 1].strip(" ,;:.(")
