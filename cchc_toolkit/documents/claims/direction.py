"""Claims "A, tăng so với B": that something rose or fell, and from what, without by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike

_WORD = r"(?<!không )(?<!chưa )\b(?P<word>tăng|giảm|(?:cao|thấp|nhiều|ít) hơn)"
_TO_BASE = re.compile(
    rf"{_WORD}(?: (?:nhẹ|mạnh|dần|đáng kể|rõ rệt|hẳn|nhiều))?,? (?:so (?:với|cùng) )?"
    r"(?:(?:mức|tỷ lệ|số|kết quả|con số)(?: của)? )?"
    r"(?:(?:cùng kỳ|(?:\d+ )?(?:năm|tháng|quý|kỳ|tuần|chỉ tiêu|kế hoạch|dự toán|mục tiêu|bình quân"
    r"|trung bình|quy định)\b)[^.;:%]{0,50}?)?"
    r"(?:\((?:là |đạt )?|\b(?:là|đạt|có) )$"
)
"""From the word of change to what was: nothing but the name of a period stands between."""
_FROM = re.compile(rf"{_WORD}(?: (?:nhẹ|mạnh|dần))? từ(?: mức)? $")
_TO = re.compile(r"^[^.;:,()\d]{0,40}\b(?:xuống|lên|còn|thành)(?: còn| mức)?(?: là)? $")
_UP = ("tăng", "cao hơn", "nhiều hơn")


def direction_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each rise or fall that its two figures show to be one, or the other."""
    for at, one in enumerate(account.quantities):
        if one.use not in ("amount", "percent"):
            continue
        text = account.lower[one.passage]
        said = _TO_BASE.search(text[max(0, one.start - 110) : one.start])
        if said is not None:
            yield from _since(account, at, said["word"] in _UP)
        said = _FROM.search(text[max(0, one.start - 40) : one.start])
        if said is not None:
            yield from _from_to(account, at, said["word"] in _UP)


def _since(account: Account, base: int, up: bool) -> Iterator[Claim]:
    """Yield the claim of what stands before the word of change against what was."""
    was = account.quantities[base]
    nows = [
        n
        for n in account.same_sentence(base)
        if n < base
        and (one := account.quantities[n]).use == was.use
        and one.depth <= was.depth
        and not one.divisor
        and one.unit == was.unit
    ]
    following = [n for n in account.same_sentence(base) if n > base]
    changes = [n for n in following if account.quantities[n].use in ("change", "points")]
    if not nows or was.rough or (changes and changes[0] == base + 1):
        return
    held = [n for n in nows if (account.quantities[n].value > was.value) == up]
    yield _claim(account, held[-1] if held else nows[-1], base, up, bool(held))


def _from_to(account: Account, base: int, up: bool) -> Iterator[Claim]:
    """Yield the claim of "giảm từ 3,2 ngày xuống 2,6 ngày"."""
    after = [n for n in account.same_sentence(base) if n > base][:1]
    for now in after:
        one, was = account.quantities[now], account.quantities[base]
        if alike(one, was) and _TO.match(account.lower[one.passage][was.stop : one.start]):
            yield _claim(account, now, base, up, (one.value > was.value) == up)


def _claim(account: Account, now: int, base: int, up: bool, holds: bool) -> Claim:
    one, was = account.quantities[now], account.quantities[base]
    said, right = ("tăng", "giảm") if up else ("giảm", "tăng")
    if holds:
        return Claim("R03", (now, base), True)
    if one.value == was.value:
        right = "không đổi"
    return Claim(
        "R03",
        (now, base),
        False,
        f'Lời văn ghi {said}, mà "{one.quote}" so với "{was.quote}" là {right}: sai chiều.',
        severity="cao",
        expected=right,
        found=said,
        advice="Sửa chữ tăng, giảm, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )
