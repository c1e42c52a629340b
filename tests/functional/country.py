"""A made-up country for the tests of the batch, small in all but its dangers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from command import ROOT, Project

from cchc_toolkit.sample import Country, write_country, write_part


def make_country(root: Path, communes: int, periods: int = 1, seed: int = 1) -> Project:
    """Return a project with the data and parameters of a made-up country, and the notebook."""
    country = Country(communes, periods, seed)
    write_country(country, root)
    for period, window in country.dates:
        write_part(country, root, period, window, country.codes)
    shutil.copytree(
        ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints")
    )
    return Project(root)


def reports(folder: Path) -> list[Path]:
    """Return the folders of the reports that are there, in order."""
    return sorted(path for path in folder.iterdir() if path.name.isdigit())


def bytes_of(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Return the files of every report by commune and name."""
    return {
        f"{report.name}/{name}": (report / name).read_bytes()
        for report in reports(folder)
        for name in names
    }
