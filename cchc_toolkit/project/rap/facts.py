"""What a project's folder holds that the checklist asks about; nothing is run but git, to read."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.strict_yaml import parse_yaml

STATEMENTS = ("peer_review", "published", "schedule")
"""What only a person can vouch for, in `rap.yml`."""
_NOT_OWN = {"outputs", "phat-hanh", "node_modules", "build", "dist"}


@dataclass(frozen=True)
class Facts:
    """A project's folder, read when asked."""

    root: Path

    def first(self, *patterns: str) -> str:
        """Return the first file or folder that one of the patterns names, "" if none does."""
        found = (path for pattern in patterns for path in sorted(self.root.glob(pattern)))
        return next((path.relative_to(self.root).as_posix() for path in found), "")

    @cached_property
    def notebooks(self) -> tuple[Path, ...]:
        """The project's own notebooks."""
        return tuple(sorted(self.root.glob("notebooks/*.ipynb")))

    @cached_property
    def modules(self) -> tuple[Path, ...]:
        """The project's own Python files, without tests and folders that begin with a dot."""
        return tuple(path for path in self._python() if not path.name.startswith("test_"))

    @cached_property
    def tests(self) -> tuple[Path, ...]:
        """The project's own files of tests."""
        return tuple(path for path in self._python() if path.name.startswith("test_"))

    def _python(self) -> Iterator[Path]:
        for path in sorted(self.root.rglob("*.py")):
            parents = path.relative_to(self.root).parts[:-1]
            if not any(part in _NOT_OWN or part.startswith((".", "venv")) for part in parents):
                yield path

    @cached_property
    def public(self) -> tuple[tuple[str, bool], ...]:
        """Each public function and class of the project's own, and whether it has a docstring."""
        named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return tuple(
            (node.name, ast.get_docstring(node) is not None)
            for module in self.modules
            for node in ast.parse(module.read_text(encoding="utf-8")).body
            if isinstance(node, named) and not node.name.startswith("_")
        )

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """The code cells of the project's own notebooks: file name and source."""
        return tuple(
            (notebook.name, "".join(cell["source"]))
            for notebook in self.notebooks
            for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        )

    @cached_property
    def reports(self) -> int:
        """How many reports the command made that lie in outputs/."""
        return len(list(self.root.glob("outputs/*/*/manifest.json")))

    @cached_property
    def by_hand(self) -> int:
        """How many files a person changed after they were made."""
        return sum(path.is_file() for path in self.root.glob("outputs/*/giu-lai/**/*"))

    @cached_property
    def statements(self) -> dict[str, str]:
        """What people vouch for in `rap.yml`; raises `DataError` for anything else there."""
        file = self.root / "rap.yml"
        if not file.is_file():
            return {}
        data: Any = parse_yaml(file.read_text(encoding="utf-8"), file) or {}
        wrong = [key for key in data if key not in STATEMENTS] if isinstance(data, dict) else [data]
        if wrong:
            raise DataError(
                f'Không có khóa "{wrong[0]}".',
                where="rap.yml",
                advice=f"Các khóa: {', '.join(STATEMENTS)}; sau mỗi khóa ghi ai, khi nào, ở đâu.",
            )
        return {key: str(text).strip() for key, text in data.items() if str(text or "").strip()}

    def git(self, *words: str) -> str:
        """Return what git says of the folder, "" without git or outside a repository."""
        program = shutil.which("git")
        if program is None:
            return ""
        command = [program, "-C", str(self.root), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        return done.stdout.strip() if done.returncode == 0 else ""
