"""`documents.csv`: the register of the documents that the report cites."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.table import Line, raise_all, read_each, read_table
from cchc_toolkit.text.record import ISO_DAY, PLAIN, Key, read_record

REQUIRED = ("id", "type", "number", "symbol", "date", "issuer", "subject", "implements")
OPTIONAL = ("as_printed", "source", "note")
_ID = re.compile(r"[A-Za-z0-9_.-]+")


def read_documents(path: Path) -> dict[str, Document]:
    """Return the documents by id; raise `DataError` on a bad or repeated id or a bad date."""
    documents: dict[str, Document] = {}

    def read(line: Line) -> None:
        document = _document(line)
        if document.id in documents:
            raise DataError(
                f'Mã văn bản "{document.id}" có hai dòng.',
                where=line.where,
                advice="Giữ lại một dòng.",
            )
        documents[document.id] = document

    read_each(read, read_table(path, REQUIRED, OPTIONAL))
    raise_all(_dangling(documents, path))
    return documents


def _document(line: Line) -> Document:
    said = {**line.cells, "source": line.cells.get("source") or line.where}
    document = read_record(
        Document, said, line.where, keys=_KEYS, ignored=("note",), wording=_WORDING
    )
    if not document.type and not document.as_printed:
        raise DataError(
            f'Văn bản "{document.id}" chưa ghi loại văn bản.',
            where=line.where,
            advice="Ghi cột type, ví dụ Kế hoạch.",
        )
    return document


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise DataError(
            f'Mã văn bản "{text}" không dùng được.',
            advice="Chỉ dùng chữ không dấu, chữ số và gạch nối, ví dụ kh-01-2024.",
        )
    return text


_KEYS = {"id": Key(_id), "date": ISO_DAY}
_WORDING = PLAIN.but(
    said=("{problem}", "{advice}"),
    value=('"{content}" không phải là ngày.', "Ghi năm-tháng-ngày: 2024-01-29."),
)


def _dangling(documents: dict[str, Document], path: Path) -> list[DataError]:
    return [
        DataError(
            f'Văn bản "{document.id}" triển khai "{document.implements}" không có trong danh mục.',
            where=path.name,
            advice=nearest(document.implements, documents) or "Thêm văn bản gốc vào danh mục.",
        )
        for document in documents.values()
        if document.implements and document.implements not in documents
    ]
