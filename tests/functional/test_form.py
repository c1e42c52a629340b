"""`cchc form write` as an office runs it: one form, all of a period, those filled in already."""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from command import COMPLETE, CONTRADICTORY, HOSTILE, PERIOD, REAL, Project
from country import make_country

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.workbook import read_workbook


def forms(project: Project) -> Path:
    return project.root / "outputs" / PERIOD / "bieu-mau"


def test_the_forms_of_a_period_are_written_and_read_back(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(REAL, COMPLETE, HOSTILE)
    done = project.cchc("form", "write", "params/2024-6T.yml", "--all", "--workers", "2")
    assert done.code == 0, done.said
    assert done.err == ""
    assert done.out == "Có 21/21 biểu mẫu trong outputs/2024-6T/bieu-mau.\n"
    written = sorted(path.name for path in forms(project).iterdir())
    assert written == sorted(f"{code}.xlsx" for code in [REAL, *range(99001, 99021)])
    found = read_workbook(forms(project) / f"{REAL}.xlsx", load_form)
    assert (found.commune, found.period, found.repairs) == (REAL, PERIOD, ())
    assert sum(value.reported for value in found.values.values()) > 47
    # One that has no data yet is handed out blank.
    blank = read_workbook(forms(project) / "99002.xlsx", load_form)
    assert not any(value.reported for value in blank.values.values())


def test_one_form_goes_where_it_is_asked_for(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    done = project.cchc(
        "form", "write", "--period", PERIOD, "--commune", COMPLETE, "--output", "phat-ra"
    )  # fmt: skip
    assert (done.code, done.out) == (0, "Có 1/1 biểu mẫu trong phat-ra/2024-6T.\n")
    assert [p.name for p in (project.root / "phat-ra" / PERIOD).iterdir()] == [f"{COMPLETE}.xlsx"]


def test_the_old_spelling_still_works_and_says_the_new_one(
    new_project: Callable[..., Project],
) -> None:
    done = new_project(COMPLETE).cchc("form", "params/2024-6T.yml", "--commune", COMPLETE)
    assert (done.code, done.out) == (0, "Có 1/1 biểu mẫu trong outputs/2024-6T/bieu-mau.\n")
    assert done.err == "“cchc form” tạo biểu Excel nay là “cchc form write”.\n"


def test_the_same_form_is_the_same_bytes_in_one_process_or_two(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(REAL, COMPLETE)
    only = [word for code in (REAL, *range(99001, 99013)) for word in ("--commune", str(code))]
    for workers in ("1", "2"):
        folder = f"lan-{workers}"
        done = project.cchc(
            "form", "write", "--period", PERIOD, *only, "--output", folder, "--workers", workers
        )
        assert done.code == 0, done.said
    one, two = (project.root / f"lan-{n}" / PERIOD for n in (1, 2))
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


def test_a_form_that_somebody_has_filled_in_is_not_written_over(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    ask = ("form", "write", "--period", PERIOD, "--commune", COMPLETE)
    assert project.cchc(*ask).code == 0
    assert project.cchc(*ask).code == 0  # nobody has touched it
    target = forms(project) / f"{COMPLETE}.xlsx"
    book = openpyxl.load_workbook(target)
    book.save(target)
    mine = target.read_bytes()
    kept = project.cchc(*ask)
    kept.refused(3, "Đã có người điền vào biểu mẫu này", where="bieu-mau", advice="cchc import")
    assert target.read_bytes() == mine
    assert project.cchc(*ask, "--force").code == 0
    assert target.read_bytes() != mine


def test_one_commune_whose_data_is_broken_stops_no_other(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(REAL, COMPLETE)
    project.edit(f"data/{PERIOD}/{COMPLETE}/indicators.csv", "chi_dao.ke_hoach.nhiem_vu,", "la,")
    done = project.cchc(
        "form",
        "write",
        "--period",
        PERIOD,
        "--commune",
        REAL,
        "--commune",
        COMPLETE,
        "--workers",
        "1",
    )
    done.refused(1, f"{COMPLETE} Xã Minh Hoạ 01: CHƯA TẠO ĐƯỢC", 'Không có chỉ tiêu "la"')
    assert "Có 1/2 biểu mẫu" in done.out


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        ((), 2, "Chưa nói kỳ nào."),
        (("--period", PERIOD), 2, "Chưa nói biểu mẫu của xã nào."),
        (("--period", PERIOD, "--all", "--commune", REAL), 2, "--all và --commune loại trừ nhau."),
        (("--period", PERIOD, "--commune", "00001"), 2, "Tệp tham số không có xã 00001."),
        (("--period", "2024", "--all"), 2, '"2024" không phải là kỳ báo cáo.'),
        (("params/2024-6T.yml", "--period", "2024-Q1", "--all"), 2, "Tệp tham số là của kỳ"),
    ],
)
def test_what_is_missing_is_said(
    new_project: Callable[..., Project], args: tuple[str, ...], code: int, says: str
) -> None:
    done = new_project(CONTRADICTORY).cchc("form", "write", *args)
    assert (done.code, says in done.err) == (code, True), done.said
    assert "Cách sửa:" in done.err


def test_a_country_shows_what_was_reported_before(tmp_path: Path) -> None:
    project = make_country(tmp_path / "nuoc", communes=3, periods=2)
    done = project.cchc("form", "write", "params/2024-6T.yml", "--all")
    assert done.code == 0, done.said
    sheet = openpyxl.load_workbook(forms(project) / "99001.xlsx")["Biểu số liệu"]
    assert sheet.cell(5, 7).value == "Kỳ trước: quý I năm 2024"
    before = [sheet.cell(row, 7).value for row in range(6, sheet.max_row + 1)]
    assert sum(isinstance(value, int) for value in before) > 40


def test_a_filled_form_is_taken_back_and_reported_on(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    assert project.cchc("form", "write", "--period", PERIOD, "--commune", COMPLETE).code == 0
    target = forms(project) / f"{COMPLETE}.xlsx"
    book = openpyxl.load_workbook(target)
    sheet = book["Biểu số liệu"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for key, value, state in (
        ("chi-dao.ke-hoach.nhiem-vu", "07", None),
        ("chi-dao.ke-hoach.nhiem-vu-hoan-thanh", 3, None),
        ("the-che.ban-hanh.cap-xa", None, "không áp dụng"),
        ("the-che.kiem-tra", None, "không công bố"),
        ("the-che.ra-soat", None, "chưa có số liệu"),
        ("the-che.da-xu-ly", 0, None),
    ):
        sheet.cell(rows[key], 5).value = value
        sheet.cell(rows[key], 6).value = state
    book.save(target)
    done = project.cchc("import", str(target))
    assert done.code == 0, done.said
    assert '"07" đọc là "7" (số 0 đứng đầu)' in done.out
    stored = (project.data(COMPLETE) / "indicators.csv").read_text(encoding="utf-8")
    cells = {line.split(",")[0]: line.split(",")[1:3] for line in stored.splitlines()}
    assert cells["chi_dao.ke_hoach.nhiem_vu"][0] == "7"
    assert cells["the_che.ban_hanh.cap_xa"] == ["", "not_applicable"]
    assert cells["the_che.kiem_tra"] == ["", "suppressed"]
    assert cells["the_che.ra_soat"][0] == ""
    assert cells["the_che.da_xu_ly"][0] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="không có pty trên Windows")
def test_a_bar_is_shown_on_a_terminal(new_project: Callable[..., Project]) -> None:
    import fcntl
    import pty
    import termios

    project = new_project(COMPLETE)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "cchc_toolkit", "form", "write", "--period", PERIOD, "--all",
         "--workers", "2"],
        cwd=project.root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError):  # Linux says so when the other end is closed
        while got := os.read(master, 4096):
            shown += got
    os.close(master)
    assert process.wait(timeout=120) == 0
    assert "Tạo biểu mẫu: 100%" in shown.decode()
    assert "21/21" in shown.decode()
