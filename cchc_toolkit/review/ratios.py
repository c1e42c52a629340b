"""R03 in a document: a rate recomputed from the amounts of its own sentence, or of the appendix."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.checks import Severity
from cchc_toolkit.checks.located_finding import LocatedFinding
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.rule import ReviewRule
from cchc_toolkit.text.arithmetic import half_up, how_rounded, share
from cchc_toolkit.text.formatting import print_number


def stated_ratios(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each rate that is not the quotient of the two amounts beside it."""
    mentions = reading.issued.mentions
    for ratio in reading.issued.ratios:
        if ratio.stated is None:
            continue
        top, bottom = mentions[ratio.numerator], mentions[ratio.denominator]
        if bottom.number == 0 or mentions[ratio.stated].doubtful:
            continue
        names = f"{top.text}/{bottom.text}"
        yield from _wrong(rule, reading, ratio.stated, (top.number, bottom.number), names, "chặn")


def rates_of_cells(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each stated rate that the rows it is computed from do not give."""
    beside = {ratio.stated for ratio in reading.issued.ratios}
    for at, link in reading.links.items():
        ratio = reading.form.ratio.get(link.key)
        if ratio is None or not ratio.denominator or at in beside or _by_engine(reading, ratio):
            continue
        top, bottom = _sum(reading, ratio.numerator), _sum(reading, ratio.denominator)
        if top is None or not bottom:
            continue
        names = f"{print_number(top)}/{print_number(bottom)}"
        severity: Severity = "chặn" if link.sure else "cao"
        yield from _wrong(rule, reading, at, (top, bottom), names, severity, ratio)


def _by_engine(reading: UnderstoodReport, ratio: Ratio) -> bool:
    """Whether the engine has the rate as a cell and recomputes it itself."""
    return bool(ratio.stated) and reading.scope.number(ratio.stated) is not None


def _sum(reading: UnderstoodReport, keys: tuple[str, ...]) -> Decimal | None:
    numbers = [reading.scope.number(key) for key in keys]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _wrong(
    rule: ReviewRule,
    reading: UnderstoodReport,
    at: int,
    pair: tuple[Decimal, Decimal],
    names: str,
    severity: Severity,
    ratio: Ratio | None = None,
) -> Iterator[LocatedFinding]:
    stated = reading.issued.mentions[at]
    scale = ratio.scale if ratio is not None else 100
    exact = pair[0] * scale / pair[1]
    how = how_rounded(stated.number, exact)
    decimals = max(0, -int(stated.number.as_tuple().exponent))
    right = share(*pair, decimals, scale)
    if how == "rounded" or stated.number == right:
        return
    cut = how == "truncated"
    tail = "số đã ghi bị cắt bớt, không làm tròn" if cut else "không khớp cách làm tròn nào"
    keys = (*ratio.numerator, *ratio.denominator) if ratio is not None else ()
    yield rule.at(
        reading,
        [reading.mention_spot(at), *(span for key in keys for span in reading.cell_spans(key))],
        f"Lời văn ghi {stated.quote}, tính lại {names} = {print_number(half_up(exact, 4))}%, "
        f"làm tròn là {print_number(right, decimals)}% ({tail}).",
        severity="vừa" if cut else severity,
        keys=keys,
        expected=f"{print_number(right, decimals)}%",
        found=stated.text,
    )
