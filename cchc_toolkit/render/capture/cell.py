"""One cell of a notebook: its number as an author counts, its tags, its `#|` options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cchc_toolkit.errors import RenderError

INJECTED = "injected-parameters"
"""The tag of the cell that papermill adds, which no author counts."""
_OPTION = re.compile(r"#\|\s?(.*)")
_HIDING = ("remove-cell", "remove-output", "remove_cell", "remove_output")


@dataclass(frozen=True)
class Cell:
    """A cell and its number from 1, without the one that papermill adds."""

    number: int
    node: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """`code`, `markdown` or `raw`."""
        return str(self.node["cell_type"])

    @cached_property
    def source(self) -> str:
        """The text of the cell."""
        source = self.node.get("source", "")
        return source if isinstance(source, str) else "".join(source)

    @property
    def outputs(self) -> tuple[Mapping[str, Any], ...]:
        """What it showed."""
        return tuple(self.node.get("outputs", ()))

    @cached_property
    def options(self) -> Mapping[str, Any]:
        """What the lines `#| key: value` at its top say (as Quarto reads them)."""
        lines = []
        for line in self.source.splitlines():
            found = _OPTION.match(line)
            if found is None:
                break
            lines.append(found[1])
        return self._parsed("\n".join(lines)) if lines else {}

    def _parsed(self, text: str) -> Mapping[str, Any]:
        import yaml

        try:
            said = yaml.safe_load(text)
        except yaml.YAMLError:
            said = None
        if not isinstance(said, dict):
            raise self.refused(
                "có dòng #| không đọc được",
                'Ghi mỗi dòng một tùy chọn, ví dụ #| fig-cap: "Tên hình".',
            )
        return said

    @property
    def hidden(self) -> bool:
        """Whether the author asks that nothing of it is printed."""
        tags = self.node.get("metadata", {}).get("tags", ())
        if any(tag in tags for tag in _HIDING):
            return True
        return any(self.options.get(name) is False for name in ("include", "output"))

    def said(self, option: str) -> Iterator[str]:
        """Yield what an option says of the first, the second … output that it is about."""
        value = self.options.get(option)
        for one in value if isinstance(value, list) else () if value is None else (value,):
            yield str(one)

    @property
    def place(self) -> str:
        """Where an error says that it happened: the number and the first line of what it does."""
        lines = (line.strip() for line in self.source.splitlines())
        first = next((line for line in lines if line and not line.startswith("#|")), "")
        words = f"{first[:57]}…" if len(first) > 58 else first
        return f"sổ tay, ô số {self.number}" + (f": {words}" if words else "")

    def refused(self, what: str, advice: str) -> RenderError:
        """Return the error that stops a report at this cell."""
        return RenderError(f"Ô số {self.number} {what}.", where=self.place, advice=advice)


def cells_of(notebook: Mapping[str, Any]) -> Iterator[Cell]:
    """Yield the cells of a notebook, those of papermill left out."""
    number = 0
    for node in notebook["cells"]:
        if INJECTED not in node.get("metadata", {}).get("tags", ()):
            number += 1
            yield Cell(number, node)
