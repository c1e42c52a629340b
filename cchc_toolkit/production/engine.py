"""A papermill engine that runs a notebook inside this process, for workers that are already warm.

Starting a kernel and importing everything costs seconds a report; a worker forked from a parent
that has imported everything pays neither. The notebook is executed by IPython itself, so that its
outputs equal those of the stock kernel (`tests/functional/test_engine.py` compares them cell by
cell). One process runs one notebook and ends: nothing can leak into the next report. It is up to
the caller (`lanes`) to see to that; used by hand it is `papermill --engine cchc`.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from types import FrameType
from typing import Any

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import Engine
from traitlets import Type

from cchc_toolkit.report.authoring.formats import load_ipython_extension

NAME = "cchc"
_INLINE = "module://matplotlib_inline.backend_inline"


class CellTimeoutError(RuntimeError):
    """A cell ran longer than it may."""


class _Outputs:
    """The outputs of the cell that runs, in the order in which they came."""

    def __init__(self) -> None:
        self.cell: list[Any] = []

        self.shown: dict[str, list[Any]] = {}
        """What was displayed under a name, to be changed when that name is displayed again."""
        self.cleared_next = False

    def begin(self, cell: list[Any]) -> None:
        """Take a cell's list of outputs as the place for what comes."""
        self.cell, self.cleared_next = cell, False

    def clear(self, *, wait: bool) -> None:
        """Empty the cell, or do so when the next output comes."""
        if wait:
            self.cleared_next = True
        else:
            self.cell.clear()

    def _make_room(self) -> None:
        if self.cleared_next:
            self.cell.clear()
            self.cleared_next = False

    def update(self, name: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Change everything that was displayed under a name."""
        for output in self.shown.get(name, ()):
            dict.update(output, data=data, metadata=metadata)

    def stream(self, name: str, text: str) -> None:
        """Add text to a stream, as the stock kernel sends it: both streams are held back until
        something else is shown, then standard output goes first.
        """
        if not text:
            return
        self._make_room()
        at = len(self.cell)
        while at and self.cell[at - 1].output_type == "stream":
            at -= 1
            if self.cell[at].name == name:
                self.cell[at].text += text
                return
        place = at if name == "stdout" else len(self.cell)
        self.cell.insert(place, nbformat.v4.new_output("stream", name=name, text=text))

    def add(self, kind: str, **content: Any) -> None:
        """Add a result, a display or an error."""
        self._make_room()
        if not _plainly_valid(content.get("data")):
            self.cell.append(nbformat.v4.new_output(kind, **content))  # raises where it must
            return
        output = NotebookNode(output_type=kind)
        # As they are: a node copies what it is given, all 800 cells of a table.
        dict.update(output, content)
        self.cell.append(output)


def _plainly_valid(data: Any) -> bool:
    """Return whether what is shown is text, or JSON where it says so: what a notebook may hold.

    Proving it by the notebook's schema takes a sixth of the time of a report's cells.
    """
    return isinstance(data, dict) and all(
        isinstance(value, str) or kind.endswith("+json") for kind, value in data.items()
    )


class _Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, outputs: _Outputs) -> None:
        self._name, self._outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._outputs.stream(self._name, text)
        return len(text)


class _Hook(DisplayHook):
    """Takes the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        """Write no prompt: the count stands in the output."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the value in every form that it has."""
        _outputs_of(self.shell).add(
            "execute_result",
            data=dict(format_dict),
            metadata=dict(md_dict or {}),
            execution_count=self.prompt_count,
        )

    def finish_displayhook(self) -> None:
        """Print nothing."""


class _Publisher(DisplayPublisher):
    """Takes what a cell displays."""

    def publish(  # type: ignore[override]
        self,
        data: Any,
        metadata: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep what is displayed, or change what was displayed under the same name."""
        outputs, name = _outputs_of(self.shell), (transient or {}).get("display_id", "")
        if update:
            outputs.update(name, dict(data), dict(metadata or {}))
            return
        outputs.add("display_data", data=dict(data), metadata=dict(metadata or {}))
        if name:
            outputs.shown.setdefault(name, []).append(outputs.cell[-1])

    def clear_output(self, wait: bool = False) -> None:
        """Take back what the cell has shown so far."""
        _outputs_of(self.shell).clear(wait=wait)


def _outputs_of(shell: Any) -> _Outputs:
    outputs: _Outputs = shell.outputs
    return outputs


class Shell(InteractiveShell):
    """An IPython that keeps its outputs instead of printing them."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **kwargs: Any) -> None:
        self.outputs = _Outputs()
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def enable_gui(self, gui: Any = None) -> None:
        """Have no window."""

    def init_history(self) -> None:
        """Keep no history on disk: reports share nothing."""
        from IPython.core.history import HistoryManager

        self.history_manager = HistoryManager(
            shell=self, parent=self, hist_file=":memory:", enabled=False
        )

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.outputs.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))


class WarmEngine(Engine):  # type: ignore[misc]
    """Runs the cells of a notebook in this process (entry point `papermill.engine`)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        _kernel_name: str,
        execution_timeout: int | None = None,
        **_: Any,
    ) -> None:
        """Run every code cell in order; stop at the first that fails, as the stock engine does.

        Papermill's times of each cell are kept where there is a file to keep them in.
        """
        timed = nb_man.output_path is not None
        shell = prepared_shell()
        vars(builtins).pop("_", None)  # a doctest or gettext left it; IPython's own `_` would yield
        with _warnings_of_a_kernel():
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                if timed:
                    nb_man.cell_start(cell, index)
                ok = _run(shell, cell, execution_timeout)
                if not ok:
                    nb_man.cell_exception(cell, index)
                if timed:
                    nb_man.cell_complete(cell, index)
                if not ok:
                    break


@contextlib.contextmanager
def _warnings_of_a_kernel() -> Iterator[None]:
    """Show the warnings that Python shows by itself, whatever this process has set for its own."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
        for quiet in (
            DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning,
        ):  # fmt: skip
            warnings.simplefilter("ignore", quiet, append=True)
        yield


def prepared_shell() -> Shell:
    """Return this process's shell; a warm parent makes it before it forks."""
    shell: Shell = Shell.instance(colors="NoColor")
    load_ipython_extension(shell)
    # What `name?` tells stands beside a notebook, never in it.
    shell.set_hook("show_in_pager", lambda *_, **_k: None, 99)  # type: ignore[no-untyped-call]
    _draw_inline()
    return shell


def _draw_inline() -> None:
    """Show figures of matplotlib below their cell, as the stock kernel does."""
    os.environ["MPLBACKEND"] = _INLINE
    if (drawing := sys.modules.get("matplotlib")) is not None:
        drawing.rcParams["backend"] = _INLINE


def _run(shell: Shell, cell: Any, timeout: int | None) -> bool:
    shell.outputs.begin(cell.outputs)
    out, err = _Stream("stdout", shell.outputs), _Stream("stderr", shell.outputs)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _limit(timeout):
        result = shell.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
    cell.execution_count = result.execution_count
    _keep_error(shell.outputs, result.error_before_exec or result.error_in_exec)
    return bool(result.success)


def _keep_error(outputs: _Outputs, error: BaseException | None) -> None:
    """Say why a cell failed, where its time ran out while IPython was still printing the trace."""
    if error is not None and not any(found.output_type == "error" for found in outputs.cell):
        outputs.add("error", ename=type(error).__name__, evalue=str(error), traceback=[])


@contextlib.contextmanager
def _limit(seconds: int | None) -> Iterator[None]:
    """Raise `CellTimeoutError` in the cell after some seconds, where the system has alarms."""
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise CellTimeoutError(f"ô chạy quá {seconds} giây")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
