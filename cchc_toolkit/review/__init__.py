"""Review of a finished report: what is wrong in it, where, and why."""

from cchc_toolkit.checks.located_finding import LocatedFinding, Span
from cchc_toolkit.review.review import Review, review_file, review_issued

__all__ = ["LocatedFinding", "Review", "Span", "review_file", "review_issued"]
