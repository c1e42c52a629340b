"""Nothing of one report reaches another: many renders, names that collide, notebooks that leak."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from command import OUTPUTS, Project
from country import make_country, reports

from cchc_toolkit.blocks import Identity
from cchc_toolkit.errors import RenderError
from cchc_toolkit.outputs.guard import claims, refuse_mixed

COMMUNES, PERIODS = 40, ("2024-Q1", "2024-6T")


def identity_of(report: Path) -> Identity:
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    return Identity(manifest["commune"], manifest["period"], manifest["stamp"])


def outputs_of(report: Path) -> dict[str, bytes]:
    return {name: (report / name).read_bytes() for name in OUTPUTS}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two periods written at once into one folder by several workers, in an order of their own.

    Every commune bears the same name, and every second one has the very data of its neighbour.
    """
    project = make_country(tmp_path_factory.mktemp("dinh-danh"), COMMUNES, len(PERIODS))
    codes = [f"{99001 + number}" for number in range(COMMUNES)]
    for period in PERIODS:
        _rename_all(project, period)
        for code, neighbour in zip(codes[::2], codes[1::2], strict=True):
            shutil.rmtree(project.root / "data" / period / neighbour)
            shutil.copytree(
                project.root / "data" / period / code, project.root / "data" / period / neighbour
            )
    random.Random(4).shuffle(codes)  # noqa: S311
    only = [word for code in codes for word in ("--only", code)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "cchc_toolkit", "batch", f"params/{period}.yml",
             "--workers", "3", "--output", "chung", "--no-charts", *only],
            cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )
        for period in PERIODS
    ]  # fmt: skip
    for process in running:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    return project


def _rename_all(project: Project, period: str) -> None:
    file = project.root / "params" / f"{period}.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"name: .*", "name: Xã Minh Hoạ", text), encoding="utf-8")


def made(project: Project) -> list[Path]:
    return [report for period in PERIODS for report in reports(project.root / "chung" / period)]


@pytest.mark.slow
def test_every_place_of_every_output_says_whose_it_is(country: Project) -> None:
    found = made(country)
    assert len(found) == COMMUNES * len(PERIODS)
    for report in found:
        asked = identity_of(report)
        assert (asked.commune, asked.period) == (report.name, report.parent.name)
        refuse_mixed(outputs_of(report), asked)


@pytest.mark.slow
def test_no_two_reports_have_one_identity_or_one_page(country: Project) -> None:
    found = made(country)
    assert len({identity_of(report) for report in found}) == len(found)
    for name in ("bao-cao.html", "bao-cao.pdf", "bao-cao.ipynb"):
        assert len({(report / name).read_bytes() for report in found}) == len(found)


@pytest.mark.slow
def test_neighbours_with_the_same_data_and_name_differ_in_nothing_else(country: Project) -> None:
    """What is printed depends on data and parameters alone, whichever worker made it."""
    for period in PERIODS:
        found = reports(country.root / "chung" / period)
        for first, second in zip(found[::2], found[1::2], strict=True):
            pages = [
                (report / "bao-cao.html").read_text(encoding="utf-8") for report in (first, second)
            ]
            plain = [
                re.sub(r"'sha256-[^']+'", "", page)  # of what bears its name and stamp, as the rest
                .replace(report.name, "")
                .replace(identity_of(report).stamp, "")
                for page, report in zip(pages, (first, second), strict=True)
            ]
            assert re.sub(r"\s+", " ", plain[0]) == re.sub(r"\s+", " ", plain[1])


@pytest.mark.slow
def test_thousands_of_swapped_outputs_are_all_noticed(country: Project) -> None:
    """Put any output of any report among those of another one: never is it let through."""
    found = made(country)
    held = {report: (identity_of(report), outputs_of(report)) for report in found}
    draw = random.Random(7)  # noqa: S311
    swaps = 0
    for report, (asked, _) in held.items():
        for other in draw.sample(found, 13):
            if other == report:
                continue
            for name in OUTPUTS:
                swaps += 1
                with pytest.raises(RenderError, match="lẫn"):
                    refuse_mixed({name: held[other][1][name]}, asked)
    assert swaps > 5000


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTPUTS)
def test_every_place_is_read_for_itself(country: Project, name: str) -> None:
    """A file that is another's in one place only is noticed too."""
    report = made(country)[0]
    content, asked = (report / name).read_bytes(), identity_of(report)
    foreign = Identity("99999", asked.period, asked.stamp)
    places = len(claims(name, content))
    assert places >= {"bao-cao.pdf": 12, "bao-cao.ipynb": 9, "bao-cao.html": 2}.get(name, 1)
    assert all(claim.identity == asked for claim in claims(name, content))
    with pytest.raises(RenderError):
        refuse_mixed({name: content}, foreign)


def leaky(project: Project, code: str) -> str:
    """Write the report's notebook with a cell before the others; return its path."""
    path = project.root / "notebooks" / "commune_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    at = 1 + next(
        n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
    )
    notebook.cells.insert(at, nbformat.v4.new_code_cell(code, id="ro"))
    nbformat.write(notebook, path.with_name("ro.ipynb"))
    return "notebooks/ro.ipynb"


KEEPS_THE_FIRST_REPORT = """
import cchc_toolkit
from cchc_toolkit import report as _module
if not hasattr(cchc_toolkit, "_first"):
    cchc_toolkit._first = cchc_toolkit.report_of(
        commune, period, params=params, data=data, mode=mode)
cchc_toolkit.report_of = lambda *a, **k: cchc_toolkit._first
"""
ANOTHER_ONES_REPORT = """
import cchc_toolkit
_real = cchc_toolkit.report_of
cchc_toolkit.report_of = lambda commune, *a, **k: _real("99001", *a, **k)
"""
ANOTHER_ONES_CHARTS = """
import cchc_toolkit
from cchc_toolkit import charts, report_of
_other = report_of("99001", period, params=params, data=data, mode=mode)
_draw = charts.all_charts
charts.all_charts = lambda report: _draw(_other)
"""
ANOTHER_ONES_SECTION = """
from cchc_toolkit import narrative, report_of
_other = report_of("99001", period, params=params, data=data, mode=mode)
_write = narrative.section
narrative.sections = lambda report: sum(
    (_write(_other if s.id == "III" else report, s.id) for s in report.form.outline[1:]),
    _write(report, report.form.outline[0].id),
)
"""
UNSTAMPED = """
from cchc_toolkit.blocks.display import Shown
from cchc_toolkit import charts
charts.all_charts = lambda report: Shown(())
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["warm", "kernel"])
def test_a_notebook_that_keeps_a_report_keeps_it_from_nobody_else(
    tmp_path: Path, engine: str
) -> None:
    project = make_country(tmp_path / "cchc", 3)
    notebook = leaky(project, KEEPS_THE_FIRST_REPORT)
    done = project.cchc(
        "batch", "params/2024-Q1.yml", "--notebook", notebook, "--workers", "1", "--engine", engine
    )
    assert done.code == 0, done.said  # each starts from the clean parent, so nothing was kept
    for report in reports(project.root / "outputs" / "2024-Q1"):
        refuse_mixed(outputs_of(report), identity_of(report))
        assert identity_of(report).commune == report.name


@pytest.mark.slow
@pytest.mark.parametrize(
    "code", [ANOTHER_ONES_REPORT, ANOTHER_ONES_CHARTS, ANOTHER_ONES_SECTION, UNSTAMPED],
    ids=["report", "charts", "section", "unstamped"],
)  # fmt: skip
def test_a_notebook_that_shows_another_commune_is_refused(tmp_path: Path, code: str) -> None:
    project = make_country(tmp_path / "cchc", 2)
    done = project.cchc(
        "batch", "params/2024-Q1.yml", "--notebook", leaky(project, code), "--only", "99002",
    )  # fmt: skip
    assert done.code == 5, done.said
    words = ("lẫn xã, kỳ hoặc số liệu", "khác với yêu cầu", "đọc báo cáo của xã khác")
    assert any(said in done.out for said in words)
    made = project.root / "outputs" / "2024-Q1"
    assert not (made / "99002").exists()
    assert (made / "loi" / "99002.ipynb").is_file()


@pytest.mark.slow
def test_one_process_that_is_used_again_lets_nothing_leak_out(tmp_path: Path) -> None:
    """Even where someone runs reports one after another in one process, the guard holds."""
    project = make_country(tmp_path / "cchc", 2)
    script = f"""
from pathlib import Path
from cchc_toolkit.production.batch import Run, attempt
from cchc_toolkit.submission.params import load_params
run = Run(load_params("params/2024-Q1.yml"), Path({leaky(project, KEEPS_THE_FIRST_REPORT)!r}),
          Path.cwd(), engine="warm")
print([attempt(run, code).status for code in ("99001", "99002")])
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, capture_output=True, text=True,
        check=False, env={**os.environ},
    )  # fmt: skip
    assert "['made', 'failed']" in ran.stdout, ran.stdout + ran.stderr


def test_paths_that_would_collide_are_refused_before_anything_runs(tmp_path: Path) -> None:
    """Codes are five ASCII digits, each once: no case, no other digits, no second spelling."""
    project = make_country(tmp_path / "cchc", 1)
    text = (project.root / "params" / "2024-Q1.yml").read_text(encoding="utf-8")
    for code in ("９９００２", "99001 ", "٩٩٠٠٢", "../99", "9900a", "99001"):
        other = project.root / "params" / "xau.yml"
        other.write_text(f'{text}  "{code}":\n    name: Xã Minh Hoạ 2\n', encoding="utf-8")
        done = project.cchc("batch", "params/xau.yml")
        assert done.code in (2, 3), done.said
        assert "Cách sửa" in done.said
    assert not (project.root / "outputs").exists()
