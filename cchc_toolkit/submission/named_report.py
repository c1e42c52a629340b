"""Reports of a run besides the statutory one: each of a notebook, under a name of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.submission.formats import ALWAYS, Format, read_formats
from cchc_toolkit.text.formatting import clean_text

KEYS = ("name", "notebook", "title", "formats")
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


def _report(entry: Any, where: str) -> NamedReport:
    if not isinstance(entry, dict):
        raise UsageError("Mỗi báo cáo phải có name và notebook.", where=where, advice=_EXAMPLE)
    for key in entry:
        if key not in KEYS:
            advice = nearest(key, KEYS) or f"Các khóa: {', '.join(KEYS)}."
            raise UsageError(f'Không có tham số "{key}".', where=where, advice=advice)
    texts = {key: clean_text(str(entry.get(key, ""))) for key in ("name", "notebook", "title")}
    for key in ("name", "notebook"):
        if not texts[key]:
            raise UsageError(f'Thiếu "{key}".', where=where, advice=_EXAMPLE)
    formats = entry.get("formats", [])
    return NamedReport(
        check_name(texts["name"], where),
        texts["notebook"],
        texts["title"],
        read_formats(formats if isinstance(formats, list) else [formats], where),
    )
