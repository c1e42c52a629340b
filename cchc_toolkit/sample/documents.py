"""The register of a fictional commune: its own documents and those from above they implement.

The documents from above depend on seed and period alone, so every commune cites the same ones.
A quarter brings the same documents to every period of its year, so cumulative counts never fall.
Numbers grow with the dates in one book a year, as an office's register does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.sample.calendar import slices, working_days
from cchc_toolkit.sample.profile import QUARTERS, Profile
from cchc_toolkit.sample.setting import THREE_LEVELS, TWO_LEVELS, Setting
from cchc_toolkit.submission import Document
from cchc_toolkit.system import paths
from cchc_toolkit.text.record import Key, read_records

_PAPERS_A_DAY_ABOVE = 7.0
_TYPES = {"KH-UBND": "Kế hoạch", "QĐ-UBND": "Quyết định"}
_OFFICIAL_LETTER = "Công văn"


@dataclass(frozen=True)
class _Paper:
    """A document that a quarter may bring: a line of `papers.csv`; `«nam»` is the year."""

    id: str
    from_above: bool
    quarter: int
    symbol: str
    chance: float
    implements: str
    subject: str


@cache
def _kinds() -> tuple[_Paper, ...]:
    file = paths.package_file("sample", "cited_documents.csv")
    keys = {"from_above": Key(lambda issuer: issuer == "cap_tren", "issuer")}
    return tuple(read_records(_Paper, file, keys))


def documents(
    profile: Profile, name: str, period: Period, window: Window, seed: int, setting: Setting
) -> tuple[Document, ...]:
    """Return the register of a period, ordered by date: documents from above and its own."""
    parts = dict(
        zip(
            QUARTERS[period.kind],
            slices(working_days(window), len(QUARTERS[period.kind])),
            strict=True,
        )
    )
    superior = tuple(kind for kind in _kinds() if kind.from_above)
    commune = tuple(kind for kind in _kinds() if not kind.from_above)
    above: list[Document] = []
    own: list[Document] = []
    for quarter, days in parts.items():
        # Who stands above writes in the first fifth of a quarter, the commune after it.
        edge = len(days) // 5
        above += _papers(superior, quarter, days[:edge], f"{seed}:huyen:{period.year}")
        own += _papers(commune, quarter, days[edge:], f"{profile.seed}:van_ban:{period.year}")
    year = str(period.year)
    mine = f"UBND {name[:1].lower()}{name[1:]}"
    return tuple(
        replace(paper, subject=setting.filled(paper.subject).replace("«nam»", year))
        for paper in (
            *_numbered(above, setting.above, _PAPERS_A_DAY_ABOVE),
            *_numbered(_without_orphans(own, above), mine, profile.papers_a_day),
        )
    )


def own_documents(register: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents that the commune itself issued."""
    above = (THREE_LEVELS.above, TWO_LEVELS.above)
    return tuple(paper for paper in register if paper.issuer not in above)


def _papers(
    kinds: tuple[_Paper, ...], quarter: int, days: tuple[date, ...], seed: str
) -> list[Document]:
    """Return the dated papers of a quarter; none where the window leaves it no working day.

    Each paper is drawn for itself: what a quarter brought is there in every period that holds it.
    """
    found = []
    for kind in kinds:
        draw = random.Random(f"{seed}:{kind.id}")
        wanted = draw.random() < kind.chance
        if kind.quarter == quarter and wanted and days:
            found.append(_document(kind, days[int(draw.random() * len(days))]))
    return found


def _document(kind: _Paper, day: date) -> Document:
    return Document(
        id=kind.id,
        type=_TYPES.get(kind.symbol, _OFFICIAL_LETTER),
        number="",
        symbol=kind.symbol,
        date=day,
        issuer="",
        subject=kind.subject,
        implements=kind.implements,
        as_printed="",
        source="",
    )


def _without_orphans(own: list[Document], above: list[Document]) -> list[Document]:
    """Let no document implement one that the register lacks."""
    known = {paper.id for paper in above}
    return [paper if paper.implements in known else replace(paper, implements="") for paper in own]


def _numbered(papers: list[Document], issuer: str, a_day: float) -> list[Document]:
    """Return the papers in order of date with their numbers: one book, opened anew each year."""
    numbered: list[Document] = []
    last, year = 0, 0
    for paper in sorted(papers, key=lambda paper: paper.date or date.min):
        day = paper.date or date.min
        last = 0 if day.year != year else last
        year = day.year
        last = max(last + 1, int(a_day * day.timetuple().tm_yday))
        numbered.append(replace(paper, number=f"{last:02d}", issuer=issuer))
    return numbered
