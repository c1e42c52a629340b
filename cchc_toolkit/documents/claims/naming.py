"""Claims "năm mô hình, gồm: “A”; “B”": so many things, each named in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim

_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NAME = r"[“\"][^“”\"]{2,80}[”\"]"
_NAMED = re.compile(
    rf"(?<![\w.,/])(?P<count>\d{{1,2}}|{'|'.join(_WORDS)}) "
    rf"(?P<noun>mô hình|sáng kiến|giải pháp|đề án|cách làm|phong trào|cuộc thi|phần mềm)"
    rf"\b[^.:;“”\"\d]{{0,60}}"
    rf"(?:\b(?:gồm|là|như sau)|:)[^.;“”\"\d]{{0,30}}"
    rf"(?P<names>{_NAME}(?: ?(?:,|;|và|, và|; và) ?(?:mô hình )?{_NAME})+)(?P<more>[^.]{{0,12}})"
)


def naming_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number of things that are then named one by one."""
    for passage, text in enumerate(account.lower):
        for found in _NAMED.finditer(text) if "“" in text or '"' in text else ():
            names = re.findall(_NAME, found["names"])
            count = found["count"]
            said = int(count) if count.isdigit() else _WORDS.index(count) + 2
            if said == len(names) or re.search(r"…|\.\.|v\.v|khác", found["more"]):
                continue
            quote = account.passages[passage].text[found.start() : found.end("noun")]
            yield Claim(
                "R01",
                (),
                False,
                f'Lời văn ghi "{quote}", mà nêu tên {len(names)}: {"; ".join(names)}.',
                severity="cao",
                expected=str(len(names)),
                found=quote,
                advice="Nêu đủ tên, hoặc sửa số.",
                place=(passage, *found.span()),
                weight=1,
            )
