"""`cchc review` on a folder of mixed files: an output each, appendices, comments, refusals."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import typst
from docx.document import Document

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "blind-2"
HEAD = ["ỦY BAN NHÂN DÂN", "XÃ ĐỒI MẪU", "Số: 15/BC-UBND", "Đồi Mẫu, ngày 18 tháng 6 năm 2024"]
BODY = [
    "BÁO CÁO",
    "Công tác cải cách hành chính 6 tháng đầu năm 2024",
    "Kính gửi: Ủy ban nhân dân huyện Mẫu.",
    "I. KẾT QUẢ",
    "Xã tiếp nhận 500 hồ sơ, trong đó trực tuyến 400 hồ sơ, đạt 70%.",
    "Tổ chức 6 lớp với 300 học viên, bình quân 50 học viên/lớp.",
]


def word(*, table: bool = False, hidden: bool = False, picture: bool = False) -> Document:
    made = docx.Document()
    for text in [*HEAD, *BODY]:
        paragraph = made.add_paragraph()
        for piece in re.split(r"(?<=, )", text):
            paragraph.add_run(piece)
    if table:
        made.add_table(0, 3)
        for cells in (("Quý", "Nhận", "Trả"), ("I", "120", "110"), ("II", "130", "125"),
                      ("Cộng", "260", "235")):  # fmt: skip
            for cell, text in zip(made.tables[0].add_row().cells, cells, strict=True):
                cell.text = text
    if hidden:
        made.add_paragraph().add_run("chữ ẩn").font.hidden = True
    if picture:
        made.add_picture(io.BytesIO(pixel()), width=docx.shared.Cm(15), height=docx.shared.Cm(20))
    return made


def pixel() -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(written, "PNG")
    return written.getvalue()


def pdf(text: str, path: Path) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    escaped = "\n\n".join(re.sub(r"([#$*_@<>`\[\]\\=~+/-])", r"\\\1", line) for line in lines)
    path.with_suffix(".typ").write_text(f'#set text(lang: "vi")\n{escaped}', encoding="utf-8")
    typst.compile(path.with_suffix(".typ"), output=path)
    path.with_suffix(".typ").unlink()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty files: docx, pdf, txt, html, md, an appendix, an old .doc, a picture."""
    made = tmp_path_factory.mktemp("bao-cao")
    texts = [(CORPUS / f"r{n}.txt").read_text(encoding="utf-8") for n in range(201, 214)]
    for n in range(5):
        (made / f"van-ban-{n}.txt").write_text(texts[n], encoding="utf-8")
    for n in range(5, 9):
        page = "".join(f"<p>{line}</p>" for line in texts[n].split("\n") if line.strip())
        (made / f"trang-{n}.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    for n in range(9, 11):
        (made / f"md-{n}.md").write_text(texts[n], encoding="utf-8")
    for n in range(11, 13):
        pdf(texts[n], made / f"in-{n}.pdf")
    word(table=True).save(str(made / "Bao cao xa Doi Mau.docx"))
    word(hidden=True).save(str(made / "an.docx"))
    word(picture=True).save(str(made / "quet.docx"))
    book = openpyxl.Workbook()
    for row in (("Tháng", "Nhận"), ("Tháng 4", 120), ("Tháng 5", 130), ("Cộng", 270)):
        book.active.append(row)
    book.save(made / "Phu luc xa Doi Mau.xlsx")
    (made / "cu.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    )
    (made / "anh.png").write_bytes(pixel())
    (made / "van-ban-0.md").write_text(texts[0], encoding="utf-8")
    assert len(list(made.iterdir())) == 20
    return made


Run = tuple[subprocess.CompletedProcess[str], Path]


def review(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cchc_toolkit", "review", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    output = tmp_path_factory.mktemp("ra-soat")
    return review(folder, "--output", output), output


def findings(output: Path, name: str) -> list[dict[str, str]]:
    found = json.loads((output / name / "findings.json").read_text(encoding="utf-8"))
    return list(found["findings"])


def test_each_report_has_an_output_and_the_summary_a_row(run: Run) -> None:
    done, output = run
    assert done.returncode == 3, done.stdout + done.stderr
    folders = sorted(path.name for path in output.iterdir() if path.is_dir())
    assert len(folders) == 17
    assert {"van-ban-0.txt", "van-ban-0.md"} <= set(folders)
    for name in folders:
        files = {"ra-soat.html", "findings.json", "nhan-xet.docx"}
        assert {path.name for path in (output / name).iterdir()} == files
    page = (output / "index.html").read_text(encoding="utf-8")
    assert page.count("<tr>") == 20
    sheet = openpyxl.load_workbook(output / "tong-hop.xlsx").active
    assert sum(cell.value is not None for cell in sheet["A"]) == 1 + 1 + 1 + 19


def test_what_cannot_be_read_is_told_with_what_to_do(run: Run) -> None:
    done, output = run
    assert "cu.doc: KHÔNG RÀ SOÁT ĐƯỢC. Tệp là Word đời cũ (.doc)." in done.stdout
    assert "Tệp là ảnh, không có chữ để đọc." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert "Word đời cũ" in (output / "index.html").read_text(encoding="utf-8")


def test_the_appendix_is_read_with_its_report(run: Run) -> None:
    done, output = run
    assert "(cùng phụ lục Phu luc xa Doi Mau.xlsx)" in done.stdout
    messages = [one["message"] for one in findings(output, "Bao cao xa Doi Mau")]
    assert any("120 + 130 = 250 ≠ 270" in one for one in messages)  # the workbook's
    assert any("120 + 130 = 250 ≠ 260" in one for one in messages)  # the document's own


def test_parts_that_were_not_read_are_told_loudly(run: Run) -> None:
    done, output = run
    assert "CHƯA ĐỌC ĐƯỢC: Có 1 ảnh cỡ trang giấy" in done.stdout
    assert "CHƯA ĐỌC ĐƯỢC: Có chữ ẩn" in done.stdout
    listed = json.loads((output / "quet" / "findings.json").read_text(encoding="utf-8"))
    assert listed["unread"]
    assert 'role="alert"' in (output / "quet" / "ra-soat.html").read_text(encoding="utf-8")


def test_the_issuers_word_file_comes_back_with_comments(folder: Path, run: Run) -> None:
    _, output = run
    source = folder / "Bao cao xa Doi Mau.docx"
    back = output / "Bao cao xa Doi Mau" / "nhan-xet.docx"
    theirs, ours = docx.Document(str(source)), docx.Document(str(back))
    assert [p.text for p in theirs.paragraphs] == [p.text for p in ours.paragraphs]
    comments = list(ours.comments)
    assert {one.author for one in comments} == {"cchc_toolkit"}
    assert any("400/500" in one.text for one in comments)
    assert len(comments) == len(findings(output, "Bao cao xa Doi Mau"))
    assert 'w:date="' not in zipfile.ZipFile(back).read("word/comments.xml").decode()
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(back) as other:
        same = [name for name in one.namelist() if one.read(name) == other.read(name)]
        assert len(same) >= len(one.namelist()) - 3
        assert "word/styles.xml" in same


def test_a_comment_stands_at_its_passage(run: Run) -> None:
    _, output = run
    document = docx.Document(str(output / "Bao cao xa Doi Mau" / "nhan-xet.docx"))
    share = next(one for one in document.comments if "400/500" in one.text)
    anchor = f'//w:commentRangeStart[@w:id="{share.comment_id}"]/ancestor::w:p'
    (paragraph,) = document.element.xpath(anchor)
    assert "đạt 70%" in "".join(paragraph.itertext())
    start = document.element.xpath(f'//w:commentRangeStart[@w:id="{share.comment_id}"]')[0]
    assert [piece.text for piece in start.getnext().xpath(".//w:t")] == ["70%"]


def test_a_pdf_gets_a_list_by_page(run: Run) -> None:
    _, output = run
    text = [p.text for p in docx.Document(str(output / "in-11" / "nhan-xet.docx")).paragraphs]
    assert "Trang 1" in text
    assert any(one.startswith("[1] Mức") for one in text)


def test_nothing_is_overwritten(folder: Path, run: Run) -> None:
    _, output = run
    again = review(folder, "--output", output)
    assert again.returncode == 2
    assert "không ghi đè" in again.stderr


def test_the_same_folder_gives_the_same_bytes(folder: Path, run: Run, tmp_path: Path) -> None:
    _, output = run
    review(folder, "--output", tmp_path, "--workers", "1")
    files: Callable[[Path], dict[str, bytes]] = lambda root: {  # noqa: E731
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
    assert files(output) == files(tmp_path)


def test_an_empty_folder_and_a_wrong_option_exit_2(tmp_path: Path, folder: Path) -> None:
    assert "Không có báo cáo nào" in review(tmp_path).stderr
    done = review(folder, "--commune", "15109", "--output", tmp_path / "ra")
    assert done.returncode == 2
    assert "chỉ dùng khi rà soát một báo cáo" in done.stderr
