"""Consistent reports for the detection benchmark: fictional communes in the seed's layout.

A report is a list of lines (kind, text) and the rows of its appendix, so that a fault is one
change of a value and no file is written.
"""

# ruff: noqa: E501 - tables with a line a row; made-up data, no secrets

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from cchc_toolkit.blocks import Addressee, Heading, Letterhead, Paragraph, Signature, Table, Title
from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Earlier
from cchc_toolkit.documents.raw import Grid, GridRow, Line, Raw
from cchc_toolkit.figures import derive
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.report.narrative.frame import closing_blocks, head_blocks
from cchc_toolkit.report.tables.appendix import appendix_blocks
from cchc_toolkit.sample import make_submission
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.office import Office
from cchc_toolkit.text.formatting import print_date

PERIOD = Period(2024, "6T")
WINDOW = Window(date(2023, 12, 15), date(2024, 6, 14))
BEFORE = Period(2024, "Q1")
BEFORE_WINDOW = Window(date(2023, 12, 15), date(2024, 3, 14))
OTHER_WORDS = (
    (r"tiếp nhận (\d[\d.]*) hồ sơ, trong đó tiếp nhận trực tuyến", r"Trong kỳ đã nhận \1 hồ sơ, trong đó số nộp trực tuyến là"),
    (r"giải quyết đúng hạn (\d[\d.]*) hồ sơ", r"trả đúng hạn được \1 hồ sơ"),
    (r"tại địa phương\): (\d+) thủ tục", r"tại địa phương): hiện có \1 thủ tục"),
    (r"năm đề ra (\d+) nhiệm vụ, đã hoàn thành (\d+) nhiệm vụ", r"năm đặt ra \1 nhiệm vụ, đến nay làm xong \2 nhiệm vụ"),
    (r"có mặt (\d+) người, đạt", r"hiện có \1 người, bằng"),
    (r"mức độ 3 có (\d+) TTHC, mức độ 4 có (\d+) TTHC", r"mức độ 3 là \1 TTHC và mức độ 4 là \2 TTHC"),
    (r"có (\d+) máy tính, (\d+) máy scan", r"được trang bị \1 máy tính để bàn, \2 máy scan"),
)  # fmt: skip
"""What an office that does not keep to the outline's sentences writes; every other report."""
HEADER = (
    ("STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "", "Ghi chú"),
    ("", "", "Đơn vị tính", "Số liệu", ""),
)


@dataclass(frozen=True)
class Doc:
    """A report as text: head, prose and foot lines, appendix rows by key, the period before."""

    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    submission: Submission = field(repr=False, compare=False)
    """The data that the report was made from."""
    earlier: tuple[Earlier, ...] = field(default=(), compare=False)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The appendix as printed, its two header rows first."""
        return HEADER + self.rows

    def cell(self, key: str) -> str:
        """The text of a value cell."""
        return self.rows[self.keys.index(key)][3]

    def with_cell(self, key: str, text: str, column: int = 3) -> Doc:
        """The same with another text in a cell."""
        at = self.keys.index(key)
        row = (*self.rows[at][:column], text, *self.rows[at][column + 1 :])
        return replace(self, rows=(*self.rows[:at], row, *self.rows[at + 1 :]))

    def with_line(self, at: int, text: str) -> Doc:
        """The same with another text in a line."""
        return replace(self, lines=(*self.lines[:at], text, *self.lines[at + 1 :]))

    def without_line(self, at: int) -> Doc:
        """The same without a line."""
        return replace(self, lines=self.lines[:at] + self.lines[at + 1 :])

    def raw(self) -> Raw:
        """What a reader makes of it."""
        lines = tuple(Line(text, f"dòng {at}", False) for at, text in enumerate(self.lines, 1))
        first = len(lines) + 1
        table = tuple(GridRow(cells, f"dòng {first + at}") for at, cells in enumerate(self.table))
        return Raw("txt", (*lines, Grid(table, f"dòng {first}")))


@cache
def clean_report(code: str, seed: int) -> Doc:
    """Return a consistent report, with sentences of every sort that faults are put into."""
    now, before = (
        _submission(code, seed, PERIOD, WINDOW),
        _submission(code, seed, BEFORE, BEFORE_WINDOW),
    )
    report = _report(now)
    lines = [*_head(report), *_prose(report), *_foot(report)]
    table = appendix_blocks(report, "Phụ lục", "(Kèm theo Báo cáo số 45/BC-UBND)")[1]
    assert isinstance(table, Table)
    rows = tuple(tuple(" ".join(c.text.split()) for c in row.cells) for row in table.rows)
    lines += ["Phụ lục I", *now.form.title, "(Kèm theo Báo cáo số 45/BC-UBND)"]
    return Doc(
        lines=tuple(_with_more(lines, code, seed)),
        rows=rows,
        keys=tuple(row.key for row in table.rows),
        submission=now,
        earlier=(Earlier(BEFORE, BEFORE_WINDOW, before),),
    )


def _submission(code: str, seed: int, period: Period, window: Window) -> Submission:
    form, name = load_form(), "Xã Minh Hoạ"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / period.id / code
        folder.mkdir(parents=True)
        for file, text in make_submission(form, code, name, period, window, seed).items():
            (folder / file).write_text(text, encoding="utf-8")
        return load_submission(Path(scratch), Commune(code, name), period, form)


def _report(submission: Submission) -> Report:
    office = Office(
        name=submission.commune.name,
        superior="Ủy ban nhân dân huyện Minh Hoạ",
        via="Phòng Nội vụ UBND huyện Minh Hoạ",
        place="Minh Hoạ",
        number="45",
        date="17/6/2024",
        signatory="Nguyễn Văn Minh Hoạ",
        recipients=("Chủ tịch, Phó Chủ tịch UBND xã",),
        filed_by="VT, VP",
    )
    figures = derive(submission)
    return Report(PERIOD, WINDOW, office, submission, (), figures, "issue", False, False, "0" * 16)


def _head(report: Report) -> list[str]:
    lines: list[str] = []
    for block in head_blocks(report):
        if isinstance(block, Letterhead):
            lines += ["ỦY BAN NHÂN DÂN", report.office.name.upper()]
            lines += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
            lines += [block.number, block.place_date]
        elif isinstance(block, Title):
            lines += [block.name, block.subject, block.note]
        elif isinstance(block, Addressee):
            lines.append(f"Kính gửi: {block.receivers[0]}.")
        elif isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
    return lines


def _prose(report: Report) -> list[str]:
    lines = []
    for section in report.form.outline:
        for block in section_blocks(report, section.id):
            if isinstance(block, Heading):
                lines.append(block.text)
            elif isinstance(block, Paragraph):
                text = "".join(run.text for run in block.runs)
                lines.append(f"{block.mark} {text}".strip())
    return lines


def _foot(report: Report) -> list[str]:
    lines: list[str] = []
    for block in closing_blocks(report):
        if isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
        elif isinstance(block, Signature):
            lines += ["Nơi nhận:", *(f"- {one};" for one in block.receivers)]
            lines += [block.authority, block.role, block.name]
    return lines


def _with_more(lines: list[str], code: str, seed: int) -> list[str]:
    """Add sentences that the sample does not write: a list with its total, nested citations."""
    draw = random.Random(f"{seed}:{code}:them")
    parts = [draw.randint(11, 60) for _ in range(2)]
    day = _workday(date(2024, 4, 8) + timedelta(days=draw.randint(0, 12)))
    later = _workday(day + timedelta(days=draw.randint(5, 15)))
    number = draw.randint(410, 430)
    cited = (
        f"Ủy ban nhân dân xã đã ban hành Thông báo số 61/TB-UBND ngày {print_date(later)} về việc "
        f"triển khai Chỉ thị số {number}/CT-UBND ngày {print_date(day)} của Chủ tịch UBND huyện "
        "Minh Hoạ về kỷ cương hành chính. Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 "
        "của Chính phủ về công tác văn thư."
    )
    listed = (
        f"Trong kỳ có {sum(parts)} lượt người dự tập huấn nghiệp vụ, gồm: {parts[0]} lượt người "
        f"dự trực tiếp và {parts[1]} lượt người dự trực tuyến."
    )
    done: list[str] = []
    for line in lines:
        if line.startswith("III. "):
            done += [f"- {listed}", f"- {cited}"]
        done.append(_in_other_words(line) if int(code) % 2 else line)
    return done


def _in_other_words(line: str) -> str:
    for pattern, words in OTHER_WORDS:
        line = re.sub(pattern, words, line)
    return line


def _workday(day: date) -> date:
    while day.weekday() > 4 or day in (
        date(2024, 4, 18),
        date(2024, 4, 29),
        date(2024, 4, 30),
        date(2024, 5, 1),
    ):
        day += timedelta(days=1)
    return day
