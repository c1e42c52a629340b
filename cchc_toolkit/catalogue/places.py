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
    places = (paths.package_file("catalogue", "forms"), paths.project_root() / "forms")
    found = {file.parent.name: file.parent for place in places for file in place.glob(f"*/{HEAD}")}
    return dict(sorted(found.items()))


def changed(folder: Path) -> int:
    """Return when a file of a form was last changed, so that an edited form is read again."""
    return max(file.stat().st_mtime_ns for file in folder.iterdir() if file.is_file())
