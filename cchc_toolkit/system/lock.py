"""One batch or import at a time in a period's folder, and tidying up after one that was killed.

The lock is the operating system's, on a file beside the reports: it ends with the process that
holds it, however that ends, so a lock left behind by a dead one hinders nobody. The file tells who
holds it. A child that a batch forked holds it too, until it has ended.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from cchc_toolkit.errors import RenderError, UsageError, disk_problem
from cchc_toolkit.system import paths

NAME = ".dang-lap"
"""The file of the lock; it is there only while a batch runs."""
_POLL_SECONDS = 0.2
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
"""What a system says where somebody else has the lock; anything else is said of the disk."""
_LEFT_BEHIND = re.compile(r"\.(\d{5}|\d{5}\.(?:ipynb|xlsx)|index\.html|run\.json|run\.js)\..+")


@contextlib.contextmanager
def only_batch(folder: Path, notice: Callable[[str], None], *, wait: bool = True) -> Iterator[None]:
    """Hold a period's folder for one batch; wait while another one has it, saying so once.

    Without `wait`, raise `UsageError` instead. What a killed batch left half done is tidied up.
    """
    paths.make_folder(folder)
    held = _take(folder / NAME, notice, wait)
    try:
        tidy(folder)
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / NAME).unlink()
        held.close()


def tidy(folder: Path) -> None:
    """Remove what was being written when a batch was killed; put back a report in mid-exchange.

    Only for the holder of the lock: to anyone else the same files are somebody's work.
    """
    for place in (folder, folder / "loi"):
        for path in sorted(place.glob(".*")) if place.is_dir() else ():
            if not _LEFT_BEHIND.fullmatch(path.name):
                continue
            _put_back(path)
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _put_back(aside: Path) -> None:
    """Return a report that was moved aside, where the new one did not get to its place."""
    code, moved, _ = aside.name.lstrip(".").partition(".old.")
    if moved and (aside / code).is_dir() and not (aside.parent / code).exists():
        (aside / code).replace(aside.parent / code)


def _take(file: Path, notice: Callable[[str], None], wait: bool) -> IO[str]:
    told = False
    while True:
        stream = _opened(file)
        try:
            ours = _locked(stream, file.parent) and _is_still(file, stream)
        except RenderError:
            stream.close()
            raise
        if ours:
            _sign(stream)
            return stream
        owner = _owner(stream)
        stream.close()
        if not wait:
            raise UsageError(
                f"Một lệnh khác đang ghi vào thư mục này ({owner}).",
                where=str(file.parent),
                advice="Chờ lệnh kia xong, hoặc bỏ --no-wait để chờ; hoặc chọn --output khác.",
            )
        if not told:
            notice(f"Đang chờ lệnh khác ghi xong vào {paths.shown(file.parent)} ({owner}).")
            told = True
        time.sleep(_POLL_SECONDS)


def _opened(file: Path) -> IO[str]:
    with paths.writable(file.parent):
        return os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o666), "r+", encoding="utf-8")


def _is_still(file: Path, stream: IO[str]) -> bool:
    """Whether the file that is locked still has its name: the one before may have removed it."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), file.stat())
    except FileNotFoundError:
        return False


def _sign(stream: IO[str]) -> None:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"pid": os.getpid(), "host": socket.gethostname(), "started": started}
    # Not through the stream, which would try again at its end: on a full disk the lock still holds.
    with contextlib.suppress(OSError):
        stream.truncate(0)
        os.write(stream.fileno(), json.dumps(said).encode())


def _owner(stream: IO[str]) -> str:
    try:
        found: dict[str, Any] = json.loads(stream.read())
        return f"tiến trình {found['pid']} trên máy {found['host']}, từ {found['started']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "không rõ tiến trình nào"


def _locked(stream: IO[str], folder: Path) -> bool:
    """Take the lock if nobody has it; say whether we have it now."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise RenderError(
            f"Không khóa được thư mục này: {disk_problem(error)}.",
            where=str(folder),
            advice="Chọn thư mục trên đĩa của máy, hoặc bật khóa tệp của ổ mạng (NFS: lockd).",
        ) from error
    return True
