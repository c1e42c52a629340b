"""Who issued a finished report: commune, office and window as its own head and foot give them."""

from __future__ import annotations

import re

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.documents import ParsedReport, compare_key
from cchc_toolkit.submission.office import Office
from cchc_toolkit.text.formatting import lower_first, print_date

UNKNOWN = "00000"
"""Code of a commune that the report does not say; no commune has it."""
_KIND = re.compile(
    r"(?<!thị )(?:xã|phường|thị trấn|đặc khu)\s+\S+"
    r"(?:\s+(?!(?:văn phòng|phòng|trung tâm|bộ phận|công an|ban|hội đồng)\s)\S+)*",
    re.IGNORECASE,
)
"""The name of a commune as far as that of an office of it."""
_FILED = re.compile(r"^lưu\s*:?\s*", re.IGNORECASE)
_SAME = "như trên"


def office_of(issued: ParsedReport) -> Office:
    """Return what head, foot and signature of a report say of its office."""
    head = issued.letterhead
    filed = next((line for line in head.recipients if _FILED.match(line)), "")
    return Office(
        name=commune_name(issued),
        superior=head.addressee[0] if head.addressee else "",
        place=head.place,
        number=head.number,
        symbol=head.symbol,
        date=print_date(head.date) if head.date else "",
        authority=head.authority,
        role=head.role,
        signatory=head.name,
        recipients=tuple(
            line
            for line in head.recipients
            if not _FILED.match(line) and compare_key(line) != _SAME
        ),
        filed_by=_FILED.sub("", filed),
    )


def commune_of(issued: ParsedReport, code: str = "") -> Commune:
    """Return the commune of a report; its code stands in no report and must be given."""
    return Commune(code or UNKNOWN, commune_name(issued))


def commune_name(issued: ParsedReport) -> str:
    """Return the commune's name with its kind, as the text spells it: `Xã Phùng Minh`."""
    found = _KIND.search(issued.letterhead.issuer)
    if found is None:
        return ""
    capitals = " ".join(found[0].split())
    wanted = capitals.lower()
    for passage in issued.paragraphs:
        at = passage.text.lower().find(wanted)
        spelled = passage.text[at : at + len(capitals)]
        if at >= 0 and not spelled.isupper():
            return spelled[:1].upper() + spelled[1:]
    words = capitals.split()
    return " ".join([words[0].capitalize(), *(word.capitalize() for word in words[1:])])


def inside(name: str) -> str:
    """Return the name as it stands inside a sentence: `xã Phùng Minh`."""
    return lower_first(name)
