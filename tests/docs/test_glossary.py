"""GLOSSARY.md: every abbreviation and code that a reader meets is in it, with the same words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import DENOMINATOR_RULES, Form, load_form
from cchc_toolkit.catalogue.indicator import KINDS, ROLLUPS
from cchc_toolkit.catalogue.periods import kinds
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.figures import REASONS
from cchc_toolkit.report.tables.appendix import STATE_SIGNS
from cchc_toolkit.submission import STATES
from cchc_toolkit.text.formatting import vietnamese_order

TEXT = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
CAPITALS = "A-ZĐĂÂÊÔƠƯ"
ABBREVIATION = re.compile(rf"(?<![\w{{:])[{CAPITALS}]{{2,}}(?![\w.])")
ROMAN = {"II", "III", "IV"}


def column(heading: str, number: int = 0) -> list[str]:
    """The cells of one column of the table below a heading."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    return [row.strip("| ").split(" | ")[number].strip("`") for row in rows]


def abbreviations(form: Form) -> set[str]:
    """Every abbreviation in what the form prints; words of an all-capitals heading are none."""
    said = [row.label for row in form.rows + form.supplement]
    said += [ratio.label + " " + ratio.source for ratio in form.ratios]
    said += [item.label + " " + item.guidance + " " + item.sentence for item in form.items.values()]
    said += [part.heading for section in form.outline for part in section.parts]
    found = {word for text in said for word in ABBREVIATION.findall(text)}
    return found - ROMAN - {"VĂN", "BẢN", "ĐI"}


def test_every_abbreviation_of_the_form_is_explained() -> None:
    known = set(column("Vietnamese abbreviations and terms"))
    used = abbreviations(load_form())
    assert {"TTHC", "BCCI", "VBQPPL", "UBND"} <= used
    assert not used - known


@pytest.mark.parametrize("heading", ["Vietnamese abbreviations and terms", "The code's terms"])
def test_terms_stand_once_and_in_order(heading: str) -> None:
    terms = column(heading)
    assert len(terms) == len(set(terms)) > 30
    assert terms == sorted(terms, key=vietnamese_order)


def test_states_and_reasons_have_the_words_of_the_messages() -> None:
    heading = "States of a value, reasons of a figure"
    codes, words = column(heading), column(heading, 1)
    assert set(codes) == set(STATES) | (set(REASONS) - {""})
    said = dict(zip(codes, words, strict=True))
    assert {code: said[code] for code in REASONS if code} == {
        code: word for code, word in REASONS.items() if code
    }


def test_signs_of_the_appendix_are_explained() -> None:
    assert set(STATE_SIGNS.values()) <= set(column("Vietnamese abbreviations and terms"))


def test_severities_are_those_of_the_checks() -> None:
    assert tuple(column("Severities")) == SEVERITIES


def test_denominator_rules_are_those_of_the_catalogue() -> None:
    rules = dict(zip(column("Denominator rules"), column("Denominator rules", 1), strict=True))
    assert rules == {code: said for code, said in DENOMINATOR_RULES.items() if code}


def test_kinds_and_rollups_are_named() -> None:
    assert set(KINDS) <= set(column("The code's terms"))
    (rollup,) = [line for line in TEXT.splitlines() if line.startswith("| rollup ")]
    assert all(f"`{name}`" in rollup for name in ROLLUPS)
    (period,) = [line for line in TEXT.splitlines() if line.startswith("| period ")]
    named = {kind for kind in kinds() if f"-{kind}`" in period}
    assert set(kinds()) - named == {"Q2", "Q3", *(f"T{month:02d}" for month in range(2, 12))}


def test_it_is_in_nfc() -> None:
    assert unicodedata.is_normalized("NFC", TEXT)
