"""The official letter (công văn) that urges those on who have not sent, or must send again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cchc_toolkit.blocks import AppendixTitle, Block, Column, Paragraph, Row, Run, Table
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.outputs.desk import REMINDER
from cchc_toolkit.outputs.standing import ABSENT, STATE_NAMES, Standing
from cchc_toolkit.province.letter import Letter
from cchc_toolkit.province.paper import put_paper, take_away
from cchc_toolkit.report import GAP
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date, print_number

_NAME = "cong-van-don-doc"
_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
_COLUMNS = (
    Column("TT", "center", 11),
    Column("Mã", "center", 16),
    Column("Đơn vị", "left", 35),
    Column("Tình hình", "left", 25),
    Column("Quá hạn (ngày)", "center", 17),
    Column("Lý do", "left"),
)


def make_reminder(
    params: Params, found: Sequence[Standing], today: date, by: date
) -> tuple[Path | None, tuple[str, ...]]:
    """Write the letter; return its folder and the files kept of people.

    No folder, and none is left, where nobody has to be urged on.
    """
    folder = paths.inside(params.folder, REMINDER)
    if any(one.absent for one in found):
        return folder, put_paper(params, folder, _NAME, reminder(params, found, today, by))
    return None, take_away(params, folder) if folder.is_dir() else ()


def reminder(params: Params, found: Sequence[Standing], today: date, by: date) -> tuple[Block, ...]:
    """Return the letter to those of whom nothing can be counted, with the list of them."""
    absent = [one for one in found if one.absent]
    letter = Letter(
        params=params,
        title="",
        subject=f"đôn đốc gửi báo cáo {params.form.subject} {params.period.label}",
        symbol="",
        code=REMINDER,
        name=params.province,
        receivers=(f"Ủy ban nhân dân các {_kinds(absent)} (danh sách kèm theo)",),
        said=repr((absent, len(found), today, by)),
        fictional=any(is_fictional(one.code) for one in found),
    )
    return (
        *letter.opening(),
        *(Paragraph((Run(text),)) for text in _body(params, found, today, by)),
        *letter.ending(),
        AppendixTitle(
            "Phụ lục",
            ("DANH SÁCH ĐƠN VỊ CHƯA GỬI, PHẢI GỬI LẠI BÁO CÁO",),
            "",
            f"(Kèm theo Công văn số{GAP}/{letter.full_symbol} ngày{GAP}tháng{GAP}năm "
            f"{letter.year} của {letter.office.body})",
        ),
        Table(
            "danh-sach", "Đơn vị chưa gửi, phải gửi lại báo cáo", _COLUMNS,
            tuple(_row(at, one) for at, one in enumerate(absent, 1)), show_caption=False,
        ),
    )  # fmt: skip


def _kinds(units: Sequence[Standing]) -> str:
    """Return the kinds of some units, in the order of the law: `xã, phường`."""
    names = [one.name.lower() for one in units]
    found = [kind for kind in _KINDS if any(name.startswith(kind) for name in names)]
    return ", ".join(found) or "đơn vị"


def _body(params: Params, found: Sequence[Standing], today: date, by: date) -> Iterator[str]:
    what = f"báo cáo {params.form.subject} {params.period.label}"
    absent = [one for one in found if one.absent]
    here = len(found) - len(absent)
    counts = [
        f"{print_number(number)} đơn vị {STATE_NAMES[state]}"
        for state in ABSENT
        if (number := sum(one.state == state for one in absent))
    ]
    yield (
        f"Hạn gửi {what} là ngày {print_date(found[0].deadline)}. Đến hết ngày "
        f"{print_date(today)}, đã nhận báo cáo của {print_number(here)} trên "
        f"{print_number(len(found))} đơn vị; còn {', '.join(counts)} (danh sách kèm theo)."
    )
    again = any(one.state != "missing" for one in absent)
    mending = (
        " Đơn vị bị từ chối hoặc gửi biểu trống sửa theo phiếu báo đã gửi riêng trước khi gửi lại."
    )
    yield (
        "Đề nghị Ủy ban nhân dân các đơn vị có tên trong danh sách khẩn trương gửi báo cáo, chậm "
        f"nhất ngày {print_date(by)}.{mending if again else ''}"
    )
    faulty = sum(one.state == "faulty" for one in found)
    if faulty:
        yield (
            f"{print_number(faulty)} đơn vị đã gửi nhưng số liệu còn lỗi chặn: sửa theo phiếu báo "
            "của từng đơn vị trong cùng thời hạn."
        )
    yield (
        "Quá thời hạn trên, đơn vị chưa gửi được ghi là chưa có số liệu trong báo cáo tổng hợp, "
        "không tính là 0./."
    )


def _row(at: int, one: Standing) -> Row:
    late = print_number(one.late) if one.late else ""
    return Row.of(str(at), one.code, one.name, one.words, late, one.told)
