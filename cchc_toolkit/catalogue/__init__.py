"""The catalogue: what may be reported, declared once."""

from cchc_toolkit.catalogue.chart import DeclaredChart
from cchc_toolkit.catalogue.form import Form
from cchc_toolkit.catalogue.indicator import Indicator
from cchc_toolkit.catalogue.load import NEEDED, form_ids, forms_in_force, load_form, read_form
from cchc_toolkit.catalogue.outline import Item, Part, Section
from cchc_toolkit.catalogue.ratio import APPLICABLE, DENOMINATOR_RULES, FILLED, Ratio
from cchc_toolkit.catalogue.relation import MISSING, RELATION_KINDS, Missing, Relation, Side

__all__ = [
    "APPLICABLE",
    "DENOMINATOR_RULES",
    "FILLED",
    "MISSING",
    "NEEDED",
    "RELATION_KINDS",
    "DeclaredChart",
    "Form",
    "Indicator",
    "Item",
    "Missing",
    "Part",
    "Ratio",
    "Relation",
    "Section",
    "Side",
    "form_ids",
    "forms_in_force",
    "load_form",
    "read_form",
]
