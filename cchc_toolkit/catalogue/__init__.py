"""The catalogue: what may be reported, declared once."""

from cchc_toolkit.catalogue.chart import DeclaredBar, DeclaredChart
from cchc_toolkit.catalogue.form import Form
from cchc_toolkit.catalogue.indicator import Indicator
from cchc_toolkit.catalogue.load import form_ids, forms_in_force, load_form, read_form
from cchc_toolkit.catalogue.outline import Item, Outline, Part, Section
from cchc_toolkit.catalogue.ratio import APPLICABLE, DENOMINATOR_RULES, FILLED, Ratio
from cchc_toolkit.catalogue.relation import MISSING, RELATION_KINDS, Missing, Relation, Side, Term

__all__ = [
    "APPLICABLE",
    "DENOMINATOR_RULES",
    "FILLED",
    "MISSING",
    "RELATION_KINDS",
    "DeclaredBar",
    "DeclaredChart",
    "Form",
    "Indicator",
    "Item",
    "Missing",
    "Outline",
    "Part",
    "Ratio",
    "Relation",
    "Section",
    "Side",
    "Term",
    "form_ids",
    "forms_in_force",
    "load_form",
    "read_form",
]
