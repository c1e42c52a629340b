"""What a page of ours may run and show: its own styles and scripts, each by its hash.

A hash allows what stands in a `<style>`, not the `style` of an element; `one_sheet` therefore turns
the styles of elements, widths of columns and strokes of charts, into classes of the page's sheet.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator

_INLINE = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)
_SHEET = re.compile(r"<style>([^<]*)</style>")
_STYLED = re.compile(r'(<[a-zA-Z][^<>]*?) style="([^"]*)"([^<>]*>)')
_CLASS = re.compile(r'( class=")')
_DECLARATION = re.compile(r"\s*[\w-]+\s*:[\w\s#%.,+\-/'\"()!]+")


def content_policy(template: str, scripts: str = "", images: str = "") -> str:
    """Return the policy of a page from its template, as the page's head states it.

    Nothing but the styles and scripts that stand in the template runs: what a report says cannot.
    `scripts` and `images` are further sources of these.

    >>> content_policy("<style>p { color: red }</style>")[:50]
    "default-src 'none'; base-uri 'none'; form-action '"
    """
    styles = " ".join(_hashes(template, "style")) or "'none'"
    own = " ".join((*_hashes(template, "script"), *scripts.split())) or "'none'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {styles}; script-src {own}{f'; img-src {images}' if images else ''}"
    )


def _hashes(template: str, kind: str) -> Iterator[str]:
    for name, text in _INLINE.findall(template):
        if name == kind:
            digest = hashlib.sha256(text.encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"


def one_sheet(markup: str) -> tuple[str, str]:
    """Return markup with classes for the styles of its elements, and the rules that they stand for.

    The rules of style sheets within it, those of drawings, are among them.

    >>> one_sheet('<col style="width:12mm"><col class="a" style="width:12mm"><i>style="x"</i>')
    ('<col class="v1"><col class="v1 a"><i>style="x"</i>', '.v1.v1.v1 {\\nwidth:12mm\\n}\\n')
    """
    names: dict[str, str] = {}

    def classed(tag: re.Match[str]) -> str:
        name = names.setdefault(tag[2], f"v{len(names) + 1}")
        opening, ending = tag[1], tag[3]
        if _CLASS.search(opening):
            return _CLASS.sub(rf"\g<1>{name} ", opening, count=1) + ending
        if _CLASS.search(ending):
            return opening + _CLASS.sub(rf"\g<1>{name} ", ending, count=1)
        return f'{opening} class="{name}"{ending}'

    sheets = [f"{found[1]}\n" for found in _SHEET.finditer(markup)]
    without = _STYLED.sub(classed, _SHEET.sub("", markup))
    # Thrice, to weigh more than the rules of the page, as the style of an element does.
    rules = (f".{name}.{name}.{name} {{\n{_plain(said)}\n}}\n" for said, name in names.items())
    return without, "".join((*rules, *sheets))


def _plain(style: str) -> str:
    """Return the declarations of an attribute that end where they should, so that nothing leaks."""
    found = html.unescape(style).split(";")
    return ";".join(one.strip() for one in found if _DECLARATION.fullmatch(one) and _closed(one))


def _closed(text: str) -> bool:
    quotes = text.count('"') % 2 or text.count("'") % 2
    return not quotes and text.count("(") == text.count(")") and "/*" not in text
