"""Which reports a review of many is of: files and folders as named, each with its appendix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.errors import UsageError
from cchc_toolkit.text.likeness import compare_key

_READ = (".docx", ".docm", ".pdf", ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown")
_TOLD = (".doc", ".rtf", ".odt", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Files that are reports but cannot be read: each is told with what to do."""
_BOOK = ".xlsx"
_NO_NAME = re.compile(
    r"\b(?:phụ lục|phu luc|pl|biểu|bieu|bảng|bang|số liệu|so lieu|báo cáo|bao cao|bc)\b"
)


@dataclass(frozen=True)
class Job:
    """One report to review: its file, the workbook of its appendix, its folder's name."""

    file: Path
    appendix: Path | None
    name: str


def jobs_of(asked: Sequence[Path]) -> tuple[Job, ...]:
    """Return the reports among files and folders, in the order of their names.

    A folder stands for the files in it, not those below. Raises `UsageError` where there is none.
    """
    files = [file for path in asked for file in _files(path)]
    books = [file for file in files if file.suffix.lower() == _BOOK]
    reports = [file for file in files if file.suffix.lower() != _BOOK]
    owner = {book: _owner(book, reports) for book in books}
    alone = [book for book in books if owner[book] is None]
    pairs = {report: book for book, report in owner.items() if report is not None}
    found = [*reports, *alone]
    if not found:
        raise UsageError(
            "Không có báo cáo nào để rà soát.",
            where=", ".join(map(str, asked)),
            advice="Chọn tệp hoặc thư mục có báo cáo .docx, .pdf, .html, .txt hoặc .md.",
        )
    names = _names(found)
    return tuple(Job(file, pairs.get(file), names[file]) for file in found)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    wanted = (*_READ, *_TOLD, _BOOK)
    for file in sorted(path.iterdir(), key=lambda one: one.name):
        hidden = file.name.startswith((".", "~$"))
        if file.is_file() and not hidden and file.suffix.lower() in wanted:
            yield file


def _owner(book: Path, reports: Iterable[Path]) -> Path | None:
    """Return the report in a workbook's folder that it is the appendix of, None where unclear.

    It is the one whose name says the same, words such as "phụ lục" and "báo cáo" aside; or the only
    report there.
    """
    beside = [report for report in reports if report.parent == book.parent]
    same = [report for report in beside if _key(report) == _key(book) and _key(book)]
    if len(same) == 1:
        return same[0]
    return beside[0] if len(beside) == 1 else None


def _key(file: Path) -> frozenset[str]:
    words = re.sub(r"[\W_]+", " ", compare_key(file.stem))
    return frozenset(_NO_NAME.sub(" ", words).split())


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """Return a folder's name for each file: its own without the ending, where that is its alone."""
    made: dict[Path, str] = {}
    taken: set[str] = set()
    stems = [file.stem.lower() for file in files]
    for file in files:
        plain = file.stem if stems.count(file.stem.lower()) == 1 else file.name
        name, number = plain, 1
        while name.lower() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.lower())
        made[file] = name
    return made
