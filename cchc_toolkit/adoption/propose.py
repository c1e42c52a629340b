"""From what a file prints to a declaration: every line proposed, what is uncertain marked."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_toolkit.adoption.draft import Draft, Line
from cchc_toolkit.adoption.earlier import earlier_lines
from cchc_toolkit.adoption.head import head_of
from cchc_toolkit.adoption.outline import outline_lines
from cchc_toolkit.adoption.rates import charts, figures, rules
from cchc_toolkit.adoption.rows import Proposed, may_fall, proposed_rows
from cchc_toolkit.adoption.source import Source
from cchc_toolkit.adoption.sums import formulas
from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError

_FEWEST = 2


def propose(source: Source, form_id: str, replaced: Form | None = None) -> Draft:
    """Return the declaration of the form that a file prints; `replaced` is the one before it."""
    if len(source.rows) < _FEWEST:
        raise DataError(
            f"Bảng chỉ có {len(source.rows)} dòng: chưa phải là một biểu mẫu.",
            where=source.name,
            advice="Kiểm tra xem bảng có bị tách khỏi dòng tiêu đề STT, Chỉ tiêu… không.",
        )
    head = head_of(source, form_id)
    levels = tuple(pair.partition("=")[0] for pair in head["levels"].split("|"))
    printed = formulas(source.rows, source.relations)
    rows = proposed_rows(source.rows, printed, levels)
    rates = figures(rows, head["reported_by"])
    return Draft(
        head,
        {
            "rows": tuple(_line(row, rows, head["reported_by"]) for row in rows),
            "figures": rates,
            "rules": rules(rows, printed, head["reported_by"]),
            "outline": outline_lines(source.lines),
            "charts": charts(rows, rates, head["reported_by"]),
            "earlier": earlier_lines(rows, replaced) if replaced else (),
        },
    )


def _line(row: Proposed, rows: Sequence[Proposed], level: str) -> Line:
    measure, unit = row.measure, row.printed.unit
    bounded = measure.kind in ("count", "money", "percent") and not may_fall(row)
    summed = measure.kind in ("count", "money") and level in row.levels
    return {
        "key": row.key,
        "stt": row.printed.stt,
        "stt_corrected": row.place.number,
        "label": row.printed.label,
        "unit": unit,
        "unit_corrected": measure.unit if measure.unit != unit else "",
        "kind": measure.kind,
        "parent": rows[row.parent].key if row.parent is not None else "",
        "part": "sum" if row.part else "",
        "levels": "|".join(row.levels),
        "rollup": "" if measure.kind == "heading" else "sum" if summed else "none",
        "choices": "|".join(f"{code}={answer}" for code, answer in measure.choices),
        "min": "0" if bounded else "",
        "max": "100" if bounded and measure.kind == "percent" else "",
        "sure": str(row.sure),
        "why": row.why,
        "where": row.printed.where,
    }
