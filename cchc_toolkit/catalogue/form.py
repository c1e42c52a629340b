"""A versioned official form with its supplementary figures, derived figures and outline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cchc_toolkit.catalogue.carried import CarriedRow
from cchc_toolkit.catalogue.chart import DeclaredChart
from cchc_toolkit.catalogue.definitions import Definition, definitions
from cchc_toolkit.catalogue.derived import derived_relations, sum_parts
from cchc_toolkit.catalogue.indicator import Indicator
from cchc_toolkit.catalogue.outline import Item, Outline
from cchc_toolkit.catalogue.ratio import Ratio
from cchc_toolkit.catalogue.relation import Relation


@dataclass(frozen=True)
class Form:
    """The catalogue of one official form: everything that may be reported on it."""

    id: str
    label: str
    title: tuple[str, ...]
    subject: str
    """What a report on it is about, inside a sentence: `cải cách hành chính`."""
    level: str
    """Whose form it is."""
    reported_by: str
    """The level whose cells a report fills."""
    levels: tuple[tuple[str, str], ...]
    """Every level that its rows name, and how a sentence says it: `cấp xã`."""
    valid_from: date | None
    valid_to: date | None
    rows: tuple[Indicator, ...]
    supplement: tuple[Indicator, ...]
    ratios: tuple[Ratio, ...]
    outline: Outline
    digest: str
    """SHA-256 over the files of the form: changes when anything in it does."""
    heading: str = ""
    """Its subject in the title of the report, where it reads otherwise; "" if it does not."""
    usage: str = ""
    mark: str = ""
    """What every page of a report on it must say: that no authority has issued the form."""
    relations: tuple[Relation, ...] = ()
    """What must hold between its cells besides its parent links (`rules.csv`)."""
    charts: tuple[DeclaredChart, ...] = ()
    """What a report on it draws (`charts.csv`), in order."""
    earlier: tuple[CarriedRow, ...] = ()
    """Which rows of earlier forms its rows go on (`earlier.csv`)."""

    def __hash__(self) -> int:
        """Return a hash without going through every row: much is remembered by form."""
        return hash((self.id, self.digest))

    @property
    def called(self) -> str:
        """How a sentence names the form: `biểu Phụ lục 01b`, `Biểu mẫu số 03-MH`."""
        return self.label if self.label.startswith("Biểu ") else f"biểu {self.label}"

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by key, the form's rows first, in order."""
        return {row.key: row for row in self.rows + self.supplement}

    @cached_property
    def level_names(self) -> dict[str, str]:
        """How a sentence says each level."""
        return dict(self.levels)

    @cached_property
    def fillable(self) -> tuple[Indicator, ...]:
        """The indicators that take a value."""
        return tuple(row for row in self.indicators.values() if row.fillable)

    @cached_property
    def applying(self) -> tuple[Indicator, ...]:
        """The rows of the form itself that who reports fills."""
        return tuple(row for row in self.rows if self.applies(row))

    @cached_property
    def children(self) -> dict[str, tuple[Indicator, ...]]:
        """The rows below each row, by the parent's key."""
        found: dict[str, list[Indicator]] = {}
        for row in self.indicators.values():
            found.setdefault(row.parent, []).append(row)
        return {parent: tuple(rows) for parent, rows in found.items()}

    def under(self, row: Indicator) -> str:
        """Return the row above one that has no number of its own to be told by, else ""."""
        parent = self.indicators.get(row.parent)
        alone = parent is None or row.stt[:1].isdigit() or row.supplementary
        return "" if parent is None or alone else parent.name

    def full_name(self, row: Indicator) -> str:
        """Return the name of a row as a message needs it: with the row above in brackets."""
        under = self.under(row)
        return f"{row.name} ({under})" if under else row.name

    @cached_property
    def ratio(self) -> dict[str, Ratio]:
        """Every derived figure by key."""
        return {ratio.key: ratio for ratio in self.ratios}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item of the outline by id."""
        return {
            item.id: item
            for section in self.outline
            for part in section.parts
            for item in part.items
        }

    @cached_property
    def stating_sections(self) -> frozenset[str]:
        """The sections that state figures of the period: those with a default sentence."""
        return frozenset(
            section.id
            for section in self.outline
            if any(item.sentence for part in section.parts for item in part.items)
        )

    @cached_property
    def completeness(self) -> str:
        """The key of the figure that says how complete a report is, "" if the form has none."""
        return next((ratio.key for ratio in self.ratios if ratio.on_completeness), "")

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that a text may print: indicators with a value and derived figures."""
        return frozenset(row.key for row in self.fillable) | frozenset(self.ratio)

    @cached_property
    def totals(self) -> tuple[tuple[Indicator, tuple[Indicator, ...]], ...]:
        """The rows that are printed as totals, each with the rows that add up to it."""
        pairs = ((row, sum_parts(self, row)) for row in self.fillable)
        return tuple((row, parts) for row, parts in pairs if parts)

    @cached_property
    def all_relations(self) -> tuple[Relation, ...]:
        """The relations that follow from the form itself, then those of `rules.csv`."""
        return derived_relations(self) + self.relations

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The cells that follow from others by key, each after those that it follows from."""
        return definitions(self)

    @cached_property
    def relations_of(self) -> dict[str, tuple[Relation, ...]]:
        """Every relation by the code of the rule that reports it."""
        found: dict[str, list[Relation]] = {}
        for relation in self.all_relations:
            found.setdefault(relation.rule, []).append(relation)
        return {rule: tuple(relations) for rule, relations in found.items()}

    @cached_property
    def relations_by_cells(self) -> dict[tuple[str, ...], tuple[Relation, ...]]:
        """Every relation by its rule and cells, as a finding names them."""
        found: dict[tuple[str, ...], list[Relation]] = {}
        for relation in self.all_relations:
            found.setdefault((relation.rule, *relation.keys), []).append(relation)
        return {cells: tuple(relations) for cells, relations in found.items()}

    @cached_property
    def not_for_communes(self) -> tuple[str, ...]:
        """The keys of the rows that take a value, though not from a commune."""
        return tuple(row.key for row in self.fillable if not self.applies(row))

    @cached_property
    def repeated_numbers(self) -> tuple[str, ...]:
        """The printed numbers that two rows share, without their final dots.

        A plain 1, 2, 3 begins anew below each row of another numbering.
        """
        printed = ((row.stt.rstrip("."), row) for row in self.rows if row.stt[:1].isdigit())
        numbers = Counter(("" if "." in number else row.parent, number) for number, row in printed)
        return tuple(dict.fromkeys(number for (_, number), count in numbers.items() if count > 1))

    @cached_property
    def stray_rows(self) -> tuple[Indicator, ...]:
        """The rows whose printed number belongs to another chapter of the form."""
        return tuple(
            row
            for row in self.rows
            if row.stt[:1].isdigit()
            and row.stt_corrected
            and row.stt.rstrip(".").split(".")[0] != row.stt_corrected.split(".")[0]
        )

    @cached_property
    def relations_with(self) -> dict[str, tuple[Relation, ...]]:
        """The relations that a cell bears on, by key: those that name it or a total above it."""
        naming: dict[str, list[Relation]] = {}
        for relation in self.all_relations:
            for key in relation.keys:
                naming.setdefault(key, []).append(relation)
        found = {}
        for row in self.fillable:
            above = [relation for key in self.totals_above(row) for relation in naming.get(key, ())]
            found[row.key] = tuple({relation.id: relation for relation in above}.values())
        return found

    def totals_above(self, row: Indicator) -> tuple[str, ...]:
        """Return the keys of a row and of the totals that it is a part of, from the row upwards."""
        keys = [row.key]
        while row.part_of_sum and row.parent:
            row = self.indicators[row.parent]
            keys.append(row.key)
        return tuple(keys)

    def depth(self, key: str) -> int:
        """Return how deep a row stands in the form: 1 for a chapter."""
        depth, parent = 1, self.indicators[key].parent
        while parent:
            depth, parent = depth + 1, self.indicators[parent].parent
        return depth

    def applies(self, row: Indicator) -> bool:
        """Whether who reports fills this row."""
        return row.fillable and self.reported_by in row.levels

    def holds_on(self, day: date) -> bool:
        """Whether the form was in force on a day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)
