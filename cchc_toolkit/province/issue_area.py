"""Issuing the report of an area: with number and date, kept where nothing overwrites it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.issued import (
    Issue,
    data_of,
    hashes,
    next_issue,
    write_issue,
)
from cchc_toolkit.outputs.paper_record import changed_files, read_record
from cchc_toolkit.province.area import areas
from cchc_toolkit.province.make_area import area_files, area_folder, rolled_up
from cchc_toolkit.province.own_figures import against_units
from cchc_toolkit.province.roll_up import RolledUp
from cchc_toolkit.province.unit_values import read_units
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.json_text import indented

UNITS = "don-vi.json"
"""Beside the level's own data: the SHA-256 of what each unit of the total reported."""


def issue_area(params: Params, name: str, number: str, day: str, *, again: bool) -> Issue:
    """Issue the report of an area, named as its folder; return where it is kept.

    Raises `UsageError` where no copy to sign stands as it was made from today's data, or where it
    has been issued and a replacement was not asked for (`again`).
    """
    ordinal, place = next_issue(params, name, number, again=again)
    folder = area_folder(params, name)
    record = read_record(folder)
    found = _area(params, name, record)
    issuer = params.issuer
    why = tuple(_why_not(folder, record)) if found and issuer else ("chưa lập",)
    if why or found is None or issuer is None:
        raise _unsigned(params, name, why)
    numbered = replace(params, mode="issue", issuer=replace(issuer, number=number, date=day))
    findings = against_units(numbered, found)
    files, stamp = area_files(numbered, found, findings, record["rank"], record["series"])
    if stamp != record["stamp"]:
        raise _unsigned(params, name, ("số liệu đã đổi từ khi lập",))
    data = {UNITS: indented({unit.code: unit.sha256 for unit in found.present}).encode()}
    if found.own:
        data |= data_of(params, name)
    made = Issue(ordinal, number, issuer.symbol, day, hashes(data), None, place)
    write_issue(made, files, data)
    return made


def _unsigned(params: Params, name: str, why: tuple[str, ...]) -> UsageError:
    return UsageError(
        f"Chưa có bản trình ký còn nguyên để phát hành: {'; '.join(why)}.",
        where=f"{name}, kỳ {params.period.id}",
        advice="Lập lại bằng cchc roll-up … --mode sign.",
    )


def _area(params: Params, name: str, record: Mapping[str, Any]) -> RolledUp | None:
    """Return the sums of the area whose report is there; None without any."""
    if "kind" not in record:
        return None
    there = areas(params, record["kind"], record["borders"])
    area = next((one for one in there if one.own_folder == name), None)
    return rolled_up(params, area, read_units(params)) if area else None


def _why_not(folder: Path, record: Mapping[str, Any]) -> Iterator[str]:
    if record["mode"] != "sign":
        yield "mới có dự thảo"
    yield from (f"{file} không còn như khi lập" for file in changed_files(folder, record))
