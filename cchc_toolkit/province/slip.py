"""The slip that goes back to a unit: on one page what it has to mend, how, and by when."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, takewhile

import pypdfium2 as pdfium

from cchc_toolkit.blocks import Block, Column, Paragraph, Row, Run, Table
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.province.letter import Letter
from cchc_toolkit.province.remark import Remark
from cchc_toolkit.render.docx.measure import line_count
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, VALUES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_date, print_number

_MOST_NAMED = 12
"""Cells that are named of what the page does not hold."""
_ROOM, _LINE, _AROUND, _SIDES = 92.0, 4.2, 2.2, 3.0
"""Millimetres: what a page has at most for rows, a line of them, around and beside a cell."""
_POINTS, _LONGEST = 10, 420
_COLUMNS = (
    Column("TT", "center", 9),
    Column("Số in trên biểu (ô trong biểu nhập)", "left", 27),
    Column("Đã báo cáo", "left", 21),
    Column("Sai thế nào", "left", 56),
    Column("Cách sửa", "left", 52),
)


@dataclass(frozen=True)
class Slip:
    """What one unit has to mend: at least one remark, the gravest first."""

    params: Params
    code: str
    remarks: tuple[Remark, ...]
    received: date | None
    """When what stands came in, None where nothing stands or no day is known."""
    stands: bool
    """Whether there is something of the unit to be mended, rather than nothing at all."""
    by: date

    @property
    def count(self) -> int:
        """How many things there are to mend."""
        return sum(one.count for one in self.remarks)

    def blocks(self, shown: int) -> tuple[Block, ...]:
        """Return the slip with so many of its remarks, and where the others are."""
        letter = self._letter()
        return (
            *letter.opening(),
            Paragraph((Run(self._intro()),)),
            self._table(shown),
            Paragraph((Run(self._closing()),)),
            *letter.ending(),
        )

    def _letter(self) -> Letter:
        params, office = self.params, self.params.office(self.code)
        return Letter(
            params=params,
            title="PHIẾU BÁO",
            subject=f"Kết quả kiểm tra số liệu {params.form.subject} {params.period.label}",
            symbol="PB",
            code=self.code,
            name=office.name,
            receivers=(office.body,),
            said=repr((self.code, self.remarks, self.received, self.by)),
            fictional=is_fictional(self.code),
        )

    def _intro(self) -> str:
        if not self.stands:
            return (
                f"Đến nay chưa có số liệu {self.params.period.label} của "
                f"{self.params.office(self.code).name}: báo cáo đã gửi không nhận được vì:"
            )
        day = f" nhận ngày {print_date(self.received)}" if self.received else ""
        blocking = sum(one.count for one in self.remarks if one.blocking)
        grave = f", trong đó {blocking} lỗi chặn, chưa sửa thì báo cáo chưa trình ký được"
        return (
            f"Số liệu{day} còn {print_number(self.count)} nội dung phải sửa"
            f"{grave if blocking else ''}:"
        )

    def _table(self, shown: int) -> Table:
        rows = [Row.of(*_texts(at, one)) for at, one in enumerate(self.remarks[:shown], 1)]
        left = self.remarks[shown:]
        notes = (
            *((_others(left),) if left else ()),
            f"E12 là ô của trang “{VALUES}”, bổ sung E12 của trang “{SUPPLEMENT}” trong biểu nhập.",
        )
        return Table(
            "phai-sua", "Nội dung phải sửa", _COLUMNS, tuple(rows), notes,
            show_caption=False, dense=True,
        )  # fmt: skip

    def _closing(self) -> str:
        doing = "sửa các nội dung trên và gửi lại" if self.stands else "sửa và gửi lại báo cáo"
        return (
            f"Đề nghị {self.params.office(self.code).body} {doing} chậm nhất ngày "
            f"{print_date(self.by)}./."
        )


def on_one_page(slip: Slip) -> tuple[tuple[Block, ...], bytes]:
    """Return blocks and PDF of a slip with as many of its remarks as one page holds."""
    heights = accumulate(map(_height, slip.remarks))
    likely = sum(1 for _ in takewhile(lambda height: height <= _ROOM, heights))
    shown = max(1, likely)
    while True:
        blocks = slip.blocks(shown)
        pdf = render_pdf(blocks)
        if shown == 1 or len(pdfium.PdfDocument(pdf)) == 1:
            return blocks, pdf
        shown -= 1


def _height(one: Remark) -> float:
    """Return the likely height of a row in millimetres, so that few pages are set in vain."""
    file = choose_font().files[0]
    lines = (
        sum(line_count(text, column.width - _SIDES, file, _POINTS) for text in cell.split("\n"))
        for column, cell in zip(_COLUMNS, _texts(0, one), strict=True)
    )
    return max(lines) * _LINE + _AROUND


def _texts(at: int, one: Remark) -> tuple[str, ...]:
    """Return the cells of a row; the longest texts are cut, or one alone would outgrow the page."""
    long = (textwrap.shorten(text, _LONGEST, placeholder=" …") for text in (one.wrong, one.mend))
    return str(at), "\n".join(one.cells), "\n".join(one.reported), *long


def _others(left: Sequence[Remark]) -> str:
    """Return what is said of the remarks that the page does not hold."""
    counts = [
        f"{number} {severity}"
        for severity in SEVERITIES
        if (number := sum(one.count for one in left if one.severity == severity))
    ]
    names = list(dict.fromkeys(chain.from_iterable(one.cells[:1] for one in left)))
    more = "; …" if len(names) > _MOST_NAMED else ""
    return (
        f"Và {sum(one.count for one in left)} lỗi khác ({', '.join(counts)}): xem bản rà soát; ở "
        f"{'; '.join(names[:_MOST_NAMED])}{more}."
    )
