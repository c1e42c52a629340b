"""Who issues a report, to whom, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """Who issues a commune's report, to whom, who signs; every field may stand in `defaults`."""

    name: str = ""
    """Name of the commune with its kind: `Xã Phùng Minh`."""
    superior: str = ""
    """Who receives the report (`Kính gửi`): `Ủy ban nhân dân huyện Ngọc Lặc`."""
    via: str = ""
    """Through whom it is sent, for the closing line: `Phòng Nội vụ UBND huyện Ngọc Lặc`."""
    parent_body: str = ""
    """Governing body in the head, where the province prints one above the issuer."""
    place: str = ""
    """Place before the date: `Phùng Minh`."""
    number: str = ""
    """Number of the document, without symbol, given when the report is issued."""
    symbol: str = "BC-UBND"
    date: str = ""
    """Date of signing, `05/6/2024`, given when the report is issued."""
    authority: str = "TM. ỦY BAN NHÂN DÂN"
    role: str = "CHỦ TỊCH"
    signatory: str = ""
    recipients: tuple[str, ...] = ()
    """`Nơi nhận` between `Như trên` and `Lưu`."""
    filed_by: str = "VT"
    """Units that keep a copy, after `Lưu:`."""
    valid_from: str = ""
    valid_to: str = ""

    @property
    def issuer_lines(self) -> tuple[str, ...]:
        """The issuing body as the head prints it.

        >>> Office(name="Xã Phùng Minh").issuer_lines
        ('ỦY BAN NHÂN DÂN', 'XÃ PHÙNG MINH')
        """
        return "ỦY BAN NHÂN DÂN", self.name.upper()

    @property
    def body(self) -> str:
        """The issuing body inside a sentence: `Ủy ban nhân dân xã Phùng Minh`."""
        return f"Ủy ban nhân dân {self.name[:1].lower()}{self.name[1:]}"
