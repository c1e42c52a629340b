"""Showing blocks in a notebook: rich in JupyterLab, and carried whole for the exporters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cchc_toolkit.blocks.html import fragment
from cchc_toolkit.blocks.values import MIME, Block, to_json


@dataclass(frozen=True)
class Shown:
    """Blocks as a notebook cell displays them.

    >>> from cchc_toolkit.blocks import Heading
    >>> sorted(Shown((Heading(1, "I. CHUNG"),))._repr_mimebundle_())
    ['application/vnd.cchc.blocks+json', 'text/html', 'text/plain']
    """

    blocks: tuple[Block, ...]
    stamp: str = ""
    """The stamp of the report that they were made from: no batch publishes those of another."""
    authored: bool = False
    """Whether an author made them (a frame, a figure), so that they may know of no report."""
    alt_made: bool = False
    """Whether the alternative text was made up from the figure, since the author gave none."""

    def __add__(self, other: Shown) -> Shown:
        stamp = self.stamp if self.stamp == other.stamp else ""
        authored = self.authored or other.authored
        return Shown(self.blocks + other.blocks, stamp, authored, self.alt_made or other.alt_made)

    def __repr__(self) -> str:
        kinds = ", ".join(block.kind for block in self.blocks)
        return f"<{kinds or 'nothing'}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        known = {"stamp": self.stamp, "authored": self.authored, "alt_made": self.alt_made}
        said = {name: value for name, value in known.items() if value}
        return {
            MIME: to_json(self.blocks) | said,
            "text/html": fragment(self.blocks),
            "text/plain": repr(self),
        }
