"""Which blocks stand on pages that lie on their side: wide tables, and what leads up to them."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_toolkit.blocks.values import AppendixTitle, Block, Heading, Table

TEXT_WIDTH, LANDSCAPE_WIDTH = 165, 252
"""Millimetres of a line: A4, upright and on its side, less 30 mm on the left and 15 mm right."""


def turned(blocks: Sequence[Block]) -> list[bool]:
    """Return for each block whether its page lies on its side.

    A heading or the title of an appendix goes along with the wide table that follows it.

    >>> wide = Table("a", "", (), (), landscape=True)
    >>> turned((Heading(1, "I"), Heading(2, "1"), wide, Heading(2, "2")))
    [True, True, True, False]
    """
    found: list[bool] = []
    follows = False
    for block in reversed(blocks):
        if isinstance(block, Table):
            follows = block.landscape
        else:
            follows = follows and isinstance(block, Heading | AppendixTitle)
        found.append(follows)
    return found[::-1]
