"""What a level reported itself: its own cells, and its totals against its units' sum (R24)."""

from __future__ import annotations

from types import MappingProxyType

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.checks import RULES, Finding, Scope, confront, judged
from cchc_toolkit.errors import DataError
from cchc_toolkit.province.area import Area
from cchc_toolkit.province.roll_up import RolledUp
from cchc_toolkit.province.unit_values import UnitValues, values_of
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths

RULE = "R24"


def own_values(params: Params, area: Area) -> UnitValues | None:
    """Return what the level itself reported, None where there is nothing; raise `DataError`.

    It stands in `data/<period>/<folder of the area>/` as a commune's does.
    """
    folder = paths.inside(params.data, params.period.id, area.own_folder)
    if not folder.is_dir():
        return None
    found = values_of(params, Commune(area.own_folder, area.name), params.period, params.form)
    if found.problem:
        raise DataError(
            f"Không đọc được số liệu của chính {area.name}: {found.problem}",
            where=paths.shown(folder),
            advice="Sửa tệp indicators.csv trong thư mục này, hoặc bỏ thư mục đi.",
        )
    return found


def against_units(params: Params, found: RolledUp) -> tuple[Finding, ...]:
    """Return where the level's own totals are not the sum of its units; nothing without any."""
    if found.own is None:
        return ()
    own = _submission(params, found.own)
    members = tuple(_submission(params, unit) for unit in found.present)
    office = params.issuer or Office(name=found.area.name)
    scope = Scope(own, params.window, office, members=members, calendar=params.calendar)
    rules = tuple(rule for rule in RULES if rule.code == RULE)
    return judged(scope, confront(scope, rules, scope.lacking))


def _submission(params: Params, unit: UnitValues) -> Submission:
    return Submission(
        commune=Commune(unit.code, unit.name),
        period=params.period,
        form=params.form,
        values=unit.values,
        documents=MappingProxyType({}),
        texts=MappingProxyType({}),
        digest=unit.sha256,
    )
