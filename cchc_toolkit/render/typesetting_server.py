"""The press of a batch: processes that typeset one report after another for its children.

Typst remembers what it has laid out, and reports have most of their cells in common: the second
one of a process costs half of what the first did. A child that makes one report and ends forgets it
all, so a batch keeps processes beside its children that only typeset. That is safe, since the pages
are a function of the question alone (`typesetter`), and since each question has a pair of sockets
of its own: no answer can reach another child. A process of the press that dies or takes too long is
replaced, and the child whose question it had typesets by itself, as it does where no press is open.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from types import FrameType

import typst

from cchc_toolkit.render import typesetter
from cchc_toolkit.render.fonts import Font
from cchc_toolkit.system.processes import end_with_parent, limit_memory

REMEMBERED = 256_000_000
"""Bytes that a process of the press may take for what it remembers, besides those of a report."""
REPORTS = 500
"""Reports after which a process of the press makes way for a new one, so that none grows old."""
_DEATHS = 100
"""How often a process may die before its place stays empty: reports alone cannot be to blame."""
_CHUNK, _HEAD = 1 << 20, 8
_ENDED = 2
"""Exit code of a process of the press that nobody can ask any more."""


@dataclass(frozen=True)
class _Press:
    font: Font
    desk: socket.socket
    """Where questions go; each is one end of a pair of sockets."""


_PRESS: ContextVar[_Press | None] = ContextVar("press", default=None)


def typeset(report: str, font: Font) -> bytes:
    """Return the PDF of a report that comes as JSON, from the press of this batch if it has one.

    Raises `typst.TypstError` as Typst does.
    """
    press = _PRESS.get()
    if press is not None and press.font == font and (pdf := _answer(press.desk, report)):
        return pdf
    return typesetter.typeset(report, font)


@contextlib.contextmanager
def open_press(font: Font, count: int, *, seconds: float, memory: int) -> Iterator[None]:
    """Keep `count` processes that typeset for what this process forks while the block runs.

    One report may take `seconds` and, where `memory` is not 0, that many bytes. Only for a process
    with one thread that may fork (`fork_pool.can_fork`).
    """
    desk, counter = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    work = partial(_typeset_all, counter, font, max(1, (os.cpu_count() or 1) // count), seconds)
    places = [_forked(partial(_keep_up, work, memory, desk)) for _ in range(count)]
    counter.close()  # once no process of the press is left, whoever asks hears so at once
    _PRESS.set(_Press(font, desk))
    try:
        yield
    finally:
        _PRESS.set(None)
        desk.close()
        for place in places:
            os.kill(place, signal.SIGTERM)
            os.waitpid(place, 0)


def _answer(desk: socket.socket, report: str) -> bytes:
    """Return the PDF that the press made of a report, b"" if it made none for whatever reason."""
    ours, theirs = socket.socketpair()
    with ours, contextlib.suppress(OSError):
        with theirs:
            socket.send_fds(desk, [b"?"], [theirs.fileno()])
        ours.sendall(report.encode())
        ours.shutdown(socket.SHUT_WR)
        length = int.from_bytes(ours.recv(_HEAD, socket.MSG_WAITALL), "big")
        answer = ours.recv(length, socket.MSG_WAITALL)
        return answer if len(answer) == length else b""
    return b""


def _all_of(pipe: socket.socket) -> bytes:
    return b"".join(iter(lambda: pipe.recv(_CHUNK), b""))


def _forked(work: partial[int]) -> int:
    """Return the number of a new process that does the work and exits with what it returns."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        end_with_parent(parent)
        gc.disable()  # a collection would touch, and so copy, every page of the parent's memory
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
        code = work()
    finally:
        os._exit(code)


def _keep_up(work: partial[int], memory: int, desk: socket.socket) -> int:
    """Keep one process of the press at work, a new one for each that ends or dies, until told."""
    desk.close()
    signal.signal(signal.SIGTERM, _leave)
    deaths, code = 0, 0
    while deaths < _DEATHS and code != _ENDED:
        worker = _forked(partial(work, memory))
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
        except SystemExit:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            raise
        deaths += code != 0
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _typeset_all(
    counter: socket.socket, font: Font, threads: int, seconds: float, memory: int
) -> int:
    """Typeset what comes in, until it has been enough or nobody is left to ask."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if memory:
        limit_memory(memory + REMEMBERED)
    os.environ["RAYON_NUM_THREADS"] = str(threads)
    for _ in range(REPORTS):
        _, pairs, _, _ = socket.recv_fds(counter, 1, 1)
        if not pairs:
            return _ENDED
        signal.setitimer(signal.ITIMER_REAL, seconds)  # the alarm ends this process, Typst and all
        with socket.socket(fileno=pairs[0]) as asker:
            _serve(asker, font)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return 0


def _serve(asker: socket.socket, font: Font) -> None:
    """Answer one question; leave one that has no answer, or no asker any more, without."""
    with contextlib.suppress(OSError, UnicodeDecodeError, typst.TypstError):
        pdf = typesetter.typeset(_all_of(asker).decode(), font)
        asker.sendall(len(pdf).to_bytes(_HEAD, "big") + pdf)
