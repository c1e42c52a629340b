"""Starting a project: folders, parameters of the first period, a page of guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.calendar import calendar_of
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.catalogue.units import Unit, communes_of, find_province, find_unit
from cchc_toolkit.catalogue.units.names import name_key
from cchc_toolkit.catalogue.units.provinces import Province
from cchc_toolkit.catalogue.units.registry import unit_on
from cchc_toolkit.errors import UsageError
from cchc_toolkit.project.clerks_guide import guide_files
from cchc_toolkit.project.params_text import params_text
from cchc_toolkit.system import paths

FOLDERS = ("params", "data", "notebooks", "forms", "outputs")
GUIDE, IGNORED = "HUONG-DAN.md", ".gitignore"
_IGNORE = "/outputs/\n.ipynb_checkpoints/\n__pycache__/\n"


@dataclass(frozen=True)
class Start:
    """What a new project is for: a period of a province's communes, all or some, on a form."""

    folder: Path
    province: str
    period: Period
    form: Form
    communes: tuple[str, ...] = ()
    """Codes or names; all of the province if none is given."""


def start_project(start: Start) -> tuple[Path, ...]:
    """Write what the folder lacks and return the files written; nothing that is there changes.

    Raises `UsageError` where the parameters of the period are there already, a name is unknown or
    ambiguous, or the form has expired.
    """
    schedule = calendar_of(start.province, start.folder / "params").schedule(start.period)
    day = schedule.window.last
    province = find_province(start.province, day)
    units = _units(start.communes, province, day)
    text = params_text(
        start.period, schedule, start.form, _as_written(start.province, province), units
    )
    return write_project(start.folder, {start.period: text})


def write_project(folder: Path, params: dict[Period, str]) -> tuple[Path, ...]:
    """Write a project's folders, its page of guidance and the parameters of some periods."""
    for period in params:
        refuse_replacing(folder / "params" / f"{period.id}.yml")
    for name in FOLDERS:
        paths.make_folder(folder / name)
    guide = paths.package_file("project", GUIDE).read_text(encoding="utf-8")
    first = next(iter(params)).id
    wanted: dict[Path, str | bytes] = {
        folder / GUIDE: guide.replace("2026-Q3", first),
        **guide_files(folder),
        folder / IGNORED: _IGNORE,
        folder / "forms" / "README.md": "Biểu riêng của đơn vị: mỗi biểu một thư mục ở đây.\n",
        **{folder / "params" / f"{period.id}.yml": text for period, text in params.items()},
    }
    missing = {file: text for file, text in wanted.items() if not file.exists()}
    for file, text in missing.items():
        paths.write_file(file, text)
    return tuple(missing)


def refuse_replacing(file: Path) -> None:
    """Raise `UsageError` if a file of parameters is there already."""
    if file.exists():
        raise UsageError(
            "Tệp tham số của kỳ này đã có, không ghi đè.",
            where=paths.shown(file),
            advice="Sửa tệp ấy, hoặc chọn thư mục hay kỳ khác.",
        )


def _units(asked: tuple[str, ...], province: Province, day: date) -> tuple[Unit, ...]:
    if not asked:
        return communes_of(province, day)
    return tuple(_unit(one, province, day) for one in dict.fromkeys(asked))


def _unit(asked: str, province: Province, day: date) -> Unit:
    if not asked.isdecimal():
        return find_unit(asked, province, day)
    unit = unit_on(asked, day)
    if unit is None or unit.province != province.code:
        raise UsageError(
            f"{province.name} không có xã, phường, đặc khu mã {asked}.",
            where="--commune",
            advice='Ghi tên thay cho mã, ví dụ --commune "Xã Kiên Thọ".',
        )
    return unit


def _as_written(text: str, province: Province) -> str:
    """Return the province's name, its tone where the office puts it: Thanh Hóa or Thanh Hoá."""
    same = name_key(text).endswith(name_key(province.short_name))
    written = " ".join(text.split())[-len(province.short_name) :]
    kind = province.name.removesuffix(province.short_name)
    return f"{kind}{written.title()}" if same and not text.isdecimal() else province.name
