"""Review of a finished report: what is wrong in it, where, and why."""

from cchc_toolkit.checks.span import Span
from cchc_toolkit.review.review import Review, review_issued

__all__ = ["Review", "Span", "review_issued"]
