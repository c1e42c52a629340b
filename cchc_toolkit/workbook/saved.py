"""Telling a workbook that nobody has opened yet from one that somebody has saved."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
CREATOR = "cchc form"
"""Author, and last to save, of a workbook that was only written by us."""
_LAST = re.compile(rf"<cp:lastModifiedBy>{CREATOR}</cp:lastModifiedBy>")
_TIME = re.compile(r"<dcterms:(?:created|modified)[^>]*>([^<]*)<")


def was_saved(path: Path) -> bool:
    """Whether another program has written the file since, so that somebody may have filled it in.

    Whoever saves a workbook sets its time of change. A file that cannot be looked into counts as
    saved: nothing of anybody's is thrown away.
    """
    with suppress(OSError, ValueError, KeyError, zipfile.BadZipFile):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            said = archive.read(_PROPERTIES).decode("utf-8")
        times = _TIME.findall(said)
        return not _LAST.search(said) or len(times) != 2 or len(set(times)) != 1
    return True
