"""R03 in a document: a stated rate recomputed from the rows of the appendix."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.text_rules import wrong_rate
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport


def rates_of_cells(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each stated rate that the rows it is computed from do not give."""
    beside = {ratio.stated for ratio in reading.issued.ratios}
    for at, link in reading.links.items():
        ratio = reading.form.ratio.get(link.key)
        if ratio is None or not ratio.denominator or at in beside or _by_engine(reading, ratio):
            continue
        top, bottom = reading.scope.added(ratio.numerator), reading.scope.added(ratio.denominator)
        if top is None or not bottom:
            continue
        keys = (*ratio.numerator, *ratio.denominator)
        yield from wrong_rate(
            rule,
            reading.scope,
            at,
            (top, bottom),
            "chặn" if link.sure else "cao",
            scale=ratio.scale,
            keys=keys,
            spans=[span for key in keys for span in reading.cell_spans(key)],
        )


def _by_engine(reading: UnderstoodReport, ratio: Ratio) -> bool:
    """Whether the engine has the rate as a cell and recomputes it itself."""
    return bool(ratio.stated) and reading.scope.number(ratio.stated) is not None
