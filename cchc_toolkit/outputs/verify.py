"""Verifying a report: are its files what was published, and what would be computed today?

Three questions, each answered by the bytes: do the outputs have the hashes that the manifest names;
does every output say that it is this commune's and this period's; and, recomputed from the data,
is every figure and every finding what the report says? A report whose inputs have changed since
cannot be recomputed; that is said too, and counts as a difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_toolkit.blocks import Identity
from cchc_toolkit.errors import CchcError
from cchc_toolkit.outputs.guard import strangers
from cchc_toolkit.outputs.manifest import NAME, changed_inputs, damaged, read_manifest
from cchc_toolkit.report import build_report
from cchc_toolkit.report.authoring.notes import CODES
from cchc_toolkit.report.authoring.own_figures import ratio_of, with_own
from cchc_toolkit.submission.params import Params

_CODE, _PERIOD = re.compile(r"\d{5}"), re.compile(r"\d{4}-\w+")
_RECOMPUTED_FROM = ("data", "earlier", "parameters", "twins", "late")
"""Inputs without which a report cannot be computed again; form and rules are those of today."""
_SHOWN = ("value", "reason", "numerator", "denominator", "rule", "decimals", "formula", "inputs")
"""What of a figure is compared; labels and sources are words, and the outputs' hashes hold them."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Verified:
    """One report's folder and what differs, in Vietnamese; nothing where all is as it should be."""

    folder: Path
    commune: str
    differences: tuple[str, ...]
    recomputed: bool = False
    """Whether figures and findings could be computed again."""


def verify(folder: Path, params: Params | None, inputs: Json) -> Verified:
    """Return what differs between a report and its manifest, its name and its data.

    `params` are those of its period with its own mode, None where there are none; `inputs` is
    what would be read now (`manifest.inputs_of`).
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return Verified(folder, folder.name, (f"{NAME}: không có, hoặc không đọc được",))
    found = [*_names(folder, manifest), *_outputs(folder, manifest)]
    again, recomputed = _recomputed(folder, manifest, params, inputs)
    return Verified(folder, manifest["commune"], (*found, *again), recomputed)


def _names(folder: Path, manifest: Json) -> Iterator[str]:
    """Say where a folder has the name of another commune or period; a copy's may be any name."""
    named = ((folder.resolve(), "commune", _CODE), (folder.resolve().parent, "period", _PERIOD))
    for place, what, form in named:
        if form.fullmatch(place.name) and place.name != manifest[what]:
            yield f"thư mục {place.name}: chứa báo cáo của {manifest[what]}"


def _outputs(folder: Path, manifest: Json) -> Iterator[str]:
    spoilt = set(damaged(folder, manifest))
    asked = Identity(manifest["commune"], manifest["period"], manifest["stamp"])
    for name in manifest["outputs"]:
        if not (folder / name).is_file():
            yield f"{name}: không có"
            continue
        if name in spoilt:
            yield f"{name}: đã bị sửa từ khi lập (khác mã băm trong {NAME})"
        yield from strangers({name: (folder / name).read_bytes()}, asked)


def _recomputed(
    folder: Path, manifest: Json, params: Params | None, inputs: Json
) -> tuple[tuple[str, ...], bool]:
    """Return what differs when the report is computed again, and whether it could be."""
    if params is None or not inputs:
        return ("không tính lại được: không có tham số hoặc số liệu của kỳ này",), False
    changed = changed_inputs(manifest["inputs"], inputs)
    lost = [said for name, said in changed.items() if name in _RECOMPUTED_FROM]
    if lost:
        return tuple(f"không tính lại được: {said} từ khi lập" for said in lost), False
    try:
        own = map(ratio_of, manifest.get("own_figures", ()))
        report = build_report(manifest["commune"], with_own(params, own))
    except CchcError as error:
        return (f"không tính lại được: {error.problem}",), False
    figures = [figure.to_json() for figure in report.figures.values()]
    findings = [finding.to_json() for finding in report.findings]
    found = (
        *_figures(_listed(folder, "figures"), figures),
        *_findings(_of_the_data(_listed(folder, "findings")), findings),
    )
    others = ", ".join(changed.values())
    because = f" (từ khi lập đã {others})" if found and others else ""
    return tuple(f"{said}{because}" for said in found), True


def _of_the_data(findings: list[Json]) -> list[Json]:
    """Return the findings that follow from the data; those of a notebook need it to be run."""
    return [
        found for found in findings if not (isinstance(found, dict) and found.get("rule") in CODES)
    ]


def _listed(folder: Path, name: str) -> list[Json]:
    try:
        found = json.loads((folder / f"{name}.json").read_bytes())[name]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return found if isinstance(found, list) else []


def _figures(then: list[Json], now: list[Json]) -> Iterator[str]:
    """Say which figures are not what they would be now, with both values."""
    before, after = _by_key(then), _by_key(now)
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            there = "chỉ có khi tính lại" if old is None else "không còn khi tính lại"
            yield f"chỉ số {key}: {there}"
            continue
        parts = [name for name in _SHOWN if old.get(name) != new.get(name)]
        if parts:
            yield f"chỉ số {key}: báo cáo ghi {_said(old)}, tính lại được {_said(new)}"


def _by_key(figures: list[Json]) -> Mapping[str, Json]:
    return {str(figure.get("key")): figure for figure in figures if isinstance(figure, dict)}


def _said(figure: Json) -> str:
    return str(figure.get("formula") or figure.get("printed") or "")


def _findings(then: list[Json], now: list[Json]) -> Iterator[str]:
    before, after = ([json.dumps(item, sort_keys=True) for item in side] for side in (then, now))
    for item, text in zip(then, before, strict=True):
        if text not in after:
            yield f"phát hiện {_finding(item)}: không còn khi tính lại"
    for item, text in zip(now, after, strict=True):
        if text not in before:
            yield f"phát hiện {_finding(item)}: chỉ có khi tính lại"


def _finding(item: Any) -> str:
    if not isinstance(item, dict):
        return "hỏng"
    return (
        f"{item.get('rule')} ({', '.join(map(str, item.get('keys', ()))) or item.get('message')})"
    )
