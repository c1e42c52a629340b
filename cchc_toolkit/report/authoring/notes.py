"""What the author of a notebook should know of it, as findings that stop nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc_toolkit.checks import Finding
from cchc_toolkit.report import Report

NO_ALT, ERRORS_PRINTED, OTHER_PERIOD = "N01", "N02", "N03"
CODES = (NO_ALT, ERRORS_PRINTED, OTHER_PERIOD)
"""Codes of findings about a notebook: no rule over a submission, so nothing recomputes them."""


@dataclass(frozen=True)
class Note:
    """One thing about one cell; always of severity *thấp*."""

    code: str
    cell: int
    message: str
    advice: str

    @classmethod
    def no_alt(cls, cell: int) -> Note:
        """Return the note on a figure that says nothing to who cannot see it."""
        return cls(
            NO_ALT,
            cell,
            f"Hình của ô số {cell} chưa có lời tả; báo cáo dùng tên hình và tên trục thay thế.",
            'Thêm dòng #| fig-alt: "…" ở đầu ô, hoặc ghi lời tả trong ![…](…).',
        )

    @classmethod
    def errors_printed(cls, cell: int, first: str) -> Note:
        """Return the note on what a cell wrote to standard error, which no report prints."""
        return cls(
            ERRORS_PRINTED,
            cell,
            f"Ô số {cell} ghi ra luồng lỗi (không in vào báo cáo): {first[:200]}",
            "Xem cảnh báo trong sổ tay đã chạy và sửa nguyên nhân.",
        )

    @classmethod
    def other_period(cls, cell: int, period: str) -> Note:
        """Return the note on what a cell read of another period, which no table need say."""
        return cls(
            OTHER_PERIOD,
            cell,
            f"Ô số {cell} đọc báo cáo kỳ {period} của xã: số liệu kỳ ấy có thể có trong bảng, hình "
            "và lời văn.",
            "Ghi rõ kỳ ở tên bảng, tên hình; số liệu kỳ ấy đổi thì lập lại bằng --force.",
        )

    @property
    def finding(self) -> Finding:
        """The finding that the report lists."""
        return Finding(
            self.code, "thấp", self.message, self.advice, where=(f"sổ tay, ô số {self.cell}",)
        )


def with_notes(report: Report, notes: tuple[Note, ...]) -> Report:
    """Return the report with what its notebook's author should know among its findings."""
    if not notes:
        return report
    return replace(report, findings=report.findings + tuple(note.finding for note in notes))
