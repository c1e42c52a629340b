"""A form is a folder: its own sections, levels, title, charts and figures, and no code for it."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import ROOT, Done, Project

CODE = "99001"
FIGURES_HEAD = "key,label,numerator,denominator,rule,unit,scale,decimals,stated,source\n"
ROWS_HEAD = (
    "key,stt,stt_corrected,label,unit,unit_corrected,kind,parent,part,levels,rollup,choices,"
    "min,max,seed_lines\n"
)
SMALL = {
    "form.yml": """\
id: thu_vien
label: Biểu 2
title: [THỐNG KÊ HOẠT ĐỘNG THƯ VIỆN]
subject: hoạt động thư viện
levels: {commune: cấp xã, province: cấp tỉnh}
level: commune
reported_by: commune
valid_from: ""
valid_to: ""
""",
    "rows.csv": ROWS_HEAD
    + "visits,1.,1,Lượt đọc,Lượt,,count,,,commune,sum,,0,,\n"
    + "visits_home,,,Đọc tại nhà,Lượt,,count,visits,sum,commune,sum,,0,,\n"
    + "visits_here,,,Đọc tại chỗ,Lượt,,count,visits,sum,commune,sum,,0,,\n"
    + "opened,2.,2,Thư viện mở mới,Thư viện,,count,,,province,sum,,0,,\n",
    "supplement.csv": ROWS_HEAD,
    "figures.csv": FIGURES_HEAD
    + "filled,Mức độ đầy đủ,@filled,@applicable,MUC_DO_DAY_DU,%,100,0,,Toàn biểu\n",
    "outline.yml": """\
- id: I
  heading: KẾT QUẢ
  items:
  - id: I.luot_doc
    mark: '-'
    label: 'Lượt đọc:'
    topic: lượt đọc
    sentence: có {so:visits} lượt đọc.
- id: III
  heading: KHÓ KHĂN
  items:
  - {id: III.kho_khan, topic: khó khăn}
- id: VI
  heading: KIẾN NGHỊ
  items:
  - {id: VI.kien_nghi, topic: kiến nghị}
""",
}
SMALL_DATA = "key,value,state,source\nvisits,90,,so:1\nvisits_home,60,,so:2\nvisits_here,30,,so:3\n"
KSTT_DATA = """\
key,value,state,source
kstt.nhan,130,,so:1
kstt.nhan.truc_tuyen,100,,so:2
kstt.nhan.truc_tiep_bcci,20,,so:3
kstt.nhan.ky_truoc,10,,so:4
kstt.da_giai_quyet,120,,so:5
kstt.da_giai_quyet.truoc_han,60,,so:6
kstt.da_giai_quyet.dung_han,58,,so:7
kstt.da_giai_quyet.qua_han,2,,so:8
kstt.dang_giai_quyet,10,,so:9
kstt.dang_giai_quyet.trong_han,9,,so:10
kstt.dang_giai_quyet.qua_han,1,,so:11
"""
PARAMS = """\
period: 2026-Q3
form: {form}
window: {{from: 15/6/2026, to: 14/9/2026}}
communes:
  "99001":
    name: Xã Minh Hoạ 01
    superior: Ủy ban nhân dân tỉnh Minh Hoạ
    place: Minh Hoạ
    signatory: Nguyễn Văn Minh Hoạ
"""


@dataclass(frozen=True)
class Made:
    """A report of one form and what the command said."""

    done: Done
    folder: Path

    @property
    def page(self) -> str:
        return (self.folder / "bao-cao.html").read_text(encoding="utf-8")


def make(root: Path, form: str, data: str, package: Path = ROOT) -> Made:
    """Make the report of one made-up commune on a form, in every format."""
    project = Project(root)
    for name, text in (
        ("params/2026-Q3.yml", PARAMS.format(form=form)),
        (f"data/2026-Q3/{CODE}/indicators.csv", data),
    ):
        file = root / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    arguments = ("--period", "2026-Q3", "--commune", CODE, "--to", "docx", "--to", "xlsx")
    paths = os.pathsep.join((str(package), os.environ.get("PYTHONPATH", "")))
    done = project.cchc("report", *arguments, env={"PYTHONPATH": paths})
    return Made(done, root / "outputs" / "2026-Q3" / CODE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report of a form that was put into a copy of the package: keys and levels of its own."""
    copy = tmp_path_factory.mktemp("goi")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "cchc_toolkit", copy / "cchc_toolkit", ignore=ignored)
    folder = copy / "cchc_toolkit" / "catalogue" / "forms" / "thu_vien"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    return make(tmp_path_factory.mktemp("thu-vien"), "thu_vien", SMALL_DATA, copy)


@pytest.fixture(scope="module")
def kstt(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("kstt"), "bieu_06_kstt", KSTT_DATA)


def sections(page: str) -> list[str]:
    return re.findall(r'<h2 class="level-1"[^>]*>([^<]*)</h2>', page)


def test_a_new_folder_of_declarations_makes_a_whole_report(small: Made) -> None:
    assert small.done.code == 0, small.done.said
    names = {path.name for path in small.folder.iterdir()}
    assert {"bao-cao.html", "bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx", "ra-soat.html"} <= names
    assert sections(small.page) == ["I. KẾT QUẢ", "III. KHÓ KHĂN", "VI. KIẾN NGHỊ"]
    assert "Hoạt động thư viện quý III năm 2026" in small.page
    assert "báo cáo kết quả hoạt động thư viện quý III năm 2026 như sau:" in small.page
    note = "1 Lượt đọc: xã báo cáo 90. Nguồn: so:1. Còn ở: phụ lục 1; quy tắc R01."
    assert f'data-note="{note}"' in small.page


def test_a_new_form_has_its_own_levels_figures_and_no_chart(small: Made) -> None:
    assert "<svg" not in small.page
    assert "cải cách hành chính" not in small.page.lower()
    # Three rows of its own level, all filled; the one of the other level does not count.
    assert "100" in (small.folder / "figures.json").read_text(encoding="utf-8")
    assert '"completeness": "100%"' in (small.folder / "manifest.json").read_text(encoding="utf-8")


def test_the_shipped_form_without_an_outline_makes_a_whole_report(kstt: Made) -> None:
    assert kstt.done.code == 0, kstt.done.said
    names = {path.name for path in kstt.folder.iterdir()}
    assert {"bao-cao.html", "bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx", "ra-soat.html"} <= names
    assert sections(kstt.page) == []
    assert "Kết quả giải quyết thủ tục hành chính quý III năm 2026" in kstt.page
    assert "như sau:" not in kstt.page, "nothing follows but the appendix"
    captions = re.findall(r"<figcaption[^>]*>([^<:]*)[^<]*</figcaption>", kstt.page)
    assert captions == [
        "Biểu đồ 1. Hồ sơ nhận giải quyết",
        "Biểu đồ 2. Hồ sơ đã giải quyết",
        "Biểu đồ 3. Các tỷ lệ chính của kỳ báo cáo",
    ]
