"""The floor: only what a report cannot do without, in one process, without any notebook.

Arithmetic, checks, sentences, tables, charts, HTML and PDF; what the tool takes beyond this pays
for the executed notebook, the guard, the clean process of each report and the writing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cchc_toolkit import charts, narrative, tables
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.report import build_report
from cchc_toolkit.submission.params import load_params


def main(params: str, output: str, codes: list[str]) -> None:
    """Make HTML and PDF of each commune."""
    chosen = load_params(params)
    for code in codes:
        report = build_report(code, chosen)
        shown = narrative.letterhead(report) + narrative.sections(report)
        shown += narrative.closing(report) + tables.appendix(report) + tables.figures(report)
        blocks = (shown + charts.all_charts(report)).blocks
        (Path(output) / f"{code}.html").write_text(render_html(blocks), encoding="utf-8")
        (Path(output) / f"{code}.pdf").write_bytes(render_pdf(blocks))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
