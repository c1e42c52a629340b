"""The parts of a Word document put together as one file, with the same bytes at every run."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from cchc_toolkit.blocks.values import Front
from cchc_toolkit.render.docx.markup import NAMESPACES
from cchc_toolkit.render.docx.styles import styles_xml
from cchc_toolkit.render.printable import printable

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    "<w:doNotExpandShiftReturn/>"  # else a line that ends by hand would be stretched
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


def picture_id(at: int) -> str:
    """Return the id of the relationship to the picture at a place, counted from 0."""
    return f"hinh{at + 1}"


def packed(
    document: str,
    furniture: Mapping[str, str],
    pngs: Sequence[bytes],
    front: Front,
) -> bytes:
    """Return the whole file; its properties and dates come from the `Front`."""
    package = Package()
    main = _xml(package, "document", CONTENT_TYPE.WML_DOCUMENT_MAIN, document)
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    styles = _xml(package, "styles", CONTENT_TYPE.WML_STYLES, styles_xml())
    main.load_rel(RELATIONSHIP_TYPE.STYLES, styles, "styles")
    settings = _xml(package, "settings", CONTENT_TYPE.WML_SETTINGS, _SETTINGS)
    main.load_rel(RELATIONSHIP_TYPE.SETTINGS, settings, "settings")
    for name, xml in furniture.items():
        header = name.startswith("header")
        kind = CONTENT_TYPE.WML_HEADER if header else CONTENT_TYPE.WML_FOOTER
        relation = RELATIONSHIP_TYPE.HEADER if header else RELATIONSHIP_TYPE.FOOTER
        main.load_rel(relation, _xml(package, name, kind, xml), name)
    for at, png in enumerate(pngs):
        name = PackURI(f"/word/media/{picture_id(at)}.png")
        part = Part(name, CONTENT_TYPE.PNG, png, package)
        main.load_rel(RELATIONSHIP_TYPE.IMAGE, part, picture_id(at))
    _describe(package, front)
    written = io.BytesIO()
    package.save(written)
    return without_clock(written.getvalue())


def _xml(package: Package, name: str, content_type: str, xml: str) -> Part:
    blob = (_DECLARATION + xml).encode()
    return Part(PackURI(f"/word/{name}.xml"), content_type, blob, package)


def _describe(package: Package, front: Front) -> None:
    """Fill in the document's properties; the clock has no part in them."""
    midnight = datetime.datetime.combine(front.day, datetime.time())
    properties = package.core_properties
    properties.title = _property(front.title)
    properties.author = properties.last_modified_by = _property(front.author)
    properties.subject = _property(
        " · ".join(text for text in (front.period_label, front.commune_name) if text)
    )
    properties.keywords = _property(front.identity.keywords)
    properties.language = "vi-VN"
    properties.created = properties.modified = midnight
    properties.revision = 1


def _property(text: str) -> str:
    return printable(text)[:_LONGEST_PROPERTY]


def packed_entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a package under one fixed date, of no system."""
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Else the entry would name the system it was written on.
    entry.create_system, entry.external_attr = 0, 0
    return entry


def without_clock(data: bytes) -> bytes:
    """Return the archive with one fixed date for every entry, in the order it has."""
    packed_again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed_again, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(packed_entry(name), old.read(name))
    return packed_again.getvalue()
