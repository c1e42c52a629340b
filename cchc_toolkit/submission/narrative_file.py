"""`narrative.yml`: the texts that the commune wrote, by item of the outline.

`state: nothing_to_report` in place of a text is the commune's word that there is nothing; an item
that is not in the file has not been written, which is another thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.placeholder import FLAGS, placeholders
from cchc_toolkit.submission.submission import Passage
from cchc_toolkit.submission.table import read_text
from cchc_toolkit.submission.values_file import raise_all
from cchc_toolkit.text.bounds import MAX_LENGTH, MAX_NUMBERS, shortened
from cchc_toolkit.text.formatting import clean_text, hides_characters, print_number
from cchc_toolkit.text.strict_yaml import parse_yaml

NOTHING = "nothing_to_report"
"""What `state` says of an item where there is nothing: không phát sinh."""


def read_texts(
    path: Path, form: Form, documents: dict[str, Document]
) -> tuple[dict[str, Passage], tuple[str, ...]]:
    """Return the passages by outline item, and a line for each text that had to be cleaned.

    Raises `DataError` on an item the outline lacks or a placeholder that names nothing.
    """
    data = parse_yaml(read_text(path), path) or {}
    if not isinstance(data, dict):
        raise DataError(
            "Tệp phải là các mục và nội dung.", where=path.name, advice="Ghi mục: [đoạn, đoạn]."
        )
    problems: list[DataError] = []
    passages: dict[str, Passage] = {}
    repairs: list[str] = []
    for item, entry in data.items():
        try:
            raw = _paragraphs(item, entry, form, path)
            nothing = _nothing(entry, raw, f"{path.name}, mục {item}")
            passage = Passage(tuple(map(clean_text, raw)), _source(entry, path), nothing)
            for paragraph in passage.paragraphs:
                _refuse_long(paragraph, f"{path.name}, mục {item}")
                for wrong in wrong_names(paragraph, f"{path.name}, mục {item}", form, documents):
                    raise wrong
            if passage.paragraphs or nothing:  # an empty text says as little as none
                passages[item] = passage
            if any(map(hides_characters, raw)):
                repairs.append(f"{path.name}, mục {item}: bỏ ký tự vô hình")
        except DataError as error:
            problems.append(error)
    raise_all(problems)
    return passages, tuple(repairs)


def _paragraphs(item: str, entry: Any, form: Form, path: Path) -> list[str]:
    where = f"{path.name}, mục {item}"
    if item not in form.items:
        raise DataError(
            f'Đề cương không có mục "{item}".',
            where=where,
            advice=nearest(item, form.items) or 'Xem "cchc catalogue --outline".',
        )
    if form.items[item].lead:
        raise DataError(
            f'Mục "{item}" chỉ dẫn vào các ý bên dưới.', where=where, advice="Viết vào các ý đó."
        )
    text = entry.get("text") if isinstance(entry, dict) else entry
    if isinstance(entry, dict) and (unknown := sorted(set(entry) - {"text", "source", "state"})):
        raise DataError(
            f"Khóa lạ: {', '.join(unknown)}.", where=where, advice="Dùng text, source, state."
        )
    if text is None and isinstance(entry, dict) and "state" in entry:
        return []
    paragraphs = [text] if isinstance(text, str) else text
    if not isinstance(paragraphs, list) or not all(isinstance(p, str) for p in paragraphs):
        raise DataError("Nội dung phải là các đoạn văn.", where=where, advice="text: [đoạn, đoạn]")
    return [paragraph for paragraph in paragraphs if clean_text(paragraph)]


def _refuse_long(paragraph: str, where: str) -> None:
    if shortened(paragraph) != paragraph:
        raise DataError(
            f"Đoạn văn dài {print_number(len(paragraph))} chữ, không phải một đoạn của báo cáo.",
            where=where,
            advice=f"Một đoạn có nhiều nhất {print_number(MAX_LENGTH)} chữ và {MAX_NUMBERS} số; "
            "chia thành nhiều đoạn.",
        )


def _nothing(entry: Any, paragraphs: list[str], where: str) -> bool:
    """Return whether an item says that there is nothing; raise where it has a text as well."""
    state = entry.get("state") if isinstance(entry, dict) else None
    if state is None:
        return False
    if state != NOTHING:
        raise DataError(
            f'Trạng thái "{state}" không đúng.',
            where=where,
            advice=f"Ghi state: {NOTHING} (không phát sinh), hoặc viết text.",
        )
    if paragraphs:
        raise DataError(
            "Mục vừa ghi không phát sinh vừa có nội dung.",
            where=where,
            advice="Để một trong hai: state hoặc text.",
        )
    return True


def _source(entry: Any, path: Path) -> str:
    source = entry.get("source", "") if isinstance(entry, dict) else ""
    return clean_text(source) if isinstance(source, str) and source else path.name


def wrong_names(
    paragraph: str, where: str, form: Form, documents: Mapping[str, Document]
) -> Iterator[DataError]:
    """Yield an error for each placeholder of a text that names nothing that there is.

    >>> from cchc_toolkit.catalogue import load_form
    >>> [found.problem for found in wrong_names("{vb:kh-9}", "dòng 1", load_form(), {})]
    ['Nội dung nhắc tới văn bản "kh-9" không có trong danh mục.']
    """
    for found in placeholders(paragraph):
        known = form.keys if found.kind == "so" else documents.keys()
        if found.name in known and set(found.flags) <= set(FLAGS):
            continue
        what = "chỉ tiêu" if found.kind == "so" else "văn bản"
        wrong = found.name if found.name not in known else ":".join(found.flags)
        yield DataError(
            f'Nội dung nhắc tới {what} "{wrong}" không có trong danh mục.',
            where=where,
            advice=nearest(wrong, known) or "Sửa lại tên trong dấu ngoặc nhọn.",
        )
