"""`narrative.yml`: the texts that the commune wrote, by item of the outline.

`state: nothing_to_report` in place of a text is the commune's word that there is nothing; an item
that is not in the file has not been written, which is another thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.placeholder import FLAGS, placeholders
from cchc_toolkit.submission.submission import Passage
from cchc_toolkit.submission.table import read_each, read_text
from cchc_toolkit.text.bounds import MAX_LENGTH, MAX_NUMBERS, shortened
from cchc_toolkit.text.formatting import clean_text, hides_characters, print_number
from cchc_toolkit.text.record import PLAIN, Key, read_record, texts_of
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
    passages: dict[str, Passage] = {}
    repairs: list[str] = []

    def read(listed: tuple[str, Any]) -> None:
        item, entry = listed
        where = f"{path.name}, mục {item}"
        _check_item(item, form, where)
        raw = _passage(entry, path.name, where)
        passage = replace(raw, paragraphs=tuple(map(clean_text, raw.paragraphs)))
        for paragraph in passage.paragraphs:
            _refuse_long(paragraph, where)
            for wrong in wrong_names(paragraph, where, form, documents):
                raise wrong
        if passage.paragraphs or passage.nothing:  # an empty text says as little as none
            passages[item] = passage
        if any(map(hides_characters, raw.paragraphs)):
            repairs.append(f"{where}: bỏ ký tự vô hình")

    read_each(read, data.items())
    return passages, tuple(repairs)


def _check_item(item: str, form: Form, where: str) -> None:
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


def _passage(entry: Any, file: str, where: str) -> Passage:
    """Return the passage of an item, its paragraphs not cleaned yet."""
    said = entry if isinstance(entry, dict) else {"text": entry}
    unless_said = {"source": "", "text": []} if "state" in said else {"source": ""}
    keys = {
        **_KEYS,
        "source": Key(lambda said: (isinstance(said, str) and clean_text(said)) or file),
    }
    passage = read_record(Passage, {**unless_said, **said}, where, keys=keys, wording=_WORDING)
    if passage.nothing and passage.paragraphs:
        raise DataError(
            "Mục vừa ghi không phát sinh vừa có nội dung.",
            where=where,
            advice="Để một trong hai: state hoặc text.",
        )
    return passage


def _paragraphs(content: Any) -> tuple[str, ...]:
    texts = texts_of([content] if isinstance(content, str) else content)
    return tuple(filter(clean_text, texts))


_KEYS = {
    "paragraphs": Key(_paragraphs, "text"),
    "nothing": Key(lambda state: {NOTHING: True}[str(state)], "state"),
}
_NO_TEXT = ("Nội dung phải là các đoạn văn.", "text: [đoạn, đoạn]")
_NO_STATE = f"Ghi state: {NOTHING} (không phát sinh), hoặc viết text."
_WORDING = PLAIN.but(
    **dict.fromkeys(("missing", "list", "text"), _NO_TEXT),
    unknown=("Khóa lạ: {name}.", "Dùng text, source, state."),
    value=('Trạng thái "{content}" không đúng.', _NO_STATE),
)


def _refuse_long(paragraph: str, where: str) -> None:
    if shortened(paragraph) != paragraph:
        raise DataError(
            f"Đoạn văn dài {print_number(len(paragraph))} chữ, không phải một đoạn của báo cáo.",
            where=where,
            advice=f"Một đoạn có nhiều nhất {print_number(MAX_LENGTH)} chữ và {MAX_NUMBERS} số; "
            "chia thành nhiều đoạn.",
        )


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
