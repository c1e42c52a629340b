"""`cchc form`: forms handed out, and forms of a project's own."""

from __future__ import annotations

import click

from cchc_toolkit.cli.form.adopt import adopt
from cchc_toolkit.cli.form.list_ import list_
from cchc_toolkit.cli.form.problems import check_form
from cchc_toolkit.cli.form.show import show
from cchc_toolkit.cli.form.write import write
from cchc_toolkit.cli.group import EPILOG


class _FormGroup(click.Group):
    """A group that still takes what `cchc form` alone once meant, and says its name now."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        option = first.startswith("-") and first not in ctx.help_option_names
        if option or first.endswith((".yml", ".yaml")):
            click.echo("“cchc form” tạo biểu Excel nay là “cchc form write”.", err=True)
            args = ["write", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_FormGroup, epilog=EPILOG)
def form() -> None:
    """Biểu mẫu: tạo tệp Excel cho xã điền, và đưa biểu của tỉnh vào dùng."""


for verb in (adopt, check_form, list_, show, write):
    form.add_command(verb)
