"""A derived figure as declared: what is divided by what, under which rule, with which rounding."""

from __future__ import annotations

from dataclasses import dataclass

FILLED, APPLICABLE = "@filled", "@applicable"
"""Numerator and denominator of completeness: cells filled, cells that apply to the level."""

DENOMINATOR_RULES: dict[str, str] = {
    "": "",
    "TREN_TIEP_NHAN": "chia cho số hồ sơ tiếp nhận",
    "TT01": "chia cho số hồ sơ đã giải quyết (Thông tư 01/2020/TT-VPCP)",
    "DEN_HAN": "chia cho số hồ sơ đến hạn",
    "QD766": "tử số gồm cả hồ sơ đang xử lý còn hạn, chia cho tiếp nhận (Quyết định 766/QĐ-TTg)",
    "TREN_TRUC_TUYEN": "chia cho số hồ sơ trực tuyến",
    "TREN_TTHC": "chia cho số thủ tục đang áp dụng",
    "TREN_DU_TOAN": "chia cho dự toán",
    "TREN_BIEN_CHE": "chia cho biên chế được giao",
    "TREN_CO_MAT": "chia cho số biên chế có mặt",
    "TREN_KE_HOACH": "chia cho số nhiệm vụ trong kế hoạch",
    "TREN_CO_PHI": "chia cho số hồ sơ phải nộp phí, lệ phí",
    "TREN_PHAN_ANH": "chia cho số phản ánh, kiến nghị đã tiếp nhận",
    "TREN_VAN_BAN_DI": "chia cho tổng số văn bản đi",
    "MUC_DO_DAY_DU": "số ô đã điền chia cho số ô áp dụng cho cấp báo cáo",
}
"""Why a rate with one name has several values in real reports."""


@dataclass(frozen=True)
class Ratio:
    """A declared figure: sum of `numerator` keys over sum of `denominator` keys, times `scale`.

    With no denominator the figure is the plain sum. `stated` is the indicator in which the
    commune gives the same figure itself, to be compared, never to be printed in its place.
    """

    key: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    rule: str
    unit: str
    scale: int
    decimals: int
    stated: str
    source: str
    proportion: bool = False
    """Whether the numerator counts some of what the denominator counts: then, and only then, the
    rate has an interval that says how far chance alone may have moved it."""

    @property
    def on_completeness(self) -> bool:
        """Whether the figure counts cells of the form rather than values."""
        return self.numerator == (FILLED,)
