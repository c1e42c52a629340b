"""What stands around the sections: the head, the title, the opening, the closing, the signature.

Layout rules: Nghị định 30/2020/NĐ-CP, Phụ lục I (DOMAIN §3).
"""

from __future__ import annotations

from cchc_toolkit.blocks import (
    Addressee,
    Block,
    Front,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Title,
)
from cchc_toolkit.report import Report
from cchc_toolkit.text.formatting import print_date, upper_first


def head_blocks(report: Report) -> tuple[Block, ...]:
    """Return the front matter: identity, letterhead, title, receiver and opening sentence."""
    office, commune = report.office, report.commune
    return (
        Front(
            title=f"Báo cáo {subject(report)} - {office.name}",
            author=office.body,
            commune=commune.code,
            commune_name=office.name,
            period=report.period.id,
            period_label=report.period.label,
            date=report.date.isoformat(),
            form=report.form.id,
            stamp=report.stamp,
            mode=report.mode,
            marks=report.marks,
        ),
        Letterhead(
            issuer=office.issuer_lines,
            superior=office.parent_body,
            number=f"Số: {report.document_number}",
            place_date=f"{office.place}, {report.signing_date}",
            draft=report.draft,
        ),
        Title(
            "BÁO CÁO",
            f"{report.form.heading or upper_first(report.form.subject)} {report.period.label}",
            f"(Số liệu tính từ ngày {print_date(report.window.first)} "
            f"đến hết ngày {print_date(report.window.last)})",
        ),
        Addressee((office.superior,)),
        Paragraph((Run(_opening(report)),)),
    )


def _opening(report: Report) -> str:
    """Return the opening sentence; a form without sections has its results in the appendix."""
    follows = "như sau:" if report.form.outline else "tại Phụ lục kèm theo Báo cáo này."
    return (
        f"Thực hiện chế độ báo cáo {report.form.subject} định kỳ, "
        f"{report.office.body} báo cáo kết quả {subject(report)} {follows}"
    )


def subject(report: Report) -> str:
    """Return the subject inside a sentence: `cải cách hành chính 6 tháng đầu năm 2024`."""
    return f"{report.form.subject} {report.period.label}"


def closing_blocks(report: Report) -> tuple[Block, ...]:
    """Return the reference to the appendices, the closing sentence and the signature."""
    office = report.office
    via = f" (báo cáo gửi qua {office.via})" if office.via else ""
    closing = f"{office.body} báo cáo {office.superior} kết quả thực hiện {subject(report)}{via}./."
    appendices = "Số liệu thống kê chi tiết tại các Phụ lục kèm theo Báo cáo này."
    return (
        Paragraph((Run(appendices),)),
        Paragraph((Run(closing),)),
        Signature(
            authority=office.authority,
            role=office.role,
            name=office.signatory,
            receivers=("Như trên", *office.recipients, f"Lưu: {office.filed_by}"),
        ),
    )
