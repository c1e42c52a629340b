"""The `cchc` command: a thin coat over the package, one file a verb."""

import gc
import sys

from cchc_toolkit.system.terminal import open_closed
from cchc_toolkit.system.threads import keep_one_thread

open_closed()
keep_one_thread()
# What is imported stays; looking through it for garbage takes a twentieth of a command's start.
gc.set_threshold(50_000, 20, 20)
# jsonschema, which nbformat imports, does without these checks of addresses and times, which no
# notebook has: the first compiles 39 grammars, three seconds of every command, the others 40 ms.
for name in ("rfc3987_syntax", "rfc3986_validator", "isoduration"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]

from cchc_toolkit.cli.batch import batch  # noqa: E402
from cchc_toolkit.cli.catalogue import catalogue  # noqa: E402
from cchc_toolkit.cli.check import check  # noqa: E402
from cchc_toolkit.cli.diff import diff  # noqa: E402
from cchc_toolkit.cli.explain import explain  # noqa: E402
from cchc_toolkit.cli.feedback import feedback  # noqa: E402
from cchc_toolkit.cli.form import form  # noqa: E402
from cchc_toolkit.cli.group import main  # noqa: E402
from cchc_toolkit.cli.import_ import import_  # noqa: E402
from cchc_toolkit.cli.init import init  # noqa: E402
from cchc_toolkit.cli.issue import issue  # noqa: E402
from cchc_toolkit.cli.new import new  # noqa: E402
from cchc_toolkit.cli.rap import rap  # noqa: E402
from cchc_toolkit.cli.remind import remind  # noqa: E402
from cchc_toolkit.cli.report import report  # noqa: E402
from cchc_toolkit.cli.review import review  # noqa: E402
from cchc_toolkit.cli.roll_up import roll_up  # noqa: E402
from cchc_toolkit.cli.sample import sample  # noqa: E402
from cchc_toolkit.cli.status import status  # noqa: E402
from cchc_toolkit.cli.verify import verify  # noqa: E402
from cchc_toolkit.cli.versions import versions  # noqa: E402

for verb in (
    batch, catalogue, check, diff, explain, feedback, form, import_, init, issue, new, rap, remind,
    report, review, roll_up, sample, status, verify, versions,
):  # fmt: skip
    main.add_command(verb)

__all__ = ["main"]
