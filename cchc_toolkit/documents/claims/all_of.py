"""Claims "cả sáu công chức ngồi quầy": so many are all of what another sentence counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import OTHER_SCOPE, Account, clause
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.documents.claims.told_period import other_period
from cchc_toolkit.text.sentences import sentence_spans
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_ALL = re.compile(
    rf"\b(?:cả|toàn bộ) (?P<count>\d{{1,3}}|(?:mười )?(?:{SEVERAL})) "
    rf"(?P<noun>{any_of(COUNTED)})\b(?P<what>[^.,;:()\d]{{3,60}})"
)
_SAYS = re.compile(r" (?:đều|đã|sẽ|phải|vẫn|là|cùng|để|và)\b")
"""Where what is said of all begins; "chưa" and "có" may still tell which ones they are."""
_THERE_ARE = re.compile(r"(?:^|\b(?:có|gồm|là|với|bố trí|tổng số))$")
_TWO = 2


def all_of_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each "all of them" whose number is not the one they are counted by.

    >>> from cchc_toolkit.documents.claims.account import account_of
    >>> from cchc_toolkit.text.passage import Passage
    >>> said = "Xã có 7 công chức ngồi quầy. Đã cấp máy cho cả 8 công chức ngồi quầy."
    >>> next(all_of_claims(account_of((Passage(said, ""),), ()))).expected
    '7'
    """
    for passage, text in enumerate(account.lower):
        for found in _ALL.finditer(text):
            words = telling(_SAYS.split(found["what"])[0])
            counts = list(_counts(account, passage, found, words)) if len(words) >= _TWO else []
            values = {account.quantities[n].value for n in counts}
            if len(values) == 1 and count_of(found["count"]) not in values:
                yield _other(account, passage, found, counts[-1])


def _counts(
    account: Account, passage: int, found: re.Match[str], words: frozenset[str]
) -> Iterator[int]:
    """Yield the amounts of other sentences that count what some words are all of, no less."""
    text = account.passages[passage].text
    sentence = next(n for n, (_, end) in enumerate(sentence_spans(text)) if found.start() < end)
    for n in account.amounts:
        one = account.quantities[n]
        own = telling(one.trail) or telling(one.lead)
        there = not telling(one.trail) or _THERE_ARE.search(one.lead)
        if (
            there
            and own <= words <= label(one)
            and kin(one.unit, found["noun"])
            and (one.passage, one.sentence) != (passage, sentence)
            and not (one.divisor or one.depth or one.is_money)
            and not OTHER_SCOPE.search(f"{one.wide[-60:]} {one.trail}")
            and not other_period(account, (passage, found.start()), (one.passage, one.start))
        ):
            yield n


def _other(account: Account, passage: int, found: re.Match[str], n: int) -> Claim:
    one = account.quantities[n]
    said = account.passages[passage].text[found.start() : found.end()].strip()
    return Claim(
        "R08",
        (),
        False,
        f'Lời văn ghi "{said}", nơi khác ghi "{clause(account, n)}".',
        severity="cao",
        expected=one.text,
        found=found["count"],
        advice="Đối chiếu nguồn số liệu, sửa cho thống nhất.",
        place=(passage, *found.span()),
        weight=1,
    )
