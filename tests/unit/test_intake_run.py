"""Many files side by side: a process that dies costs its own file and no other."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from intake_samples import CODE, DAY, KEY, asked, line, put, tidy
from project import Project

from cchc_toolkit.intake import ImportObserver, Outcome, import_files, run


def dies_on_three(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number * 10


def lost(number: int, reason: str) -> str:
    return f"{number}: {reason}"


def hangs(number: int) -> int:
    time.sleep(60)
    return number


def test_tasks_of_a_dead_process_are_done_again_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "_AT_ONCE", 2)
    found = dict(run._side_by_side(range(1, 9), 2, dies_on_three, lost))
    assert found == {
        **{number: number * 10 for number in (1, 2, 4, 5, 6, 7, 8)},
        3: "3: kết thúc với mã 7",
    }


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SECONDS_A_FILE", 2)
    assert dict(run._side_by_side([5], 1, hangs, lost)) == {5: "5: chạy quá thời gian cho phép"}


def test_a_lost_file_is_refused_with_what_to_do() -> None:
    (found,) = run._unread(Path("a.docx"), "chạy quá thời gian cho phép")
    assert found.problem == (
        "Tiến trình đọc tệp chạy quá thời gian cho phép.\n"
        "  Ở đâu: a.docx\n"
        "  Cách sửa: Tệp quá lớn, hỏng hoặc được làm ra để gây hại; kiểm tra nơi gửi."
    )


class Heard(ImportObserver):
    def __init__(self) -> None:
        self.said: list[object] = []

    def expect(self, doing: str, total: int) -> None:
        self.said.append((doing, total))

    def step(self) -> None:
        self.said.append(".")

    def tell(self, outcome: Outcome) -> None:
        self.said.append(outcome.status)


def test_every_step_is_told(project: Project) -> None:
    good = put(project.root, "a.csv", tidy([line(KEY, "1")]))
    bad = put(project.root, "b.csv", tidy([line(KEY, "x")]))
    heard = Heard()
    done = import_files([bad, good], asked(project), DAY, isolated=False, listener=heard)
    assert heard.said == [
        ("Đọc tệp", 2), ".", "refused", ".", ("Ghi số liệu", 1), ".", "accepted",
    ]  # fmt: skip
    assert [Path(one.file).name for one in done] == ["b.csv", "a.csv"]
    assert done[1].commune == CODE


def test_a_file_named_twice_is_taken_once(project: Project) -> None:
    file = put(project.root / "hop", "a.csv", tidy([line(KEY, "1")]))
    done = import_files([file, file.parent, file], asked(project), DAY, isolated=False)
    assert len(done) == 1
