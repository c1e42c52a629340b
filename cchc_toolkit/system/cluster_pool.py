"""Tasks on a Dask cluster, each in a process of its own.

A worker of a cluster has threads, so it must not fork, and lives long, so notebooks must not run
in it. Each task is therefore done by a process of its own, which is warm and forks as on one
machine, and which ends with the worker that began it. A worker that is lost costs nothing: Dask
gives its task to another one.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_toolkit.errors import UsageError
from cchc_toolkit.system.pool import Lost, Pool
from cchc_toolkit.system.processes import end_with_parent, limit_memory
from cchc_toolkit.system.side_by_side import HERE, Lanes

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 4
"""Tasks for each thread of the cluster: few enough to wait, enough for all to end together."""
_RETRIES = 2
"""How often a task whose process failed is tried again; lost workers are Dask's own count."""
_PROCESS = "import cchc_toolkit.cli; from cchc_toolkit.system.cluster_pool import main; main()"
"""The command's own preparations make a process quick to start and safe to fork."""


class ClusterPool(Pool):
    """Tasks handed to a cluster; `work` and tasks are pickled, and find their modules there."""

    def __init__(self, client: Client, work: Callable[[Any], Any], memory: int) -> None:
        super().__init__(work, memory)
        self._client = client
        self._tasks: dict[Future[Any], Any] = {}

    @property
    def running(self) -> int:
        """How many tasks the cluster has."""
        return len(self._tasks)

    def start(self, task: Any, seconds: float) -> None:
        """Hand a task over; it runs in the folder of this process, which all machines have."""
        said = pickle.dumps(str(Path.cwd())) + pickle.dumps((self._work, task, self._memory))
        submit: Any = self._client.submit
        self._tasks[submit(in_own_process, said, seconds, pure=False, retries=_RETRIES)] = task

    def ended(self) -> list[tuple[Any, Any]]:
        """Wait for at most a second; return the tasks that ended."""
        from distributed import wait

        try:
            done = wait(list(self._tasks), timeout=1, return_when="FIRST_COMPLETED").done  # type: ignore[no-untyped-call]
        except TimeoutError:
            return []
        return [(self._tasks.pop(one), _result(one)) for one in done]

    def close(self) -> None:
        """Call back what has not ended."""
        cancel: Any = self._client.cancel
        cancel(list(self._tasks))


def _result(future: Future[Any]) -> Any:
    error: Any = future.exception()  # type: ignore[no-untyped-call]
    if error is not None:
        return Lost(f"trên cụm máy bị mất ({type(error).__name__})")
    return pickle.loads(future.result())  # noqa: S301 - from our own process


@contextmanager
def lanes_at(scheduler: str, here: Lanes = HERE) -> Iterator[Lanes]:
    """Give the lanes of a Dask cluster; those `here`, on this machine, for no address.

    Data and output folder must be where every worker finds them under the same path. Raises
    `UsageError` if Dask is not installed, or no worker answers at the address in the time that
    Dask's own setting `distributed.comm.timeouts.connect` gives.
    """
    if not scheduler:
        yield here
        return
    with _client(scheduler) as client:
        info: Any = client.scheduler_info(n_workers=-1)
        threads = sum(one["nthreads"] for one in info["workers"].values())
        yield Lanes(AHEAD * threads, partial(ClusterPool, client))


def _client(scheduler: str) -> Client:
    try:
        import dask.config
        from distributed import Client
    except ImportError:
        raise UsageError(
            "Chưa cài Dask, nên không dùng được --scheduler.",
            where=scheduler,
            advice='Cài thêm: pip install "cchc-toolkit[dask]".',
        ) from None
    try:
        client = Client(scheduler)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=dask.config.get("distributed.comm.timeouts.connect"))
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(
            f"Không nối được với cụm máy: {error}.",
            where=scheduler,
            advice="Kiểm tra địa chỉ tcp://máy:cổng, và xem đã có worker nào chạy chưa.",
        ) from None
    return client


def in_own_process(said: bytes, seconds: float) -> bytes:
    """Do a task in a process of its own and return its pickled result; runs on a worker."""
    command = [sys.executable, "-c", _PROCESS]
    ran = subprocess.run(command, input=said, stdout=subprocess.PIPE, check=True, timeout=seconds)
    return ran.stdout


def main() -> None:
    """Read a task, do it, write its result: what the process of a task does, and nothing else."""
    end_with_parent()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.chdir(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own parent
    work, task, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    if memory:
        limit_memory(memory)
    result = work(task)
    with answers:
        pickle.dump(result, answers)
