"""Which commune of a run a document means: by its name with its kind, and by whom it reports to.

Names compare blind to where a tone stands (Hoà is Hòa), never to which tone it is (Phú Lâm is not
Phù Lãm), and several communes of Viet Nam have one name: so the superior must be named too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.likeness import compare_key

_KINDS = "tỉnh|thành phố|huyện|quận|thị xã"
_PLACE = re.compile(rf"\b({_KINDS})((?:\s+[^\W\d_]+)+|\s+\d{{1,2}}\b)", re.IGNORECASE)


def same_name(one: str, other: str) -> bool:
    """Whether two names, each with its kind, are those of one commune.

    >>> same_name("XÃ HOÀ BÌNH", "Xã Hòa Bình"), same_name("Xã Phú Lâm", "Xã Phù Lãm")
    (True, False)
    >>> same_name("Xã Tân Lập", "Phường Tân Lập")
    False
    """
    return compare_key(one) == compare_key(other)


def codes_named(name: str, params: Params) -> tuple[str, ...]:
    """Return the codes of the communes of a run that have a name, none for an empty one."""
    return tuple(
        code for code, office in params.offices.items() if name and same_name(office.name, name)
    )


def names_superior(office: Office, lines: Iterable[str]) -> bool:
    """Whether some lines name the place above a commune, as its office gives it.

    >>> office = Office(superior="Ủy ban nhân dân huyện Ngọc Lặc")
    >>> names_superior(office, ["Kính gửi: UBND HUYỆN NGỌC LẶC"]), names_superior(office, ["x"])
    (True, False)
    """
    text = compare_key("\n".join(lines))
    above = _above(office)
    return any(re.search(rf"\b{kind} {re.escape(name)}\b", text) for kind, name in above.items())


def other_superior(office: Office, lines: Iterable[str]) -> str:
    """Return the place above a commune that some lines name in place of its own, "" without any.

    >>> office = Office(superior="Ủy ban nhân dân huyện Ngọc Lặc")
    >>> other_superior(office, ["Ủy ban nhân dân huyện Thọ Xuân;"])
    'huyện thọ xuân'
    >>> other_superior(office, ["Ủy ban nhân dân tỉnh Thanh Hóa"])
    ''
    """
    lines = list(lines)
    if names_superior(office, lines):
        return ""
    above = _above(office)
    said = _places(lines)
    return next((f"{kind} {name}" for kind, name in said.items() if kind in above), "")


def _above(office: Office) -> Mapping[str, str]:
    return _places((office.superior, office.parent_body, office.via))


def _places(lines: Iterable[str]) -> dict[str, str]:
    """Return the places that lines name by kind: `{"huyện": "ngọc lặc"}`, the first of each.

    A name goes on as long as its words have capitals; a line in capitals is its own end.
    """
    found: dict[str, str] = {}
    for line in lines:
        for match in _PLACE.finditer(line):
            words = takewhile(lambda word: not word[0].islower(), match[2].split())
            name = compare_key(" ".join(words))
            if name:
                found.setdefault(compare_key(match[1]), name)
    return found
