"""Figures: numbers derived from a submission, each with its formula, inputs and source."""

from cchc_toolkit.figures.derive import derive
from cchc_toolkit.figures.figure import REASONS, Figure, Input, Reason

__all__ = ["REASONS", "Figure", "Input", "Reason", "derive"]
