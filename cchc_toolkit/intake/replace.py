"""Putting a whole folder in the place of another in one step, so that nobody sees half of either.

Data are not disposable: where the system can exchange two folders at once (Linux), it is asked
to. Elsewhere the old one is moved aside first, and `lock.tidy` puts it back if this process dies
between the two moves.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from cchc_toolkit import paths

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE


@contextmanager
def new_folder_for(final: Path) -> Iterator[Path]:
    """Give an empty folder beside `final`; put it in the place of `final` if the block ends well.

    What stood in `final` is gone then; on an error it still stands, and the new one is gone.
    """
    with paths.writable(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{final.name}.", dir=final.parent))
        staging.chmod(0o755)
    try:
        yield staging
        with paths.writable(final.parent):
            _put(staging, final)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put(staging: Path, final: Path) -> None:
    if not final.exists():
        staging.replace(final)
    elif not _exchanged(staging, final):
        aside = Path(tempfile.mkdtemp(prefix=f".{final.name}.old.", dir=final.parent))
        final.replace(aside / final.name)
        try:
            staging.replace(final)
        except OSError:
            (aside / final.name).replace(final)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say whether this system and disk could."""
    call = _renameat2()
    if call is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(call(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "renameat2", None)
