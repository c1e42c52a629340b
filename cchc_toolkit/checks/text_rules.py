"""R27: repeated words, passages written twice, leftovers of editing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope

_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 5
_ENOUGH = 60
"""Shorter passages may well be alike: `thực hiện đúng quy định.`"""
REDUPLICATED = frozenset(
    "dần luôn thường ngày nhà người đời từng mãi vẫn hay nhanh xa lâu tuy song bằng ai chung".split()
)
"""Words that Vietnamese doubles on purpose: `dần dần`, `luôn luôn`, `người người`."""


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

    Only letters, with a space or a comma between; a doubled single word must not be one that
    Vietnamese doubles on purpose.

    >>> repeated_phrase("652 hồ sơ hồ sơ."), repeated_phrase("ubnd cấp xã, cấp xã")
    ('hồ sơ hồ sơ', 'cấp xã, cấp xã')
    >>> repeated_phrase("dần dần cải thiện, rõ người, rõ việc")
    ''
    """
    words = [(match[0], match.start(), match.end()) for match in _WORDS.finditer(lower)]
    names = [word for word, _, _ in words]
    for place, name in enumerate(names):
        # Only where the word comes again soon can a phrase begin that is said twice.
        for length in range(1, _LONGEST):
            if place + length < len(names) and names[place + length] == name:
                found = _twice(lower, words, names, place, length)
                if found:
                    return found
    return ""


def _twice(
    lower: str, words: list[tuple[str, int, int]], names: list[str], place: int, length: int
) -> str:
    middle, end = place + length, place + 2 * length
    if names[place:middle] != names[middle:end]:
        return ""
    if length == 1 and names[place] in REDUPLICATED:
        return ""
    for one, other in zip(words[place : end - 1], words[place + 1 : end], strict=True):
        if lower[one[2] : other[1]] not in (" ", ", "):
            return ""
    return lower[words[place][1] : words[end - 1][2]]
