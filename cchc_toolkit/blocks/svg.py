"""A chart's SVG made fit to stand inside an HTML page: known elements only, ids of its own."""

from __future__ import annotations

import base64
import html
import re
import struct
from xml.etree import ElementTree

from cchc_toolkit.errors import RenderError

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "style", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *("polygon", "text", "tspan", "title", "desc", "use", "clipPath", "linearGradient"),
        *("radialGradient", "stop", "pattern", "marker", "symbol", "mask", "image"),
    )
)
_LOST = frozenset(("foreignObject", "a", "textPath", "switch", "video", "audio", "iframe"))
"""Elements whose contents are seen elsewhere and that no page of ours can show."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)['\"]?\s*\)")
_EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]*\Z")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]\x00.\x08(.{4})", re.DOTALL)
_PREFIX = re.compile(r"[^\w-]")


def inline_svg(svg: str, prefix: str, alt: str) -> str:
    """Return the drawing as an element for HTML, with `alt` as what a screen reader says.

    Scripts, foreign elements, event handlers and outside references are left out; ids get the
    prefix, so that two drawings on one page cannot clash. Raises `RenderError` if it is no SVG.

    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg"><script/><g id="a"/></svg>'
    >>> inline_svg(svg, "b", "1 < 2")
    '<svg role="img" aria-label="1 &lt; 2" id="b"><g id="b-a"></g></svg>'
    """
    prefix = _PREFIX.sub("-", prefix)
    if "<!ENTITY" in svg:
        raise _not_svg(prefix, "có khai báo ENTITY")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  # without entities nothing can expand
    except ElementTree.ParseError as error:
        raise _not_svg(prefix, str(error)) from error
    if root.tag != f"{_SVG}svg":
        raise _not_svg(prefix, f"phần tử gốc là {root.tag!r}")
    root.attrib.pop("id", None)
    label = html.escape(alt)
    opening = f'<svg role="img" aria-label="{label}" id="{prefix}"{_attributes(root, prefix)}>'
    return f"{opening}{_content(root, prefix)}</svg>"


def unprintable_part(svg: str) -> str:
    """Return the name of a part that shows something and cannot be printed, "" for none.

    >>> unprintable_part('<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>x</foreignObject></svg>')
    'foreignObject'
    """
    if "<!ENTITY" in svg:
        return ""  # whoever draws it refuses it
    try:
        parts = ElementTree.fromstring(svg).iter()  # noqa: S314  # without entities nothing expands
    except ElementTree.ParseError:
        return ""
    for part in parts:
        name = part.tag.removeprefix(_SVG) if isinstance(part.tag, str) else ""
        from_outside = name == "image" and not any(map(_EMBEDDED.match, part.attrib.values()))
        if name in _LOST or from_outside:
            return name
    return ""


def picture_svg(data: bytes) -> str:
    """Return a drawing that holds a PNG or JPEG picture; raise `RenderError` for another kind.

    Its size is that of the picture at 96 dots an inch, as browsers show it.
    """
    width, height = _pixels(data)
    kind = "png" if data.startswith(_PNG) else "jpeg"
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="data:image/{kind};base64,{base64.b64encode(data).decode()}"/></svg>'
    )


def _pixels(data: bytes) -> tuple[int, int]:
    if data.startswith(_PNG) and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    for frame in _JPEG_FRAME.finditer(data) if data.startswith(b"\xff\xd8") else ():
        height, width = struct.unpack(">HH", frame[1])
        return width, height
    raise RenderError(
        "Hình không phải PNG, JPEG hay SVG đọc được.",
        where="hình trong sổ tay",
        advice="Lưu lại hình ở dạng PNG, JPEG hoặc SVG.",
    )


def _not_svg(prefix: str, why: str) -> RenderError:
    return RenderError(
        f"Hình của biểu đồ không phải SVG đọc được: {why}",
        where=f"biểu đồ {prefix}",
        advice="Vẽ lại biểu đồ bằng bộ công cụ.",
    )


def _element(element: ElementTree.Element, prefix: str) -> str:
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if name not in _ELEMENTS:
        return ""
    if name == "image" and not any(map(_EMBEDDED.match, element.attrib.values())):
        return ""
    if name == "style":
        # Nested in the drawing's own id: a style sheet inside HTML would reach the whole page.
        rules = _referenced(element.text or "", prefix).replace("<", "")
        return f"<style>#{prefix}{{{rules}}}</style>"
    return f"<{name}{_attributes(element, prefix)}>{_content(element, prefix)}</{name}>"


def _content(element: ElementTree.Element, prefix: str) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        parts.append(_element(child, prefix))
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _attributes(element: ElementTree.Element, prefix: str) -> str:
    kept = (_attribute(name, value, prefix) for name, value in element.attrib.items())
    return "".join(f' {name}="{html.escape(value)}"' for name, value in kept if name)


def _attribute(name: str, value: str, prefix: str) -> tuple[str, str]:
    """Return the name and value to print, the name "" for one that must go."""
    if name in (_XLINK_HREF, "href"):
        if _EMBEDDED.match(value):
            return "href", value
        return ("href", f"#{prefix}-{value[1:]}") if value.startswith("#") else ("", "")
    if name.startswith("{") or name.lower().startswith("on"):
        return "", ""
    return name, f"{prefix}-{value}" if name == "id" else _referenced(value, prefix)


def _referenced(text: str, prefix: str) -> str:
    return _REFERENCE.sub(rf"url(#{prefix}-\1)", text)
