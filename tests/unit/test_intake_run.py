"""Many files side by side: a process that dies costs its own file and no other."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from intake_samples import CODE, DAY, KEY, asked, line, put, tidy
from project import OFFICE, PERIOD, Project

from cchc_toolkit.documents.pdf import read_pdf
from cchc_toolkit.errors import DataError, ReaderStoppedError
from cchc_toolkit.intake import ImportObserver, Outcome, import_files, run
from cchc_toolkit.intake.read import ImportOptions, Read
from cchc_toolkit.submission.file_name import other_name


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


def test_what_was_refused_is_kept_with_the_reason(project: Project) -> None:
    box = project.root / "hop-thu"
    bad = put(box, "Bảng.csv", tidy([line(KEY, "hai"), line(KEY, "3", commune="99002")]))
    unknown = put(box, "ảnh.png", b"\x89PNG\r\n\x1a\n")
    wanted = asked(project)
    done = import_files([bad, unknown], wanted, DAY, isolated=False)
    assert {one.status for one in done} == {"refused"}
    kept = sorted((project.root / "data" / PERIOD / "refused").iterdir())
    assert {path.read_bytes() for path in kept if path.suffix not in (".txt", ".json")} == {
        bad.read_bytes(), unknown.read_bytes(),
    }  # fmt: skip
    (why,) = (path for path in kept if path.name.endswith("-bang.csv.txt"))
    text = why.read_text(encoding="utf-8")
    assert text.startswith("Bảng.csv\nNhận ngày 10/6/2024, từ chối:\n\n")
    assert '"hai" không phải là số.' in text
    assert "Tệp tham số không có xã 99002." in text
    assert all(one.notes[-1].startswith("Tệp và lý do được giữ ở ") for one in done)
    before = {path: path.read_bytes() for path in kept}
    import_files([bad, unknown], wanted, DAY, isolated=False)
    assert {path: path.read_bytes() for path in kept[0].parent.iterdir()} == before


def test_a_trial_keeps_nothing(project: Project) -> None:
    bad = put(project.root, "a.csv", tidy([line(KEY, "hai")]))
    import_files([bad], asked(project), DAY, dry_run=True, isolated=False)
    assert not (project.root / "data").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("99002.csv", "Tên tệp nói xã 99002 (Xã Minh Hoạ 02), nội dung là của xã 99001"),
        ("Báo cáo xã Minh Họa 02.csv", "Tên tệp nói xã 99002 (Xã Minh Hoạ 02)"),
        ("bao-cao-xa-minh-hoa-02-chinh.csv", "Tên tệp nói xã 99002 (Xã Minh Hoạ 02)"),
        ("99001 thay 99002.csv", ""),
        ("xa-minh-hoa-01.csv", ""),
        ("so-lieu-2024.csv", ""),
    ],
)
def test_a_name_that_means_another_commune_is_told(project: Project, name: str, told: str) -> None:
    offices = {
        code: {**OFFICE, "name": said}
        for code, said in (("99001", "Xã Minh Hoạ 01"), ("99002", "Xã Minh Hoạ 02"))
    }
    project.write_params(communes=offices)
    params = project.params()
    notes = list(other_name(Path(name), "99001", params))
    assert [note[: len(told)] for note in notes] == ([told] if told else [])


def test_where_a_reader_was_stopped_nothing_later_takes_its_place(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first file of 99001 could not be read; its second one must not be the newest now."""
    lost = put(project.root, "1-99001.csv", tidy([line(KEY, "1")]))
    later = put(project.root, "2.csv", tidy([line(KEY, "2")]))
    read = run.read_file

    def stopped(path: Path, asked: ImportOptions) -> tuple[Read, ...]:
        return run._unread(path, "bị dừng") if path == lost else read(path, asked)

    monkeypatch.setattr(run, "read_file", stopped)
    done = import_files([lost, later], asked(project), DAY, isolated=False)
    assert [one.status for one in done] == ["refused", "refused"]
    assert done[1].problem == (
        "Chưa nhập: tệp 1-99001.csv của cùng xã chưa đọc được.\n"
        "  Ở đâu: 2.csv\n"
        "  Cách sửa: Chạy lại lệnh này; nếu tệp kia vẫn không đọc được thì nhập riêng từng tệp."
    )
    assert not (project.root / "data" / PERIOD / CODE).exists()
    monkeypatch.setattr(run, "read_file", read)
    done = import_files([lost, later], asked(project), DAY, isolated=False)
    assert [one.version for one in done] == [1, 2]


def test_a_stopped_file_that_may_be_anyones_stops_no_commune_and_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = put(project.root, "quet.pdf", "%PDF-1.7")
    other = put(project.root, "b.csv", tidy([line(KEY, "2")]))
    read = run.read_file

    def stopped(path: Path, asked: ImportOptions) -> tuple[Read, ...]:
        return run._unread(path, "bị dừng") if path == lost else read(path, asked)

    monkeypatch.setattr(run, "read_file", stopped)
    done = import_files([lost, other], asked(project), DAY, isolated=False)
    assert [one.status for one in done] == ["refused", "accepted"]
    assert any(note.startswith("không rõ tệp này của xã nào") for note in done[0].notes)
    assert (project.root / "data" / PERIOD / CODE / "versions" / "001").is_dir()


def test_a_reader_of_pdfs_that_is_killed_is_started_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs: list[int] = []

    def killed(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        runs.append(1)
        answer = b'{"pages": [], "error": "broken"}'
        return subprocess.CompletedProcess((), -9 if len(runs) < 2 else 0, answer)

    monkeypatch.setattr(subprocess, "run", killed)
    with pytest.raises(DataError, match="bị cắt cụt") as once:
        read_pdf(b"%PDF", "a.pdf")
    assert not isinstance(once.value, ReaderStoppedError)
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), -9, b"")
    )
    with pytest.raises(ReaderStoppedError, match="quá nặng để đọc"):
        read_pdf(b"%PDF", "a.pdf")
