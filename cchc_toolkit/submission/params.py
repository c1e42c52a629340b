"""The parameters of a run: period, form, window, and for each commune who signs and receives.

Read from `params/<period>.yml`. Every scalar is text, so a code keeps its zeros; an unknown key
stops everything before anything runs.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from cchc_toolkit.catalogue import Form, forms_in_force, load_form
from cchc_toolkit.catalogue.calendar import Calendar, calendar_of, national_calendar
from cchc_toolkit.catalogue.communes import Commune, is_fictional, parse_code
from cchc_toolkit.catalogue.periods import Period, Window, parse_period
from cchc_toolkit.catalogue.units import unit_called
from cchc_toolkit.errors import DataError, UsageError, disk_problem, nearest
from cchc_toolkit.submission.formats import ALWAYS, Format, read_formats
from cchc_toolkit.submission.mode import Mode, mode_notes, read_mode
from cchc_toolkit.submission.named_report import NamedReport, read_reports
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params_lines import others_beside
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import clean_text, parse_date, print_date
from cchc_toolkit.text.strict_yaml import parse_yaml


@dataclass(frozen=True)
class Params:
    """Everything a run is told, besides the data."""

    period: Period
    form: Form
    window: Window
    mode: Mode
    charts: bool
    data: Path
    output: Path
    offices: Mapping[str, Office]
    source: Path
    formats: tuple[Format, ...] = ALWAYS
    """What each report is written as, in the order of `FORMATS`."""
    province: str = ""
    """Whose calendar of periods holds, where it is not the nationwide one."""
    figures_appendix: bool = True
    """Whether a report has the appendix of derived figures and charts."""
    as_of: date | None = None
    """The day by whose end the data must have come in; None for whatever is there now."""
    notes: tuple[str, ...] = ()
    """What a person should know of how these parameters were read."""
    reports: tuple[NamedReport, ...] = ()
    """Reports besides the statutory one, each of a notebook of its own."""
    name: str = ""
    """Which of them these parameters are for; "" for the statutory one."""
    issuer: Office | None = None
    """Who issues what the level above sends out: its own report, reminders, slips."""
    others: str = ""
    """A hash over the data of all communes where a notebook reads them: a part of the stamp."""

    @property
    def communes(self) -> tuple[str, ...]:
        """The codes of the communes of this run, in the order of the file."""
        return tuple(self.offices)

    @property
    def calendar(self) -> Calendar:
        """Windows and deadlines of periods: the project's own, the province's, the nationwide."""
        return calendar_of(self.province, self.source.parent)

    @property
    def folder(self) -> Path:
        """Where the reports of the period stand, a folder each; those of a name in one below."""
        return paths.inside(self.output, self.period.id, *filter(None, (self.name,)))

    def office(self, code: str) -> Office:
        """Return the office of a commune; raise `UsageError` if the file has no such commune."""
        if code not in self.offices:
            raise UsageError(
                f"Tệp tham số không có xã {code}.",
                where=f"{self.source.name}, mục communes",
                advice=nearest(code, self.offices) or "Thêm xã này vào mục communes.",
            )
        return self.offices[code]

    def refuse_other_period(self, period: str) -> None:
        """Raise `UsageError` if these are the parameters of another period."""
        if self.period.id != period:
            raise UsageError(
                f"Tệp tham số là của kỳ {self.period.id}, không phải {period}.",
                where=self.source.name,
                advice=f"Nếu tệp này chép từ kỳ khác: sửa dòng period: thành {period}, "
                "và mốc window:.",
            )

    def refuse_expired_form(self) -> None:
        """Raise `UsageError` if the form is not in force on the last day of the window."""
        day = self.window.last
        if self.form.holds_on(day):
            return
        forms = forms_in_force(day, self.form.reported_by)
        known = "; ".join(f"{form.id} ({form.label})" for form in forms)
        until = f" đến {print_date(self.form.valid_to)}" if self.form.valid_to else ""
        raise UsageError(
            f"{self.form.label} chỉ dùng{until}, kỳ {self.period.id} kết thúc {print_date(day)}.",
            where=f"{self.source.name}, mục form",
            advice=f"Ghi form là một biểu còn hiệu lực: {known}.",
        )

    def commune(self, code: str) -> Commune:
        """Return the commune of a code; the registry knows its validity where nobody says it."""
        office = self.office(code)
        first, last = _day(office.valid_from), _day(office.valid_to)
        known = first is not None or last is not None
        unit = None if known else unit_called(code, office.name, self.window.last)
        if unit is not None:
            first, last = unit.valid_from, unit.valid_to
        return Commune(code, office.name, first, last)

    @property
    def _local_dates(self) -> tuple[str, ...]:
        """What the province's calendar says of the period; nothing where it is nationwide."""
        local = self.calendar != national_calendar()
        return (repr(self.calendar.schedule(self.period)),) if local else ()

    def digest(self, code: str) -> str:
        """Return a SHA-256 over what this run says of one commune's report, besides its form."""
        said = (
            self.period.id, print_date(self.window.first), print_date(self.window.last),
            self.mode, self.charts, self.figures_appendix, self.office(code),
            *self._local_dates,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode()).hexdigest()


TOP_KEYS = (
    "period", "province", "form", "window", "mode", "charts", "figures_appendix", "formats",
    "data", "output", "reports", "issuer", "defaults", "communes",
)  # fmt: skip
_TOP_KEY = re.compile(r"^\w", re.MULTILINE)
OFFICE_KEYS = tuple(field.name for field in fields(Office))
_BOOLEANS = {"true": True, "yes": True, "có": True, "false": False, "no": False, "không": False}


def load_params(path: str | Path) -> Params:
    """Return the parameters of a file; raise `UsageError` on an unknown, missing or wrong one.

    A path below the project is found from any folder in it.
    """
    file = paths.project_file(path)
    text = _text_of(file, path)
    data = parse_yaml(text, file)
    _check_keys(data, TOP_KEYS, file.name)
    params = _params(cast(dict[str, Any], data), file)
    if not params.offices:
        raise _missing("communes", file.name)
    return params


def load_head(file: Path) -> Params:
    """Return the parameters of a file without its communes: `offices` is empty.

    Raises as `load_params` does. A file of a whole country takes half a second to read.
    """
    head, _, communes = _text_of(file, file).partition("\ncommunes:")
    data = parse_yaml(head, file)
    if not isinstance(data, dict) or _TOP_KEY.search(communes):
        return load_params(file)
    _check_keys(data, TOP_KEYS, file.name)
    return _params({**data, "communes": {}}, file)


def _form(data: dict[str, Any], name: str) -> Form:
    return load_form(_text(data.get("form", ""), "form", name))


def _text_of(file: Path, path: str | Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"Không đọc được tệp tham số: {disk_problem(error)}.",
            where=str(path),
            advice=f"Kiểm tra đường dẫn{others_beside(file)}.",
        ) from None
    except UnicodeDecodeError:
        raise UsageError(
            "Tệp tham số không phải văn bản UTF-8.",
            where=str(path),
            advice='Lưu lại tệp với bảng mã "UTF-8".',
        ) from None


def override(
    params: Params,
    *,
    mode: str = "",
    charts: bool | None = None,
    data: str = "",
    output: str = "",
    formats: tuple[str, ...] = (),
    as_of: str = "",
) -> Params:
    """Return the parameters with what the command line says in place of the file's.

    `formats` come on top of the file's.
    """
    return replace(
        params,
        mode=read_mode(mode, "--mode") if mode else params.mode,
        notes=mode_notes(mode) if mode else params.notes,
        charts=params.charts if charts is None else charts,
        data=paths.project_file(data) if data else params.data,
        output=Path(output) if output else params.output,
        formats=read_formats([*params.formats, *formats], "--to"),
        as_of=_as_of(as_of) if as_of else params.as_of,
    )


def _params(data: dict[str, Any], file: Path) -> Params:
    name = file.name
    for key in ("period", "window"):
        if not data.get(key):
            raise _missing(key, name)
    mode = _text(data.get("mode", "draft"), "mode", name)
    return Params(
        period=parse_period(_text(data["period"], "period", name)),
        form=_form(data, name),
        window=_window(data["window"], name),
        mode=read_mode(mode, name),
        charts=_boolean(data.get("charts", "true"), "charts", name),
        figures_appendix=_boolean(data.get("figures_appendix", "true"), "figures_appendix", name),
        data=_folder(_text(data.get("data", "data"), "data", name), file),
        output=_folder(_text(data.get("output", "outputs"), "output", name), file),
        offices=_offices(data.get("communes") or {}, data.get("defaults") or {}, name),
        source=file,
        province=_text(data.get("province", ""), "province", name),
        formats=read_formats(_list(data.get("formats", []), "formats", name), name),
        notes=mode_notes(mode),
        reports=read_reports(data.get("reports", []), name),
        issuer=_issuer(data.get("issuer"), name),
    )


def _missing(key: str, name: str) -> UsageError:
    return UsageError(f'Thiếu tham số "{key}".', where=name, advice="Thêm vào tệp tham số.")


def _window(data: Any, name: str) -> Window:
    where = f"{name}, mục window"
    _check_keys(data, ("from", "to"), where)
    first, last = (_text(data.get(key, ""), key, where) for key in ("from", "to"))
    try:
        window = Window(parse_date(first), parse_date(last))
    except DataError as error:
        raise UsageError(error.problem, where=where, advice=error.advice) from None
    if window.last < window.first:
        raise UsageError("Ngày cuối kỳ trước ngày đầu kỳ.", where=where, advice="Sửa from, to.")
    return window


def _offices(data: Any, defaults: Any, name: str) -> Mapping[str, Office]:
    _check_keys(defaults, OFFICE_KEYS, f"{name}, mục defaults")
    if not isinstance(data, dict):
        raise UsageError(
            "communes phải là mã xã và thông tin xã.", where=name, advice='Ghi "15109": name: …'
        )
    offices = {}
    for code, entry in data.items():
        where = f"{name}, xã {code}"
        parse_code(code, where=where)
        _check_keys(entry or {}, OFFICE_KEYS, where)
        offices[code] = _office({**defaults, **(entry or {})}, code, where)
    return offices


def _issuer(data: Any, name: str) -> Office | None:
    if not data:
        return None
    _check_keys(data, OFFICE_KEYS, f"{name}, mục issuer")
    return _office(data, "", f"{name}, mục issuer")


def _office(entry: dict[str, Any], code: str, where: str) -> Office:
    said: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "recipients":
            said[key] = tuple(_text(item, key, where) for item in _list(value, key, where))
        else:
            said[key] = _text(value, key, where)
    office = Office(**said)
    for key in ("name", "superior", "place", "signatory"):
        if not getattr(office, key):
            place = "xã hoặc defaults" if code else "mục issuer"
            raise UsageError(f'Thiếu "{key}".', where=where, advice=f"Thêm vào {place}.")
    for key in ("date", "valid_from", "valid_to"):
        _check_day(getattr(office, key), f"{where}, {key}")
    marked = any(words in office.name.lower() for words in ("minh hoạ", "minh họa"))
    if is_fictional(code) and not marked:
        raise UsageError(
            f'Mã {code} dành cho xã minh hoạ, tên "{office.name}" không nói rõ điều đó.',
            where=where,
            advice='Đặt tên có chữ "Minh Hoạ".',
        )
    return office


def _check_day(text: str, where: str) -> None:
    try:
        _day(text)
    except DataError as error:
        raise UsageError(error.problem, where=where, advice=error.advice) from None


def _day(text: str) -> date | None:
    return parse_date(text) if text else None


def _as_of(text: str) -> date:
    try:
        return parse_date(text)
    except DataError as error:
        raise UsageError(error.problem, where="--as-of", advice=error.advice) from None


def _check_keys(data: Any, known: tuple[str, ...], where: str) -> None:
    if not isinstance(data, dict):
        raise UsageError(
            "Phải là các cặp khóa: giá trị.", where=where, advice=f"Các khóa: {', '.join(known)}."
        )
    for key in data:
        if key not in known:
            raise UsageError(
                f'Không có tham số "{key}".',
                where=where,
                advice=nearest(key, known) or f"Các tham số: {', '.join(known)}.",
            )


def _folder(text: str, file: Path) -> Path:
    """Return a folder of the project; one that begins with ./ or ../ lies so from the file."""
    if text.startswith(("./", "../")):
        return Path(os.path.normpath(file.parent / text))
    return paths.project_file(text)


def _boolean(text: Any, key: str, where: str) -> bool:
    if not isinstance(text, str) or text.lower() not in _BOOLEANS:
        raise UsageError(f'{key} "{text}" không đúng.', where=where, advice="Ghi true hoặc false.")
    return _BOOLEANS[text.lower()]


def _text(value: Any, key: str, where: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f'"{key}" phải là chữ.', where=where, advice=f'Ghi {key}: "…".')
    return clean_text(value)


def _list(value: Any, key: str, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise UsageError(f'"{key}" phải là danh sách.', where=where, advice="Mỗi dòng một nơi.")
    return value
