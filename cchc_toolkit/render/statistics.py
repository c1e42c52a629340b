"""`so-lieu.xlsx`: everything that a report was made from and found, as tables to work with.

Numbers are numbers. A cell that has none says why by a sign in square brackets, `[x]`, `[z]`, `[c]`
or `[m]`, which a screen reader can read and a program can tell from a number; the signs and the
numbered notes are explained on a sheet of their own, so blank, zero, not applicable and suppressed
stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.catalogue import DENOMINATOR_RULES, Indicator
from cchc_toolkit.checks import SAYS
from cchc_toolkit.figures import REASONS, Figure, Input, Reason
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.render.spreadsheet import Cell, Column, Link, Sheet, workbook_bytes
from cchc_toolkit.report import Report
from cchc_toolkit.submission import State, Value
from cchc_toolkit.submission.mode import MODE_NAMES
from cchc_toolkit.text.formatting import print_date, upper_first
from cchc_toolkit.text.spreadsheet_numbers import DIGITS, as_number

COVER, NOTES, VALUES, FIGURES, FINDINGS, DOCUMENTS = (
    "Bìa", "Ghi chú", "Chỉ tiêu", "Chỉ tiêu tính", "Phát hiện", "Văn bản",
)  # fmt: skip
"""Titles of the sheets, in order."""

SIGNS: dict[Reason, str] = {
    "not_reported": "[x]",
    "not_applicable": "[z]",
    "suppressed": "[c]",
    "zero_denominator": "[m]",
}
"""What stands where there is no number; the letters are those of the usual shorthand for published
statistics, `[m]` is ours."""
_STATE_REASONS: dict[State, Reason] = {
    "not_reported": "not_reported",
    "not_applicable": "not_applicable",
    "suppressed": "suppressed",
}
_SAID = (
    ("[x]", "Chưa có số liệu: xã để trống, không phải bằng 0."),
    ("[z]", "Không áp dụng: chỉ tiêu không đặt ra với xã trong kỳ, không phải bằng 0."),
    ("[c]", "Không công bố: có số liệu nhưng không được nêu."),
    ("[m]", "Không tính được vì mẫu số bằng 0."),
    ("0", "Xã báo cáo bằng 0."),
    ("(ô chữ để trống)", "Không có nội dung."),
)


def render_statistics(report: Report) -> bytes:
    """Return the workbook of a report; the same report gives the same bytes.

    Its identity (commune, period, stamp) stands in the document's keywords and on every page.
    """
    notes = _Notes()
    tables = (_values(report, notes), _figures(report), _findings(report), _documents(report))
    sheets = (_explained(notes), *tables)
    marks = " · ".join(report.marks)
    whole = [replace(sheet, marks=marks) for sheet in (_cover(report, sheets), *sheets)]
    properties = {
        "title": _title(report),
        "subject": f"{upper_first(report.period.label)} · {report.office.name}",
        "author": report.office.body,
        "keywords": report.identity.keywords,
        "category": report.form.label,
        "comments": "; ".join(report.marks),
    }
    return workbook_bytes(whole, properties, report.date, report.identity.printed)


class _Notes:
    """The notes of the tables, each text numbered when it is first given."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def signs(self, texts: Iterator[str]) -> str:
        """Return the signs of some notes, `[chú thích 1][chú thích 2]`."""
        return "".join(
            self.texts.setdefault(text, f"[chú thích {len(self.texts) + 1}]") for text in texts
        )


def _title(report: Report) -> str:
    return f"Số liệu báo cáo {report.form.subject} {report.period.label}, {report.office.name}"


def _cover(report: Report, sheets: tuple[Sheet, ...]) -> Sheet:
    first, last = print_date(report.window.first), print_date(report.window.last)
    rows: list[tuple[Cell, ...]] = [
        ("Đơn vị báo cáo", report.office.name),
        ("Mã đơn vị", report.commune.code),
        ("Kỳ báo cáo", upper_first(report.period.label)),
        ("Số liệu tính", f"từ ngày {first} đến hết ngày {last}"),
        ("Biểu", f"{report.form.label}: {' '.join(report.form.title)}"),
        ("Báo cáo", f"số {report.document_number}, {report.signing_date}"),
        ("Nơi nhận báo cáo", report.office.superior),
        ("Tình trạng", "; ".join(report.marks) or f"Bản {MODE_NAMES[report.mode]}"),
        ("Nguồn", "Số liệu do đơn vị báo cáo; hỏi về số liệu: cơ quan nêu ở Đơn vị báo cáo."),
        ("Mã nhận dạng", report.identity.printed),
        *(("Trang tính", Link(f"{sheet.name}: {sheet.title}", sheet.name)) for sheet in sheets),
    ]
    columns = (Column("Mục", 22), Column("Nội dung", 90))
    return Sheet(COVER, "Bia", _title(report), (), columns, tuple(rows))


def _explained(notes: _Notes) -> Sheet:
    numbered = tuple((sign.strip("[]"), text) for text, sign in notes.texts.items())
    rows = (*_SAID, *((f"[{number}]", text) for number, text in numbered))
    columns = (Column("Ký hiệu", 22), Column("Ý nghĩa", 100))
    about = ("Ký hiệu trong ngoặc vuông đứng ở ô lẽ ra có số; số chú thích đứng ở cột Chú thích.",)
    return Sheet(NOTES, "GhiChu", "Ký hiệu và chú thích dùng trong các bảng", about, columns, rows)


_VALUE_COLUMNS = (
    Column("Mã chỉ tiêu", 30), Column("STT", 10), Column("Chỉ tiêu", 48), Column("Thuộc mục", 30),
    Column("Đơn vị tính", 14), Column("Cấp xã điền", 9), Column("Số liệu", 18, "right"),
    Column("Trạng thái", 16), Column("Câu trả lời", 14), Column("Chú thích", 16),
    Column("Nguồn", 22),
)  # fmt: skip


def _values(report: Report, notes: _Notes) -> Sheet:
    rows = tuple(_value(row, report, notes) for row in report.form.fillable)
    about = (
        "Mỗi dòng một chỉ tiêu có số liệu của biểu, sau cùng là số liệu bổ sung ngoài biểu.",
        "Nhãn và STT ghi như in trên biểu; ký hiệu trong ngoặc vuông: xem trang Ghi chú.",
    )
    title = f"Số liệu theo {report.form.label}"
    return Sheet(VALUES, "ChiTieu", title, about, _VALUE_COLUMNS, rows)


def _value(row: Indicator, report: Report, notes: _Notes) -> tuple[Cell, ...]:
    cell = report.submission.value(row.key)
    above = report.form.indicators.get(row.parent)
    return (
        row.key,
        row.stt,
        row.label,
        above.label if above else "",
        "; ".join(f"{answer} = {code}" for code, answer in row.choices) or row.true_unit,
        "có" if report.form.applies(row) else "không",
        cell.number if cell.number is not None else SIGNS[_STATE_REASONS[cell.state]],
        STATE_WORDS[cell.state],
        row.choice(cell.number) if cell.number is not None else "",
        notes.signs(_remarks(row, cell)),
        cell.source,
    )


def _remarks(row: Indicator, cell: Value) -> Iterator[str]:
    """Yield what must be known of a cell: the commune's own note, what the form misprints."""
    if cell.note:
        yield cell.note
    if row.unit_corrected and row.unit_corrected != row.unit:
        yield f'Biểu in đơn vị tính "{row.unit}".' if row.unit else "Biểu không in đơn vị tính."
    if row.stt_corrected and row.stt_corrected != row.stt.rstrip("."):
        yield f"STT in trên biểu bị lặp hoặc lạc mục; theo thứ tự của biểu là {row.stt_corrected}."
    if cell.number is not None and as_number(cell.number) is None:
        yield f"Số có hơn {DIGITS} chữ số, ghi bằng chữ vì bảng tính không giữ đủ."


_FIGURE_COLUMNS = (
    Column("Mã chỉ số", 28), Column("Chỉ số", 44), Column("Kết quả", 14, "right"),
    Column("Đơn vị", 9), Column("Tử số", 18, "right"), Column("Mẫu số", 18, "right"),
    Column("Quy tắc mẫu số", 19), Column("Nghĩa của quy tắc", 30), Column("Cách tính", 40),
    Column("Lý do không tính được", 16), Column("Nguồn", 30),
)  # fmt: skip


def _figures(report: Report) -> Sheet:
    rows = tuple(_figure(figure, report) for figure in report.figures.values())
    about = (
        "Mỗi dòng một chỉ số do bộ công cụ tính từ số liệu; tỷ lệ làm tròn nửa lên.",
        "Mẫu số [z]: chỉ số là một tổng, không chia cho số nào.",
    )
    title = "Chỉ số tính từ số liệu báo cáo"
    return Sheet(FIGURES, "ChiTieuTinh", title, about, _FIGURE_COLUMNS, rows)


def _figure(figure: Figure, report: Report) -> tuple[Cell, ...]:
    return (
        figure.key,
        figure.label,
        SIGNS[figure.reason] if figure.value is None else _shown(figure.value, figure.decimals),
        figure.unit,
        _side(figure.numerator, figure.numerator_inputs, report),
        _side(figure.denominator, figure.denominator_inputs, report),
        figure.rule,
        DENOMINATOR_RULES[figure.rule],
        figure.formula,
        REASONS[figure.reason],
        figure.source,
    )


def _shown(number: Decimal, decimals: int) -> Decimal:
    """Return a number that was rounded to so many decimals with all of them: `99,40`."""
    return number.quantize(Decimal(1).scaleb(-decimals))


def _side(total: Decimal | None, inputs: tuple[Input, ...], report: Report) -> Cell:
    """Return a side of a division, or the sign of why it cannot be added up."""
    if total is not None:
        return total
    states = {report.submission.value(item.key).state for item in inputs}
    blocking: tuple[State, ...] = ("not_reported", "suppressed")
    found: State = next((state for state in blocking if state in states), "not_applicable")
    return SIGNS[_STATE_REASONS[found]]


_FINDING_COLUMNS = (
    Column("Số", 8, "right"), Column("Mức", 10), Column("Quy tắc", 10),
    Column("Quy tắc nói gì", 30), Column("STT", 12), Column("Mã chỉ tiêu, văn bản hoặc mục", 30),
    Column("Phát hiện", 50), Column("Cách sửa", 36), Column("Gợi ý", 36), Column("Trích dẫn", 36),
    Column("Ở đâu", 22), Column("Miễn trừ", 24),
)  # fmt: skip


def _findings(report: Report) -> Sheet:
    rows = tuple(
        (
            number,
            found.severity,
            found.rule,
            SAYS.get(found.rule, ""),
            "; ".join(dict.fromkeys(filter(None, found.stt))),
            "; ".join(found.keys),
            found.message,
            found.advice,
            found.suggestion,
            found.quote,
            "; ".join(dict.fromkeys(filter(None, found.where))),
            found.waived,
        )
        for number, found in enumerate(report.findings, start=1)
    )
    about = (
        "Mỗi dòng một phát hiện, nặng nhất ở trên, đánh số như trang ra-soat.html."
        if rows
        else "Không có phát hiện nào.",
    )
    return Sheet(FINDINGS, "PhatHien", "Phát hiện khi kiểm tra", about, _FINDING_COLUMNS, rows)


_DOCUMENT_COLUMNS = (
    Column("Mã", 16), Column("Loại văn bản", 14), Column("Số", 8), Column("Ký hiệu", 14),
    Column("Ngày ban hành", 13, "right"), Column("Cơ quan ban hành", 26), Column("Trích yếu", 48),
    Column("Triển khai văn bản", 18), Column("Dẫn như in trong báo cáo", 48), Column("Nguồn", 22),
)  # fmt: skip


def _documents(report: Report) -> Sheet:
    rows = tuple(
        (
            paper.id,
            paper.type,
            paper.number,
            paper.symbol,
            paper.date or SIGNS["not_reported"],
            paper.issuer,
            paper.subject,
            paper.implements,
            paper.as_printed,
            paper.source,
        )
        for paper in report.submission.documents.values()
    )
    about = ("Mỗi dòng một văn bản." if rows else "Xã không kê khai văn bản nào.",)
    title = "Văn bản được dẫn trong báo cáo"
    return Sheet(DOCUMENTS, "VanBan", title, about, _DOCUMENT_COLUMNS, rows)
