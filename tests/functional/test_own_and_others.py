"""Figures of an author's own, and what a notebook makes of other communes, by both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import authored
import nbformat
import pytest
from command import COMPLETE, ROOT, Project, make_project
from nbformat.v4 import new_code_cell, new_markdown_cell
from reading import page, pdf_text, squeeze

OWN = "rieng.dung_han"
DECLARED = "rieng.khai_bao"
DEFINE = f"""from cchc_toolkit import define, peers, report_of, tables
report = define(report, "{OWN}", "Tỷ lệ riêng", "tthc.ho_so.dung_han.cap_xa",
                "tthc.ho_so.tiep_nhan", decimals=1, source="Sở Nội vụ")"""
PEERS = f"""peers(report, ["{OWN}", "{DECLARED}"])[["commune", "{OWN}", "{DECLARED}"]]"""
GATHERED = f"""peers(report, ["{DECLARED}"])[["commune", "name", "{DECLARED}"]]"""
PROSE = f"Riêng: {{so:{OWN}}}%. Khai báo: {{so:{DECLARED}}}%."
LINE = (
    f"{DECLARED},Tỷ lệ khai báo của dự án,tthc.ho_so.dung_han.cap_xa,tthc.ho_so.tiep_nhan,"
    "TREN_TIEP_NHAN,%,100,3,,Quy chế của tỉnh\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose form declares a figure, with a notebook that defines another."""
    made = make_project(tmp_path_factory.mktemp("rieng") / "cchc", [COMPLETE, "99002"])
    form = made.root / "forms" / "phu_luc_01b"
    form.mkdir(parents=True)
    for file in (ROOT / "cchc_toolkit/catalogue/forms/phu_luc_01b").iterdir():
        (form / file.name).write_bytes(file.read_bytes())
    with (form / "figures.csv").open("a", encoding="utf-8") as stream:
        stream.write(LINE)
    cells = [
        new_code_cell(DEFINE),
        new_markdown_cell(PROSE),
        *map(new_code_cell, (PEERS, GATHERED)),
    ]
    authored.write(made, cells)
    return made


@pytest.fixture(scope="module")
def made(project: Project) -> dict[str, Path]:
    """The report of one commune by each engine."""
    folders = {}
    for engine in ("warm", "kernel"):
        done = project.report(
            COMPLETE, "--notebook", authored.NAME, "--engine", engine, "--output", engine
        )
        assert done.code == 0, done.said
        folders[engine] = project.root / engine / "2024-6T" / COMPLETE
    return folders


def listed(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_bytes())[name]
    return found


@pytest.mark.slow
def test_own_figures_are_printed_and_listed_like_ours(made: dict[str, Path]) -> None:
    by_key = {figure["key"]: figure for figure in listed(made["warm"], "figures")}
    for key, printed, label, source in (
        (OWN, "99,4", "Tỷ lệ riêng", "Sở Nội vụ"),
        (DECLARED, "99,396", "Tỷ lệ khai báo của dự án", "Quy chế của tỉnh"),
    ):
        figure = by_key[key]
        assert (figure["printed"], figure["label"], figure["source"]) == (printed, label, source)
        assert figure["formula"] == f"658 / 662 × 100 = {printed}%"
        noted = page(made["warm"] / "bao-cao.html")
        notes = [span.get("data-note", "") for span in noted.named("span")]
        assert any(note.startswith(f"{label}: 658 / 662") and source in note for note in notes)
    text = squeeze(pdf_text(made["warm"] / "bao-cao.pdf"))
    assert squeeze("Riêng: 99,4%. Khai báo: 99,396%.") in text
    for name in ("bao-cao.html", "bao-cao.ipynb", "bao-cao.pdf", "figures.json", "findings.json"):
        assert (made["warm"] / name).read_bytes() == (made["kernel"] / name).read_bytes(), name


@pytest.mark.slow
def test_own_figures_are_verified(project: Project, made: dict[str, Path]) -> None:
    folder = made["warm"]
    done = project.cchc("verify", str(folder), "--notebook", authored.NAME)
    assert done.code == 0, done.said
    figures = json.loads((folder / "figures.json").read_bytes())
    (own,) = [figure for figure in figures["figures"] if figure["key"] == OWN]
    own["value"] = "12.3"
    kept = (folder / "figures.json").read_bytes()
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    done = project.cchc("verify", str(folder), "--notebook", authored.NAME)
    (folder / "figures.json").write_bytes(kept)
    assert done.code == 1
    assert f"chỉ số {OWN}: báo cáo ghi" in done.out


@pytest.mark.slow
def test_own_figures_are_checked_like_ours(project: Project) -> None:
    """What the commune states of it is compared, by the rule that compares ours."""
    wrong = DEFINE.replace("decimals=1", 'scale=99, stated="bs.ho_so.ty_le_dung_han"')
    name = authored.write(project, [new_code_cell(wrong)], "notebooks/sai.ipynb")
    done = project.report(COMPLETE, "--notebook", name, "--output", "sai")
    assert done.code == 0, done.said
    found = listed(project.root / "sai" / "2024-6T" / COMPLETE, "findings")
    said = [one["message"] for one in found if "bs.ho_so.ty_le_dung_han" in one["keys"]]
    assert any(message.startswith("Tỷ lệ riêng") for message in said), found


@pytest.mark.slow
def test_all_communes_are_read_once_a_run_and_frozen_into_the_stamp(
    project: Project, made: dict[str, Path]
) -> None:
    notebook = nbformat.read(made["kernel"] / "bao-cao.ipynb", as_version=4)
    others = notebook.metadata.cchc.others
    assert len(others) == 64
    manifest = json.loads((made["kernel"] / "manifest.json").read_bytes())
    assert manifest["inputs"]["others"] == others
    text = page(made["kernel"] / "bao-cao.html").text
    assert text.count("99002") == 2, "the frames of gathered and of own figures have each a row"
    before = manifest["stamp"]
    file = project.data("99002") / "indicators.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    why = project.cchc(
        "status", "params/2024-6T.yml", "--why", "--only", COMPLETE, "--output", "warm",
        "--notebook", authored.NAME,
    )  # fmt: skip
    assert "đổi số liệu của các xã khác" in why.out
    done = project.report(COMPLETE, "--notebook", authored.NAME, "--output", "warm")
    assert done.code == 0, done.said
    assert json.loads((made["warm"] / "manifest.json").read_bytes())["stamp"] != before


TOTALS = """import cchc_toolkit
c = cchc_toolkit.open("params/")
c.totals("", "tthc.ho_so.tiep_nhan", period)[["value", "coverage"]]"""


@pytest.mark.slow
def test_totals_of_the_table_are_frozen_into_the_stamp(project: Project) -> None:
    name = authored.write(project, [new_code_cell(TOTALS)], "notebooks/tong.ipynb")
    options = ("--notebook", name, "--output", "tong")
    done = project.report(COMPLETE, *options)
    assert done.code == 0, done.said
    folder = project.root / "tong" / "2024-6T" / COMPLETE
    before = json.loads((folder / "manifest.json").read_bytes())["stamp"]
    assert "2/2" in page(folder / "bao-cao.html").text
    status = ("status", "params/2024-6T.yml", "--why", "--only", COMPLETE, *options)
    assert "còn nguyên" in project.cchc(*status).out
    file = project.data("99002") / "indicators.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "đổi số liệu của các xã khác" in project.cchc(*status).out
    other = project.root / "data" / "2023-6T" / "99002"
    other.mkdir(parents=True)
    assert project.report(COMPLETE, *options).code == 0
    again = json.loads((folder / "manifest.json").read_bytes())["stamp"]
    assert again != before
    assert "còn nguyên" in project.cchc(*status).out
    (other / "indicators.csv").write_bytes(file.read_bytes())
    assert "đổi số liệu của các xã khác" in project.cchc(*status).out, "of another period too"


NUMBER = "other['tthc.ho_so.tiep_nhan'].number"
STRANGERS = {
    "a frame": f"import pandas as pd\npd.DataFrame({{'x': [{NUMBER}]}})",
    "a line": f"print({NUMBER})",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "what"),
    [("warm", "a frame"), ("kernel", "a line")],
)
def test_what_is_made_of_another_commune_is_refused(
    project: Project, engine: str, what: str
) -> None:
    read = "from cchc_toolkit import report_of\nother = report_of('99002', period, params=params)\n"
    cell = new_code_cell(read + STRANGERS[what])
    name = authored.write(project, [cell], "notebooks/la.ipynb")
    done = project.report(COMPLETE, "--notebook", name, "--engine", engine, "--output", "la")
    done.refused(
        5,
        "Ô số 5 đọc báo cáo của xã khác (99002, kỳ 2024-6T): số liệu của xã ấy có thể lẫn vào "
        "bảng, hình và lời văn.",
        where="sổ tay, ô số 5",
        advice="So sánh các xã bằng peers(report, …) hoặc figures_frame(…)",
    )
    assert not (project.root / "la" / "2024-6T" / COMPLETE).exists()
    assert (project.root / "la" / "2024-6T" / "loi" / f"{COMPLETE}.ipynb").exists()
