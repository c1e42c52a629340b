"""The `cchc` command as a user runs it, in a project of its own, and what it said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PERIOD = "2024-6T"
REAL, COMPLETE, BLANK, CONTRADICTORY, HOSTILE = "15109", "99001", "99017", "99018", "99019"
FIXTURES = (REAL, COMPLETE, BLANK, CONTRADICTORY, HOSTILE)
OUTPUTS = (
    "bao-cao.html",
    "bao-cao.ipynb",
    "bao-cao.pdf",
    "figures.json",
    "findings.json",
    "manifest.json",
    "ra-soat.html",
)
OFFICE_FILES = ("bao-cao.docx", "so-lieu.xlsx")
EVERY_FORMAT = ("--to", "docx", "--to", "xlsx")

OF_THE_RUN = {"index.html", "run.js", "run.json"}
"""Files beside the reports; the clock stands in `run.js` and `run.json` only."""


@dataclass(frozen=True)
class Done:
    """What a command left on the terminal."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    def refused(self, code: int, *words: str, where: str = "", advice: str = "") -> None:
        """Assert one message in the house form: what was wrong, where, what to do."""
        assert self.code == code, self.said
        assert "Traceback" not in self.said, self.said
        for word in words:
            assert word in self.said, self.said
        assert re.search(rf"Ở đâu: .*{re.escape(where)}", self.said), self.said
        assert re.search(rf"Cách sửa: .*{re.escape(advice)}", self.said), self.said


@dataclass(frozen=True)
class Project:
    """A copy of the project's parameters, notebooks and some of its data."""

    root: Path
    program: tuple[str, ...] = ("-m", "cchc_toolkit")
    """What Python runs as the command."""

    @property
    def made(self) -> Path:
        """The folder of the period's reports."""
        return self.root / "outputs" / PERIOD

    def cchc(self, *args: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> Done:
        """Run the command with a bound on its time, so that a hanging one fails its test."""
        ran = subprocess.run(
            [sys.executable, *self.program, *args],
            cwd=cwd or self.root,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=240,
            check=False,
        )
        return Done(ran.returncode, ran.stdout, ran.stderr)

    def report(self, commune: str, *args: str) -> Done:
        return self.cchc("report", "--period", PERIOD, "--commune", commune, *args)

    def data(self, commune: str) -> Path:
        return self.root / "data" / PERIOD / commune

    def copy_data(self, source: str, *communes: str) -> None:
        """Give communes the data of another one."""
        for commune in communes:
            shutil.copytree(ROOT / "data" / PERIOD / source, self.data(commune))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that must be in a file of the project."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def hidden(self) -> list[Path]:
        """Files and folders written aside that nobody removed."""
        return [path for path in (self.root / "outputs").rglob("*") if path.name.startswith(".")]


@dataclass(frozen=True)
class Batch:
    """A run of `cchc batch` and the project it ran in."""

    project: Project
    done: Done

    @property
    def folder(self) -> Path:
        return self.project.made

    def file(self, commune: str, name: str) -> Path:
        return self.folder / commune / name


def make_project(root: Path, communes: Iterable[str] = ()) -> Project:
    """Return a project with the data of these communes only."""
    root.mkdir(parents=True, exist_ok=True)
    for folder in ("params", "notebooks"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    (root / "data" / PERIOD).mkdir(parents=True)
    project = Project(root)
    for commune in communes:
        project.copy_data(commune, commune)
    return project


def side_by_side(cwd: Path, *commands: list[str]) -> None:
    """Run Python modules at the same time; each must end well."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=cwd,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for command in commands
    ]
    said = [process.communicate(timeout=240)[1] for process in running]
    assert [process.returncode for process in running] == [0] * len(commands), "\n".join(said)
