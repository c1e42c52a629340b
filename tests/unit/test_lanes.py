"""Lanes and workers: whatever a child does, its task alone is lost, and nothing is left running."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cchc_toolkit.system.fork_pool import ForkPool
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import side_by_side
from cchc_toolkit.system.spawn_pool import SpawnPool

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="cần fork và /proc của Linux"
)
Way = Callable[..., Iterator[tuple[Any, Any]]]
forked, spawned = (partial(side_by_side, pool=pool) for pool in (ForkPool, SpawnPool))
WAYS = pytest.mark.parametrize("way", [forked, spawned], ids=["forked", "spawned"])


def double(task: int) -> int:
    return 2 * task


def long_answer(task: int) -> bytes:
    return bytes(3_000_000 + task)


def ends_badly(task: str) -> str:
    if task == "exit":
        os._exit(3)
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        time.sleep(60)
    if task == "memory":
        bytearray(900_000_000)
    if task == "raise":
        raise ValueError("hỏng")
    return task


def drawn(_: int) -> tuple[int, float]:
    return os.getpid(), random.random()  # noqa: S311


def run(way: Way, work: Callable[[Any], Any], tasks: list[Any], **said: Any) -> dict[Any, Any]:
    options = {"seconds": 30, "memory": 0, **said}
    return dict(way(tasks, options.pop("lanes", 3), work, **options))


@WAYS
def test_every_task_is_done_once(way: Way) -> None:
    found = list(way(range(40), 4, double, seconds=30, memory=0))
    assert sorted(found) == [(task, 2 * task) for task in range(40)]


@WAYS
def test_no_tasks(way: Way) -> None:
    assert run(way, double, []) == {}


@WAYS
def test_answers_larger_than_a_pipe(way: Way) -> None:
    """A full pipe must not stop a child for ever, nor the parent."""
    found = run(way, long_answer, list(range(12)))
    assert [len(found[task]) for task in range(12)] == [3_000_000 + task for task in range(12)]


@WAYS
@pytest.mark.parametrize(
    ("task", "reason", "said"),
    [
        ("exit", "kết thúc với mã 3", {}),
        ("kill", "bị dừng bởi tín hiệu 9", {}),
        ("hang", "chạy quá thời gian cho phép", {"seconds": 6}),
    ],
)
def test_a_child_that_ends_badly_loses_its_own_task_only(
    way: Way, task: str, reason: str, said: dict[str, float]
) -> None:
    found = run(way, ends_badly, ["a", "b", task, "c", "d"], lanes=2, **said)
    assert found.pop(task) == Lost(reason)
    assert found == {name: name for name in "abcd"}


@WAYS
def test_memory_is_limited_for_each(way: Way) -> None:
    found = run(way, ends_badly, ["a", "memory", "b"], memory=400_000_000)
    assert isinstance(found["memory"], Lost)
    assert (found["a"], found["b"]) == ("a", "b")


@WAYS
def test_a_bug_is_shown_and_loses_its_own_task_only(way: Way, capfd: Any) -> None:
    found = run(way, ends_badly, ["a", "raise", "b"])
    assert isinstance(found["raise"], Lost)
    assert (found["a"], found["b"]) == ("a", "b")
    assert "ValueError: hỏng" in capfd.readouterr().err


def test_each_forked_child_does_one_task() -> None:
    found = run(forked, drawn, list(range(8)))
    assert len({pid for pid, _ in found.values()}) == 8


@WAYS
def test_leaving_early_ends_the_children(way: Way) -> None:
    others = set(_children())
    results = way(["a", "hang", "hang"], 3, ends_badly, seconds=60, memory=0)
    assert next(results)[0] == "a"
    ours = set(_children()) - others
    assert ours
    results.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in ours)


def _children() -> list[int]:
    """Return the children of this process besides the one that watches over shared memory."""
    listed = [file.read_text("ascii") for file in Path("/proc/self/task").glob("*/children")]
    pids = [int(pid) for line in listed for pid in line.split()]
    return [pid for pid in pids if "resource_tracker" not in _command(pid)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    except OSError:
        return ""


@WAYS
def test_tasks_of_a_process_that_dies_are_done_again_alone(way: Way) -> None:
    found = run(way, ends_badly, ["a", "b", "kill", "c", "d"], lanes=2, together=3)
    assert found.pop("kill") == Lost("bị dừng bởi tín hiệu 9")
    assert found == {name: name for name in "abcd"}


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_a_system_without_room_for_a_process_only_slows_the_work(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other call fails, as it does where the number of processes or files is limited."""
    real, calls = getattr(os, call), iter(range(1000))

    def sometimes() -> Any:
        if next(calls) % 2:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(os, call, sometimes)
    assert run(forked, double, list(range(6)), lanes=3) == {n: 2 * n for n in range(6)}


def test_a_system_without_any_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> int:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", never)
    monkeypatch.setattr("cchc_toolkit.system.side_by_side._PAUSE", 0)
    found = run(forked, double, [1, 2])
    assert found == dict.fromkeys([1, 2], Lost("không bắt đầu được (hệ thống đã hết chỗ)"))
