"""What a careless or hostile cell holds is text or refused in a word: no code, no crash."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from cchc_toolkit.blocks import Chart, Paragraph, Preformatted, Table
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.notebook import capture

ADVICE = "Chèn lại hình PNG, JPEG hoặc SVG vào ô, hoặc ghi đúng tên tệp trong thư mục dự án."
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


def shows(kind: str, data: object, source: str = "x") -> NotebookNode:
    output = new_output("display_data", data={kind: data})
    return new_notebook(cells=[new_code_cell(source, outputs=[output])])


def prints(text: str) -> NotebookNode:
    return new_notebook(cells=[new_code_cell("x", outputs=[new_output("stream", text=text)])])


def prose(text: str) -> NotebookNode:
    return new_notebook(cells=[new_markdown_cell(text)])


REFUSED = {
    "a name too long": (
        prose(f"![x]({'a' * 5000}.png)"),
        f'Ô số 1 nhắc tới hình "{"a" * 59}…" không có trong thư mục dự án.',
        ADVICE,
    ),
    "a part of a name too long": (
        prose(f"![x]({'a' * 300}.png)"),
        f'Ô số 1 nhắc tới hình "{"a" * 59}…" không có trong thư mục dự án.',
        ADVICE,
    ),
    "a name with a null": (
        prose("![x](a%00b.png)"),
        'Ô số 1 nhắc tới hình "a%00b.png" không có trong thư mục dự án.',
        ADVICE,
    ),
    "a picture that is none, inside its address": (
        prose(f"![x](data:image/png;base64,{'A' * 200_000})"),
        "Ô số 1 không in được: Hình không phải PNG, JPEG hay SVG đọc được.",
        "Lưu lại hình ở dạng PNG, JPEG hoặc SVG.",
    ),
    "another kind inside its address": (
        prose("![x](data:text/html;base64,PGI+)"),
        'Ô số 1 nhắc tới hình "data:text/html;base64,PGI+" không có trong thư mục dự án.',
        ADVICE,
    ),
    "words of another language in a drawing": (
        shows("image/svg+xml", DRAWING.format("<foreignObject>chữ</foreignObject>")),
        "Ô số 1 có hình SVG chứa phần không in được (foreignObject).",
        "Lưu hình thành PNG rồi chèn lại.",
    ),
    "a picture from elsewhere in a drawing": (
        shows("image/svg+xml", DRAWING.format('<image href="https://x.vn/a.png"/>')),
        "Ô số 1 có hình SVG chứa phần không in được (image).",
        "Lưu hình thành PNG rồi chèn lại.",
    ),
    "a page in a page": (
        shows("text/html", '<iframe src="https://x.vn"></iframe>'),
        "Ô số 1 hiện trang nhúng (iframe), không in được.",
        "Thay bằng hình chụp trang ấy, hoặc ghi liên kết bằng Markdown.",
    ),
    "a picture of an address": (
        shows("text/html", '<img src="https://x.vn/a.png"/>'),
        "Ô số 1 hiện hình lấy từ một địa chỉ, không in được.",
        "Tải hình về thư mục dự án rồi hiện bằng Image(filename=…), hoặc ![…](…) trong ô Markdown.",
    ),
    "sound": (
        shows("text/html", "<audio controls></audio>"),
        "Ô số 1 hiện âm thanh, không in được.",
        "Bỏ ô này, hoặc ghi liên kết bằng Markdown.",
    ),
    "a film": (
        shows("text/html", "<video></video>"),
        "Ô số 1 hiện phim, không in được.",
        "Bỏ ô này, hoặc thay bằng một hình PNG, JPEG.",
    ),
    "JSON": (
        shows("application/json", {"a": 1}),
        "Ô số 1 hiện nội dung loại application/json, không in được.",
        "Dùng bảng (DataFrame), hình (matplotlib, PNG, JPEG, SVG), Markdown hoặc print; "
        "nếu chỉ để xem, gắn nhãn remove-output cho ô.",
    ),
    "too many lines": (
        prints("1\n" * 501),
        "Ô số 1 in ra 501 dòng, 1.001 chữ; một ô in nhiều nhất 500 dòng, 50.000 chữ.",
        "In phần cần xem, ví dụ frame.head(20), hoặc gắn nhãn remove-output.",
    ),
    "too many letters": (
        prints("x" * 50_001),
        "Ô số 1 in ra 1 dòng, 50.001 chữ; một ô in nhiều nhất 500 dòng, 50.000 chữ.",
        "In phần cần xem, ví dụ frame.head(20), hoặc gắn nhãn remove-output.",
    ),
    "an integral": (
        shows("text/latex", "$\\displaystyle \\int_0^1 x$"),
        'Ô số 1 không in được: Công thức " \\int_0^1 x" có "\\int", chưa in được.',
        "Viết lại bằng phân số, căn, số mũ và chỉ số là chữ số, chữ Hy Lạp, hoặc bằng lời; "
        "công thức phức tạp thì chèn hình.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused_in_a_word(name: str) -> None:
    notebook, problem, advice = REFUSED[name]
    with pytest.raises(RenderError) as caught:
        capture(notebook)
    assert (caught.value.problem, caught.value.advice) == (problem, advice)
    assert caught.value.where.startswith("sổ tay, ô số 1")


def test_a_picture_inside_its_address_is_printed() -> None:
    picture = BytesIO()
    Image.new("RGB", (4, 4), (200, 0, 0)).save(picture, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    (chart,) = capture(prose(f"![chấm]({address})")).blocks
    assert isinstance(chart, Chart)
    assert chart.alt == "chấm"


def test_signs_that_hide_or_turn_text_are_gone_from_tables_and_captions() -> None:
    html = "<table><tr><th>m\u202e</th></tr><tr><td>\u200ba</td></tr></table>"
    (table,) = capture(shows("text/html", html, "#| tbl-cap: tên\u2066 bảng\nx")).blocks
    assert isinstance(table, Table)
    said = (table.columns[0].header, table.rows[0].cells[0].text, table.caption)
    assert said == ("m", "a", "tên bảng")


def test_named_signs_of_html_show_in_prose_as_jupyter_shows_them() -> None:
    (paragraph,) = capture(prose("a &lt;b&gt; &amp; &#x202e;c `&lt;`")).blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.runs) == "a <b> & c &lt;"


def test_links_of_a_terminal_print_as_their_words() -> None:
    text = "\x1b]8;;https://x.vn\x1b\\liên kết\x1b]8;;\x1b\\ \x1b[31mđỏ\x1b[0m\n"
    assert capture(prints(text)).blocks == (Preformatted("liên kết đỏ"),)


@pytest.mark.parametrize("text", ["[" * 20_000, ">" * 3000 + " x", "*a **b " * 5000])
def test_prose_that_is_all_signs_takes_no_time(text: str) -> None:
    assert capture(prose(text)).blocks
