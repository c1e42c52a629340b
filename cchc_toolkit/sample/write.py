"""Writing fictional communes into the data folder, one whole folder at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import FIRST_FICTIONAL, is_fictional, parse_code
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.errors import UsageError
from cchc_toolkit.sample.files import Files
from cchc_toolkit.sample.make import make_submission
from cchc_toolkit.sample.variety import CODES, name_of, variety_of
from cchc_toolkit.system import paths


def write_sample(
    data: Path,
    period: Period,
    window: Window,
    form: Form,
    codes: Sequence[str] = CODES,
    seed: int = 1,
) -> tuple[Path, ...]:
    """Write the folders `<data>/<period>/<code>` of fictional communes and return them.

    Each takes the place of what stood there in one step. Raises `UsageError`, with nothing
    written, if any code may belong to a real commune.

    >>> from datetime import date
    >>> from cchc_toolkit.catalogue import load_form
    >>> window = Window(date(2023, 11, 10), date(2024, 6, 5))
    >>> write_sample(Path("data"), Period(2024, "6T"), window, load_form(), ["15109"])
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.UsageError: Mã 15109 có thể là mã của xã thật, không ghi dữ liệu minh hoạ.
      Ở đâu: data/2024-6T
      Cách sửa: Dùng mã từ 90000 đến 99999.
    """
    for code in codes:
        if not is_fictional(parse_code(code)):
            raise UsageError(
                f"Mã {code} có thể là mã của xã thật, không ghi dữ liệu minh hoạ.",
                where=(data / period.id).as_posix(),
                advice=f"Dùng mã từ {FIRST_FICTIONAL} đến 99999.",
            )
    return tuple(
        write_folder(
            paths.inside(data, period.id, code),
            make_submission(form, code, name_of(code), period, window, seed, variety_of(code)),
        )
        for code in codes
    )


def write_folder(folder: Path, made: Files) -> Path:
    """Write the files of one submission in the place of whatever stood there; return the folder."""
    with paths.staged_folder(folder) as staging:
        for name, text in made.items():
            paths.write_file(staging / name, text)
    return folder
