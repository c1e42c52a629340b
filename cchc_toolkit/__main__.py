"""`python -m cchc_toolkit`: the `cchc` command where no script is on the path."""

from __future__ import annotations

from cchc_toolkit.cli import main

if __name__ == "__main__":  # a spawned worker imports this module under another name
    main(prog_name="cchc")
