"""Loading a submission: the files of one commune and period become one frozen value."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit import paths
from cchc_toolkit.catalogue import Form
from cchc_toolkit.communes import Commune
from cchc_toolkit.errors import DataError
from cchc_toolkit.periods import Period
from cchc_toolkit.submission.documents_file import read_documents
from cchc_toolkit.submission.narrative_file import read_texts
from cchc_toolkit.submission.submission import Submission
from cchc_toolkit.submission.values_file import read_values
from cchc_toolkit.submission.waivers_file import WAIVERS_FILE, read_waivers

FILES = ("indicators.csv", "documents.csv", "narrative.yml", "waivers.yml")


def load_submission(data: Path, commune: Commune, period: Period, form: Form) -> Submission:
    """Return what a commune reported; raise `DataError` with every problem found in a file.

    `indicators.csv` must be there; a commune without `documents.csv` or `narrative.yml` cites no
    document or wrote no text, and the report says what is missing.
    """
    folder = paths.inside(data, period.id, commune.code)
    if not folder.is_dir():
        raise DataError(
            f"Không có số liệu của xã {commune.code} kỳ {period.id}.",
            where=str(folder),
            advice="Đặt tệp indicators.csv của xã vào thư mục này, hoặc kiểm tra mã xã và kỳ.",
        )
    values, value_repairs = read_values(folder / "indicators.csv", form)
    documents_file, texts_file = folder / "documents.csv", folder / "narrative.yml"
    waivers_file = folder / WAIVERS_FILE
    documents = read_documents(documents_file) if documents_file.exists() else {}
    texts, text_repairs = (
        read_texts(texts_file, form, documents) if texts_file.exists() else ({}, ())
    )
    return Submission(
        commune=commune,
        period=period,
        form=form,
        values=MappingProxyType(values),
        documents=MappingProxyType(documents),
        texts=MappingProxyType(texts),
        digest=_digest(folder),
        repairs=value_repairs + text_repairs,
        waivers=read_waivers(waivers_file) if waivers_file.exists() else (),
    )


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        path = folder / name
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{name}:{len(content)}:".encode())
        digest.update(content)
    waivers = folder / WAIVERS_FILE
    if waivers.exists():
        digest.update(waivers.read_bytes())
    return digest.hexdigest()
