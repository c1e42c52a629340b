"""README.vi.md followed from nothing: a wheel, an empty folder, and only what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command import ROOT
from installed import Installed

from cchc_toolkit.project.clerks_guide import CLERKS_GUIDE, clerks_guide

PAGE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"`(cchc [^`]*)`")
COMMUNE = "Xã Ngọc Lặc"
"""One of the province's, so that no test makes 166 reports."""


def section(heading: str) -> str:
    """Return what stands below a heading, without what is below the next."""
    found = re.split(r"^(#+ .*)$", PAGE, flags=re.MULTILINE)
    return found[found.index(heading) + 1]


def typed(heading: str) -> list[list[str]]:
    """Return the commands that a section names, in order, as words."""
    text = FENCED.sub("", section(heading))
    return [shlex.split(" ".join(command.split())) for command in TYPED.findall(text)]


@pytest.fixture(scope="module")
def project(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the first block of commands makes."""
    root = tmp_path_factory.mktemp("trong")
    (_, block), *_ = FENCED.findall(section("## Dự án của đơn vị, từ gói cài"))
    pip, init, cd = block.splitlines()
    assert pip.startswith("pip install cchc_toolkit-")
    installed.done(root, *shlex.split(init)[1:], "--commune", COMMUNE)
    return root / cd.removeprefix("cd ")


def test_a_person_who_follows_the_page_has_a_report(installed: Installed, project: Path) -> None:
    for words in typed("## Dự án của đơn vị, từ gói cài"):
        if words[1:3] == ["init", "thu-nghiem"]:
            installed.done(project.parent, *words[1:])
        elif words[1:] == ["import", "THƯ-MỤC"]:
            installed.done(project, "import", "outputs/2026-Q3/bieu-mau")
        elif words != ["cchc", "init"]:
            installed.done(project, *words[1:])
    assert list((project / "outputs" / "2026-Q3").glob("*/bao-cao.pdf"))
    assert (project.parent / "thu-nghiem" / "params").is_dir()


def test_a_commune_a_period_and_a_form_are_added_as_the_page_says(
    installed: Installed, project: Path
) -> None:
    params = project / "params" / "2026-Q3.yml"
    (_, commune), *_ = FENCED.findall(section("### Thêm một xã"))
    params.write_text(params.read_text("utf-8") + commune, encoding="utf-8")
    installed.done(project, "form", "write", "--period", "2026-Q3", "--commune", "15112")
    for heading in ("### Thêm một kỳ", "### Thêm một biểu"):
        for words in typed(heading):
            installed.done(project, *words[1:])
    assert len(list((project / "params").glob("2026-*.yml"))) == 2
    (_, calendar), *_ = FENCED.findall(section("### Thêm một kỳ"))
    (project / "params" / "ky-bao-cao.csv").write_text(calendar, encoding="utf-8")
    copied = project / "forms" / "khoi_tao_2026_xa"
    own = copied.rename(project / "forms" / "bieu_tinh")
    head = (own / "form.yml").read_text("utf-8").replace("khoi_tao_2026_xa", "bieu_tinh")
    (own / "form.yml").write_text(head, encoding="utf-8")
    text = params.read_text("utf-8").replace("form: khoi_tao_2026_xa", "form: bieu_tinh")
    params.write_text(text, encoding="utf-8")
    installed.done(project, "form", "write", "--period", "2026-Q3", "--all", "--force")
    installed.done(project, "verify", "data")


def test_init_leaves_the_clerks_guide_and_the_page_of_docs_is_the_same(project: Path) -> None:
    assert (project / CLERKS_GUIDE).read_text("utf-8") == clerks_guide()
    page = (ROOT / "docs" / "huong-dan-can-bo.md").read_text("utf-8")
    assert clerks_guide("../cchc_toolkit/project/hinh").rstrip() in page
    for text, folder in ((page, ROOT / "docs"), (clerks_guide(), project)):
        names = re.findall(r"\]\(([^)]*\.png)\)", text)
        assert len(names) == 2
        assert all(10_000 < (folder / name).stat().st_size < 150_000 for name in names)
