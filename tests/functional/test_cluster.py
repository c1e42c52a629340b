"""A real Dask cluster of separate worker processes on this machine, one of them killed midway."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import OUTPUTS, Project
from country import bytes_of, make_country, reports
from test_faults import alive, children, until

pytest.importorskip("distributed", reason="chưa cài phần dask (pip install cchc-toolkit[dask])")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="cần /proc của Linux"),
]
PARAMS = "params/2024-Q1.yml"


@dataclass
class Cluster:
    address: str
    workers: list[subprocess.Popen[bytes]]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def begin(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers of one thread, each a process of its own without a nanny."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    local = ("--no-dashboard", "--host", "127.0.0.1")
    scheduler = begin(tmp_path, "dask_scheduler", *local, "--port", str(port))
    workers = [
        begin(tmp_path, "dask_worker", address, *local, "--no-nanny", "--nthreads", "1")
        for _ in range(2)
    ]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_country(tmp_path / "cchc", 16)


def test_a_worker_killed_midway_costs_nothing(project: Project, cluster: Cluster) -> None:
    here = project.cchc("batch", PARAMS, "--output", str(project.root / "may-nay"))
    assert here.code == 0, here.said
    running = subprocess.Popen(
        [sys.executable, "-m", "cchc_toolkit", "batch", PARAMS, "--scheduler", cluster.address],
        cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    made = project.root / "outputs" / "2024-Q1"
    victim = cluster.workers[0]
    until(lambda: made.exists() and reports(made))
    until(lambda: children(victim.pid))
    chunk = children(victim.pid)
    os.kill(victim.pid, signal.SIGKILL)
    until(lambda: not any(map(alive, chunk)), 10)  # what it had begun ends with it
    said, _ = running.communicate(timeout=240)
    assert running.returncode == 0, said
    assert "Có 16/16 báo cáo" in said
    ours, theirs = (
        bytes_of(folder, OUTPUTS) for folder in (project.root / "may-nay/2024-Q1", made)
    )
    assert ours == theirs
    assert list(made.rglob(".*")) == []


def test_status_slips_and_roll_up_on_the_cluster_are_those_of_one_machine(
    project: Project, cluster: Cluster
) -> None:
    """What every unit reported is read and checked by the workers, in chunks."""
    slips = ("feedback", PARAMS, "--by", "01/4/2024")
    for command in (
        ("status", PARAMS, "--received"),
        slips,
        ("roll-up", PARAMS, "--of", "country"),
    ):
        shutil.rmtree(project.root / "outputs", ignore_errors=True)
        there = project.cchc(*command, "--scheduler", cluster.address)
        assert there.code == 0, there.said
        made = files_below(project.root / "outputs")
        assert command != slips or any("/phieu-bao-99" in name for name in made)
        shutil.rmtree(project.root / "outputs")
        assert project.cchc(*command).out == there.out
        assert files_below(project.root / "outputs") == made
    log = (project.root.parent / "dask_worker.log").read_text(encoding="utf-8")
    assert "Traceback" not in log


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file but those that hold what files of the data look like from outside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "units.parquet"
    }


@pytest.mark.parametrize("verb", ["batch", "status", "feedback", "roll-up"])
def test_no_cluster_at_the_address(project: Project, verb: str) -> None:
    soon = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
    done = project.cchc(verb, PARAMS, "--scheduler", f"tcp://127.0.0.1:{free_port()}", env=soon)
    done.refused(2, "Không nối được với cụm máy", where="tcp://127.0.0.1", advice="worker")
