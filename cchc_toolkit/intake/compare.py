"""Two versions of a submission compared by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report.tables.appendix import print_cell
from cchc_toolkit.submission import NOT_REPORTED, Value
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.values_file import read_values
from cchc_toolkit.submission.versions import Version, read_versions
from cchc_toolkit.system import paths


@dataclass(frozen=True)
class Change:
    """One value that two versions have otherwise; texts are as the appendix prints states."""

    key: str
    stt: str
    label: str
    old: str
    new: str

    def to_json(self) -> dict[str, Any]:
        """Return the change as a JSON object; numbers are text."""
        return asdict(self)


def compare_versions(
    data: Path, period: str, code: str, form: Form, old: int, new: int
) -> tuple[Change, ...]:
    """Return the values that two versions have otherwise, in the form's order.

    Raises `UsageError` where there is no such version.
    """
    versions = {one.number: one for one in read_versions(paths.inside(data, period, code))}
    where = f"xã {code} kỳ {period}"
    before, after = _version(versions, old, where), _version(versions, new, where)
    return changes(read_version(before, form), read_version(after, form), form)


def read_version(version: Version, form: Form) -> Mapping[str, Value]:
    """Return the values of a version by key."""
    values, _ = read_values(version.folder / VALUES_FILE, form)
    return values


def changes(old: Mapping[str, Value], new: Mapping[str, Value], form: Form) -> tuple[Change, ...]:
    """Return the values that differ in state or number; how they are written does not count.

    >>> from decimal import Decimal
    >>> from cchc_toolkit.catalogue import load_form
    >>> said = {"bs.sang_kien": Value("reported", Decimal(0), "0")}
    >>> [(one.old, one.new) for one in changes({}, said, load_form())]
    [('', '0')]
    """
    return tuple(
        Change(row.key, row.stt, row.label, print_cell(was), print_cell(now))
        for row in form.fillable
        for was, now in ((old.get(row.key, NOT_REPORTED), new.get(row.key, NOT_REPORTED)),)
        if (was.state, was.number) != (now.state, now.number)
    )


def _version(versions: Mapping[int, Version], number: int, where: str) -> Version:
    if number not in versions:
        known = ", ".join(one.name for one in versions.values())
        raise UsageError(
            f"Không có bản {number:03d}.",
            where=where,
            advice=f"Các bản đang có: {known or 'chưa có bản nào'}.",
        )
    return versions[number]
