"""One chunk of reports, in a process of its own, for a worker of a cluster (`cluster`).

What to do comes pickled on standard input; the outcomes go out the same way, and nothing else does.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace

from cchc_toolkit.system.fork_pool import can_fork
from cchc_toolkit.system.processes import end_with_parent


def main() -> None:
    """Read a chunk, make its reports one after another, write the outcomes."""
    end_with_parent()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    from cchc_toolkit.production.schedule import run_batch
    from cchc_toolkit.submission.twins import gathered

    run, codes, limits, force = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    if run.engine == "warm" and not can_fork():
        run = replace(run, engine="kernel")
    with gathered(run.params):
        outcomes = run_batch(run, codes, 1, lambda _: None, limits=limits, force=force)
    with answers:
        pickle.dump(outcomes, answers)
