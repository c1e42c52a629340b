"""How long a paragraph may be: what looks through its words is bounded by this."""

from __future__ import annotations

import re
from itertools import islice

MAX_LENGTH = 20_000
"""Characters of one paragraph; the longest of a real report has some 3,000."""
MAX_NUMBERS = 300
"""Numbers of one paragraph; one that lists twenty documents has some hundred. Each is held against
all others near it, so thousands of them would take hours and mean nothing."""
_DIGITS = re.compile(r"\d+")


def shortened(text: str) -> str:
    """Return a paragraph cut to `MAX_LENGTH` characters and `MAX_NUMBERS` numbers.

    >>> len(shortened("a" * 30_000)), shortened("1 " * 400).count("1"), shortened("Có 2 lớp.")
    (20000, 300, 'Có 2 lớp.')
    """
    text = text[:MAX_LENGTH]
    if len(text) < 2 * MAX_NUMBERS:
        return text
    over = next(islice(_DIGITS.finditer(text), MAX_NUMBERS, None), None)
    return text if over is None else text[: over.start()]
