"""The figures of all communes, read once a run for the notebooks that set communes side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from cchc_toolkit.outputs.notebook_digest import notebook_read
from cchc_toolkit.production.batch import Run
from cchc_toolkit.report.exchange import Others, Peer, peer_of, written
from cchc_toolkit.system import paths
from cchc_toolkit.system.pool import Lost, Pool
from cchc_toolkit.system.side_by_side import side_by_side

_TOGETHER = 100
"""Communes that one process reads: about half a second."""
_SECONDS = 30
"""What one may take."""
OTHERS = "cac-xa"
"""The name of what is gathered, beside the reports for as long as they are made."""


@contextmanager
def with_others(run: Run, lanes: int, pool: type[Pool] | None = None) -> Iterator[Run]:
    """Give the run with the file of what it gathered; the run as it is where nothing asks for it.

    One that has such a file already, from whoever handed it on, keeps that.
    """
    params = run.params
    if not params.others or run.others:
        yield run
        return
    wanted = notebook_read(run.notebook, run.notebook.stat().st_mtime_ns).of_peers
    codes = params.communes if wanted else ()
    few = len(codes) < 2 * _TOGETHER
    found = dict(
        side_by_side(
            codes, 0 if few else lanes, partial(peer_of, params), seconds=_SECONDS,
            together=_TOGETHER, pool=pool,
        )
    )  # fmt: skip
    keys = tuple(params.form.ratio)
    peers = {code: _peer(params.office(code).name, found[code]) for code in codes}
    with paths.scratch_folder(params.folder / OTHERS) as aside:
        file = aside.resolve() / f"{OTHERS}.json"
        file.write_bytes(written(Others(params.others, params.period.id, keys, peers)))
        yield replace(run, others=str(file))


def _peer(name: str, found: Peer | Lost) -> Peer:
    return Peer(name, {}, f"tiến trình đọc {found.reason}") if isinstance(found, Lost) else found
