"""What a unit has to mend in what it sent: each thing with its cells, arithmetic and way out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.checks import Finding, Severity
from cchc_toolkit.errors import CchcError
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.report import Report
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, VALUE_LETTER, VALUES, value_rows
from cchc_toolkit.submission.refusals import Refusal
from cchc_toolkit.text.formatting import print_date, print_number, upper_first

_MOST_CELLS = 5
_SHEETS = {VALUES: "", SUPPLEMENT: "bổ sung "}
_ENTRY = "biểu nhập "


@dataclass(frozen=True)
class Remark:
    """One thing to mend; `severity` is "" for what the checks did not find."""

    cells: tuple[str, ...]
    """Printed number and cell of the entry form: `3.3.1 (E42)`."""
    reported: tuple[str, ...]
    """What was reported in each, as it is printed."""
    wrong: str
    mend: str
    severity: Severity | str = ""
    count: int = 1
    """Of how many findings it tells: those that name no cell and are mended alike are one."""

    @property
    def blocking(self) -> bool:
        """Whether the report cannot be signed while it stands."""
        return self.severity in ("chặn", "")


def remarks_on(report: Report) -> tuple[Remark, ...]:
    """Return what the checks found in a report, the gravest first; what was let stand left out."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for at, one in enumerate(report.findings):
        alike = (one.rule, one.severity, one.advice, at if one.keys else "")
        if not one.waived:
            groups.setdefault(alike, []).append(one)
    return tuple(
        _of_finding(report, group[0]) if len(group) == 1 else _of_alike(group)
        for group in groups.values()
    )


def _of_alike(group: Sequence[Finding]) -> Remark:
    """Return one remark on findings of one rule that name no cell."""
    first, count = group[0], len(group)
    places = [one.where[0].removeprefix(_ENTRY) for one in group if one.where]
    more = ("…",) if len(places) > _MOST_CELLS else ()
    cells = (*places[: _MOST_CELLS - len(more)], *more)
    wrong = f"{_grade(first)} {first.message} Và {count - 1} chỗ khác như vậy."
    return Remark(cells, (), wrong, first.advice, first.severity, count)


def _grade(found: Finding) -> str:
    return f"({upper_first(found.severity)}, {found.rule})"


def _of_finding(report: Report, found: Finding) -> Remark:
    pairs = list(_cells(report, found))[:_MOST_CELLS]
    if not pairs:
        pairs = [(place.removeprefix(_ENTRY), "") for place in found.where[:1]]
    if len(found.keys) > _MOST_CELLS:
        pairs[-1] = ("…", "…")
    cells, reported = zip(*pairs, strict=True) if pairs else ((), ())
    return Remark(
        cells,
        reported,
        f"{_grade(found)} {found.message}",
        " ".join(filter(None, (found.suggestion, found.advice))),
        found.severity,
    )


def _cells(report: Report, found: Finding) -> Iterator[tuple[str, str]]:
    """Yield the cells of a finding with what was reported; documents and texts by their id."""
    rows, form = value_rows(report.form), report.form.indicators
    for at, key in enumerate(found.keys):
        if key in rows:
            sheet, row = rows[key]
            cell = f"{_SHEETS[sheet]}{VALUE_LETTER}{row}"
            number = form[key].stt.rstrip(".") if form[key].stt[:1].isdigit() else ""
            yield f"{number} ({cell})" if number else upper_first(cell), _said(report, key)
        else:
            item = report.form.items.get(key)
            what = f"Mục {item.name}" if item else f"Văn bản {key}"
            yield what, found.values[at] if at < len(found.values) else ""


def _said(report: Report, key: str) -> str:
    value = report.submission.value(key)
    if value.number is not None:
        return print_number(value.number)
    return "(trống)" if value.state == "not_reported" else STATE_WORDS[value.state]


def remarks_on_refused(refused: Sequence[Refusal]) -> tuple[Remark, ...]:
    """Return why files were refused, the last one first."""
    return tuple(map(_of_refusal, reversed(refused)))


def _of_refusal(one: Refusal) -> Remark:
    day = f"nhận {print_date(one.received)}" if one.received else ""
    wrong, where, mend = (" ".join(part.split()) for part in one.why)
    told = f"(Bị từ chối) {wrong}{f' ({where})' if where else ''}"
    kept = f"Tệp được giữ ở {one.place}."
    return Remark((one.file,), (day,), told, f"{mend} {kept}".strip())


def remark_on_error(error: CchcError) -> Remark:
    """Return why what is stored of a unit cannot be read."""
    return Remark((error.where.rpartition("/")[2],), ("",), error.problem, error.advice)
