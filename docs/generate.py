"""Write the pages of docs/ that say what the code already says: verbs, catalogue, figures, rules.

`python docs/generate.py` writes them; `--check` writes nothing, shows what differs and exits 1.
The same code gives the same bytes: no clock, no machine path, a fixed terminal width.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import inspect
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import papermill
from click.testing import CliRunner

from cchc_toolkit import params
from cchc_toolkit.catalogue import (
    APPLICABLE,
    DENOMINATOR_RULES,
    FILLED,
    Form,
    Indicator,
    Item,
    Ratio,
    form_ids,
    load_form,
)
from cchc_toolkit.checks import RULES, SEVERITIES
from cchc_toolkit.cli import main as cchc
from cchc_toolkit.errors import EXIT_CODES
from cchc_toolkit.formatting import print_date, print_number
from cchc_toolkit.params import OFFICE_KEYS, TOP_KEYS, Office
from cchc_toolkit.periods import KINDS

DOCS = Path(__file__).parent
NOTEBOOKS = DOCS.parent / "notebooks"
WIDTH = 80
NOTICE = "<!-- Written by docs/generate.py from the code. Do not edit by hand. -->"

SEVERITY_SAYS = {
    "chặn": "blocks signing: `mode: final` refuses to make the report",
    "cao": "grave, to be settled before signing; does not stop the report",
    "vừa": "to be looked at",
    "thấp": "a matter of form, or perhaps harmless",
}
TOP_SAYS = {
    "period": "The period, such as `2024-6T`. Required.",
    "form": "Id of the form, a folder of `cchc_toolkit/forms/`; `phu_luc_01b` unless given.",
    "window": "First and last day of the data: `from` and `to`, day/month/year. Required.",
    "mode": "`draft` (unless given) or `final`.",
    "charts": "`true` (unless given) or `false`.",
    "data": "Folder of the data; `data` unless given.",
    "output": "Folder to write to; `outputs` unless given.",
    "defaults": "What holds for every commune that does not say otherwise: the keys below.",
    "communes": "Code of five digits → the keys below. Codes stay text. Required.",
}
OFFICE_SAYS = {
    "symbol": "Symbol of the document, after the number.",
    "authority": "In whose name it is signed, above the role.",
    "role": "Role of who signs.",
    "signatory": "Full name of who signs, without titles.",
    "valid_from": "First day of the commune under this code and name; open if blank.",
    "valid_to": "Last day of the commune under this code and name; open if blank.",
}
"""For the fields that have no docstring of their own in `cchc_toolkit/params.py`."""
REQUIRED_OFFICE = ("name", "superior", "place", "signatory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the pages; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one differs")
    parser.add_argument("--folder", type=Path, default=DOCS, help="where the pages are")
    chosen = parser.parse_args(arguments)
    different = [name for name in PAGES if not _settled(chosen.folder / name, chosen.check)]
    for name in different:
        print(f"{'differs' if chosen.check else 'written'}: docs/{name}")
    if chosen.check and different:
        print("Run: python docs/generate.py", file=sys.stderr)
    return 1 if chosen.check and different else 0


def _settled(file: Path, check: bool) -> bool:
    """Say whether a page is as it should be; show or mend the difference if it is not."""
    found = file.read_text(encoding="utf-8") if file.exists() else ""
    wanted = page(file.name)
    if found == wanted:
        return True
    if check:
        told = (f"{file.name} on disk", f"{file.name} from the code")
        diff = difflib.unified_diff(found.splitlines(), wanted.splitlines(), *told, lineterm="")
        print("\n".join(diff))
    else:
        file.write_text(wanted, encoding="utf-8", newline="\n")
    return False


def page(name: str) -> str:
    """Return one page as it should stand on disk."""
    return "\n".join([NOTICE, "", *PAGES[name]()]).rstrip() + "\n"


def cli_page() -> Iterator[str]:
    """Yield the page of the command: the help of every verb, and the exit codes."""
    yield from ("# The `cchc` command", "")
    yield "Every verb of the command with the text of its `--help`."
    yield from ("", "## Exit codes", "")
    yield from _table(("Code", "Meaning"), [(str(code), said) for code, said in EXIT_CODES.items()])
    yield ""
    yield "130 stands for a run that was stopped from the keyboard; reports already made stay."
    for path in _verbs(cchc):
        title = " ".join(("cchc", *path))
        yield from ("", f"## `{title}`", "", "```text", _help(path), "```")


def _verbs(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _verbs(below, (*path, name))


def _help(path: tuple[str, ...]) -> str:
    # Through the root, since a verb inherits its settings; the epilogue lists the exit codes
    # again, and once at the head of the page is enough.
    arguments = [*path, "--help"]
    said = CliRunner().invoke(cchc, arguments, prog_name="cchc", terminal_width=WIDTH)
    text = said.output.split("\n  Exit codes:")[0]
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


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
    return _table(head, [_indicator(row) for row in rows])


def _indicator(row: Indicator) -> tuple[str, ...]:
    label = f"**{_plain(row.label)}**" if row.kind == "heading" else _plain(row.label)
    number = _corrected(row.stt, row.stt_corrected if row.stt[:1].isdigit() else "")
    return (
        f"`{row.key}`",
        number,
        label,
        _plain("; ".join(f"{code} = {answer}" for code, answer in row.choices))
        or _corrected(row.unit, row.unit_corrected),
        row.kind,
        ", ".join(sorted(row.levels)),
        f"`{row.parent}`" if row.part_of_sum else "",
        "" if row.kind == "heading" else row.rollup,
        _range(row),
    )


def _corrected(printed: str, right: str) -> str:
    same = not right or printed.rstrip(".") == right
    return _plain(printed) if same else f"{_plain(printed)} → {_plain(right)}".strip()


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
    yield from _table(("Rule", "Meaning"), rules)
    for form in _forms():
        yield from ("", f"## {form.label} (`{form.id}`)")
        for ratio in form.ratios:
            yield from ("", *_ratio(ratio, form))


def _ratio(ratio: Ratio, form: Form) -> Iterator[str]:
    yield from (f"### {_plain(ratio.label)}", "", f"`{ratio.key}`", "")
    yield f"- Numerator: {_sum(ratio.numerator, form)}"
    if ratio.denominator:
        yield f"- Denominator: {_sum(ratio.denominator, form)}"
    if ratio.rule:
        yield f"- Rule: `{ratio.rule}`, {DENOMINATOR_RULES[ratio.rule]}"
    yield f"- Printed in: {ratio.unit}, {ratio.decimals} decimals"
    if ratio.stated:
        yield f"- Compared by rule R03 with what the commune states itself: `{ratio.stated}`"
    yield f"- Source: {_plain(ratio.source)}"


def _sum(keys: Sequence[str], form: Form) -> str:
    return " + ".join(f"{_plain(_path(key, form))} (`{key}`)" for key in keys)


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
    yield from _table(("Severity", "Meaning"), [(name, SEVERITY_SAYS[name]) for name in SEVERITIES])
    yield from ("", "## The rules", "")
    head = ("Code", "Rule", "Severity", "Advice", "Function")
    yield from _table(head, [_rule(rule) for rule in RULES])
    yield from ("", "## What stops before any rule", "")
    yield from (
        "A file that cannot be read as what it should be makes no findings: the command ends with",
        "exit code 3 and says what to mend. So do text where a number belongs, `1.234` where it",
        "could mean two numbers, an unknown or repeated key, an unknown state, a placeholder that",
        "names nothing.",
    )


def _rule(rule: Any) -> tuple[str, ...]:
    file = Path(inspect.getsourcefile(rule.finds) or "").name
    function = f"[`{rule.finds.__name__}`](../cchc_toolkit/checks/{file})"
    return rule.code, _plain(rule.says), rule.severity, _plain(rule.advice), function


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
            yield from ("", f"### {section.id}. {_plain(section.heading)}")
            for number, part in enumerate(section.parts, start=1):
                if part.heading:
                    yield from ("", f"#### {number}. {_plain(part.heading)}")
                yield ""
                for item in part.items:
                    yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    said = " ".join(part for part in (item.label, item.guidance) if part)
    about = _plain(said) if said else f"*{_plain(item.topic)}* (no label)"
    yield f"- `{item.id}`{' *(leads)*' if item.lead else ''}: {about}"
    if item.sentence:
        yield f"  - default: `{item.sentence}`"
    if item.zero:
        yield f"  - zero: `{item.zero}`"


def parameters_page() -> Iterator[str]:
    """Yield the page of the parameters: the file of a run, and the notebooks' own."""
    yield from ("# Parameters", "", "## `params/<period>.yml`", "")
    yield from (
        "Every value is read as text. An unknown key stops everything before anything runs, with",
        "the nearest right name.",
        "",
    )
    yield from _table(("Key", "Meaning"), [(f"`{key}`", TOP_SAYS[key]) for key in TOP_KEYS])
    yield from ("", "Kinds of period:", "")
    yield from _table(("Kind", "As a report names it"), [(f"`{k}`", v) for k, v in KINDS.items()])
    yield from ("", "## A commune, and `defaults`", "")
    said = OFFICE_SAYS | _docstrings(Office)
    blank = Office()
    rows = [(f"`{key}`", said[key], _default(getattr(blank, key), key)) for key in OFFICE_KEYS]
    yield from _table(("Key", "Meaning", "Unless given"), rows)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        yield from _notebook(notebook)


def _default(value: Any, key: str) -> str:
    if key in REQUIRED_OFFICE:
        return "required"
    return f"`{value}`" if value else ""


def _docstrings(cls: type[Any]) -> dict[str, str]:
    """Return the docstring below each field of a class of `params`, in one line."""
    tree = ast.parse(inspect.getsource(params))
    found: dict[str, str] = {}
    (body,) = (
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    )
    for field, below in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            found[ast.unparse(field.target)] = " ".join(ast.literal_eval(below.value).split())
    return {key: text for key, text in found.items() if key in {f.name for f in fields(cls)}}


def _notebook(file: Path) -> Iterator[str]:
    declared = papermill.inspect_notebook(str(file))
    if not declared:
        return
    yield from ("", f"## `notebooks/{file.name}`", "")
    rows = [
        (f"`{name}`", said["inferred_type_name"], f"`{said['default']}`", _plain(said["help"]))
        for name, said in declared.items()
    ]
    yield from _table(("Parameter", "Type", "Default", "Meaning"), rows)


def _forms() -> tuple[Form, ...]:
    return tuple(load_form(form_id) for form_id in form_ids())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _plain(text: str) -> str:
    """Return text that Markdown prints as it stands."""
    for sign, safe in (("&", "&amp;"), ("<", "&lt;"), ("*", "\\*"), ("_", "\\_")):
        text = text.replace(sign, safe)
    return " ".join(text.split())


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "cli.md": cli_page,
    "catalogue.md": catalogue_page,
    "figures.md": figures_page,
    "rules.md": rules_page,
    "outline.md": outline_page,
    "parameters.md": parameters_page,
}

if __name__ == "__main__":
    sys.exit(main())
