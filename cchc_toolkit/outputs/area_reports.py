"""The reports of areas that a period has: where each stands, draft to issued, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.issued import issued_units, read_issues
from cchc_toolkit.outputs.paper_record import changed_files, read_record
from cchc_toolkit.submission.mode import MODE_NAMES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths

AREAS = "tong-hop"
"""The folder of the reports of areas, beside the reports of a period."""
PREFIX = "cap-"
"""What the folder of an area begins with, and no commune's code does."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 4096
"""Bytes of an area's page that hold its title."""


@dataclass(frozen=True)
class AreaReport:
    """The report of an area, by the name of its folder."""

    name: str
    title: str
    state: str
    """Draft, to sign, or issued with number and date; which files are not as they were made."""


def area_reports(params: Params) -> tuple[AreaReport, ...]:
    """Return the reports of areas that were made or issued, by name of folder."""
    if params.name:
        return ()
    made = {one.name for one in (params.folder / AREAS).glob("*") if one.is_dir()}
    names = sorted(made | issued_units(params))
    return tuple(_of_area(params, name) for name in names if name.startswith(PREFIX))


def _of_area(params: Params, name: str) -> AreaReport:
    place = paths.inside(params.folder, AREAS, name)
    return AreaReport(name, _title(place) or name, "; ".join(_state(params, name, place)))


def _state(params: Params, name: str, place: Path) -> Iterator[str]:
    try:
        issues = read_issues(params, name)
    except DataError as error:
        yield error.problem
    else:
        yield from (f"đã phát hành {one.said}" for one in issues[-1:])
    record = read_record(place)
    if "mode" not in record:
        return
    yield f"đang có bản {MODE_NAMES.get(record['mode'], record['mode'])}"
    if changed := changed_files(place, record):
        yield f"không còn như khi lập: {', '.join(changed)}"


def _title(place: Path) -> str:
    """Return the title of an area's report, "" where its page cannot be read."""
    try:
        with (place / "bao-cao.html").open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return ""
    found = _TITLE.search(head)
    return unescape(found[1]).strip() if found else ""
