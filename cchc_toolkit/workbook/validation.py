"""What a cell of figures takes while somebody types: options of XlsxWriter's validations."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cchc_toolkit.text.spreadsheet_numbers import as_number


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of rows without a gap.

    >>> runs([5, 6, 7, 9])
    [(5, 7), (9, 9)]
    """
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def choice_rule(source: str) -> dict[str, Any]:
    """Return the validation of a choice: a drop-down of the answers at a source."""
    return _drop_down(source, "Bấm mũi tên ở bên phải ô và chọn một câu trả lời.")


def state_rule(source: str) -> dict[str, Any]:
    """Return the validation of a state: a drop-down of the words at a source."""
    return _drop_down(
        source,
        "Chọn: có số liệu, chưa có số liệu, không áp dụng hoặc không công bố; đã ghi số thì có thể "
        "để trống.",
    )


def _drop_down(source: str, wrong: str) -> dict[str, Any]:
    title = "Chọn trong danh sách"
    return {"validate": "list", "source": source, "error_title": title, "error_message": wrong}


_LARGEST = 10**15


def number_rule(asked: str, low: Decimal | None, high: Decimal | None) -> dict[str, Any]:
    """Return the validation of a number: whole or decimal, within what the form allows."""
    kind = "số nguyên" if asked == "whole" else "số"
    limits = [
        f"{word} {bound}" for word, bound in (("từ", low), ("đến", high)) if bound is not None
    ]
    unit = (
        " Gõ liền chữ số: 1248, không gõ 1.248, không gõ đơn vị."
        if asked == "whole"
        else " Tỷ lệ 99,5 % thì ghi 99,5 (máy tiếng Anh: 99.5)."
    )
    return {
        "validate": asked,
        "criteria": "between",
        "minimum": -_LARGEST if low is None else as_number(low),
        "maximum": _LARGEST if high is None else as_number(high),
        "error_title": "Số liệu không hợp lệ",
        "error_message": f"Ô này nhận {' '.join([kind, *limits])}.{unit} Không có số thì để trống "
        "và chọn ở cột Trạng thái.",
    }
