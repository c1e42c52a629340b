"""Reading what a commune reported in other periods, where the data folder has it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window, national_window
from cchc_toolkit.errors import CchcError, DataError
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.earlier import Earlier, earlier_periods
from cchc_toolkit.submission.params import Params, load_window
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


def read_earlier(code: str, params: Params) -> tuple[Earlier, ...]:
    """Return the earlier periods of a commune that data or parameters say something of.

    One that cannot be read is among them with its `problem`: it must not stop this period.
    """
    found = (_earlier(code, period, params) for period in earlier_periods(params.period))
    return tuple(earlier for earlier in found if earlier is not None)


def _earlier(code: str, period: Period, params: Params) -> Earlier | None:
    window, commune = window_of(period, params), params.commune(code)
    if not paths.inside(params.data, period.id, code).is_dir():
        return Earlier(period, window) if window is not None else None
    if other := _other_unit(commune, window or national_window(period)):
        return Earlier(period, window, incomparable=other)
    try:
        submission = load_submission(params.data, commune, period, params.form, params.as_of)
    except DataError as error:
        return Earlier(period, window, problem=error.problem)
    return Earlier(period, window, submission)


def _other_unit(commune: Commune, window: Window) -> str:
    """Return why figures under a commune's code at the end of a window are not its own, "" if so.

    A code without its validity says nothing: 3,315 of 3,321 communes bear the code of a part.
    """
    if commune.holds_on(window.last):
        return ""
    return (
        f"vào {print_date(window.last)}, mã {commune.code} chưa phải là {commune.name}: số liệu "
        "kỳ ấy là của đơn vị khác"
    )


def window_of(period: Period, params: Params) -> Window | None:
    """Return the window that the parameters beside these give a period, None without any."""
    file = params.source.parent / f"{period.id}.yml"
    return _window(file, file.stat().st_mtime_ns) if file.is_file() else None


@lru_cache(maxsize=32)
def _window(file: Path, changed: int) -> Window | None:  # noqa: ARG001 - a part of the key
    try:
        return load_window(file)
    except CchcError:
        # Another period's parameters are not this run's business; R14 then has no window.
        return None
