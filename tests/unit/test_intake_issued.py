"""Reports as issued, taken in: the seed, old fonts, and what must be refused."""

from __future__ import annotations

import io
import random
import re
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from corpus.hostile import packed
from corpus.word import SEED, seed_docx
from docx.oxml.ns import qn
from intake_samples import CODE, FORM, asked, put
from project import PERIOD, Project
from readable import paragraphs

from cchc_toolkit.documents import compare_key
from cchc_toolkit.documents.raw import Line, Raw
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.issued import read_issued_report
from cchc_toolkit.intake.read import ImportOptions, read_file
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.submission.table import read_table
from cchc_toolkit.text.legacy_text import TCVN3, VNI, Encoding

REAL = "15109"
TEXT = SEED.read_text(encoding="utf-8")
INSTRUCTIONS = re.compile(r" ?\([^)]{12,}\)(?=:)")
"""What the outline tells the writer in brackets, before the colon of a label."""
BOTH = pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda one: one.name)


@cache
def word_seed() -> bytes:
    """The seed as a Word file; making it takes longer than reading it."""
    return seed_docx(clean=True)


def of_real(project: Project, **said: str) -> ImportOptions:
    project.write_params(REAL)
    return ImportOptions({PERIOD: project.params()}, **said)


def read(path: Path, wanted: ImportOptions) -> Arrival:
    (found,) = read_file(path, wanted)
    assert isinstance(found, Arrival), found.problem
    return found


def refused(path: Path, wanted: ImportOptions) -> str:
    (found,) = read_file(path, wanted)
    assert isinstance(found, Outcome)
    return found.problem


def cells(found: Arrival, folder: Path) -> dict[str, tuple[str, str, str]]:
    path = put(folder, "kho.csv", found.files["indicators.csv"])
    lines = read_table(path, ("key", "value", "state", "source", "note"))
    return {
        line.cells["key"]: (line.cells["value"], line.cells["state"], line.cells["note"])
        for line in lines
    }


def appendix(found: Arrival, folder: Path) -> dict[str, tuple[str, str, str]]:
    rows = {row.key for row in FORM.rows}
    return {key: said for key, said in cells(found, folder).items() if key in rows}


def test_the_seed_gives_the_stored_appendix(project: Project, phung_minh: Report) -> None:
    found = read(SEED, of_real(project))
    assert (found.commune, found.period, found.reader) == (REAL, PERIOD, "txt")
    ours = appendix(found, project.root)
    stored = phung_minh.submission
    rows = [row for row in FORM.rows if row.fillable]
    assert sum(bool(ours[row.key][0]) for row in rows) == 47
    for row in rows:
        value = stored.value(row.key)
        state = "" if value.state in ("reported", "not_reported") else value.state
        assert ours[row.key] == (value.text, state, value.note), row.key


def test_what_the_words_say_is_listed(project: Project) -> None:
    found = read(SEED, of_real(project))
    lines = [repair.line for repair in found.repairs]
    name = SEED.name
    assert (
        f'{name}, dòng 45: "không có nhiệm vụ được giao" đọc là "0" '
        "(bs.nhiem_vu_chinh_phu_giao: lời văn nói không có)"
    ) in lines
    assert len(lines) == 8
    note, templates = found.notes
    assert note.startswith("32 số liệu ngoài biểu lấy từ lời văn, cần đối chiếu: ")
    assert templates == (
        "Câu mẫu, câu kết, chỗ trống của dự thảo ở 4 mục không nhập làm lời văn của xã: "
        "II.2.ra_soat, II.2.so_luong, II.4.dao_tao.ly_luan, V.noi_dung."
    )


def test_bullets_and_citations_stay(project: Project) -> None:
    found = read(SEED, of_real(project))
    texts = found.files["narrative.yml"]
    assert "- Tập trung rà soát các văn bản quy phạm pháp luật" in texts
    assert "{vb:vb-9}" in texts
    assert f'source: "{SEED.name}, dòng 33"' in texts
    assert "vb-9,Kế hoạch,01,KH-UBND,2024-01-04" in found.files["documents.csv"]


def test_what_comes_in_is_what_the_report_said(project: Project) -> None:
    """A report made from what was taken in says the same as the one that came in."""
    found = read(SEED, of_real(project))
    for name, text in found.files.items():
        project.write(name, text, REAL)
    report = project.report(REAL)
    printed = paragraphs(section_blocks(report, "I")) + paragraphs(section_blocks(report, "II"))
    said = {compare_key(line) for line in printed}
    for number in (25, 33, 37, 57, 62, 63, 67, 68, 105, 123):
        line = INSTRUCTIONS.sub("", TEXT.splitlines()[number - 1].replace("*", ""))
        wanted = compare_key(line.lstrip("-+ "))
        assert any(wanted in line or line in wanted for line in said), (wanted, said)


@BOTH
def test_a_text_in_an_old_encoding(project: Project, encoding: Encoding) -> None:
    plain = read(SEED, of_real(project))
    text = unicodedata.normalize("NFC", TEXT)
    old = put(project.root, "cu.txt", encoding.encode(text).encode("cp1252"))
    found = read(old, of_real(project))
    folder = project.root
    assert {k: v[0] for k, v in appendix(found, folder).items()} == {
        k: v[0] for k, v in appendix(plain, folder).items()
    }
    said = [repair for repair in found.repairs if encoding.name in repair.why]
    assert len(said) > 300
    assert said[0].where == "cu.txt, dòng 3"
    if encoding is VNI:
        assert said[0].taken == text.splitlines()[2].strip()


def in_font(content: bytes, encoding: Encoding, font: str, *, by_style: bool) -> bytes:
    """Return a Word file as it would be in an old font: named by each run, or by the style."""
    document = docx.Document(io.BytesIO(content))
    for node in document.element.body.iter(qn("w:t")):
        node.text = encoding.encode(unicodedata.normalize("NFC", node.text or ""))
    if by_style:
        fonts = document.styles.element.find(
            f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
        )
        (fonts.find(qn("w:rFonts")) if fonts.find(qn("w:rFonts")) is not None else fonts).set(
            qn("w:ascii"), font
        )
        document.styles["Normal"].font.name = font
    else:
        for run in document.element.body.iter(qn("w:r")):
            run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:ascii"), font)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("encoding", "by_style"), [(TCVN3, True), (VNI, False)])
def test_a_word_file_in_an_old_font(project: Project, encoding: Encoding, by_style: bool) -> None:
    content = word_seed()
    font = ".VnTime" if encoding is TCVN3 else "VNI-Times"
    folder = project.root
    plain = read(put(folder, "moi.docx", content), of_real(project))
    old = in_font(content, encoding, font, by_style=by_style)
    found = read(put(folder, "cu.docx", old), of_real(project))
    assert appendix(found, folder) == appendix(plain, folder)
    assert sum(f"bảng mã {encoding.name}" in one.why for one in found.repairs) > 300
    assert found.repairs[0].where.startswith("cu.docx, ")
    (kept,) = read_file(folder / "cu.docx", of_real(project))
    assert kept.sha256 != plain.sha256


def test_a_font_of_capitals_shows_capitals(project: Project) -> None:
    from cchc_toolkit.intake.word_fonts import in_unicode_fonts

    document = docx.Document()
    run = document.add_paragraph().add_run(TCVN3.encode("báo cáo"))
    run.font.name = ".VnTimeH"
    split = document.add_paragraph()
    for piece in ("Xa", "õ Minh Hoï", "a"):
        split.add_run(piece).font.name = "VNI-Times"
    document.add_paragraph("Unicode: công tác")
    saved = io.BytesIO()
    document.save(saved)
    mended, repairs = in_unicode_fonts(saved.getvalue(), "a.docx")
    texts = [one.text for one in docx.Document(io.BytesIO(mended)).paragraphs]
    assert texts == ["BÁO CÁO", "Xã Minh Họa", "Unicode: công tác"]
    assert [one.where for one in repairs] == ["a.docx, đoạn 1", "a.docx, đoạn 2"]


def test_a_word_file_without_old_letters_comes_back_as_it_is() -> None:
    from cchc_toolkit.intake.word_fonts import in_unicode_fonts

    content = word_seed()
    assert in_unicode_fonts(content, "a.docx")[0] == content
    broken = content[: len(content) // 2]
    with pytest.raises(Exception, match="hỏng, bị cắt cụt"):
        in_unicode_fonts(broken, "a.docx")


def test_nfd_is_mended_and_said(project: Project) -> None:
    path = put(project.root, "nfd.txt", unicodedata.normalize("NFD", TEXT))
    found = read(path, of_real(project))
    folder = project.root
    assert appendix(found, folder) == appendix(read(SEED, of_real(project)), folder)
    assert sum(one.why == "chuẩn hoá NFC" for one in found.repairs) > 300


def test_cells_that_are_no_numbers_are_all_named(project: Project) -> None:
    lines = TEXT.splitlines()
    row = next(at for at, text in enumerate(lines) if "| 254 |" in text or "\t254\t" in text)
    spoilt = TEXT.replace(lines[row], lines[row].replace("254", "hai trăm"), 1)
    path = put(project.root, "a.txt", spoilt)
    said = refused(path, of_real(project))
    assert said.startswith('Ô số liệu "hai trăm" của 3.1')
    assert f"Ở đâu: a.txt, phụ lục, dòng {row + 1}" in said
    assert "Cách sửa: Sửa ô này trong tệp: chỉ ghi số, để trống, KAD hoặc KCB." in said


def test_what_a_cell_says_besides_its_number_is_listed(project: Project) -> None:
    lines = TEXT.splitlines()
    row = next(at for at, text in enumerate(lines) if "| 254 |" in text or "\t254\t" in text)
    spoilt = TEXT.replace(lines[row], lines[row].replace("254", "254 thủ tục"), 1)
    found = read(put(project.root, "a.txt", spoilt), of_real(project))
    assert f'phụ lục, dòng {row + 1}: "254 thủ tục" đọc là "254" (chỉ giữ lại số)' in [
        one.line for one in found.repairs
    ]


def test_a_report_without_its_appendix(project: Project) -> None:
    lines = TEXT.splitlines()
    end = next(at for at, text in enumerate(lines) if "Phụ lục" in text)
    path = put(project.root, "a.txt", "\n".join(lines[:end]))
    assert refused(path, of_real(project)) == (
        f"Báo cáo không có bảng phụ lục theo biểu {FORM.label}, không có số liệu để nhập.\n"
        "  Ở đâu: a.txt\n"
        "  Cách sửa: Nhập tệp có kèm phụ lục thống kê, hoặc nhập biểu Excel."
    )


def test_whose_report_it_is_is_never_guessed(project: Project) -> None:
    wanted = asked(project)
    assert refused(SEED, wanted) == (
        'Tệp tham số không có xã nào tên "Xã Phùng Minh".\n'
        f"  Ở đâu: {SEED.name}\n"
        "  Cách sửa: Thêm --commune với mã xã của báo cáo."
    )
    wanted = asked(project, commune=CODE)
    assert refused(SEED, wanted) == (
        'Báo cáo là của "Xã Phùng Minh", mã 99001 trong tham số là "Xã Minh Hoạ 01".\n'
        f"  Ở đâu: {SEED.name}\n"
        "  Cách sửa: Chọn đúng --commune, hoặc sửa tên xã trong tệp tham số nếu ghi sai."
    )
    assert refused(SEED, of_real(project, period="2024-N")) == (
        "Không có tham số của kỳ 2024-N.\n"
        "  Cách sửa: Tạo params/2024-N.yml, hoặc thêm --params. Đang có: 2024-6T."
    )


def test_two_communes_of_one_name_need_a_code(project: Project) -> None:
    params = project.params_file
    of_real(project)
    text = params.read_text(encoding="utf-8")
    office = (
        '{"name": "Xã Phùng Minh", "superior": "huyện Ngọc Lặc", "place": "b", "signatory": "c"}'
    )
    params.write_text(text.replace('"communes": {', f'"communes": {{"15112": {office}, '))
    wanted = ImportOptions({PERIOD: project.params()})
    assert refused(SEED, wanted) == (
        'Tệp tham số có 2 xã tên "Xã Phùng Minh".\n'
        f"  Ở đâu: {SEED.name}\n"
        "  Cách sửa: Thêm --commune với mã xã của báo cáo: 15112, 15109."
    )
    assert read(SEED, ImportOptions(wanted.params, commune=REAL)).commune == REAL


def test_a_spoilt_word_file_is_read_or_refused(tmp_path: Path) -> None:
    """Parts left out, and letters of the parts changed: never anything but a clear error."""
    parts = unpacked(docx_of_a_page())
    spoilt = [{n: c for n, c in parts.items() if n != left_out} for left_out in parts]
    chance = random.Random(5)  # noqa: S311 - not for secrets
    for name in ("[Content_Types].xml", "word/styles.xml", "word/document.xml", "_rels/.rels"):
        for _ in range(12):
            content = bytearray(parts[name])
            content[chance.randrange(len(content))] = chance.choice(b'<>/"=w:1 ')
            spoilt.append({**parts, name: bytes(content)})
    read_or_refused = 0
    for files in spoilt:
        path = put(tmp_path, "a.docx", packed(files))
        try:
            read_issued_report(path, FORM)
        except DataError as error:
            assert error.advice
        read_or_refused += 1
    assert read_or_refused == len(spoilt) > 50


def docx_of_a_page() -> bytes:
    document = docx.Document()
    for text in TEXT.splitlines()[:30]:
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pdf_in_an_old_font_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its letters come out of the PDF without those that Unicode takes for invisible ones."""
    lines = tuple(
        Line(TCVN3.encode(text), f"trang 1, dòng {number}")
        for number, text in enumerate(TEXT.splitlines()[20:40], 1)
        if text.strip()
    )
    monkeypatch.setattr("cchc_toolkit.intake.issued.read_raw", lambda _: Raw("pdf", lines))
    path = put(project.root, "a.pdf", b"%PDF-1.7 made up")
    assert refused(path, of_real(project)) == (
        "Chữ trong PDF dùng phông TCVN3, không đọc lại được đủ chữ.\n"
        "  Ở đâu: a.pdf\n"
        "  Cách sửa: Nhập tệp Word gốc, hoặc biểu Excel."
    )
