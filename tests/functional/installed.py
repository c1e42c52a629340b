"""What is installed from a built wheel in an environment of its own, and nothing of the repository.

The libraries are those of the environment that runs the tests: only the package is another one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import Done

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installed:
    """The environment; `cchc` is the program as `pip install` put it there."""

    home: Path

    @property
    def site(self) -> Path:
        """Where the package lies."""
        found = self.home.glob("[lL]ib/**/site-packages")  # lib64 is a link to it
        return min(found, key=lambda place: len(place.parts))

    def cchc(self, cwd: Path, *args: str) -> Done:
        """Run the installed command, with no path that leads to the repository."""
        clean = {name: said for name, said in os.environ.items() if name != "PYTHONPATH"}
        ran = subprocess.run(
            [str(_program(self.home, "cchc")), *args],
            cwd=cwd, env=clean, capture_output=True, encoding="utf-8", timeout=240, check=False,
        )  # fmt: skip
        return Done(ran.returncode, ran.stdout, ran.stderr)

    def done(self, cwd: Path, *args: str) -> str:
        """Run the command, which must end well; return what it says on standard output."""
        done = self.cchc(cwd, *args)
        assert done.code == 0, done.said
        return done.out


def _program(home: Path, name: str) -> Path:
    windows = sys.platform == "win32"
    return home / ("Scripts" if windows else "bin") / f"{name}{'.exe' if windows else ''}"


def install(folder: Path) -> Installed:
    """Build the wheel and install it with pip into a new environment."""
    pytest.importorskip("hatchling", reason="cần hatchling (pip install -e .[dev])")
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    home = folder / "moi-truong"
    _run("-m", "venv", "--without-pip", str(home))
    made = Installed(home)
    _run("-m", "pip", "--python", str(_program(home, "python")), "install", "-q", "--no-deps",
         "--no-index", str(wheel))  # fmt: skip
    # The wheel's package comes first; behind it stand the libraries of the tests.
    libraries = sysconfig.get_paths()["purelib"]
    (made.site / "thu-vien.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return made


def _run(*args: str, cwd: Path | None = None) -> None:
    done = subprocess.run(
        [sys.executable, *args], cwd=cwd, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr
