"""Where a number comes from, and where it goes: its cells; figures, sentences, charts, rules.

A sentence is a commune's own where it wrote one, else the outline's. Of a cell, what prints a
figure that it enters is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks import SAYS
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.figures.derive import derive, input_of
from cchc_toolkit.figures.figure import Figure, Input
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.placeholder import placeholders
from cchc_toolkit.submission.submission import Passage

Side = Literal["", "numerator", "denominator"]
SIDES: dict[Side, str] = {"": "", "numerator": "tử số", "denominator": "mẫu số"}


class Origin(NamedTuple):
    """A cell that a number comes from; of a number that was reported, the number itself."""

    side: Side
    key: str
    stt: str
    label: str
    text: str
    """As printed, or why there is none."""
    source: str
    """File and line, or what the filler named."""


def origins(found: Figure) -> tuple[Origin, ...]:
    """Return the cells that a figure was made from."""
    sides: tuple[tuple[Side, tuple[Input, ...]], ...] = (
        ("numerator", found.numerator_inputs), ("denominator", found.denominator_inputs),
    )  # fmt: skip
    return tuple(_origin(side, one) for side, inputs in sides for one in inputs)


def _origin(side: Side, one: Input) -> Origin:
    return Origin(side, one.key, one.stt, one.label, one.text, one.source)


@dataclass(frozen=True)
class Explained:
    """A number of a submission: its label, how it is worked out, its cells and its uses."""

    key: str
    label: str
    formula: str
    """Of a reported number the number as it is printed."""
    origins: tuple[Origin, ...]
    uses: tuple[Use, ...]


def explained(submission: Submission, key: str) -> Explained:
    """Return where a number comes from and goes; raise `UsageError` for no key of the form."""
    form, figure = submission.form, derive(submission).get(key)
    there = uses(form, key, submission.texts)
    if figure is not None:
        return Explained(key, figure.label, figure.formula, origins(figure), there)
    if key not in form.keys:
        raise UsageError(
            f'Biểu không có chỉ số hay chỉ tiêu "{key}".',
            advice=nearest(key, form.keys) or 'Xem "cchc catalogue" và "cchc catalogue --figures".',
        )
    cell = input_of(key, submission)
    label = form.full_name(form.indicators[key])
    return Explained(key, label, cell.text, (_origin("", cell),), there)


Kind = Literal["phụ lục", "chỉ số", "ô tính từ ô này", "câu", "biểu đồ", "quy tắc"]


class Use(NamedTuple):
    """A place where a number is used: `key` is that of the figure, cell, item, chart or rule."""

    kind: Kind
    key: str
    what: str
    """Its words: label, heading, title, what the rule says."""
    through: str = ""
    """The figure by way of which it gets there, "" where it stands there itself."""


def uses(
    form: Form, key: str, texts: Mapping[str, Passage] = MappingProxyType({})
) -> tuple[Use, ...]:
    """Return where a cell or figure of a form is used; `texts` are what a commune wrote.

    >>> from cchc_toolkit.catalogue import load_form
    >>> found = uses(load_form("phu_luc_01b"), "tthc.ho_so.tiep_nhan")
    >>> [use.what for use in found if use.kind == "chỉ số"][0]
    'Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận'
    """
    figures = [one.key for one in form.ratios if key in one.numerator + one.denominator]
    printed = {key: "", **{figure: figure for figure in figures}}
    return (
        *_on_the_form(form, key),
        *(Use("chỉ số", figure, form.ratio[figure].label) for figure in figures),
        *_in_sentences(form, printed, texts),
        *_in_charts(form, printed),
        *_in_rules(form, key),
    )


def elsewhere(found: Iterable[Use], here: str = "", *, charts: bool = True) -> str:
    """Return in one line where else a number stands or is used, "" for nowhere.

    `here` is the item of the outline whose sentence says it; without `charts` none is drawn.

    >>> elsewhere((Use("câu", "II.1", "Thể chế: Kết quả"), Use("quy tắc", "R01", "bằng tổng")))
    'câu "Thể chế: Kết quả"; quy tắc R01'
    """
    groups: dict[str, dict[str, None]] = {}
    for use in found:
        drawn = charts or use.kind != "biểu đồ"
        if drawn and (use.kind, use.key) != ("câu", here):
            groups.setdefault(use.kind, {})[_called(use)] = None
    return "; ".join(f"{kind} {', '.join(words)}" for kind, words in groups.items())


def _called(use: Use) -> str:
    if use.kind == "quy tắc":
        return use.key
    number, _, name = use.what.partition(' "')
    if use.kind == "phụ lục" and name:
        return number
    return use.what if use.kind in ("phụ lục", "ô tính từ ô này") else f'"{use.what}"'


def _on_the_form(form: Form, key: str) -> Iterator[Use]:
    row = form.indicators.get(key)
    if row is not None and not row.supplementary:
        yield Use("phụ lục", key, form.full_name(row))
    for cell in form.definitions.values():
        if key in cell.keys:
            yield Use("ô tính từ ô này", cell.key, form.full_name(form.indicators[cell.key]))


def _in_sentences(
    form: Form, printed: Mapping[str, str], texts: Mapping[str, Passage]
) -> Iterator[Use]:
    for id, heading, sentence in _sentences(form):
        own = texts.get(id)
        names = _named_in(" ".join(own.paragraphs) if own is not None else sentence)
        yield from (Use("câu", id, heading, printed[name]) for name in names if name in printed)


@lru_cache(maxsize=16)
def _sentences(form: Form) -> tuple[tuple[str, str, str], ...]:
    """Return each item of the outline with its heading and default sentence."""
    return tuple(
        (item.id, f"{part.heading or section.heading}: {item.label}".rstrip(": "), item.sentence)
        for section in form.outline
        for part in section.parts
        for item in part.items
    )


@lru_cache(maxsize=1024)
def _named_in(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in placeholders(sentence)))


def _in_charts(form: Form, printed: Mapping[str, str]) -> Iterator[Use]:
    for chart in form.charts:
        parts = [row.key for row in form.children.get(chart.parts_of, ())] if chart.parts_of else []
        drawn = [name for name in (*chart.keys, *parts) if name in printed]
        yield from (Use("biểu đồ", chart.id, chart.title, printed[name]) for name in drawn)


def _in_rules(form: Form, key: str) -> Iterator[Use]:
    for relation in form.relations_with.get(key, ()):
        yield Use("quy tắc", relation.rule, relation.says or SAYS[relation.rule])
    stated = next((one for one in form.ratios if one.stated == key), None)
    if stated is not None:
        yield Use("quy tắc", "R03", SAYS["R03"], stated.key)
