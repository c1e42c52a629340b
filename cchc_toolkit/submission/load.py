"""Loading a submission: the files of one commune and period become one frozen value."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.documents_file import read_documents
from cchc_toolkit.submission.narrative_file import read_texts
from cchc_toolkit.submission.save import DOCUMENTS_FILE, SAVED, TEXTS_FILE, VALUES_FILE
from cchc_toolkit.submission.submission import Submission
from cchc_toolkit.submission.table import MAXIMUM_BYTES
from cchc_toolkit.submission.values_file import read_values
from cchc_toolkit.submission.versions import refuse_foreign, version_on
from cchc_toolkit.submission.waivers_file import WAIVERS_FILE, read_waivers
from cchc_toolkit.system import paths

FILES = (*SAVED, WAIVERS_FILE)


def load_submission(
    data: Path,
    commune: Commune,
    period: Period,
    form: Form,
    as_of: date | None = None,
    *,
    names: Collection[str] = FILES,
) -> Submission:
    """Return what a commune reported; raise `DataError` with every problem found in a file.

    `indicators.csv` must be there; a commune without `documents.csv` or `narrative.yml` cites no
    document or wrote no text, and the report says what is missing. With `as_of` it is what had
    been received by the end of that day. `names` are the files that are read: the values at least.
    """
    folder = paths.inside(data, period.id, commune.code)
    paths.refuse_links(data, period.id, commune.code)
    if not folder.is_dir():
        raise DataError(
            f"Không có số liệu của xã {commune.code} kỳ {period.id}.",
            where=str(folder),
            advice="Đặt tệp indicators.csv của xã vào thư mục này, hoặc kiểm tra mã xã và kỳ.",
        )
    while True:
        standing = _standing(folder)
        try:
            refuse_foreign(folder)
            every = submission_files(data, period, commune.code, as_of)
            files = {name: every[name] for name in FILES if name in names}
            before = digest_of(files)
            found = read_submission(files, commune, period, form)
        except DataError:
            if _standing(folder) == standing:
                raise
            continue
        if _standing(folder) == standing and found.digest == before:
            return found


def _standing(folder: Path) -> tuple[int, int] | None:
    """Return which folder has this name now: an import puts a whole new one in its place.

    Files read before and after that would be of two versions.
    """
    try:
        found = folder.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def submission_files(
    data: Path, period: Period, code: str, as_of: date | None = None
) -> Mapping[str, Path]:
    """Return the paths of a commune's files by name, whether they are there or not.

    With `as_of` they are those of the newest version received on or before that day; waivers are
    never a part of a version. Raises `DataError` where nothing had come by then.
    """
    folder = paths.inside(data, period.id, code)
    version = version_on(folder, as_of) if as_of is not None else None
    place = folder if version is None else version.folder
    return {**{name: place / name for name in SAVED}, WAIVERS_FILE: folder / WAIVERS_FILE}


def read_submission(
    files: Mapping[str, Path], commune: Commune, period: Period, form: Form
) -> Submission:
    """Return the submission that some files make; raise `DataError` as `load_submission` does.

    Its digest is of the files as they are after they were read.
    """
    values, value_repairs = read_values(files[VALUES_FILE], form)
    there = {name: path for name, path in files.items() if name != VALUES_FILE and path.exists()}
    documents = read_documents(there[DOCUMENTS_FILE]) if DOCUMENTS_FILE in there else {}
    texts, text_repairs = (
        read_texts(there[TEXTS_FILE], form, documents) if TEXTS_FILE in there else ({}, ())
    )
    return Submission(
        commune=commune,
        period=period,
        form=form,
        values=MappingProxyType(values),
        documents=MappingProxyType(documents),
        texts=MappingProxyType(texts),
        repairs=value_repairs + text_repairs,
        waivers=read_waivers(there[WAIVERS_FILE]) if WAIVERS_FILE in there else (),
        digest=digest_of(files),
    )


def digest_of(files: Mapping[str, Path]) -> str:
    """Return the SHA-256 of a submission's files; one that cannot be read counts as empty."""
    digest = hashlib.sha256()
    contents = {name: _content(files[name]) for name in FILES if name in files}
    for name, content in contents.items():
        digest.update(f"{name}:{len(content)}:".encode())
        digest.update(content)
    digest.update(contents.get(WAIVERS_FILE, b""))
    return digest.hexdigest()


def _content(file: Path) -> bytes:
    """Return what is in a file, nothing where whoever reads it will say why it cannot be read."""
    try:
        looks = file.stat()
        readable = stat.S_ISREG(looks.st_mode) and looks.st_size <= MAXIMUM_BYTES
        return file.read_bytes() if readable else b""
    except OSError:
        return b""
