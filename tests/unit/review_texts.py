"""Small finished reports for tests of the review: lines of prose and a few rows of the appendix."""

from __future__ import annotations

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.checks import Finding
from cchc_toolkit.documents.raw import Grid, GridRow, Line, Raw
from cchc_toolkit.documents.read import understood
from cchc_toolkit.review import Review, review_issued

HEAD = (
    "ỦY BAN NHÂN DÂN",
    "XÃ MẪU",
    "Số: 45/BC-UBND",
    "Mẫu, ngày 17 tháng 6 năm 2024",
    "BÁO CÁO",
    "Cải cách hành chính 6 tháng đầu năm 2024",
    "(Số liệu tính từ ngày 15/12/2023 đến hết ngày 14/6/2024)",
    "Kính gửi: Ủy ban nhân dân huyện Mẫu.",
    "Ủy ban nhân dân xã Mẫu báo cáo kết quả cải cách hành chính như sau:",
)
FOOT = (
    "Số liệu chi tiết tại Phụ lục kèm theo./.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT, VP.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Nguyễn Văn Mẫu",
)
HEADER = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


def review(
    *prose: str,
    cells: dict[str, str] | None = None,
    head: tuple[str, ...] = HEAD,
    foot: tuple[str, ...] = FOOT,
    table: bool = True,
    kind: str = "docx",
) -> Review:
    """Review a report with this prose; `cells` fill the appendix by key."""
    form = load_form()
    rows = [
        GridRow((row.stt, row.label, row.unit, (cells or {}).get(row.key, ""), ""), f"d{at}")
        for at, row in enumerate(form.rows)
    ]
    lines = [
        Line(text, f"dòng {at}", False) for at, text in enumerate((*head, *prose, *foot), start=1)
    ]
    grids = (Grid((GridRow(HEADER, ""), *rows), "bảng"),) if table else ()
    return review_issued(understood(Raw(kind, (*lines, *grids)), form, "mau.txt"), form)


def found(made: Review, rule: str, words: str = "") -> list[Finding]:
    """The findings of a rule whose message holds some words."""
    return [one for one in made.findings if one.rule == rule and words in one.message]


def said(made: Review, one: Finding) -> list[str]:
    """The words of the prose that a finding marks."""
    body = made.reading.issued.paragraphs
    return [body[s.at].text[s.start : s.end] for s in one.spans if s.part == "body"]
