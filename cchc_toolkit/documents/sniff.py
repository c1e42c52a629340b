"""What a file really is, from its first bytes and never from its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Literal, cast

from cchc_toolkit.errors import DataError

Kind = Literal["txt", "html", "docx", "pdf"]
Content = Literal[
    "pdf", "docx", "xlsx", "pptx", "odt", "ods", "zip", "broken", "encrypted", "doc", "xls", "ole",
    "rtf", "picture", "parquet", "text",
]  # fmt: skip

MAX_FILE = 50_000_000
MAX_TEXT = 10_000_000
"""Bytes of a file, and of one that is text; the largest real report seen has 1 MB."""
_HEAD = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: dict[Content, tuple[bytes, ...]] = {
    "rtf": (b"{\\rtf",),
    "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"),
    "parquet": (b"PAR1",),
}
_STREAMS: tuple[tuple[str, Content], ...] = (
    ("EncryptedPackage", "encrypted"), ("WordDocument", "doc"),
    ("Workbook", "xls"), ("Book", "xls"),
)  # fmt: skip
_PARTS: tuple[tuple[str, Content], ...] = (
    ("xl/", "xlsx"), ("ppt/", "pptx"), ("META-INF/manifest.xml", "odt"),
)  # fmt: skip
_SAVE_AS_XLSX = "Biểu nhập liệu: lưu thành .xlsx. Báo cáo: chọn tệp .docx, .pdf, .html hoặc .txt."
_SAVE_AS_DOCX = "Mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx rồi đọc lại."
_CHOOSE = "Chọn đúng tệp báo cáo .docx."
_REFUSED: dict[Content, tuple[str, str]] = {
    "encrypted": (
        "Tệp được đặt mật khẩu.",
        "Bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu lại.",
    ),
    "doc": ("Tệp là Word đời cũ (.doc).", _SAVE_AS_DOCX),
    "xls": ("Tệp là bảng tính Excel đời cũ (.xls), không phải báo cáo.", _SAVE_AS_XLSX),
    "ole": ("Tệp nhị phân lạ, không đọc được.", _SAVE_AS_DOCX),
    "broken": ("Tệp hỏng hoặc bị cắt cụt.", "Chép lại tệp từ nơi gửi, mở thử bằng Word."),
    "ods": ("Tệp là bảng tính OpenDocument (.ods), không phải báo cáo.", _SAVE_AS_XLSX),
    "odt": ("Tệp là văn bản OpenDocument (.odt), chưa đọc được.", _SAVE_AS_DOCX),
    "xlsx": ("Tệp là bảng tính Excel (.xlsx), không phải báo cáo.", _CHOOSE),
    "pptx": ("Tệp là bản trình chiếu PowerPoint, không phải báo cáo.", _CHOOSE),
    "zip": ("Tệp là tệp nén (zip), không phải tài liệu Word.", _CHOOSE),
    "rtf": ("Tệp là định dạng RTF, chưa đọc được.", _SAVE_AS_DOCX),
    "picture": (
        "Tệp là ảnh, không có chữ để đọc.",
        "Dùng tệp Word hoặc PDF có chữ (không phải ảnh chụp, ảnh quét).",
    ),
}
"""What is said, and advised, of what is no report that can be read."""


def load_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise `DataError` where it is missing, empty or too large."""
    where = path.name
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise DataError(
            f"Không mở được tệp: {error.strerror or 'lỗi đọc'}.",
            where=where,
            advice="Kiểm tra đường dẫn và quyền đọc tệp.",
        ) from None
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise DataError("Tệp rỗng.", where=where, advice="Chọn lại tệp báo cáo đã ban hành.")
    if len(data) > MAX_FILE:
        raise DataError(
            f"Tệp lớn hơn {MAX_FILE // 1_000_000} MB.",
            where=where,
            advice="Bỏ ảnh hoặc xuất lại báo cáo với ảnh nhỏ hơn.",
        )
    return data


def content_of(source: BinaryIO) -> Content:
    """Return what a file holds; "text" is whatever bears no mark of another kind.

    >>> content_of(io.BytesIO(b"%PDF-1.7 ...")), content_of(io.BytesIO(b"key,value"))
    ('pdf', 'text')
    """
    head = source.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return _in_ole(head + source.read(MAX_FILE))
    if head.startswith(b"PK"):
        return _in_zip(source)
    return next((kind for kind, marks in _MARKS.items() if head.startswith(marks)), "text")


def _in_ole(data: bytes) -> Content:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole")


def _in_zip(source: BinaryIO) -> Content:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, zlib.error):
        return "broken"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    return next((what for mark, what in _PARTS if any(n.startswith(mark) for n in names)), "zip")


def kind_of(data: bytes, where: str) -> Kind:
    """Return the kind of a readable file; raise `DataError` that names what else it is.

    >>> kind_of(b"%PDF-1.7 ...", "a.docx"), kind_of("I. CÔNG TÁC".encode(), "a.txt")
    ('pdf', 'txt')
    """
    content = content_of(io.BytesIO(data))
    if content in ("pdf", "docx"):
        return cast(Kind, content)
    if content in _REFUSED:
        problem, advice = _REFUSED[content]
        raise DataError(problem, where=where, advice=advice)
    return _text_kind(data, where)


def _text_kind(data: bytes, where: str) -> Kind:
    text = decode(data, where)
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("mime-version:") or "content-type: multipart/related" in start:
        raise DataError("Tệp là trang web đóng gói (.mht).", where=where, advice=_SAVE_AS_DOCX)
    if start.startswith("<?xml") and "<html" not in start:
        raise DataError("Tệp là XML, không phải báo cáo.", where=where, advice=_SAVE_AS_DOCX)
    if start.startswith(("<!doctype html", "<html")) or "<html" in start or "<body" in start:
        return "html"
    return "txt"


def decode(data: bytes, where: str) -> str:
    """Return the text of a UTF-8 (or marked UTF-16) file; raise `DataError` otherwise.

    >>> decode("Xã".encode("utf-16"), "a.txt")
    'Xã'
    """
    if len(data) > MAX_TEXT:
        raise DataError(
            f"Tệp chữ lớn hơn {MAX_TEXT // 1_000_000} MB.",
            where=where,
            advice="Chọn đúng tệp báo cáo.",
        )
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"Tệp không phải chữ Unicode UTF-8 (sai từ byte {error.start}).",
            where=where,
            advice='Mở tệp, chọn Lưu thành với bảng mã "UTF-8"; phông TCVN3, VNI cần đổi trước.',
        ) from None
    if "\0" in text:
        raise DataError(
            "Tệp nhị phân lạ, không phải chữ.", where=where, advice="Chọn đúng tệp báo cáo."
        )
    return text
