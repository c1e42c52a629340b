"""What is wrong with the cells of one row of `rows.csv`, alone and beside the row above it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from cchc_toolkit.adoption.units import choices_in
from cchc_toolkit.catalogue.indicator import KINDS, ROLLUPS
from cchc_toolkit.errors import nearest

_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_KEY_ADVICE = "Chữ thường không dấu, chữ số, gạch dưới, dấu chấm."
Fault = tuple[str, str, str]
"""Column, what is wrong, what to do."""


def row_faults(
    line: Mapping[str, str],
    counts: Mapping[str, int],
    rows: Mapping[str, Mapping[str, str]],
    levels: Container[str],
) -> Iterator[Fault]:
    """Yield what is wrong with the cells of a row, looked at alone and beside its parent."""
    key, kind, parent = (line.get(name, "") for name in ("key", "kind", "parent"))
    if not _KEY.fullmatch(key):
        yield "key", f'"{key}" không dùng làm khóa được', _KEY_ADVICE
    elif counts[key] > 1:
        yield "key", f'khóa "{key}" có ở {counts[key]} dòng', "Đặt cho mỗi dòng một khóa riêng."
    for column, said, words in (("kind", kind, KINDS), ("rollup", line.get("rollup"), ROLLUPS)):
        if (said or column == "kind") and said not in words:
            advice = nearest(said or "", words) or f"Ghi một trong: {', '.join(words)}."
            yield column, f'"{said}" không đúng', advice
    if parent and parent not in rows:
        advice = nearest(parent, rows) or "Dùng khóa của một dòng ở trên."
        yield "parent", f'không có dòng "{parent}"', advice
    yield from _measure_faults(line, kind)
    for level in filter(None, line.get("levels", "").split("|")):
        if level not in levels:
            told = f'cấp "{level}" không có ở mục levels của form.yml'
            yield "levels", told, "Khai báo cấp ấy, hoặc sửa mã."
    above = rows.get(parent, {})
    if line.get("part") and above and _true_unit(above) != _true_unit(line):
        told = f"phần tính bằng “{_true_unit(line)}”, tổng tính bằng “{_true_unit(above)}”"
        yield "part", told, "Sửa đơn vị, hoặc bỏ đánh dấu là phần của tổng."


def _measure_faults(line: Mapping[str, str], kind: str) -> Iterator[Fault]:
    unit, choices = _true_unit(line), line.get("choices", "")
    if kind in ("count", "money") and not unit:
        yield "unit", "dòng đếm mà không có đơn vị", "Ghi ở unit_corrected nếu biểu để trống."
    if kind == "percent" and unit != "%":
        yield "unit", f"phần trăm mà đơn vị là “{unit}”", "Ghi % ở unit_corrected."
    if kind == "choice" and len([c for c in choices.split("|") if "=" in c]) < 2:
        found = choices_in(line.get("unit", ""))
        told = "|".join(f"{code}={answer}" for code, answer in found) or "1=Có|0=Không"
        yield "choices", "lựa chọn phải có ít nhất hai câu trả lời", f"Ghi như: {told}."
    for column in ("min", "max"):
        if line.get(column) and not _is_number(line[column]):
            yield column, f'"{line[column]}" không phải là số', "Ghi số, hoặc để trống."


def _true_unit(line: Mapping[str, str]) -> str:
    return line.get("unit_corrected") or line.get("unit", "")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
