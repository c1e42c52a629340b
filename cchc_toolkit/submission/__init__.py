"""A submission: what one commune reported."""

from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.load import load_submission
from cchc_toolkit.submission.placeholder import SHORT, Placeholder, split
from cchc_toolkit.submission.submission import Passage, Submission
from cchc_toolkit.submission.totals import parts, total
from cchc_toolkit.submission.value import NOT_REPORTED, STATES, State, Value
from cchc_toolkit.submission.waiver import Waiver

__all__ = [
    "NOT_REPORTED",
    "SHORT",
    "STATES",
    "Document",
    "Passage",
    "Placeholder",
    "State",
    "Submission",
    "Value",
    "Waiver",
    "load_submission",
    "parts",
    "split",
    "total",
]
