"""Every claim of a report, judged by the best reading, and what becomes of every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cchc_toolkit.documents.claims.account import Account, account_of
from cchc_toolkit.documents.claims.across import across_claims
from cchc_toolkit.documents.claims.addition import addition_claims
from cchc_toolkit.documents.claims.all_of import all_of_claims
from cchc_toolkit.documents.claims.balance import balance_claims
from cchc_toolkit.documents.claims.carrying import carrying_claims
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.derived import derived_claims
from cchc_toolkit.documents.claims.direction import direction_claims
from cchc_toolkit.documents.claims.flow import flow_claims
from cchc_toolkit.documents.claims.footing import footing_claims
from cchc_toolkit.documents.claims.formula import formula_claims
from cchc_toolkit.documents.claims.fund import fund_claims
from cchc_toolkit.documents.claims.grades import grade_claims
from cchc_toolkit.documents.claims.growth import growth_claims
from cchc_toolkit.documents.claims.growth_in_table import growth_in_table
from cchc_toolkit.documents.claims.mean import mean_claims
from cchc_toolkit.documents.claims.month_span import month_span_claims
from cchc_toolkit.documents.claims.multiple import multiple_claims
from cchc_toolkit.documents.claims.naming import naming_claims
from cchc_toolkit.documents.claims.near_miss import near_miss_claims
from cchc_toolkit.documents.claims.none_said import none_claims
from cchc_toolkit.documents.claims.over_all import over_all
from cchc_toolkit.documents.claims.overrun import overrun_claims
from cchc_toolkit.documents.claims.places_in_table import table_place_claims
from cchc_toolkit.documents.claims.ranking import ranking_claims
from cchc_toolkit.documents.claims.ratio import ratio_claims, ratios
from cchc_toolkit.documents.claims.remainder import remainder_claims
from cchc_toolkit.documents.claims.repetition import repetition_claims
from cchc_toolkit.documents.claims.restatement import restatement_claims
from cchc_toolkit.documents.claims.role_rate import role_rate_claims
from cchc_toolkit.documents.claims.scale import scale_claims
from cchc_toolkit.documents.claims.share import share_claims
from cchc_toolkit.documents.claims.shortfall import shortfall_claims
from cchc_toolkit.documents.claims.summed_up import summed_up_claims
from cchc_toolkit.documents.claims.table import Table, table_of
from cchc_toolkit.documents.claims.verdict import verdict_claims
from cchc_toolkit.documents.claims.whole_by_shares import whole_by_shares
from cchc_toolkit.documents.parsed_report import ParsedReport

State = Literal["confirmed", "contradicted", "open"]


@dataclass(frozen=True)
class Claims:
    """The figures of a report, the claims that hold and those that do not."""

    account: Account
    tables: tuple[Table | None, ...]
    sizes: tuple[int, ...]
    """How many rows each table has in the file."""
    held: tuple[Claim, ...]
    failed: tuple[Claim, ...]

    @cached_property
    def figures(self) -> Mapping[int, State]:
        """What became of each quantity of the prose."""
        good = {n for claim in self.held for n in claim.figures}
        bad = {claim.figures[0] for claim in self.failed if claim.figures}
        return {
            n: "contradicted" if n in bad else "confirmed" if n in good else "open"
            for n in range(len(self.account.quantities))
        }

    @cached_property
    def cells(self) -> Mapping[CellAt, State]:
        """What became of each number of the tables."""
        good = {cell for claim in self.held for cell in claim.cells}
        bad = {claim.cells[0] for claim in self.failed if claim.cells}
        return {
            (at, row, column): "contradicted"
            if (at, row, column) in bad
            else "confirmed"
            if (at, row, column) in good
            else "open"
            for at, table in enumerate(self.tables)
            if table is not None
            for row, line in enumerate(table.rows)
            for column in table.columns
            if line.numbers[column] is not None
        }

    def place(self, table: int, row: int, column: int) -> tuple[int, int]:
        """Return where a cell of a table stands in the file: the row of all tables', the column."""
        known = self.tables[table]
        row = known.rows[row].at if known is not None else row
        line, at = (column, row) if known is not None and known.turned else (row, column)
        return sum(self.sizes[:table]) + line, at

    @property
    def counts(self) -> Counter[State]:
        """How many numbers are confirmed, contradicted, and open."""
        return Counter([*self.figures.values(), *self.cells.values()])


def claims_of(issued: ParsedReport) -> Claims:
    """Return every claim of a report, each fault said once."""
    spoken = issued.letterhead.spoken
    months = spoken.months if spoken is not None else None
    account = account_of(issued.paragraphs, issued.citations, months)
    tables = tuple(table_of(grid) for grid in issued.tables)
    found = list(_of_prose(account))
    adds_up = frozenset(
        n for claim in found if claim.holds and claim.rule in ("R01", "R06") for n in claim.figures
    )
    found += [*_of_tables(tables), *across_claims(account, tables, adds_up)]
    found += ranking_claims(account, tables)
    found += table_place_claims(account, tables)
    found += grade_claims(account, tables)
    found += shortfall_claims(account, tables)
    found += growth_in_table(account, tables)
    found += verdict_claims(account)
    settled = frozenset(
        n for claim in found if not claim.holds or claim.weight for n in claim.figures
    )
    found += role_rate_claims(account, settled)
    sure = frozenset(n for claim in found if claim.holds for n in claim.figures)
    found += repetition_claims(account, ratios(account), sure)
    settled = frozenset(n for claim in found for n in claim.figures)
    found += derived_claims(account, settled, _wrong(account, found))
    settled = frozenset(n for claim in found for n in claim.figures)
    found += near_miss_claims(account, settled)
    held = tuple(claim for claim in found if claim.holds)
    failed = tuple(_said_once([claim for claim in found if not claim.holds], held))
    sizes = tuple(len(grid.rows) for grid in issued.tables)
    return Claims(account, tables, sizes, held, failed)


def _wrong(account: Account, found: Iterable[Claim]) -> frozenset[int]:
    """Return the quantities that a claim tells are wrong, itself or at its place."""
    failed = [claim for claim in found if not claim.holds]
    at_place = {
        n
        for claim in failed
        if claim.place is not None
        for n in account.by_passage[claim.place[0]]
        if claim.place[1] <= account.quantities[n].start < claim.place[2]
    }
    return frozenset(at_place | {claim.figures[0] for claim in failed if claim.figures})


def _of_prose(account: Account) -> Iterator[Claim]:
    pairs = ratios(account)
    yield from ratio_claims(account, pairs)
    stated = frozenset(one.rate for one in pairs if one.rate is not None)
    growth = list(growth_claims(account))
    yield from growth
    done = stated | {
        n for claim in growth for n in claim.figures if account.quantities[n].unit == "%"
    }
    yield from share_claims(account, done)
    yield from over_all(account, done)
    yield from addition_claims(account)
    yield from summed_up_claims(account)
    yield from whole_by_shares(account)
    yield from flow_claims(account)
    yield from direction_claims(account)
    yield from mean_claims(account)
    yield from balance_claims(account)
    yield from fund_claims(account)
    yield from restatement_claims(account)
    yield from scale_claims(account)
    yield from formula_claims(account)
    yield from multiple_claims(account)
    yield from remainder_claims(account)
    yield from none_claims(account)
    yield from overrun_claims(account)
    yield from naming_claims(account)
    yield from all_of_claims(account)
    yield from month_span_claims(account)


def _of_tables(tables: Iterable[Table | None]) -> Iterator[Claim]:
    for at, table in enumerate(tables):
        if table is not None:
            yield from footing_claims(table, at)
            yield from carrying_claims(table, at)


def _said_once(failed: Sequence[Claim], held: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the faults, the surest first, without those that another reading explains.

    A sum that fails is no fault where the same figures stand in one that holds: then the list was
    read wrongly. Of two faults about the same figures the surer one is told.
    """
    whole = {frozenset(claim.figures) for claim in held if claim.figures}
    sums: dict[int, list[Claim]] = {}
    siblings = [frozenset(one.figures[1:]) for one in held if one.rule == "R01"]
    for claim in held:
        if claim.rule == "R01" and len(claim.figures) > 2:
            sums.setdefault(claim.figures[0], []).append(claim)
    told: dict[int, list[frozenset[int]]] = {}
    for claim in sorted(failed, key=lambda one: -one.weight):
        figures = frozenset(claim.figures)
        if len(figures) > 1 and figures in whole:
            continue
        if any(
            figures <= other or (other <= figures and len(other) > 1)
            for n in figures
            for other in told.get(n, ())
        ):
            continue
        # Parts of one list that holds are no total and its parts.
        own = frozenset(claim.figures[1:]) if len(figures) > 2 else figures
        if claim.rule == "R01" and len(figures) > 1 and any(own < parts for parts in siblings):
            continue
        # A list was read wrongly where its parts make up its total with others.
        if claim.rule == "R01" and any(
            set(claim.figures[1:]) & set(one.figures[1:])
            for total in claim.figures[:1]
            for one in sums.get(total, ())
        ):
            continue
        for n in figures:
            told.setdefault(n, []).append(figures)
        yield claim
