"""A report is made again when something it reads has changed, and only then; the why is told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import Done, Project
from country import make_country, reports

PARAMS = "params/2024-Q1.yml"
ALL = tuple(f"9900{number}" for number in range(1, 7))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Six reports, made once; each test changes something in a copy."""
    project = make_country(tmp_path_factory.mktemp("mot-lan") / "cchc", 6)
    _point_at_itself(project)
    done = project.cchc("batch", PARAMS)
    assert done.code == 0, done.said
    return project


def _point_at_itself(project: Project) -> None:
    """Name folders from the project's own, so that a copy of it is a project too."""
    text = (project.root / PARAMS).read_text(encoding="utf-8")
    text = text.replace(f'"{project.root.resolve().as_posix()}/', '"')
    (project.root / PARAMS).write_text(text, encoding="utf-8")


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    shutil.copytree(once.root, tmp_path / "cchc")
    return Project(tmp_path / "cchc")


def folder(project: Project) -> Path:
    return project.root / "outputs" / "2024-Q1"


def again(project: Project, *args: str) -> tuple[Done, set[str]]:
    """Run the batch once more; return it and the communes whose report it made."""
    done = project.cchc("batch", PARAMS, *args)
    run = json.loads((folder(project) / "run.json").read_text(encoding="utf-8"))
    return done, {found["commune"] for found in run["reports"] if found["status"] == "made"}


def why(project: Project, *args: str) -> dict[str, str]:
    done = project.cchc("status", PARAMS, "--why", *args)
    assert done.code == 0, done.said
    lines = [line for line in done.out.splitlines() if line[:5].isdigit()]
    return {line[:5]: line.partition("; báo cáo: ")[2].removeprefix("dự thảo; ") for line in lines}


def test_nothing_changed_nothing_made(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder(project).rglob("*/*")}
    done, made = again(project)
    assert made == set()
    assert "Có 6/6 báo cáo, trong đó 6 giữ nguyên" in done.out
    assert before == {path: path.stat().st_mtime_ns for path in folder(project).rglob("*/*")}
    assert set(why(project).values()) == {"còn nguyên"}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("indicators.csv", "đổi số liệu, văn bản hoặc lời văn của xã (indicators.csv)"),
        ("documents.csv", "đổi số liệu, văn bản hoặc lời văn của xã (documents.csv)"),
        ("narrative.yml", "đổi số liệu, văn bản hoặc lời văn của xã (narrative.yml)"),
    ],
)
def test_one_file_of_one_commune(project: Project, file: str, said: str) -> None:
    path = project.root / "data" / "2024-Q1" / "99003" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n") + "\n\n", encoding="utf-8")
    assert why(project)["99003"] == said
    done, made = again(project)
    assert done.code == 0, done.said
    assert made == {"99003"}


def test_one_value_of_one_commune(project: Project) -> None:
    path = project.root / "data" / "2024-Q1" / "99002" / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("chi_dao.ke_hoach.nhiem_vu,"))
    key, value, *rest = lines[at].split(",")
    lines[at] = ",".join((key, str(int(value) + 1), *rest))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copytree(folder(project), project.root / "truoc")
    _, made = again(project)
    assert made == {"99002"}
    compared = project.cchc("diff", "truoc", str(folder(project)), "--json")
    assert compared.code == 1
    found = json.loads(compared.out)
    assert {changed["commune"] for changed in found["figures"]} == {"99002"}
    assert {changed["cause"] for changed in found["figures"]} == {"data"}
    assert set(found["inputs"]) == {"99002"}


def test_the_parameters_of_one_commune(project: Project) -> None:
    project.edit(PARAMS, "name: Xã Minh Hoạ 04\n", "name: Xã Minh Hoạ 04\n    role: PHÓ CHỦ TỊCH\n")
    assert why(project)["99004"] == "đổi tham số"
    assert again(project)[1] == {"99004"}


def test_an_earlier_period_that_the_checks_read(project: Project) -> None:
    """Six months read the first quarter of the same commune, so they are made again with it."""
    text = (project.root / PARAMS).read_text(encoding="utf-8")
    six = text.replace("2024-Q1", "2024-6T").replace("05/3/2024", "05/6/2024")
    (project.root / "params" / "2024-6T.yml").write_text(six, encoding="utf-8")
    shutil.copytree(project.root / "data" / "2024-Q1", project.root / "data" / "2024-6T")
    assert project.cchc("batch", "params/2024-6T.yml").code == 0
    path = project.root / "data" / "2024-Q1" / "99003" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = project.cchc("status", "params/2024-6T.yml", "--why")
    said = "; báo cáo: dự thảo; đổi số liệu hoặc mốc của kỳ trước (2024-Q1/indicators.csv)"
    (third,) = [line for line in done.out.splitlines() if line.startswith("99003 ")]
    assert third.endswith(said), done.said
    assert "5/6 báo cáo còn nguyên." in done.out


def test_parameters_of_all(project: Project) -> None:
    project.edit(PARAMS, "filed_by: VT\n", "filed_by: VT, VP\n")
    assert again(project)[1] == set(ALL)


def test_a_new_commune_leaves_the_others_alone(project: Project) -> None:
    text = (project.root / PARAMS).read_text(encoding="utf-8")
    (project.root / PARAMS).write_text(text + '  "99099":\n    name: Xã Minh Hoạ 99\n', "utf-8")
    data = project.root / "data" / "2024-Q1"
    shutil.copytree(data / "99001", data / "99099")
    figures = data / "99099" / "indicators.csv"  # one number of its own: it is no copy
    figures.write_text(
        re.sub(r"(?m)^([^,]+,[1-9]\d*)", r"\g<1>7", figures.read_text("utf-8"), count=1), "utf-8"
    )
    assert why(project)["99099"] == "chưa lập"
    assert again(project)[1] == {"99099"}


def test_the_notebook(project: Project) -> None:
    project.edit("notebooks/commune_report.ipynb", "theo thứ tự đọc", "theo đúng thứ tự đọc")
    assert set(why(project).values()) == {"đổi sổ tay"}
    assert again(project)[1] == set(ALL)


def test_the_package_and_its_form(project: Project) -> None:
    """A rule, a template, a form: whatever stands in the package, every report reads it."""
    package = project.root / "goi" / "cchc_toolkit"
    import cchc_toolkit

    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(cchc_toolkit.__file__).parent, package, ignore=ignored)
    env = {"PYTHONPATH": str(package.parent)}
    rows = package / "catalogue" / "forms" / "phu_luc_01b" / "rows.csv"
    rows.write_text(
        rows.read_text(encoding="utf-8").replace("Số lượng", "Số lượng các", 1), "utf-8"
    )
    done = project.cchc("status", PARAMS, "--why", "--only", "99001", env=env)
    assert "đổi biểu mẫu, chỉ số hoặc đề cương; đổi mã hoặc mẫu trình bày của gói" in done.out, (
        done.said
    )
    assert "tham số" not in done.out
    css = package / "render" / "page.css"
    css.write_text(css.read_text(encoding="utf-8") + "/* khác */\n", encoding="utf-8")
    shutil.copy(Path(cchc_toolkit.__file__).parent / "catalogue/forms/phu_luc_01b/rows.csv", rows)
    done = project.cchc("status", PARAMS, "--why", "--only", "99001", env=env)
    assert done.out.splitlines()[0].endswith("; đổi mã hoặc mẫu trình bày của gói"), done.said


@pytest.mark.parametrize("name", ["bao-cao.html", "bao-cao.pdf", "figures.json"])
def test_a_damaged_output_is_never_served(project: Project, name: str) -> None:
    path = folder(project) / "99005" / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    assert why(project)["99005"] == f"đầu ra bị mất hoặc bị sửa: {name}"
    assert again(project)[1] == {"99005"}
    assert path.read_bytes() == whole


def test_a_missing_output(project: Project) -> None:
    (folder(project) / "99001" / "bao-cao.pdf").unlink()
    assert why(project)["99001"] == "đầu ra bị mất hoặc bị sửa: bao-cao.pdf"
    assert again(project)[1] == {"99001"}


def test_a_foreign_folder_is_never_served(project: Project) -> None:
    shutil.rmtree(folder(project) / "99001")
    shutil.copytree(folder(project) / "99002", folder(project) / "99001")
    assert why(project)["99001"] == "thư mục chứa báo cáo của xã hoặc kỳ khác"
    assert again(project)[1] == {"99001"}


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"schema": "cchc-manifest/1"}', "không phải JSON"]
)
def test_a_manifest_that_is_none(project: Project, content: str) -> None:
    (folder(project) / "99001" / "manifest.json").write_text(content, encoding="utf-8")
    assert why(project)["99001"] == "thiếu hoặc hỏng manifest.json"
    assert again(project)[1] == {"99001"}


def test_a_manifest_that_names_fewer_outputs_vouches_for_nothing(project: Project) -> None:
    path = folder(project) / "99001" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["outputs"]["bao-cao.pdf"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert again(project)[1] == {"99001"}


def test_force_makes_them_all(project: Project) -> None:
    assert again(project, "--force", "--only", "99001", "--only", "99002")[1] == {"99001", "99002"}
    assert len(reports(folder(project))) == 6


def test_verify_says_what_differs(project: Project) -> None:
    made = folder(project)
    done = project.cchc("verify", str(made))
    assert done.code == 0, done.said
    assert "6/6 báo cáo đúng." in done.out
    assert "outputs/2024-Q1/99001: đúng như khi lập, tính lại khớp" in done.out

    figures = made / "99001" / "figures.json"
    text = figures.read_text(encoding="utf-8")
    first = json.loads(text)["figures"][0]
    figures.write_text(text.replace(first["formula"], "1 / 2 × 100 = 50%", 1), encoding="utf-8")
    shutil.copy(made / "99003" / "bao-cao.pdf", made / "99002" / "bao-cao.pdf")
    (made / "99004" / "bao-cao.html").unlink()
    data = project.root / "data" / "2024-Q1" / "99005" / "indicators.csv"
    data.write_text(data.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    shutil.rmtree(made / "99006")
    shutil.copytree(made / "99003", made / "99006")

    done = project.cchc("verify", str(made))
    assert done.code == 1
    said = {line.split(": ")[0][-5:]: line for line in done.out.splitlines()}
    assert "figures.json: đã bị sửa từ khi lập" in said["99001"]
    assert (
        f"chỉ số {first['key']}: báo cáo ghi 1 / 2 × 100 = 50%, tính lại được {first['formula']}"
        in said["99001"]
    )
    assert "bao-cao.pdf: đã bị sửa" in said["99002"]
    assert "bao-cao.pdf (trang 1): ghi 99003 · 2024-Q1" in said["99002"]
    assert "đúng như khi lập, tính lại khớp" in said["99003"]
    assert "bao-cao.html: không có" in said["99004"]
    assert (
        "không tính lại được: đổi số liệu, văn bản hoặc lời văn của xã (indicators.csv)"
        in said["99005"]
    )
    assert "thư mục 99006: chứa báo cáo của 99003" in said["99006"]
    assert "1/6 báo cáo đúng." in done.out
