"""Which row of the form before each row goes on: for last period's and last year's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_toolkit.adoption.draft import Line
from cchc_toolkit.adoption.rows import Proposed
from cchc_toolkit.catalogue import Form
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
        elif old.kind != row.measure.kind or not _same_unit(old.true_unit, row.measure.unit):
            reason = f"đổi đơn vị: {old.true_unit or old.kind} thành {row.measure.unit}"
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


def _same_unit(one: str, other: str) -> bool:
    nouns = nouns_of_units()
    return one == other or bool(set(nouns.get(one, (one,))) & set(nouns.get(other, (other,))))
