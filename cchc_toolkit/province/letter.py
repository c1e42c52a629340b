"""What an area sends out begins and ends as the decree has it: who issues it, to whom, who signs.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. Number and day are left open until it is issued.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_toolkit.blocks import Addressee, Block, Front, Letterhead, Signature, Title
from cchc_toolkit.report import DRAFT_MARK, FICTIONAL_MARK, GAP
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import parse_date, print_long_date


@dataclass(frozen=True)
class Letter:
    """The frame of one document of an area: `symbol` as in `BC-UBND`, `title` as in `BÁO CÁO`.

    Without a title it is an official letter (công văn), which says below its number what about.
    """

    params: Params
    title: str
    subject: str
    symbol: str
    code: str
    """What its files say of whose it is: a unit's code, or the area's folder."""
    name: str
    receivers: tuple[str, ...]
    said: str
    """What it was made from, for its stamp."""
    fictional: bool
    note: str = ""

    @property
    def office(self) -> Office:
        """Who issues it, as the parameters say; open where they do not."""
        return self.params.issuer or Office(name=GAP, place=GAP, signatory="")

    @property
    def year(self) -> int:
        """The year of its date: day and month are open."""
        return self.params.window.last.year

    @property
    def _number(self) -> str:
        number = self.office.number if self.params.mode == "issue" else ""
        return (number.zfill(2) if number.isdigit() else number) or GAP

    @property
    def _day(self) -> str:
        if self.params.mode == "issue" and self.office.date:
            return print_long_date(parse_date(self.office.date))
        return f"ngày{GAP}tháng{GAP}năm {self.year}"

    @property
    def full_symbol(self) -> str:
        """The symbol behind the number: kind and issuer, of an official letter issuer and unit.

        What issues it and which of its units drafts it stand in the symbol and in `filed_by` of
        the issuer: `BC-SNV` and `VT, CCHC` make `PB-SNV` for a slip and `SNV-CCHC` for a letter.
        """
        if "-" in self.symbol or self.params.issuer is None:
            return self.symbol
        issuer = self.office.symbol.partition("-")[2]
        unit = self.office.filed_by.rpartition(",")[2].strip()
        parts = (self.symbol, issuer) if self.title else (issuer, unit if unit != "VT" else "")
        return "-".join(filter(None, parts))

    @property
    def stamp(self) -> str:
        """The first 16 hex digits of a SHA-256 over all that it says."""
        said = repr((self.params.period.id, self.code, self.params.form.digest, self.said))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page says."""
        draft = self.params.mode == "draft"
        said = (
            DRAFT_MARK if draft else "",
            FICTIONAL_MARK if self.fictional else "",
            self.params.form.mark,
        )
        return tuple(mark for mark in said if mark)

    def opening(self) -> tuple[Block, ...]:
        """Return identity, letterhead, title and receivers."""
        params, office = self.params, self.office
        front = Front(
            title=f"{self.title.capitalize() or 'Công văn'} {self.subject}",
            author=office.body if params.issuer else "",
            commune=self.code,
            commune_name=self.name,
            period=params.period.id,
            period_label=params.period.label,
            form=params.form.id,
            stamp=self.stamp,
            mode=params.mode,
            marks=self.marks,
            date=params.window.last.isoformat(),
        )
        head = Letterhead(
            issuer=office.issuer_lines,
            superior=office.parent_body,
            number=f"Số: {self._number}/{self.full_symbol}",
            place_date=f"{office.place}, {self._day}",
            draft=params.mode == "draft",
            about="" if self.title else f"V/v {self.subject}",
        )
        title = (Title(self.title, self.subject, self.note),) if self.title else ()
        return (front, head, *title, *((Addressee(self.receivers),) if self.receivers else ()))

    def ending(self, receivers: Sequence[str] = ("Như trên",)) -> tuple[Block, ...]:
        """Return receivers and signature."""
        office = self.office
        filed = (*receivers, *office.recipients, f"Lưu: {office.filed_by}")
        return (Signature(office.authority, office.role, office.signatory, filed),)
