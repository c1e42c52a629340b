"""Where forms are: the project's own first, then those of the package."""

from __future__ import annotations

from pathlib import Path

from cchc_toolkit.system import paths

HEAD = "form.yml"
"""The file that makes a folder a form."""


def form_folders() -> dict[str, Path]:
    """Return the folder of every form by id, sorted; a project's form hides the package's.

    >>> form_folders()["phu_luc_01b"].name
    'phu_luc_01b'
    """
    own = _forms_in(paths.project_root() / "forms")
    return dict(sorted({**package_forms(), **own}.items()))


def package_forms() -> dict[str, Path]:
    """Return the folders of the package's forms by id."""
    return _forms_in(paths.package_file("catalogue", "forms"))


def _forms_in(place: Path) -> dict[str, Path]:
    return {file.parent.name: file.parent for file in place.glob(f"*/{HEAD}")}


def changed(folder: Path) -> int:
    """Return when a file of a form was last changed, so that an edited form is read again."""
    return max(file.stat().st_mtime_ns for file in folder.iterdir() if file.is_file())
