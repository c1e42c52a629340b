"""Whose reports a notebook read: what an author made of another commune's is not published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.capture.cell import cells_of
from cchc_toolkit.report import Report
from cchc_toolkit.report.authoring.notes import Note
from cchc_toolkit.report.exchange import ReportRead

_ADVICE = (
    "So sánh các xã bằng peers(report, …) hoặc figures_frame(…), có tên xã ở mỗi dòng; "
    "report_of chỉ đọc báo cáo của chính xã này."
)


def notes_on_read(
    notebook: Mapping[str, Any], read: tuple[ReportRead, ...], report: Report
) -> tuple[Note, ...]:
    """Return a note for each report of another period of the commune that the notebook read.

    A frame, figure or line printed from it says nothing of whose it is. So one of another commune
    raises `RenderError` with the number of its cell.
    """
    cells = {cell.node.get("execution_count"): cell for cell in cells_of(notebook)}
    notes: dict[str, Note] = {}
    for one in read:
        cell = cells.get(one.count)
        if one.commune != report.commune.code:
            what = (
                f"đọc báo cáo của xã khác ({one.commune}, kỳ {one.period}): số liệu của xã ấy "
                "có thể lẫn vào bảng, hình và lời văn"
            )
            raise (
                cell.refused(what, _ADVICE)
                if cell
                else RenderError(f"Sổ tay {what}.", where="sổ tay", advice=_ADVICE)
            )
        if one.period != report.period.id:
            notes[one.period] = Note.other_period(cell.number if cell else 0, one.period)
    return tuple(notes.values())
