"""What a project took over from the package, and whether the package has a newer one since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.outputs.manifest import sha256
from cchc_toolkit.system import paths

TAKEN = ".goc"
"""Beside a copy `x.ipynb`: `.x.ipynb.goc` with the hash of what it was copied from."""


@dataclass(frozen=True)
class Original:
    """A project's copy of something of the package, and how the two stand to each other."""

    copy: Path
    older: bool
    """Whether the package's has changed since the copy was taken."""

    @property
    def said(self) -> str:
        """One line for the status of a project."""
        how = "cũ hơn bản kèm gói" if self.older else "là bản riêng, khác bản kèm gói"
        return f"{paths.shown(self.copy)} {how}"


def package_notebooks() -> dict[str, Path]:
    """Return the notebooks that come with the package, by name."""
    return {file.name: file for file in sorted(paths.notebooks_folder().glob("*.ipynb"))}


def take_notebook(name: str, folder: Path) -> Path:
    """Copy a notebook of the package into a project's folder, with a note of what it was."""
    content = package_notebooks()[name].read_bytes()
    paths.write_file(folder / name, content)
    paths.write_file(folder / f".{name}{TAKEN}", f"{sha256(content)}\n")
    return folder / name


def take_form(form_id: str, folder: Path) -> tuple[Path, ...]:
    """Copy a form of the package into a project's `forms/`, with a note of what each file was."""
    taken = []
    for original in sorted(package_forms()[form_id].iterdir()):
        content, copy = original.read_bytes(), folder / form_id / original.name
        paths.write_file(copy, content)
        paths.write_file(copy.with_name(f".{copy.name}{TAKEN}"), f"{sha256(content)}\n")
        taken.append(copy)
    return tuple(taken)


def differing(root: Path) -> tuple[Original, ...]:
    """Return the notebooks and forms of a project that are not as the package has them now."""
    pairs = [
        (root / "notebooks" / name, original) for name, original in package_notebooks().items()
    ]
    for name, folder in package_forms().items():
        pairs += [(root / "forms" / name / file.name, file) for file in sorted(folder.iterdir())]
    return tuple(
        Original(copy, _older(copy, original))
        for copy, original in pairs
        if copy.is_file()
        and copy.resolve() != original.resolve()
        and copy.read_bytes() != original.read_bytes()
    )


def _older(copy: Path, original: Path) -> bool:
    note = copy.with_name(f".{copy.name}{TAKEN}")
    return note.is_file() and note.read_text(encoding="utf-8").strip() != sha256(
        original.read_bytes()
    )
