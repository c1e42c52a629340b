"""`documents.csv`: the register, as printed where it says so, in the decree's order where not."""

from __future__ import annotations

from datetime import date

import pytest
from project import Project, refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Document

HEADER = "id,type,number,symbol,date,issuer,subject,implements,as_printed,source"
LAW = Document(
    "nd-61", "Nghị định", "61/2018", "NĐ-CP", date(2018, 4, 23), "Chính phủ",
    "về thực hiện cơ chế một cửa", "", "", "s",
)  # fmt: skip


def write(project: Project, *lines: str) -> None:
    project.fill({}, {}, [])
    project.write("documents.csv", "\n".join([HEADER, *lines]) + "\n")


def test_a_register_reads_back(project: Project) -> None:
    write(
        project,
        "nd-61,Nghị định,61/2018,NĐ-CP,2018-04-23,Chính phủ,về thực hiện cơ chế một cửa,,,s",
        "kh-01,Kế hoạch,01,KH-UBND,,,,nd-61,,",
    )
    documents = project.submission().documents
    assert documents["nd-61"] == LAW
    assert (documents["kh-01"].date, documents["kh-01"].implements) == (None, "nd-61")
    assert documents["kh-01"].source == "documents.csv, dòng 3"


def test_a_citation_follows_the_decree() -> None:
    assert LAW.citation == (
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về thực hiện cơ chế một cửa"
    )
    assert LAW.short_citation == "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018"


@pytest.mark.parametrize(
    ("document", "citation", "short"),
    [
        (Document("a", "Luật", "", "", None, "", "Kế toán", "", "", ""), "Luật Kế toán", "Luật"),
        (
            Document("a", "Công văn", "5", "", date(2024, 3, 1), "", "", "", "", ""),
            "Công văn số 5 ngày 01/3/2024",
            "Công văn số 5 ngày 01/3/2024",
        ),
        (
            Document("a", "", "", "", None, "", "", "",
                     "Quyết định số 28/QĐ-UBND, ngày 03/01/2024 của Chủ tịch", ""),
            "Quyết định số 28/QĐ-UBND, ngày 03/01/2024 của Chủ tịch",
            "Quyết định số 28/QĐ-UBND, ngày 03/01/2024",
        ),
        (
            Document("a", "", "", "", None, "", "", "",
                     "Kế hoạch số 2 ngày 29 tháng 01 năm 2024 của xã", ""),
            "Kế hoạch số 2 ngày 29 tháng 01 năm 2024 của xã",
            "Kế hoạch số 2 ngày 29 tháng 01 năm 2024",
        ),
        (
            Document("a", "", "", "", None, "", "", "", "Đề án 06", ""),
            "Đề án 06",
            "Đề án 06",
        ),
    ],
)  # fmt: skip
def test_citations(document: Document, citation: str, short: str) -> None:
    assert (document.citation, document.short_citation) == (citation, short)


@pytest.mark.parametrize(
    ("lines", "problem", "where", "advice"),
    [
        (
            ["kế hoạch,Kế hoạch,1,KH,,,,,,"],
            'Mã văn bản "kế hoạch" không dùng được.',
            "documents.csv, dòng 2",
            "Chỉ dùng chữ không dấu, chữ số và gạch nối, ví dụ kh-01-2024.",
        ),
        (
            ["kh,Kế hoạch,1,KH,,,,,,", "kh,Kế hoạch,2,KH,,,,,,"],
            'Mã văn bản "kh" có hai dòng.',
            "documents.csv, dòng 3",
            "Giữ lại một dòng.",
        ),
        (
            ["kh,Kế hoạch,1,KH,29/01/2024,,,,,"],
            '"29/01/2024" không phải là ngày.',
            "documents.csv, dòng 2",
            "Ghi năm-tháng-ngày: 2024-01-29.",
        ),
        (
            ["kh,,1,KH,,,,,,"],
            'Văn bản "kh" chưa ghi loại văn bản.',
            "documents.csv, dòng 2",
            "Ghi cột type, ví dụ Kế hoạch.",
        ),
        (
            ["kh-01,Kế hoạch,1,KH,,,,,,", "cv,Công văn,1,CV,,,,kh-02,,"],
            'Văn bản "cv" triển khai "kh-02" không có trong danh mục.',
            "documents.csv",
            'Có phải ý bạn là "kh-01"?',
        ),
        (
            ["cv,Công văn,1,CV,,,,nghi-dinh,,"],
            'Văn bản "cv" triển khai "nghi-dinh" không có trong danh mục.',
            "documents.csv",
            "Thêm văn bản gốc vào danh mục.",
        ),
    ],
)
def test_a_register_that_cannot_be_used(
    project: Project, lines: list[str], problem: str, where: str, advice: str
) -> None:
    write(project, *lines)
    assert refusal(DataError, project.submission) == (problem, where, advice)
