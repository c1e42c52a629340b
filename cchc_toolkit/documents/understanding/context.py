"""The words around a figure that say what it is: its own clause, no further."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.documents.understanding.vocabulary import levels_of, words_of

_BREAK = re.compile(r"[,;:(](?!\d)|\.\s|\svà\s")
_NEAR = 90


@dataclass(frozen=True)
class Context:
    """The telling words of a clause, and the levels that it names."""

    words: frozenset[str]
    levels: frozenset[str]


def context_of(issued: ParsedReport, at: int) -> Context:
    """Return the context of a figure by its place in `ParsedReport.mentions`."""
    mention = issued.mentions[at]
    text = issued.paragraphs[mention.passage].text
    before, after = _neighbours(issued, at)
    lead = text[max(before, mention.span[0] - _NEAR) : mention.span[0]]
    breaks = [found.end() for found in _BREAK.finditer(lead)]
    lead = lead[breaks[-1] :] if breaks else lead
    tail = text[mention.span[1] : min(after, mention.span[1] + _NEAR)]
    found = _BREAK.search(tail)
    tail = tail[: found.start()] if found else tail
    return Context(words_of(f"{lead} {tail}"), levels_of(lead) | levels_of(tail))


def _neighbours(issued: ParsedReport, at: int) -> tuple[int, int]:
    """Return where the figure before ends and the one after begins, within the passage."""
    mention = issued.mentions[at]
    before = issued.mentions[at - 1] if at else None
    after = issued.mentions[at + 1] if at + 1 < len(issued.mentions) else None
    start = before.span[1] if before and before.passage == mention.passage else 0
    text = issued.paragraphs[mention.passage].text
    end = after.span[0] if after and after.passage == mention.passage else len(text)
    return start, end
