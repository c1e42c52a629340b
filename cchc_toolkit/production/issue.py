"""Issuing a report: the copy to sign, with number and date, kept where nothing overwrites it."""

from __future__ import annotations

from dataclasses import replace

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.freshness import as_it_stands, reasons
from cchc_toolkit.outputs.issued import (
    Issue,
    data_of,
    hashes,
    next_issue,
    version_of,
    write_issue,
)
from cchc_toolkit.outputs.manifest import read_manifest
from cchc_toolkit.production.batch import Run, rendered
from cchc_toolkit.production.execute import WARM
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.submission.formats import FORMATS
from cchc_toolkit.submission.issuing import issuing
from cchc_toolkit.system import paths


def issue(run: Run, code: str, number: str, day: str, *, again: bool) -> Issue:
    """Issue a commune's report with number and date; return where it is kept.

    Raises `UsageError` where no copy to sign stands as it was made, or where the report has been
    issued and a replacement was not asked for (`again`); `BlockedError` where a finding stands.
    """
    params = run.params
    ordinal, folder = next_issue(params, code, number, again=again)
    _refuse_unsigned(run, code)
    numbered = issuing(replace(params, formats=FORMATS), code, number, day)
    data = data_of(params, code)
    _, files = rendered(replace(run, params=numbered, engine=WARM), code)
    made = Issue(
        ordinal=ordinal,
        number=number,
        symbol=params.office(code).symbol,
        date=day,
        data=hashes(data),
        version=version_of(params, code, data),
        folder=folder,
    )
    write_issue(made, files, data)
    return made


def _refuse_unsigned(run: Run, code: str) -> None:
    """Raise unless a copy to sign stands in the outputs just as it was made, from today's data."""
    params = run.params
    manifest = read_manifest(paths.inside(params.folder, code))
    if manifest is None or manifest["mode"] != "sign":
        why: tuple[str, ...] = ("mới có dự thảo" if manifest else "chưa lập",)
    else:
        signed = as_it_stands(replace(params, mode="draft"), manifest)
        why = reasons(signed, code, run.notebook, choose_font(), manifest)
    if why:
        raise UsageError(
            f"Chưa có bản trình ký còn nguyên để phát hành: {'; '.join(why)}.",
            where=f"{code}, kỳ {params.period.id}",
            advice="Lập lại bằng cchc report … --mode sign; điều sửa tay trong tệp Word phải đưa "
            "vào số liệu hoặc lời văn, vì bản phát hành in từ đó.",
        )
