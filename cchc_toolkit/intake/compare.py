"""Two versions of a submission compared by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.intake.cleaning import shortened
from cchc_toolkit.report.tables.appendix import print_cell
from cchc_toolkit.submission import NOT_REPORTED, Document, Passage, Value
from cchc_toolkit.submission.documents_file import read_documents
from cchc_toolkit.submission.narrative_file import read_texts
from cchc_toolkit.submission.save import SAVED
from cchc_toolkit.submission.values_file import read_values
from cchc_toolkit.submission.versions import Version, read_versions
from cchc_toolkit.system import paths

_Kind = TypeVar("_Kind")


KINDS = {"value": "số liệu", "document": "văn bản", "text": "mục lời văn"}


@dataclass(frozen=True)
class Change:
    """One value, document or text that two versions have otherwise.

    Values are as the appendix prints states; a document has the key `vb:<id>`, a text its item.
    """

    key: str
    stt: str
    label: str
    old: str
    new: str
    kind: Literal["value", "document", "text"] = "value"

    def to_json(self) -> dict[str, Any]:
        """Return the change as a JSON object; numbers are text."""
        return asdict(self)


@dataclass(frozen=True)
class Reported:
    """What the files of one folder say, without whose they are."""

    values: Mapping[str, Value]
    documents: Mapping[str, Document]
    texts: Mapping[str, Passage]


def reported(folder: Path, form: Form) -> Reported:
    """Return what the files of a folder say; of one that is missing or broken, nothing."""
    values, documents, texts = (folder / name for name in SAVED)
    papers = _read(lambda: read_documents(documents))
    return Reported(
        values=_read(lambda: read_values(values, form)[0]),
        documents=papers,
        texts=_read(lambda: read_texts(texts, form, papers)[0]),
    )


def _read(read: Callable[[], dict[str, _Kind]]) -> dict[str, _Kind]:
    try:
        return read()
    except DataError:
        return {}


def compare_versions(
    data: Path, period: str, code: str, form: Form, old: int, new: int
) -> tuple[Change, ...]:
    """Return what two versions have otherwise: values in the form's order, documents, texts.

    Raises `UsageError` where there is no such version.
    """
    versions = read_versions(paths.inside(data, period, code))
    where = f"xã {code} kỳ {period}"
    before, after = (
        reported(version_numbered(versions, number, where).folder, form) for number in (old, new)
    )
    return (
        *changes(before.values, after.values, form),
        *document_changes(before.documents, after.documents),
        *text_changes(before.texts, after.texts, form),
    )


def changes(old: Mapping[str, Value], new: Mapping[str, Value], form: Form) -> tuple[Change, ...]:
    """Return the values that differ in state or number; how they are written does not count.

    >>> from decimal import Decimal
    >>> from cchc_toolkit.catalogue import load_form
    >>> said = {"bs.sang_kien": Value("reported", Decimal(0), "0")}
    >>> [(one.old, one.new) for one in changes({}, said, load_form())]
    [('', '0')]
    """
    return tuple(
        Change(row.key, row.stt, row.label, print_cell(was), print_cell(now))
        for row in form.fillable
        for was, now in ((old.get(row.key, NOT_REPORTED), new.get(row.key, NOT_REPORTED)),)
        if (was.state, was.number) != (now.state, now.number)
    )


def document_changes(
    old: Mapping[str, Document], new: Mapping[str, Document]
) -> tuple[Change, ...]:
    """Return the documents that differ in anything but where they were read."""
    return tuple(
        Change(f"vb:{name}", "", "Văn bản", _paper(was), _paper(now), "document")
        for name in dict.fromkeys((*old, *new))
        for was, now in ((old.get(name), new.get(name)),)
        if (was and replace(was, source="")) != (now and replace(now, source=""))
    )


def text_changes(
    old: Mapping[str, Passage], new: Mapping[str, Passage], form: Form
) -> tuple[Change, ...]:
    """Return the items of the outline whose text differs, each with how it begins."""
    return tuple(
        Change(name, "", f"Lời văn: {item.label or name}", _begins(was), _begins(now), "text")
        for name, item in form.items.items()
        for was, now in ((old.get(name), new.get(name)),)
        if (was and was.paragraphs) != (now and now.paragraphs)
    )


def _paper(document: Document | None) -> str:
    if document is None:
        return ""
    return shortened(document.as_printed or f"{document.type} {document.number}{document.symbol}")


def _begins(passage: Passage | None) -> str:
    return shortened(" ".join(passage.paragraphs)) if passage else ""


def version_numbered(versions: Sequence[Version], number: int, where: str) -> Version:
    """Return the version with a number; raise `UsageError` where there is none."""
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        known = ", ".join(one.name for one in versions)
        raise UsageError(
            f"Không có bản {number:03d}.",
            where=where,
            advice=f"Các bản đang có: {known or 'chưa có bản nào'}.",
        )
    return found
