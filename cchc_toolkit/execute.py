"""Running the notebook of a report through papermill, and taking the clock out of the result."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillException

from cchc_toolkit.errors import RenderError, UsageError, nearest

KERNEL = "python3"
_KEPT_METADATA = ("kernelspec", "language_info")


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Raise `UsageError` unless the notebook declares every parameter it is to be given.

    papermill only warns of an unknown parameter and makes the report of the default commune.
    """
    try:
        declared = papermill.inspect_notebook(str(notebook))
    except OSError as error:
        raise UsageError(
            f"Không đọc được sổ tay: {error.strerror}.",
            where=str(notebook),
            advice="Kiểm tra đường dẫn tới notebooks/commune_report.ipynb.",
        ) from None
    for name in parameters:
        if name not in declared:
            raise UsageError(
                f'Sổ tay không có tham số "{name}".',
                where=notebook.name,
                advice=nearest(name, declared) or "Khai báo nó trong ô có nhãn parameters.",
            )


def execute(
    notebook: Path, parameters: dict[str, Any], workdir: Path, scratch: Path, timeout: int
) -> Any:
    """Return the executed notebook; raise `RenderError` with the failing cell's error.

    `scratch` is where papermill writes while it runs; a failed run leaves its notebook there.
    """
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # papermill's and nbclient's own, not the notebook's
            executed = papermill.execute_notebook(
                str(notebook),
                str(scratch),
                parameters=parameters,
                kernel_name=KERNEL,
                progress_bar=False,
                cwd=str(workdir),
                execution_timeout=timeout,
                request_save_on_cell_execute=False,
                extra_arguments=["--log-level=ERROR"],  # the kernel's notes are not the user's
            )
    except (PapermillException, RuntimeError, TimeoutError) as error:
        raise RenderError(
            f"Sổ tay dừng vì lỗi: {_last_line(error)}",
            where=f"{notebook.name}",
            advice="Mở sổ tay lỗi đã giữ lại trong thư mục loi/ để xem ô nào hỏng.",
        ) from error
    return executed


def _last_line(error: Exception) -> str:
    name, value = getattr(error, "ename", ""), getattr(error, "evalue", "")
    text = f"{name}: {value}" if name else str(error)
    return text.strip().splitlines()[-1] if text.strip() else type(error).__name__


def without_clock(executed: Any, identity: dict[str, str]) -> Any:
    """Return the notebook with its identity and without times, paths and random ids."""
    metadata = {key: executed.metadata[key] for key in _KEPT_METADATA if key in executed.metadata}
    parameters = executed.metadata.get("papermill", {}).get("parameters", {})
    executed.metadata = nbformat.from_dict(
        {**metadata, "papermill": {"parameters": parameters}, "cchc": identity}
    )
    for number, cell in enumerate(executed.cells):
        cell.id = f"o-{number:02d}"
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return executed
