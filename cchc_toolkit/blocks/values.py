"""The blocks a report is made of: values built once, rendered by every exporter.

A block holds text that is already formatted the Vietnamese way; no exporter computes, rounds or
looks anything up. `to_json` and `from_json` are exact inverses, so that an executed notebook
carries its blocks and any Jupyter can export it.

>>> block = Paragraph((Run("Tỷ lệ đúng hạn "), Run("99,39%", note="648 / 652")), mark="-")
>>> from_json(to_json((block,))) == (block,)
True
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, ClassVar

from cchc_toolkit.blocks.identity import Identity
from cchc_toolkit.errors import UsageError

MIME = "application/vnd.cchc.blocks+json"
SCHEMA = "cchc-blocks/1"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style.

    `note` explains a printed number (formula, inputs, source); `figure` is the key of the figure
    or indicator it shows. `missing` marks a gap that a draft must show. `code` is set in letters of
    one width; `link` is an address (`https://…`, `mailto:…`) that the text leads to.
    """

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False
    figure: str = ""
    note: str = ""
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Front:
    """What the whole document is: title, identity, marks. Always the first block of a report."""

    kind: ClassVar[str] = "front"
    title: str
    author: str
    commune: str
    commune_name: str
    period: str
    period_label: str
    form: str
    stamp: str
    mode: str
    marks: tuple[str, ...] = ()
    """Printed on every page: `DỰ THẢO`, `DỮ LIỆU MINH HOẠ`."""
    date: str = ""
    """What a file says of when it was made, `2024-06-05`: the clock has no part in it."""

    @property
    def identity(self) -> Identity:
        """Whose report it is."""
        return Identity(self.commune, self.period, self.stamp)

    @property
    def footer(self) -> str:
        """The identity at the foot of every page of a draft; a copy to sign has none there.

        The decree's page has no such line: what is signed carries it among its properties only.
        """
        return self.identity.printed if self.mode == "draft" else ""

    @property
    def day(self) -> datetime.date:
        """The date of the document; the first of the period's year where none is given."""
        if self.date:
            return datetime.date.fromisoformat(self.date)
        year = self.period[:4]
        return datetime.date(int(year) if year.isdecimal() else 1970, 1, 1)


@dataclass(frozen=True)
class Letterhead:
    """The two-column head of Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1-II.4."""

    kind: ClassVar[str] = "letterhead"
    issuer: tuple[str, ...]
    """Issuing body, upper case, one line each: `ỦY BAN NHÂN DÂN`, `XÃ PHÙNG MINH`."""
    number: str
    """Number and symbol as printed: `Số: 05/BC-UBND`, or with a gap in a draft."""
    place_date: str
    """`Phùng Minh, ngày 05 tháng 6 năm 2024`, or with gaps in a draft."""
    superior: str = ""
    draft: bool = False
    about: str = ""
    """What a letter without a kind of its own is about, below its number: `V/v …`."""


@dataclass(frozen=True)
class Title:
    """Kind of document (`BÁO CÁO`), its subject, and a note in italics below."""

    kind: ClassVar[str] = "title"
    name: str
    subject: str
    note: str = ""


@dataclass(frozen=True)
class Addressee:
    """`Kính gửi:` with one receiver on the same line, or several, one line each."""

    kind: ClassVar[str] = "addressee"
    receivers: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is `I. …` (capitals, bold), level 2 is `1. …` (bold)."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs; `mark` is "", "-" or "+" (a bullet of the first or second level)."""

    kind: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...]
    mark: str = ""

    @property
    def leads(self) -> bool:
        """Whether it introduces what follows, and so must not stand last on a page.

        >>> Paragraph((Run("Nguyên nhân:"),), "-").leads
        True
        """
        return bool(self.runs) and self.runs[-1].text.rstrip().endswith(":")


@dataclass(frozen=True)
class Item:
    """An item of a list, moved in by its `level` (1, 2, 3 …); `mark` stands before it: `-`, `1.`.

    An empty mark goes on with the item before.
    """

    kind: ClassVar[str] = "item"
    runs: tuple[Run, ...]
    mark: str = ""
    level: int = 1


@dataclass(frozen=True)
class Quote:
    """What somebody else said, moved in."""

    kind: ClassVar[str] = "quote"
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Preformatted:
    """Lines in letters of one width, as a program printed them."""

    kind: ClassVar[str] = "preformatted"
    text: str


@dataclass(frozen=True)
class Signature:
    """Receivers on the left, authority, role and name on the right (mục II.7-II.9)."""

    kind: ClassVar[str] = "signature"
    authority: str
    role: str
    name: str
    receivers: tuple[str, ...]


@dataclass(frozen=True)
class AppendixTitle:
    """Opens an appendix on a new page with its own page numbers."""

    kind: ClassVar[str] = "appendix"
    label: str
    """`Phụ lục I`, or `Phụ lục` where there is only one."""
    title: tuple[str, ...]
    """Name in capitals, one line each."""
    form: str = ""
    """The official form it follows: `Phụ lục 01b`."""
    attached: str = ""
    """`(Kèm theo Báo cáo số …)`."""


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is in millimetres, 0 for the rest of the line.

    Neighbouring columns with the same non-empty `group` share a header cell above them.
    """

    header: str
    align: str = "left"
    width: int = 0
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells, as many as there are columns. `style`: "", "section", "total" or "part".

    `section` is a heading row of the form, `part` a row under `Trong đó`; `level` (1, 2, 3 …) is
    the depth in the form. `key` names the indicator or figure that the row shows.
    """

    cells: tuple[Run, ...]
    style: str = ""
    level: int = 1
    key: str = ""

    @classmethod
    def of(cls, *texts: str) -> Row:
        """Return a row of plain texts.

        >>> Row.of("1", "Xã Mẫu").cells == (Run("1"), Run("Xã Mẫu"))
        True
        """
        return cls(tuple(map(Run, texts)))


@dataclass(frozen=True)
class Table:
    """A table with a caption; the header repeats on every page and no row breaks over pages."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    show_caption: bool = True
    landscape: bool = False
    """Whether it needs a page that lies on its side."""
    dense: bool = False
    """Whether it is set in the smallest size of tables, whatever its columns."""


@dataclass(frozen=True)
class Chart:
    """A drawing as SVG with text, its caption and its alternative text made from the data."""

    kind: ClassVar[str] = "chart"
    id: str
    caption: str
    alt: str
    svg: str


Block = (
    Front
    | Letterhead
    | Title
    | Addressee
    | Heading
    | Paragraph
    | Item
    | Quote
    | Preformatted
    | Signature
    | AppendixTitle
    | Table
    | Chart
)

_KINDS: dict[str, type[Any]] = {
    cls.kind: cls
    for cls in (
        Front,
        Letterhead,
        Title,
        Addressee,
        Heading,
        Paragraph,
        Item,
        Quote,
        Preformatted,
        Signature,
        AppendixTitle,
        Table,
        Chart,
    )
}
_PARTS: dict[tuple[type[Any], str], type[Any]] = {
    (Paragraph, "runs"): Run,
    (Item, "runs"): Run,
    (Quote, "runs"): Run,
    (Table, "columns"): Column,
    (Table, "rows"): Row,
    (Row, "cells"): Run,
}


_FIELDS: dict[type[Any], tuple[tuple[str, Any], ...]] = {
    cls: tuple((field.name, field.default) for field in fields(cls))
    for cls in (*_KINDS.values(), Run, Column, Row)
}
"""Names and defaults; asking `dataclasses` again for each of 800 cells takes its time."""


_TEXT_ALONE = {"text"}


def to_json(blocks: tuple[Block, ...]) -> dict[str, Any]:
    """Return the blocks as a JSON object; default values are left out."""
    return {"schema": SCHEMA, "blocks": [_plain(block) for block in blocks]}


def from_json(data: dict[str, Any]) -> tuple[Block, ...]:
    """Return the blocks that `to_json` wrote; raise `UsageError` on another schema."""
    if data.get("schema") != SCHEMA:
        raise UsageError(
            f"Khối nội dung thuộc lược đồ {data.get('schema')!r}, bản này đọc {SCHEMA!r}.",
            where="đầu ra của sổ tay",
            advice="Chạy lại sổ tay bằng bản cchc_toolkit đang dùng.",
        )
    return tuple(_value(_kind(item), item) for item in data["blocks"])


def _kind(item: dict[str, Any]) -> type[Any]:
    kind = item.get("kind")
    if kind not in _KINDS:
        raise UsageError(
            f"Khối nội dung loại {kind!r} không có trong bản này.",
            where="đầu ra của sổ tay",
            advice="Chạy lại sổ tay bằng bản cchc_toolkit đang dùng.",
        )
    return _KINDS[kind]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    plain = {"kind": value.kind} if hasattr(value, "kind") else {}
    for name, default in _FIELDS[type(value)]:
        content = getattr(value, name)
        if content != default:
            plain[name] = _plain(content)
    return plain


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= 200


@lru_cache(maxsize=8192)
def _plain_run(text: str) -> Run:
    """Return a run of nothing but text, which most of the cells of a table are."""
    return Run(text)


def _value(cls: type[Any], item: dict[str, Any]) -> Any:
    if cls is Run and item.keys() == _TEXT_ALONE and _is_short(item["text"]):
        return _plain_run(item["text"])
    values: dict[str, Any] = {}
    for name, _ in _FIELDS[cls]:
        if name not in item:
            continue
        content = item[name]
        part = _PARTS.get((cls, name))
        if part is not None:
            content = tuple(_value(part, entry) for entry in content)
        elif isinstance(content, list):
            content = tuple(content)
        values[name] = content
    return cls(**values)
