"""R11 in a document: one document cited under two numbers, with the year and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.text.passage import Citation


def two_numbers(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each document of one day whose number has a year here and none there."""
    first: dict[tuple[str, str, date], tuple[int, Citation]] = {}
    for at, cited in enumerate(reading.issued.citations):
        if cited.date is None or not cited.symbol:
            continue
        key = (cited.number.split("/")[0].lstrip("0"), cited.symbol, cited.date)
        place, other = first.setdefault(key, (at, cited))
        if other.number != cited.number and ("/" in other.number) != ("/" in cited.number):
            yield rule.at(
                reading.scope,
                [reading.citation_span(at), reading.citation_span(place)],
                f'Một văn bản ngày {print_date(cited.date)} ghi hai số hiệu: "{other.number}/'
                f'{other.symbol}" và "{cited.number}/{cited.symbol}".',
                expected=f"{other.number}/{other.symbol}",
                found=f"{cited.number}/{cited.symbol}",
            )
