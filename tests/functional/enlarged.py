"""`cchc` with a registry of units that knows some made-up ones too: `python enlarged.py FOLDER …`.

FOLDER has the tables that stand in for those of the package. No real unit is touched: what is made
up has codes from 90000 on, and these come last in every table.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc_toolkit.system import paths


def write_registry(folder: Path, more: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Write tables of units with more lines in some; return what runs the command with them."""
    folder.mkdir()
    for name, lines in more.items():
        text = paths.package_file("catalogue", "units", name).read_text(encoding="utf-8")
        (folder / name).write_text("\n".join([text.rstrip("\n"), *lines, ""]), encoding="utf-8")
    return (__file__, str(folder))


def main() -> None:
    """Run the command; the tables of the folder are looked at first."""
    folder, *arguments = sys.argv[1:]
    real = paths.package_file

    def package_file(*parts: str) -> Path:
        mine = Path(folder, *parts[2:])
        return mine if parts[:2] == ("catalogue", "units") and mine.is_file() else real(*parts)

    paths.package_file = package_file
    from cchc_toolkit.cli import main as cchc

    cchc(arguments, prog_name="cchc")


if __name__ == "__main__":
    main()
