"""The sheet of the province itself: what is wrong with its form and parameters, told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from cchc_toolkit.blocks import Block, Column, Heading, Paragraph, Row, Run, Table
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.outputs.shared_faults import SharedFault, told_once
from cchc_toolkit.outputs.standings import nobodys_refusals
from cchc_toolkit.province.letter import Letter
from cchc_toolkit.province.remark import remarks_on_refused
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_number, upper_first

_OWNERS = {"parameters": "Tham số", "form": "Biểu mẫu", "commune": "Xã"}
_FAULTS = (
    Column("TT", "center", 9), Column("Của", "left", 22), Column("Lỗi", "left", 68),
    Column("Cách sửa", "left", 50), Column("Số xã", "right", 16),
)  # fmt: skip
_REFUSED = (
    Column("TT", "center", 9), Column("Tệp", "left", 40), Column("Ngày nhận", "left", 24),
    Column("Lý do", "left", 52), Column("Cách sửa", "left", 40),
)  # fmt: skip


def common_sheet(params: Params, shared: Sequence[SharedFault]) -> tuple[Block, ...]:
    """Return the sheet; nothing where form and parameters are sound and no file is nobody's."""
    body = (*_faults(shared), *_nobodys(params))
    if not body:
        return ()
    letter = Letter(
        params=params,
        title="PHIẾU BÁO",
        subject=f"Lỗi chung của biểu mẫu và tham số {params.period.label}",
        symbol="PB",
        code="chung",
        name=params.province,
        receivers=(),
        said=repr(([(asdict(one), n) for one, n in told_once(shared)], nobodys_refusals(params))),
        fictional=any(map(is_fictional, params.communes)),
    )
    return (*letter.opening(), *body, *letter.ending(()))


def _faults(shared: Sequence[SharedFault]) -> Iterator[Block]:
    told = told_once(shared)
    if not told:
        return
    yield Heading(1, "I. Lỗi của biểu mẫu, tham số")
    yield Paragraph((Run(
        "Các lỗi dưới đây không do xã: cơ quan giao biểu sửa một lần, không ghi trong phiếu báo "
        "của từng xã."
    ),))  # fmt: skip
    rows = [
        (
            str(at), _OWNERS[one.speaks_of],
            f"({upper_first(one.severity)}, {one.rule}) {one.message}", one.advice,
            print_number(units),
        )
        for at, (one, units) in enumerate(told, 1)
    ]  # fmt: skip
    yield _table("loi-chung", "Lỗi của biểu mẫu, tham số", _FAULTS, rows)


def _nobodys(params: Params) -> Iterator[Block]:
    remarks = remarks_on_refused(nobodys_refusals(params))
    if not remarks:
        return
    yield Heading(1, "II. Tệp bị từ chối, không rõ của xã nào")
    rows = [
        (str(at), *one.cells, *one.reported, one.wrong, one.mend)
        for at, one in enumerate(remarks, 1)
    ]
    yield _table("khong-ro", "Tệp bị từ chối, không rõ của xã nào", _REFUSED, rows)


def _table(
    name: str, caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]
) -> Table:
    cells = tuple(Row.of(*row) for row in rows)
    return Table(name, caption, columns, cells, show_caption=False, dense=True)
