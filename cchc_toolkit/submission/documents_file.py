"""`documents.csv`: the register of the documents that the report cites."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.table import Line, read_table
from cchc_toolkit.submission.values_file import raise_all

REQUIRED = ("id", "type", "number", "symbol", "date", "issuer", "subject", "implements")
OPTIONAL = ("as_printed", "source", "note")
_ID = re.compile(r"[A-Za-z0-9_.-]+")


def read_documents(path: Path) -> dict[str, Document]:
    """Return the documents by id; raise `DataError` on a bad or repeated id or a bad date."""
    documents: dict[str, Document] = {}
    problems: list[DataError] = []
    for line in read_table(path, REQUIRED, OPTIONAL):
        try:
            document = _document(line)
            if document.id in documents:
                raise DataError(
                    f'Mã văn bản "{document.id}" có hai dòng.',
                    where=line.where,
                    advice="Giữ lại một dòng.",
                )
            documents[document.id] = document
        except DataError as error:
            problems.append(error)
    problems.extend(_dangling(documents, path))
    raise_all(problems)
    return documents


def _document(line: Line) -> Document:
    cells = line.cells
    if not _ID.fullmatch(cells["id"]):
        raise DataError(
            f'Mã văn bản "{cells["id"]}" không dùng được.',
            where=line.where,
            advice="Chỉ dùng chữ không dấu, chữ số và gạch nối, ví dụ kh-01-2024.",
        )
    if not cells["type"] and not cells.get("as_printed"):
        raise DataError(
            f'Văn bản "{cells["id"]}" chưa ghi loại văn bản.',
            where=line.where,
            advice="Ghi cột type, ví dụ Kế hoạch.",
        )
    return Document(
        id=cells["id"],
        type=cells["type"],
        number=cells["number"],
        symbol=cells["symbol"],
        date=_date(cells["date"], line.where),
        issuer=cells["issuer"],
        subject=cells["subject"],
        implements=cells["implements"],
        as_printed=cells.get("as_printed", ""),
        source=cells.get("source", "") or line.where,
    )


def _date(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DataError(
            f'"{text}" không phải là ngày.', where=where, advice="Ghi năm-tháng-ngày: 2024-01-29."
        ) from None


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
