"""Making the report of an area: read, add up, compare, render, put in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_toolkit.blocks import Block, Chart, Front
from cchc_toolkit.checks import Finding
from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.area_reports import AREAS
from cchc_toolkit.province.area import Area
from cchc_toolkit.province.area_report import area_report
from cchc_toolkit.province.course import courses
from cchc_toolkit.province.own_figures import against_units, own_values
from cchc_toolkit.province.paper import put_files
from cchc_toolkit.province.ranking import ranked
from cchc_toolkit.province.roll_up import RolledUp, roll_up
from cchc_toolkit.province.trace_sheet import trace_sheet
from cchc_toolkit.province.unit_values import Units
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.submission.mode import MODE_NAMES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths

_FEWEST = 5
"""Units of which a funnel says something."""


def rolled_up(params: Params, area: Area, units: Units) -> RolledUp:
    """Return the sums of an area with what the level itself reported."""
    return roll_up(area, params.form, units, own_values(params, area))


def make_area(
    params: Params, found: RolledUp, rank: str = "", series: Sequence[str] = ()
) -> tuple[Path, tuple[Finding, ...]]:
    """Write the report of an area as HTML, PDF, Word and a workbook.

    Returns its folder, and where the level's own totals are not the sum of its units.

    Raises `UsageError` where the units cannot be ranked by `rank`, a key of `series` has no course
    over the periods, or a copy to sign would have nobody who signs.
    """
    if params.mode != "draft" and params.issuer is None:
        raise UsageError(
            f"Không lập bản {MODE_NAMES[params.mode]}: chưa rõ ai ban hành và ký.",
            where=f"{params.source.name}, mục issuer",
            advice="Thêm issuer: với name, superior, place, signatory vào tham số.",
        )
    findings = against_units(params, found)
    files, stamp = area_files(params, found, findings, rank, series)
    folder = area_folder(params, found.area.own_folder)
    how = {"kind": found.area.kind, "borders": found.area.borders, "rank": rank}
    put_files(params, folder, files, mode=params.mode, stamp=stamp, series=list(series), **how)
    return folder, findings


def area_folder(params: Params, name: str) -> Path:
    """Return where the report of an area stands in the outputs."""
    return paths.inside(params.folder, AREAS, name)


def area_files(
    params: Params,
    found: RolledUp,
    findings: tuple[Finding, ...],
    rank: str,
    series: Sequence[str],
) -> tuple[dict[str, bytes], str]:
    """Return the files of an area's report by name, and its stamp."""
    course = courses(params, found.area, series)
    blocks = area_report(params, found, findings, funnel_chart(found, rank), rank, course)
    front = next(block for block in blocks if isinstance(block, Front))
    files = {
        "bao-cao.html": render_html(blocks).encode(),
        "bao-cao.pdf": render_pdf(blocks),
        "bao-cao.docx": render_docx(blocks),
        "so-lieu.xlsx": trace_sheet(params, found, front, course),
    }
    return files, front.stamp


def funnel_chart(found: RolledUp, key: str) -> tuple[Block, ...]:
    """Return the funnel of the ranking; nothing for few units, or where it is no proportion."""
    places = ranked(found, key)
    if len(places) < _FEWEST or any(not 0 <= one.value <= 100 for one in places):
        return ()
    import pandas as pd  # slow, and only this drawing needs it

    from cchc_toolkit.analysis.plots.funnel import funnel
    from cchc_toolkit.report.authoring.drawing import drawn

    sides = [(one, found.units[one.code].figures[one.key]) for one in places]
    rows = [(one.code, one.name, float(side.numerator), float(one.cases)) for one, side in sides]
    frame = pd.DataFrame(rows, columns=["unit", "name", "numerator", "denominator"])
    label = found.rates[places[0].key].ratio.label
    chart: Chart = drawn(funnel(frame), caption=f"{label}, theo số trường hợp của mỗi đơn vị",
                         alt=f"Biểu đồ phễu: {label} của {len(places)} đơn vị.")  # fmt: skip
    return (chart,)
