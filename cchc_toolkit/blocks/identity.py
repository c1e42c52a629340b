"""Whose report it is: what every file of a report says of itself, and how it is read back."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

_BETWEEN = re.compile(r" · |[;,] ")


@dataclass(frozen=True)
class Identity:
    """Commune code, period, and the stamp over data, parameters (mode and date too) and form."""

    commune: str
    period: str
    stamp: str

    def __str__(self) -> str:
        return f"{self.commune or '?'} · {self.period or '?'} · {self.stamp or '?'}"

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of it, in order."""
        return tuple(filter(None, (self.commune, self.period, self.stamp)))

    @property
    def printed(self) -> str:
        """The identity as a page shows it.

        >>> Identity("99001", "2024-6T", "66de8575f30c92d5").printed
        '99001 · 2024-6T · 66de8575f30c92d5'
        """
        return " · ".join(self.parts)

    @property
    def keywords(self) -> str:
        """The identity among the properties of an office document."""
        return "; ".join(self.parts)

    def to_json(self) -> dict[str, str]:
        """Return the identity as every JSON file of a report begins with."""
        return asdict(self)


def read_identity(text: str) -> Identity | None:
    """Return the identity that a page, or the keywords of a file, give; None where they do not.

    >>> read_identity("99001; 2024-6T; 66de8575f30c92d5")
    Identity(commune='99001', period='2024-6T', stamp='66de8575f30c92d5')
    >>> read_identity("cải cách hành chính, 2024") is None
    True
    """
    parts = _BETWEEN.split(text)
    return Identity(*parts) if len(parts) == len(Identity.__dataclass_fields__) else None
