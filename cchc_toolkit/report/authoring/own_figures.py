"""Figures of an author's own: declared in a notebook, computed, checked and listed like ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from cchc_toolkit.blocks import Preformatted
from cchc_toolkit.blocks.html import fragment
from cchc_toolkit.blocks.values import MIME, to_json
from cchc_toolkit.catalogue import DENOMINATOR_RULES, Form, Ratio, load_form
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.figures import Figure, derive
from cchc_toolkit.report import Report
from cchc_toolkit.submission.params import Params

_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+", re.ASCII)
_WHERE = "define"


def define(
    report: Report,
    key: str,
    label: str,
    numerator: str | Iterable[str],
    denominator: str | Iterable[str] = (),
    *,
    unit: str = "%",
    scale: int = 100,
    decimals: int = 2,
    rule: str = "",
    stated: str = "",
    source: str = "tự định nghĩa trong sổ tay",
) -> Report:
    """Return the report with one more figure: the sum of some cells over that of others.

    Keys come as a list or as `"a + b"`; without a denominator the figure is the sum. From then on
    `{so:KEY}` prints it with formula and source, and the run lists it in `figures.json`. `stated`
    is the cell in which the commune gives the same figure itself, to be checked. Raises
    `UsageError` for a key that the form has or lacks.
    """
    top, bottom = _keys(numerator), _keys(denominator)
    ratio = Ratio(key, label, top, bottom, rule, unit, scale, decimals, stated, source)
    found = with_figures(report, (ratio,))
    _show(Defined(ratio, found.figures[key], report.stamp))
    return found


def _keys(said: str | Iterable[str]) -> tuple[str, ...]:
    keys = said.split("+") if isinstance(said, str) else said
    return tuple(key.strip() for key in keys if key.strip())


def with_figures(report: Report, own: tuple[Ratio, ...]) -> Report:
    """Return the report with figures of its author's own; nothing is checked anew."""
    form = report.form
    for ratio in own:
        form = form_with(form, ratio)
    submission = replace(report.submission, form=form)
    return replace(report, submission=submission, figures=MappingProxyType(derive(submission)))


def with_own(params: Params, own: Iterable[Ratio]) -> Params:
    """Return the parameters of a run whose form has the figures that its notebook defined."""
    form = params.form
    for ratio in own:
        form = form_with(form, ratio)
    return replace(params, form=form)


def form_with(form: Form, ratio: Ratio) -> Form:
    """Return the form with one more figure, or with an author's own declared anew.

    Raises `UsageError` on a declaration that cannot be computed.
    """
    if ratio.key in form.indicators or ratio.key in load_form(form.id).ratio:
        raise _wrong(f'Biểu đã có chỉ số "{ratio.key}".', "Đặt khóa khác, ví dụ rieng.ty_le_a.")
    if not _KEY.fullmatch(ratio.key):
        raise _wrong(
            f'Khóa "{ratio.key}" không dùng được.',
            "Ghi chữ thường không dấu, số, gạch dưới, ngăn bằng dấu chấm, ví dụ rieng.ty_le_a.",
        )
    if not ratio.label.strip() or not ratio.numerator:
        raise _wrong(f'Chỉ số "{ratio.key}" thiếu tên hoặc tử số.', "Ghi label và numerator.")
    if not (0 <= ratio.decimals <= 6 and ratio.scale > 0):
        raise _wrong(
            f'Chỉ số "{ratio.key}" có decimals hoặc scale không đúng.',
            "decimals từ 0 đến 6, scale là số nguyên dương (100 cho phần trăm).",
        )
    fillable = [row.key for row in form.fillable]
    stated = (ratio.stated,) if ratio.stated else ()
    for name in (*ratio.numerator, *ratio.denominator, *stated):
        if name not in fillable:
            advice = nearest(name, fillable) or 'Xem "cchc catalogue".'
            raise _wrong(f'Biểu không có chỉ tiêu "{name}".', advice)
    if ratio.rule not in DENOMINATOR_RULES:
        rules = ", ".join(filter(None, DENOMINATOR_RULES))
        raise _wrong(f'Không có quy tắc mẫu số "{ratio.rule}".', f"Bỏ rule, hoặc ghi: {rules}.")
    others = tuple(one for one in form.ratios if one.key != ratio.key)
    return replace(form, ratios=(*others, ratio))


def _wrong(problem: str, advice: str) -> UsageError:
    return UsageError(problem, where=_WHERE, advice=advice)


@dataclass(frozen=True)
class Defined:
    """A figure as its cell shows it: for the author; the report prints it where it is named."""

    ratio: Ratio
    figure: Figure
    stamp: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        said = f"{self.ratio.key}: {self.figure.label}: {self.figure.formula}"
        carried = {**to_json(()), "stamp": self.stamp, "authored": True}
        return {
            MIME: {**carried, "figure": asdict(self.ratio)},
            "text/html": fragment((Preformatted(said),)),
            "text/plain": said,
        }


def _show(defined: Defined) -> None:
    """Show the figure below its cell, so that the executed notebook carries its declaration."""
    import sys

    shell = sys.modules.get("IPython.core.interactiveshell")
    if shell is not None and shell.InteractiveShell.initialized():
        from IPython.display import display

        display(defined)  # type: ignore[no-untyped-call]


def figures_of(notebook: Mapping[str, Any]) -> tuple[Ratio, ...]:
    """Return the figures that an executed notebook defined, in order.

    Raises `UsageError` where it defined one key in two ways, of which pages would show both.
    """
    found: dict[str, Ratio] = {}
    for ratio in _carried(notebook):
        if found.setdefault(ratio.key, ratio) != ratio:
            raise _wrong(
                f'Sổ tay định nghĩa chỉ số "{ratio.key}" hai cách khác nhau.',
                "Đặt cho mỗi cách tính một khóa.",
            )
    return tuple(found.values())


def _carried(notebook: Mapping[str, Any]) -> Iterator[Ratio]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            said = output.get("data", {}).get(MIME, {})
            if isinstance(said, dict) and "figure" in said:
                yield ratio_of(said["figure"])


def ratio_of(said: Mapping[str, Any]) -> Ratio:
    """Return a figure as a notebook or manifest carries it."""
    keys = {name: tuple(said[name]) for name in ("numerator", "denominator")}
    return Ratio(**{**said, **keys})
