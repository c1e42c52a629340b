"""The words of the workbook, declared once: sheets, columns, states. Writer and reader share them.

Each column carries a tag in the hidden first row (`@values.value`), so that the reader finds it
wherever it was moved to; the printed header is what it is found by when the tag is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_toolkit.submission.entry_cells import FIRST_ROW, SUPPLEMENT, TEXTS, VALUES

GUIDE, REGISTER, HIDDEN = "Hướng dẫn", "Văn bản", "_cchc"
"""Titles of the sheets besides those that take figures and texts."""
NOTHING = "không phát sinh"
"""What is chosen for an item that there is nothing to report of."""
SAME = "như kỳ trước"
"""What is chosen for a figure that is still what it was in the period before."""

HEADER_ROW = FIRST_ROW - 2
TAG_ROW, TITLE_ROW, OWNER_ROW, NOTE_ROW = range(HEADER_ROW)
"""Rows of every sheet that is filled in, from 0: tags (hidden), title, whose it is, a word of
help, headers; entries begin below."""
OWNER_TAG, HEADER_TAG = "@owner", "@header"
"""Stand in the hidden first column of the rows they name."""


@dataclass(frozen=True)
class Field:
    """A column: its tag, the header that is printed, its width in characters."""

    tag: str
    header: str
    width: float


def _fields(sheet: str, *fields: tuple[str, str, float]) -> tuple[Field, ...]:
    return tuple(Field(f"@{sheet}.{name}", header, width) for name, header, width in fields)


VALUE_FIELDS = _fields(
    "values",
    ("key", "khóa", 10),
    ("stt", "STT", 8.5),
    ("label", "Chỉ tiêu thống kê", 44),
    ("unit", "Đơn vị tính", 13),
    ("value", "Số liệu", 16),
    ("state", "Trạng thái", 16),
    ("before", "Kỳ trước", 14),
    ("note", "Ghi chú", 22),
    ("warning", "Cần kiểm lại", 100),
    ("again", "Tính lại", 14),
    ("year_ago", "Cùng kỳ năm trước", 14),
    ("own", "riêng", 8),
    ("total", "tổng", 8),
    ("gap", "thiếu", 8),
)
"""Columns of the two sheets of figures; key and the last three are hidden. Those up to the note
are printed: what helps while typing would make the print too small to read."""

REGISTER_FIELDS = _fields(
    "register",
    ("key", "khóa", 10),
    ("id", "Mã văn bản", 14),
    ("type", "Loại văn bản", 14),
    ("number", "Số", 8),
    ("symbol", "Ký hiệu", 12),
    ("date", "Ngày ban hành", 13),
    ("said", "Đọc là", 36),
    ("issuer", "Cơ quan ban hành", 20),
    ("subject", "Trích yếu nội dung", 36),
    ("implements", "Triển khai văn bản (mã)", 14),
    ("as_printed", "Trích dẫn nguyên văn (nếu cần)", 36),
)
"""Columns of the register of documents; `said` shows a date in words, so that a swapped one is
seen, and is not read."""

TEXT_FIELDS = _fields(
    "texts",
    ("key", "khóa", 10),
    ("item", "Mục", 7),
    ("label", "Nội dung cần báo cáo", 36),
    ("nothing", "Không phát sinh", 13),
    ("text", "Phần viết của xã (mỗi ô một đoạn)", 84),
)
"""Columns of the texts of the outline."""

FIELDS = {VALUES: VALUE_FIELDS, SUPPLEMENT: VALUE_FIELDS, REGISTER: REGISTER_FIELDS,
          TEXTS: TEXT_FIELDS}  # fmt: skip

_VALUE_AT = {field.tag.partition(".")[2]: at for at, field in enumerate(VALUE_FIELDS)}


def value_column(name: str) -> int:
    """Return where a column of the figures stands, from 0.

    >>> value_column("key"), value_column("value")
    (0, 4)
    """
    return _VALUE_AT[name]


def cell_key(key: str) -> str:
    """Return a key as the hidden column holds it.

    LibreOffice takes `_xa_`, which keys about communes (xã) hold, for an escaped line break.

    >>> cell_key("mot_cua.ty_le_cap_xa_ket_noi")
    'mot-cua.ty-le-cap-xa-ket-noi'
    """
    return key.replace("_", "-")


def name_of_key(key: str) -> str:
    """Return the defined name of a figure's cell: it follows the cell when rows move.

    >>> name_of_key("tthc.ho_so")
    'cchc.tthc.ho_so'
    """
    return f"cchc.{key}"
