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
from typing import Any

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
from cchc_toolkit.submission.params_lines import PARAMS, others_beside
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import clean_text, parse_date, print_date
from cchc_toolkit.text.record import (
    Key,
    Unfit,
    check_keys,
    cleaned,
    needed,
    read_record,
    texts_of,
)
from cchc_toolkit.text.strict_yaml import parse_yaml


@dataclass(frozen=True, kw_only=True)
class Params:
    """Everything a run is told, besides the data. The file's keys come first, in its order."""

    period: Period
    province: str = ""
    """Whose calendar of periods holds, where it is not the nationwide one."""
    form: Form
    window: Window
    mode: Mode
    charts: bool = True
    figures_appendix: bool = True
    """Whether a report has the appendix of derived figures and charts."""
    formats: tuple[Format, ...] = ALWAYS
    """What each report is written as, in the order of `FORMATS`."""
    data: Path
    output: Path
    reports: tuple[NamedReport, ...] = ()
    """Reports besides the statutory one, each of a notebook of its own."""
    issuer: Office | None = None
    """Who issues what the level above sends out: its own report, reminders, slips."""
    offices: Mapping[str, Office]
    source: Path
    as_of: date | None = None
    """The day by whose end the data must have come in; None for whatever is there now."""
    notes: tuple[str, ...] = ()
    """What a person should know of how these parameters were read."""
    name: str = ""
    """Which of them these parameters are for; "" for the statutory one."""
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
        first, last = (_day(text, code) for text in (office.valid_from, office.valid_to))
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


_NOT_IN_THE_FILE = {"as_of": None, "notes": (), "name": "", "others": ""}
TOP_KEYS = (
    *(
        one.name
        for one in fields(Params)
        if one.name not in (*_NOT_IN_THE_FILE, "source", "offices")
    ),
    *("communes", "defaults"),
)
OFFICE_KEYS = tuple(field.name for field in fields(Office))
_TOP_KEY = re.compile(r"^\w", re.MULTILINE)
_UNLESS_SAID = {"form": "", "mode": "draft", "data": "data", "output": "outputs", "communes": {}}


def load_params(path: str | Path) -> Params:
    """Return the parameters of a file; raise `UsageError` on an unknown, missing or wrong one.

    A path below the project is found from any folder in it.
    """
    file = paths.project_file(path)
    text = _text_of(file, path)
    params = _params(parse_yaml(text, file), file)
    if not params.offices:
        raise PARAMS.fault("missing", file.name, name="communes")
    return params


def load_head(file: Path) -> Params:
    """Return the parameters of a file without its communes: `offices` is empty.

    Raises as `load_params` does. A file of a whole country takes half a second to read.
    """
    head, _, communes = _text_of(file, file).partition("\ncommunes:")
    data = parse_yaml(head, file)
    if not isinstance(data, dict) or _TOP_KEY.search(communes):
        return load_params(file)
    return _params({**data, "communes": {}}, file)


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
        as_of=_day(as_of, "--as-of") or params.as_of,
    )


def _params(data: Any, file: Path) -> Params:
    said: Any = {**_UNLESS_SAID, **data} if isinstance(data, dict) else data
    name = file.name
    folder = Key(lambda text: _folder(cleaned(text), file))
    keys = {
        "period": Key(lambda text: parse_period(needed(text))),
        "province": Key(cleaned),
        "form": Key(lambda text: load_form(cleaned(text))),
        "window": Key(lambda days: _window(days, f"{name}, mục window")),
        "mode": Key(lambda text: read_mode(cleaned(text), name)),
        "formats": Key(lambda asked: read_formats(texts_of(asked), name)),
        "data": folder,
        "output": folder,
        "reports": Key(lambda listed: read_reports(listed, name)),
        "issuer": Key(lambda one: _office(one, {}, "", f"{name}, mục issuer") if one else None),
        "offices": Key(lambda named: _offices(named, said.get("defaults"), name), "communes"),
    }
    given = {"source": file, **_NOT_IN_THE_FILE}
    params = read_record(
        Params, said, name, keys=keys, ignored=("defaults",), wording=PARAMS, **given
    )
    return replace(params, notes=mode_notes(cleaned(said["mode"])))


def _window(data: Any, where: str) -> Window:
    if not data:
        raise Unfit("blank")
    keys = {"first": Key(_date, "from"), "last": Key(_date, "to")}
    said = {"from": "", "to": "", **data} if isinstance(data, dict) else data
    window = read_record(Window, said, where, keys=keys, wording=PARAMS)
    if window.last < window.first:
        raise UsageError("Ngày cuối kỳ trước ngày đầu kỳ.", where=where, advice="Sửa from, to.")
    return window


def _date(content: Any) -> date:
    return parse_date(cleaned(content))


def _offices(data: Any, defaults: Any, name: str) -> Mapping[str, Office]:
    shared = check_keys(defaults or {}, OFFICE_KEYS, f"{name}, mục defaults", wording=PARAMS)
    if not isinstance(data or {}, dict):
        raise UsageError(
            "communes phải là mã xã và thông tin xã.", where=name, advice='Ghi "15109": name: …'
        )
    return {
        parse_code(code, where=f"{name}, xã {code}"): _office(
            entry or {}, shared, code, f"{name}, xã {code}"
        )
        for code, entry in (data or {}).items()
    }


_OFFICE = {
    **dict.fromkeys(OFFICE_KEYS, Key(cleaned)),
    "recipients": Key(lambda named: tuple(map(clean_text, texts_of(named)))),
}


def _office(entry: Any, defaults: Mapping[str, Any], code: str, where: str) -> Office:
    own = check_keys(entry, OFFICE_KEYS, where, wording=PARAMS)
    office = read_record(Office, {**defaults, **own}, where, keys=_OFFICE, wording=PARAMS)
    for key in ("name", "superior", "place", "signatory"):
        if not getattr(office, key):
            place = "xã hoặc defaults" if code else "mục issuer"
            raise UsageError(f'Thiếu "{key}".', where=where, advice=f"Thêm vào {place}.")
    for key in ("date", "valid_from", "valid_to"):
        _day(getattr(office, key), f"{where}, {key}")
    marked = any(words in office.name.lower() for words in ("minh hoạ", "minh họa"))
    if is_fictional(code) and not marked:
        raise UsageError(
            f'Mã {code} dành cho xã minh hoạ, tên "{office.name}" không nói rõ điều đó.',
            where=where,
            advice='Đặt tên có chữ "Minh Hoạ".',
        )
    return office


def _day(text: str, where: str) -> date | None:
    return day_of(text, where) if text else None


def day_of(text: str, where: str) -> date:
    """Return the day that a parameter or option says; raise `UsageError` where it is none."""
    try:
        return parse_date(text)
    except DataError as error:
        raise UsageError(error.problem, where=where, advice=error.advice) from None


def _folder(text: str, file: Path) -> Path:
    """Return a folder of the project; one that begins with ./ or ../ lies so from the file."""
    if text.startswith(("./", "../")):
        return Path(os.path.normpath(file.parent / text))
    return paths.project_file(text)
