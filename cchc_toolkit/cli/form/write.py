"""`cchc form write`: the Excel form of a commune, or of all communes of a period at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Never

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import AS_OF, DATA, RunOptions, only_known, run_options, workers
from cchc_toolkit.errors import CchcError, DataError, UsageError
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.lock import only_batch
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from tqdm import tqdm

_CHUNK = 10
"""Forms that one process writes before the bar moves: about a second of work."""
_PATIENCE = 600
FOLDER = "bieu-mau"
"""Where the forms stand in the folder of a period's reports, unless --output says otherwise."""

FormResult = tuple[str, CchcError | None]
"""A commune, and why its form was not written."""


@click.command(epilog=EPILOG)
@click.argument("params", metavar="[PARAMS]", default="")
@click.option(
    "--period", default="", metavar="P", help="Kỳ báo cáo, khi tệp tham số là params/<kỳ>.yml."
)
@click.option(
    "--commune", "communes", multiple=True, metavar="CODE",
    help="Biểu mẫu của xã này; ghi được nhiều lần.",
)  # fmt: skip
@click.option("--all", "everyone", is_flag=True, help="Biểu mẫu của mọi xã trong PARAMS.")
@DATA
@AS_OF
@click.option(
    "--output", default="", metavar="DIR",
    help="Ghi vào DIR/<kỳ>/<mã xã>.xlsx; không ghi thì "
        "outputs/<kỳ>/bieu-mau/<mã xã>.xlsx.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Ghi lại cả biểu mẫu đã có người lưu sau khi tạo.")
@workers("Bao nhiêu tiến trình cùng ghi.")
@run_options()
@click.pass_context
def write(
    ctx: click.Context,
    communes: tuple[str, ...],
    everyone: bool,
    force: bool,
    workers: int,
    asked: RunOptions,
) -> None:
    """Tạo biểu Excel để xã điền và gửi lại cho "cchc import".

    Mỗi biểu lập từ biểu ghi trong PARAMS, có sẵn số liệu đã lưu của xã, số kỳ trước và cùng kỳ năm
    trước bên cạnh, và báo ngay chỗ cộng sai khi đang điền. Biểu đã có người lưu thì được giữ,
    trừ khi ghi --force.
    """
    if not asked.params and not asked.period:
        raise UsageError(
            "Chưa nói kỳ nào.",
            where="cchc form write",
            advice="Ghi tệp tham số (params/2024-6T.yml) hoặc --period 2024-6T.",
        )
    chosen = asked.chosen()
    chosen.refuse_expired_form()
    codes = only_known(_asked(communes, everyone), chosen, "--commune")
    folder = _folder(chosen, asked.output)
    with only_batch(folder, lambda said: click.echo(said, err=True)):
        failed = _write_all(FormJob(chosen, folder, force), codes, workers)
    made = len(codes) - len(failed)
    click.echo(
        f"Có {print_number(made)}/{print_number(len(codes))} biểu mẫu trong {paths.shown(folder)}."
    )
    if failed:
        ctx.exit(1 if made else failed[0].exit_code)


def _asked(communes: tuple[str, ...], everyone: bool) -> tuple[str, ...]:
    if bool(communes) == everyone:
        raise UsageError(
            "Chưa nói biểu mẫu của xã nào."
            if not everyone
            else "--all và --commune loại trừ nhau.",
            where="cchc form write",
            advice="Ghi --commune 15109 (có thể lặp lại), hoặc --all cho mọi xã.",
        )
    return communes


def _folder(params: Params, output: str) -> Path:
    if output:
        return paths.inside(Path(output), params.period.id)
    return paths.inside(params.output, params.period.id, FOLDER)


class FormJob:
    """What a run was asked to do, and the writing of one form."""

    def __init__(self, params: Params, folder: Path, force: bool) -> None:
        self._params = params
        self._folder = folder
        self._force = force

    def write(self, code: str) -> FormResult:
        """Write the form of a commune; return why not where that cannot be."""
        from cchc_toolkit.workbook import entry_of, write_workbook

        target = paths.inside(self._folder, f"{code}.xlsx")
        try:
            self._keep_filled(target)
            paths.write_file(target, write_workbook(entry_of(code, self._params)))
        except CchcError as error:
            return code, error
        return code, None

    def write_part(self, codes: tuple[str, ...]) -> tuple[FormResult, ...]:
        """Write some forms, one after another."""
        return tuple(map(self.write, codes))

    def _keep_filled(self, target: Path) -> None:
        from cchc_toolkit.workbook import was_saved

        if not self._force and target.exists() and was_saved(target):
            raise DataError(
                "Đã có người điền vào biểu mẫu này, không ghi đè.",
                where=paths.shown(target),
                advice="Nhận tệp bằng “cchc import” hoặc chuyển đi nơi khác; ghi đè thì thêm "
                "--force.",
            )

    def name(self, code: str) -> str:
        """Return the name of a commune."""
        return self._params.office(code).name


def _write_all(job: FormJob, codes: tuple[str, ...], workers: int) -> list[CchcError]:
    """Write the forms with a bar on a terminal; say at once which could not be written."""
    failed: list[CchcError] = []
    with _bar(len(codes)) as bar:
        for code, error in _results(job, codes, workers):
            bar.update()
            if error is not None:
                failed.append(error)
                bar.write(f"{code} {job.name(code)}: CHƯA TẠO ĐƯỢC\n{error}", file=sys.stderr)
    return failed


def _bar(total: int) -> tqdm[Never]:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would make forking unsafe
    return tqdm(total=total, unit="biểu", desc="Tạo biểu mẫu", disable=not sys.stderr.isatty())


def _results(job: FormJob, codes: tuple[str, ...], workers: int) -> Iterator[FormResult]:
    """Yield what became of each form: in processes where that pays and the system forks."""
    from cchc_toolkit.system.pool import Lost
    from cchc_toolkit.system.side_by_side import side_by_side

    # The children inherit what the first form has prepared: labels, formulas, formats.
    yield job.write(codes[0])
    lanes = workers if workers > 1 and len(codes) > _CHUNK else 0
    done = side_by_side(codes[1:], lanes, job.write, seconds=_PATIENCE, together=_CHUNK)
    for code, result in done:
        if isinstance(result, Lost):
            yield (
                code,
                DataError(f"Tiến trình ghi biểu mẫu {result.reason}.", advice="Chạy lại lệnh."),
            )
        else:
            yield result
