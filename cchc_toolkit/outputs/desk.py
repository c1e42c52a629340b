"""The province's desk on the page of a run: where the units stand, slips, letter, area reports.

Some regions of `index.html` say so. Whatever writes one of these papers has them written anew, so
that the page leads to it, and nothing else of the page is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from cchc_toolkit.outputs.area_reports import AREAS, area_reports
from cchc_toolkit.outputs.standing import STATE_NAMES, Standing, State, counted
from cchc_toolkit.render.page_template import PAGES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date, print_number, without_marks

SLIPS, COMMON, REMINDER = "phan-hoi", "chung", "don-doc"
"""Folders beside the reports of a period: slips, in there the sheet that is no unit's, the letter
to the missing."""
PAGE = "index.html"
REGIONS = ("papers", "missing", "state", "standings")
_NAMES = {".html": "HTML", ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}


@dataclass(frozen=True)
class Link:
    """A file as the page links to it."""

    href: str
    name: str


@dataclass(frozen=True)
class AreaLinks:
    """The files of the report of an area."""

    title: str
    state: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Desk:
    """What the regions show; `standings` is empty on a page that tells of no units."""

    standings: tuple[Standing, ...]
    slips: Mapping[str, tuple[Link, ...]]
    areas: tuple[AreaLinks, ...]
    common: tuple[Link, ...]
    reminder: tuple[Link, ...]

    @property
    def any(self) -> bool:
        """Whether there is a paper that the head of the page leads to."""
        return bool(self.areas or self.common or self.reminder)

    @property
    def absent(self) -> int:
        """How many units there are of which nothing can be counted."""
        return sum(one.absent for one in self.standings)

    @property
    def late(self) -> int:
        """How many units were late."""
        return sum(bool(one.late) for one in self.standings)

    @property
    def counts(self) -> list[tuple[State, str, int]]:
        """How many units there are of each state, with its name."""
        found = counted(self.standings)
        return [(state, STATE_NAMES[state], count) for state, count in found.items()]


def regions(params: Params, standings: Sequence[Standing] = ()) -> dict[str, Markup]:
    """Return the regions by name; none of them has a clock, so no unit is overdue there."""
    folder = params.folder
    found = tuple(replace(one, late=None) if one.received is None else one for one in standings)
    there = {} if params.name else {one.name: _links(folder, one) for one in _below(folder / SLIPS)}
    desk = Desk(
        found,
        {one.code: there.get(one.code, ()) for one in found if one.code in there},
        tuple(_areas(params)),
        there.get(COMMON, ()),
        () if params.name else _links(folder, folder / REMINDER),
    )
    module = _template().make_module()
    return {name: Markup(getattr(module, name)(desk)) for name in REGIONS}  # noqa: S704 - escaped


def refresh_desk(params: Params, standings: Sequence[Standing] = ()) -> None:
    """Write the regions of the page of a period anew, where there is a page.

    Without standings only the papers, for whoever has not looked where the units stand.
    """
    file = params.folder / PAGE
    try:
        page = file.read_text(encoding="utf-8")
    except OSError:
        return
    now, made = page, regions(params, standings)
    for name in REGIONS if standings else REGIONS[:1]:
        before, begun, rest = now.partition(f"<!-- {name} -->")
        _, ended, after = rest.partition(f"<!-- /{name} -->")
        if ended:
            now = f"{before}{begun}{made[name]}{ended}{after}"
    if now != page:
        paths.write_file(file, now)


@cache
def _template() -> Template:
    source = paths.package_file("outputs", "desk.html.j2").read_text(encoding="utf-8")
    names = {"print_date": print_date, "number": print_number, "searched": _searched}
    return PAGES.from_string(source, names)


def _searched(one: Standing) -> str:
    return f"{one.code} {without_marks(one.name)}"


def _below(folder: Path) -> list[Path]:
    return sorted(one for one in folder.glob("[!.]*") if one.is_dir())


def _links(folder: Path, place: Path) -> tuple[Link, ...]:
    """Return the files of a place that people read, as a page in the folder links to them."""
    names = sorted(one.name for one in place.glob("[!.]*")) if place.is_dir() else []
    above = place.relative_to(folder).as_posix()
    return tuple(
        Link(f"{above}/{name}", label)
        for ending, label in _NAMES.items()
        for name in names
        if name.endswith(ending)
    )


def _areas(params: Params) -> Iterator[AreaLinks]:
    for one in area_reports(params):
        links = _links(params.folder, params.folder / AREAS / one.name)
        yield AreaLinks(one.title, one.state, links)
