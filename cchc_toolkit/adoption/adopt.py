"""Adopting a form into a project: the files of its folder, and the workbook for corrections.

What a person made is never overwritten: `nguon.json` keeps the hashes of what was written here, and
a file that has another one since was edited by somebody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.adoption.book import write_book
from cchc_toolkit.adoption.book_read import read_book
from cchc_toolkit.adoption.draft import Draft
from cchc_toolkit.adoption.files import files_of
from cchc_toolkit.adoption.propose import propose
from cchc_toolkit.adoption.source import read_source
from cchc_toolkit.catalogue import Form, read_form
from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.outputs.manifest import sha256
from cchc_toolkit.system import paths

BOOK = "khai-bao.xlsx"
"""The workbook in which a person corrects what was read."""
_ORIGIN = "nguon.json"


@dataclass(frozen=True)
class Adopted:
    """A form that stands in the project now, and the declaration that it was written from."""

    folder: Path
    form: Form
    draft: Draft
    notes: tuple[str, ...] = ()

    @property
    def book(self) -> Path:
        """The workbook for corrections."""
        return self.folder / BOOK


def form_folder(form_id: str) -> Path:
    """Return where the project keeps a form of its own; raise `DataError` on an unusable name."""
    return paths.inside(paths.project_root() / "forms", form_id)


def adopt(file: Path, form_id: str, replaced: Form | None = None) -> Adopted:
    """Read an official form and write its declaration and workbook; refuse a form that is there."""
    folder = form_folder(form_id)
    if folder.exists():
        raise UsageError(
            f"Đã có biểu {form_id} trong dự án.",
            where=paths.shown(folder),
            advice=f"Sửa {BOOK} ở đó rồi chạy cchc form adopt --as {form_id}; biểu mới thì đặt mã "
            "khác.",
        )
    if form_id in package_forms():
        raise UsageError(
            f"{form_id} là mã của một biểu có sẵn.",
            where="--as",
            advice="Đặt mã khác cho biểu này.",
        )
    source = read_source(file)
    draft = propose(source, form_id, replaced)
    form = _written(
        folder, draft, {"source": file.name, "sha256": sha256(file.read_bytes())}, write_book(draft)
    )
    return Adopted(folder, form, draft, source.notes)


def readopt(form_id: str) -> Adopted:
    """Write the declaration anew from the workbook that a person corrected; it stays as it is."""
    folder = form_folder(form_id)
    book = folder / BOOK
    if not book.is_file():
        raise UsageError(
            f"Không có {BOOK} của biểu {form_id}.",
            where=paths.shown(book),
            advice="Đưa biểu vào bằng cchc form adopt FILE --as MÃ trước.",
        )
    origin = _origin(folder)
    _refuse_edited(folder, origin)
    draft = read_book(book)
    said = {name: str(origin.get(name, "")) for name in ("source", "sha256")}
    form = _written(folder, draft, said, None)
    return Adopted(folder, form, draft)


def _written(folder: Path, draft: Draft, source: Mapping[str, str], book: bytes | None) -> Form:
    """Write the files of a form once all of them together load as one; return the form."""
    contents = {name: text.encode("utf-8") for name, text in files_of(draft).items()}
    hashes = {name: sha256(content) for name, content in contents.items()}
    contents[_ORIGIN] = json.dumps(
        {**source, "files": hashes}, indent=1, ensure_ascii=False
    ).encode()
    if book is not None:
        contents[BOOK] = book
    paths.make_folder(folder.parent)
    with paths.scratch_folder(folder) as trial:
        place = trial / folder.name
        place.mkdir()
        for name, content in contents.items():
            (place / name).write_bytes(content)
        read_form(place)
    paths.make_folder(folder)
    for name, content in contents.items():
        paths.write_file(folder / name, content)
    return read_form(folder)


def _origin(folder: Path) -> Mapping[str, object]:
    file = folder / _ORIGIN
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _refuse_edited(folder: Path, origin: Mapping[str, object]) -> None:
    """Raise where a file of the declaration is not as it was written: somebody edited it."""
    hashes = origin.get("files")
    known = hashes if isinstance(hashes, dict) else {}
    edited = [
        name for name, sha in known.items()
        if (folder / name).is_file() and sha256((folder / name).read_bytes()) != sha
    ]  # fmt: skip
    if edited:
        raise DataError(
            f"Có người đã sửa tay {', '.join(edited)}: đọc lại {BOOK} sẽ ghi đè.",
            where=paths.shown(folder),
            advice=f"Ghi các chỗ sửa ấy vào {BOOK} rồi xóa tệp đã sửa và chạy lại; hoặc cứ sửa tay "
            "tiếp và dùng cchc form check.",
        )
