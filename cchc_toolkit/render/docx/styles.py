"""The styles of the Word report: what each part of the decree looks like, in one list.

Word's own styles keep Word's own names, so that its navigation pane and lists know them; new ones
have Vietnamese names. Sizes are in points.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_toolkit.blocks.paper import LANDSCAPE_WIDTH, TEXT_WIDTH
from cchc_toolkit.render.docx.markup import NAMESPACES, twips
from cchc_toolkit.render.fonts import TIMES

TABLE_SIZES = (12, 11, 10)
"""Of a table with up to six, up to eight, and more columns."""

ONE_WIDTH = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
"""Letters of one width, as a program prints."""
# Said of every style: some programs else take the first line's indent from Normal.
_FLUSH = 'w:left="0" w:firstLine="0"'
_FIRST_LINE = f'w:firstLine="{twips(12.7)}"'


@dataclass(frozen=True)
class Style:
    """A paragraph style; lengths are in points, `line` in lines, `indent` as `w:ind` has it."""

    id: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    exact: float = 0
    indent: str = _FLUSH
    keep_next: bool = False
    outline: int = -1
    based: str = ""
    next: str = ""
    tabs: str = ""
    own: bool = True
    """Whether the name is ours and not one of Word's."""


def _heading(level: int) -> Style:
    return Style(
        f"Heading{level}",
        f"heading {level}",
        bold=True,
        before=8,
        after=6,
        line=1.15,
        indent=_FIRST_LINE,
        keep_next=True,
        outline=level - 1,
        next="Normal",
        own=False,
    )


def _of_tables(size: int) -> tuple[Style, Style]:
    return (
        Style(f"Obang{size}", f"Ô bảng cỡ {size}", size=size),
        Style(f"Tieudecot{size}", f"Tiêu đề cột cỡ {size}", size=size, bold=True, align="center"),
    )


_NORMAL = Style("Normal", "Normal", align="both", after=6, line=1.15, indent=_FIRST_LINE, own=False)


def _header_tabs(line: float) -> str:
    """Return tabs to the middle and the end of a line of so many millimetres."""
    middle, end = twips(line / 2), twips(line)
    return f'<w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{end}"/>'


STYLES: tuple[Style, ...] = (
    _NORMAL,
    *(_heading(level) for level in range(1, 10)),
    Style("Title", "Title", bold=True, align="center", before=18, keep_next=True,
          next="Subtitle", line=1.15, own=False),
    Style("Subtitle", "Subtitle", bold=True, align="center", keep_next=True, next="Normal",
          line=1.15, own=False),
    Style("Caption", "caption", size=13, bold=True, align="center", before=4, after=6, own=False),
    Style("Header", "header", align="left", tabs=_header_tabs(TEXT_WIDTH), own=False),
    Style("Headerngang", "Đầu trang ngang", align="left", tabs=_header_tabs(LANDSCAPE_WIDTH)),
    Style("Footer", "footer", size=7, align="center", own=False),
    Style("Cochuquan", "Cơ quan chủ quản", size=12, align="center", keep_next=True),
    Style("Cobanhanh", "Cơ quan ban hành", size=12, bold=True, align="center", keep_next=True),
    Style("Quochieu", "Quốc hiệu", size=12, bold=True, align="center", keep_next=True),
    Style("Tieungu", "Tiêu ngữ", size=13, bold=True, align="center", keep_next=True),
    Style("Sokyhieu", "Số, ký hiệu", size=13, align="center", before=6),
    Style("Trichyeu", "Trích yếu công văn", size=12, align="center", before=4, after=3),
    Style("Duthao", "Dự thảo", size=13, bold=True, align="center"),
    Style("Diadanh", "Địa danh, ngày tháng", size=13, italic=True, align="center", before=6),
    Style("Duongke", "Đường kẻ", size=1, exact=5),
    Style("Ghichuten", "Ghi chú dưới tên báo cáo", italic=True, align="center", before=6,
          line=1.15),
    Style("Kinhgui", "Kính gửi", align="center", before=16, after=10, line=1.15),
    Style("Noigui", "Kính gửi nhiều nơi", line=1.15),
    Style("Gachdau1", "Gạch đầu dòng", based="Normal"),
    Style("Gachdau2", "Cộng đầu dòng", based="Normal"),
    Style("Mucliet", "Mục liệt kê", align="both", after=6, line=1.15),
    Style("Trichdan", "Trích dẫn", align="both", before=2, after=6, line=1.15,
          indent=f'w:left="{twips(12.7)}" w:firstLine="0"'),
    Style("Mayin", "Chữ máy in", size=9, before=4, after=6),
    Style("Hinh", "Hình", align="center", before=6, keep_next=True),
    Style("Nguon", "Ghi chú bảng", size=11, italic=True, before=4, after=6),
    Style("Tenbang", "Tên bảng", size=13, bold=True, align="center", before=6, after=4,
          keep_next=True, based="Caption"),
    Style("Noinhan", "Nơi nhận", size=12, bold=True, italic=True, keep_next=True),
    Style("Danhsachnhan", "Danh sách nơi nhận", size=11, keep_next=True),
    Style("Chucvu", "Quyền hạn, chức vụ", bold=True, align="center", keep_next=True),
    Style("Hoten", "Họ tên người ký", bold=True, align="center", before=74),
    Style("Tenphuluc", "Tên phụ lục", bold=True, align="center", keep_next=True, outline=0,
          line=1.15, based="Heading1", next="Normal"),
    Style("Kemtheo", "Kèm theo", italic=True, align="center", before=6, keep_next=True),
    Style("Bieumau", "Biểu mẫu", size=13, italic=True, align="center", before=6,
          keep_next=True),
    Style("Ngatphan", "Ngắt phần", size=1, exact=1),
    Style("Cachbang", "Khoảng cách sau bảng", size=1, exact=8),
    *(style for size in TABLE_SIZES for style in _of_tables(size)),
)  # fmt: skip


def styles_xml() -> str:
    """Return the part `word/styles.xml`."""
    return (
        f"<w:styles {NAMESPACES}>{_defaults()}{''.join(map(_paragraph_style, STYLES))}"
        f"{_CHARACTER_STYLES}{_TABLE_STYLES}</w:styles>"
    )


def _defaults() -> str:
    fonts = "".join(f' w:{script}="{TIMES}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        '<w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _paragraph_style(style: Style) -> str:
    custom = ' w:customStyle="1"' if style.own else ""
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    # A style that follows Normal in all but its name says nothing of its own.
    looks = "" if style.based == "Normal" else _paragraph_looks(style) + _letter_looks(style)
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}{following}<w:qFormat/>{looks}</w:style>'
    )


def _paragraph_looks(style: Style) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    tabs = f"<w:tabs>{style.tabs}</w:tabs>" if style.tabs else ""
    pitch, how = (style.exact * 20, "exact") if style.exact else (style.line * 240, "auto")
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    return (
        f'<w:pPr>{keep}<w:widowControl/>{tabs}<w:spacing w:before="{style.before * 20:.0f}" '
        f'w:after="{style.after * 20:.0f}" w:line="{pitch:.0f}" w:lineRule="{how}"/>'
        f'<w:ind {style.indent}/><w:jc w:val="{style.align}"/>{outline}</w:pPr>'
    )


def _letter_looks(style: Style) -> str:
    fonts = ONE_WIDTH if style.id == "Mayin" else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    size = f'<w:sz w:val="{style.size * 2:.0f}"/><w:szCs w:val="{style.size * 2:.0f}"/>'
    return f"<w:rPr>{fonts}{bold}{italic}{size}</w:rPr>"


# Grey behind and a line below, so that a gap shows on a black and white print too.
_CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Chotrong">'
    '<w:name w:val="Chỗ trống"/><w:qFormat/><w:rPr><w:b/><w:bCs/><w:color w:val="9B1C1C"/>'
    '<w:u w:val="single" w:color="9B1C1C"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E4DCDC"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Dau">'
    '<w:name w:val="Dấu trên trang"/><w:rPr><w:b/><w:bCs/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    '<w:bdr w:val="single" w:sz="6" w:space="2" w:color="auto"/></w:rPr></w:style>'
)


def _margins(side: float, top: float) -> str:
    sizes = (("top", top), ("left", side), ("bottom", top), ("right", side))
    sides = "".join(f'<w:{name} w:w="{twips(mm)}" w:type="dxa"/>' for name, mm in sizes)
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Less above and below than in the PDF: Word's single line is taller than its letters.
CELL_SIDE, CELL_TOP = 1.5, 0.8
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"{_margins(0, 0)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Khungtrinhbay">'
    '<w:name w:val="Khung trình bày"/><w:basedOn w:val="TableNormal"/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Bangsolieu">'
    '<w:name w:val="Bảng số liệu"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    f"<w:tblBorders>{_LINES}</w:tblBorders>{_margins(CELL_SIDE, CELL_TOP)}</w:tblPr></w:style>"
)
