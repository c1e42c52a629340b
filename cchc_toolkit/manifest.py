"""The manifest of a report: what it was made from, with what, and what came out. No clock in it.

The same inputs give the same manifest, byte for byte; times stand in `run.json` only.
"""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cchc_toolkit import paths
from cchc_toolkit.render.fonts import Font
from cchc_toolkit.report import Report
from cchc_toolkit.submission.load import FILES

LIBRARIES = ("matplotlib", "nbclient", "nbconvert", "papermill", "typst")
_SOURCES = ("*.py", "*.csv", "*.yml", "*.typ", "*.css", "*.j2", "*.js")


def manifest_of(
    report: Report, data: Path, notebook: Path, font: Font, outputs: dict[str, bytes]
) -> dict[str, Any]:
    """Return the manifest of one report as a JSON object; hashes are SHA-256 in hex."""
    folder = paths.inside(data, report.period.id, report.commune.code)
    return {
        "schema": "cchc-manifest/1",
        "commune": report.commune.code,
        "commune_name": report.office.name,
        "period": report.period.id,
        "form": report.form.id,
        "mode": "final" if report.final else "draft",
        "charts": report.charts,
        "stamp": report.stamp,
        "inputs": {
            **{name: _hash_file(folder / name) for name in FILES if (folder / name).exists()},
            "form": report.form.digest,
            "notebook": _hash_file(notebook),
            "package": package_digest(),
        },
        "font": {
            "family": font.family,
            "times_new_roman": font.is_times,
            "files": {
                file.name: digest for file, digest in zip(font.files, font.sha256, strict=True)
            },
        },
        "versions": versions(),
        "outputs": {name: sha256(content) for name, content in sorted(outputs.items())},
    }


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python, this package and the libraries that shape the output."""
    found = {"python": platform.python_version(), "cchc_toolkit": version("cchc-toolkit")}
    return found | {name: version(name) for name in LIBRARIES}


@cache
def package_digest() -> str:
    """Return a SHA-256 over the package's code, forms, templates and styles."""
    root = paths.package_file()
    digest = hashlib.sha256()
    for path in sorted(found for pattern in _SOURCES for found in root.rglob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hex.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def to_text(value: Any) -> str:
    """Return JSON as every file of a run is written: sorted as given, indented, UTF-8, one newline.

    >>> to_text({"xã": 1})
    '{\\n  "xã": 1\\n}\\n'
    """
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _hash_file(path: Path) -> str:
    return sha256(path.read_bytes())
