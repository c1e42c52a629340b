"""One worker, many workers, warm or stock kernel: the same bytes of every file.

The warm engine runs IPython in process; the stock one a kernel of its own. A notebook full of the
things that cells do (streams, results, rich displays, errors) must come out the same, cell by cell.
"""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from command import OUTPUTS
from country import bytes_of, make_country
from papermill.exceptions import PapermillExecutionError

from cchc_toolkit.production.execute import without_clock
from cchc_toolkit.system.fork_pool import ForkPool
from cchc_toolkit.system.side_by_side import side_by_side

WAYS = {
    "warm, one": ("--engine", "warm", "--workers", "1"),
    "warm, three": ("--engine", "warm", "--workers", "3"),
    "kernel, one": ("--engine", "kernel", "--workers", "1"),
    "kernel, two": ("--engine", "kernel", "--workers", "2"),
}
CELLS = (
    'commune: str = "00007"  # mã xã',
    "commune",
    "print('một'); print('hai', end='')\nprint('ba')",
    "import sys\nprint('ra'); print('lỗi', file=sys.stderr); print('ra nữa')",
    "x = 1",
    "x + 1; 'không hiện';",
    "from IPython.display import HTML, display\n"
    "display(HTML('<b>đậm</b>'))\nHTML('<i>nghiêng</i>')",
    "from cchc_toolkit import report_of, narrative\n"
    "class Rich:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'p', 'text/html': '<p>'}\n"
    "Rich()",
    "{'a': [1, 2], 'b': 'Đ'}",
    "%precision 3\n1 / 3",
    "_",
    "In[-1], len(Out)",
    "for i in range(3):\n    print(i)\n    display(i)",
    "import matplotlib\nmatplotlib.get_backend() is not None",
    "",
    "# chỉ có lời",
)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
FAILING = ("print('trước')", "1 / 0", "print('không tới')")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of the reports of a few communes, the special ones too, by the way of making."""
    project = make_country(tmp_path_factory.mktemp("bang-nhau"), 20)
    only = [word for n in (1, 17, 18, 19) for word in ("--only", f"990{n:02d}")]
    found = {}
    for number, (way, options) in enumerate(WAYS.items()):
        output = project.root / f"lan-{number}"
        done = project.cchc("batch", "params/2024-Q1.yml", "--output", str(output), *only, *options)
        assert done.code == 0, done.said
        found[way] = bytes_of(output / "2024-Q1", OUTPUTS)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("way", list(WAYS)[1:])
def test_every_way_gives_the_same_bytes(made: dict[str, dict[str, bytes]], way: str) -> None:
    first = made["warm, one"]
    assert made[way].keys() == first.keys()
    assert [name for name in first if made[way][name] != first[name]] == []
    assert len(first) == 4 * len(OUTPUTS)


def written(folder: Path, cells: tuple[str, ...]) -> Path:
    """Write a notebook with these cells, the first of them its parameters."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"o{n}") for n, cell in enumerate(cells)],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    notebook.cells[0].metadata["tags"] = ["parameters"]
    path = folder / "so-tay.ipynb"
    nbformat.write(notebook, path)
    return path


def executed(path: Path, engine: str | None) -> Any:
    """Run a notebook through papermill's own API and return it, failed or not."""
    out = path.with_name(f"{engine}.ipynb")
    try:
        papermill.execute_notebook(
            str(path), str(out), parameters={"commune": "00012"}, engine_name=engine,
            progress_bar=False, cwd=str(path.parent), kernel_name="python3",
        )  # fmt: skip
    except PapermillExecutionError as error:
        assert error.ename == "ZeroDivisionError"
    return nbformat.read(out, as_version=4)


def compared(notebook: Any) -> list[Any]:
    """Return what a reader sees of each cell: source, count, outputs in order."""
    cells = []
    for cell in without_clock(notebook, {}).cells:
        outputs = [dict(output) for output in cell.get("outputs", ())]
        for output in outputs:
            output.pop("traceback", None)  # the stock kernel colours it
        cells.append((cell.cell_type, cell.source, cell.get("execution_count"), outputs))
    return cells


@pytest.mark.slow
@pytest.mark.parametrize("cells", [CELLS, (CELLS[0], *FAILING)], ids=["all kinds", "failing"])
def test_the_warm_engine_does_what_the_stock_kernel_does(
    tmp_path: Path, cells: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, cells)
    monkeypatch.setattr(builtins, "_", "what a doctest showed last", raising=False)
    # In a child: the engine is for processes that run one notebook and end.
    ((_, warm),) = side_by_side(
        [path], 1, lambda path: compared(executed(path, "cchc")), seconds=60, pool=ForkPool
    )
    stock = compared(executed(path, None))
    assert len(warm) == len(stock)
    for ours, theirs in zip(warm, stock, strict=True):
        assert ours == theirs


@pytest.mark.slow
def test_the_command_of_papermill_itself_still_runs_the_report(tmp_path: Path) -> None:
    project = make_country(tmp_path / "cchc", 1)
    out = tmp_path / "tay.ipynb"
    ran = subprocess.run(
        [sys.executable, "-m", "papermill", "notebooks/commune_report.ipynb", str(out),
         "-r", "commune", "99001", "-p", "period", "2024-Q1", "-p", "params", "params/2024-Q1.yml"],
        cwd=project.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    text = out.read_text(encoding="utf-8")
    assert "Minh Hoạ 01" in text
