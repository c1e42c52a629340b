"""`form_problems`: each kind of mistake in a declaration is told by file, line and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cchc_toolkit.adoption.problems import form_problems
from cchc_toolkit.catalogue.places import package_forms

FORM = package_forms()["bieu_06_kstt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORM, tmp_path / "bieu"))


def broken(folder: Path, name: str, old: str, new: str) -> str:
    """Return what is said once some words of a file are others."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return "\n".join(str(one) for one in form_problems(folder) if one.grave)


@pytest.mark.parametrize("form_id", sorted(package_forms()))
def test_the_forms_of_the_package_have_nothing_wrong(form_id: str) -> None:
    assert form_problems(package_forms()[form_id]) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("rows.csv", "\nkstt.nhan,", "\nKstt nhan,", "rows.csv, dòng 2, cột key:"),
        ("rows.csv", "\nkstt.nhan.ky_truoc,", "\nkstt.nhan.truc_tuyen,", "có ở 2 dòng"),
        ("rows.csv", ",count,kstt.nhan,", ",cuont,kstt.nhan,", "rows.csv, dòng 3, cột kind:"),
        ("rows.csv", ",count,kstt.nhan,", ",count,kstt.nha,", "dòng 3, cột parent:"),
        ("rows.csv", "huyen|xa", "huyen|thon", 'cột levels: cấp "thon" không có'),
        ("rows.csv", "trực tuyến,Hồ sơ", "trực tuyến,Phiếu", "cột part: phần tính bằng “Phiếu”"),
        ("rows.csv", "(1),,", "(1),", "rows.csv, dòng 2: số ô không bằng số cột"),
        ("figures.csv", "truoc_han +", "truoc_hn +", "figures.csv, dòng 2, cột numerator:"),
        ("figures.csv", ",100,2,", ",100,hai,", "figures.csv, dòng 2, cột decimals:"),
        ("rules.csv", ",identity,", ",identiti,", "rules.csv, dòng 2, cột kind:"),
        ("rules.csv", "kstt.da_giai_quyet +", "kstt.da_giai +", "rules.csv, dòng 2, cột right:"),
        ("charts.csv", ",kstt.nhan,", ",kstt.nan,", "charts.csv, dòng 2, cột parts_of:"),
        ("charts.csv", "|ty_le.truc_tuyen", "|ty_le.tuyen", "charts.csv, dòng 4, cột figures:"),
        ("form.yml", "reported_by: xa", "reported_by: thon", "cột reported_by:"),
        ("form.yml", "label:", "lable:", 'Không có khóa "lable"'),
        ("outline.yml", "[]",
         "- id: I\n  heading: A\n  items:\n  - {id: I.1, sentence: 'có {so:x}'}",
         'outline.yml, dòng 4, cột sentence: câu dùng khóa "x"'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    found = broken(folder, name, old, new)
    assert said in found
    assert "Traceback" not in found


def test_a_near_word_is_offered(folder: Path) -> None:
    found = broken(folder, "rows.csv", ",count,kstt.nhan,", ",count,kstt.nha,")
    assert 'Cách sửa: Có phải ý bạn là "kstt.nhan"?' in found


def test_the_linter_of_rules_is_heard(folder: Path) -> None:
    rules = folder / "rules.csv"
    first = rules.read_text(encoding="utf-8").splitlines()[1]
    again = first.replace("r06.can_doi", "r06.lan_nua")
    rules.write_text(rules.read_text(encoding="utf-8") + again + "\n", encoding="utf-8")
    told = [str(one) for one in form_problems(folder)]
    assert told == [
        "[lưu ý] rules.csv, dòng 4: r06.lan_nua: thừa: đã suy ra từ một khai báo khác (r06.can_doi)"
    ]


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    broken(folder, "charts.csv", ",kstt.nhan,", ",kstt.nan,")
    found = broken(folder, "rules.csv", ",identity,", ",identiti,")
    assert "charts.csv" in found
    assert "rules.csv" in found
