"""What a report reads of its notebook: the sources of its cells, their tags, its kernel's name.

Outputs, counts, ids and what JupyterLab keeps for itself do not count, so that a notebook which was
opened and saved unchanged leaves every report current.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cchc_toolkit.system import paths
from cchc_toolkit.text import json_text

_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
_OF_OTHERS = re.compile(r"\b(values_frame|figures_frame|findings_frame|peers)\s*\(")
"""Words that read the data of every commune of the run."""
_OF_TABLE = re.compile(r"\b\w+\.open\s*\(|\bimport\b.*\bopen\b")
"""How a notebook opens the table of all communes and periods; what opens a file may look so too."""
_OF_PEERS = re.compile(r"\bpeers\s*\(")


@dataclass(frozen=True)
class NotebookRead:
    """A hash of what a notebook says, the images it names, whether it reads other communes."""

    sha256: str
    images: tuple[str, ...] = ()
    of_others: bool = False
    of_table: bool = False
    """Whether it may read the communes of every period."""
    of_peers: bool = False
    """Whether it asks for the figures of all communes."""


def notebook_digest(notebook: Path) -> str:
    """Return a SHA-256 over what a report reads of its notebook and the images it names."""
    found = notebook_read(notebook, notebook.stat().st_mtime_ns)
    files = [_file(notebook.parent, address) for address in found.images]
    contents = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file]
    return hashlib.sha256(":".join((found.sha256, *contents)).encode()).hexdigest()


@cache
def notebook_read(notebook: Path, _changed: int) -> NotebookRead:
    """Return what is read of a notebook, once for each time that it was changed."""
    content = notebook.read_bytes()
    try:
        found = json_text.read(content)
        cells = list(map(_cell, found["cells"]))
        kernel = found.get("metadata", {}).get("kernelspec", {}).get("name", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return NotebookRead(hashlib.sha256(content).hexdigest())
    said = json.dumps([kernel, cells], ensure_ascii=False, sort_keys=True)
    sources = [source for _, source, *_ in cells]
    return NotebookRead(
        hashlib.sha256(said.encode()).hexdigest(),
        tuple(address for source in sources for address in _images(source)),
        any(_OF_OTHERS.search(source) for source in sources),
        any(_OF_TABLE.search(source) for source in sources),
        any(_OF_PEERS.search(source) for source in sources),
    )


def _cell(cell: dict[str, Any]) -> tuple[str, str, list[str], Any]:
    source = cell["source"]
    whole = source if isinstance(source, str) else "".join(source)
    tags = sorted(cell.get("metadata", {}).get("tags", ()))
    return cell["cell_type"], whole, tags, cell.get("attachments", {})


def _images(source: str) -> Iterator[str]:
    for found in _IMAGE.finditer(source):
        if not found[1].startswith(("attachment:", "data:")) and "://" not in found[1]:
            yield found[1]


def _file(folder: Path, address: str) -> Path | None:
    places = ((start / address) for start in (folder, paths.project_root()))
    try:
        return next((place for place in places if place.is_file()), None)
    except (OSError, ValueError):  # no name of a file; the report says so
        return None
