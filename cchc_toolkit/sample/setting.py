"""What stands above a made-up commune, and what its one-stop shop is called, by its form.

A form that a district knows is of the three levels until 30/6/2025; any other is of the two since.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_toolkit.catalogue import Form


@dataclass(frozen=True)
class Setting:
    """The words of one order of levels."""

    above: str
    """Who the commune reports to, as documents name their issuer."""
    superior: str
    issuer: tuple[str, str]
    """The same as an office that sends out: its name, and what it reports to."""
    via: str
    receives: str
    shop: str
    """Where it takes dossiers in."""

    def filled(self, text: str) -> str:
        """Return a stock sentence with its words put in.

        >>> TWO_LEVELS.filled("Đề nghị «cap_tren» hỗ trợ «mot_cua».")
        'Đề nghị UBND tỉnh Minh Hoạ hỗ trợ Trung tâm Phục vụ hành chính công.'
        """
        return text.replace("«cap_tren»", self.above).replace("«mot_cua»", self.shop)


THREE_LEVELS = Setting(
    above="UBND huyện Minh Hoạ",
    superior="Ủy ban nhân dân huyện Minh Hoạ",
    issuer=("Huyện Minh Hoạ", "Ủy ban nhân dân tỉnh Minh Hoạ"),
    via="Phòng Nội vụ UBND huyện Minh Hoạ",
    receives="Phòng Nội vụ UBND huyện",
    shop="Bộ phận Một cửa",
)
TWO_LEVELS = Setting(
    above="UBND tỉnh Minh Hoạ",
    superior="Ủy ban nhân dân tỉnh Minh Hoạ",
    issuer=("Tỉnh Minh Hoạ", "Bộ Nội vụ"),
    via="Sở Nội vụ tỉnh Minh Hoạ",
    receives="Sở Nội vụ",
    shop="Trung tâm Phục vụ hành chính công",
)


def setting_of(form: Form) -> Setting:
    """Return the setting of a form.

    >>> from cchc_toolkit.catalogue import load_form
    >>> setting_of(load_form("khoi_tao_2026_xa")).via
    'Sở Nội vụ tỉnh Minh Hoạ'
    """
    return THREE_LEVELS if "huyen" in form.level_names else TWO_LEVELS
