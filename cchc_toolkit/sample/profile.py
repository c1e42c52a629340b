"""What stays the same about a fictional commune from period to period."""

from __future__ import annotations

import random
from dataclasses import dataclass

QUARTERS: dict[str, tuple[int, ...]] = {
    "Q1": (1,),
    "6T": (1, 2),
    "Q3": (3,),
    "9T": (1, 2, 3),
    "N": (1, 2, 3, 4),
}
"""The quarters a kind of period adds up: 6T is half of the year because it is Q1 and Q2."""


@dataclass(frozen=True)
class Profile:
    """A commune's size, habits and standing numbers; drawn from seed and code alone."""

    seed: str
    """Seed and code, the start of every further seed of this commune."""
    size: float
    """How large it is: 1 is the middle, 0.6 small, 2.4 large."""
    online: float
    """Share of dossiers that come in online."""
    online_full: float
    """Share of the online ones at level 4."""
    post: bool
    """Whether it takes dossiers by post (BCCI) at all."""
    staff_assigned: int
    staff_present: int
    officials: int
    staff_cut: int
    """Posts given up since 2015; 0 where that does not apply."""
    procedures: int
    procedures_level_3: int
    procedures_level_4: int
    tasks: int
    """Tasks of the year's plan."""
    papers_a_day: float
    """How fast its book of outgoing documents grows."""
    revenue: int
    """Estimate of the year's revenue, đồng."""
    spending: int
    investment: int
    computers: int
    survey_way: int

    def random(self, *names: object) -> random.Random:
        """Return a generator that depends on this commune and the names alone."""
        return random.Random(":".join((self.seed, *map(str, names))))


def profile_of(seed: int, code: str) -> Profile:
    """Return the profile of a commune, the same whatever else is made.

    >>> profile_of(1, "99001") == profile_of(1, "99001") != profile_of(2, "99001")
    True
    """
    name = f"{seed}:{code}"
    draw = random.Random(name)
    size = draw.uniform(0.6, 2.4)
    assigned = draw.randint(18, 23)
    procedures = draw.randint(230, 290)
    revenue = _thousands(4_600_000_000 * size * draw.uniform(0.85, 1.2))
    present = assigned - draw.choice((0, 0, 1, 1, 2))
    return Profile(
        seed=name,
        size=size,
        online=draw.uniform(0.55, 0.9),
        online_full=draw.uniform(0.15, 0.45),
        post=draw.random() < 0.7,
        staff_assigned=assigned,
        staff_present=present,
        officials=present - draw.randint(8, 10),
        staff_cut=draw.choice((0, 1, 2, 4)),
        procedures=procedures,
        procedures_level_3=round(procedures * draw.uniform(0.3, 0.5)),
        procedures_level_4=round(procedures * draw.uniform(0.15, 0.3)),
        tasks=draw.randint(24, 45),
        papers_a_day=draw.uniform(0.35, 0.8),
        revenue=revenue,
        spending=_thousands(revenue * draw.uniform(0.95, 1.05)),
        investment=draw.choice((0, 1, 1, 1)) * _thousands(1_500_000_000 * size),
        computers=present + draw.randint(-2, 3),
        survey_way=draw.randint(0, 2),
    )


def _thousands(amount: float) -> int:
    return round(amount / 1000) * 1000
