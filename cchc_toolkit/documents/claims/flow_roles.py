"""The figures of a stretch of a report by the part that they play in the flow of dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account

Roles = Mapping[str, tuple[int, ...]]


def roles_in(account: Account, scope: Sequence[int]) -> Roles:
    """Return the figures of a stretch by the part that they play in the flow of dossiers."""
    found: dict[str, list[int]] = {}
    for n in scope:
        if role := account.dossier_roles[n]:
            found.setdefault(role, []).append(n)
    return {role: tuple(places) for role, places in found.items()}


def one_of(account: Account, roles: Roles, role: str) -> int | None:
    """Return the place of a role that has one value here, None where it has none or several."""
    places = roles.get(role, ())
    if len(places) > 1 and len({account.quantities[n].value for n in places}) > 1:
        return None
    return places[0] if places else None


def added_up(account: Account, places: Sequence[int]) -> Decimal:
    """Return what the quantities of some places are together."""
    return sum((account.quantities[n].value for n in places), Decimal(0))
