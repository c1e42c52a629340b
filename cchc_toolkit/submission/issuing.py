"""The parameters under which a report is issued: with number and date."""

from __future__ import annotations

from dataclasses import replace

from cchc_toolkit.submission.params import Params


def issuing(params: Params, code: str, number: str, day: str) -> Params:
    """Return the parameters under which the report of a commune is issued with number and date."""
    offices = {**params.offices, code: replace(params.office(code), number=number, date=day)}
    return replace(params, mode="issue", offices=offices)
