"""README's "To add …", followed to the letter in a scratch copy: the files it names are enough.

All recipes at once, since each run of the tests takes its time: with the declarations alone the
tests that the recipes name fail and no other does; with what the recipes ask for, none does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = (
    "cchc_toolkit", "tests", "docs", "data", "params", "notebooks", "README.md", "GLOSSARY.md",
    "CONTRIBUTING.md", "pyproject.toml",
)  # fmt: skip
FORM = "cchc_toolkit/catalogue/forms/phu_luc_01b"
CHECKS = "cchc_toolkit/checks"
LAST_RULE = ")\nSAYS: dict[str, str] = {\n"
ROWS = {
    "supplement.csv": "bs.thu_khen,,,Số thư khen đã nhận,Hồ sơ,,count,,,huyen|xa,sum,,0,,",
    "figures.csv": "ty_le.thu_khen,Thư khen trên số tiếp nhận,bs.thu_khen,tthc.ho_so.tiep_nhan,"
    "TREN_TIEP_NHAN,%,100,2,,Sổ theo dõi",
    "rules.csv": "r22.thu_khen,R22,at_most,bs.thu_khen,tthc.ho_so.tiep_nhan,,,,"
    "skip_if_any_missing,skip_if_any_missing,,cao,Thư khen không nhiều hơn hồ sơ,",
    "charts.csv": "bieu-do-thu,Thư khen,%,phần trăm,,ty_le.thu_khen|ty_le.bien_che.co_mat,100,,,",
}
SENTENCE = ("sentence: Có {so:bs.sang_kien} mô hình", "sentence: Đã có {so:bs.sang_kien} mô hình")
FUNCTION = """

def too_much_praise(rule: Rule, scope: Scope) -> Iterator[Finding]:
    \"\"\"Yield a finding where there is more praise than anybody gets.\"\"\"
    number = scope.submission.value("bs.thu_khen").number
    if number is not None and number > 1000:
        yield rule.finding(scope, ["bs.thu_khen"], f"Có {number} thư khen.")
"""
RULE = """    Rule(
        "R29",
        "Thư khen không quá một nghìn.",
        "thấp",
        "Đối chiếu sổ theo dõi.",
        structure_rules.too_much_praise,
        subject="cells",
    ),
"""
CASES = """    Case("R29", "fires", {"bs.thu_khen": "1001"}, "Có 1001 thư khen.", "thấp"),
    Case("R29", "holds", {"bs.thu_khen": "1000"}),
    Case("R29", "missing left", {"bs.thu_khen": ""}),
    Case("R29", "missing right", {"bs.thu_khen": "KAD"}),
"""
SPEC = """    "ty_le.thu_khen": Spec(
        {"bs.thu_khen": "5"}, {RECEIVED: "652"}, "5 / 652 × 100 = 0,77%", "TREN_TIEP_NHAN"
    ),
"""
TESTS = (
    "tests/unit/test_catalogue.py", "tests/unit/test_seed_data.py",
    "tests/unit/test_checks_lint.py",
    "tests/unit/test_sample.py::test_every_cell_of_a_commune_is_answered_and_none_of_the_district",
    "tests/unit/test_sample.py::test_no_rule_finds_anything_in_any_kind_of_period",
    "tests/golden", "tests/spec/test_figure_specs.py", "tests/spec/rules/test_rule_cases.py",
    "tests/docs/test_generated.py", "tests/docs/test_glossary.py",
)  # fmt: skip
NAMED = {
    "tests/golden/test_goldens.py::test_table_of_figures",
    "tests/golden/test_goldens.py::test_notes_of_the_figures_in_part_ii_2",
    "tests/golden/test_goldens.py::test_alternative_texts_of_the_charts",
    "tests/golden/test_goldens.py::test_default_sentences_of_a_commune_that_wrote_nothing",
    "tests/spec/test_figure_specs.py::test_every_declared_figure_has_a_spec_and_every_spec_a_figure",
    "tests/spec/rules/test_rule_cases.py::"
    "test_every_rule_has_a_case_that_fires_one_that_holds_and_one_missing_on_each_side",
    "tests/spec/rules/test_rule_cases.py::test_what_is_missing_is_missing",
    "tests/docs/test_generated.py::test_the_page_is_current",
}
"""What fails until the recipes are followed to their end."""
COMMUNE = """  "99021":
    name: Xã Minh Hoạ 21
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more indicator, figure, chart and sentence, and two rules."""
    root = tmp_path_factory.mktemp("cong-thuc") / "cchc"
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            root.mkdir(exist_ok=True)
            shutil.copy(source, root / name)
    for name, row in ROWS.items():
        with (root / FORM / name).open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")
    edit(root / FORM / "outline.yml", *SENTENCE)
    with (root / CHECKS / "structure_rules.py").open("a", encoding="utf-8") as file:
        file.write(FUNCTION)
    edit(root / CHECKS / "rules.py", LAST_RULE, f"{RULE}{LAST_RULE}")
    return root


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer holds {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def failed(root: Path, tests: Iterable[str] = TESTS) -> set[str]:
    """Return the tests that fail in the copy, without their parameters."""
    done = run(root, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", *tests)
    assert " passed" in done.stdout, done.stdout + done.stderr
    return {name.split("[")[0] for name in re.findall(r"^FAILED (\S+)", done.stdout, re.MULTILINE)}


@pytest.mark.slow
def test_the_recipes_hold(copy: Path) -> None:
    assert failed(copy) == NAMED
    edit(copy / "tests/spec/test_figure_specs.py", "SPECS: dict[str, Spec] = {\n",
         f"SPECS: dict[str, Spec] = {{\n{SPEC}")  # fmt: skip
    edit(copy / "tests/spec/rules/test_rule_cases.py", "CASES = [\n", f"CASES = [\n{CASES}")
    assert run(copy, "docs/generate.py").returncode == 0
    golden = run(copy, "-m", "pytest", "-q", "tests/golden", "--update-golden")
    assert golden.returncode == 0, golden.stdout
    assert failed(copy, sorted(NAMED)) == set()


@pytest.mark.slow
def test_a_rule_that_says_nothing_new_is_refused(copy: Path) -> None:
    rules = copy / FORM / "rules.csv"
    before = rules.read_text(encoding="utf-8")
    again = ROWS["rules.csv"].replace("r22.thu_khen", "r22.lap_lai", 1)
    rules.write_text(f"{before}{again}\n", encoding="utf-8")
    named = "tests/unit/test_checks_lint.py::test_the_rules_of_every_form_are_clean"
    assert failed(copy, [f"{named}[phu_luc_01b]", f"{named}[bieu_06_kstt]"]) == {named}
    rules.write_text(before, encoding="utf-8")


def test_a_commune_is_a_row_and_a_folder(copy: Path) -> None:
    edit(copy / "params" / "2024-6T.yml", "communes:\n", f"communes:\n{COMMUNE}")
    data = copy / "data" / "2024-6T"
    shutil.copytree(data / "99001", data / "99021")
    done = run(copy, "-m", "cchc_toolkit", "check", "--period", "2024-6T", "--commune", "99021")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "99021" in done.stdout
