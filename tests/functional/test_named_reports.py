"""Several reports a run, each in a folder of its own; the commands of docs/authoring.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from command import COMPLETE, FIXTURES, ROOT, Project, make_project
from reading import page, pdf_text, squeeze

THEMATIC = "notebooks/chuyen_de_tthc_truc_tuyen.ipynb"
COMMUNES = sorted(folder.name for folder in (ROOT / "data" / "2024-6T").iterdir())
MADE = sorted((*FIXTURES, "99002"))
"""The communes whose reports are made; all are read, as peers."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with every commune of the sample and the thematic report of one of each kind."""
    project = make_project(tmp_path_factory.mktemp("chuyen-de") / "cchc", COMMUNES)
    done = project.cchc(
        "batch", "params/2024-6T.yml", "--notebook", THEMATIC, "--name", "truc-tuyen",
        *(word for code in MADE for word in ("--only", code)),
    )  # fmt: skip
    assert done.code == 0, done.said
    return project


@pytest.mark.slow
def test_the_thematic_report_is_made_for_every_kind_of_commune(whole: Project) -> None:
    made = whole.made / "truc-tuyen"
    assert {path.name for path in made.iterdir() if path.is_dir()} == set(MADE)
    for code in MADE:
        text = pdf_text(made / code / "bao-cao.pdf")
        assert squeeze("Giải quyết thủ tục hành chính trực tuyến") in squeeze(text), code
        assert "III. VIỆC CẦN LÀM TIẾP" in text, code
    assert "DỮ LIỆU MINH HOẠ" not in page(made / "15109" / "bao-cao.html").text
    assert "Minh Hoạ 0" not in page(made / "15109" / "bao-cao.html").text


@pytest.mark.slow
def test_a_named_report_stands_beside_the_statutory_one(whole: Project) -> None:
    only = ("--only", COMPLETE)
    assert whole.cchc("batch", "params/2024-6T.yml", *only).code == 0
    statutory = (whole.made / COMPLETE / "bao-cao.pdf").read_bytes()
    whole.edit(
        "params/2024-6T.yml", "defaults:",
        f"reports:\n- name: truc-tuyen\n  notebook: {THEMATIC}\n  title: Chuyên đề trực tuyến\n"
        "  formats: [docx]\ndefaults:",
    )  # fmt: skip
    done = whole.cchc("batch", "params/2024-6T.yml", *only)
    assert done.code == 0, done.said
    assert "1 giữ nguyên" in done.out, "the statutory report is current"
    assert (whole.made / COMPLETE / "bao-cao.pdf").read_bytes() == statutory
    assert (whole.made / "truc-tuyen" / COMPLETE / "bao-cao.docx").exists()
    told = page(whole.made / "index.html")
    assert "Chuyên đề trực tuyến" in told.text
    assert "truc-tuyen/index.html" in [link.get("href") for link in told.named("a")]
    row = told.text.split("Chuyên đề trực tuyến")[1].split()[:2]
    assert row == [str(len(MADE)), "1"], "made, and current: the others have no Word file yet"
    verified = whole.cchc("verify", str(whole.made / "truc-tuyen" / COMPLETE))
    assert verified.code == 0, verified.said


@pytest.mark.slow
def test_every_report_of_a_run_is_published_and_shown_by_status(
    whole: Project, tmp_path: Path
) -> None:
    args = ("batch", "params/2024-6T.yml", "--only", COMPLETE, "--publish", str(tmp_path))
    done = whole.cchc(*args)
    assert done.code == 0, done.said
    assert "Công bố truc-tuyen: 1 báo cáo đã gửi" in done.out
    assert "Công bố: 1 báo cáo đã gửi" in done.out
    for folder in (f"truc-tuyen/{COMPLETE}", COMPLETE):
        sent = (tmp_path / "2024-6T" / folder / "bao-cao.pdf").read_bytes()
        assert sent == (whole.made / folder / "bao-cao.pdf").read_bytes()
    assert (tmp_path / "2024-6T" / "truc-tuyen" / "index.html").exists()
    told = whole.cchc("status", "params/2024-6T.yml", "--only", COMPLETE).out
    assert "Chuyên đề trực tuyến (--name truc-tuyen): 1/1 báo cáo còn nguyên." in told
    named = whole.cchc("status", "params/2024-6T.yml", "--name", "truc-tuyen").out
    assert f"1/{len(COMMUNES)} báo cáo còn nguyên." in named
    assert f"{COMPLETE} Xã Minh Hoạ 01: dự thảo; còn nguyên" in named
    wrong = whole.cchc("status", "params/2024-6T.yml", "--name", "truc-tuye")
    wrong.refused(2, 'Tệp tham số không có báo cáo tên "truc-tuye".', advice="truc-tuyen")


@pytest.mark.slow
def test_peers_make_a_report_stale_and_its_own_notebook_saved_does_not(whole: Project) -> None:
    folder = whole.made / "truc-tuyen" / COMPLETE
    before = json.loads((folder / "manifest.json").read_bytes())["inputs"]
    assert len(before["others"]) == 64
    path = whole.root / THEMATIC
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13"}
    nbformat.write(notebook, path)
    args = ("batch", "params/2024-6T.yml", "--name", "truc-tuyen", "--only", COMPLETE)
    first = whole.cchc(*args)
    assert "1 giữ nguyên" in whole.cchc(*args).out, first.said
    file = whole.data("99002") / "indicators.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    why = whole.cchc("status", "params/2024-6T.yml", "--name", "truc-tuyen", "--why").out
    assert f"{COMPLETE} Xã Minh Hoạ 01: dự thảo; đổi số liệu của các xã khác" in why
    assert "giữ nguyên" not in whole.cchc(*args).out
    row = page(whole.made / "index.html").text.split("Chuyên đề trực tuyến")[1].split()[:2]
    assert row == [str(len(MADE)), "1"], "made anew is the one asked for"


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (("--name", "../x"), 'Tên báo cáo "../x" không dùng được.'),
        (("--name", "loi"), 'Tên báo cáo "loi" không dùng được.'),
        (("--name", "khong-co"), 'Tệp tham số không có báo cáo tên "khong-co".'),
    ],
)
def test_a_name_that_cannot_be(new_project: object, args: tuple[str, ...], problem: str) -> None:
    project: Project = new_project(COMPLETE)  # type: ignore[operator]
    done = project.cchc("batch", "params/2024-6T.yml", *args)
    done.refused(2, problem, where="--name")
    assert not (project.root / "outputs").exists()


@pytest.mark.slow
def test_every_template_runs_and_the_commands_of_the_docs(new_project: object) -> None:
    project: Project = new_project(COMPLETE, "99002")  # type: ignore[operator]
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
                for line in block.splitlines()]  # fmt: skip
    assert len(commands) == 4
    for command in commands:
        program, *words = command.split()
        module = "cchc_toolkit" if program == "cchc" else program
        done = subprocess.run(
            [sys.executable, "-m", module, *words], cwd=project.root, capture_output=True,
            encoding="utf-8", check=False, env=dict(os.environ), timeout=200,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    made = project.made / "chuyen-de-so-hoa"
    assert "Chỉ số chính" in page(made / "thu.html").text
    for template in ("area",):
        assert project.cchc("new", template, "--template", template).code == 0
        done = project.cchc(
            "batch", "params/2024-6T.yml", "--notebook", f"notebooks/{template}.ipynb",
            "--name", template, "--only", COMPLETE,
        )  # fmt: skip
        assert done.code == 0, done.said
        assert Path(project.made / template / COMPLETE / "bao-cao.pdf").exists()
    again = project.cchc("new", "area", "--template", "area")
    again.refused(2, "Đã có sổ tay này; không ghi đè.", where="area.ipynb", advice="tên khác")
