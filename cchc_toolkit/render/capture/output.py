"""One output of a code cell as blocks, or the reason why it cannot be printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cchc_toolkit.blocks import Block, Preformatted, Quote, Run
from cchc_toolkit.blocks.values import MIME, from_json
from cchc_toolkit.render.capture.cell import Cell
from cchc_toolkit.render.capture.pictures import KINDS, picture_of
from cchc_toolkit.report.authoring.html_table import html_tables
from cchc_toolkit.report.authoring.maths import maths_text
from cchc_toolkit.text.formatting import print_number, visible

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_MOST_LINES, _MOST_LETTERS = 500, 50_000
"""What one cell may print: some ten pages."""
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_FIGURE = re.compile(r"<Figure size \d+x\d+ with \d+ Axes>\s*\Z")
_LATEX = re.compile(r"\A\s*(\$\$?|\\\[)(.*?)(\$\$?|\\\])\s*\Z", re.DOTALL)
_BEYOND = (
    ("application/vnd.jupyter.widget-view+json", "điều khiển tương tác (widget)",
     "In giá trị đã chọn thay cho điều khiển."),
    ("application/vnd.plotly.v1+json", "biểu đồ plotly tương tác",
     'Hiện hình tĩnh: Image(fig.to_image(format="png")), hoặc vẽ bằng matplotlib.'),
    ("application/vnd.vega", "biểu đồ Vega tương tác",
     "Lưu biểu đồ thành PNG hoặc SVG rồi hiện bằng Image, SVG."),
    ("application/javascript", "mã JavaScript", "Bỏ ô này, hoặc gắn nhãn remove-output."),
)  # fmt: skip
"""What cannot stand on paper: its kind or how that begins, what it is, what to do instead."""


@dataclass(frozen=True)
class Shown:
    """The blocks of an output; `authored` ones may be given captions and names of their own."""

    blocks: tuple[Block, ...]
    authored: bool = True
    alt_made: bool = False


def shown_by(
    output: Mapping[str, Any], cell: Cell, markdown: Callable[[str], tuple[Block, ...]]
) -> Shown:
    """Return what an output shows; raise `RenderError` naming the cell where no page can show it.

    `markdown` reads a piece of Markdown.
    """
    kind = output["output_type"]
    if kind == "error":
        raise cell.refused(
            f"của sổ tay dừng vì lỗi {output['ename']}: {output['evalue']}",
            "Sửa nguyên nhân, chạy lại cả sổ tay rồi xuất.",
        )
    if kind == "stream":
        return Shown(_lines(_whole(output["text"]), cell))
    return _of_bundle(output["data"], cell, markdown)


def _of_bundle(
    data: Mapping[str, Any], cell: Cell, markdown: Callable[[str], tuple[Block, ...]]
) -> Shown:
    if MIME in data:
        return carried(data[MIME])
    if any(kind in data for kind in KINDS):
        return Shown((picture_of(data, cell),))
    _refuse_beyond(data, cell)
    if "text/markdown" in data:
        return Shown(markdown(_whole(data["text/markdown"])))
    if "text/html" in data:
        return Shown(_tables(_whole(data["text/html"]), cell))
    if "text/latex" in data:
        return Shown(_formula(_whole(data["text/latex"]), cell))
    if set(data) <= {"text/plain"}:
        return Shown(_lines(_whole(data.get("text/plain", "")), cell))
    kind = next(kind for kind in data if kind != "text/plain")
    raise cell.refused(f"hiện nội dung loại {kind}, không in được", _INSTEAD)


_INSTEAD = (
    "Dùng bảng (DataFrame), hình (matplotlib, PNG, JPEG, SVG), Markdown hoặc print; "
    "nếu chỉ để xem, gắn nhãn remove-output cho ô."
)


def _whole(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def carried(data: Any) -> Shown:
    """Return the blocks that an output carries as such."""
    # Some front ends save a JSON output as text, whole or in lines.
    found = data if isinstance(data, dict) else json.loads(_whole(data))
    return Shown(from_json(found), bool(found.get("authored")), bool(found.get("alt_made", False)))


def _refuse_beyond(data: Mapping[str, Any], cell: Cell) -> None:
    for begins, what, advice in _BEYOND:
        if any(kind.startswith(begins) for kind in data):
            raise cell.refused(f"hiện {what}, không in được", advice)


def _tables(html: str, cell: Cell) -> tuple[Block, ...]:
    tables = html_tables(html)
    if tables:
        return tables
    for tag, what, advice in _TAGS:
        if re.search(rf"<{tag}[\s>/]", html, re.IGNORECASE):
            raise cell.refused(f"hiện {what}, không in được", advice)
    raise cell.refused("hiện HTML không phải là bảng, không in được", _INSTEAD)


_TAGS = (
    ("iframe", "trang nhúng (iframe)", "Thay bằng hình chụp trang ấy, hoặc ghi liên kết bằng "
     "Markdown."),
    ("audio", "âm thanh", "Bỏ ô này, hoặc ghi liên kết bằng Markdown."),
    ("video", "phim", "Bỏ ô này, hoặc thay bằng một hình PNG, JPEG."),
    ("img", "hình lấy từ một địa chỉ", "Tải hình về thư mục dự án rồi hiện bằng "
     "Image(filename=…), hoặc ![…](…) trong ô Markdown."),
)  # fmt: skip
"""What HTML shows that is no table: its tag, what it is, what to do instead."""


def _formula(text: str, cell: Cell) -> tuple[Block, ...]:
    found = _LATEX.match(text)
    if found is None:
        raise cell.refused("hiện LaTeX không phải là một công thức, không in được", _INSTEAD)
    source = found[2].strip().removeprefix("\\displaystyle")
    return (Quote((Run(maths_text(source), italic=True),)),)


def _lines(text: str, cell: Cell) -> tuple[Block, ...]:
    """Return printed text; a carriage return writes its line anew, colours are left out."""
    plain = visible(_ESCAPES.sub("", text))
    lines = [line.rstrip("\r").rsplit("\r", 1)[-1].rstrip() for line in plain.split("\n")]
    said = "\n".join(lines).strip("\n")
    if said.count("\n") >= _MOST_LINES or len(said) > _MOST_LETTERS:
        raise cell.refused(
            f"in ra {print_number(said.count(chr(10)) + 1)} dòng, {print_number(len(said))} chữ; "
            f"một ô in nhiều nhất {_MOST_LINES} dòng, {print_number(_MOST_LETTERS)} chữ",
            "In phần cần xem, ví dụ frame.head(20), hoặc gắn nhãn remove-output.",
        )
    if _ADDRESS.search(said):
        raise cell.refused(
            "in ra địa chỉ bộ nhớ, mỗi lần chạy một khác",
            "Thêm dấu chấm phẩy vào cuối dòng vẽ (ax.plot(…);), hoặc in nội dung của đối tượng.",
        )
    if _FIGURE.match(said):
        raise cell.refused(
            "chỉ hiện tên của hình, không có hình", "Để chính hình ở dòng cuối ô, hoặc plt.show()."
        )
    return (Preformatted(said),) if said else ()
