"""Way B: one Python process with papermill's and nbconvert's own calls, exporters built once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
from batch import PERIOD, print_command
from nbconvert import HTMLExporter


def main(notebook: str, params: str, output: str, how: str, codes: list[str]) -> None:
    """Make notebook, HTML and PDF of each commune; `how` is webpdf, a Chromium, or none."""
    exporter = HTMLExporter()
    for code in codes:
        stem = Path(output) / code
        papermill.execute_notebook(
            notebook,
            f"{stem}.ipynb",
            parameters={"commune": code, "period": PERIOD, "params": params},
            progress_bar=False,
        )
        executed = nbformat.read(f"{stem}.ipynb", as_version=4)
        page, _ = exporter.from_notebook_node(executed)
        Path(f"{stem}.html").write_text(page, encoding="utf-8")
        if how == "webpdf":
            from nbconvert import WebPDFExporter

            pdf, _ = WebPDFExporter().from_notebook_node(executed)
            Path(f"{stem}.pdf").write_bytes(pdf)
        elif how != "none":
            subprocess.run(print_command(how, stem), check=True, capture_output=True)


if __name__ == "__main__":
    main(*sys.argv[1:5], sys.argv[5:])
