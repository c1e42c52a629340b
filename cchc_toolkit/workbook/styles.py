"""How cells look: one format a name, made anew for each workbook from these declarations.

Open cells are pale yellow, locked ones grey or white; nothing is told by colour alone.
"""

from __future__ import annotations

from typing import Any

FONT = "Times New Roman"
_GREY, _LIGHT, _OPEN, _HEAD, _RED = "#D9D9D9", "#F2F2F2", "#FFFBE0", "#DCE6F1", "#C00000"
_GRID = {"border": 1, "border_color": "#A6A6A6", "valign": "top"}
_BASE = {"font_name": FONT, "font_size": 11, "valign": "top"}
_WRAP = {"text_wrap": True}
TEXT, COUNT, RATE, DATE = "@", "#,##0", "General", "dd/mm/yyyy"
"""Number formats; a cell of text keeps "05" and "- a" as they are typed."""

_DECLARED: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {**_WRAP},
    "title": {"bold": True, "font_size": 14},
    "owner": {"bold": True},
    "help": {"italic": True},
    "mark": {"bold": True, "font_size": 14, "font_color": _RED},
    "strong": {"bold": True, **_WRAP},
    "header": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": _HEAD, **_WRAP},
    "section": {"bold": True, "bg_color": _GREY, **_WRAP},
    "section_centre": {"bold": True, "bg_color": _GREY, "align": "center"},
    "locked": {"bg_color": _LIGHT, **_WRAP},
    "locked_centre": {"bg_color": _LIGHT, "align": "center", **_WRAP},
    "label": {**_WRAP},
    "label_centre": {"align": "center", **_WRAP},
    "known": {"font_color": "#595959", "num_format": COUNT},
    "known_rate": {"font_color": "#595959", "num_format": RATE, "align": "right"},
    "known_state": {"font_color": "#595959", "italic": True, "align": "right", **_WRAP},
    "filled": {"bg_color": _LIGHT, "num_format": COUNT, "align": "right"},
    "filled_rate": {"bg_color": _LIGHT, "num_format": RATE, "align": "right"},
    "filled_state": {"bg_color": _LIGHT, **_WRAP},
    "again": {"num_format": COUNT, "align": "right"},
    "warning": {"font_color": _RED, **_WRAP},
    "hidden": {},
    "count": {"num_format": COUNT, "align": "right"},
    "rate": {"num_format": RATE, "align": "right"},
    "choice": {"num_format": TEXT, "align": "right", **_WRAP},
    "state": {"num_format": TEXT, **_WRAP},
    "text": {"num_format": TEXT, **_WRAP},
    "said": {"bg_color": _LIGHT, "font_color": "#595959", **_WRAP},
    "date": {"num_format": DATE, "align": "center"},
}
_GRIDLESS = {"plain", "wrapped", "title", "owner", "help", "mark", "strong", "hidden"}
_OPENED = {"count", "rate", "choice", "state", "text", "date"}


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def __call__(self, name: str, number_format: str = "") -> Any:
        """Return a format by its name, with another number format where one is given."""
        asked = (name, number_format)
        if asked not in self._made:
            self._made[asked] = self._workbook.add_format(_properties(name, number_format))
        return self._made[asked]

    def differing(self, properties: dict[str, Any]) -> Any:
        """Return a format of a condition: what it changes of the cell's own."""
        return self._workbook.add_format(properties)


def _properties(name: str, number_format: str) -> dict[str, Any]:
    grid = {} if name in _GRIDLESS else _GRID
    opened = {"locked": False, "bg_color": _OPEN} if name in _OPENED else {}
    other = {"num_format": number_format} if number_format else {}
    return {**_BASE, **grid, **opened, **_DECLARED[name], **other}


def fixed(decimals: int) -> str:
    """Return the number format that always shows so many decimals.

    >>> fixed(2)
    '0.00'
    """
    return f"0.{'0' * decimals}"
