"""Faults put into a consistent submission on purpose, each with the rule that should find it.

The codes are those of the checks; a fault may be here before its rule is in force.
No fault touches what another one needs, so each stays the only reason for its finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from functools import partial

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.sample.documents import own_documents
from cchc_toolkit.sample.draft import BLANK, Draft, reported
from cchc_toolkit.submission import Document

Truth = tuple[tuple[str, str], ...]
"""Pairs of a rule's code and the key of the cell, or the id of the document, that breaks it."""


@dataclass(frozen=True)
class Case:
    """What a fault is put into."""

    form: Form
    window: Window
    draft: Draft


Broken = tuple[str, Draft] | None
"""Where the fault now is, and the submission with it; None where there is no room for it."""


def inject(case: Case) -> tuple[Draft, Truth]:
    """Return the submission with every fault that it has room for, and which those are."""
    truth: list[tuple[str, str]] = []
    for rule, breaks in FAULTS:
        broken = breaks(case)
        if broken is not None:
            key, draft = broken
            truth.append((rule, key))
            case = replace(case, draft=draft)
    return case.draft, tuple(truth)


def _put(case: Case, key: str, numbers: Mapping[str, Decimal | None]) -> Broken:
    cells = dict(case.draft.cells)
    for name, number in numbers.items():
        row = case.form.indicators[name]
        cells[name] = BLANK if number is None else reported(row, number)
    return key, replace(case.draft, cells=cells)


def _constant(case: Case, key: str, number: int | None, below: str = "") -> Broken:
    """Write a number, or nothing, into a cell, and into the row below where one is named."""
    value = None if number is None else Decimal(number)
    return _put(case, key, dict.fromkeys((key, f"{key}{below}"), value))


def _part_too_large(case: Case) -> Broken:
    part = "tthc.ho_so.tiep_nhan.truc_tiep"
    number = case.draft.number(part) + 3
    return _put(case, "tthc.ho_so.tiep_nhan", {part: number, f"{part}.cap_xa": number})


def _rate_cut_off(case: Case) -> Broken:
    """State a rate with its further digits cut off, where that differs from rounding."""
    for ratio in case.form.ratios:
        if not ratio.stated or not ratio.denominator or ratio.stated == _WRONG_RATE:
            continue
        right = case.draft.number(ratio.stated)
        numerator = sum(map(case.draft.number, ratio.numerator), Decimal(0))
        denominator = sum(map(case.draft.number, ratio.denominator), Decimal(0))
        cut = (numerator * ratio.scale / denominator).quantize(right, ROUND_DOWN)
        if cut != right:
            return _put(case, ratio.stated, {ratio.stated: cut})
    return None


def _rate_wrong(case: Case) -> Broken:
    return _put(case, _WRONG_RATE, {_WRONG_RATE: case.draft.number(_WRONG_RATE) + 10})


def _unbalanced(case: Case) -> Broken:
    total = "bs.ho_so.dang_giai_quyet"
    keys = (total, f"{total}_trong_han")
    return _put(case, total, {key: case.draft.number(key) + 5 for key in keys})


def _too_few_apologies(case: Case) -> Broken:
    if case.draft.number("tthc.xin_loi") == 0:
        return None
    return _constant(case, "tthc.xin_loi", 0, ".cap_xa")


def _more_than(case: Case, key: str, limit: str) -> Broken:
    return _put(case, key, {key: case.draft.number(limit) + 2})


def _implements_later(case: Case) -> Broken:
    """Date the district's paper after the one that implements it."""
    papers = {paper.id: paper for paper in case.draft.register}
    paper = papers.get("cv-truc-tuyen")
    if paper is None or paper.date is None or not paper.implements:
        return None
    later = paper.date + timedelta(days=7)
    return paper.id, _with(case.draft, replace(papers[paper.implements], date=later))


def _number_twice(case: Case) -> Broken:
    papers = {paper.id: paper for paper in case.draft.register}
    first, second = papers.get("cv-truc-tuyen"), papers.get("cv-so-hoa")
    if first is None or second is None or _year(first) != _year(second):
        return None
    return second.id, _with(case.draft, replace(second, number=first.number))


def _before_window(case: Case) -> Broken:
    """Date a paper a month before the window, and number it as the first of the register."""
    own = own_documents(case.draft.register)
    free = [paper for paper in own if not paper.implements and paper.id not in _BUSY]
    if not free:
        return None
    moved = _weekday(case.window.first - timedelta(days=30))
    first = int(own[0].number) - 1 if _year(own[0]) == moved.year else int(free[0].number)
    paper = replace(free[0], date=moved, number=f"{first:02d}")
    return paper.id, _with(case.draft, paper)


def _on_sunday(case: Case) -> Broken:
    """Date a paper on the Sunday of its week, where none of the same office lies in between."""
    own = own_documents(case.draft.register)
    dates = [paper.date for paper in own if paper.date is not None]
    for paper in own:
        if paper.date is None or paper.date < case.window.first or paper.id in _BUSY:
            continue
        sunday = paper.date + timedelta(days=6 - paper.date.weekday())
        between = [day for day in dates if paper.date <= day <= sunday]
        if len(between) == 1 and sunday <= case.window.last and sunday.year == paper.date.year:
            return paper.id, _with(case.draft, replace(paper, date=sunday))
    return None


def _with(draft: Draft, changed: Document) -> Draft:
    register = tuple(changed if paper.id == changed.id else paper for paper in draft.register)
    return replace(draft, register=register)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _year(paper: Document) -> int:
    return paper.date.year if paper.date is not None else 0


_WRONG_RATE = "bs.ngan_sach.ty_le_chi"
_BUSY = frozenset(("cv-truc-tuyen", "cv-so-hoa"))
"""Papers that other faults use."""

FAULTS: tuple[tuple[str, Callable[[Case], Broken]], ...] = (
    ("C01", partial(_constant, key="chinh_quyen_dien_tu.chung_thu_so", number=120)),
    ("C02", partial(_constant, key="chinh_quyen_dien_tu.hop_truc_tuyen", number=7)),
    ("C03", partial(_constant, key="to_chuc.co_cau.phong_ban_cap_huyen", number=12)),
    ("R17", partial(_constant, key="to_chuc.co_cau.phong_ban_cap_huyen", number=12)),
    ("R01", _part_too_large),
    ("R02", partial(_constant, key="tthc.cong_khai.thanh_toan_truc_tuyen", number=0)),
    ("R02", partial(_constant, key="tthc.ho_so.dung_han_dat_dai", number=None)),
    ("R03", _rate_cut_off),
    ("R03", _rate_wrong),
    ("R06", _unbalanced),
    ("R07", _too_few_apologies),
    ("R10", _implements_later),
    ("R11", _number_twice),
    ("R12", _before_window),
    ("R13", _on_sunday),
    (
        "R20",
        partial(_more_than, key="to_chuc.bien_che.co_mat", limit="to_chuc.bien_che.duoc_giao"),
    ),
    (
        "R21",
        partial(
            _more_than,
            key="chinh_quyen_dien_tu.dich_vu_cong.muc_do_3",
            limit="tthc.thong_ke.dang_ap_dung.cap_xa",
        ),
    ),
)
"""The rule that should find it, and how to break the submission. To add a fault: a row here."""
