"""The blocks as HTML: the rich display in JupyterLab and the body of the HTML report.

>>> markup((Paragraph((Run("Đạt "), Run("99,39%", bold=True), Run(" & hơn")), mark="-"),))
'<p class="mark-1">- Đạt <strong>99,39%</strong> &amp; hơn</p>'
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from html import escape as html_escape
from pathlib import Path
from typing import Any

from cchc_toolkit.blocks.svg import inline_svg
from cchc_toolkit.blocks.values import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Column,
    Front,
    Heading,
    Item,
    Letterhead,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Run,
    Signature,
    Table,
    Title,
)

GAP = "[…]"
DEEPEST_ITEM = 6
"""The deepest level at which an item of a list is still moved in further."""

_SHORT = 200


def escape(text: str) -> str:
    """Return a text with its signs escaped; the labels and units of a form recur all the time."""
    return _escaped(text) if len(text) <= _SHORT else html_escape(text)


_escaped = lru_cache(maxsize=8192)(html_escape)


def fragment(blocks: tuple[Block, ...]) -> str:
    """Return a self-contained piece of HTML: style, blocks, and the notes of their figures."""
    return (
        f"<style>{_fragment_css()}</style>"
        f'<div class="cchc" lang="vi">{_marks(blocks)}{markup(blocks)}{notes_list(blocks)}</div>'
    )


def _marks(blocks: tuple[Block, ...]) -> str:
    """Return the title and marks of a report shown in a notebook, where no page bears them."""
    front = blocks[0] if blocks else None
    if not isinstance(front, Front):
        return ""
    return _tag("p", "front", escape(" · ".join((front.title, *front.marks))))


def markup(blocks: tuple[Block, ...], *, anchors: bool = False) -> str:
    """Return the blocks as HTML without style; with `anchors`, headings get the id `muc-<place>`.

    The places count from 0 in the tuple given. A `Front` prints nothing.
    """
    parts = (_block(block, f' id="muc-{at}"' if anchors else "") for at, block in enumerate(blocks))
    return "\n".join(part for part in parts if part)


@cache
def _fragment_css() -> str:
    """Return the style sheet with each rule weighty enough to win over JupyterLab's own."""
    return f"{block_css()}.cchc {{ padding: 4pt 6pt; }}\n".replace(".cchc", ".cchc" * 4)


@cache
def block_css() -> str:
    """Return the style sheet of the blocks; every rule is inside `.cchc`."""
    return Path(__file__).with_name("blocks.css").read_text(encoding="utf-8")


def notes_list(blocks: tuple[Block, ...]) -> str:
    """Return the list of notes on computed figures, one entry per distinct figure, or ""."""
    noted = {note_id(run): run for run in _runs(blocks) if run.note}
    if not noted:
        return ""
    entries = "".join(
        f'<li id="{key}"><b>{escape(run.text)}</b>: {escape(run.note)}</li>'
        for key, run in noted.items()
    )
    title = "Chú giải số liệu tính toán"
    return (
        f'<section class="notes" aria-label="{title}"><h2>{title}</h2><ul>{entries}</ul></section>'
    )


def note_id(run: Run) -> str:
    """Return the id of a run's note: the same figure with the same note has the same id."""
    digest = hashlib.sha256(f"{run.figure}\n{run.note}".encode()).hexdigest()
    return f"chu-giai-{digest[:12]}"


def listed(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items as the decree lists receivers: a dash, then `;`, the last one `.`.

    >>> listed(["Như trên", "- Lưu: VT."])
    ('- Như trên;', '- Lưu: VT.')
    """
    bare = [item.strip().removeprefix("- ").rstrip(" ;.") for item in items]
    return tuple(f"- {item};" for item in bare[:-1]) + tuple(f"- {item}." for item in bare[-1:])


def form_line(form: str) -> str:
    """Return the line that names the official form of an appendix, "" for no form.

    >>> form_line("Phụ lục 01b"), form_line("Biểu mẫu số 03-MH")
    ('(Biểu mẫu: Phụ lục 01b)', '(Biểu mẫu số 03-MH)')
    """
    said = form if form.startswith("Biểu ") else f"Biểu mẫu: {form}"
    return f"({said})" if form else ""


def _block(block: Block, anchor: str) -> str:
    if isinstance(block, Heading):
        return _heading(block, anchor)
    if isinstance(block, AppendixTitle):
        return _appendix(block, anchor)
    return _WRITERS[type(block)](block)


def _front(_: Front) -> str:
    return ""  # its title and marks belong to the page around the blocks


def _paragraph(block: Paragraph) -> str:
    css = {"": "body", "-": "mark-1", "+": "mark-2"}.get(block.mark, "mark-1")
    lead = f"{escape(block.mark)} " if block.mark else ""
    return f'<p class="{css}">{lead}{"".join(map(_run, block.runs))}</p>'


def _item(block: Item) -> str:
    mark = f'<span class="mark">{escape(block.mark)} </span>' if block.mark else ""
    css = f"item depth-{min(block.level, DEEPEST_ITEM)}"
    return f'<p class="{css}">{mark}{"".join(map(_run, block.runs))}</p>'


def _quote(block: Quote) -> str:
    return f"<blockquote><p>{''.join(map(_run, block.runs))}</p></blockquote>"


def _preformatted(block: Preformatted) -> str:
    return f'<pre tabindex="0">{escape(block.text)}</pre>'


def _run(run: Run) -> str:
    if run.missing:
        return f'<mark class="gap">{escape(run.text or GAP)}</mark>'
    text = escape(run.text).replace("\n", "<br>")
    if run.code:
        text = f"<code>{text}</code>"
    if run.link:
        text = f'<a href="{escape(run.link)}" rel="noreferrer">{text}</a>'
    if run.bold:
        text = f"<strong>{text}</strong>"
    if run.italic:
        text = f"<em>{text}</em>"
    if not run.note:
        return text
    note = escape(run.note)
    return (
        f'<span class="so" tabindex="0" data-note="{note}" '
        f'aria-describedby="{note_id(run)}">{text}</span>'
    )


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(escape(line) for line in lines if line)


def _tag(name: str, css: str, text: str) -> str:
    """Return an element, or nothing at all where there is no text: no gap is left."""
    return f'<{name} class="{css}">{text}</{name}>' if text else ""


def _letterhead(block: Letterhead) -> str:
    draft = _tag("p", "draft", "DỰ THẢO" if block.draft else "")
    about = _tag("p", "about", escape(block.about))
    return (
        '<div class="letterhead"><div class="side">'
        f"{_tag('p', 'superior', escape(block.superior))}"
        f"{_tag('p', 'issuer', _lines(block.issuer))}</div>"
        '<div class="side"><p class="nation">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>'
        '<p class="motto">Độc lập - Tự do - Hạnh phúc</p></div>'
        f'<div class="side">{_tag("p", "number", escape(block.number))}{about}{draft}</div>'
        f'<div class="side">{_tag("p", "date", escape(block.place_date))}</div></div>'
    )


def _title(block: Title) -> str:
    subject = _tag("span", "subject", escape(block.subject))
    return (
        f'<div class="title"><h1><span class="name">{escape(block.name)}</span> {subject}</h1>'
        f"{_tag('p', 'note', escape(block.note))}</div>"
    )


def _addressee(block: Addressee) -> str:
    if len(block.receivers) < 2:
        return _tag("p", "addressee", _lines(f"Kính gửi: {name}" for name in block.receivers))
    items = "".join(f"<li>{escape(line)}</li>" for line in listed(block.receivers))
    return f'<div class="addressee"><p>Kính gửi:</p><ul>{items}</ul></div>'


def _heading(block: Heading, anchor: str) -> str:
    level = min(block.level, 5)
    text = heading_text(block)
    return f'<h{level + 1} class="level-{level}"{anchor}>{escape(text)}</h{level + 1}>'


def heading_text(block: Heading) -> str:
    """Return the text of a heading as printed: level 1 in capitals."""
    return block.text.upper() if block.level == 1 else block.text


def _signature(block: Signature) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in listed(block.receivers))
    receivers = f"<p>Nơi nhận:</p><ul>{items}</ul>" if items else ""
    return (
        f'<div class="signature"><div class="receivers">{receivers}</div><div class="signer">'
        f"{_tag('p', 'role', _lines((block.authority, block.role)))}"
        f"{_tag('p', 'name', escape(block.name))}</div></div>"
    )


def _appendix(block: AppendixTitle, anchor: str) -> str:
    return (
        f'<div class="appendix"><h2{anchor}>{_lines((block.label, *block.title))}</h2>'
        f"{_tag('p', 'form', escape(form_line(block.form)))}"
        f"{_tag('p', 'attached', escape(block.attached))}</div>"
    )


def _chart(block: Chart) -> str:
    svg = inline_svg(block.svg, f"bieu-do-{block.id}", block.alt or block.caption)
    caption = _tag("figcaption", "caption", escape(block.caption))
    return f'<figure class="chart">{svg}{caption}</figure>'


def _table(block: Table) -> str:
    hidden = "" if block.show_caption else ' class="unseen"'
    caption = f"<caption{hidden}>{escape(block.caption)}</caption>" if block.caption else ""
    label = _label_column(block.columns)
    rows = "\n".join(_row(row, block.columns, label) for row in block.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in block.notes)
    name, wide = escape(block.caption or block.id), " wide" if block.landscape else ""
    return (
        f'<div class="sheet{wide}" role="region" tabindex="0" aria-label="{name}">'
        f'<table id="bang-{escape(block.id)}">{caption}{_cols(block.columns)}'
        f"<thead>{_header(block.columns)}</thead>\n<tbody>{rows}</tbody></table></div>"
        f"{_tag('div', f'table-notes{wide}', notes)}"
    )


def _cols(columns: tuple[Column, ...]) -> str:
    widths = (f' style="width:{column.width}mm"' if column.width else "" for column in columns)
    return "<colgroup>" + "".join(f"<col{width}>" for width in widths) + "</colgroup>"


def _label_column(columns: tuple[Column, ...]) -> int:
    """Return the place of the column that names a row: the first that takes the rest."""
    return next((at for at, column in enumerate(columns) if column.width == 0), 0)


def _header(columns: tuple[Column, ...]) -> str:
    if not any(column.group for column in columns):
        cells = "".join(f'<th scope="col">{escape(column.header)}</th>' for column in columns)
        return f"<tr>{cells}</tr>"
    above, below = [], []
    for group, members in itertools.groupby(columns, key=lambda column: column.group):
        names = [escape(column.header) for column in members]
        if group:
            above.append(f'<th scope="colgroup" colspan="{len(names)}">{escape(group)}</th>')
            below += [f'<th scope="col">{name}</th>' for name in names]
        else:
            above += [f'<th scope="col" rowspan="2">{name}</th>' for name in names]
    return f"<tr>{''.join(above)}</tr><tr>{''.join(below)}</tr>"


def _row(row: Row, columns: tuple[Column, ...], label: int) -> str:
    css = " ".join(filter(None, (row.style, f"depth-{row.level}")))
    key = f' data-key="{escape(row.key)}"' if row.key else ""
    cells = "".join(
        _cell(run, column, is_label=at == label)
        for at, (run, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    return f'<tr class="{css}"{key}>{cells}</tr>'


def _cell(run: Run, column: Column, *, is_label: bool) -> str:
    name, scope = ("th", ' scope="row"') if is_label else ("td", "")
    return f'<{name}{scope} class="{escape(column.align)}">{_run(run)}</{name}>'


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph | Item | Quote):
            yield from block.runs
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row.cells


_WRITERS: dict[type, Callable[[Any], str]] = {
    Front: _front,
    Letterhead: _letterhead,
    Title: _title,
    Addressee: _addressee,
    Paragraph: _paragraph,
    Item: _item,
    Quote: _quote,
    Preformatted: _preformatted,
    Signature: _signature,
    Table: _table,
    Chart: _chart,
}
