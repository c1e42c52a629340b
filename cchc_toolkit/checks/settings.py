"""What a province may set about the rules; the defaults are those of the package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Choices of a province."""

    exempt_implemented: bool = True
    """A document that another one implements may be older than the window (R12)."""
    window_confirmed: bool = True
    """The window is the one that the parameters set, not only what a document says of itself."""
    typed_words: bool = True
    """What the commune typed into its texts is taken apart: figures, citations."""
