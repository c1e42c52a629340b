"""R04, R25: a rate names what it is divided by; stated rates are written to one standard."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from cchc_toolkit.catalogue import Form, Ratio
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.relation_rules import broken_relations
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.text.arithmetic import decimals_of, half_up, how_rounded
from cchc_toolkit.text.formatting import print_number


def denominator_unsaid(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each rate whose denominator is missing, or that a text leaves unsaid."""
    yield from broken_relations(rule, scope)
    several = rates_with_several_denominators(scope.form)
    for prose in scope.prose:
        for mention in prose.mentions:
            ratio = several.get(mention.key)
            if ratio is not None and not _says_denominator(prose, mention.start, ratio):
                yield _unsaid(rule, scope, prose, mention.start, ratio)


def rates_with_several_denominators(form: Form) -> dict[str, Ratio]:
    """Return the rates whose name has more than one denominator in use, by key.

    Their keys share everything but the last word: `ty_le.dung_han.tt01`, `ty_le.dung_han.qd766`.
    """
    families: dict[str, list[Ratio]] = {}
    for ratio in form.ratios:
        if ratio.denominator and ratio.scale == 100:
            families.setdefault(ratio.key.rpartition(".")[0], []).append(ratio)
    return {ratio.key: ratio for same in families.values() if _differ(same) for ratio in same}


def _differ(ratios: list[Ratio]) -> bool:
    """Whether rates count the same thing and divide it by different ones."""
    counted = {ratio.numerator[0] for ratio in ratios}
    return len(counted) == 1 and len({ratio.denominator for ratio in ratios}) > 1


def _says_denominator(prose: Prose, place: int, ratio: Ratio) -> bool:
    sentence = prose.sentence(place).lower()
    named = any(m.key in ratio.denominator for m in prose.mentions)
    return named or any(word in sentence for word in ("trên số", "trên tổng số", "so với", "/"))


def _unsaid(rule: Rule, scope: Scope, prose: Prose, place: int, ratio: Ratio) -> Finding:
    return rule.finding(
        scope,
        (prose.item, ratio.key),
        f"{ratio.label}: lời văn không nói tỷ lệ chia cho số nào, mà cùng tên này có nhiều mẫu số.",
        severity="vừa",
        where=(prose.source,),
        quote=prose.sentence(place),
        advice="Viết cả tử số và mẫu số cạnh tỷ lệ.",
    )


def uneven_decimals(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding where stated rates have other decimals than declared, or mixed rounding."""
    stated = list(_stated(scope))
    for ratio, number, exact in stated:
        written = decimals_of(number)
        if written != ratio.decimals and half_up(exact, ratio.decimals) != number:
            shown = print_number(number, written)
            yield rule.finding(
                scope,
                (ratio.stated,),
                f"{ratio.label} ghi {shown}{ratio.unit} với {written} chữ số thập phân, quy ước "
                f"là {ratio.decimals}.",
                expected=f"{ratio.decimals} chữ số thập phân",
                found=shown,
            )
    ways = {how: ratio for ratio, number, exact in stated if (how := _way(number, exact))}
    if len(ways) > 1:
        cut, rounded = ways["truncated"], ways["rounded"]
        yield rule.finding(
            scope,
            (cut.stated, rounded.stated),
            f"Trong cùng báo cáo, {cut.label.lower()} bị cắt bớt chữ số còn "
            f"{rounded.label.lower()} thì làm tròn.",
        )


def _stated(scope: Scope) -> Iterator[tuple[Ratio, Decimal, Decimal]]:
    """Yield each stated rate with its number and the exact one, where both are known."""
    for ratio in scope.form.ratios:
        found = exact_rate(scope, ratio)
        if found is not None:
            yield ratio, *found


def exact_rate(scope: Scope, ratio: Ratio) -> tuple[Decimal, Decimal] | None:
    """Return a rate as stated and as its cells give it, None where any of them is missing."""
    number = scope.number(ratio.stated) if ratio.stated and ratio.denominator else None
    top, bottom = scope.added(ratio.numerator), scope.added(ratio.denominator)
    if number is None or top is None or not bottom:
        return None
    return number, top * ratio.scale / bottom


def _way(number: Decimal, exact: Decimal) -> str:
    """Return how a number was rounded where that can be told: exact and wrong ones cannot."""
    how = how_rounded(number, exact)
    if how == "neither" or number == exact:
        return ""
    cut = exact.quantize(number, ROUND_DOWN)
    return "" if how == "rounded" and cut == number else how
