"""A proposed declaration: the head of a form and its tables, each cell as text, doubts beside them.

One value that the files of the form, the workbook for corrections and the proposer all share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Line = Mapping[str, str]
"""A line of a table by the field names of its file, with `sure` (percent), `why` and `where`."""
DOUBTFUL = 90
"""Percent below which a line is marked for a person to look at."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in the file, its header and width in the workbook."""

    field: str
    header: str
    width: int = 12
    help: str = ""


@dataclass(frozen=True)
class Table:
    """A table of a declaration: its sheet in the workbook, its file in the form's folder."""

    name: str
    sheet: str
    file: str
    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns in the file."""
        return tuple(column.field for column in self.columns)


DOUBTS = (
    Column("sure", "Chắc (%)", 9, "Công cụ chắc đến đâu; dưới 90 thì xem lại."),
    Column("why", "Vì sao", 38, "Vì sao chưa chắc, hoặc đã đọc khác bản in ở chỗ nào."),
    Column("where", "Chỗ trong tệp gốc", 18, ""),
)
ROWS = Table("rows", "Dòng", "rows.csv", (
    Column("key", "Khóa", 34, "Tên riêng của dòng: chữ thường không dấu, không trùng."),
    Column("stt", "STT in", 9, "Số như in trên biểu."),
    Column("stt_corrected", "STT đúng", 9, "Số lẽ ra phải in."),
    Column("label", "Chỉ tiêu", 56, "Như in trên biểu."),
    Column("unit", "Đơn vị in", 16, "Như in trên biểu."),
    Column("unit_corrected", "Đơn vị đúng", 14, "Chỉ ghi khi biểu để trống hoặc in sai."),
    Column("kind", "Loại", 12, "tiêu đề, số đếm, số tiền, phần trăm hoặc lựa chọn."),
    Column("parent", "Dòng cha", 34, "Khóa của dòng ngay trên; để trống với chương."),
    Column("part", "Là phần của tổng", 10, "x: cùng các dòng khác cộng thành dòng cha."),
    Column("levels", "Cấp điền", 12, "Mã cấp, cách nhau bằng dấu |."),
    Column("rollup", "Cộng các xã", 11, "cộng, tính lại hoặc không."),
    Column("choices", "Câu trả lời", 26, "Với lựa chọn: 1=Có|0=Không."),
    Column("min", "Nhỏ nhất", 9, ""),
    Column("max", "Lớn nhất", 9, ""),
    Column("extra", "Ngoài biểu", 8, "x: biểu không in dòng này, chỉ lời văn dùng."),
))  # fmt: skip
FIGURES = Table("figures", "Tỷ lệ", "figures.csv", (
    Column("key", "Khóa", 34, ""),
    Column("label", "Tên", 50, ""),
    Column("numerator", "Tử số", 40, "Khóa các dòng, cách nhau bằng dấu +."),
    Column("denominator", "Mẫu số", 40, "Để trống: tổng của tử số."),
    Column("rule", "Quy tắc mẫu số", 16, "Mã ở docs/figures.md; có thể để trống."),
    Column("unit", "Đơn vị", 9, ""),
    Column("scale", "Nhân với", 8, "100 với phần trăm."),
    Column("decimals", "Số lẻ", 7, ""),
    Column("stated", "Dòng xã tự ghi", 24, ""),
    Column("source", "Nguồn", 36, ""),
))  # fmt: skip
RULES = Table("rules", "Quy tắc", "rules.csv", (
    Column("id", "Mã", 26, ""),
    Column("rule", "Quy tắc", 8, "Mã ở docs/rules.md."),
    Column("kind", "Loại", 12, "identity, at_most, present_if, monotone…"),
    Column("left", "Vế trái", 40, ""),
    Column("right", "Vế phải", 40, ""),
    Column("low", "Từ", 7, ""),
    Column("high", "Đến", 7, ""),
    Column("periods", "Kỳ", 9, ""),
    Column("missing_left", "Vế trái trống", 18, ""),
    Column("missing_right", "Vế phải trống", 18, ""),
    Column("unless", "Trừ khi có", 16, ""),
    Column("severity", "Mức", 8, "chặn, cao, vừa hoặc thấp."),
    Column("says", "Nội dung", 50, ""),
    Column("advice", "Cách sửa", 40, ""),
))  # fmt: skip
OUTLINE = Table("outline", "Đề cương", "outline.yml", (
    Column("section", "Mục", 8, "I, II, III…"),
    Column("section_heading", "Tên mục", 44, ""),
    Column("part", "Tiểu mục", 9, "I.1, I.2…"),
    Column("heading", "Tên tiểu mục", 44, ""),
    Column("id", "Mã ý", 18, "Không trùng; để trống với tiểu mục không có ý nào."),
    Column("mark", "Dấu", 6, "-, + hoặc để trống."),
    Column("label", "Mở đầu ý", 30, "In trước lời văn của xã."),
    Column("guidance", "Hướng dẫn viết", 50, "Nói cho người viết, không bao giờ in."),
    Column("sentence", "Câu mặc định", 50, "Có thể có {so:khóa}."),
))  # fmt: skip
CHARTS = Table("charts", "Biểu đồ", "charts.csv", (
    Column("id", "Mã", 22, ""),
    Column("title", "Tên biểu đồ", 46, ""),
    Column("unit", "Đơn vị", 10, ""),
    Column("unit_words", "Đơn vị bằng lời", 16, ""),
    Column("parts_of", "Các phần của dòng", 34, "Khóa của dòng có các phần; hoặc cột sau."),
    Column("figures", "Các tỷ lệ", 40, "Khóa ở trang Tỷ lệ, cách nhau bằng dấu |."),
    Column("maximum", "Trục đến", 9, ""),
    Column("reference", "Đường mốc", 9, ""),
    Column("reference_label", "Tên đường mốc", 16, ""),
))  # fmt: skip
EARLIER = Table("earlier", "Ánh xạ kỳ trước", "earlier.csv", (
    Column("form", "Biểu cũ", 20, "Mã của biểu mà kỳ trước đã dùng."),
    Column("key", "Khóa ở biểu này", 38, ""),
    Column("was", "Khóa ở biểu cũ", 38, "Để trống: số kỳ trước không so được."),
    Column("reason", "Lý do không so được", 40, "Ghi khi để trống khóa cũ."),
))  # fmt: skip
TABLES = (ROWS, FIGURES, RULES, OUTLINE, CHARTS, EARLIER)
KINDS = {
    "heading": "tiêu đề", "count": "số đếm", "money": "số tiền", "percent": "phần trăm",
    "choice": "lựa chọn",
}  # fmt: skip
ROLLUPS = {"sum": "cộng", "recomputed": "tính lại", "none": "không"}
"""How the workbook says what the files say in English."""


@dataclass(frozen=True)
class Draft:
    """A declaration as it is proposed, or as a person corrected it."""

    head: Mapping[str, str]
    """`form.yml` by key; `title` has a line break between its lines, `levels` is `xa=cấp xã|…`."""
    tables: Mapping[str, tuple[Line, ...]]

    def lines(self, table: Table) -> tuple[Line, ...]:
        """Return the lines of a table."""
        return self.tables.get(table.name, ())

    @property
    def doubtful(self) -> int:
        """How many lines a person is to look at."""
        return sum(is_doubtful(line) for lines in self.tables.values() for line in lines)


def is_doubtful(line: Line) -> bool:
    """Whether a person is to look at a line."""
    sure = line.get("sure", "")
    return sure.isdecimal() and int(sure) < DOUBTFUL
