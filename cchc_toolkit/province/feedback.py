"""Slips for all units of a period, many side by side, and what is nobody's fault but the form's."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from cchc_toolkit.errors import CchcError
from cchc_toolkit.outputs.assessment import Assessment, assessment_of
from cchc_toolkit.outputs.desk import COMMON, SLIPS
from cchc_toolkit.outputs.run_page import show_desk
from cchc_toolkit.outputs.shared_faults import SharedFault, shared_faults
from cchc_toolkit.outputs.standings import standings
from cchc_toolkit.province.common_faults import common_sheet
from cchc_toolkit.province.paper import put_paper, take_away
from cchc_toolkit.province.remark import (
    Remark,
    remark_on_error,
    remarks_on,
    remarks_on_refused,
)
from cchc_toolkit.province.slip import Slip, on_one_page
from cchc_toolkit.render.docx import prepare_word
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.pdf import prepare_typesetter
from cchc_toolkit.report import build_report
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.refusals import Refusal, read_refusals, still_open
from cchc_toolkit.submission.twins import gather, gathered
from cchc_toolkit.submission.versions import read_versions
from cchc_toolkit.system import paths
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import Lanes, side_by_side

_SECONDS, _TOGETHER, _FEW = 60, 40, 4
_BLANK = Remark(
    ("Cả biểu",),
    ("(trống)",),
    "Biểu gửi lên chưa điền số liệu nào, nên chưa tính là đã gửi báo cáo.",
    "Điền số liệu rồi gửi lại. Dòng không có phát sinh thì ghi 0; dòng không thuộc cấp xã thì chọn "
    "trạng thái không áp dụng.",
)


@dataclass(frozen=True)
class Sent:
    """What became of the slip of one unit."""

    code: str
    remarks: int = 0
    """0 where nothing is to be mended, or nothing came in: no slip then."""
    shared: tuple[SharedFault, ...] = ()
    kept: tuple[str, ...] = ()
    """Files of people that were kept before the slip was made anew."""
    problem: str = ""
    """Why there is no slip although there should be."""
    assessment: Assessment | None = None
    """What the checks say of its data, where there are any."""

    @property
    def written(self) -> bool:
        """Whether it has a slip."""
        return bool(self.remarks) and not self.problem


def make_slips(params: Params, codes: Sequence[str], by: date, lanes: Lanes) -> tuple[Sent, ...]:
    """Write the slip of each unit that has something to mend; return what became of each.

    A slip that there is no reason for any more goes.
    """
    refused: dict[str, tuple[Refusal, ...]] = {}
    for one in read_refusals(params.data, params.period.id):
        refused[one.unit] = (*refused.get(one.unit, ()), one)
    count = lanes.of(len(codes), _FEW)
    work = partial(_sent, params, refused, by)
    found: dict[str, Sent] = {}
    with gathered(params):
        _warm_up()
        for code, one in side_by_side(
            codes, count, work, seconds=_SECONDS, together=_TOGETHER, twice=True, pool=lanes.pool
        ):
            found[code] = Sent(code, problem=one.reason) if isinstance(one, Lost) else one
    return tuple(found[code] for code in codes)


def make_common_sheet(params: Params, sent: Sequence[Sent]) -> Path | None:
    """Write the sheet of what is no unit's doing, met at those that were looked at.

    Returns its folder; None, and none is left, where there is nothing of the kind.
    """
    folder = slip_folder(params, COMMON)
    blocks = common_sheet(params, [fault for one in sent for fault in one.shared])
    if blocks:
        put_paper(params, folder, "phieu-bao-chung", blocks)
        return folder
    if folder.is_dir():
        take_away(params, folder)
    return None


def _warm_up() -> None:
    """Do once in the parent what every child would do again."""
    font = choose_font()
    prepare_typesetter(font)
    prepare_word(font)
    os.environ["RAYON_NUM_THREADS"] = "1"  # Typst's: the lanes take all processors
    gc.freeze()


def _sent(params: Params, refused: Mapping[str, tuple[Refusal, ...]], by: date, code: str) -> Sent:
    gather(params)  # elsewhere than here nobody has
    folder = slip_folder(params, code)
    looked = Sent(code)
    try:
        slip, looked = slip_of(params, code, refused.get(code, ()), by)
        if slip is None:
            return replace(looked, kept=take_away(params, folder) if folder.is_dir() else ())
        blocks, pdf = on_one_page(slip)
        return replace(looked, kept=put_paper(params, folder, f"phieu-bao-{code}", blocks, pdf))
    except CchcError as error:
        return replace(looked, problem=str(error))


def slip_folder(params: Params, code: str) -> Path:
    """Return where the slip of a unit is."""
    return paths.inside(params.folder, SLIPS, code)


def slip_of(
    params: Params, code: str, refused: Sequence[Refusal], by: date
) -> tuple[Slip | None, Sent]:
    """Return the slip of a unit, None without anything to mend, and what was found."""
    place = paths.inside(params.data, params.period.id, code)
    versions = [one for one in read_versions(place) if not one.problem]
    received = versions[-1].received if versions else None
    remarks = remarks_on_refused(tuple(still_open(refused, received)))
    looked, stands = Sent(code), False
    if place.is_dir():
        try:
            report = build_report(code, params)
        except CchcError as error:
            remarks = (*remarks, remark_on_error(error))
            looked = replace(looked, assessment=Assessment(0, "", False, str(error)))
        else:
            found = assessment_of(report)
            looked = replace(looked, shared=shared_faults(report.shared), assessment=found)
            stands = not found.blank
            remarks = (*remarks, *(remarks_on(report) if stands else (_BLANK,)))
    if not remarks:
        return None, looked
    slip = Slip(params, code, remarks, received, stands, by)
    return slip, replace(looked, remarks=slip.count)


def show_slips(params: Params, sent: Sequence[Sent]) -> None:
    """Have the page of the period lead to the slips, and say where the units stand now."""
    known = {one.code: one.assessment for one in sent if one.assessment}
    deadline = params.calendar.schedule(params.period).deadline
    show_desk(params, standings(params, deadline, known=known))
