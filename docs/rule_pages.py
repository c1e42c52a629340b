"""The reference page of the rules, written from their declarations: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_toolkit.catalogue import MISSING, RELATION_KINDS, Form, Relation, Side
from cchc_toolkit.checks.rule import SUBJECTS, Rule
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.text.formatting import print_number


def reference(form: Form, examples: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the page of all rules as they apply to a form: Markdown, in Vietnamese.

    `examples` are messages of findings by the code of the rule.
    """
    lines = [f"# Quy tắc kiểm tra: {form.label}", ""]
    for rule in RULES:
        lines.extend(rule_page(rule, form, examples.get(rule.code, "")))
    return "\n".join(lines).rstrip() + "\n"


def rule_page(rule: Rule, form: Form, example: str = "") -> tuple[str, ...]:
    """Return the lines about one rule: what it says, how grave, what to do, its relations."""
    relations = form.relations_of.get(rule.code, ())
    cells = {key for relation in relations for key in relation.keys}
    looks_at = f" ({len(relations)} quan hệ, {len(cells)} chỉ tiêu)" if relations else ""
    return (
        f"## {rule.code}. {rule.says}",
        "",
        f"- Mức: {rule.severity} (mức cao nhất)",
        f"- Xét: {SUBJECTS[rule.subject]}{looks_at}",
        f"- Ô trống: {MISSING[rule.missing]}",
        f"- Cách sửa: {rule.advice}",
        *([f"- Ví dụ: {example}"] if example else []),
        "",
        *_relations(rule, form),
    )


def _relations(rule: Rule, form: Form) -> Iterator[str]:
    relations = form.relations_of.get(rule.code, ())
    if not relations:
        return
    yield "| Quan hệ | Kiểu | Vế trái | Vế phải | Ô trống (trái; phải) | Mức |"
    yield "|---|---|---|---|---|---|"
    for relation in relations:
        yield f"| {' | '.join(_cell(text) for text in _row(relation, rule, form))} |"
    yield ""


def _row(relation: Relation, rule: Rule, form: Form) -> tuple[str, ...]:
    when = f" (kỳ {', '.join(relation.periods)})" if relation.periods else ""
    return (
        f"{relation.says}{when}",
        RELATION_KINDS[relation.kind] + _bounds(relation),
        _side(relation.left, form),
        _side(relation.right, form) or ", ".join(relation.items) or _words(relation),
        f"{MISSING[relation.left.missing]}; {MISSING[relation.right.missing]}",
        relation.severity or rule.severity,
    )


def _words(relation: Relation) -> str:
    groups = (" hoặc ".join(f'"{word}"' for word in group) for group in relation.words)
    return ", cùng câu với ".join(groups)


def _bounds(relation: Relation) -> str:
    percent = "%" if relation.right.terms else ""
    pairs = (("từ", relation.low), ("đến", relation.high))
    shown = [f"{word} {print_number(bound)}{percent}" for word, bound in pairs if bound is not None]
    return f": {' '.join(shown)}" if shown else ""


def _side(side: Side, form: Form) -> str:
    words = []
    for term in side.terms:
        row = form.indicators[term.key]
        words.append(f"{'+' if term.sign > 0 else '-'} {row.label.lstrip('- ')} (`{row.key}`)")
    if side.constant:
        words.append(f"+ {print_number(side.constant)}")
    return " ".join(words).removeprefix("+ ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
