"""Pages of our own for the screen, from templates of the package."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined

PAGES = Environment(
    autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)
"""Every word of the data is escaped, and a name that nobody gave is an error, never a blank."""
PAGES.tests["match_digit"] = lambda text: text[:1].isdigit()  # "Trong đó" is no number
