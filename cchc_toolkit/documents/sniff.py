"""What a file really is, from its first bytes and never from its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from cchc_toolkit.errors import DataError

Kind = Literal["txt", "html", "docx", "pdf"]

MAX_FILE = 50_000_000
MAX_TEXT = 10_000_000
"""Bytes of a file, and of one that is text; the largest real report seen has 1 MB."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_SAVE_AS_XLSX = "Biểu nhập liệu: lưu thành .xlsx. Báo cáo: chọn tệp .docx, .pdf, .html hoặc .txt."
_SAVE_AS_DOCX = "Mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx rồi đọc lại."


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


def kind_of(data: bytes, where: str) -> Kind:
    """Return the kind of a readable file; raise `DataError` that names what else it is.

    >>> kind_of(b"%PDF-1.7 ...", "a.docx"), kind_of("I. CÔNG TÁC".encode(), "a.txt")
    ('pdf', 'txt')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise _ole_error(data, where)
    if data.startswith(b"PK"):
        return _zip_kind(data, where)
    if data.startswith(b"{\\rtf"):
        raise DataError("Tệp là định dạng RTF, chưa đọc được.", where=where, advice=_SAVE_AS_DOCX)
    if data.startswith(_PICTURES):
        raise DataError(
            "Tệp là ảnh, không có chữ để đọc.",
            where=where,
            advice="Dùng tệp Word hoặc PDF có chữ (không phải ảnh chụp, ảnh quét).",
        )
    return _text_kind(data, where)


def _ole_error(data: bytes, where: str) -> DataError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return DataError(
            "Tệp được đặt mật khẩu.",
            where=where,
            advice="Bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu lại.",
        )
    if holds("WordDocument"):
        return DataError("Tệp là Word đời cũ (.doc).", where=where, advice=_SAVE_AS_DOCX)
    if holds("Workbook") or holds("Book"):
        return DataError(
            "Tệp là bảng tính Excel đời cũ (.xls), không phải báo cáo.",
            where=where,
            advice=_SAVE_AS_XLSX,
        )
    return DataError("Tệp nhị phân lạ, không đọc được.", where=where, advice=_SAVE_AS_DOCX)


def _zip_kind(data: bytes, where: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, zlib.error):
        raise DataError(
            "Tệp hỏng hoặc bị cắt cụt.",
            where=where,
            advice="Chép lại tệp từ nơi gửi, mở thử bằng Word.",
        ) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if b"opendocument.spreadsheet" in kind:
        raise DataError(
            "Tệp là bảng tính OpenDocument (.ods), không phải báo cáo.",
            where=where,
            advice=_SAVE_AS_XLSX,
        )
    what = next((text for mark, text in _ZIPS if any(n.startswith(mark) for n in names)), "")
    raise DataError(
        f"Tệp là {what or 'tệp nén (zip), không phải tài liệu Word'}.",
        where=where,
        advice=_SAVE_AS_DOCX if "OpenDocument" in what else "Chọn đúng tệp báo cáo .docx.",
    )


_ZIPS = (
    ("xl/", "bảng tính Excel (.xlsx), không phải báo cáo"),
    ("ppt/", "bản trình chiếu PowerPoint, không phải báo cáo"),
    ("META-INF/manifest.xml", "văn bản OpenDocument (.odt), chưa đọc được"),
)


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
