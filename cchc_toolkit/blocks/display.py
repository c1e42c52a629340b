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

    def __add__(self, other: Shown) -> Shown:
        stamp = self.stamp if self.stamp == other.stamp else ""
        return Shown(self.blocks + other.blocks, stamp)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        kinds = ", ".join(block.kind for block in self.blocks)
        return {
            MIME: {**to_json(self.blocks), **({"stamp": self.stamp} if self.stamp else {})},
            "text/html": fragment(self.blocks),
            "text/plain": f"<{kinds or 'nothing'}>",
        }
