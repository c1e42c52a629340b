"""Units over time: every commune before and since 01/7/2025, and what became of what."""

from cchc_toolkit.catalogue.units.lookup import (
    communes_of,
    find_unit,
    province_today,
    units_named,
)
from cchc_toolkit.catalogue.units.members import Members, members_on
from cchc_toolkit.catalogue.units.provinces import find_province
from cchc_toolkit.catalogue.units.registry import (
    predecessors,
    unit_called,
    unit_on,
    units_of_code,
)
from cchc_toolkit.catalogue.units.unit import Unit

__all__ = [
    "Members",
    "Unit",
    "communes_of",
    "find_province",
    "find_unit",
    "members_on",
    "predecessors",
    "province_today",
    "unit_called",
    "unit_on",
    "units_named",
    "units_of_code",
]
