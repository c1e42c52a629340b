"""Reports of a period besides the statutory one: which there are, and how many are current."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_toolkit.outputs.freshness import holds
from cchc_toolkit.outputs.manifest import NAME, lacking, read_manifest
from cchc_toolkit.submission.formats import read_formats
from cchc_toolkit.submission.named_report import NamedReport
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths

PAGE = "index.html"


@dataclass(frozen=True)
class OtherReports:
    """The reports of one name: their parameters, their notebook, which of them are current."""

    params: Params
    title: str
    notebook: Path
    made: int
    current: int

    @property
    def name(self) -> str:
        """Their name, which is that of their folder."""
        return self.params.name

    @property
    def link(self) -> str:
        """Where their page is, seen from that of the period; "" where there is none yet."""
        return f"{self.name}/{PAGE}" if (self.params.folder / PAGE).exists() else ""


def other_reports(params: Params, codes: Iterable[str] = ()) -> tuple[OtherReports, ...]:
    """Return those that the parameters list, then those made by hand, of some communes or all."""
    if params.name:
        return ()
    wanted = tuple(codes) or params.communes
    return tuple(_counted(*one, wanted) for one in _named(params))


def _named(params: Params) -> Iterator[tuple[Params, str, str]]:
    """Yield parameters, title and notebook of each name."""
    for listed in params.reports:
        yield params_of(params, listed), listed.title or listed.name, listed.notebook
    known = {listed.name for listed in params.reports}
    for page in sorted(params.folder.glob(f"*/{PAGE}")):
        name = page.parent.name
        notebook = "" if name in known else _notebook(page.parent)
        if notebook:
            yield replace(params, name=name), name, notebook


def params_of(params: Params, listed: NamedReport) -> Params:
    """Return the parameters of the reports of a name, with the formats that it asks for."""
    formats = read_formats([*params.formats, *listed.formats], "reports")
    return replace(params, name=listed.name, formats=formats)


def _notebook(folder: Path) -> str:
    """Return the notebook of reports that were made by hand, as their manifests name it."""
    manifests = (read_manifest(file.parent) for file in sorted(folder.glob(f"*/{NAME}")))
    named = (str(found["notebook"]) for found in manifests if found and "notebook" in found)
    return next(named, "")


def _counted(params: Params, title: str, notebook: str, codes: tuple[str, ...]) -> OtherReports:
    file = paths.notebook_file(notebook)
    found = [(code, read_manifest(paths.inside(params.folder, code))) for code in codes]
    made = [(code, manifest) for code, manifest in found if manifest is not None]
    there = file.is_file()
    current = sum(
        there and holds(params, code, file, manifest) and not lacking(manifest, params)
        for code, manifest in made
    )
    return OtherReports(params, title, file, len(made), current)
