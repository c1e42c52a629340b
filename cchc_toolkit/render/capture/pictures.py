"""Pictures of a notebook: what an output shows, an attachment of a cell, a file of the project."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from cchc_toolkit.blocks import Chart
from cchc_toolkit.blocks.svg import picture_svg, unprintable_part
from cchc_toolkit.render.capture.cell import Cell
from cchc_toolkit.system import paths

KINDS = ("image/svg+xml", "image/png", "image/jpeg")
"""The kinds of pictures that can be printed, the best first."""
_SVG = re.compile(r"<svg[\s>]")
_ATTACHED = "attachment:"
_INSIDE = re.compile(r"data:(image/(?:png|jpeg));base64,")
_LONGEST_NAME = 500
"""Letters of an address that can be a file's."""


def picture_of(data: Mapping[str, Any], cell: Cell, alt: str = "", caption: str = "") -> Chart:
    """Return the best of the pictures that an output or attachment holds."""
    kind = next(kind for kind in KINDS if kind in data)
    content = data[kind]
    content = content if isinstance(content, str) else "".join(content)
    return Chart("hinh", caption, alt, _svg(kind, content, cell))


def _svg(kind: str, content: str, cell: Cell) -> str:
    if kind == "image/svg+xml":
        return _whole(content, cell)
    try:
        return picture_svg(base64.b64decode(content))
    except binascii.Error:
        raise cell.refused("có hình bị hỏng", "Chạy lại ô, hoặc chèn lại hình.") from None


def _whole(svg: str, cell: Cell) -> str:
    """Return a drawing; raise `RenderError` where a part that shows something would be lost."""
    lost = unprintable_part(svg)
    if lost:
        raise cell.refused(
            f"có hình SVG chứa phần không in được ({lost})", "Lưu hình thành PNG rồi chèn lại."
        )
    return svg


def picture_at(address: str, alt: str, title: str, cell: Cell, folder: Path) -> Chart:
    """Return the picture that Markdown names: an attachment of the cell or a file of the project.

    `folder` is that of the notebook; a file is looked for there, then in the whole project.
    """
    if (inside := _INSIDE.match(address)) is not None:
        return picture_of({inside[1]: address[inside.end() :]}, cell, alt, title)
    if address.startswith(_ATTACHED):
        name = unquote(address.removeprefix(_ATTACHED))
        attached = cell.node.get("attachments", {}).get(name, {})
        if not any(kind in attached for kind in KINDS):
            raise cell.refused(f'nhắc tới hình đính kèm "{name}" không có', _ADVICE)
        return picture_of(attached, cell, alt, title)
    content = _file(address, cell, folder).read_bytes()
    if _SVG.search(content[:2048].decode("utf-8", "replace")):
        return Chart("hinh", title, alt, _whole(content.decode("utf-8-sig", "replace"), cell))
    return Chart("hinh", title, alt, picture_svg(content))


_ADVICE = "Chèn lại hình PNG, JPEG hoặc SVG vào ô, hoặc ghi đúng tên tệp trong thư mục dự án."


def _file(address: str, cell: Cell, folder: Path) -> Path:
    root = paths.project_root().resolve()
    name = unquote(address)
    usable = "://" not in name and "\0" not in name and len(name) <= _LONGEST_NAME
    for start in (folder, root) if usable else ():
        with suppress(OSError):  # a part of the name longer than a name may be
            found = (start / name).resolve()
            if found.is_relative_to(root) and found.is_file():
                return found
    said = address if len(address) <= 60 else f"{address[:59]}…"
    raise cell.refused(f'nhắc tới hình "{said}" không có trong thư mục dự án', _ADVICE)
