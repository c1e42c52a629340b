"""How reproducible a project is: the levels of RAP, each line with its evidence."""

from cchc_toolkit.project.rap.checklist import LEVELS, checklist, reached
from cchc_toolkit.project.rap.facts import Facts

__all__ = ["LEVELS", "Facts", "checklist", "reached"]
