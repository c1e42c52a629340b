"""`cchc verify`: reports compared with their manifests, their names and their data."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import DATA, NOTEBOOK, PARAMS, RunOptions, run_options
from cchc_toolkit.submission.issuing import issuing
from cchc_toolkit.submission.params import Params, override
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.outputs.verify import Verified


@click.command(epilog=EPILOG)
@click.argument(
    "folders",
    metavar="PATH…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@run_options(PARAMS, DATA, NOTEBOOK)
@click.pass_context
def verify(ctx: click.Context, folders: tuple[Path, ...], asked: RunOptions) -> None:
    """Đối chiếu báo cáo với tệp kê của nó, hoặc số liệu với những gì đã nhận.

    Mỗi PATH là thư mục của một báo cáo hay một kỳ: chỉ số và phát hiện được tính lại; báo cáo có số
    liệu hay tham số đã đổi thì không tính lại được, và cũng là khác. Hoặc là thư mục số liệu, một
    kỳ hay một xã trong đó: nêu phiên bản bị sửa, bị xóa, của xã khác, tệp trong raw/ bị đổi, và các
    xã có số liệu giống hệt nhau. Thoát với mã 1 nếu có khác.
    """
    from cchc_toolkit.intake import data_folders

    of_data = {folder: data_folders(folder) for folder in folders}
    wrong = _verify_data([inner for found in of_data.values() for inner in found])
    wrong += _verify_reports(tuple(f for f in folders if not of_data[f]), asked)
    ctx.exit(1 if wrong else 0)


def _verify_data(folders: list[Path]) -> int:
    """Print what is not as it came in; return how many folders have something."""
    from cchc_toolkit.intake import same_values, verify_data

    found = verify_data(folders)
    for one in found:
        right = "đúng như khi nhập" if one.versions else "chưa nhập bản nào"
        said = "; ".join((*one.differences, *one.notes)) or right
        click.echo(f"{paths.shown(one.folder)}: {said}")
    alike = same_values(folders)
    if found:
        wrong = sum(bool(one.differences) for one in found)
        versions = sum(one.versions for one in found)
        click.echo(
            "\n".join((*alike, f"{len(found) - wrong}/{len(found)} thư mục đúng, {versions} bản."))
        )
        return wrong + len(alike)
    return 0


def _verify_reports(folders: tuple[Path, ...], asked: RunOptions) -> int:
    """Print what differs in reports; return how many differ."""
    if not folders:
        return 0
    found = [_verified(folder, asked) for folder in _reports(folders)]
    for verified in found:
        said = "; ".join(verified.differences) or "đúng như khi lập, tính lại khớp"
        click.echo(f"{paths.shown(verified.folder)}: {said}")
    wrong = sum(bool(verified.differences) for verified in found)
    click.echo(f"{len(found) - wrong}/{len(found)} báo cáo đúng.")
    return wrong


def _reports(folders: tuple[Path, ...]) -> list[Path]:
    """Return the folders of reports: those named, or those in a period's folder."""
    found: list[Path] = []
    for folder in folders:
        inner = sorted(path for path in folder.iterdir() if path.is_dir() and path.name.isdigit())
        found += [folder] if (folder / "manifest.json").exists() or not inner else inner
    return found


def _verified(folder: Path, asked: RunOptions) -> Verified:
    from cchc_toolkit.outputs.manifest import inputs_of, read_manifest
    from cchc_toolkit.outputs.verify import verify as verify_report
    from cchc_toolkit.render.fonts import choose_font

    manifest = read_manifest(folder)
    chosen = _params(manifest["period"], asked) if manifest else None
    if manifest is None or chosen is None or manifest["commune"] not in chosen.offices:
        return verify_report(folder, None, {})
    issued = manifest["mode"] == "issue"
    chosen = override(
        chosen,
        mode="" if issued else manifest["mode"],
        charts=bool(manifest.get("charts", True)),
        as_of=manifest.get("as_of", ""),
    )
    if issued:
        chosen = issuing(chosen, manifest["commune"], manifest["number"], manifest["date"])
    file = paths.notebook_file(manifest.get("notebook") or asked.notebook)
    inputs = inputs_of(chosen, manifest["commune"], file, choose_font())
    return verify_report(folder, chosen, inputs)


@functools.cache
def _params(period: str, asked: RunOptions) -> Params | None:
    """Return the parameters of a period, read once for its thousands of reports; None without."""
    if not asked.params and not paths.project_file(f"params/{period}.yml").exists():
        return None
    return replace(asked, period=period).chosen()
