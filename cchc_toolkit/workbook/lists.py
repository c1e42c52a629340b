"""The lists behind drop-downs, on the hidden sheet: a list of its own may hold commas."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.text.vocabulary import DOCUMENT_TYPES
from cchc_toolkit.workbook.compiled import drop_downs
from cchc_toolkit.workbook.plan import Plan
from cchc_toolkit.workbook.words import HIDDEN, SAME

FIRST_COLUMN = 3
"""The columns before it hold the identity."""
DOCUMENT_TYPE_LIST = tuple(dict.fromkeys(DOCUMENT_TYPES.split("|")))


class Lists:
    """The lists of a workbook: each distinct one takes a column of the hidden sheet."""

    def __init__(self, plan: Plan) -> None:
        self.columns: dict[tuple[str, ...], int] = {}
        self.states = self._source(tuple(STATE_WORDS.values()))
        self.states_or_same = self._source((*STATE_WORDS.values(), SAME))
        self.types = self._source(DOCUMENT_TYPE_LIST)
        self.answers = {key: self._source(answers) for key, answers in drop_downs(plan)}

    def _source(self, items: Sequence[str]) -> str:
        """Return the range of a list, as a drop-down refers to it."""
        column = self.columns.setdefault(tuple(items), FIRST_COLUMN + len(self.columns))
        name = xl_col_to_name(column)
        return f"={HIDDEN}!${name}$1:${name}${len(items)}"
