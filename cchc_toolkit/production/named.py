"""Which reports a run makes: the statutory one and those of names, each with its notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.outputs.other_reports import params_of
from cchc_toolkit.outputs.run_page import index_page, with_earlier
from cchc_toolkit.outputs.standings import standings_of_run
from cchc_toolkit.submission.named_report import check_name
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths

STATUTORY = "commune_report.ipynb"
"""Name of the notebook of the statutory report."""


def reports_of(params: Params, notebook: str, name: str) -> Iterator[tuple[Params, str]]:
    """Yield the parameters and the notebook of each report of a run, the statutory one last.

    With a `name` there is one: that of the notebook, or of the notebook that the parameters give
    the name where `notebook` is the statutory one.
    """
    if not name:
        for listed in params.reports:
            yield params_of(params, listed), listed.notebook
        yield params, notebook
        return
    known = {one.name: one for one in params.reports}
    found, own = known.get(check_name(name, "--name")), Path(notebook).name != STATUTORY
    if found is not None:
        yield params_of(params, found), notebook if own else found.notebook
    elif own:
        yield replace(params, name=name), notebook
    else:
        raise UsageError(
            f'Tệp tham số không có báo cáo tên "{name}".',
            where="--name",
            advice=nearest(name, known) or "Thêm --notebook TỆP, hoặc khai báo trong reports.",
        )


def tell_the_period(params: Params) -> None:
    """Have the page of the period's statutory reports, where there is one, name the others."""
    statutory = replace(params, name="")
    page = statutory.folder / "index.html"
    if params.name and page.exists():
        told = with_earlier(statutory, (), paths.notebook_file(f"notebooks/{STATUTORY}"))
        paths.write_file(page, index_page(statutory, told, standings_of_run(statutory, told)))
