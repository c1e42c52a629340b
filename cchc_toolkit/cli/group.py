"""The group of verbs, and how an error of the user's ends: a message, a code, no traceback."""

from __future__ import annotations

from typing import Any

import click

from cchc_toolkit import __version__
from cchc_toolkit.cli.words import speak_vietnamese
from cchc_toolkit.errors import EXIT_CODES, CchcError, RenderError, disk_problem
from cchc_toolkit.system.terminal import keep_printing, lost_output

EPILOG = "Mã thoát: " + "; ".join(f"{code} {said}" for code, said in EXIT_CODES.items()) + "."
"""Printed under the help of every verb."""

speak_vietnamese()


class _Group(click.Group):
    """A group that turns errors of the user's into a message and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; what cannot be printed stops no work, and is told when it is done."""
        keep_printing()
        try:
            return super().main(*args, **kwargs)
        except SystemExit as ended:
            lost = lost_output()
            if lost is None:
                raise
            click.echo(f"Không in ra được hết: {disk_problem(lost)}.", err=True)
            raise SystemExit(ended.code or RenderError.exit_code) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CchcError as error:
            click.echo(f"Lỗi: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Đã dừng theo yêu cầu; các báo cáo đã lập vẫn còn.", err=True)
            ctx.exit(130)


@click.group(cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchc")
def main() -> None:
    """Lập, kiểm tra và tính lại báo cáo cải cách hành chính của xã, phường, đặc khu."""
