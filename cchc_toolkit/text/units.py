"""Counted nouns: which words may follow a number of a unit, and which belong to another unit."""

from __future__ import annotations

import re
from functools import cache

from cchc_toolkit.system import paths
from cchc_toolkit.text.record import read_rows


@cache
def nouns_of_units() -> dict[str, tuple[str, ...]]:
    """Return the nouns of each unit, lower case.

    >>> "tthc" in nouns_of_units()["Thủ tục"]
    True
    """
    lines = read_rows(paths.package_file("text", "units.csv"))
    return {line["unit"]: tuple(line["nouns"].split("|")) for line in lines}


@cache
def _any_noun() -> re.Pattern[str]:
    nouns = {noun for nouns in nouns_of_units().values() for noun in nouns}
    longest_first = "|".join(re.escape(noun) for noun in sorted(nouns, key=lambda n: (-len(n), n)))
    return re.compile(rf"\s*({longest_first})(?!\w)")


def noun_at(lower: str, place: int) -> str:
    """Return the counted noun that a lower-case text has at a place, "" if none.

    >>> noun_at("103 thủ tục mức độ 4", 3)
    'thủ tục'
    """
    found = _any_noun().match(lower, place)
    return found[1] if found else ""


def same_unit(unit: str, noun: str) -> bool:
    """Whether a noun may be counted in a unit; an unknown unit takes every noun.

    >>> same_unit("Hồ sơ", "thủ tục"), same_unit("Người", "công chức")
    (False, True)
    """
    nouns = nouns_of_units().get(unit)
    return nouns is None or noun in nouns


def units_of(noun: str) -> frozenset[str]:
    """Return the units that a noun may stand for."""
    return frozenset(unit for unit, nouns in nouns_of_units().items() if noun in nouns)
