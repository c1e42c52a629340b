"""Reading a form from its folder of data files; a new form is a new folder, no code."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from cchc_toolkit.catalogue.chart import DeclaredChart, parse_bar
from cchc_toolkit.catalogue.form import Form
from cchc_toolkit.catalogue.indicator import KINDS, ROLLUPS, Indicator, Rollup
from cchc_toolkit.catalogue.outline import Item, Outline, Part, Section
from cchc_toolkit.catalogue.places import HEAD, changed, form_folders
from cchc_toolkit.catalogue.ratio import APPLICABLE, DENOMINATOR_RULES, FILLED, Ratio
from cchc_toolkit.catalogue.relation import Relation
from cchc_toolkit.catalogue.relations_file import read_relations
from cchc_toolkit.errors import DataError, UsageError, nearest
from cchc_toolkit.text.formatting import parse_date

FILES = ("form.yml", "rows.csv", "supplement.csv", "figures.csv", "outline.yml")
RULES_FILE, CHARTS_FILE = "rules.csv", "charts.csv"
"""What must hold between the cells, and what is drawn; a form may have none."""


def form_ids() -> tuple[str, ...]:
    """Return the ids of the forms of the project and of the package, sorted.

    >>> "phu_luc_01b" in form_ids()
    True
    """
    return tuple(form_folders())


def load_form(form_id: str = "") -> Form:
    """Return a form by its id, the project's own first, the default one for "".

    Raises `UsageError` if there is none.

    >>> len(load_form("phu_luc_01b").rows)
    165
    """
    folders = form_folders()
    form_id = form_id or _default_id(folders)
    if form_id not in folders:
        raise UsageError(
            f'Không có biểu "{form_id}".',
            where="tham số form",
            advice=nearest(form_id, folders) or f"Các biểu đang có: {', '.join(folders)}.",
        )
    return _loaded(folders[form_id], changed(folders[form_id]))


@cache
def _loaded(folder: Path, changed: int) -> Form:  # noqa: ARG001 - a part of the key
    return read_form(folder)


def forms_in_force(day: date, level: str) -> tuple[Form, ...]:
    """Return the forms that a level reports on and that hold on a day, in order of id.

    >>> from datetime import date
    >>> [form.id for form in forms_in_force(date(2026, 9, 14), "xa")]
    ['bieu_06_kstt', 'khoi_tao_2026_xa']
    """
    forms = (load_form(form_id) for form_id in form_ids())
    return tuple(form for form in forms if form.holds_on(day) and form.reported_by == level)


def _default_id(folders: Mapping[str, Path]) -> str:
    """Return the id of the form that says `default: true`, else of the first."""
    heads = {name: _yaml(folder / HEAD) for name, folder in folders.items()}
    marked = [name for name, head in heads.items() if head.get("default") == "true"]
    return (marked or list(heads))[0]


def read_form(folder: Path) -> Form:
    """Return the form declared in a folder; raise `DataError` if a declaration is broken."""
    head = _yaml(folder / "form.yml")
    rows = tuple(_indicator(row, False) for row in _csv(folder / "rows.csv"))
    supplement = tuple(_indicator(row, True) for row in _csv(folder / "supplement.csv"))
    form = Form(
        id=head["id"],
        label=head["label"],
        title=tuple(head["title"]),
        subject=head["subject"],
        heading=head.get("heading", ""),
        usage=head.get("usage", ""),
        mark=head.get("mark", ""),
        level=head["level"],
        reported_by=head["reported_by"],
        levels=tuple(head["levels"].items()),
        valid_from=parse_date(head["valid_from"]) if head["valid_from"] else None,
        valid_to=parse_date(head["valid_to"]) if head["valid_to"] else None,
        rows=rows,
        supplement=supplement,
        ratios=tuple(_ratio(row) for row in _csv(folder / "figures.csv")),
        outline=_outline(_yaml(folder / "outline.yml")),
        digest=_digest(folder),
        relations=_relations(folder / RULES_FILE),
        charts=_charts(folder / CHARTS_FILE),
    )
    _check_references(form, folder)
    return form


def _relations(path: Path) -> tuple[Relation, ...]:
    return read_relations(_csv(path), path.name) if path.exists() else ()


def _charts(path: Path) -> tuple[DeclaredChart, ...]:
    return tuple(map(_chart, _csv(path))) if path.exists() else ()


def _chart(row: dict[str, str]) -> DeclaredChart:
    bars = tuple(parse_bar(text) for text in row["figures"].split("|") if text.strip())
    if bool(bars) == bool(row["parts_of"]):
        raise DataError(
            f'Biểu đồ "{row["id"]}" phải có đúng một trong hai: parts_of, figures.',
            where=CHARTS_FILE,
            advice="Ghi khóa của dòng có các phần, hoặc khóa các chỉ số cách nhau bằng dấu |.",
        )
    return DeclaredChart(
        id=row["id"],
        title=row["title"],
        unit=row["unit"],
        unit_words=row["unit_words"] or row["unit"],
        parts_of=row["parts_of"],
        bars=bars,
        maximum=Decimal(row["maximum"]) if row["maximum"] else None,
        reference=Decimal(row["reference"]) if row["reference"] else None,
        reference_label=row["reference_label"],
    )


def _indicator(row: dict[str, str], supplementary: bool) -> Indicator:
    if row["kind"] not in KINDS or row["rollup"] not in (*ROLLUPS, ""):
        raise DataError(f"Dòng {row['key']} của biểu khai kind hoặc rollup không đúng.")
    return Indicator(
        key=row["key"],
        stt=row["stt"],
        stt_corrected=row["stt_corrected"],
        label=row["label"],
        unit=row["unit"],
        unit_corrected=row["unit_corrected"],
        kind=row["kind"],
        parent=row["parent"],
        part_of_sum=row["part"] == "sum",
        levels=frozenset(row["levels"].split("|")) - {""},
        rollup=cast("Rollup", row["rollup"] or "none"),
        choices=tuple(_choice(pair) for pair in row["choices"].split("|") if pair),
        minimum=Decimal(row["min"]) if row["min"] else None,
        maximum=Decimal(row["max"]) if row["max"] else None,
        supplementary=supplementary,
    )


def _choice(pair: str) -> tuple[str, str]:
    code, _, answer = pair.partition("=")
    return code.strip(), answer.strip()


def _ratio(row: dict[str, str]) -> Ratio:
    return Ratio(
        key=row["key"],
        label=row["label"],
        numerator=_sum_of_keys(row["numerator"]),
        denominator=_sum_of_keys(row["denominator"]),
        rule=row["rule"],
        unit=row["unit"],
        scale=int(row["scale"]),
        decimals=int(row["decimals"]),
        stated=row["stated"],
        source=row["source"],
    )


def _sum_of_keys(text: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in text.split("+") if key.strip())


def _outline(data: Any) -> Outline:
    return tuple(
        Section(
            id=section["id"],
            heading=section["heading"],
            parts=tuple(
                Part(
                    part["id"],
                    part.get("heading", ""),
                    tuple(map(_item, part["items"])),
                    part.get("guidance", ""),
                )
                for part in section.get("parts")
                or [{"id": section["id"], **section, "heading": ""}]
            ),
        )
        for section in data
    )


def _item(data: dict[str, str]) -> Item:
    return Item(
        id=data["id"],
        mark=data.get("mark", ""),
        label=data.get("label", ""),
        guidance=data.get("guidance", ""),
        sentence=data.get("sentence", ""),
        zero=data.get("zero", ""),
        lead=data.get("lead", "") == "true",
        topic=data.get("topic", "") or data.get("label", "").rstrip(":"),
    )


def _check_references(form: Form, folder: Path) -> None:
    """Raise `DataError` on a repeated key or one that names nothing: a broken form never loads."""
    names = [row.key for row in form.rows + form.supplement] + [r.key for r in form.ratios]
    repeated = {name for name in names if names.count(name) > 1}
    known = set(names) | {FILLED, APPLICABLE, ""}
    used = {row.parent for row in form.rows + form.supplement}
    used |= {ratio.stated for ratio in form.ratios}
    used |= {key for ratio in form.ratios for key in ratio.numerator + ratio.denominator}
    used |= {key for relation in form.relations for key in (*relation.keys, *relation.unless)}
    drawn = {chart.parts_of for chart in form.charts} - form.indicators.keys() - {""}
    drawn |= {bar.key for chart in form.charts for bar in chart.bars} - form.ratio.keys()
    levels = {level for row in form.indicators.values() for level in row.levels}
    levels |= {form.level, form.reported_by}
    unknown_rules = {ratio.rule for ratio in form.ratios} - set(DENOMINATOR_RULES)
    for problem, wrong in (
        ("khóa trùng nhau", repeated),
        ("khóa không có trong biểu", used - known),
        ("biểu đồ vẽ khóa không có trong biểu", drawn),
        ("cấp không có tên ở mục levels", levels - form.level_names.keys()),
        ("quy tắc mẫu số chưa khai báo", unknown_rules),
    ):
        if wrong:
            raise DataError(f"Biểu có {problem}: {', '.join(sorted(wrong))}.", where=str(folder))


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (*FILES, RULES_FILE, CHARTS_FILE):
        if name in FILES or (folder / name).exists():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()
