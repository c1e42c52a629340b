"""Reports of a run besides the statutory one: each of a notebook, under a name of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.formats import ALWAYS, Format, read_formats
from cchc_toolkit.submission.params_lines import PARAMS
from cchc_toolkit.text.record import Key, cleaned, needed, read_record

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TAKEN = ("loi", "goc")


@dataclass(frozen=True)
class NamedReport:
    """A report as `reports:` of the parameters names it. Its files stand in a folder `name`."""

    name: str
    notebook: str
    title: str = ""
    formats: tuple[Format, ...] = ALWAYS


def check_name(name: str, where: str) -> str:
    """Return a name that may be a folder beside those of communes; raise `UsageError` otherwise.

    >>> check_name("chuyen-de-so-hoa", "--name")
    'chuyen-de-so-hoa'
    """
    if not _NAME.fullmatch(name) or name in _TAKEN or len(name) > 60:
        raise UsageError(
            f'Tên báo cáo "{name}" không dùng được.',
            where=where,
            advice="Ghi chữ thường không dấu, số và gạch nối, ví dụ chuyen-de-so-hoa.",
        )
    return name


def read_reports(said: Any, where: str) -> tuple[NamedReport, ...]:
    """Return the reports that `reports:` lists; raise `UsageError` on a wrong or repeated one."""
    if not isinstance(said, list):
        raise UsageError('"reports" phải là danh sách.', where=where, advice=_EXAMPLE)
    found = tuple(_report(entry, f"{where}, mục reports") for entry in said)
    names = [report.name for report in found]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(
                f'Hai báo cáo cùng tên "{name}".', where=where, advice="Đặt tên khác nhau."
            )
    return found


_EXAMPLE = "Ghi - name: chuyen-de, notebook: notebooks/chuyen_de.ipynb."


_WORDING = PARAMS.but(
    mapping=("Mỗi báo cáo phải có name và notebook.", _EXAMPLE),
    unknown=('Không có tham số "{name}".', "Các khóa: {known}."),
    missing=('Thiếu "{name}".', _EXAMPLE),
    blank=('Thiếu "{name}".', _EXAMPLE),
)


def _report(entry: Any, where: str) -> NamedReport:
    keys = {
        "name": Key(lambda text: check_name(needed(text), where)),
        "notebook": Key(needed),
        "title": Key(cleaned),
        "formats": Key(lambda one: read_formats(one if isinstance(one, list) else [one], where)),
    }
    return read_record(NamedReport, entry, where, keys=keys, wording=_WORDING)
