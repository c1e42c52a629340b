"""The HTML report: one file that needs no network and no script, and prints like the decree.

Every computed figure says its formula, inputs and source when pointed at, and in a list that
screen readers reach and print shows.
"""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path

from cchc_toolkit.blocks.html import block_css, heading_text, markup, notes_list
from cchc_toolkit.blocks.values import AppendixTitle, Block, Front, Heading, Letterhead
from cchc_toolkit.render.notebook import require_front
from cchc_toolkit.render.policy import content_policy, one_sheet
from cchc_toolkit.render.printable import printable


def render_html(blocks: tuple[Block, ...]) -> str:
    """Return the whole page of a report whose first block is its `Front`, in NFC.

    Raises `RenderError` where there is no `Front` or a chart's SVG cannot be read.
    """
    front = require_front(blocks)
    body, rules = one_sheet(_body(front, blocks))
    page = f"""<!DOCTYPE html>
<html lang="vi">
<head>
{_head(front, rules)}
</head>
{body}</html>
"""
    return printable(page)


def _body(front: Front, blocks: tuple[Block, ...]) -> str:
    opening = 2 if len(blocks) > 1 and isinstance(blocks[1], Letterhead) else 1
    return f"""<body class="cchc">
<a class="skip" href="#noi-dung">Chuyển tới nội dung</a>
{_marks(front)}<header>{markup(blocks[:opening])}</header>
{_contents(blocks[opening:])}<main id="noi-dung">
{markup(blocks[opening:], anchors=True)}
{notes_list(blocks)}
</main>
{_footer(front)}</body>
"""


def _head(front: Front, rules: str) -> str:
    metas = "\n".join(
        f'<meta name="{name}" content="{escape(content)}">'
        for name, content in (
            ("viewport", "width=device-width, initial-scale=1"),
            ("author", front.author),
            ("cchc-commune", front.commune),
            ("cchc-period", front.period),
            ("cchc-form", front.form),
            ("cchc-mode", front.mode),
            ("cchc-stamp", front.stamp),
        )
        if content
    )
    style = printable(f"<style>\n{_own_css(front)}{block_css()}{_page_css()}{rules}</style>")
    return f"""<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_policy(style, images="data:")}">
{metas}
<title>{escape(front.title)}</title>
{style}"""


def _own_css(front: Front) -> str:
    return f""":root {{ --marks: {_css_text(" · ".join(front.marks))}; }}
:root {{ --identity: {_css_text(front.footer)}; }}
"""


@functools.cache
def _page_css() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _css_text(text: str) -> str:
    """Return a CSS string; all but letters and digits is escaped, so that nothing can end it.

    >>> _css_text('Dự thảo"</style>')
    '"Dự\\\\20 thảo\\\\22 \\\\3c \\\\2f style\\\\3e "'
    """
    return '"' + re.sub(r"[^\w]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _footer(front: Front) -> str:
    return f"<footer>{escape(front.footer)}</footer>\n" if front.footer else ""


def _marks(front: Front) -> str:
    if not front.marks:
        return ""
    lines = "&#10;".join(escape(mark) for mark in front.marks)
    return (
        f'<p class="marks" role="note">{escape(" · ".join(front.marks))}</p>\n'
        f'<div class="watermark" aria-hidden="true" data-marks="{lines}"></div>\n'
    )


def _contents(blocks: tuple[Block, ...]) -> str:
    """Return links to the headings, closed until asked for; the places are those of `markup`."""
    links = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= 2:
            css = "" if block.level == 1 else ' class="sub"'
            links.append(f'<li{css}><a href="#muc-{at}">{escape(heading_text(block))}</a></li>')
        elif isinstance(block, AppendixTitle):
            links.append(f'<li><a href="#muc-{at}">{escape(block.label)}</a></li>')
    if not links:
        return ""
    return (
        '<nav aria-label="Mục lục"><details><summary>Mục lục</summary>'
        f"<ul>{''.join(links)}</ul></details></nav>\n"
    )
