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


def test_streams_that_came_in_pieces_are_whole_and_name_no_process() -> None:
    """A busy machine has a kernel send its streams in pieces; the bytes must not say so."""
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from cchc_toolkit.production.execute import without_clock

    warned = "C:/x/ipykernel_12/34.py:2: UserWarning: x\n"
    pieces = [("stdout", "a"), ("stderr", warned), ("stdout", "b")]
    outputs = [new_output("stream", name=name, text=text) for name, text in pieces]
    outputs.append(new_output("display_data", data={"text/plain": "1"}))
    made = without_clock(new_notebook(cells=[new_code_cell("x", outputs=outputs)]), {})
    found = [(one.output_type, one.get("name"), one.get("text")) for one in made.cells[0].outputs]
    assert found == [
        ("stream", "stdout", "ab"),
        ("stream", "stderr", "<ô>:2: UserWarning: x\n"),
        ("display_data", None, None),
    ]
