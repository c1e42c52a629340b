"""What a province may set about the rules; the defaults are those of the package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Choices of a province."""

    exempt_implemented: bool = True
    """A document that another one implements may be older than the window (R12)."""
