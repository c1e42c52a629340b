"""The warm engine: a cell that fails always says why, whatever happens to its trace."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import nbformat, papermill
from cchc_toolkit.production import engine
shell = engine.prepared_shell()
def cut_off(*_):
    raise engine.CellTimeoutError("ô chạy quá 3 giây")
shell.{method} = cut_off
cell = nbformat.v4.new_code_cell("raise ValueError('ô này hỏng')")
print(engine._run(shell, cell, 60), [(o.ename, o.evalue) for o in cell.outputs])
"""


def test_an_error_is_kept_when_the_time_runs_out_while_its_trace_is_printed() -> None:
    for method in ("_showtraceback", "showtraceback", "structured_traceback"):
        ran = subprocess.run(
            [sys.executable, "-c", _SCRIPT.replace("{method}", method)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.stdout.startswith("False [('"), ran
