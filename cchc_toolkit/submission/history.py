"""Reading what a commune reported in other periods, where the data folder has it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.errors import CchcError, DataError
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.earlier import Earlier, earlier_periods
from cchc_toolkit.submission.params import Params, load_window
from cchc_toolkit.system import paths


def read_earlier(code: str, params: Params) -> tuple[Earlier, ...]:
    """Return the earlier periods of a commune that data or parameters say something of.

    One that cannot be read is among them with its `problem`: it must not stop this period.
    """
    found = (_earlier(code, period, params) for period in earlier_periods(params.period))
    return tuple(earlier for earlier in found if earlier is not None)


def _earlier(code: str, period: Period, params: Params) -> Earlier | None:
    window = window_of(period, params)
    if not paths.inside(params.data, period.id, code).is_dir():
        return Earlier(period, window) if window is not None else None
    try:
        submission = load_submission(
            params.data, params.commune(code), period, params.form, params.as_of
        )
    except DataError as error:
        return Earlier(period, window, problem=error.problem)
    return Earlier(period, window, submission)


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
