"""Texts that fit a cell: Excel holds 32,767 characters in one."""

from __future__ import annotations

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import print_number

LONGEST = 32_767


def fitting(text: str, where: str) -> str:
    """Return the text as it is; raise `DataError` where no cell can hold it.

    >>> fitting("- a", "Nội dung")
    '- a'
    """
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise DataError(
            f"Đoạn văn dài hơn {print_number(LONGEST)} ký tự, Excel không chứa được.",
            where=where,
            advice="Tách đoạn văn thành nhiều đoạn ngắn hơn.",
        )
    return text
