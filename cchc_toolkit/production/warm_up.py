"""A report made for nobody in the parent of a batch, so that its children start practised.

What is read once per process (rules, styles, glyphs) is then read before the fork, and the
interpreter knows the code that runs often: a twentieth of the time of every report. Only the
package's own pure functions run here; the notebook never does, since what it leaves behind would
be in every report, and neither does Typst, whose threads would not survive a fork.
"""

from __future__ import annotations

import json
from contextlib import suppress

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.blocks.values import MIME, from_json
from cchc_toolkit.errors import CchcError
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import typesetter_input
from cchc_toolkit.report import Report, build_report, charts, narrative, tables
from cchc_toolkit.submission.params import Params


def rehearse(code: str, params: Params) -> None:
    """Make the blocks and the page of one commune's report in memory, and forget them.

    A commune whose report cannot be made is no harm: its own process will say why.
    """
    with suppress(CchcError, OSError):
        shown = _whole(build_report(code, params))._repr_mimebundle_()
        blocks = from_json(json.loads(json.dumps(shown[MIME])))
        render_html(blocks)
        typesetter_input(blocks, choose_font())


def _whole(report: Report) -> Shown:
    """Return what the cells of the report's notebook show, in one."""
    shown = narrative.letterhead(report) + narrative.sections(report)
    shown += narrative.closing(report) + tables.appendix(report) + tables.figures(report)
    return shown + charts.all_charts(report)
