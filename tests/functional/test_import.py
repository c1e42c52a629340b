"""`cchc import` and `cchc versions` as people run them, on real files of every kind."""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from command import PERIOD, REAL, ROOT, Batch, Project

SEED = Path("tests") / ".." / "data" / PERIOD / REAL / "raw" / "bao-cao-phung-minh-2024-6t.txt"
KEY = "tthc.ho_so.tiep_nhan"
PART = "tthc.ho_so.dung_han.cap_xa"
NewProject = Callable[..., Project]


def tidy(path: Path, *rows: tuple[str, str, str]) -> Path:
    """Write a tidy table of lines of commune, key and value."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("commune", "period", "key", "value"))
        writer.writerows((commune, PERIOD, key, value) for commune, key, value in rows)
    return path


def versions_of(project: Project, commune: str) -> list[str]:
    return sorted(path.name for path in (project.data(commune) / "versions").iterdir())


def test_the_issued_report_comes_in_and_makes_the_same_report(new_project: NewProject) -> None:
    project = new_project(REAL)
    done = project.cchc("import", str(ROOT / SEED), "--received", "05/6/2024")
    assert done.code == 0, done.said
    row = done.out.splitlines()[1].split("\t")
    assert row[1:5] == [PERIOD, REAL, "nhận, có sửa cách ghi", "001"]
    assert "0 nhận, 1 nhận, có sửa cách ghi, 0 không đổi, 0 từ chối." in done.out
    assert versions_of(project, REAL) == ["000", "001"]
    checked = project.cchc("check", "--period", PERIOD, "--commune", REAL)
    assert checked.code == 4
    assert "526" in checked.out
    assert "652" in checked.out
    again = project.cchc("import", str(ROOT / SEED))
    assert again.code == 0
    assert "không đổi" in again.out.splitlines()[1]
    assert versions_of(project, REAL) == ["000", "001"]


def test_the_reports_of_the_tool_come_back_with_their_figures(
    batch: Batch, new_project: NewProject
) -> None:
    """HTML and PDF as made by `cchc batch`; the four states and every number of the appendix."""
    project = new_project(REAL)
    for name in ("bao-cao.html", "bao-cao.pdf"):
        done = project.cchc("import", str(batch.file(REAL, name)), "--commune", REAL)
        assert done.code == 0, done.said
    listed = project.cchc("versions", PERIOD, REAL)
    assert [line.split(":")[0] for line in listed.out.splitlines() if line[:1] == "b"] == [
        "bản 000", "bản 001", "bản 002",
    ]  # fmt: skip
    changed = [line.split("\t") for line in listed.out.splitlines() if "\t" in line]
    assert changed, "some figures of the prose are not in the words of a report"
    assert not [
        line
        for line in changed
        if not line[0].strip().startswith(("bs.", "vb:")) and not line[2].startswith("Lời văn")
    ]


@pytest.mark.parametrize("name", ["bao-cao.docx", "bao-cao.html", "bao-cao.pdf"])
def test_a_report_of_ours_goes_to_its_own_commune_only(
    batch: Batch, new_project: NewProject, name: str
) -> None:
    """Its code is in the file: a homonym, or a wrong option, does not lead it elsewhere."""
    project = new_project(REAL, "99001")
    params = project.root / "params" / f"{PERIOD}.yml"
    real, other = "name: Xã Phùng Minh", "name: Xã Minh Hoạ 01"
    text = params.read_text(encoding="utf-8")
    params.write_text(text.replace(other, f"{real} Minh Hoạ"), encoding="utf-8")
    before = sorted(project.data("99001").rglob("*"))
    done = project.cchc("import", str(batch.file(REAL, name)), "--commune", "99001")
    done.refused(3, f"Tệp mang mã xã {REAL} trong thuộc tính tài liệu, lệnh ghi xã 99001.")
    assert sorted(project.data("99001").rglob("*")) == before
    done = project.cchc("import", str(batch.file(REAL, name)), "--dry-run")
    assert done.out.splitlines()[1].split("\t")[1:3] == [PERIOD, REAL], done.said


def test_the_workbook_comes_back(new_project: NewProject) -> None:
    workbook = pytest.importorskip("cchc_toolkit.workbook")
    from cchc_toolkit.submission.params import load_params, override

    project = new_project("99001")
    params = override(load_params(project.root / f"params/{PERIOD}.yml"),
                      data=str(project.root / "data"))  # fmt: skip
    file = project.root / "99001.xlsx"
    file.write_bytes(workbook.write_workbook(workbook.entry_of("99001", params)))
    done = project.cchc("import", str(file))
    assert done.code == 0, done.said
    listed = project.cchc("versions", PERIOD, "99001")
    assert "Không có gì khác nhau." in listed.out


def test_many_kinds_of_files_in_one_command(new_project: NewProject) -> None:
    project = new_project("99001")
    box = project.root / "hop-thu"
    tidy(box / "a.csv", ("99001", KEY, "652"), ("99002", KEY, "12"))
    tidy(box / "b.csv", ("99003", KEY, "hai"))
    (box / "c.docx").write_bytes(b"PK\x03\x04 broken")
    (box / "d.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    )
    (box / "e.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (box / "f.txt").write_text("", encoding="utf-8")
    done = project.cchc("import", "--accept-removals", str(box), "--log", "nhap.jsonl")
    assert done.code == 1
    assert "Traceback" not in done.said
    kinds = [line.split("\t")[3] for line in done.out.splitlines()[1:8]]
    assert kinds == ["nhận", "nhận", *["từ chối"] * 5]
    assert "2 nhận, 0 nhận, có sửa cách ghi, 0 không đổi, 5 từ chối." in done.out
    assert done.out.count("  Từ chối: ") == 5
    assert '"hai" không phải là số.' in done.out
    assert ".xlsx" in done.out
    logged = [json.loads(line) for line in (project.root / "nhap.jsonl").read_text().splitlines()]
    assert sorted(one["status"] for one in logged) == ["accepted"] * 2 + ["refused"] * 5
    raw = list((project.root / "data" / "raw").iterdir())
    assert [path.read_bytes() for path in raw] == [(box / "a.csv").read_bytes()]


def test_all_refused_ends_with_their_code_and_changes_no_data(new_project: NewProject) -> None:
    project = new_project("99001")
    before = sorted((project.root / "data").rglob("*"))
    bad = tidy(project.root / "a.csv", ("99001", KEY, "1,5"))
    done = project.cchc("import", str(bad))
    done.refused(3, "có phần thập phân", where="a.csv, dòng 2", advice="Ghi số nguyên")
    done = project.cchc("import", str(bad), "--received", "32/1/2024")
    done.refused(2, '"32/1/2024" không phải là ngày.', where="--received")
    refused = project.root / "data" / PERIOD / "refused"
    assert sorted((project.root / "data").rglob("*")) == sorted(
        [*before, refused, *refused.iterdir()]
    )
    kept, record, why = sorted(refused.iterdir())
    assert record.name == f"{kept.name}.json"
    assert (kept.suffix, kept.read_bytes()) == (".csv", bad.read_bytes())
    assert why.name == f"{kept.name}.txt"
    assert "có phần thập phân" in why.read_text(encoding="utf-8")


def test_a_trial_run_writes_nothing(new_project: NewProject) -> None:
    project = new_project("99001")
    before = sorted((project.root / "data").rglob("*"))
    done = project.cchc("import", str(tidy(project.root / "a.csv", ("99001", KEY, "1"))),
                        "--dry-run", "--accept-removals")  # fmt: skip
    assert done.code == 0
    assert "(chỉ xem thử, chưa ghi gì)" in done.out
    assert sorted((project.root / "data").rglob("*")) == before


def test_versions_say_what_changed(new_project: NewProject) -> None:
    project = new_project()
    for number, (value, day) in enumerate((("652", "10/6/2024"), ("1.653", "20/6/2024"))):
        file = tidy(project.root / f"{number}.csv", ("99001", KEY, value))
        assert project.cchc("import", "--accept-removals", str(file), "--received", day).code == 0
    listed = project.cchc("versions", PERIOD, "99001")
    assert listed.out.splitlines() == [
        "bản 001: nhận ngày 10/6/2024, 0.csv",
        "bản 002: nhận ngày 20/6/2024, 1.csv",
        f"  {KEY}\t3.3.1\tSố lượng hồ sơ đã tiếp nhận\t652\t1.653",
        "  Đổi 1 số liệu.",
    ]
    as_json = project.cchc("versions", PERIOD, "99001", "--diff", "2", "1", "--json")
    assert json.loads(as_json.out)["new"] == "652"
    project.cchc("versions", PERIOD, "99001", "--diff", "1", "9").refused(
        2, "Không có bản 009.", where="xã 99001 kỳ 2024-6T", advice="001, 002"
    )


def test_a_report_as_it_stood_on_a_day(new_project: NewProject) -> None:
    project = new_project()
    for name, value, day in (("a", "652", "10/6/2024"), ("b", "653", "20/6/2024")):
        file = tidy(project.root / f"{name}.csv", ("99001", KEY, value), ("99001", PART, "700"))
        assert project.cchc("import", "--accept-removals", str(file), "--received", day).code == 0
    check = ("check", "--period", PERIOD, "--commune", "99001")
    said = {day: project.cchc(*check, "--as-of", day).out for day in ("15/6/2024", "20/6/2024")}
    assert ("652" in said["15/6/2024"], "653" in said["15/6/2024"]) == (True, False)
    assert ("652" in said["20/6/2024"], "653" in said["20/6/2024"]) == (False, True)
    assert project.cchc(*check).out == said["20/6/2024"]
    done = project.cchc(*check, "--as-of", "09/6/2024")
    assert done.code == 3
    assert "Chưa có số liệu nào vào ngày 09/6/2024." in done.err


def communes(project: Project, number: int) -> list[str]:
    """Let the parameters name some fictional communes, and return their codes."""
    codes = [str(90001 + n) for n in range(number)]
    office = {"name": "Xã Minh Hoạ", "superior": "UBND huyện Minh Hoạ", "place": "Minh Hoạ",
              "signatory": "Nguyễn Văn Minh Hoạ"}  # fmt: skip
    said = {"period": PERIOD, "window": {"from": "15/12/2023", "to": "14/6/2024"},
            "communes": dict.fromkeys(codes, office)}  # fmt: skip
    text = json.dumps(said, ensure_ascii=False)
    (project.root / "params" / f"{PERIOD}.yml").write_text(text, encoding="utf-8")
    return codes


@pytest.mark.slow
def test_hundreds_of_files_in_one_command(new_project: NewProject) -> None:
    project = new_project()
    codes = communes(project, 400)
    for code in codes:
        tidy(project.root / "hop-thu" / f"{code}.csv", (code, KEY, "652"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = project.cchc("import", "--accept-removals", "hop-thu")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.code == 0, done.said[-2000:]
    assert "400 nhận" in done.out
    assert len(list(project.data(codes[0]).parent.glob("*/versions/001/version.json"))) == 400
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert seconds < 24, "some 15 ms of a processor a file on a quiet machine"


def test_killed_half_way_it_leaves_whole_versions_only(new_project: NewProject) -> None:
    project = new_project()
    codes = communes(project, 80)
    for code in codes:
        tidy(project.root / "cu" / f"{code}.csv", (code, KEY, "1"))
        tidy(project.root / "moi" / f"{code}.csv", (code, KEY, "2"))
    assert project.cchc("import", "cu", "--received", "10/6/2024").code == 0
    running = subprocess.Popen(
        [sys.executable, "-m", "cchc_toolkit", "import", "moi", "--received", "20/6/2024"],
        cwd=project.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    folder = project.data(codes[0]).parent
    while running.poll() is None and len(list(folder.glob("*/versions/002"))) < 10:
        time.sleep(0.002)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    kept = {code: whole(project.data(code)) for code in codes}
    assert set(kept.values()) == {"1", "2"}
    done = project.cchc("import", "moi", "--received", "20/6/2024")
    assert done.code == 0, done.said[-2000:]
    assert f"{list(kept.values()).count('2')} không đổi" in done.out
    assert {whole(project.data(code)) for code in codes} == {"2"}
    assert [path.name for path in folder.iterdir() if path.name not in codes] == []


def whole(folder: Path) -> str:
    """Return the value of the newest version, which the current files must be, and its raw file."""
    newest = sorted((folder / "versions").iterdir())[-1]
    said = json.loads((newest / "version.json").read_text(encoding="utf-8"))
    current = (folder / "indicators.csv").read_text(encoding="utf-8")
    assert current == (newest / "indicators.csv").read_text(encoding="utf-8")
    value = current.splitlines()[1].split(",")[1]
    raw = (folder.parents[1] / said["raw"]).read_text(encoding="utf-8")
    assert raw.splitlines()[1].endswith(f",{value}")
    return value


def test_a_day_to_come_is_refused_and_today_is_that_of_viet_nam(new_project: NewProject) -> None:
    project = new_project("99001")
    file = tidy(project.root / "a.csv", ("99001", KEY, "651"))
    done = project.cchc("import", str(file), "--received", "01/1/2999")
    done.refused(2, "Ngày nhận 01/01/2999 chưa tới.", where="--received", advice="Hôm nay là ")
    days = []
    for number, zone in enumerate(("Pacific/Kiritimati", "Pacific/Pago_Pago"), 1):
        file = tidy(project.root / f"{number}.csv", ("99001", KEY, f"65{number}"))
        before = datetime.now(timezone(timedelta(hours=7))).date()
        done = project.cchc("import", "--accept-removals", str(file), env={"TZ": zone})
        assert done.code == 0, done.said
        record = project.data("99001") / "versions" / f"00{number}" / "version.json"
        days.append(json.loads(record.read_text(encoding="utf-8"))["received"])
        after = datetime.now(timezone(timedelta(hours=7))).date()
        assert before.isoformat() <= days[-1] <= after.isoformat()


def test_a_wrong_day_is_corrected_and_a_short_file_asked_about(new_project: NewProject) -> None:
    project = new_project("99001")
    file = tidy(project.root / "a.csv", ("99001", KEY, "651"))
    done = project.cchc("import", str(file), "--received", "05/6/2024")
    done.refused(3, "Tệp này bỏ mất ", where="a.csv", advice="Kiểm tra xem có nhầm tệp")
    taken = ("import", str(file), "--accept-removals", "--received", "06/5/2025")
    assert project.cchc(*taken).code == 0
    done = project.cchc("versions", PERIOD, "99001", "--received", "1", "05/6/2024")
    assert done.code == 0, done.said
    assert "bản 001: nhận ngày 05/6/2024, a.csv" in done.out
    assert " số liệu" in done.out


def test_the_data_are_verified_and_copies_are_told(new_project: NewProject) -> None:
    project = new_project("99001")
    file = tidy(project.root / "a.csv", ("99001", KEY, "651"))
    assert project.cchc("import", "--accept-removals", str(file)).code == 0
    done = project.cchc("verify", "data")
    assert (done.code, done.out.splitlines()[-1]) == (0, "1/1 thư mục đúng, 2 bản."), done.said
    version = project.data("99001") / "versions" / "000" / "indicators.csv"
    shutil.copy(version, project.data("99001") / "indicators.csv")
    shutil.copytree(project.data("99001"), project.data("99002"))
    shutil.rmtree(project.data("99002") / "versions")
    version.write_text("key,value\n", encoding="utf-8")
    done = project.cchc("verify", "data")
    assert done.code == 1
    assert "bản 000: indicators.csv đã bị sửa" in done.out
    assert "[cao] Xã 99001, 99002 có cùng một bộ số liệu" in done.out
    checked = project.cchc("check", "--period", PERIOD)
    said = "[cao] C11 Toàn bộ số liệu giống hệt số liệu của Xã Minh Hoạ 0"
    assert checked.out.count(said) == 2


def test_one_set_of_values_in_two_communes_is_a_finding_of_both_reports(
    new_project: NewProject,
) -> None:
    """However the copy is written: other numbers' signs, notes, order of lines."""
    project = new_project("99001", "99003")
    params = f"params/{PERIOD}.yml"
    first = project.cchc("batch", params, "--only", "99001", "--only", "99003")
    assert first.code == 0, first.said
    header, *lines = (project.data("99001") / "indicators.csv").read_text("utf-8").splitlines()
    project.copy_data("99001", "99002")
    copy = project.data("99002") / "indicators.csv"
    rewritten = [f"{line}chép tay" if line.endswith(",,,") else line for line in lines]
    copy.write_text("\n".join([header, *reversed(rewritten)]), encoding="utf-8")
    done = project.cchc("batch", params, *(f"--only=9900{at}" for at in (1, 2, 3)))
    assert done.code == 0, done.said
    assert "[cao] Xã 99001, 99002 có cùng một bộ số liệu" in done.err
    for code, other in (("99001", "Xã Minh Hoạ 02 (99002)"), ("99002", "Xã Minh Hoạ 01 (99001)")):
        found = json.loads((project.made / code / "findings.json").read_text("utf-8"))["findings"]
        (alike,) = [one for one in found if one["rule"] == "C11"]
        assert alike["severity"] == "cao"
        assert other in alike["message"]
    assert "C11" not in (project.made / "99003" / "findings.json").read_text("utf-8")
    assert "1 giữ nguyên" in done.out, "the third commune is not made again"
    assert project.cchc("verify", str(project.made)).code == 0
    shutil.rmtree(project.data("99002"))
    status = project.cchc("status", params, "--only", "99001", "--why")
    assert "đổi xã có cùng bộ số liệu" in status.out, status.said


def test_broken_parameters_of_one_period_stop_no_import(new_project: NewProject) -> None:
    project = new_project()
    text = (project.root / "params" / f"{PERIOD}.yml").read_text(encoding="utf-8")
    other = text.replace(f"period: {PERIOD}\nform: phu_luc_01b", "period: 2023-N\nform: bieu_x")
    (project.root / "params" / "2023-N.yml").write_text(other, encoding="utf-8")
    tidy(project.root / "a.csv", ("99001", KEY, "652"))
    done = project.cchc("import", "a.csv", "--dry-run")
    assert done.code == 0, done.said
    assert 'Bỏ qua tệp tham số 2023-N.yml: Không có biểu "bieu_x".' in done.err
