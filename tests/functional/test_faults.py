"""Kill it anywhere: real faults; after each, the next run finishes the work and tidies up."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from command import OUTPUTS, Project
from country import make_country, reports

from cchc_toolkit.outputs.manifest import damaged, read_manifest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="cần fork và /proc của Linux"),
]
PERIOD, PARAMS = "2024-Q1", "params/2024-Q1.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_country(tmp_path / "cchc", 12)


def made(project: Project) -> Path:
    return project.root / "outputs" / PERIOD


def start(project: Project, *args: str, workers: int = 2) -> subprocess.Popen[str]:
    """Begin a batch in a session of its own, so that a test can hit all of it and nothing else."""
    return subprocess.Popen(
        [sys.executable, "-m", "cchc_toolkit", "batch", PARAMS, "--workers", str(workers), *args],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - pytest has one thread here
    )


def _hear_ctrl_c() -> None:
    """Undo what a shell does to a command in the background: it would not hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(true: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "không xảy ra trong thời gian chờ"
        time.sleep(0.005)


def children(pid: int) -> list[int]:
    """Return the children of every thread of a process."""
    try:
        listed = [file.read_text("ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for line in listed for child in line.split()]


def alive(pid: int) -> bool:
    try:
        return "Z (zombie)" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False


def whole(folder: Path) -> bool:
    """Whether every report that is there is a whole one."""
    found = (
        [(report, read_manifest(report)) for report in reports(folder)] if folder.exists() else []
    )
    return all(manifest is not None and not damaged(report, manifest) for report, manifest in found)


def finishes(project: Project, kept: int) -> None:
    """Assert that another run keeps what was finished, makes the rest and leaves nothing behind."""
    done = project.cchc("batch", PARAMS)
    assert done.code == 0, done.said
    assert "Có 12/12 báo cáo" in done.out
    assert int((re.search(r"trong đó (\d+) giữ nguyên", done.out) or [0, 0])[1]) >= kept
    assert len(reports(made(project))) == 12
    assert whole(made(project))
    assert project.hidden() == []


def test_a_child_that_is_killed_costs_its_own_report_only(project: Project) -> None:
    process = start(project)
    until(lambda: made(project).exists() and reports(made(project)))
    until(lambda: children(process.pid))
    for child in children(process.pid)[:1]:
        os.kill(child, signal.SIGKILL)
    said, _ = process.communicate(timeout=120)
    assert process.returncode in (0, 1), said
    run = json.loads((made(project) / "run.json").read_text(encoding="utf-8"))
    lost = [report for report in run["reports"] if report["status"] == "failed"]
    assert len(lost) <= 1  # it may have finished just before
    for report in lost:
        assert "bị dừng bởi tín hiệu 9" in report["problem"]
        assert report["problem"].splitlines()[0] in (made(project) / "index.html").read_text(
            "utf-8"
        )
    assert whole(made(project))
    finishes(project, 11)


@pytest.mark.parametrize("moment", [1, 3, 6])
def test_a_parent_that_is_killed_takes_its_children_along(project: Project, moment: int) -> None:
    process = start(project)
    until(lambda: made(project).exists() and len(reports(made(project))) >= moment)
    until(lambda: children(process.pid))
    orphans = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    until(lambda: not any(map(alive, orphans)), 10)
    assert whole(made(project))
    finishes(project, moment)


def test_what_a_dead_run_left_half_written_is_tidied_up(project: Project) -> None:
    assert project.cchc("batch", PARAMS, "--only", "99001", "--only", "99002").code == 0
    folder = made(project)
    half = folder / ".99003.abcdefgh"
    half.mkdir()
    (half / "bao-cao.html").write_text("dở", encoding="utf-8")
    (folder / ".run.json.xyz12345").write_text("{", encoding="utf-8")
    aside = folder / ".99002.old.abcdefgh"  # killed between the two renames of an exchange
    aside.mkdir()
    (folder / "99002").rename(aside / "99002")
    (folder / ".cua-nguoi-khac").write_text("giữ", encoding="utf-8")
    done = project.cchc("batch", PARAMS, "--only", "99001", "--only", "99002")
    assert "2 giữ nguyên" in done.out, done.said
    assert [path.name for path in project.hidden()] == [".cua-nguoi-khac"]


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c(project: Project, times: int) -> None:
    process = start(project)
    until(lambda: made(project).exists() and reports(made(project)))
    until(lambda: children(process.pid))
    orphans = children(process.pid)
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)  # its own session: the terminal would do the same
        time.sleep(0.02)
    said, _ = process.communicate(timeout=30)
    assert process.returncode in ((130,) if times == 1 else (130, 1, -signal.SIGINT)), said
    assert times > 1 or "Đã dừng theo yêu cầu; các báo cáo đã lập vẫn còn." in said
    until(lambda: not any(map(alive, orphans)), 10)
    assert whole(made(project))
    finishes(project, 1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes; the test is skipped where none may be mounted."""
    folder = tmp_path / "dia-nho"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode != 0:
        pytest.skip("không được gắn tmpfs ở đây")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(project: Project, small_disk: Path) -> None:
    done = project.cchc("batch", PARAMS, "--output", str(small_disk))
    assert done.code in (1, 5), done.said
    assert "đĩa đã đầy" in done.said
    assert "Traceback" not in done.said
    there = reports(small_disk / PERIOD)
    assert 1 <= len(there) < 12
    assert whole(small_disk / PERIOD)
    assert [p.name for p in small_disk.rglob(".*")] == []
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    done = project.cchc("batch", PARAMS, "--output", str(small_disk))
    assert done.code == 0, done.said
    assert f"{len(there)} giữ nguyên" in done.out


def naughty(project: Project, code: str) -> str:
    path = project.root / "notebooks" / "commune_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    at = 1 + next(
        n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
    )
    notebook.cells.insert(at, nbformat.v4.new_code_cell(code, id="pha"))
    nbformat.write(notebook, path.with_name("pha.ipynb"))
    return "notebooks/pha.ipynb"


HANGS = """
if commune == "99002":
    import time
    time.sleep(600)
"""
HANGS_AND_WILL_NOT_STOP = """
import time
while commune == "99002":
    try:
        time.sleep(600)
    except Exception:
        pass
"""
EXITS = """
if commune == "99002":
    import os
    os._exit(0)
"""
EATS = """
if commune == "99002":
    kept = [bytearray(50_000_000) for _ in range(40)]
"""
RAISES_OUTSIDE = """
import cchc_toolkit.production.batch
if commune == "99002":
    cchc_toolkit.production.batch.manifest_of = None
"""
ONLY = [word for code in ("99001", "99002", "99003") for word in ("--only", code)]


@pytest.mark.parametrize(
    ("code", "options", "problem", "kept"),
    [
        (HANGS, ("--timeout", "3"), "một ô chạy quá 3 giây", True),
        (HANGS_AND_WILL_NOT_STOP, ("--report-timeout", "6"), "chạy quá thời gian cho phép", False),
        (EXITS, (), "kết thúc với mã 0", False),
        (EATS, ("--memory", "400"), "MemoryError", True),
        (RAISES_OUTSIDE, (), "kết thúc với mã 1", False),
    ],
    ids=["hangs", "hangs for good", "exits", "eats memory", "bug"],
)
def test_a_notebook_that_goes_wrong_costs_its_own_report_only(
    project: Project, code: str, options: tuple[str, ...], problem: str, kept: bool
) -> None:
    done = project.cchc("batch", PARAMS, *ONLY, "--notebook", naughty(project, code), *options)
    assert done.code == 1, done.said
    run = json.loads((made(project) / "run.json").read_text(encoding="utf-8"))
    found = {report["commune"]: report for report in run["reports"]}
    assert [found[code]["status"] for code in sorted(found)] == ["made", "failed", "made"]
    assert problem in found["99002"]["problem"]
    assert "Cách sửa" in found["99002"]["problem"]
    assert found["99002"]["exit_code"] == 5
    assert problem in (made(project) / "index.html").read_text(encoding="utf-8")
    assert (made(project) / "loi" / "99002.ipynb").exists() is kept
    assert project.hidden() == []


def test_a_worker_of_the_stock_kernel_that_dies_costs_its_own_report_only(project: Project) -> None:
    failing = """
import os
from cchc_toolkit.production import batch

def attempt(run, code):
    if code == "99002":
        os._exit(3)
    if code == "99003":
        raise ValueError("lỗi của chương trình")
    return batch.attempt(run, code)
"""
    script = """
from pathlib import Path
from cchc_toolkit.production import batch
from cchc_toolkit.production import schedule
from cchc_toolkit.submission.params import load_params
from hong import attempt

schedule.attempt = attempt
if __name__ == "__main__":
    notebook = Path("notebooks/commune_report.ipynb")
    run = batch.Run(load_params("params/2024-Q1.yml"), notebook, Path.cwd())
    codes = ("99001", "99002", "99003", "99004")
    found = schedule.run_batch(run, codes, 2, lambda outcome: print(outcome.problem))
    print([outcome.status for outcome in found])
"""
    (project.root / "hong.py").write_text(failing, encoding="utf-8")
    (project.root / "chay.py").write_text(script, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "chay.py"], cwd=project.root, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert "['made', 'failed', 'failed', 'made']" in ran.stdout, ran.stdout + ran.stderr
    assert "kết thúc với mã 3" in ran.stdout
    assert "ValueError: lỗi của chương trình" in ran.stderr


def test_the_second_batch_waits_for_the_first(project: Project) -> None:
    # The first one is held up in a cell, so that it is still there when the others come.
    held_up = naughty(project, "import time\ntime.sleep(2)")
    first = start(project, "--notebook", held_up)
    until(lambda: (made(project) / ".dang-lap").exists() and children(first.pid))
    refused = project.cchc("batch", PARAMS, "--no-wait")
    refused.refused(2, f"tiến trình {first.pid}", where=PERIOD, advice="--no-wait")
    second = start(project, "--notebook", held_up)
    said, _ = second.communicate(timeout=120)
    assert second.returncode == 0, said
    assert f"Đang chờ lệnh khác ghi xong vào outputs/{PERIOD} (tiến trình {first.pid}" in said
    assert "12 giữ nguyên" in said
    assert first.wait(timeout=5) == 0
    assert first.stdout is not None
    first.stdout.close()
    assert whole(made(project))
    assert project.hidden() == []


def test_a_lock_of_a_dead_process_hinders_nobody(project: Project) -> None:
    made(project).mkdir(parents=True)
    (made(project) / ".dang-lap").write_text('{"pid": 1, "host": "x", "started": "y"}', "utf-8")
    done = project.cchc("batch", PARAMS, "--only", "99001", "--no-wait")
    assert done.code == 0, done.said
    assert project.hidden() == []


def test_deleting_everything_made_loses_nothing(project: Project) -> None:
    assert project.cchc("batch", PARAMS, "--only", "99001").code == 0
    before = {name: (made(project) / "99001" / name).read_bytes() for name in OUTPUTS}
    shutil.rmtree(project.root / "outputs")
    assert project.cchc("batch", PARAMS, "--only", "99001").code == 0
    assert before == {name: (made(project) / "99001" / name).read_bytes() for name in OUTPUTS}
