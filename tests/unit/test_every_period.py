"""Every kind of period makes a report on today's form: its name, its window, its deadline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from readable import readable

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.periods import Period, kinds
from cchc_toolkit.project import params_text
from cchc_toolkit.report import Report, build_report
from cchc_toolkit.report.charts.form_charts import report_charts
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.report.narrative.frame import closing_blocks, head_blocks
from cchc_toolkit.report.tables.appendix import appendix_blocks
from cchc_toolkit.sample.any_form import CODE, write_example
from cchc_toolkit.submission.params import load_params, override
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.workbook import entry_of, write_workbook

FORM = load_form("khoi_tao_2026_xa")
_ENDS = {"6T": ("6 tháng đầu năm 2026", 6), "9T": ("9 tháng đầu năm 2026", 9),
         "10T": ("10 tháng đầu năm 2026", 10), "11T": ("11 tháng đầu năm 2026", 11),
         "N": ("năm 2026", 12),
         **{f"Q{n}": (f"quý {roman} năm 2026", 3 * n)
            for n, roman in enumerate(("I", "II", "III", "IV"), 1)},
         **{f"T{month:02d}": (f"tháng {month} năm 2026", month)
            for month in range(1, 13)}}  # fmt: skip
"""How a report names each kind, and the month in which its window ends, on the 14th."""
_MONTHS = {"Q": 3, "T": 1}


def made(kind: str, root: Path) -> Report:
    file = write_example(FORM, Period(2026, kind), root)
    return build_report(CODE, override(load_params(file), data=str(root / "data")))


def first_day(kind: str, month: int) -> date:
    """Return the 15th of the month before the period; what adds up begins with December."""
    before = month - _MONTHS.get(kind[0], month)
    return date(2026, before, 15) if before else date(2025, 12, 15)


def test_these_are_all_kinds() -> None:
    assert set(_ENDS) == set(kinds())


@pytest.mark.parametrize("kind", _ENDS)
def test_a_report_of_every_kind_names_its_period_and_window(kind: str, tmp_path: Path) -> None:
    label, month = _ENDS[kind]
    first = first_day(kind, month)
    report = made(kind, tmp_path)
    frame = readable((*head_blocks(report), *closing_blocks(report)))
    assert f"\nCải cách hành chính {label}\n" in frame
    assert f"báo cáo kết quả cải cách hành chính {label} như sau:" in frame
    assert f"Trên đây là kết quả thực hiện cải cách hành chính {label};" in frame
    window = (f"{first.day}/{first.month}/{first.year}", f"14/{month}/2026")
    said = [f"{int(d)}/{int(m)}/{y}" for d, m, y in (day.split("/") for day in _days(frame))]
    assert tuple(said) == window
    assert report.window.first == first
    body = readable(section_blocks(report, "II"))
    assert "Tiếp nhận, giải quyết hồ sơ TTHC: tiếp nhận" in body
    assert len(report_charts(report)) == len(FORM.charts)
    assert readable(appendix_blocks(report, "Phụ lục I", "")).count(" | Hồ sơ | ") > 10
    assert "R14" not in {finding.rule for finding in report.findings}


def _days(frame: str) -> list[str]:
    line = next(line for line in frame.splitlines() if line.startswith("(Số liệu tính từ ngày "))
    return [word.strip(")") for word in line.split() if "/" in word]


@pytest.mark.parametrize("kind", _ENDS)
def test_the_parameters_and_the_workbook_of_every_kind_say_its_deadline(
    kind: str, tmp_path: Path
) -> None:
    label, month = _ENDS[kind]
    report = made(kind, tmp_path)
    params = load_params(tmp_path / "params" / f"2026-{kind}.yml")
    schedule = params.calendar.schedule(report.period)
    assert schedule.deadline == date(2026, month, 20)
    text = params_text(report.period, schedule, FORM, "Tỉnh Minh Hoạ", ())
    assert text.startswith(f"# Kỳ {label}.")
    assert f"# Hạn gửi báo cáo: {print_date(schedule.deadline)}." in text
    written = write_workbook(entry_of(CODE, override(params, data=str(tmp_path / "data"))))
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(written)
    shown = _shown(file)
    assert f"Kỳ báo cáo {label[:1].upper()}{label[1:]} " in shown
    assert f"Hạn gửi chậm nhất ngày {print_date(schedule.deadline)} " in shown


def _shown(file: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True)
    return " ".join(str(cell) for row in book.worksheets[0].values for cell in row if cell)
