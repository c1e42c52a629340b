"""A spreadsheet program of one's own for a few steps (`office_typist.py` does them)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

TYPIST = Path(__file__).with_name("office_typist.py")
PYTHON = "/usr/bin/python3"
"""The system's own Python, for which Debian has LibreOffice's `uno` (python3-uno)."""
XLSX = "Calc MS Excel 2007 XML"
_ATTEMPTS = 4
"""LibreOffice 7.4 without a screen falls over or hangs now and then, and may take the Python that
talks to it along, which then says nothing: what it does when it stands counts."""


def has_uno() -> bool:
    """Whether this machine has LibreOffice and a Python that can talk to it."""
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        return False
    asked = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return asked.returncode == 0


class Office:
    """LibreOffice with profiles in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def work(self, form: Path, saved: Path, *steps: tuple[Any, ...]) -> list[Any]:
        """Do the steps in a form, save it elsewhere, return what each step showed."""
        for attempt in range(_ATTEMPTS):
            done = self._try(f"{saved.stem}-{attempt}", form, saved, steps)
            if done.returncode == 0:
                break
        assert done.returncode == 0, f"exit {done.returncode}: {done.stderr}"
        return list(json.loads(done.stdout))[:-1]

    def _try(self, name: str, form: Path, saved: Path, steps: tuple[Any, ...]) -> Any:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        profile = (self._folder / f"ho-so-{name}").as_uri()
        copied = Path(shutil.copy(form, self._folder / f"mo-{name}.xlsx"))
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}",
             f"--accept=socket,host=127.0.0.1,port={port};urp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        asked = {"port": port, "open": str(copied), "steps": [*steps, ("save", str(saved), XLSX)]}
        try:
            return subprocess.run(
                [PYTHON, str(TYPIST)], input=json.dumps(asked), capture_output=True, text=True,
                timeout=120, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as hung:
            return subprocess.CompletedProcess(hung.cmd, -signal.SIGALRM, "", str(hung))
        finally:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()
