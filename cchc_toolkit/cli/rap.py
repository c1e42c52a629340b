"""`cchc rap`: how reproducible the project is, line by line."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.system import paths

_WORDS = {"baseline": "cơ bản (baseline)", "silver": "bạc (silver)", "gold": "vàng (gold)"}


@click.command(epilog=EPILOG)
@click.option("--json", "as_json", is_flag=True, help="In mỗi dòng một JSON.")
def rap(as_json: bool) -> None:
    """Chấm dự án theo thang RAP (quy trình phân tích làm lại được): cơ bản, bạc, vàng.

    Mỗi dòng của thang kèm bằng chứng, hoặc việc còn phải làm. Điều chỉ người mới biết thì ghi vào
    rap.yml: peer_review, published, schedule.
    """
    from cchc_toolkit.project.rap import LEVELS, Facts, checklist, reached

    lines = checklist(Facts(paths.project_root()))
    if as_json:
        for line in lines:
            click.echo(json.dumps({**asdict(line), "met": line.met}, ensure_ascii=False))
        return
    for level in LEVELS:
        click.echo(f"{_WORDS[level].capitalize()}:")
        for line in (line for line in lines if line.level == level):
            said = f"{line.asks}: {line.evidence}" if line.met else f"{line.asks} → {line.advice}"
            click.echo(f"  [{'đạt' if line.met else 'thiếu'}] {said}")
    best, missing = reached(lines), sum(not line.met for line in lines)
    said = _WORDS[best] if best else "chưa đạt mức cơ bản"
    click.echo(f"Mức đạt: {said}; còn thiếu {missing}/{len(lines)} dòng.")
