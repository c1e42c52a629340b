"""The manifest of a report: what it was made from, with what, and what came out. No clock in it.

The same inputs give the same manifest, byte for byte; times stand in `run.json` only. A report is
current while its manifest's inputs are those that would be read now and its outputs are unchanged.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.notebook_digest import notebook_digest, notebook_read
from cchc_toolkit.outputs.shared_faults import shared_faults
from cchc_toolkit.render.fonts import Font
from cchc_toolkit.report import Report
from cchc_toolkit.submission.earlier import earlier_periods
from cchc_toolkit.submission.formats import Format
from cchc_toolkit.submission.history import earlier_codes, window_of
from cchc_toolkit.submission.lateness import lateness
from cchc_toolkit.submission.load import submission_files
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.twins import twins_of
from cchc_toolkit.system import paths
from cchc_toolkit.text import json_text
from cchc_toolkit.text.formatting import print_date

NAME = "manifest.json"
SCHEMA = "cchc-manifest/1"
OUTPUTS = (
    "bao-cao.html", "bao-cao.ipynb", "bao-cao.pdf", "figures.json", "findings.json", "ra-soat.html",
)  # fmt: skip
"""The files of every report besides its manifest."""
OFFICE_FILES: dict[Format, str] = {"docx": "bao-cao.docx", "xlsx": "so-lieu.xlsx"}
"""The files that a report has where they were asked for."""
LIBRARIES = (
    "matplotlib", "nbclient", "nbconvert", "papermill", "python-docx", "typst", "XlsxWriter",
)  # fmt: skip
_TEXTS = ("schema", "commune", "commune_name", "period", "form", "mode", "stamp")
_SUMMARY = {"findings", "completeness"}
_SOURCES = ("*.py", "*.csv", "*.yml", "*.typ", "*.css", "*.j2", "*.js")

INPUT_NAMES: dict[str, str] = {
    "data": "số liệu, văn bản hoặc lời văn của xã",
    "earlier": "số liệu hoặc mốc của kỳ trước",
    "parameters": "tham số",
    "form": "biểu mẫu, chỉ số hoặc đề cương",
    "notebook": "sổ tay",
    "package": "mã hoặc mẫu trình bày của gói",
    "font": "phông chữ",
    "versions": "phiên bản thư viện",
    "others": "số liệu của các xã khác",
    "twins": "xã có cùng bộ số liệu",
    "late": "ngày nhận",
}
"""What a report reads, as `cchc status --why` names it."""


def inputs_of(params: Params, code: str, notebook: Path, font: Font) -> dict[str, Any]:
    """Return a hash for everything that the report of a commune reads, without reading it through.

    The data of a commune are hashed file by file; a file that is not there is left out.
    """
    return {
        "data": _files(params, params.period, code),
        "earlier": _earlier(params, code),
        "parameters": params.digest(code),
        "form": params.form.digest,
        "notebook": notebook_digest(notebook),
        "package": package_digest(),
        "font": {
            "family": font.family,
            "times_new_roman": font.is_times,
            "files": {f.name: digest for f, digest in zip(font.files, font.sha256, strict=True)},
        },
        "versions": versions(),
        **({"others": others} if (others := others_digest(params, notebook)) else {}),
        **({"twins": " ".join(alike)} if (alike := twins_of(params, code)) else {}),
        **({"late": late.words} if (late := lateness(code, params)) and late.days else {}),
    }


def others_digest(params: Params, notebook: Path) -> str:
    """Return a hash over the data of all communes, "" where the notebook does not read them.

    Where it opens the table of all periods, also over what every other period's folder holds.
    """
    read = notebook_read(notebook, notebook.stat().st_mtime_ns)
    if not read.of_others and not read.of_table:
        return ""
    place = (str(params.data), params.period, params.communes, params.as_of, read.of_table)
    if place not in _read_once:
        found = [(code, sorted(_files(params, params.period, code).items()))
                 for code in params.communes]  # fmt: skip
        others = _values_of_all(params.data) if read.of_table else []
        _read_once[place] = sha256(repr((found, others)).encode())
    return _read_once[place]


def _values_of_all(data: Path) -> list[tuple[str, str, str]]:
    """Return period, unit and hash of every file of values."""
    files = sorted(data.glob(f"*/*/{VALUES_FILE}"))
    return [(file.parts[-3], file.parts[-2], sha256_file(file)) for file in files]


_read_once: dict[tuple[object, ...], str] = {}
"""Hashes over the data of all communes: thousands of reports of one run share them."""


def _files(params: Params, period: Period, code: str) -> dict[str, str]:
    try:
        files = submission_files(params.data, period, code, params.as_of)
    except DataError:  # nothing had come in by that day: loading says so
        return {}
    return {name: sha256_file(path) for name, path in files.items() if path.is_file()}


def _earlier(params: Params, code: str) -> dict[str, str]:
    """Return what the checks read of other periods: files by period and name, and the windows."""
    found: dict[str, str] = {}
    for period in earlier_periods(params.period, params.calendar):
        for one in earlier_codes(params.commune(code), period, params):
            place = period.id if one == code else f"{period.id}/{one}"
            files = _files(params, period, one)
            found |= {f"{place}/{name}": digest for name, digest in files.items()}
        window = window_of(period, params)
        if window is not None:
            found[f"{period.id}, mốc"] = f"{window.first.isoformat()}/{window.last.isoformat()}"
    return found


def manifest_of(
    report: Report,
    inputs: dict[str, Any],
    outputs: dict[str, bytes],
    as_of: date | None = None,
    *,
    notebook: str = "",
    own: tuple[Ratio, ...] = (),
) -> dict[str, Any]:
    """Return the manifest of one report as a JSON object; hashes are SHA-256 in hex.

    `as_of` is the day by whose end its data had come in, where the run named one;
    `notebook` is the name of the notebook that was run, `own` the figures that it defined.
    """
    issued = report.mode == "issue"
    return {
        "schema": SCHEMA,
        "commune": report.commune.code,
        "commune_name": report.office.name,
        "period": report.period.id,
        "form": report.form.id,
        "mode": report.mode,
        "number": report.office.number if issued else "",
        "date": report.office.date if issued else "",
        "notebook_name": notebook,
        "charts": report.charts,
        "as_of": print_date(as_of) if as_of else "",
        "stamp": report.stamp,
        "summary": summary_of(report),
        **({"own_figures": [asdict(ratio) for ratio in own]} if own else {}),
        "inputs": inputs,
        "outputs": {name: sha256(content) for name, content in sorted(outputs.items())},
    }


def summary_of(report: Report) -> dict[str, Any]:
    """Return what the page of a run shows of a report."""
    completeness = report.figures.get(report.form.completeness)
    return {
        "findings": {
            severity: sum(found.severity == severity for found in report.findings)
            for severity in SEVERITIES
        },
        "completeness": completeness.with_unit if completeness else "",
        "blocking": len(report.blocking),
        "blank": _blank(report),
        "rules": _hits(report),
        "shared": [asdict(fault) for fault in shared_faults(report.shared)],
    }


def _blank(report: Report) -> bool:
    """Whether nothing was filled in: a form that came in blank is no report."""
    said = report.submission
    cells = said.values.values()
    return not (said.texts or said.documents or any(c.state != "not_reported" for c in cells))


def _hits(report: Report) -> list[dict[str, Any]]:
    """Return how often each rule found something, by severity, and the number of the first."""
    numbers: dict[tuple[str, int], list[int]] = {}
    for number, found in enumerate(report.findings, start=1):
        place = (found.rule, SEVERITIES.index(found.severity))
        numbers.setdefault(place, []).append(number)
    return [
        {"rule": rule, "severity": SEVERITIES[grave], "count": len(at), "first": at[0]}
        for (rule, grave), at in sorted(numbers.items())
    ]


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest in a report's folder, None where there is none that is whole."""
    try:
        return whole_manifest((folder / NAME).read_bytes())
    except OSError:
        return None


def whole_manifest(content: bytes) -> dict[str, Any] | None:
    """Return what a manifest says, None where it is not whole."""
    try:
        found = json_text.read(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) and _whole(found) else None


def _whole(found: dict[str, Any]) -> bool:
    """Whether what was read is a manifest of ours that names every output."""
    texts = all(isinstance(found.get(key), str) for key in _TEXTS)
    parts = all(isinstance(found.get(key), dict) for key in ("summary", "inputs", "outputs"))
    if not (texts and parts and found["schema"] == SCHEMA):
        return False
    return set(OUTPUTS) <= {*found["outputs"]} and {*found["summary"]} >= _SUMMARY


def changed_inputs(then: dict[str, Any], now: dict[str, Any]) -> dict[str, str]:
    """Return the inputs that differ by name, each said in Vietnamese with the parts that do.

    >>> changed_inputs({"data": {"a.csv": "1"}}, {"data": {"a.csv": "2"}})
    {'data': 'đổi số liệu, văn bản hoặc lời văn của xã (a.csv)'}
    """
    return {
        name: f"đổi {what}{_which(then.get(name), now.get(name))}"
        for name, what in INPUT_NAMES.items()
        if then.get(name) != now.get(name)
    }


def _which(then: Any, now: Any) -> str:
    """Return the parts that differ, for an input with parts (files, libraries)."""
    if not isinstance(then, dict) or not isinstance(now, dict):
        return ""
    names = [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]
    return f" ({', '.join(names)})"


def lacking(manifest: dict[str, Any], params: Params) -> tuple[str, ...]:
    """Return the files that the parameters ask for and the report was made without."""
    asked = (OFFICE_FILES.get(name, "") for name in params.formats)
    return tuple(name for name in asked if name and name not in manifest["outputs"])


def damaged(folder: Path, manifest: dict[str, Any]) -> tuple[str, ...]:
    """Return the outputs that are missing or are not what the manifest says, sorted."""
    return tuple(
        name
        for name, digest in sorted(manifest["outputs"].items())
        if not (folder / name).is_file() or sha256_file(folder / name) != digest
    )


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


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    return sha256(path.read_bytes())
