"""Pages about what is reported: the catalogue, the derived figures, the rules, the outline."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from markdown_text import plain, table
from rule_pages import reference, rule_page

from cchc_toolkit.catalogue import (
    APPLICABLE,
    DENOMINATOR_RULES,
    FILLED,
    Form,
    Indicator,
    Item,
    Ratio,
    load_form,
    read_form,
)
from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.checks import RULES, SEVERITIES, Rule
from cchc_toolkit.text.formatting import print_date, print_number

CASES = Path(__file__).parents[1] / "tests" / "spec" / "rules"
SEVERITY_SAYS = {
    "chặn": "blocks signing: no copy to sign is made, nothing is issued",
    "cao": "grave, to be settled before signing; does not stop the report",
    "vừa": "to be looked at",
    "thấp": "a matter of form, or perhaps harmless",
}


def catalogue_page() -> Iterator[str]:
    """Yield the page of the catalogue: every indicator of every form."""
    yield from ("# The catalogue", "")
    yield from (
        "What can be reported, form by form, in the form's own order and words, misprints",
        "included. `→` stands before the number or the unit that the form should have printed.",
        "A row that *adds to* its parent is one of the parts whose sum the parent must be.",
        "Declared in `rows.csv` and `supplement.csv` of the form's folder.",
    )
    for form in _forms():
        yield from _catalogue_of(form)


def _catalogue_of(form: Form) -> Iterator[str]:
    until = print_date(form.valid_to) if form.valid_to else "open"
    since = print_date(form.valid_from) if form.valid_from else "not known"
    yield from ("", f"## {form.label} (`{form.id}`)", "")
    yield from (f"{' '.join(form.title)}. In force from: {since}; until: {until}.", "")
    yield f"### The {len(form.rows)} rows of the form"
    yield from ("", *_indicators(form.rows), "")
    yield f"### The {len(form.supplement)} supplementary figures"
    yield from ("", "Used by the narrative and the derived figures; the form has no such row.", "")
    yield from _indicators(form.supplement)


def _indicators(rows: Iterable[Indicator]) -> Iterator[str]:
    head = (
        "Key",
        "No.",
        "Label",
        "Unit",
        "Kind",
        "Filled by",
        "Adds to",
        "Across communes",
        "May be",
    )
    return table(head, [_indicator(row) for row in rows])


def _indicator(row: Indicator) -> tuple[str, ...]:
    label = f"**{plain(row.label)}**" if row.kind == "heading" else plain(row.label)
    number = _corrected(row.stt, row.stt_corrected if row.stt[:1].isdigit() else "")
    return (
        f"`{row.key}`",
        number,
        label,
        plain("; ".join(f"{code} = {answer}" for code, answer in row.choices))
        or _corrected(row.unit, row.unit_corrected),
        row.kind,
        ", ".join(sorted(row.levels)),
        f"`{row.parent}`" if row.part_of_sum else "",
        "" if row.kind == "heading" else row.rollup,
        _range(row),
    )


def _corrected(printed: str, right: str) -> str:
    same = not right or printed.rstrip(".") == right
    return plain(printed) if same else f"{plain(printed)} → {plain(right)}".strip()


def _range(row: Indicator) -> str:
    low = "" if row.minimum is None else f"≥ {print_number(row.minimum)}"
    high = "" if row.maximum is None else f"≤ {print_number(row.maximum)}"
    return ", ".join(part for part in (low, high) if part)


def figures_page() -> Iterator[str]:
    """Yield the page of the derived figures: formula, rule, rounding, source."""
    yield from ("# Derived figures", "")
    yield from (
        "Computed from a submission, never typed. Decimal arithmetic, rounded half up; 100% only",
        "where numerator and denominator are equal. A blank input leaves the figure without a",
        "value and with a reason: *chưa có số liệu*, *không áp dụng*, *không công bố* or",
        "*mẫu số bằng 0*. Declared in `figures.csv` of the form's folder.",
    )
    yield from ("", "## Denominator rules", "")
    rules = [(f"`{code}`", said) for code, said in DENOMINATOR_RULES.items() if code]
    yield from table(("Rule", "Meaning"), rules)
    for form in _forms():
        yield from ("", f"## {form.label} (`{form.id}`)")
        for ratio in form.ratios:
            yield from ("", *_ratio(ratio, form))


def _ratio(ratio: Ratio, form: Form) -> Iterator[str]:
    yield from (f"### {plain(ratio.label)}", "", f"`{ratio.key}`", "")
    yield f"- Numerator: {_sum(ratio.numerator, form)}"
    if ratio.denominator:
        yield f"- Denominator: {_sum(ratio.denominator, form)}"
    if ratio.rule:
        yield f"- Rule: `{ratio.rule}`, {DENOMINATOR_RULES[ratio.rule]}"
    yield f"- Printed in: {ratio.unit}, {ratio.decimals} decimals"
    if ratio.stated:
        yield f"- Compared by rule R03 with what the commune states itself: `{ratio.stated}`"
    yield f"- Source: {plain(ratio.source)}"


def _sum(keys: Sequence[str], form: Form) -> str:
    return " + ".join(f"{plain(_path(key, form))} (`{key}`)" for key in keys)


def _path(key: str, form: Form) -> str:
    """Return the label of an indicator, with those above it where its own says too little."""
    if key in (FILLED, APPLICABLE):
        return {FILLED: "ô đã điền", APPLICABLE: "ô áp dụng cho cấp xã"}[key]
    row = form.indicators[key]
    if row.stt[:1].isdigit() or not row.parent:
        return row.name
    return f"{_path(row.parent, form)} › {row.label.lstrip('- ')}"


def rules_page() -> Iterator[str]:
    """Yield the page of the rules: code, what each says, severity, advice."""
    yield from ("# Rules", "")
    yield from (
        "What `cchc check` looks for. The severity is the gravest a rule gives; a breach that may",
        "be harmless is given a lower one. `C…` are rules of structure, `R…` of arithmetic and",
        "content. Declared in `cchc_toolkit/checks/rules.py`.",
    )
    yield from ("", "## Severities", "")
    yield from table(("Severity", "Meaning"), [(name, SEVERITY_SAYS[name]) for name in SEVERITIES])
    yield from ("", "## The rules", "")
    head = ("Code", "Rule", "Severity", "Advice", "Function")
    yield from table(head, [_rule(rule) for rule in RULES])
    yield from ("", "## What stops before any rule", "")
    yield from (
        "A file that cannot be read as what it should be makes no findings: the command ends with",
        "exit code 3 and says what to mend. So do text where a number belongs, `1.234` where it",
        "could mean two numbers, an unknown or repeated key, an unknown state, a placeholder that",
        "names nothing.",
    )
    default = load_form().id
    whole = next(form for form in _forms() if form.id == default)
    yield from _reference(reference(whole, _examples(whole.id)))
    for form in _forms():
        if form.id != whole.id:
            own = [rule for rule in RULES if form.relations_of.get(rule.code)]
            told = [line for rule in own for line in rule_page(rule, form)]
            yield from _reference("\n".join([f"# Quan hệ riêng: {form.label}", "", *told]))


def _reference(text: str) -> Iterator[str]:
    yield ""
    for line in text.rstrip().splitlines():
        yield f"#{line}" if line.startswith("#") else _in_cells(line)


def _examples(form_id: str) -> dict[str, str]:
    """Return what each rule says in the first of its cases that fires: the tests are the source."""
    sys.path.insert(0, str(CASES))
    import test_rule_cases
    from rule_cases import found_by, scope_of

    sys.path.remove(str(CASES))
    fires = [
        case for case in test_rule_cases.CASES if case.about == "fires" and case.form == form_id
    ]
    told = {case.rule: (case, found_by(case.rule, scope_of(case))) for case in fires}
    return {
        rule: plain(next(one.message for one in found if one.message.startswith(case.says)))
        for rule, (case, found) in told.items()
    }


def _in_cells(line: str) -> str:
    """Return a line of the reference with the signs of Markdown escaped, those of tables kept."""
    return line if line.startswith(("|---", "- Ví dụ")) else plain(line)


def _rule(rule: Rule) -> tuple[str, ...]:
    file = Path(inspect.getsourcefile(rule.finds) or "").name
    function = f"[`{rule.finds.__name__}`](../cchc_toolkit/checks/{file})"
    return rule.code, plain(rule.says), rule.severity, plain(rule.advice), function


def outline_page() -> Iterator[str]:
    """Yield the page of the outline: items, their ids and default sentences."""
    yield from ("# The outline of the narrative", "")
    yield from (
        "Sections, parts and items, with the id under which `narrative.yml` gives a text. A",
        "commune that wrote nothing gets the *default* sentence if at least one of its numbers is",
        "known, or the *zero* sentence if all are reported as 0. An item that *leads* introduces",
        "those below and takes no text. Declared in `outline.yml` of the form's folder.",
    )
    for form in _forms():
        yield from ("", f"## {form.label} (`{form.id}`)")
        for section in form.outline:
            yield from ("", f"### {section.id}. {plain(section.heading)}")
            for number, part in enumerate(section.parts, start=1):
                if part.heading:
                    told = f"{part.heading} {part.guidance}".strip()
                    yield from ("", f"#### {number}. {plain(told)}")
                yield ""
                for item in part.items:
                    yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    said = " ".join(part for part in (item.label, item.guidance) if part)
    about = plain(said) if said else f"*{plain(item.topic)}* (no label)"
    yield f"- `{item.id}`{' *(leads)*' if item.lead else ''}: {about}"
    if item.sentence:
        yield f"  - default: `{item.sentence}`"
    if item.zero:
        yield f"  - zero: `{item.zero}`"


def _forms() -> tuple[Form, ...]:
    """Return the forms of the package; those of a project that stands in the clone are its own."""
    return tuple(read_form(folder) for _, folder in sorted(package_forms().items()))
