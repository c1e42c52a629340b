"""R27: repeated words, passages written twice, leftovers of editing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.handwritten_rules import open_gaps
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope

_TWICE = re.compile(
    r"(?<![\w,])"
    r"(?P<phrase>[^\W\d_]+(?: [^\W\d_]+){1,3}|các|cho|của|là|những|theo|tại|và|với|về)"
    r"(?: (?P=phrase)(?!\w)|, (?P=phrase)"
    r"(?:(?! ?\w)| (?=(?:chưa|của|cho|có|để|đã|được|khi|là|ngay|phải|tại|theo|trong|và|với)\b)))"
)
"""A phrase of two to four words twice in a row, or a single word whose doubling is a slip.

After a comma nothing may go on with the second one: `một cửa, một cửa liên thông` are two things.

Other single words meet rightly: `dần dần`, `phân công công chức`.
"""
_ENOUGH = 60
"""Shorter passages may well be alike: `thực hiện đúng quy định.`"""


def repeated_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each phrase said twice in a row and each passage that stands twice."""
    if scope.settings.typed_words:
        yield from open_gaps(rule, scope)
    seen: dict[str, Prose] = {}
    for prose in scope.prose:
        phrase = repeated_phrase(prose.lower)
        if phrase:
            twice = prose.lower.find(phrase)
            yield rule.about(
                (prose.item,),
                f'Cụm từ lặp lại: "{phrase}".',
                where=(prose.source,),
                quote=prose.sentence(twice),
                found=phrase,
            )
        if len(prose.text) >= _ENOUGH and prose.text in seen:
            other = seen[prose.text]
            again = "có một đoạn viết hai lần" if other.item == prose.item else ""
            yield rule.about(
                tuple(dict.fromkeys((prose.item, other.item))),
                f"Mục {prose.item} {again or f'chép nguyên văn mục {other.item}'}.",
                where=(prose.source, other.source),
                quote=prose.text,
                advice="Viết riêng nội dung của từng mục.",
            )
        seen.setdefault(prose.text, prose)


def repeated_phrase(lower: str) -> str:
    """Return the first phrase that a lower-case text says twice in a row, "" if none.

    Only letters, with a space or a comma between. A single word counts only where doubling it
    never makes sense.

    >>> repeated_phrase("652 hồ sơ hồ sơ."), repeated_phrase("ubnd cấp xã, cấp xã")
    ('hồ sơ hồ sơ', 'cấp xã, cấp xã')
    >>> repeated_phrase("ubnd cấp xã, cấp xã ngay sau khi")
    'cấp xã, cấp xã'
    >>> repeated_phrase("dần dần, rõ người, rõ việc, phân công công chức")
    ''
    >>> repeated_phrase("cơ chế một cửa, một cửa liên thông")
    ''
    """
    words = lower.replace("(", " ").replace("“", " ").split()
    if len(set(words)) == len(words):
        return ""
    found = _TWICE.search(lower)
    return found[0].rstrip() if found else ""
