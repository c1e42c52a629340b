"""A commune's own texts taken apart: literal stretches, figures and citations, by outline item.

Rules about texts read this instead of the files, so each text is split once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from cchc_toolkit.submission import Placeholder, Submission, split
from cchc_toolkit.text.formatting import print_count_in_prose, print_number

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Mention:
    """A figure that a placeholder prints: where the words after it begin in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Prose:
    """One paragraph: `text` has every figure printed and every document cited in short."""

    item: str
    source: str
    text: str
    mentions: tuple[Mention, ...]
    citations: tuple[str, ...]
    """Ids of the documents cited."""
    typed: tuple[tuple[int, int], ...]
    """The stretches of `text` that the commune typed itself."""

    @cached_property
    def lower(self) -> str:
        """The text in lower case, of the same length."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else self.text

    @cached_property
    def typed_digit(self) -> bool:
        """Whether the commune typed a digit: most paragraphs have none, and need no closer look."""
        return any(_DIGIT.search(self.text, *stretch) for stretch in self.typed)

    def is_typed(self, place: int) -> bool:
        """Whether the character at a place was typed rather than printed by a placeholder."""
        return any(start <= place < end for start, end in self.typed)

    def sentence(self, place: int) -> str:
        """Return the sentence around a place.

        >>> Prose("I", "", "Có 2 lớp. Hết kỳ.", (), (), ()).sentence(3)
        'Có 2 lớp.'
        """
        start = max((self.text.rfind(mark, 0, place) + 1 for mark in (". ", "; ", "\n")), default=0)
        ends = [end + 1 for mark in (". ", "; ") if (end := self.text.find(mark, place)) >= 0]
        return self.text[start : min(ends, default=len(self.text))].strip()


def read_prose(submission: Submission) -> tuple[Prose, ...]:
    """Return the paragraphs of a submission's texts, in the order of the file."""
    return tuple(
        _prose(item, passage.source, paragraph, submission)
        for item, passage in submission.texts.items()
        for paragraph in passage.paragraphs
    )


def _prose(item: str, source: str, paragraph: str, submission: Submission) -> Prose:
    pieces: list[str] = []
    mentions: list[Mention] = []
    cited: list[str] = []
    typed: list[tuple[int, int]] = []
    at = 0
    for piece in split(paragraph) if "{" in paragraph else (paragraph,):
        shown = piece if isinstance(piece, str) else _printed(piece, submission)
        if isinstance(piece, str):
            typed.append((at, at + len(shown)))
        elif piece.kind == "so":
            mentions.append(Mention(piece.name, at, at + len(shown)))
        else:
            cited.append(piece.name)
        pieces.append(shown)
        at += len(shown)
    return Prose(item, source, "".join(pieces), tuple(mentions), tuple(cited), tuple(typed))


def _printed(placeholder: Placeholder, submission: Submission) -> str:
    """Return a placeholder as a reader of the finding needs it: the number, or … if unknown."""
    if placeholder.kind == "vb":
        paper = submission.documents.get(placeholder.name)
        return f"{paper.type} số {paper.number}/{paper.symbol}" if paper else "…"
    row = submission.form.indicators.get(placeholder.name)
    cell = submission.value(placeholder.name)
    if row is None or cell.number is None:
        return "…"
    return print_count_in_prose(cell.number) if row.kind == "count" else print_number(cell.number)
