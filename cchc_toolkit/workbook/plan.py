"""Where each row of a form stands in the workbook, and which of its cells are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.catalogue.derived import sum_parts
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, VALUES, value_rows
from cchc_toolkit.workbook.computed import computed_keys
from cchc_toolkit.workbook.words import value_column


@dataclass(frozen=True)
class Plan:
    """The layout of the two sheets of figures; the same for all communes that open the same cells.

    `opened` are the keys whose cells take an entry: those that a commune fills, and those that
    hold something although only a district fills them, so that it can be taken out.
    """

    digest: str
    """That of the form, by which plans are told apart."""
    opened: frozenset[str]
    computed: frozenset[str]
    """Those of them that fill themselves by formula (`computed_keys`)."""
    form: Form = field(compare=False, repr=False)

    @cached_property
    def rows(self) -> dict[str, tuple[Indicator, ...]]:
        """The rows of each sheet of figures that the form needs, in printed order."""
        both = {VALUES: self.form.rows, SUPPLEMENT: self.form.supplement}
        return {sheet: rows for sheet, rows in both.items() if rows}

    @cached_property
    def place(self) -> dict[str, tuple[str, int]]:
        """Sheet and row (from 0) of every key."""
        return {key: (sheet, at - 1) for key, (sheet, at) in value_rows(self.form).items()}

    @cached_property
    def totalled(self) -> frozenset[str]:
        """The keys that have a number of their own or of their parts to be added up."""
        return frozenset(row.key for row in self.form.fillable if self._has_total(row))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The keys that a clerk has to fill: open cells that do not fill themselves."""
        return self.opened - self.computed

    @cached_property
    def shown(self) -> frozenset[str]:
        """The rows that are seen: those with open cells, what they add up to, their headings.

        Out of sight are rows of other levels, and what only the texts state and fills itself.
        """
        rows = self.form.indicators
        found: set[str] = set()
        for key in self.opened:
            if key in self.computed and rows[key].supplementary:
                continue
            above = key
            while above and above not in found:
                found.add(above)
                above = rows[above].parent
        return frozenset(found)

    def _has_total(self, row: Indicator) -> bool:
        return row.key in self.opened or any(map(self._has_total, sum_parts(self.form, row)))

    def ref(self, key: str, column: str, sheet: str) -> str:
        """Return a cell of a key as a formula on a sheet writes it."""
        home, at = self.place[key]
        cell = f"{xl_col_to_name(value_column(column))}{at + 1}"
        return cell if home == sheet else f"'{home}'!{cell}"

    def parts(self, row: Indicator) -> tuple[Indicator, ...]:
        """Return the rows with open cells that the form adds up to a row."""
        found = (part for part in sum_parts(self.form, row) if part.key in self.totalled)
        return tuple(part for part in found if self.form.applies(part) or part.key in self.opened)


def plan_of(form: Form, submission: Submission) -> Plan:
    """Return the plan of a commune that has reported this so far.

    >>> from cchc_toolkit.catalogue import load_form
    >>> form = load_form("bieu_06_kstt")
    >>> plan = Plan(form.digest, frozenset(row.key for row in form.fillable), frozenset(), form)
    >>> plan.place["kstt.nhan"], plan.ref("kstt.nhan", "value", "Biểu số liệu")
    (('Biểu số liệu', 5), 'E6')
    """
    opened = opened_keys(form, submission)
    return Plan(form.digest, opened, computed_keys(submission) & opened, form)


def opened_keys(form: Form, submission: Submission) -> frozenset[str]:
    """Return the keys whose cells are open for a commune that has reported this so far."""
    return frozenset(_filled(form, submission)) | {
        row.key for row in form.fillable if form.applies(row)
    }


def _filled(form: Form, submission: Submission) -> Iterable[str]:
    for row in form.fillable:
        cell = submission.value(row.key)
        if cell.state != "not_reported" or cell.note:
            yield row.key
