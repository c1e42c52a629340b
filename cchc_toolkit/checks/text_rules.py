"""R27: repeated words, passages written twice, leftovers of editing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope

_TWICE = re.compile(
    r"(?<![\w,])"
    r"(?P<phrase>[^\W\d_]+(?: [^\W\d_]+){1,3}|các|cho|của|là|những|theo|tại|và|với|về)"
    r",? (?P=phrase)(?!\w)"
)
"""A phrase of two to four words twice in a row, or a single word whose doubling is a slip.

Other single words meet rightly: `dần dần`, `phân công công chức`.
"""
_ENOUGH = 60
"""Shorter passages may well be alike: `thực hiện đúng quy định.`"""


def repeated_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each phrase said twice in a row and each passage that stands twice."""
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
            yield rule.about(
                (prose.item, seen[prose.text].item),
                f"Mục {prose.item} chép nguyên văn mục {seen[prose.text].item}.",
                where=(prose.source, seen[prose.text].source),
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
    >>> repeated_phrase("dần dần, rõ người, rõ việc, phân công công chức")
    ''
    """
    words = lower.replace("(", " ").replace("“", " ").split()
    if len(set(words)) == len(words):
        return ""
    found = _TWICE.search(lower)
    return found[0] if found else ""
