"""Files that no reader may trip over: wrong kinds, broken, locked, bombs."""

from __future__ import annotations

import io
import zipfile
import zlib

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole(stream: str) -> bytes:
    """An OLE container whose directory names one stream."""
    return OLE + stream.encode("utf-16-le") + b"\0" * 512


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(docx: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one part put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return packed({**parts, name: content})


def macro_docx(docx: bytes) -> bytes:
    """The same file as a .docm: another content type, and a project of macros."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    assert plain in types
    changed = with_part(docx, "[Content_Types].xml", types.replace(plain, macro))
    return with_part(changed, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")


def zip_bomb(docx: bytes) -> bytes:
    return with_part(docx, "word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")


def lying_bomb(docx: bytes) -> bytes:
    """A bomb whose directory says that its part is small."""
    bomb = zip_bomb(docx)
    size = len(b"<a>" + b" " * 60_000_000 + b"</a>")
    return bomb.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def entity_bomb(docx: bytes) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "boom">{levels}]><x>&e9;</x>'
    return with_part(docx, "word/document.xml", text.encode())


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """A PDF with the objects given as numbers 1, 2, …"""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return body + head + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer, len(body))


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def _one_page(content: bytes, *more: bytes, resources: bytes = b"<<>>") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>"
        % resources,
        content,
        *more,
    )


def scanned_pdf() -> bytes:
    """A page that shows a picture and no text."""
    return _one_page(_stream(b"0 0 595 842 re f"))


def many_pages_pdf(count: int = 5_000) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )


def inflating_pdf(size: int = 2_000_000_000) -> bytes:
    """A page whose content unpacks to gigabytes of spaces."""
    packer = zlib.compressobj(9)
    chunk = b" " * 10_000_000
    content = b"".join(packer.compress(chunk) for _ in range(size // len(chunk)))
    content += packer.flush()
    return _one_page(_stream(content, b"/Filter/FlateDecode"))


def nested_forms_pdf(levels: int = 12) -> bytes:
    """A page of forms that each draw the next one ten times."""
    first = 5
    forms = []
    for level in range(levels):
        last = level == levels - 1
        draw = b"0 0 5 5 re f" if last else b"/F Do " * 10
        below = b"" if last else b"/Resources<</XObject<</F %d 0 R>>>>" % (first + level + 1)
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + below
        forms.append(_stream(draw, form))
    return _one_page(_stream(b"/F Do"), *forms, resources=b"<</XObject<</F 5 0 R>>>>")


def locked_pdf() -> bytes:
    """A PDF whose key table fits no empty password."""
    keys = b"/O<%s>/U<%s>" % (b"41" * 32, b"42" * 32)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/P -4%s>>" % keys,
        trailer=b"<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>",
    )
