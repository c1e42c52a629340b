"""What a process of ours asks of the system: to end with its parent, how much memory it may take.

Only Linux knows how to do all of this; elsewhere nothing is asked, and nothing depends on it.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
from functools import cache
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_TOP_PAD, _M_ARENA_MAX = -1, -3, -2, -8
"""Names of glibc's `mallopt`; its header has them, Python does not."""


def end_with_parent(parent: int = 0) -> None:
    """Have the system kill this process when its parent dies.

    With `parent`, the number of the process that started this one, end now if it is dead already:
    then it died before the system knew whom to tell.
    """
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent and os.getppid() != parent:
        os._exit(1)


def limit_memory(memory: int) -> None:
    """Let this process take so many bytes more than it has."""
    if sys.platform != "linux":
        return
    import resource

    # Linux counts all that a process may write to, what it was forked with too.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    inherited = re.search(r"VmData:\s*(\d+) kB", status)
    limit = memory + (1024 * int(inherited[1]) if inherited else 0)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def keep_memory() -> None:
    """Have glibc give no memory back before the end: asking again costs a fault for each page."""
    if sys.platform != "linux" or not hasattr(_libc(), "mallopt"):
        return
    for option, value in (
        (_M_ARENA_MAX, 1),  # the heaps of threads grow by one page at a time
        (_M_TOP_PAD, 4 << 20),
        (_M_MMAP_THRESHOLD, 32 << 20),
        (_M_TRIM_THRESHOLD, 1 << 30),
    ):
        _libc().mallopt(option, value)


def release_memory() -> None:
    """Give back what is free between what is used.

    A child that takes it up again then gets an empty page, not the copy of one full of leavings.
    """
    if sys.platform == "linux" and hasattr(_libc(), "malloc_trim"):
        _libc().malloc_trim(0)


@cache
def _libc() -> Any:
    return ctypes.CDLL(None)
