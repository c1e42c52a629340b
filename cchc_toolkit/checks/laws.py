"""R28: laws are cited by names that laws have (data/laws.csv).

A short form is right where it begins a name ("Luật Ngân sách"), and so are letters ("Luật BHXH").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.span import Span
from cchc_toolkit.system import paths
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.record import read_rows

_LAW = re.compile(r"\b(?:Bộ luật|Bộ Luật|Luật) (?P<name>[^\W\d_][^.;:()\[\]{}“”\"\d/]{0,90})")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(
    (
        "ban", "các", "cho", "có", "của", "do", "để", "đã", "được", "gồm", "hiện", "khi", "là",
        "mới", "năm", "nào", "này", "ngày", "nên", "nêu", "nhằm", "như", "những", "quy", "sau",
        "số", "sửa", "tại", "theo", "thì", "trên", "trong", "từ", "và", "vào", "về", "với",
    )
)  # fmt: skip
"""Words that no name goes on with, unless a law has it."""
_NO_LAW = frozenset(("sư", "gia", "pháp", "tục", "chơi", "học", "khoa"))
"""What follows "Luật" where it is not a law: a lawyer, a faculty, the law as a whole."""


@cache
def law_names() -> frozenset[tuple[str, ...]]:
    """Return the names of the laws, each as its words in lower case without commas.

    >>> ("ngân", "sách", "nhà", "nước") in law_names()
    True
    """
    lines = read_rows(paths.package_file("checks", "data", "laws.csv"))
    return frozenset(_words(line["name"]) for line in lines)


@cache
def _openings() -> frozenset[tuple[str, ...]]:
    """Return every beginning of a name, the whole name too."""
    return frozenset(name[:size] for name in law_names() for size in range(1, len(name) + 1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(compare_key(text)))


def unknown_law(name: str) -> str:
    """Return the part of the words behind "Luật" that names a law which does not exist, else "".

    >>> unknown_law("tài chính và các quy định"), unknown_law("Đất đai năm 2024")
    ('tài chính', '')
    >>> unknown_law("hôn nhân và gia đình"), unknown_law("ngân sách và kế hoạch")
    ('', '')
    >>> unknown_law("BHXH"), unknown_law("này"), unknown_law("sư")
    ('', '', '')
    """
    words = _words(name)
    if any(words[:size] in law_names() for size in range(1, len(words) + 1)):
        return ""
    said = tuple(takewhile(lambda word: word not in _ENDS, words))
    shown = list(_WORD.finditer(name))[: len(said)]
    short = any(len(one[0]) > 1 and one[0].isupper() for one in shown)
    if not said or said in _openings() or said[0] in _NO_LAW or short:
        return ""
    return name[: shown[-1].end()]


def laws_by_name(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each law that a text cites by a name that no law has."""
    for at, paragraph in enumerate(scope.text.paragraphs):
        for found in _LAW.finditer(paragraph) if "uật " in paragraph else ():
            name = unknown_law(found["name"])
            if name and scope.text.written(at, found.start()):
                end = found.start("name") + len(name)
                said = paragraph[found.start() : end]
                yield rule.at(
                    scope,
                    [Span("body", at, found.start(), end)],
                    f'Không có luật nào mang tên "{said}".',
                    found=said,
                )
