"""The `cchc` command: a thin coat over the package, one file a verb."""

import gc
import sys

from cchc_toolkit.threads import keep_one_thread

keep_one_thread()
# What is imported stays; looking through it for garbage takes a twentieth of a command's start.
gc.set_threshold(50_000, 20, 20)
# jsonschema, which nbformat imports, can do without: as it is imported, this package compiles
# 39 grammars for addresses that no notebook has, and takes three seconds of every command.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from cchc_toolkit.cli import (  # noqa: E402, F401 - they add their verbs
    batch,
    catalogue,
    check,
    diff,
    form,
    import_,
    report,
    review,
    sample,
    status,
    verify,
    versions,
)
from cchc_toolkit.cli.group import main  # noqa: E402

__all__ = ["main"]
