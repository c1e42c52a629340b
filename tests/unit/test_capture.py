"""What each kind of output becomes, and each refusal word for word."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from authored_project import report
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cchc_toolkit.blocks import Heading, Item, Paragraph, Preformatted, Quote, Run, Table
from cchc_toolkit.blocks.svg import picture_svg
from cchc_toolkit.errors import CchcError, RenderError
from cchc_toolkit.render.notebook import capture
from cchc_toolkit.report.authoring import formats
from cchc_toolkit.report.authoring.frame_table import frame_table
from cchc_toolkit.report.authoring.html_table import html_tables


def shows(data: dict[str, object], source: str = "x") -> NotebookNode:
    return new_notebook(
        cells=[new_code_cell(source, outputs=[new_output("display_data", data=data)])]
    )


def blocks(nb: NotebookNode) -> tuple[object, ...]:
    return capture(nb, None).blocks


def cells(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[run.text for run in row.cells] for row in table.rows]


INSTEAD = (
    "Dùng bảng (DataFrame), hình (matplotlib, PNG, JPEG, SVG), Markdown hoặc print; "
    "nếu chỉ để xem, gắn nhãn remove-output cho ô."
)
REFUSED = {
    "widget": (
        {
            "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
            "text/plain": "IntSlider()",
        },
        "Ô số 1 hiện điều khiển tương tác (widget), không in được.",
        "In giá trị đã chọn thay cho điều khiển.",
    ),
    "plotly": (
        {"application/vnd.plotly.v1+json": {}, "text/html": "<div><script>1</script></div>"},
        "Ô số 1 hiện biểu đồ plotly tương tác, không in được.",
        'Hiện hình tĩnh: Image(fig.to_image(format="png")), hoặc vẽ bằng matplotlib.',
    ),
    "vega": (
        {"application/vnd.vegalite.v5+json": {}},
        "Ô số 1 hiện biểu đồ Vega tương tác, không in được.",
        "Lưu biểu đồ thành PNG hoặc SVG rồi hiện bằng Image, SVG.",
    ),
    "javascript": (
        {"application/javascript": "alert(1)"},
        "Ô số 1 hiện mã JavaScript, không in được.",
        "Bỏ ô này, hoặc gắn nhãn remove-output.",
    ),
    "html": (
        {"text/html": "<b>x</b>"},
        "Ô số 1 hiện HTML không phải là bảng, không in được.",
        INSTEAD,
    ),
    "html with a script": (
        {"text/html": "<table><tr><td>1</td></tr></table><script>1</script>"},
        "Ô số 1 hiện HTML không phải là bảng, không in được.",
        INSTEAD,
    ),
    "video": ({"video/mp4": ""}, "Ô số 1 hiện nội dung loại video/mp4, không in được.", INSTEAD),
    "address": (
        {"text/plain": "[<matplotlib.lines.Line2D at 0x7f0f0f0f0f0f>]"},
        "Ô số 1 in ra địa chỉ bộ nhớ, mỗi lần chạy một khác.",
        "Thêm dấu chấm phẩy vào cuối dòng vẽ (ax.plot(…);), hoặc in nội dung của đối tượng.",
    ),
    "a figure's name": (
        {"text/plain": "<Figure size 640x480 with 1 Axes>"},
        "Ô số 1 chỉ hiện tên của hình, không có hình.",
        "Để chính hình ở dòng cuối ô, hoặc plt.show().",
    ),
    "latex": (
        {"text/latex": "\\begin{tabular}x\\end{tabular}"},
        "Ô số 1 hiện LaTeX không phải là một công thức, không in được.",
        INSTEAD,
    ),
    "a frame cut short": (
        {"text/html": "<div><table></table><p>100 rows × 3 columns</p></div>"},
        "Ô số 1 không in được: Bảng 100 dòng, 3 cột bị pandas cắt bớt khi hiện trong sổ tay.",
        "Lọc bớt dòng, cột, hoặc dùng cchc_toolkit.table(frame, caption=…).",
    ),
    "a broken picture": (
        {"image/png": "AAAA"},
        "Ô số 1 không in được: Hình không phải PNG, JPEG hay SVG đọc được.",
        "Lưu lại hình ở dạng PNG, JPEG hoặc SVG.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_page_can_show_stops_the_report(name: str) -> None:
    data, problem, advice = REFUSED[name]
    with pytest.raises(RenderError) as caught:
        blocks(shows(data, "slider"))
    assert (caught.value.problem, caught.value.where, caught.value.advice) == (
        problem,
        "sổ tay, ô số 1: slider",
        advice,
    )


def test_a_raw_cell_is_refused_and_the_parameters_of_papermill_are_not_counted() -> None:
    injected = new_code_cell("a = 1", metadata={"tags": ["injected-parameters"]})
    raw = {"cell_type": "raw", "source": "thô", "metadata": {}}
    with pytest.raises(RenderError, match=r"Ô số 1 là ô Raw, không in được\."):
        capture({"cells": [injected, raw]}, None)


def test_a_tag_hides_output_but_no_error() -> None:
    error = new_output("error", ename="E", evalue="x")
    cell = new_code_cell("#| include: false\n1", outputs=[error])
    with pytest.raises(RenderError, match="Ô số 1 của sổ tay dừng vì lỗi E: x"):
        capture(new_notebook(cells=[cell]))
    quiet = new_code_cell("#| output: false\n1", outputs=[new_output("stream", text="in")])
    assert blocks(new_notebook(cells=[quiet])) == ()


def test_options_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(RenderError, match=r"Ô số 1 có dòng #\| không đọc được"):
        blocks(shows({"text/plain": "1"}, "#| fig-cap: [\nx"))


def test_printed_text_keeps_what_a_terminal_shows_last() -> None:
    stream = new_output("stream", text="10%\r100%\n\x1b[31mđỏ\x1b[0m\n")
    found = blocks(new_notebook(cells=[new_code_cell("x", outputs=[stream])]))
    assert found == (Preformatted("100%\nđỏ"),)


def test_standard_error_is_told_and_not_printed() -> None:
    stream = new_output("stream", name="stderr", text="UserWarning: lạ\nx")
    found = capture(new_notebook(cells=[new_code_cell("x", outputs=[stream])]), None)
    assert found.blocks == ()
    (note,) = found.notes
    assert (note.code, note.finding.severity) == ("N02", "thấp")
    assert note.message == "Ô số 1 ghi ra luồng lỗi (không in vào báo cáo): UserWarning: lạ"


def test_markdown_becomes_blocks() -> None:
    text = "# Một\n\n**đậm** và `mã` <i>x</i>\n\n- a\n  1. b\n\n> trích\n\n$$x^2 \\le y$$\n"
    assert blocks(new_notebook(cells=[new_markdown_cell(text)])) == (
        Heading(1, "Một"),
        Paragraph(
            (
                Run("đậm", bold=True), Run(" và "), Run("mã", code=True), Run(" "), Run("<i>"),
                Run("x"), Run("</i>"),
            )
        ),
        Item((Run("a"),), "-", 1),
        Item((Run("b"),), "1.", 2),
        Quote((Run("trích"),)),
        Quote((Run("x² ≤ y", italic=True),)),
    )  # fmt: skip


def test_links_lead_only_where_a_reader_can_follow() -> None:
    text = "[a](https://x.vn/b) [b](javascript:alert(1)) [c](tep.html)"
    (paragraph,) = blocks(new_notebook(cells=[new_markdown_cell(text)]))
    assert isinstance(paragraph, Paragraph)
    assert [run.link for run in paragraph.runs if run.link] == ["https://x.vn/b"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{so:khong.co}", 'Nội dung nhắc tới chỉ tiêu "khong.co" không có trong danh mục.'),
        ("{vb:x}", 'Nội dung nhắc tới văn bản "x" không có trong danh mục.'),
        ("$\\oint$", 'Công thức "\\oint" có "\\oint", chưa in được.'),
        ("![](../../etc/passwd)", "Ô số 1 nhắc tới hình"),
        ("![](https://x.vn/a.png)", "Ô số 1 nhắc tới hình"),
        ("![](attachment:a.png)", 'Ô số 1 nhắc tới hình đính kèm "a.png" không có.'),
    ],
)
def test_markdown_that_names_what_is_not_there(text: str, problem: str) -> None:
    with pytest.raises(RenderError) as caught:
        capture(new_notebook(cells=[new_markdown_cell(text)]), report())
    assert problem in caught.value.problem


def test_a_number_in_markdown_has_its_source_behind_it() -> None:
    nb = new_notebook(cells=[new_markdown_cell("Có {so:tthc.ho_so.tiep_nhan} hồ sơ.")])
    (paragraph,) = capture(nb, report()).blocks
    assert isinstance(paragraph, Paragraph)
    assert [run.text for run in paragraph.runs] == ["Có ", "652", " hồ sơ."]
    assert "652" in paragraph.runs[1].note


def test_a_number_of_no_report_is_refused() -> None:
    with pytest.raises(RenderError, match="không biết của báo cáo nào"):
        blocks(new_notebook(cells=[new_markdown_cell("{so:tthc.ho_so.tiep_nhan}")]))


def test_a_frame_prints_the_vietnamese_way() -> None:
    frame = pd.DataFrame(
        {
            "Tên": ["a", None],
            "Số": [1234567.0, float("nan")],
            "Lẻ": [Decimal("0.00012"), Decimal(3)],
            "Năm": [2023, 2024],
            "state": ["reported", "not_applicable"],
            "Đúng": [True, False],
        }
    )
    assert cells(frame_table(frame)) == [
        ["a", "1.234.567", "0,00012", "2023", "có số liệu", "có"],
        ["", "", "3,00000", "2024", "không áp dụng", "không"],
    ]


def test_an_index_with_names_and_columns_of_two_levels_are_kept() -> None:
    frame = pd.DataFrame([[1, 2]], index=pd.Index(["x"], name="Xã"))
    frame.columns = pd.MultiIndex.from_tuples([("Quý I", "Nhận"), ("Quý I", "Trả")])
    table = frame_table(frame)
    assert [(column.group, column.header) for column in table.columns] == [
        ("", "Xã"), ("Quý I", "Nhận"), ("Quý I", "Trả"),
    ]  # fmt: skip
    assert sum(column.width for column in table.columns) == 165
    assert not table.landscape


def test_a_wide_frame_stands_on_a_page_on_its_side() -> None:
    wide = pd.DataFrame([["x"] * 13], columns=[f"Tháng {n}/2024" for n in range(13)])
    table = frame_table(wide)
    assert table.landscape
    assert sum(column.width for column in table.columns) == 252


def test_a_frame_too_wide_or_too_long_says_what_to_do() -> None:
    wide = pd.DataFrame([["x"] * 30], columns=[f"cột dài {n}" for n in range(30)])
    with pytest.raises(CchcError, match="Bảng 30 cột quá rộng so với khổ giấy") as caught:
        frame_table(wide)
    assert caught.value.problem.endswith(" mm, trang ngang có 252 mm.")
    assert "xoay bảng (frame.T)" in caught.value.advice
    with pytest.raises(CchcError, match=r"Bảng có 501 dòng, một bảng in nhiều nhất 500 dòng\."):
        frame_table(pd.DataFrame({"x": range(501)}))


def test_what_pandas_prints_as_html_becomes_a_table() -> None:
    frame = pd.DataFrame({"Mã": ["00007", "15109"], "Tỷ lệ": [0.5, None]})
    (table,) = html_tables(frame.to_html())
    assert cells(table) == [["00007", "0,5"], ["15109", ""]]


def test_spans_of_a_table_in_html_are_filled() -> None:
    html = (
        "<table><thead><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>c</th><th>d</th>"
        "</tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )
    (table,) = html_tables(html)
    assert [(column.group, column.header) for column in table.columns] == [
        ("", "A"), ("B", "c"), ("B", "d"),
    ]  # fmt: skip


def test_a_picture_that_says_it_is_one_but_is_none() -> None:
    with pytest.raises(RenderError):
        picture_svg(b"\xff\xd8 not a jpeg")


GREAT_TABLE = """<div id="uavncflbfs" style="overflow-x:auto;"><style>#uavncflbfs table { }</style>
<table class="gt_table" data-quarto-disable-processing="false">
<thead>
<tr class="gt_heading"><td colspan="3" class="gt_heading gt_title">Hồ sơ theo xã</td></tr>
<tr class="gt_heading"><td colspan="3" class="gt_heading gt_subtitle">Kỳ 2024-6T</td></tr>
<tr class="gt_col_headings gt_spanner_row"><th rowspan="2" colspan="1" scope="col"></th>
<th colspan="2" scope="colgroup"><span class="gt_column_spanner">Kết quả</span></th></tr>
<tr class="gt_col_headings"><th scope="col">Nhận</th><th scope="col">Tỷ lệ</th></tr>
</thead>
<tbody class="gt_table_body">
<tr><th scope="row" class="gt_row gt_stub">Một</th><td>1.234</td><td>99,38%</td></tr>
<tr><th scope="row" class="gt_row gt_stub">Hai</th><td>5.678</td><td>50,00%</td></tr>
</tbody>
<tfoot><tr class="gt_sourcenotes"><td colspan="3"><span>Nguồn: ví dụ</span></td></tr></tfoot>
</table></div>"""
"""What great_tables 1.1.0 shows of a table: title, spanner, stub and source, without its styles."""


def test_a_table_of_great_tables_keeps_title_spanner_and_source() -> None:
    (table,) = html_tables(GREAT_TABLE)
    assert (table.caption, table.notes) == ("Hồ sơ theo xã - Kỳ 2024-6T", ("Nguồn: ví dụ",))
    assert [(column.group, column.header, column.align) for column in table.columns] == [
        ("", "", "left"), ("Kết quả", "Nhận", "right"), ("Kết quả", "Tỷ lệ", "right"),
    ]  # fmt: skip
    assert cells(table) == [["Một", "1.234", "99,38%"], ["Hai", "5.678", "50,00%"]]


def test_a_table_of_great_tables_has_one_name_in_every_run() -> None:
    class GT:
        def _repr_html_(self) -> str:
            return GREAT_TABLE

    shown = formats._great_table(GT())["text/html"]
    assert "uavncflbfs" not in shown
    assert shown.startswith('<div id="cchc"')


def test_a_real_table_of_great_tables() -> None:
    great = pytest.importorskip("great_tables")
    frame = pd.DataFrame({"Xã": ["Một"], "Nhận": [1234]})
    made = great.GT(frame, rowname_col="Xã").tab_header(title="Tên").tab_source_note("Nguồn: x")
    (table,) = html_tables(formats._great_table(made)["text/html"])
    assert (table.caption, table.notes, cells(table)) == ("Tên", ("Nguồn: x",), [["Một", "1234"]])


def test_a_styled_frame_keeps_what_its_author_formatted() -> None:
    styled = pd.DataFrame({"Xã": ["Một", "Hai"], "Tỷ lệ": [0.9938, 0.5]}).style
    styled = styled.format({"Tỷ lệ": "{:.1%}"}).set_caption("Bảng kiểu").hide(axis="index")
    (table,) = html_tables(formats._styler(styled.highlight_max(subset=["Tỷ lệ"]))["text/html"])
    assert table.caption == "Bảng kiểu"
    assert [column.header for column in table.columns] == ["Xã", "Tỷ lệ"]
    assert cells(table) == [["Một", "99.4%"], ["Hai", "50.0%"]]
