"""`form_problems`: each kind of mistake in a declaration is told by file, line and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cchc_toolkit.adoption.problems import form_problems
from cchc_toolkit.catalogue import load_form, read_form
from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.cli import main
from cchc_toolkit.errors import DataError

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


OPTIONAL = ("supplement.csv", "figures.csv", "outline.yml", "rules.csv", "charts.csv")


@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_file_may_be_empty_or_absent(folder: Path, name: str) -> None:
    if name == "figures.csv":  # the charts draw its figures
        (folder / "charts.csv").unlink()
    (folder / name).write_text("", encoding="utf-8")
    empty = [str(one) for one in form_problems(folder) if one.grave]
    (folder / name).unlink()
    absent = [str(one) for one in form_problems(folder) if one.grave]
    assert empty == absent == []


@pytest.mark.parametrize("name", ["form.yml", "rows.csv"])
def test_a_form_without_what_it_needs_says_which_file(folder: Path, name: str) -> None:
    (folder / name).write_text("", encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_form(folder)
    assert str(told.value) == (
        f"Biểu thiếu tệp {name}, hoặc tệp ấy trống.\n"
        f"  Ở đâu: bieu/{name}\n"
        "  Cách sửa: Chép tệp ấy từ một biểu có sẵn (cchc init . --copy-form MÃ), rồi sửa."
    )
    assert name in "\n".join(str(one) for one in form_problems(folder) if one.grave)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "x: y",
        "- x",
        "- parts: x",
        "- {id: I, parts: [x]}",
        "- {id: I, heading: A, items: [x]}",
        "- {id: I, items: x}",
    ],
)
def test_an_outline_that_is_none_is_told_and_no_traceback(folder: Path, text: str) -> None:
    (folder / "outline.yml").write_text(text, encoding="utf-8")
    assert "[sai] outline.yml" in "\n".join(str(one) for one in form_problems(folder))


@pytest.mark.parametrize("name", ["form.yml", "rows.csv", *OPTIONAL])
@pytest.mark.parametrize("content", [b"\xff\xfe", b'a,b\n"', b"x\n1\n", b"[]\n"])
def test_a_file_of_rubbish_never_ends_in_a_traceback(
    folder: Path, name: str, content: bytes
) -> None:
    (folder / name).write_bytes(content)
    found = form_problems(folder)
    assert content == b"[]\n" or any(one.grave for one in found)


def test_a_broken_form_does_not_stop_the_listing_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("params", "data", "forms/hong"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "forms" / "hong" / "form.yml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    listed = CliRunner().invoke(main, ["form", "list"])
    assert listed.exit_code == 0
    lines = dict(line.split("\t", 1) for line in listed.output.splitlines())
    assert lines["hong"] == "dự án\tkhai báo sai, xem: cchc form check hong\t\thong"
    assert lines.keys() - {"hong"} == package_forms().keys()
    assert load_form().id in package_forms()
    checked = CliRunner().invoke(main, ["form", "check", "hong"])
    assert checked.exit_code == DataError.exit_code
    assert "form.yml" in checked.output
    assert "rows.csv" in checked.output
