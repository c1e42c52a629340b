"""What a user can get wrong: one message with what, where and what to do; a code; no remains."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import BLANK, COMPLETE, PERIOD, REAL, Done, Project, make_project
from reading import page, squeeze

New = Callable[..., Project]
PARAMS = "params/2024-6T.yml"
VALUES = "indicators.csv"


def nothing_was_written(project: Project) -> None:
    assert not (project.root / "outputs").exists()


# ---- the command and its parameters: nothing is run


def test_missing_parameters(new_project: New) -> None:
    project = new_project()
    done = project.cchc("batch", "params/2025-6T.yml")
    done.refused(
        2, "Không đọc được tệp tham số", where="params/2025-6T.yml", advice="Kiểm tra đường dẫn"
    )
    nothing_was_written(project)


def test_unknown_key_in_parameters_names_the_nearest(new_project: New) -> None:
    project = new_project(REAL)
    project.edit(PARAMS, "charts: true", "chart: true")
    done = project.cchc("batch", PARAMS)
    done.refused(2, 'Không có tham số "chart"', where="2024-6T.yml", advice='"charts"')
    nothing_was_written(project)


def test_unknown_key_of_a_commune_names_the_nearest(new_project: New) -> None:
    project = new_project(REAL)
    project.edit(PARAMS, "signatory: Nguyễn Anh Tuấn", "signatary: Nguyễn Anh Tuấn")
    done = project.report(REAL)
    done.refused(2, '"signatary"', where=f"xã {REAL}", advice='"signatory"')
    nothing_was_written(project)


def test_broken_yaml_names_the_line(new_project: New) -> None:
    project = new_project(REAL)
    project.edit(PARAMS, "mode: draft", 'mode: "draft')
    done = project.cchc("batch", PARAMS)
    assert done.code in (2, 3)
    done.refused(done.code, "YAML", where="2024-6T.yml, dòng")
    nothing_was_written(project)


@pytest.mark.parametrize("code", ["7", "15109 ", "../15109", "１５１０９", "15.109"])
def test_wrong_code(new_project: New, code: str) -> None:
    project = new_project(REAL)
    done = project.report(code)
    done.refused(2, f'Mã xã "{code}" không đúng', where="--commune", advice="5 chữ số")
    nothing_was_written(project)


def test_a_code_that_lost_its_zeros_in_the_file(new_project: New) -> None:
    project = new_project(REAL)
    project.edit(PARAMS, '"15109":', "7:")
    project.cchc("batch", PARAMS).refused(2, 'Mã xã "7" không đúng', where="xã 7")


def test_code_that_the_parameters_lack(new_project: New) -> None:
    project = new_project(REAL)
    done = project.cchc("batch", PARAMS, "--only", "15112")
    done.refused(2, "không có xã 15112", where="--only", advice="--dry-run")
    nothing_was_written(project)


def test_wrong_period(new_project: New) -> None:
    project = new_project(REAL)
    done = project.cchc("report", "--period", "2024-Q5", "--commune", REAL)
    assert done.code == 2
    assert '"2024-Q5" không phải là kỳ báo cáo' in done.said
    assert "2026-Q3" in done.said
    assert "2026-6T" in done.said


def test_parameters_of_another_period(new_project: New) -> None:
    project = new_project(REAL)
    done = project.cchc("check", "--period", "2024-9T", "--params", PARAMS)
    done.refused(2, "của kỳ 2024-6T, không phải 2024-9T", where="2024-6T.yml")


def test_wrong_mode(new_project: New) -> None:
    project = new_project(REAL)
    project.report(REAL, "--mode", "ký").refused(2, '"ký"', where="--mode", advice="draft")
    nothing_was_written(project)


def test_dry_run_prints_exactly_what_only_accepts(new_project: New) -> None:
    project = new_project(REAL)
    codes = project.cchc("batch", PARAMS, "--dry-run").out.split()
    assert codes == [REAL, *(str(code) for code in range(99001, 99021))]
    only = [word for code in codes for word in ("--only", code)]
    assert project.cchc("batch", PARAMS, "--dry-run", *only).out.split() == codes
    nothing_was_written(project)


# ---- the folder to write to


def test_an_output_folder_that_is_a_file(new_project: New) -> None:
    project = new_project(BLANK)
    (project.root / "ra").write_text("không phải thư mục", encoding="utf-8")
    done = project.cchc("batch", PARAMS, "--only", BLANK, "--output", "ra")
    done.refused(5, "Không ghi được vào thư mục", where="ra", advice="--output")
    assert (project.root / "ra").read_text(encoding="utf-8") == "không phải thư mục"


def test_a_report_folder_that_cannot_be_replaced(new_project: New) -> None:
    project = new_project(BLANK)
    project.made.parent.mkdir()
    project.made.write_text("chặn đường", encoding="utf-8")
    project.report(BLANK).refused(5, "Không ghi được vào thư mục", where=PERIOD)
    assert project.hidden() == []


# ---- the data of a commune: its report fails, the others are made


@dataclass(frozen=True)
class Fault:
    """How the data of a commune is broken, and what must be said of it."""

    commune: str
    file: str
    old: str
    new: str
    problem: str
    where: str
    advice: str


FAULTS = (
    Fault(
        "99003", VALUES, "chi_dao.doi_thoai,", '"chi_dao.doi_thoai,',
        "Tệp CSV hỏng", "indicators.csv, dòng", "LibreOffice",
    ),
    Fault(
        "99004", VALUES, "tthc.ho_so.tiep_nhan,", "tthc.ho_so.tiep_nhan,nhiều <b>lắm</b>",
        "không phải là số", "indicators.csv, dòng", "Chỉ ghi chữ số",
    ),
    Fault(
        "99005", VALUES, "chi_dao.doi_thoai,", "chi_dao.doi_toai,",
        'Không có chỉ tiêu "chi_dao.doi_toai"', "indicators.csv, dòng", "chi_dao.doi_thoai",
    ),
    Fault(
        "99006", VALUES, "key,value,state", "key,valeu,state",
        "Thiếu cột: value", "indicators.csv, dòng 1", "value",
    ),
    Fault(
        "99007", "narrative.yml", "I.1.noi_dung:", "I.1.noi_dun:",
        'không có mục "I.1.noi_dun"', "narrative.yml", "I.1.noi_dung",
    ),
    Fault(
        "99008", "narrative.yml", "{so:", "{so:khong.co} {so:",
        'chỉ tiêu "khong.co" không có trong danh mục', "narrative.yml, mục", "Sửa lại tên",
    ),
    Fault(
        "99009", "documents.csv", "2024-", "năm-",
        "không phải là ngày", "documents.csv, dòng", "năm-tháng-ngày",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    project: Project
    done: Done

    def outcome(self, commune: str) -> dict[str, object]:
        run = json.loads((self.project.made / "run.json").read_text(encoding="utf-8"))
        (found,) = [report for report in run["reports"] if report["commune"] == commune]
        return dict(found)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    """A run over one good commune, one without data, and one for each fault."""
    project = make_project(tmp_path_factory.mktemp("hong") / "cchc", [COMPLETE])
    project.copy_data(COMPLETE, *(fault.commune for fault in FAULTS))
    for fault in FAULTS:
        project.edit(f"data/{PERIOD}/{fault.commune}/{fault.file}", fault.old, fault.new)
    codes = (COMPLETE, "99002", *(fault.commune for fault in FAULTS))
    only = [word for code in codes for word in ("--only", code)]
    return Broken(project, project.cchc("batch", PARAMS, "--workers", "2", *only))


def test_the_others_are_made_and_the_exit_code_says_some_failed(broken: Broken) -> None:
    assert broken.done.code == 1
    assert "Traceback" not in broken.done.said
    assert f" 1/{len(FAULTS) + 2} báo cáo" in broken.done.out
    assert (broken.project.made / COMPLETE / "bao-cao.pdf").is_file()
    assert broken.project.hidden() == []


def test_missing_data_folder(broken: Broken) -> None:
    found = broken.outcome("99002")
    assert (found["status"], found["exit_code"]) == ("failed", 3)
    assert "Không có số liệu của xã 99002 kỳ 2024-6T." in str(found["problem"])
    assert "Ở đâu: data/2024-6T/99002" in str(found["problem"])
    assert "Cách sửa: Đặt tệp indicators.csv" in str(found["problem"])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.new)
def test_broken_data(broken: Broken, fault: Fault) -> None:
    found = broken.outcome(fault.commune)
    assert (found["status"], found["exit_code"]) == ("failed", 3)
    said = str(found["problem"])
    assert fault.problem in said, said
    assert fault.where in said, said
    assert fault.advice in said, said
    assert squeeze(said) in squeeze(broken.done.said)
    assert not (broken.project.made / fault.commune).exists()


def test_the_index_says_why_in_plain_text(broken: Broken) -> None:
    index = page(broken.project.made / "index.html")
    for fault in FAULTS:
        assert squeeze(str(broken.outcome(fault.commune)["problem"])) in squeeze(index.text)
    assert "<b>lắm" not in (broken.project.made / "index.html").read_text("utf-8")
    assert "nhiều <b>lắm</b>" in index.text
    assert index.text.count("Chưa lập được (mã thoát 3)") == len(FAULTS) + 1
    rows = {
        row.get("data-code"): row.get("class") for row in index.named("tr") if "data-code" in row
    }
    assert rows[COMPLETE] == "made"
    assert rows["99002"] == "failed"


def test_one_report_with_broken_data_exits_with_the_code_of_the_error(broken: Broken) -> None:
    fault = FAULTS[1]
    done = broken.project.report(fault.commune)
    done.refused(3, fault.problem, where=fault.where, advice=fault.advice)


def test_a_run_in_which_all_fail_exits_with_the_code_of_the_error(new_project: New) -> None:
    done = new_project().cchc("batch", PARAMS, "--only", "99002", "--only", "99003")
    done.refused(3, "Không có số liệu của xã 99002", "Không có số liệu của xã 99003")


def test_check_goes_on_after_broken_data(broken: Broken) -> None:
    done = broken.project.cchc(
        "check", "--period", PERIOD, "--commune", FAULTS[1].commune, "--commune", COMPLETE
    )
    done.refused(3, FAULTS[1].problem)
    assert f"{COMPLETE} Xã Minh Hoạ 01, kỳ 2024-6T: " in done.out


# ---- a value out of range is found, and blocks signing


def test_a_value_out_of_range_is_a_finding_and_blocks_a_copy_to_sign(new_project: New) -> None:
    project = new_project(COMPLETE)
    file = project.data(COMPLETE) / VALUES
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    key = "chinh_quyen_dien_tu.chung_thu_so"
    changed = [f"{key},120,,,\n" if line.startswith(f"{key},") else line for line in lines]
    assert changed != lines
    file.write_text("".join(changed), encoding="utf-8")
    done = project.cchc("check", "--period", PERIOD, "--commune", COMPLETE, "--json")
    assert done.code == 4
    findings = [json.loads(line) for line in done.out.splitlines()]
    assert {found["commune"] for found in findings} == {COMPLETE, ""}  # "": of form, parameters
    (found,) = [found for found in findings if found["severity"] == "chặn"]
    assert (found["rule"], found["keys"], found["found"]) == ("C01", [key], "120")
    done = project.report(COMPLETE, "--mode", "sign")
    done.refused(4, "C01", "120")
    assert not (project.made / COMPLETE).exists()


def test_data_elsewhere_is_found_by_its_option(new_project: New, tmp_path: Path) -> None:
    project = new_project(BLANK)
    shutil.move(project.root / "data" / PERIOD, tmp_path / "so-lieu" / PERIOD)
    done = project.cchc(
        "check", "--period", PERIOD, "--commune", BLANK, "--data", str(tmp_path / "so-lieu")
    )
    assert done.code == 0, done.said
