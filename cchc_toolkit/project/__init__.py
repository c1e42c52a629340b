"""A project: the folder in which an office keeps its parameters, data, forms and notebooks."""

from cchc_toolkit.project.next_period import next_period_text
from cchc_toolkit.project.originals import differing
from cchc_toolkit.project.params_text import params_text
from cchc_toolkit.project.start import Start, start_project

__all__ = [
    "Start",
    "differing",
    "next_period_text",
    "params_text",
    "start_project",
]
