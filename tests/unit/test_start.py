"""What a command pays before it does anything: no import that it can do without."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_spares_itself_three_seconds_of_grammars() -> None:
    script = (
        "import cchc_toolkit.cli, cchc_toolkit.production.schedule, sys;"
        "print([name for name in ('rfc3987_syntax', 'lark', 'pandas', 'pyarrow', 'jupyterlab')"
        " if sys.modules.get(name)])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_parent_of_the_lanes_has_one_thread() -> None:
    """Forking with more is not safe; whoever adds an import that starts one learns of it here."""
    script = (
        "import cchc_toolkit.cli, cchc_toolkit.production.schedule, os;"
        "print(len(os.listdir('/proc/self/task')) if os.path.exists('/proc/self/task') else 1)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"
