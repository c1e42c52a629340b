"""An administrative document that a report cites, as the register of the submission holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cchc_toolkit.text.formatting import print_date

_HEAD = re.compile(r"^.*?\d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4})")


@dataclass(frozen=True)
class Document:
    """A cited document. `as_printed` is the citation as the report gives it, errors included."""

    id: str
    type: str
    number: str
    symbol: str
    date: date | None
    issuer: str
    subject: str
    implements: str
    as_printed: str = ""
    source: str = ""

    @property
    def citation(self) -> str:
        """The full citation: as printed, else type, number, date, issuer and subject.

        Order and wording follow Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b.
        """
        if self.as_printed:
            return self.as_printed
        issuer = f" của {self.issuer}" if self.issuer else ""
        subject = f" {self.subject}" if self.subject else ""
        return f"{self.short_citation}{issuer}{subject}"

    @property
    def short_citation(self) -> str:
        """Type, number and date only, as a later mention gives them.

        >>> sent = date(2024, 1, 29)
        >>> Document("cv", "Công văn", "21", "UBND-VP", sent, "", "", "", "", "").short_citation
        'Công văn số 21/UBND-VP ngày 29/01/2024'
        """
        if self.as_printed:
            head = _HEAD.match(self.as_printed)
            return head[0] if head else self.as_printed
        number = "/".join(part for part in (self.number, self.symbol) if part)
        day = f" ngày {print_date(self.date)}" if self.date else ""
        return f"{self.type}{f' số {number}' if number else ''}{day}"
