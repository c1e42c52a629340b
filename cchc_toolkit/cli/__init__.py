"""The `cchc` command: a thin coat over the package, one file a verb."""

import os

# Forking a warm parent is safe only while it has one thread; numpy's arithmetic needs no more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cchc_toolkit.cli import (  # noqa: F401 - they add their verbs
    batch,
    catalogue,
    check,
    diff,
    report,
    review,
    sample,
    status,
    verify,
)
from cchc_toolkit.cli.group import main

__all__ = ["main"]
