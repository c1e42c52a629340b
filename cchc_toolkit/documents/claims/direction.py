"""Claims "A, tăng so với B": that something rose or fell, and from what, without by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.growth_words import LABEL
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.role import role_of

_WORD = r"(?<!không )(?<!chưa )\b(?P<word>tăng|giảm|(?:cao|thấp|nhiều|ít) hơn)"
_TO_BASE = re.compile(
    rf"{_WORD}(?: (?:nhẹ|mạnh|dần|đáng kể|rõ rệt|hẳn|nhiều))?,? (?:so (?:với|cùng) )?"
    r"(?:(?:mức|tỷ lệ|số|kết quả|con số)(?: của)? )?"
    r"(?:(?:cùng kỳ|(?:\d+ )?(?:năm|tháng|quý|kỳ|tuần|chỉ tiêu|kế hoạch|dự toán|mục tiêu|bình quân"
    r"|trung bình|quy định)\b)[^.;:%]{0,50}?)?"
    r"(?:\((?:là |đạt )?|\b(?:là|đạt|có|mức|tỷ lệ) )$"
)
_OF_EARLIER = re.compile(r"^%? (?:\w+ )?(?:của |trong )?(?:năm|kỳ|quý|cùng kỳ)\b")
_UNTOLD = re.compile(
    rf"{_WORD}(?: (?:nhẹ|mạnh|dần|đáng kể))? so với (?:năm|kỳ|quý|tháng|cùng kỳ)(?: năm)?"
    r"(?: trước| ngoái)?(?=[.,;]|$)"
)
_PERIODS = re.compile(
    rf"(?P<now>{LABEL})\b[^.;:]{{0,50}}?{_WORD}(?: (?:nhẹ|mạnh))? so với (?P<base>{LABEL})\b"
)
"""From the word of change to what was: nothing but the name of a period stands between."""
_MORE_BY = re.compile(r"\b(?:nhiều|ít|cao|thấp) hơn (?!so với)[^.,;:()]{3,40} là $")
_FROM = re.compile(rf"{_WORD}(?: (?:nhẹ|mạnh|dần))? từ(?: mức)? $")
_TO = re.compile(r"^[^.;:,()\d]{0,40}\b(?:xuống|lên|còn|thành)(?: còn| mức)?(?: là)? $")
_GOES = re.compile(r"tăng|giảm|hơn|vượt|đạt|bằng")
_UP = ("tăng", "cao hơn", "nhiều hơn", "vượt")


def direction_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each rise or fall that its two figures show to be one, or the other."""
    going = frozenset(at for at, text in enumerate(account.lower) if _GOES.search(text))
    for at, one in enumerate(account.quantities):
        if one.passage not in going:
            continue
        text = account.lower[one.passage]
        earlier = one.use == "mark" and _OF_EARLIER.match(text[one.end : one.end + 30])
        if one.use not in ("amount", "percent") and not earlier:
            continue
        said = _TO_BASE.search(text[max(0, one.start - 110) : one.start])
        if said is not None:
            yield from _since(account, at, said["word"] in _UP)
        said = _FROM.search(text[max(0, one.start - 40) : one.start])
        if said is not None:
            yield from _from_to(account, at, said["word"] in _UP)
    for passage, text in enumerate(account.lower):
        if "so với" in text:
            yield from _untold(account, passage)


def _untold(account: Account, passage: int) -> Iterator[Claim]:
    """Yield the claims whose word of change comes after both figures, or names two periods."""
    text = account.lower[passage]
    own = account.by_passage[passage]
    for found in _UNTOLD.finditer(text):
        ahead = [n for n in own if account.quantities[n].start < found.start()]
        base = next((n for n in reversed(ahead) if _is_earlier(account, n)), None)
        if (
            base is None
            or account.quantities[ahead[-1]].sentence != account.quantities[base].sentence
        ):
            continue
        was = account.quantities[base]
        clause = re.split(r"[.;]", text[max(0, was.start - 60) : was.start])[-1]
        role = was.role or role_of(clause, "", "")
        nows = [
            n
            for n in ahead
            if n < base
            and (one := account.quantities[n]).unit == was.unit
            and one.use == was.use
            and one.role == role
            and not one.divisor
        ]
        if nows and (role or len(nows) == 1):
            up = found["word"] in _UP
            held = [n for n in nows if (account.quantities[n].value > was.value) == up]
            yield _claim(account, held[-1] if held else nows[-1], base, up, bool(held))
    for found in _PERIODS.finditer(account.passages[passage].text.lower()):
        yield from _of_periods(account, passage, found)


def _is_earlier(account: Account, n: int) -> bool:
    one = account.quantities[n]
    text = account.passages[one.passage].text.lower()[max(0, one.start - 50) : one.start]
    return bool(re.search(r"\b(?:năm \d{4}|(?:năm|kỳ|quý) trước|cùng kỳ)[^.;,]{0,30}$", text))


def _of_periods(account: Account, passage: int, found: re.Match[str]) -> Iterator[Claim]:
    """Yield the claim of "quý II giảm so với quý I" where both stand in one list before it."""
    for at in (passage, passage - 1):
        named: dict[str, int] = {}
        for n in account.by_passage[at] if at >= 0 else ():
            one = account.quantities[n]
            text = account.passages[at].text.lower()[max(0, one.start - 14) : one.start].strip()
            for name in ("now", "base"):
                if text.endswith(found[name]) and one.use in ("percent", "amount"):
                    named.setdefault(name, n)
        if len(named) == 2:
            one, was = (account.quantities[named[name]] for name in ("now", "base"))
            if one.unit == was.unit and one.use == was.use:
                up = found["word"] in _UP
                yield _claim(
                    account, named["now"], named["base"], up, (one.value > was.value) == up
                )
            return


def _since(account: Account, base: int, up: bool) -> Iterator[Claim]:
    """Yield the claim of what stands before the word of change against what was."""
    was = account.quantities[base]
    if _MORE_BY.search(account.lower[was.passage][: was.start]):
        return  # "ít hơn tháng 01 là 118 trường hợp": by so many
    nows = [
        n
        for n in account.same_sentence(base)
        if n < base
        and (one := account.quantities[n]).use in (was.use, "percent", "amount")
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
