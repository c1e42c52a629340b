"""A notebook with one cell of each kind that an author may add, and what a report shows of it."""

from __future__ import annotations

import base64
from io import BytesIO

import nbformat
from command import Project
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

NAME = "notebooks/tac_gia.ipynb"
HOSTILE = '<script>alert(1)</script> #panic("x") $y$ \\end'
PROSE = """## Chương của tác giả

Xã tiếp nhận **{so:tthc.ho_so.tiep_nhan}** hồ sơ, đúng hạn {so:ty_le.dung_han.tren_tiep_nhan}%,
có chữ *nghiêng*, `mã lệnh`, [liên kết](https://vi-du.vn/a?b=1), <b>không đậm</b>.

- ý thứ nhất
  - ý con
- ý thứ hai

1. bước một
2. bước hai

> Lời trích nguyên văn.

| Kênh | Số hồ sơ |
|---|---:|
| Một cửa | 1.234 |

Công thức $\\frac{648}{652} \\times 100 \\le 100$.

```
dòng máy in  hai  khoảng
```

![Hình đỏ đính kèm](attachment:do.png "Hình 1. Ô đỏ")
"""
FRAME = """#| tbl-cap: Bảng hồ sơ theo xã
import pandas as pd
pd.DataFrame({
    "Xã": ["Một Minh Hoạ", "Hai Minh Hoạ"], "Hồ sơ": [1234567, None], "Tỷ lệ": [99.385, 0.5],
    "Ngày": pd.to_datetime(["2024-06-05", None]), "Năm": [2023, 2024], "Mã": ["00007", "15109"],
})"""
SERIES = """pd.Series({"quý một": 3, "quý hai": 4}, name="Số cuộc họp")"""
STYLER = (
    """pd.DataFrame({"Cột": ["a", "b"], "Số": [1.5, 2.25]}).style.format({"Số": "{:.1f} điểm"})"""
)
CHART = """#| fig-cap: Biểu đồ của tác giả
#| fig-alt: Đường đi lên từ một đến ba
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2, 3]);
ax.set_title("Diễn biến ở Xã Minh Hoạ");"""
NO_ALT = """fig, ax = plt.subplots()
ax.bar(["một", "hai"], [1, 2]);
ax.set_title("Không có lời tả");
ax.set_xlabel("Quý");
plt.show()"""
PRINTED = f"""import sys
print("Dòng in ra:", 12)
print({HOSTILE!r})
print("cảnh báo nhỏ", file=sys.stderr)"""
DISPLAYED = """from IPython.display import Markdown, display
display(Markdown("Đoạn **hiện ra** bằng Markdown: {so:tthc.ho_so.tiep_nhan}."))"""
WORDS = """from cchc_toolkit import figure, head, markdown, table
markdown(report, "Lời của `markdown`: {so:tthc.ho_so.tiep_nhan} hồ sơ.")"""
TABLE = """table(pd.DataFrame({"Chỉ tiêu": ["x<y"], "Giá trị": [0.00012]}), caption="Bảng nhỏ",
      source="tính từ báo cáo")"""
HOSTILE_PROSE = """<script>alert(2)</script>

[chạy](javascript:alert(3)) <img src=x onerror=alert(4)> a\u202eb\u200bc &amp; #panic("md")

| một \\| hai | `ba \\| bốn` |
|---|---|
| <iframe src="x"></iframe> | {{so:x}} |
"""
HOSTILE_FRAME = """#| tbl-cap: "<script>alert(5)</script> {so:x} #panic()"
pd.DataFrame({"<b>cột|lạ</b>": ["<script>alert(6)</script>", "đảo\\u202e|\\u200bchữ", "x" * 20000]},
             index=pd.Index(["<i>", "#panic()", "=cmd()"], name="<u>tên</u>"))"""
HOSTILE_SAID = (
    "<script>alert(2)</script>", "chạy", "<img src=x onerror=alert(4)>", 'abc & #panic("md")',
    "một | hai", "ba | bốn", '<iframe src="x"></iframe>', "{{so:x}}",
    "<script>alert(5)</script> {so:x} #panic()", "<b>cột|lạ</b>", "<script>alert(6)</script>",
    "đảo|chữ", "x" * 20000, "<u>tên</u>", "=cmd()",
)  # fmt: skip
WARNED = """import warnings
warnings.warn("cảnh báo của thư viện")
len?"""
HIDDEN = """#| include: false
print("không được in")"""
RESULT = """{"kết quả": 42}"""


def red_dot() -> str:
    """Return a PNG of 4 × 4 red points, in base64."""
    from PIL import Image

    written = BytesIO()
    Image.new("RGB", (4, 4), (200, 0, 0)).save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


def cells() -> list[NotebookNode]:
    """Return one cell of each kind."""
    prose = new_markdown_cell(PROSE, id="loi")
    prose.attachments = {"do.png": {"image/png": red_dot()}}
    removed = new_code_cell('print("thẻ remove-output")', metadata={"tags": ["remove-output"]})
    sources = (
        FRAME, SERIES, STYLER, CHART, NO_ALT, PRINTED, DISPLAYED, WORDS, TABLE, HIDDEN, RESULT,
        HOSTILE_FRAME, WARNED,
    )  # fmt: skip
    return [prose, new_markdown_cell(HOSTILE_PROSE), *map(new_code_cell, sources), removed]


def write(project: Project, added: list[NotebookNode], name: str = NAME) -> str:
    """Write the report's notebook with these cells after its first section; return its path."""
    notebook = nbformat.read(project.root / "notebooks/commune_report.ipynb", as_version=4)
    at = 1 + next(n for n, cell in enumerate(notebook.cells) if "letterhead" in cell.source)
    notebook.cells[at:at] = added
    for number, cell in enumerate(notebook.cells):
        cell.id = f"c{number}"
    nbformat.write(notebook, project.root / name)
    return name
