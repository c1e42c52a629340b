"""What a rule looks at: one submission with its form, the window and how final the report is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.params import Office
from cchc_toolkit.periods import Window
from cchc_toolkit.submission import Placeholder, Submission, parts, split, total


@dataclass(frozen=True)
class Scope:
    """The inputs of every rule; `final` is whether the report is meant to be signed."""

    submission: Submission
    window: Window
    office: Office
    final: bool = False

    @property
    def form(self) -> Form:
        """The form that the submission was made on."""
        return self.submission.form

    def number(self, key: str) -> Decimal | None:
        """Return the reported number of a cell, None where there is none."""
        return self.submission.value(key).number

    def total(self, row: Indicator) -> Decimal | None:
        """Return the number of a row, or of its parts where it is blank."""
        return total(self.submission, row)

    def parts(self, row: Indicator) -> tuple[Indicator, ...]:
        """Return the rows that must add up to this one."""
        return parts(self.submission, row)

    def says_something(self, sentence: str) -> bool:
        """Whether at least one number of a default sentence is known."""
        return any(
            self._known(piece.name) for piece in split(sentence) if isinstance(piece, Placeholder)
        )

    def _known(self, key: str) -> bool:
        ratio = self.form.ratio.get(key)
        if ratio is None:
            return self.number(key) is not None
        keys = [name for name in ratio.numerator + ratio.denominator if not name.startswith("@")]
        return all(self.number(name) is not None for name in keys)
