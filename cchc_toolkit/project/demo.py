"""A plainly fictional project of today whose reports are made at once."""

from __future__ import annotations

from pathlib import Path

from cchc_toolkit.project.start import write_project
from cchc_toolkit.sample import write_part
from cchc_toolkit.sample.country import country_of_today, params_text


def start_demo(folder: Path, communes: int) -> tuple[Path, ...]:
    """Write a project of made-up communes with the data of three periods; return the files.

    Raises `UsageError` where the folder has parameters of those periods already.
    """
    country = country_of_today(communes)
    texts = {
        period: _own_folders(params_text(country, period, window))
        for period, window in country.dates
    }
    written = write_project(folder, dict(reversed(texts.items())))
    for period, window in country.dates:
        write_part(country, folder, period, window, country.codes)
    return written


def _own_folders(text: str) -> str:
    """Return parameters without the folders that they name: a project's are its own."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("data:", "output:")))
