"""One thing that may be reported: a printed row of a form, or a figure only the narrative uses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

Kind = Literal["heading", "count", "money", "percent", "choice"]
Rollup = Literal["sum", "recomputed", "none"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLLUPS: tuple[Rollup, ...] = get_args(Rollup)
_MULTIPLES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")


@dataclass(frozen=True)
class Indicator:
    """A row of a form, declared once and read by forms, checks, tables and docs.

    `key` is ours: stable, unique, ASCII. `stt` and `label` are what the form prints, misprints
    included, and never keys. `unit` is as printed, `unit_corrected` what it should be.
    """

    key: str
    stt: str
    stt_corrected: str
    label: str
    unit: str
    unit_corrected: str
    kind: Kind
    parent: str
    part_of_sum: bool
    """Whether this row and its siblings so marked add up to the parent."""
    levels: frozenset[str]
    """Who fills it: levels that the form names."""
    rollup: Rollup
    choices: tuple[tuple[str, str], ...]
    """Coded answers the form hides in its unit column: `("0", "Trực tuyến")`."""
    minimum: Decimal | None
    maximum: Decimal | None
    supplementary: bool
    """True where the form has no such row: only the narrative uses the figure."""

    @property
    def fillable(self) -> bool:
        """Whether the row takes a value of its own."""
        return self.kind != "heading"

    @property
    def numbered(self) -> bool:
        """Whether the form prints a number before the row: `3.3.1.`, `(2)`."""
        return self.stt.lstrip("(")[:1].isdigit()

    @property
    def integer(self) -> bool:
        """Whether only whole numbers make sense (counts, đồng, codes of choices).

        Of millions of đồng a part makes sense too.
        """
        in_thousands = self.kind == "money" and self.true_unit.lower().startswith(_MULTIPLES)
        return self.kind in ("count", "money", "choice") and not in_thousands

    @property
    def true_unit(self) -> str:
        """The unit that the number really has: the corrected one where the form's is wrong."""
        return self.unit_corrected or self.unit

    @property
    def name(self) -> str:
        """Printed number and label as a message quotes them: `3.3.1 "Số lượng hồ sơ đã…"`."""
        number = self.stt.rstrip(".") if self.stt[:1].isdigit() else ""
        return f'{number} "{self.label}"'.strip()

    def choice(self, code: Decimal) -> str:
        """Return the printed answer of a coded choice, "" if there is none."""
        return dict(self.choices).get(str(code), "")
