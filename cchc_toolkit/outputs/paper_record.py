"""The record beside a paper that an area sends out: what was made, by SHA-256, and how."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_toolkit.outputs.manifest import sha256_file
from cchc_toolkit.text import json_text

RECORD = "nguon-goc.json"
"""What differs from it is a person's."""


def read_record(folder: Path) -> Mapping[str, Any]:
    """Return the record of a paper, nothing where there is none that can be read."""
    try:
        said: Any = json_text.read((folder / RECORD).read_bytes())
        return said if dict(said["outputs"]) is not None else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def changed_files(folder: Path, record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the files of a paper that are not as its record says that they were made."""
    return tuple(
        file
        for file, digest in record["outputs"].items()
        if not (path := folder / file).is_file() or sha256_file(path) != digest
    )
