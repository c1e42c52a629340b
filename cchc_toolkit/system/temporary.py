"""Folders in the system's temporary one, and tidying up after a process that was killed."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path


def temporary_folder() -> Path:
    """Return a new folder that goes when this process ends.

    What an earlier process of this machine left there because it was killed goes now.
    """
    host = socket.gethostname()
    _tidy(Path(tempfile.gettempdir()), f"cchc-{host}-")
    folder = Path(tempfile.mkdtemp(prefix=f"cchc-{host}-{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _tidy(root: Path, prefix: str) -> None:
    """Remove the folders of dead processes; those of other machines may be in use."""
    if os.name == "nt":  # where signal 0 would end a process
        return
    for left in root.glob(f"{prefix}*"):
        number = left.name.removeprefix(prefix).partition("-")[0]
        if not number.isdecimal():
            continue
        with suppress(PermissionError):  # of another user, who is alive
            try:
                os.kill(int(number), 0)
            except (ProcessLookupError, OverflowError):
                shutil.rmtree(left, ignore_errors=True)
