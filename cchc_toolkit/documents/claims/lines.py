"""The lines of a list: which belong to the line that opens it, and the amounts of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.passage import Passage

_NUMBERED = re.compile(r"(?:(?P<arabic>\d{1,2}(?:\.\d{1,2})*)|(?P<letter>[a-zđ]))\s?[.)]")
_PRICE = re.compile(r"\b(?:đơn giá|giá|định mức)$|^mỗi \w+$")
_IN_BRACKET = re.compile(r"[^()\d]+\(\d[^()]*\)[;.,]?")


def like_total(account: Account, whole: Quantity, line: Sequence[int]) -> int:
    """Return the first amount of a line that counts like a total: "03 xã cũ: 126" of dossiers."""
    return next((n for n in line if account.quantities[n].unit in ("", whole.unit)), line[0])


def line_amounts(account: Account, passage: int) -> list[int]:
    """Return the plain amounts of the first sentence of a line, in a bracket where no other is."""
    found = ((n, account.quantities[n]) for n in account.by_passage[passage])
    own = [(n, one) for n, one in found if one.use == "amount" and not one.sentence]
    named = _IN_BRACKET.fullmatch(account.lower[passage])  # "Văn phòng (7 người)"
    flat = [(n, one) for n, one in own if one.depth == 0 or named]
    plain = [(n, one) for n, one in flat if not one.divisor and not one.per]
    return [n for n, one in plain if not (one.is_money and _PRICE.search(one.lead))]


def lines_below(passages: tuple[Passage, ...], parent: int) -> Iterator[int]:
    """Yield the lines right below one that belong to it, those below them left out."""
    above, first = passages[parent], passages[parent + 1]
    if first.mark:
        if first.mark == above.mark:
            return
        for at in range(parent + 1, len(passages)):
            one = passages[at]
            if one.mark == first.mark:
                yield at
            elif not one.mark or one.mark == above.mark:
                return
        return
    style = _style(first)
    if style is None or style[1] != 1 or (_style(above) or ("", 0))[0] == style[0]:
        return
    wanted = 1
    for at in range(parent + 1, len(passages)):
        found = _style(passages[at])
        if found == (style[0], wanted):
            wanted += 1
            yield at
        elif found is not None or (not passages[at].mark and at > parent + 1):
            return


def _style(passage: Passage) -> tuple[str, int] | None:
    """Return how a line is numbered and which number it has, None where it has none."""
    found = _NUMBERED.match(passage.text)
    if not found or passage.mark:
        return None
    if found["letter"]:
        return "a", "abcdđeghiklmnopqrstuvxy".find(found["letter"]) + 1
    stem, _, last = found["arabic"].rpartition(".")
    return f"{stem}.1", int(last)
