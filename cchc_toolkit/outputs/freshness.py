"""Is a report current, and if not, what has changed? Decided from manifests, without a clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_toolkit.outputs.manifest import changed_inputs, damaged, inputs_of, lacking, read_manifest
from cchc_toolkit.render.fonts import Font, choose_font
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths


def reasons(
    params: Params, code: str, notebook: Path, font: Font, manifest: dict[str, Any] | None = None
) -> tuple[str, ...]:
    """Return why the report of a commune must be made, in Vietnamese; nothing if it is current.

    Each reason names what changed since the report was made: an input, or a damaged output.
    `manifest` is that of the report, where it has been read already.
    """
    folder = paths.inside(params.folder, code)
    manifest = manifest or read_manifest(folder)
    if manifest is None:
        return ("chưa lập",) if not folder.exists() else ("thiếu hoặc hỏng manifest.json",)
    if (manifest["commune"], manifest["period"]) != (code, params.period.id):
        return ("thư mục chứa báo cáo của xã hoặc kỳ khác",)
    params = as_it_stands(params, manifest)
    now = inputs_of(params, code, notebook, font)
    changed = tuple(changed_inputs(manifest["inputs"], now).values())
    asked = tuple(f"chưa có {name}" for name in lacking(manifest, params))
    spoilt = damaged(folder, manifest)
    lost = (f"đầu ra bị mất hoặc bị sửa: {', '.join(spoilt)}",) if spoilt else ()
    return changed + asked + lost


def as_it_stands(params: Params, manifest: dict[str, Any]) -> Params:
    """Return what a report is held against: a draft asked for does not make a copy to sign old.

    It stands as it was made until what it was made from changes.
    """
    if params.mode != "draft" or manifest["mode"] != "sign":
        return params
    return replace(params, mode="sign", charts=bool(manifest.get("charts", True)), formats=())


def holds(params: Params, code: str, notebook: Path, manifest: dict[str, Any] | None) -> bool:
    """Whether a report with this manifest, wherever it stands, is what would be made today."""
    if manifest is None or code not in params.offices:
        return False
    if (manifest["commune"], manifest["period"]) != (code, params.period.id):
        return False
    params = as_it_stands(params, manifest)
    return not changed_inputs(manifest["inputs"], inputs_of(params, code, notebook, choose_font()))
