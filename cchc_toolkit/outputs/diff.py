"""Two runs compared by figure: old, new, change, and the cause as far as the manifests tell.

The cause of a changed figure is looked for from the ground up: the data it was made from, then the
rule or formula, then the rounding; where none of these differ, what is printed differs because of
the form, or of the template or package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.manifest import NAME, changed_inputs, read_manifest
from cchc_toolkit.system.paths import shown
from cchc_toolkit.text.formatting import with_unit

Cause = Literal["data", "rule", "rounding", "form", "template", "missing"]
CAUSES: dict[Cause, str] = {
    "data": "số liệu",
    "rule": "quy tắc hoặc công thức",
    "rounding": "làm tròn",
    "form": "biểu mẫu",
    "template": "mẫu trình bày hoặc gói",
    "missing": "chỉ có ở một bên",
}
Json = dict[str, Any]
_DATA = ("numerator", "denominator", "reason")
_PRINTED = ("printed", "label", "unit", "source")


@dataclass(frozen=True)
class Changed:
    """One figure of one commune that differs. `change` is new less old, "" where one has none."""

    commune: str
    key: str
    label: str
    old: str
    new: str
    change: str
    cause: Cause

    def to_json(self) -> Json:
        """Return the change as a JSON object; numbers are text."""
        return asdict(self)


@dataclass(frozen=True)
class Compared:
    """Two runs: the figures that differ, the communes in one only, what else differs by commune."""

    figures: tuple[Changed, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    inputs: Mapping[str, tuple[str, ...]]
    """For each commune whose report differs, the inputs that do, in Vietnamese."""

    @property
    def same(self) -> bool:
        """Whether nothing at all differs."""
        return not (self.figures or self.only_old or self.only_new or self.inputs)

    def to_json(self) -> Json:
        """Return the comparison as a JSON object."""
        return {
            "figures": [changed.to_json() for changed in self.figures],
            "only_old": list(self.only_old),
            "only_new": list(self.only_new),
            "inputs": {code: list(said) for code, said in self.inputs.items()},
        }


def compare(old: Path, new: Path) -> Compared:
    """Return what differs between two periods' folders, or between two reports of one commune.

    Raises `UsageError` where a folder holds no report, or the two are not of the same kind.
    """
    before, after = _reports(old), _reports(new)
    if _one(old) != _one(new) or (_one(old) and before.keys() != after.keys()):
        raise UsageError(
            "Không so được hai thư mục này với nhau.",
            where=f"{shown(old)} và {shown(new)}",
            advice="So hai thư mục kỳ, hoặc hai báo cáo của cùng một xã.",
        )
    both = sorted(before.keys() & after.keys())
    differing = [code for code in both if before[code][1] != after[code][1]]
    return Compared(
        figures=tuple(found for code in both for found in _figures(before[code], after[code])),
        only_old=tuple(sorted(before.keys() - after.keys())),
        only_new=tuple(sorted(after.keys() - before.keys())),
        inputs={code: _inputs(before[code][1], after[code][1]) for code in differing},
    )


_Report = tuple[Path, Json]


def _one(folder: Path) -> bool:
    return (folder / NAME).is_file()


def _reports(folder: Path) -> dict[str, _Report]:
    """Return the reports in a folder by commune: folder and manifest."""
    places = [folder] if _one(folder) else sorted(folder.iterdir()) if folder.is_dir() else []
    read = ((place, read_manifest(place)) for place in places)
    found = {manifest["commune"]: (place, manifest) for place, manifest in read if manifest}
    if not found:
        raise UsageError(
            "Không có báo cáo nào trong thư mục này.",
            where=shown(folder),
            advice="Chọn thư mục kỳ (outputs/2024-6T) hoặc báo cáo (outputs/2024-6T/15109).",
        )
    return found


def _inputs(old: Json, new: Json) -> tuple[str, ...]:
    """Say what differs in what two reports were made from; their outputs if it is only those."""
    said = tuple(changed_inputs(old["inputs"], new["inputs"]).values())
    if old["period"] != new["period"]:
        said = (f"kỳ {old['period']} và {new['period']}", *said)
    if said:
        return said
    names = [name for name in old["outputs"] if old["outputs"][name] != new["outputs"][name]]
    return (f"cùng đầu vào, khác {', '.join(names) or NAME}",)


def _figures(old: _Report, new: _Report) -> Iterator[Changed]:
    before, after = _read(old[0]), _read(new[0])
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        cause = _cause(was, now, old[1], new[1])
        if cause is not None:
            yield Changed(
                commune=new[1]["commune"],
                key=key,
                label=str((now or was or {}).get("label", "")),
                old=_printed(was),
                new=_printed(now),
                change=_change(was, now),
                cause=cause,
            )


def _read(folder: Path) -> dict[str, Json]:
    try:
        listed = json.loads((folder / "figures.json").read_bytes())["figures"]
        return {str(figure["key"]): figure for figure in listed}
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            "Không đọc được các chỉ số của báo cáo.",
            where=shown(folder / "figures.json"),
            advice="Lập lại báo cáo này, hoặc xem cchc verify nói gì.",
        ) from None


def _cause(was: Json | None, now: Json | None, old: Json, new: Json) -> Cause | None:
    """Return why a figure differs; None where only its sources do (line numbers of files)."""
    if was is None or now is None:
        return "missing"
    if _terms(was, "key") != _terms(now, "key") or was["rule"] != now["rule"]:
        return "rule"
    if _terms(was, "text") != _terms(now, "text") or _differ(was, now, _DATA):
        return "data"
    if _differ(was, now, ("value", "decimals")):
        return "rounding" if was["unit"] == now["unit"] else "rule"
    if not _differ(was, now, _PRINTED) and was["formula"] == now["formula"]:
        return None
    return "form" if old["inputs"].get("form") != new["inputs"].get("form") else "template"


def _terms(figure: Json, name: str) -> list[str]:
    return [str(item[name]) for item in figure["inputs"]]


def _differ(was: Json, now: Json, names: tuple[str, ...]) -> bool:
    return any(was[name] != now[name] for name in names)


def _printed(figure: Json | None) -> str:
    if figure is None:
        return ""
    unit = "" if figure["value"] is None else str(figure["unit"])
    return with_unit(figure["printed"], unit)


def _change(was: Json | None, now: Json | None) -> str:
    """Return new less old, exactly, with its sign; "" where either is no number."""
    try:
        old, new = (Decimal(figure["value"]) for figure in (was, now) if figure is not None)
    except (InvalidOperation, TypeError, ValueError):
        return ""
    return f"{new - old:+}"
