"""Write the pages of docs/ that say what the code already says: verbs, catalogue, figures, rules.

`python docs/generate.py` writes them; `--check` writes nothing, shows what differs and exits 1.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import content_pages
import program_pages

DOCS = Path(__file__).parent
NOTICE = "<!-- Written by docs/generate.py from the code. Do not edit by hand. -->"
PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "cli.md": program_pages.cli_page,
    "catalogue.md": content_pages.catalogue_page,
    "figures.md": content_pages.figures_page,
    "rules.md": content_pages.rules_page,
    "outline.md": content_pages.outline_page,
    "parameters.md": program_pages.parameters_page,
    "modules.md": program_pages.modules_page,
    "huong-dan-can-bo.md": program_pages.clerks_page,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the pages; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one differs")
    parser.add_argument("--folder", type=Path, default=DOCS, help="where the pages are")
    chosen = parser.parse_args(arguments)
    different = [name for name in PAGES if not _settled(chosen.folder / name, chosen.check)]
    for name in different:
        print(f"{'differs' if chosen.check else 'written'}: docs/{name}")
    if chosen.check and different:
        print("Run: python docs/generate.py", file=sys.stderr)
    return 1 if chosen.check and different else 0


def _settled(file: Path, check: bool) -> bool:
    """Say whether a page is as it should be; show or mend the difference if it is not."""
    found = file.read_text(encoding="utf-8") if file.exists() else ""
    wanted = page(file.name)
    if found == wanted:
        return True
    if check:
        told = (f"{file.name} on disk", f"{file.name} from the code")
        diff = difflib.unified_diff(found.splitlines(), wanted.splitlines(), *told, lineterm="")
        print("\n".join(diff))
    else:
        file.write_text(wanted, encoding="utf-8", newline="\n")
    return False


def page(name: str) -> str:
    """Return one page as it should stand on disk."""
    return "\n".join([NOTICE, "", *PAGES[name]()]).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
