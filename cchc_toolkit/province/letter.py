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


@dataclass(frozen=True)
class Letter:
    """The frame of one document of an area: `symbol` as in `BC-UBND`, `title` as in `BÁO CÁO`."""

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
    def stamp(self) -> str:
        """The first 16 hex digits of a SHA-256 over all that it says."""
        said = repr((self.params.period.id, self.code, self.params.form.digest, self.said))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page says."""
        draft = self.params.mode == "draft"
        return tuple(
            filter(None, (DRAFT_MARK if draft else "", FICTIONAL_MARK if self.fictional else ""))
        )

    def opening(self) -> tuple[Block, ...]:
        """Return identity, letterhead, title and receivers."""
        params, office = self.params, self.office
        front = Front(
            title=f"{self.title.capitalize()} {self.subject}",
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
            number=f"Số: {GAP}/{self.symbol}",
            place_date=f"{office.place}, ngày{GAP}tháng{GAP}năm {params.window.last.year}",
            draft=params.mode == "draft",
        )
        title = Title(self.title, self.subject, self.note)
        return (front, head, title, *((Addressee(self.receivers),) if self.receivers else ()))

    def ending(self, receivers: Sequence[str] = ("Như trên",)) -> tuple[Block, ...]:
        """Return receivers and signature."""
        office = self.office
        filed = (*receivers, *office.recipients, f"Lưu: {office.filed_by}")
        return (Signature(office.authority, office.role, office.signatory, filed),)
