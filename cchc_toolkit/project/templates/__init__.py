"""Notebooks to begin a report of one's own from: `thematic`, `factsheet`, `area`."""

from __future__ import annotations

from pathlib import Path

from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.named_report import check_name
from cchc_toolkit.system import paths

THEMATIC = "chuyen_de_tthc_truc_tuyen.ipynb"
"""The thematic notebook that comes with the package."""
TEMPLATES = ("thematic", "factsheet", "area")


def template_file(template: str) -> Path:
    """Return the notebook that a template is."""
    if template == "thematic":
        return paths.notebook_file(f"notebooks/{THEMATIC}")
    return paths.package_file("project", "templates", f"{template}.ipynb")


def new_notebook(name: str, template: str, folder: Path) -> Path:
    """Write a notebook of a name into the project's folder of notebooks, and return its path.

    Raises `UsageError` for a name that no report can have, or where the notebook is there already.
    """
    target = folder / f"{check_name(name, 'cchc new').replace('-', '_')}.ipynb"
    if target.exists():
        raise UsageError(
            "Đã có sổ tay này; không ghi đè.",
            where=paths.shown(target),
            advice="Chọn tên khác, hoặc mở sổ tay đã có để sửa.",
        )
    paths.make_folder(folder)
    paths.write_file(target, template_file(template).read_bytes())
    return target
