"""What a noun of the prose may count, and which indicators it may count."""

from __future__ import annotations

from functools import lru_cache

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.units import nouns_of_units, same_unit, units_of

_PLAIN = ("%", "đồng")


@lru_cache(maxsize=2048)
def base_noun(unit: str) -> str:
    """Return the longest opening of a counted noun that is the noun of some unit.

    >>> base_noun("máy tính để bàn"), base_noun("cán bộ, công chức"), base_noun("nội dung chính")
    ('máy tính', 'cán bộ', 'nội dung')
    """
    words = compare_key(unit).replace(",", " ,").split()
    for end in range(len(words), 0, -1):
        noun = " ".join(words[:end]).replace(" ,", ",")
        if noun in _PLAIN or units_of(noun):
            return noun
    return compare_key(unit)


@lru_cache(maxsize=2048)
def units(noun: str) -> frozenset[str]:
    """Return the units that a noun may stand for; itself where it is none's.

    >>> sorted(units("hồ sơ")), sorted(units("chữ ký số"))
    (['Hồ sơ'], ['chữ ký số'])
    """
    noun = base_noun(noun)
    return units_of(noun) or frozenset({noun})


@lru_cache(maxsize=65536)
def counts(row: Indicator, noun: str) -> bool:
    """Whether a noun of the prose may count an indicator.

    >>> from cchc_toolkit.catalogue import load_form
    >>> row = load_form().indicators["tthc.ho_so.tiep_nhan"]
    >>> counts(row, "hồ sơ"), counts(row, "thủ tục")
    (True, False)
    """
    noun = base_noun(noun)
    if row.kind == "choice" or not noun or not row.true_unit:
        return False
    if row.kind in ("money", "percent"):
        return noun == {"money": "đồng", "percent": "%"}[row.kind]
    return bool(units_of(noun)) and row.true_unit in nouns_of_units() and _same(row, noun)


def _same(row: Indicator, noun: str) -> bool:
    """`máy in` counts no computers although both are machines: a named kind must be the label's."""
    if not same_unit(row.true_unit, noun):
        return False
    specific = noun.startswith("máy ") and row.supplementary
    return not specific or noun in compare_key(row.label)
