"""Running the notebook of a report through papermill, and taking the clock out of the result."""

from __future__ import annotations

import copy
import itertools
import logging
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbformat import ValidationError
from nbformat.reader import NotJSONError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillException
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from cchc_toolkit.errors import RenderError, UsageError, disk_problem, nearest
from cchc_toolkit.production.engine import NAME, CellTimeoutError
from cchc_toolkit.text import json_text

KERNEL, WARM = "kernel", "warm"
"""How a notebook runs: in a stock kernel of its own, or inside this process (`engine`)."""
_KERNEL_SPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
_FORMATS = "cchc_toolkit.report.authoring.formats"
_PLACE = re.compile(r"\S*ipykernel_\d+\S*\.py|<ipython-input-\S+?>")
"""How a warning names a cell: by the number of a process, which no two runs share."""
_NOISY = ("papermill", "traitlets", "asyncio", "tornado")
"""Loggers that tell a user of a dead or slow kernel what our own message says better."""


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Raise `UsageError` unless the notebook declares every parameter it is to be given.

    papermill only warns of an unknown parameter and makes the report of the default commune.
    """
    try:
        declared = papermill.inspect_notebook(str(notebook))
    except OSError as error:
        raise UsageError(
            f"Không đọc được sổ tay: {disk_problem(error)}.",
            where=str(notebook),
            advice="Kiểm tra đường dẫn tới notebooks/commune_report.ipynb.",
        ) from None
    except (NotJSONError, ValidationError, UnicodeDecodeError):
        raise UsageError(
            "Tệp không phải là sổ tay Jupyter.",
            where=str(notebook),
            advice="Chọn tệp .ipynb, ví dụ notebooks/commune_report.ipynb.",
        ) from None
    for name in parameters:
        if name not in declared:
            raise UsageError(
                f'Sổ tay không có tham số "{name}".',
                where=notebook.name,
                advice=nearest(name, declared) or "Khai báo nó trong ô có nhãn parameters.",
            )


def execute(
    notebook: Path,
    parameters: dict[str, Any],
    workdir: Path,
    scratch: Path,
    timeout: int,
    engine: str = KERNEL,
) -> Any:
    """Return the executed notebook; raise `RenderError` with what the failing cell said.

    `scratch`, an absolute path, is where papermill writes while it runs: after a failure the
    notebook is there, with what each cell did until then.
    """
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # papermill's and nbclient's own, not the notebook's
            run = _run_warm if engine == WARM else _run_in_kernel
            executed = run(notebook, parameters, workdir, scratch, timeout)
    except (PapermillException, RuntimeError, TimeoutError) as error:
        raise RenderError(
            f"Sổ tay dừng vì lỗi: {_said(error, timeout)}",
            where=f"{notebook.name}",
            advice="Mở sổ tay lỗi đã giữ lại trong thư mục loi/ để xem ô nào hỏng.",
        ) from error
    return executed


def _run_in_kernel(
    notebook: Path, parameters: dict[str, Any], workdir: Path, scratch: Path, timeout: int
) -> Any:
    return papermill.execute_notebook(
        str(notebook),
        str(scratch),
        parameters=parameters,
        kernel_name=_KERNEL_SPEC["name"],
        progress_bar=False,
        cwd=str(workdir),
        execution_timeout=timeout,
        # A kernel's own notes are not the user's; frames show as they will be printed.
        extra_arguments=["--log-level=CRITICAL", f"--ext={_FORMATS}"],
    )


def _run_warm(
    notebook: Path, parameters: dict[str, Any], workdir: Path, scratch: Path, timeout: int
) -> Any:
    """Do what `papermill.execute_notebook` does, without reading and writing the notebook again."""
    kernel = _KERNEL_SPEC["name"]
    ready = copy.deepcopy(load_notebook(notebook, notebook.stat().st_mtime_ns))
    ready = parameterize_notebook(ready, parameters, kernel_name=kernel, engine_name=NAME)
    with chdir(str(workdir)):
        executed = papermill_engines.execute_notebook_with_engine(
            NAME,
            ready,
            kernel_name=kernel,
            output_path=None,
            progress_bar=False,
            autosave_cell_every=0,
            execution_timeout=timeout,
        )
    raise_for_execution_errors(executed, str(scratch))
    return executed


@cache
def load_notebook(notebook: Path, _changed: int) -> Any:
    """Return the notebook as papermill reads it, once for each time that it was changed."""
    return load_notebook_node(str(notebook))


def _said(error: Exception, timeout: int) -> str:
    """Return the first line of an error; what follows it is advice or a trace."""
    name = getattr(error, "ename", "")
    if isinstance(error, TimeoutError) or name == CellTimeoutError.__name__:
        return f"một ô chạy quá {timeout} giây."
    if isinstance(error, DeadKernelError):
        return "tiến trình chạy sổ tay (kernel) bị dừng đột ngột."
    value = getattr(error, "evalue", "")
    text = f"{name}: {value}" if name else str(error)
    return text.strip().splitlines()[0] if text.strip() else type(error).__name__


def without_clock(executed: Any, identity: dict[str, str]) -> Any:
    """Return the notebook with its identity and without times, paths and random ids."""
    parameters = executed.metadata.get("papermill", {}).get("parameters", {})
    executed.metadata = nbformat.from_dict(
        {
            "kernelspec": _KERNEL_SPEC,
            "language_info": {"name": "python"},
            "papermill": {"parameters": parameters},
            "cchc": identity,
        }
    )
    for number, cell in enumerate(executed.cells):
        cell.id = f"o-{number:02d}"
        if cell.get("outputs"):
            cell.outputs = _settled(cell.outputs)
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return executed


def _settled(outputs: list[Any]) -> list[Any]:
    """Return the outputs with each stretch of streams as standard output, then standard error.

    A busy machine has a kernel send them in pieces; a warning names the kernel's process.
    """
    found: list[Any] = []
    for is_stream, group in itertools.groupby(outputs, lambda one: one.output_type == "stream"):
        if not is_stream:
            found += group
            continue
        texts = {"stdout": "", "stderr": ""}
        for one in group:
            texts[one.name] += _PLACE.sub("<ô>", one.text)
        found += [nbformat.v4.new_output("stream", name=name, text=text)
                  for name, text in texts.items() if text]  # fmt: skip
    return found


def notebook_bytes(notebook: Any) -> bytes:
    """Return the notebook as a file that Jupyter reads, on one line and with whole texts.

    `nbformat.writes` cuts texts into lines and indents it all in pure Python: 20 times the time.
    """
    return json_text.compact(notebook, sort=True) + b"\n"
