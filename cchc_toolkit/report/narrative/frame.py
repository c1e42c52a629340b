"""What stands around the sections: the head, the title, the opening, the closing, the signature.

Layout rules: Nghị định 30/2020/NĐ-CP, Phụ lục I.
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
    follows = "như sau:" if report.form.outline else f"tại {_appendices(report)}."
    return (
        f"Thực hiện chế độ báo cáo {report.form.subject} định kỳ, "
        f"{report.office.body} báo cáo kết quả {subject(report)} {follows}"
    )


def subject(report: Report) -> str:
    """Return the subject inside a sentence: `cải cách hành chính 6 tháng đầu năm 2024`."""
    return f"{report.form.subject} {report.period.label}"


def closing_blocks(report: Report) -> tuple[Block, ...]:
    """Return the closing, which refers to the appendices, and the signature."""
    office = report.office
    return (
        Paragraph((Run(_closing(report)),)),
        Signature(
            authority=office.authority,
            role=office.role,
            name=office.signatory,
            receivers=("Như trên", *office.recipients, f"Lưu: {office.filed_by}"),
        ),
    )


def _closing(report: Report) -> str:
    office = report.office
    via = f" (báo cáo gửi qua {office.via})" if office.via else ""
    told = f"{office.body} báo cáo {office.superior}{via}./."
    if not report.form.outline:
        return told
    above = f"Trên đây là kết quả thực hiện {subject(report)}"
    return f"{above}; số liệu thống kê chi tiết tại {_appendices(report)}. {told}"


def _appendices(report: Report) -> str:
    """Return how the text refers to its appendices, as the decree wants the body to do."""
    return f"{'các ' if report.second_appendix else ''}Phụ lục kèm theo Báo cáo này"
