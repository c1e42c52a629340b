"""Opening a Word or Excel package from outside: sizes are measured before anything is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from cchc_toolkit.errors import DataError

MAX_ENTRIES = 2_000
MAX_TOTAL = 150_000_000
MAX_XML = 30_000_000
"""Entries of a package, bytes of all of them and of one XML part, unpacked."""
MAX_RATIO = 300
"""How far a part above 1 MB may be packed; Word's own parts reach about 40."""
_CHUNK = 1 << 20
_OVERLAP = 32
"""Bytes that are looked at once more with the next: a declaration may stand across both."""
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (
    b"utf-8",
    b"utf-16",
    b"us-ascii",
    b"ascii",
    b"iso-8859-1",
    b"windows-1252",
    b"windows-1258",
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown way of packing
    RuntimeError,  # an encrypted entry
    OSError,
    ValueError,
)


def check_package(data: bytes, where: str, program: str = "Word") -> frozenset[str]:
    """Return the names in a package after unpacking all of it in small steps, keeping nothing.

    Raises `DataError` for a broken or encrypted package, a zip bomb (whatever sizes it declares),
    and XML that declares a document type anywhere, which no such file has and entity bombs need.
    `program` is whose file it is, for the messages.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL:
                raise _bomb(where, program)
            left = MAX_TOTAL
            for entry in entries:
                left -= _unpack(archive, entry, left, where, program)
    except _BROKEN:
        raise DataError(
            f"Tệp {program} hỏng, bị cắt cụt hoặc được mã hóa.",
            where=where,
            advice=f"Chép lại tệp từ nơi gửi, mở thử bằng {program} rồi lưu lại.",
        ) from None
    return frozenset(entry.filename for entry in entries)


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, where: str, program: str
) -> int:
    """Return the real size of an entry; raise `DataError` as soon as it goes past a limit."""
    is_xml = entry.filename.endswith((".xml", ".rels"))
    limit = min(left, MAX_XML) if is_xml else left
    size, before = 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unsafe = is_xml and (_declares_type(before + chunk) or not (size or _known(chunk)))
            before = chunk[-_OVERLAP:]
            if unsafe:
                raise DataError(
                    f"Tệp {program} có khai báo XML lạ (DOCTYPE), không an toàn để đọc.",
                    where=f"{where}, phần {entry.filename}",
                    advice=f"Mở bằng {program}, lưu thành tệp mới.",
                )
            size += len(chunk)
            packed = max(entry.compress_size, 1)
            if size > limit or (size > _CHUNK and size > MAX_RATIO * packed):
                raise _bomb(where, program)
    return size


def _known(start: bytes) -> bool:
    """Whether a part is in an encoding in which a declaration would be seen."""
    named = _ENCODING.match(start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"))
    return named is None or named[1].lower() in _ENCODINGS


def _declares_type(stretch: bytes) -> bool:
    return any(
        mark.encode(code) in stretch
        for mark in ("<!DOCTYPE", "<!ENTITY")
        for code in ("ascii", "utf-16-le", "utf-16-be")
    )


def _bomb(where: str, program: str) -> DataError:
    return DataError(
        f"Tệp {program} bung ra quá lớn so với nội dung cần có, không đọc để giữ an toàn.",
        where=where,
        advice="Kiểm tra nơi gửi; bỏ ảnh và tệp nhúng rồi lưu lại.",
    )
