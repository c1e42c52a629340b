"""The words of an author: `markdown`, `table`, `figure`, `head` show what the report will print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cchc_toolkit.blocks import AppendixTitle, Block, Chart, Front, Paragraph, Run, Signature, Title
from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.frame import closing_blocks, head_blocks
from cchc_toolkit.report.narrative.sentence import fill
from cchc_toolkit.report.tables import attached_to
from cchc_toolkit.submission.narrative_file import wrong_names
from cchc_toolkit.submission.placeholder import placeholders
from cchc_toolkit.text.formatting import lower_first, visible


def markdown(report: Report, text: str) -> Shown:
    """Show Markdown with the report's numbers: `{so:KEY}` prints a figure, `{vb:ID}` a document.

    Each number has its formula and source behind it, as in `narrative.yml`. Raises `UsageError`
    for a name that there is not, or an image (put it into a Markdown cell).
    """
    from cchc_toolkit.report.authoring.markdown import Reading, markdown_blocks

    def fills(words: str) -> tuple[Run, ...]:
        return authored_runs(words, report, "markdown")

    return Shown(
        markdown_blocks(visible(text), Reading(fills, _no_picture)), report.stamp, authored=True
    )


def _no_picture(address: str, _alt: str, _title: str) -> Chart:
    raise UsageError(
        f'markdown(…) không chèn hình "{address}".',
        where="markdown",
        advice="Chèn hình trong một ô Markdown, hoặc vẽ bằng matplotlib.",
    )


def authored_runs(words: str, report: Report | None, where: str) -> tuple[Run, ...]:
    """Return an author's text with its placeholders printed; raise `UsageError` on a wrong one.

    Without a report no placeholder can be printed.
    """
    if not placeholders(words):
        return (Run(words),)
    if report is None:
        raise UsageError(
            f"Có chỗ nhắc tới số liệu ({words.strip()[:60]}) nhưng không biết của báo cáo nào.",
            where=where,
            advice="Lập báo cáo bằng cchc, hoặc dùng cchc_toolkit.markdown(report, …).",
        )
    for wrong in wrong_names(words, where, report.form, report.submission.documents):
        if not any(piece.name in report.figures for piece in placeholders(words)):
            raise UsageError(wrong.problem, where=where, advice=wrong.advice)
    return fill(words, report)


def table(frame: Any, *, caption: str = "", source: str = "") -> Shown:
    """Show a frame, series or styled frame as a table; `source` stands below it.

    Unlike a frame by itself it may have up to 500 rows. Raises `UsageError` for more, for one too
    wide for a page, or for something that is no frame.
    """
    from cchc_toolkit.report.authoring.frame_table import frame_table

    if not hasattr(frame, "iloc"):
        raise UsageError(
            f"table cần một DataFrame hoặc Series, không phải {type(frame).__name__}.",
            where="table",
            advice="Đổi sang bảng trước, ví dụ pd.DataFrame(…).",
        )
    return Shown((frame_table(frame, caption=caption, source=source),), authored=True)


def figure(fig: Any, *, alt: str, caption: str = "") -> Shown:
    """Show a figure of matplotlib; `alt` says in words what it shows, for who cannot see it."""
    from cchc_toolkit.report.authoring.drawing import drawn

    fig = getattr(fig, "figure", None) or fig
    if not hasattr(fig, "savefig"):
        raise UsageError(
            f"figure cần một hình matplotlib, không phải {type(fig).__name__}.",
            where="figure",
            advice="Đưa vào fig của fig, ax = plt.subplots(), hoặc ax.",
        )
    chart = drawn(fig, alt=alt, caption=caption)
    _close(fig)
    return Shown((chart,), authored=True)


def _close(fig: Any) -> None:
    """Let no figure show a second time at the end of its cell."""
    import sys

    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)


def head(report: Report, *, subject: str = "", intro: str = "", appendix: str = "") -> Shown:
    """Show the head of a report on a `subject` of its own, with its opening words `intro`.

    With `appendix`, show instead the title of an appendix, which begins a page.
    """
    if appendix:
        block = AppendixTitle("Phụ lục", (appendix.upper(),), attached=attached_to(report))
        return Shown((block,), report.stamp, authored=True)
    return Shown(tuple(_about(report, subject, intro)), report.stamp)


def signature(report: Report) -> Shown:
    """Show who receives the report and who signs it, as at the end of the statutory one."""
    signed = tuple(block for block in closing_blocks(report) if isinstance(block, Signature))
    return Shown(signed, report.stamp, authored=True)


def _about(report: Report, subject: str, intro: str) -> list[Block]:
    change: dict[type, Callable[[Any], Block]] = {}
    if subject:
        change[Front] = lambda block: replace(block, title=f"{subject} - {report.office.name}")
        change[Title] = lambda block: replace(
            block, subject=f"{subject} {lower_first(report.period.label)}"
        )
    if intro:
        change[Paragraph] = lambda _: Paragraph(authored_runs(intro, report, "head"))
    blocks = head_blocks(report)
    return [change[type(block)](block) if type(block) in change else block for block in blocks]
