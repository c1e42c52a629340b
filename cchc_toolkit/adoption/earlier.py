"""Which row of the form before each row goes on: for last period's and last year's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_toolkit.adoption.draft import Line
from cchc_toolkit.adoption.rows import Proposed
from cchc_toolkit.adoption.units import Measure
from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.documents.align import Found, align
from cchc_toolkit.text.units import nouns_of_units

_SURE = 0.98
_NEW = "dòng mới của biểu này"


def earlier_lines(rows: Sequence[Proposed], replaced: Form) -> tuple[Line, ...]:
    """Return a line for each row that takes a value: its key in the form before, or why none."""
    printed = [
        Found(one.place.number, one.printed.label, one.printed.unit, "", "", str(at))
        for at, one in enumerate(rows)
    ]
    matches = {
        int(found.where.split(" ")[0]): (old, sure)
        for found, old, sure in align(printed, replaced.rows)
    }
    return tuple(_lines(rows, matches, replaced))


def _lines(rows: Sequence[Proposed], matches: dict, replaced: Form) -> Iterator[Line]:  # type: ignore[type-arg]
    for at, row in enumerate(rows):
        if row.measure.kind == "heading":
            continue
        old, sure = matches.get(at, (None, 0.0))
        line = {"form": replaced.id, "key": row.key, "where": row.printed.where}
        if old is None or not old.fillable:
            yield {**line, "was": "", "reason": _NEW, "sure": "80", "why": "không thấy dòng giống"}
        elif not _same_measure(old, row.measure):
            reason = f"đổi đơn vị: {old.true_unit or old.kind} thành {_said(row)}"
            yield {
                **line,
                "was": "",
                "reason": reason,
                "sure": "80",
                "why": f"giống dòng {old.name}",
            }
        else:
            why = "" if sure >= _SURE else f"giống dòng {old.name} ({sure:.0%})"
            yield {**line, "was": old.key, "reason": "", "sure": f"{sure * 100:.0f}", "why": why}


def _same_measure(old: Indicator, now: Measure) -> bool:
    """Whether two rows count the same: a choice by its answers, any other by its unit."""
    if old.kind != now.kind or now.kind == "choice":
        return old.kind == now.kind and old.choices == now.choices
    nouns, one, other = nouns_of_units(), old.true_unit, now.unit
    return one == other or bool(set(nouns.get(one, (one,))) & set(nouns.get(other, (other,))))


def _said(row: Proposed) -> str:
    return row.measure.unit or row.printed.unit or row.measure.kind
