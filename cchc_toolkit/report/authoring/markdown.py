"""Markdown as blocks: parsed by mistune, so nothing in it is ever read as HTML or Typst.

HTML inside Markdown prints as the text that it is, but for `<br>` and comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from typing import Any

from cchc_toolkit.blocks import Block, Chart, Heading, Item, Paragraph, Preformatted, Quote, Run
from cchc_toolkit.report.authoring.grid import Grid, grid_table
from cchc_toolkit.report.authoring.maths import maths_text
from cchc_toolkit.text.formatting import visible

_SAFE = re.compile(r"(https?://|mailto:)[^\s<>\"]+\Z", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
Fill = Callable[[str], tuple[Run, ...]]
Node = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """How the texts and images of a piece of Markdown are read.

    `fill` returns the runs of a plain text with its placeholders printed; `picture` returns the
    drawing at an address, given its alternative text and title.
    """

    fill: Fill
    picture: Callable[[str, str, str], Chart]


def markdown_blocks(text: str, reading: Reading) -> tuple[Block, ...]:
    """Return the blocks of a piece of Markdown; raise what `reading` raises, and `UsageError`."""
    return tuple(_blocks(_parser()(text), reading))


@cache
def _parser() -> Callable[[str], list[Node]]:
    import mistune

    parse: Any = mistune.create_markdown(renderer=None, plugins=["table", "math"])
    return lambda text: list(parse(text))


def _blocks(nodes: list[Node], reading: Reading) -> Iterator[Block]:
    for node in nodes:
        kind = node["type"]
        if kind == "heading":
            words = "".join(run.text for run in _runs(node["children"], reading))
            yield Heading(node["attrs"]["level"], words)
        elif kind in ("paragraph", "block_text"):
            yield from _paragraph(node["children"], reading)
        elif kind == "list":
            yield from _items(node, 1, reading)
        elif kind == "block_quote":
            yield from _quoted(node["children"], reading)
        elif kind == "table":
            yield _table(node, reading)
        elif kind in ("block_code", "block_html"):
            text = _COMMENT.sub("", node["raw"]) if kind == "block_html" else node["raw"]
            if text.strip():
                yield Preformatted(text.rstrip("\n"))
        elif kind == "block_math":
            yield Quote((Run(maths_text(node["raw"]), italic=True),))
        elif kind == "thematic_break":
            yield Quote((Run("* * *"),))


def _paragraph(children: list[Node], reading: Reading) -> Iterator[Block]:
    """Yield a paragraph; each image in it stands by itself, between what is before and after."""
    waiting: list[Node] = []
    for child in children:
        if child["type"] != "image":
            waiting.append(child)
            continue
        yield from _text(waiting, reading)
        waiting = []
        alt = "".join(run.text for run in _runs(child["children"], reading))
        yield reading.picture(child["attrs"]["url"], alt, child["attrs"].get("title") or "")
    yield from _text(waiting, reading)


def _text(nodes: list[Node], reading: Reading) -> Iterator[Block]:
    runs = _runs(nodes, reading)
    if any(run.text.strip() for run in runs):
        yield Paragraph(runs)


def _items(node: Node, level: int, reading: Reading) -> Iterator[Block]:
    attrs = node["attrs"]
    first = attrs.get("start", 1)
    for number, item in enumerate(node["children"], start=first):
        mark = f"{number}." if attrs["ordered"] else ("-", "+", "•")[min(level, 3) - 1]
        for child in item["children"]:
            if child["type"] == "list":
                yield from _items(child, level + 1, reading)
                continue
            for block in _blocks([child], reading):
                if isinstance(block, Paragraph):
                    yield Item(block.runs, mark, level)
                    mark = ""
                else:
                    yield block


def _quoted(nodes: list[Node], reading: Reading) -> Iterator[Block]:
    for block in _blocks(nodes, reading):
        yield Quote(block.runs) if isinstance(block, Paragraph) else block


def _table(node: Node, reading: Reading) -> Block:
    head, *rest = node["children"]
    names = tuple(_plain(cell["children"], reading) for cell in head["children"])
    rows = tuple(
        tuple(_joined(_in_cell(cell["children"], reading)) for cell in row["children"])
        for body in rest
        for row in body["children"]
    )
    aligned = tuple(cell["attrs"].get("align") or "left" for cell in head["children"])
    grid = Grid((names,), rows, (False,) * len(names), aligned)
    return grid_table(grid, id="bang")


def _plain(nodes: list[Node], reading: Reading) -> str:
    return "".join(run.text for run in _in_cell(nodes, reading))


def _in_cell(nodes: list[Node], reading: Reading) -> tuple[Run, ...]:
    """Return the runs of a cell: a bar in code needs a sign before it there, and shows without."""
    found = _runs(nodes, reading)
    return tuple(replace(r, text=r.text.replace("\\|", "|")) if r.code else r for r in found)


def _joined(runs: tuple[Run, ...]) -> Run:
    """Return the one run of a cell: its whole text, in the style that all of it has."""
    if len(runs) == 1:
        return runs[0]
    noted = next((run for run in runs if run.note), Run(""))
    return replace(
        noted,
        text="".join(run.text for run in runs),
        bold=bool(runs) and all(run.bold for run in runs),
        italic=bool(runs) and all(run.italic for run in runs),
        missing=any(run.missing for run in runs),
    )


def _runs(nodes: list[Node], reading: Reading) -> tuple[Run, ...]:
    return tuple(_inline(_with_whole_texts(nodes), reading))


def _with_whole_texts(nodes: list[Node]) -> Iterator[Node]:
    """Join neighbouring texts, so that no placeholder is torn where Markdown saw a sign in it."""
    waiting = ""
    for node in nodes:
        if node["type"] == "text":
            waiting += node["raw"]
        elif node["type"] == "softbreak":
            waiting += " "
        else:
            if waiting:
                yield {"type": "text", "raw": waiting}
            waiting = ""
            yield node
    if waiting:
        yield {"type": "text", "raw": waiting}


def _inline(nodes: Iterator[Node], reading: Reading) -> Iterator[Run]:
    for node in nodes:
        kind = node["type"]
        if kind == "text":
            yield from reading.fill(visible(unescape(node["raw"])))
        elif kind == "codespan":
            yield Run(node["raw"], code=True)
        elif kind == "linebreak":
            yield Run("\n")
        elif kind == "inline_math":
            yield Run(maths_text(node["raw"]), italic=True)
        elif kind == "inline_html":
            text = _COMMENT.sub("", _BREAK.sub("\n", node["raw"]))
            if text:
                yield Run(text)
        elif kind == "image":
            yield Run(_plain(node["children"], reading))
        else:
            yield from _styled(node, reading)


def _styled(node: Node, reading: Reading) -> Iterator[Run]:
    for run in _runs(node["children"], reading):
        if node["type"] == "strong":
            yield replace(run, bold=True)
        elif node["type"] == "emphasis":
            yield replace(run, italic=True)
        elif node["type"] == "link" and _SAFE.match(node["attrs"]["url"]):
            yield replace(run, link=node["attrs"]["url"])
        else:  # an address that no reader of a report can follow: its words stay
            yield run
