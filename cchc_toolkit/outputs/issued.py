"""Reports that were issued: kept beside the data, one folder an issue, nothing there overwritten.

`phat-hanh/<period>/<code>/lan-1-so-45/` holds every file of the report, the data that it was made
from and `phat-hanh.json`. It stands beside the folder of the data, not in `outputs/`, which may be
deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.outputs.manifest import read_manifest, sha256
from cchc_toolkit.submission.load import submission_files
from cchc_toolkit.submission.mode import MODE_NAMES, Mode
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.versions import read_versions
from cchc_toolkit.system import paths
from cchc_toolkit.text.json_text import indented

FOLDER, RECORD, DATA = "phat-hanh", "phat-hanh.json", "so-lieu"
SCHEMA = "cchc-issue/1"
_ISSUE = re.compile(r"lan-(\d+)-.+")


@dataclass(frozen=True)
class Issue:
    """One issue of a report; `date` as in `20/9/2026`."""

    ordinal: int
    """From 1; a later one replaces those before it."""
    number: str
    symbol: str
    date: str
    data: Mapping[str, str]
    """SHA-256 of the data files by name."""
    version: int | None
    """The version of the data; None where they were edited by hand or never imported."""
    folder: Path

    @property
    def said(self) -> str:
        """How it is cited: `số 45/BC-UBND ngày 20/9/2026`."""
        number = self.number.zfill(2) if self.number.isdigit() else self.number
        return f"số {number}/{self.symbol} ngày {self.date}"


def issue_folder(params: Params, code: str) -> Path:
    """Return where the issues of a commune's report are kept."""
    return paths.inside(_issues_of_period(params), code)


def _issues_of_period(params: Params) -> Path:
    return paths.inside(params.data.resolve().parent / FOLDER, params.period.id)


def issued_units(params: Params) -> frozenset[str]:
    """Return whose reports of the period were issued: names of folders, whatever is in them."""
    place = _issues_of_period(params)
    return frozenset(one.name for one in place.iterdir()) if place.is_dir() else frozenset()


def read_issues(params: Params, code: str) -> tuple[Issue, ...]:
    """Return the issues of a report, the first one first; raise `DataError` on a broken record."""
    below = issue_folder(params, code)
    if not below.is_dir():
        return ()
    found = [_read(path) for path in below.iterdir() if _ISSUE.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda issue: issue.ordinal))


def next_issue(params: Params, code: str, number: str, *, again: bool) -> tuple[int, Path]:
    """Return the ordinal and the folder of the next issue of a report.

    Raises `UsageError` where there is one and a replacement was not asked for (`again`).
    """
    before = read_issues(params, code)
    if before and not again:
        raise UsageError(
            f"Báo cáo này đã phát hành, {before[-1].said}.",
            where=paths.shown(before[-1].folder),
            advice="Phát hành bản thay thế thì thêm --replace; bản cũ vẫn được giữ.",
        )
    ordinal = before[-1].ordinal + 1 if before else 1
    return ordinal, paths.inside(issue_folder(params, code), f"lan-{ordinal}-so-{number}")


def _read(folder: Path) -> Issue:
    try:
        said = json.loads((folder / RECORD).read_bytes())
        return Issue(
            ordinal=int(said["ordinal"]),
            number=str(said["number"]),
            symbol=str(said["symbol"]),
            date=str(said["date"]),
            data={str(name): str(digest) for name, digest in said["data"].items()},
            version=None if said["version"] is None else int(said["version"]),
            folder=folder,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise DataError(
            f"Báo cáo đã phát hành thiếu hoặc hỏng {RECORD}.",
            where=paths.shown(folder),
            advice="Lấy lại thư mục này từ bản sao lưu; không sửa tay trong thư mục phat-hanh.",
        ) from None


def write_issue(issue: Issue, report: Mapping[str, bytes], data: Mapping[str, bytes]) -> None:
    """Write an issue as a folder of its own that survives a power cut; its files are read-only."""
    contents = {**report, **{f"{DATA}/{name}": content for name, content in data.items()}}
    record = {
        "schema": SCHEMA,
        "ordinal": issue.ordinal,
        "number": issue.number,
        "symbol": issue.symbol,
        "date": issue.date,
        "version": issue.version,
        "data": dict(issue.data),
        "files": {name: sha256(content) for name, content in sorted(contents.items())},
    }
    contents[RECORD] = indented(record).encode()
    with paths.staged_folder(issue.folder, durable=True) as staging, paths.writable(staging):
        (staging / DATA).mkdir()
        for name, content in contents.items():
            (staging / name).write_bytes(content)
            (staging / name).chmod(0o444)


def data_of(params: Params, code: str) -> dict[str, bytes]:
    """Return the files of a commune's data that there are, by name."""
    files = submission_files(params.data, params.period, code, params.as_of)
    return {name: path.read_bytes() for name, path in files.items() if path.is_file()}


def version_of(params: Params, code: str, data: Mapping[str, bytes]) -> int | None:
    """Return the version whose files these are, None where none is."""
    versions = read_versions(paths.inside(params.data, params.period.id, code))
    for version in reversed(versions):
        files = {path.name: path for path in version.folder.iterdir() if path.name in data}
        if files and all(path.read_bytes() == data[name] for name, path in files.items()):
            return version.number
    return None


def hashes(data: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of files by name."""
    return {name: sha256(content) for name, content in sorted(data.items())}


def state_of(params: Params, code: str) -> str:
    """Return the state of a commune's report in words, "" where there is none yet.

    An issued one says its number and date, and whether the data have changed since.
    """
    issues = () if params.name else read_issues(params, code)
    if issues:
        newest = issues[-1]
        changed = hashes(data_of(params, code)) != newest.data
        since = "; số liệu đã đổi từ khi phát hành" if changed else ""
        return f"phát hành {newest.said}{since}"
    found = read_manifest(paths.inside(params.folder, code))
    mode: Mode | None = next((mode for mode in MODE_NAMES if found and found["mode"] == mode), None)
    return MODE_NAMES[mode] if mode else ""
