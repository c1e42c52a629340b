"""What an author adds stands in HTML, PDF and Word, in its place, the same by both engines."""

from __future__ import annotations

import json
import zipfile
from html import unescape
from pathlib import Path

import authored
import nbformat
import pytest
from command import COMPLETE, Project, make_project
from nbformat.v4 import new_code_cell
from reading import page, pdf, pdf_text, squeeze

FILES = ("bao-cao.html", "bao-cao.pdf", "bao-cao.docx", "bao-cao.ipynb", "findings.json")
SAID = (
    "Chương của tác giả", "662", "99,40%", "nghiêng", "mã lệnh", "liên kết", "<b>không đậm</b>",
    "ý thứ nhất", "ý con", "1.", "bước hai", "Lời trích nguyên văn.", "Một cửa", "1.234",
    "648/652 × 100 ≤ 100", "dòng máy in  hai  khoảng", "Hình 1. Ô đỏ", "Bảng hồ sơ theo xã",
    "1.234.567", "99,39", "0,50", "05/6/2024", "2023", "00007", "15109", "quý hai",
    "Số cuộc họp", "1.5 điểm", "Biểu đồ của tác giả", "Dòng in ra: 12", authored.HOSTILE,
    "hiện ra", "Lời của", "Bảng nhỏ", "x<y", "0,00012", "Nguồn: tính từ báo cáo",
    "{'kết quả': 42}", *authored.HOSTILE_SAID,
)  # fmt: skip
UNSAID = (
    "\u202e", "\u200b", "Signature:", "cảnh báo của thư viện", "không được in",
    "thẻ remove-output", "cảnh báo nhỏ", "NaN", "NaT",
)  # fmt: skip


def docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    text = xml.replace("</w:p>", "\n").replace("<w:br/>", "\n")
    out, inside = [], False
    for sign in text:
        if sign in "<>":
            inside = sign == "<"
        elif not inside:
            out.append(sign)
    return unescape("".join(out))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of one commune with every kind of cell, by each engine."""
    project = make_project(tmp_path_factory.mktemp("tac-gia") / "cchc", [COMPLETE])
    name = authored.write(project, authored.cells())
    folders = {}
    for engine in ("warm", "kernel"):
        done = project.report(
            COMPLETE, "--notebook", name, "--engine", engine, "--to", "docx", "--output", engine
        )
        assert done.code == 0, done.said
        folders[engine] = project.root / engine / "2024-6T" / COMPLETE
    return folders


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_both_engines_give_the_same_bytes(made: dict[str, Path], name: str) -> None:
    assert (made["warm"] / name).read_bytes() == (made["kernel"] / name).read_bytes()


@pytest.mark.slow
def test_everything_stands_in_every_format(made: dict[str, Path]) -> None:
    folder = made["warm"]
    texts = {
        "html": page(folder / "bao-cao.html").text,
        "pdf": pdf_text(folder / "bao-cao.pdf"),
        "docx": docx_text(folder / "bao-cao.docx"),
    }
    for format, text in texts.items():
        whole = squeeze(text)
        assert [said for said in SAID if squeeze(said) not in whole] == [], format
        assert [said for said in UNSAID if squeeze(said) in whole] == [], format
        places = [whole.index(squeeze(said)) for said in ("Chương của tác giả", "Bảng nhỏ")]
        assert places == sorted(places)


@pytest.mark.slow
def test_pictures_have_alternative_texts(made: dict[str, Path]) -> None:
    folder = made["warm"]
    found = page(folder / "bao-cao.html")
    wanted = ["Hình đỏ đính kèm", "Đường đi lên từ một đến ba",
              "Biểu đồ. Không có lời tả; trục ngang: Quý."]  # fmt: skip
    assert [svg["aria-label"] for svg in found.named("svg")][:3] == wanted
    xml = zipfile.ZipFile(folder / "bao-cao.docx").read("word/document.xml").decode()
    tree = str(pdf(folder / "bao-cao.pdf").trailer["/Root"]["/StructTreeRoot"])
    assert tree
    raw = [str(alt) for alt in alternatives(pdf(folder / "bao-cao.pdf"))]
    for alt in wanted:
        assert f'descr="{alt}"' in xml
        assert alt in raw


def alternatives(reader: object) -> list[str]:
    """Return every alternative text of a tagged PDF."""
    found: list[str] = []
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[attr-defined]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "get_object"):
            node = node.get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


@pytest.mark.slow
def test_what_the_author_should_know_is_told(made: dict[str, Path]) -> None:
    findings = json.loads((made["warm"] / "findings.json").read_text(encoding="utf-8"))["findings"]
    told = [(f["rule"], f["severity"], f["message"]) for f in findings if f["rule"][0] == "N"]
    assert told[:2] == [
        ("N01", "thấp", "Hình của ô số 11 chưa có lời tả; báo cáo dùng "
         "tên hình và tên trục thay thế."),
        ("N02", "thấp", "Ô số 12 ghi ra luồng lỗi (không in vào báo cáo): cảnh báo nhỏ"),
    ]  # fmt: skip
    (_, _, warned) = told[2]
    assert warned.endswith("<ô>:2: UserWarning: cảnh báo của thư viện"), warned


@pytest.mark.slow
def test_hostile_text_is_text(made: dict[str, Path]) -> None:
    found = page(made["warm"] / "bao-cao.html")
    assert not {"script", "iframe", "img"} & {tag for tag, _ in found.tags}
    links = [link["href"] for link in found.named("a") if not link["href"].startswith("#")]
    assert links == ["https://vi-du.vn/a?b=1"]
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)
    xml = zipfile.ZipFile(made["warm"] / "bao-cao.docx").read("word/document.xml").decode()
    assert xml.count("HYPERLINK") == 1
    outside = [str(uri) for uri in addresses(made["warm"] / "bao-cao.pdf")]
    assert set(outside) == {"https://vi-du.vn/a?b=1"}


def addresses(path: Path) -> list[object]:
    """Return where the links of a PDF lead."""
    notes = (note.get_object() for sheet in pdf(path).pages for note in sheet.get("/Annots", ()))
    actions = (note["/A"].get_object() for note in notes if "/A" in note)
    return [action["/URI"] for action in actions if "/URI" in action]


@pytest.mark.slow
def test_a_cell_that_cannot_be_printed_stops_its_report_only(new_project: object) -> None:
    project: Project = new_project(COMPLETE)  # type: ignore[operator]
    project.copy_data(COMPLETE, "99002")
    cell = new_code_cell(
        'from IPython.display import HTML\nHTML("<b>x</b>") if commune == "99002" else None'
    )
    name = authored.write(project, [cell])
    done = project.cchc(
        "batch", "params/2024-6T.yml", "--notebook", name, "--only", COMPLETE, "--only", "99002"
    )
    assert done.code == 1, done.said
    assert "Ô số 5 hiện HTML không phải là bảng, không in được." in done.out
    assert (project.made / COMPLETE / "bao-cao.pdf").exists()
    assert not (project.made / "99002").exists()
    kept = nbformat.read(project.made / "loi" / "99002.ipynb", as_version=4)
    assert any("<b>x</b>" in str(cell.get("outputs", "")) for cell in kept.cells)
