"""One thread in the process that forks: packages that start more on import wait until after it.

Forking is safe only while a process has one thread. `pyarrow` starts two as soon as it is imported,
and papermill and pandas import it wherever it is installed, though no report needs it.
"""

from __future__ import annotations

import os
import sys

_THREADED = ("pyarrow",)


def keep_one_thread() -> None:
    """Hide packages that start threads on import; call before papermill or pandas is imported.

    A package that is imported already stays: it cannot be taken back.

    >>> keep_one_thread()
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's arithmetic here needs no more
    for name in _THREADED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def allow_threads() -> None:
    """Let the hidden packages be imported again, in a child or where nothing will be forked.

    >>> keep_one_thread()
    >>> allow_threads()
    >>> sys.modules.get("pyarrow", "not hidden") is None
    False
    """
    for name in _THREADED:
        if sys.modules.get(name, name) is None:
            del sys.modules[name]
