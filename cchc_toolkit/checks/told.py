"""What a text tells as done while its row of the form is blank or says 0 (kind `told`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from cchc_toolkit.catalogue import Relation
from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.relation_rules import side_name
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.span import Span
from cchc_toolkit.checks.sums import add_up, holds_now
from cchc_toolkit.text.sentences import sentence_spans

_NOT_SO = re.compile(
    r"\b(?:không|chưa|sẽ|dự kiến|đề nghị|đề xuất|chờ|nếu|tiếp tục|tăng cường|đang)\b[^,;:.]{0,25}$"
)
"""Words right before what is told that leave it undone: "chưa được phê duyệt", "sẽ ban hành"."""


def told_but_blank(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each row that is blank or 0 while a text tells that it was done."""
    for relation in scope.form.relations_of.get(rule.code, ()):
        if relation.kind != "told" or not holds_now(scope, relation):
            continue
        cell = add_up(scope, relation.left)
        if cell.number or (cell.number is None and not cell.absent):
            continue
        span = _told(scope, relation)
        if span is not None:
            yield rule.at(
                scope,
                [span],
                f"{relation.says}: {side_name(scope, relation.left)} "
                f"{'ghi 0' if cell.number is not None else 'để trống'}.",
                severity=cast("Severity", relation.severity) or None,
                advice=relation.advice,
                keys=relation.keys,
                expected="> 0",
                found="" if cell.number is None else "0",
            )


def _told(scope: Scope, relation: Relation) -> Span | None:
    """Return the first sentence of the sections about this period that tells it, None for none."""
    for at, paragraph in enumerate(scope.text.paragraphs):
        item, begin = scope.text.item(at)
        lower = paragraph.lower()
        if item.split(".")[0] not in scope.form.stating_sections or len(lower) != len(paragraph):
            continue
        for start, end in sentence_spans(paragraph):
            said = lower[max(start, begin) : end]
            if all(_holds_one(said, group) for group in relation.words):
                return Span("body", at, max(start, begin), end)
    return None


def _holds_one(sentence: str, words: tuple[str, ...]) -> bool:
    """Whether a sentence says one of some words, and not that it is still to be done."""
    return any(
        not _NOT_SO.search(sentence[max(0, found.start() - 40) : found.start()])
        for word in words
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", sentence)
    )
