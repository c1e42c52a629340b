"""Reading a form from its folder of data files; a new form is a new folder, no code."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cchc_toolkit.catalogue.carried import CarriedRow
from cchc_toolkit.catalogue.chart import DeclaredChart, parse_bar
from cchc_toolkit.catalogue.form import Form
from cchc_toolkit.catalogue.indicator import ROLLUPS, Indicator
from cchc_toolkit.catalogue.outline import Item, Outline, Part, Section
from cchc_toolkit.catalogue.places import HEAD, changed, form_folders
from cchc_toolkit.catalogue.ratio import APPLICABLE, DENOMINATOR_RULES, FILLED, Ratio
from cchc_toolkit.catalogue.relation import Relation
from cchc_toolkit.catalogue.relations_file import read_relations
from cchc_toolkit.errors import DataError, UsageError, nearest
from cchc_toolkit.text.record import Key, Record, check_keys, one_of, read_record, read_rows
from cchc_toolkit.text.strict_yaml import parse_yaml

ROWS_FILE = "rows.csv"
NEEDED = (HEAD, ROWS_FILE)
FILES = (HEAD, ROWS_FILE, "supplement.csv", "figures.csv", "outline.yml")
"""What a form is made of; all but the needed ones may be empty or not be there."""
RULES_FILE, CHARTS_FILE, EARLIER_FILE = OPTIONAL = "rules.csv", "charts.csv", "earlier.csv"
"""What must hold between the cells, what is drawn, and which rows of earlier forms go on."""


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

    A form whose declaration is broken holds on no day; `cchc form list` says that it is.

    >>> from datetime import date
    >>> [form.id for form in forms_in_force(date(2026, 9, 14), "xa")]
    ['bieu_06_kstt', 'khoi_tao_2026_xa']
    """
    forms = (_whole(form_id) for form_id in form_ids())
    return tuple(f for f in forms if f and f.holds_on(day) and f.reported_by == level)


def _whole(form_id: str) -> Form | None:
    try:
        return load_form(form_id)
    except DataError:
        return None


def _default_id(folders: Mapping[str, Path]) -> str:
    """Return the id of the form that says `default: true`, else of the first."""
    marked = [name for name, folder in folders.items() if _says_default(folder)]
    return (marked or list(folders))[0]


def _says_default(folder: Path) -> bool:
    """Whether a form is the one to take where none is named; a broken one is not."""
    try:
        head = _yaml(folder / HEAD)
    except DataError:
        return False
    return isinstance(head, dict) and head.get("default") == "true"


def read_form(folder: Path) -> Form:
    """Return the form declared in a folder; raise `DataError` if a declaration is broken."""
    for name in NEEDED:
        if not _content(folder / name).strip():
            raise DataError(
                f"Biểu thiếu tệp {name}, hoặc tệp ấy trống.",
                where=f"{folder.name}/{name}",
                advice="Chép tệp ấy từ một biểu có sẵn (cchc init . --copy-form MÃ), rồi sửa.",
            )
    outline = _yaml(folder / "outline.yml")
    form = read_record(
        Form,
        _yaml(folder / HEAD),
        f"{folder.name}/{HEAD}",
        keys={"levels": Key(lambda levels: tuple(levels.items()))},
        ignored=("default",),
        rows=tuple(_indicators(folder / "rows.csv", supplementary=False)),
        supplement=tuple(_indicators(folder / "supplement.csv", supplementary=True)),
        ratios=tuple(_records(Ratio, folder / "figures.csv", _RATIO)),
        outline=_outline(outline, f"{folder.name}/outline.yml"),
        digest=_digest(folder),
        relations=_relations(folder / RULES_FILE),
        charts=tuple(map(_one_source, _records(DeclaredChart, folder / CHARTS_FILE, _CHART))),
        earlier=tuple(_records(CarriedRow, folder / EARLIER_FILE, {})),
    )
    _check_references(form, folder)
    return form


def _keys(text: str, mark: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in text.split(mark) if key.strip())


_INDICATOR = {
    "part_of_sum": Key(lambda text: text == "sum", "part"),
    "levels": Key(lambda text: frozenset(_keys(text, "|"))),
    "choices": Key(lambda text: tuple(map(_choice, _keys(text, "|")))),
    "rollup": Key(lambda text: one_of(text or "none", ROLLUPS)),
    "minimum": Key(name="min"),
    "maximum": Key(name="max"),
}
_RATIO = {
    "numerator": Key(lambda text: _keys(text, "+")),
    "denominator": Key(lambda text: _keys(text, "+")),
    "proportion": Key(lambda text: one_of(text or "không", ("có", "không")) == "có"),
}
_CHART = {"bars": Key(lambda text: tuple(map(parse_bar, _keys(text, "|"))), "figures")}


def _records(
    kind: type[Record], path: Path, keys: Mapping[str, Key], **given: Any
) -> Iterator[Record]:
    """Yield the values that the lines of a table describe; a table may be missing."""
    for line, row in enumerate(_table(path), 2):
        where = f"{path.parent.name}/{path.name}, dòng {line}"
        yield read_record(kind, row, where, keys=keys, ignored=("seed_lines",), **given)


def _indicators(path: Path, *, supplementary: bool) -> Iterator[Indicator]:
    return _records(Indicator, path, _INDICATOR, supplementary=supplementary)


def _relations(path: Path) -> tuple[Relation, ...]:
    return read_relations(_table(path), path.name)


def _table(path: Path) -> list[dict[str, str]]:
    """Return the lines of a table, none where it is not there; raise `DataError` on a torn one."""
    _content(path)
    try:
        return read_rows(path) if path.exists() else []
    except csv.Error:
        raise DataError(
            "Bảng bị hỏng: dấu ngoặc kép mở mà không đóng, hoặc ký tự lạ.",
            where=f"{path.parent.name}/{path.name}",
            advice="Mở bằng LibreOffice, lưu lại dạng CSV UTF-8, ngăn cột bằng dấu phẩy.",
        ) from None


def _content(path: Path) -> str:
    """Return the text of a file, "" where it is not there; raise `DataError` unless it is UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError:
        raise DataError(
            "Tệp không phải chữ UTF-8.",
            where=f"{path.parent.name}/{path.name}",
            advice="Lưu lại dạng CSV UTF-8, hoặc chữ UTF-8 với tệp .yml.",
        ) from None


def _one_source(chart: DeclaredChart) -> DeclaredChart:
    """Return the chart with its unit in words; raise `DataError` unless it draws one thing."""
    if bool(chart.bars) == bool(chart.parts_of):
        raise DataError(
            f'Biểu đồ "{chart.id}" phải có đúng một trong hai: parts_of, figures.',
            where=CHARTS_FILE,
            advice="Ghi khóa của dòng có các phần, hoặc khóa các chỉ số cách nhau bằng dấu |.",
        )
    return replace(chart, unit_words=chart.unit_words or chart.unit)


def _choice(pair: str) -> tuple[str, str]:
    code, _, answer = pair.partition("=")
    return code.strip(), answer.strip()


def _outline(data: Any, where: str) -> Outline:
    return _each(_section, data, where)


def _each(
    read: Callable[[dict[str, Any], str], Record], data: Any, where: str
) -> tuple[Record, ...]:
    return tuple(read(_mapping(one, where), where) for one in _list(data, where))


def _list(data: Any, where: str) -> list[Any]:
    """Return a list, an empty one for a blank; raise `DataError` on anything else."""
    if data and not isinstance(data, list):
        raise DataError(
            "Đề cương phải là danh sách.",
            where=where,
            advice="Mỗi mục một gạch đầu dòng; để trống tệp nếu biểu không có lời văn.",
        )
    return data or []


def _mapping(data: Any, where: str) -> dict[str, Any]:
    return dict(check_keys(data, data if isinstance(data, dict) else ("id", "heading"), where))


def _section(data: dict[str, Any], where: str) -> Section:
    """Return a section; one without parts has one with no heading."""
    if "parts" not in data:
        whole = {name: data[name] for name in ("id", "items", "guidance") if name in data}
        rest = {name: said for name, said in data.items() if name not in ("items", "guidance")}
        data = {**rest, "parts": [whole]}
    return read_record(
        Section,
        data,
        f"{where}, mục {data.get('id', '?')}",
        keys={"parts": Key(lambda parts: _each(_part, parts, where))},
    )


def _part(data: dict[str, Any], where: str) -> Part:
    return read_record(
        Part,
        {"heading": "", **data},
        f"{where}, mục {data.get('id', '?')}",
        keys={"items": Key(lambda items: _each(_item, items, where))},
    )


def _item(data: dict[str, Any], where: str) -> Item:
    item = read_record(Item, data, f"{where}, mục {data.get('id', '?')}")
    return replace(item, topic=item.topic or item.label.rstrip(":"))


def _check_references(form: Form, folder: Path) -> None:
    """Raise `DataError` on a repeated key or one that names nothing: a broken form never loads."""
    names = [row.key for row in form.rows + form.supplement] + [r.key for r in form.ratios]
    repeated = {name for name in names if names.count(name) > 1}
    known = set(names) | {FILLED, APPLICABLE, ""}
    used = {row.parent for row in form.rows + form.supplement}
    used |= {ratio.stated for ratio in form.ratios}
    used |= {key for ratio in form.ratios for key in ratio.numerator + ratio.denominator}
    used |= {key for relation in form.relations for key in (*relation.keys, *relation.unless)}
    used |= {one.key for one in form.earlier}
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


def _yaml(path: Path) -> Any:
    return parse_yaml(_content(path), path)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (*FILES, *OPTIONAL):
        if (folder / name).exists():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()
