"""Correcting the day on which a version came in: a wrong one would stop all later imports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.compare import version_numbered
from cchc_toolkit.intake.version_files import record_version
from cchc_toolkit.submission.versions import read_versions, refuse_foreign
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


def correct_received(data: Path, period: str, code: str, number: int, day: date) -> None:
    """Write another day of receipt into the record of a version, with a note of the old one.

    Raises `UsageError` where there is no such version, `DataError` where the days of its
    neighbours do not allow it.
    """
    paths.refuse_links(data, period, code)
    folder = paths.inside(data, period, code)
    versions = read_versions(folder)
    refuse_foreign(folder, versions)
    chosen = version_numbered(versions, number, f"xã {code} kỳ {period}")
    before = [one.received for one in versions if one.number < number and one.received]
    after = [one.received for one in versions if one.number > number and one.received]
    if (before and day < before[-1]) or (after and day > after[0]):
        raise DataError(
            f"Ngày {print_date(day)} không nằm giữa ngày nhận của bản trước và bản sau.",
            where=f"bản {chosen.name}, xã {code} kỳ {period}",
            advice="Sửa bản cũ nhất ghi sai trước.",
        )
    was = print_date(chosen.received) if chosen.received else "có từ trước"
    note = f"Ngày nhận sửa từ {was} thành {print_date(day)}."
    corrected = replace(chosen, received=day, notes=(*chosen.notes, note))
    record_version(folder, corrected, durable=True)
