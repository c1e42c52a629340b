"""Rates, rules and charts that a form suggests: proposals for a person to keep or strike out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.adoption.draft import Line
from cchc_toolkit.adoption.rows import Proposed
from cchc_toolkit.adoption.sums import Formula
from cchc_toolkit.adoption.units import counted_noun
from cchc_toolkit.catalogue.ratio import APPLICABLE, FILLED
from cchc_toolkit.text.formatting import lower_first
from cchc_toolkit.text.likeness import compare_key

_ON_TIME = re.compile(r"(?<!không )(?:trước|đúng|trong) hạn|trước và đúng hạn")
_DONE = re.compile(r"\bđã\b|hoàn thành|đúng hạn|trực tuyến|được")
_WHOLE = re.compile(r"^(?:[-–+*•]\s*)?tổng số|được giao|đề ra|phải |tiếp nhận|phát hiện|kiến nghị")
"""What a row says that others may be a share of."""
_FLOWS = re.compile(r"^(?:hồ sơ|văn bản|lượt|tin|phiếu|lớp)")
"""Units of what adds up over a year; people and offices in place may well become fewer."""
_MOST_CHARTS = 3
_RATES = "ty_le"
"""What the keys of rates begin with."""


def figures(rows: Sequence[Proposed], level: str) -> tuple[Line, ...]:
    """Return the proposed rates: on time of totals, done of what was given, and completeness."""
    found = [*_on_time(rows, level), *_shares(rows, level)]
    keys: set[str] = set()
    unique = [one for one in found if one["key"] not in keys and not keys.add(one["key"])]  # type: ignore[func-returns-value]
    return (*unique, _completeness())


def _on_time(rows: Sequence[Proposed], level: str) -> Iterator[Line]:
    """Yield for each total that has parts on time and late the rate of those on time."""
    for total in _filled(rows, level):
        parts = _parts(rows, total, level)
        good = [row for row in parts if _ON_TIME.search(compare_key(row.printed.label))]
        if good and len(good) < len(parts):
            said = lower_first(_said(total.printed.label))
            numerator = " + ".join(row.key for row in good)
            yield _rate(total.key, f"Tỷ lệ trước và đúng hạn của {said}", numerator, total, 80,
                        "tử số là các phần trước hạn, đúng hạn")  # fmt: skip


def _shares(rows: Sequence[Proposed], level: str) -> Iterator[Line]:
    """Yield the share of what was done in the total that a sibling before it prints."""
    total: Proposed | None = None
    for row in _filled(rows, level):
        if total is not None and _is_done_of(row, total):
            label = f"Tỷ lệ {lower_first(_said(row.printed.label))}"
            yield _rate(row.key, label, row.key, total, 60, "mẫu số đoán là dòng đứng đầu nhóm")
        elif total is None or row.parent != total.parent:
            whole = bool(_WHOLE.search(compare_key(row.printed.label))) and not row.part
            total = row if row.measure.kind in ("count", "money") and whole else None


def _is_done_of(row: Proposed, total: Proposed) -> bool:
    """Whether a row counts those of a total's things that something was done with."""
    same = row.parent == total.parent and row.measure.unit == total.measure.unit and not row.part
    nouns = [counted_noun(one.printed.label).split()[:2] for one in (row, total)]
    key = compare_key(row.printed.label)
    done = bool(_DONE.search(key)) and not key.startswith("tổng số") and "quá hạn" not in key
    return same and done and nouns[0] == nouns[1] != []


def _rate(key: str, label: str, numerator: str, total: Proposed, sure: int, why: str) -> Line:
    return {
        "key": f"{_RATES}.{key}", "label": label, "numerator": numerator, "denominator": total.key,
        "rule": "", "unit": "%", "scale": "100", "decimals": "2", "stated": "",
        "source": f"Dòng {total.place.number} của biểu".replace("  ", " "),
        "sure": str(sure), "why": why, "where": total.printed.where,
    }  # fmt: skip


def _completeness() -> Line:
    return {
        "key": f"{_RATES}.muc_do_day_du", "label": "Mức độ đầy đủ của báo cáo", "numerator": FILLED,
        "denominator": APPLICABLE, "rule": "MUC_DO_DAY_DU", "unit": "%", "scale": "100",
        "decimals": "1", "stated": "", "source": "Số ô đã điền trên số ô áp dụng", "sure": "100",
    }  # fmt: skip


def _parts(rows: Sequence[Proposed], total: Proposed, level: str) -> list[Proposed]:
    """Return the rows that a level fills and that add up to a total."""
    filled = _filled(rows, level)
    return [r for r in filled if r.part and r.parent is not None and rows[r.parent] is total]


def _filled(rows: Sequence[Proposed], level: str) -> list[Proposed]:
    return [row for row in rows if row.measure.kind != "heading" and level in row.levels]


def _said(label: str) -> str:
    return re.sub(r"^[-–+*•]\s*", "", label).rstrip(" .:;")


def rules(rows: Sequence[Proposed], printed: Sequence[Formula], level: str) -> tuple[Line, ...]:
    """Return the rules besides those that follow from parents: formulas, and what only grows."""
    found = [_formula_rule(rows, one) for one in printed if not _is_parts(rows, one)]
    growing = [
        row.key
        for row in _filled(rows, level)
        if row.measure.kind == "count" and _FLOWS.match(compare_key(row.measure.unit))
    ]
    if growing:
        found.append({
            "id": "r14.luy_ke", "rule": "R14", "kind": "monotone", "left": " ".join(growing),
            "right": "", "severity": "cao", "sure": "75",
            "says": "Số lũy kế không nhỏ hơn kỳ lũy kế trước trong năm",
            "advice": "Đối chiếu với báo cáo kỳ trước: một trong hai kỳ ghi sai.",
            "why": "các dòng đếm hồ sơ, văn bản, lượt: bỏ dòng nào có thể giảm trong năm",
        })  # fmt: skip
    return tuple(found)


def _is_parts(rows: Sequence[Proposed], formula: Formula) -> bool:
    return all(rows[at].part and rows[at].parent == formula.total for at, _ in formula.terms)


def _formula_rule(rows: Sequence[Proposed], formula: Formula) -> dict[str, str]:
    total = rows[formula.total]
    signs = [
        ("- " if sign < 0 else "+ " if at else "") for at, (_, sign) in enumerate(formula.terms)
    ]
    right = " ".join(
        sign + rows[at].key for sign, (at, _) in zip(signs, formula.terms, strict=True)
    )
    numbers = "".join(
        f" {sign}{rows[at].printed.stt}" for sign, (at, _) in zip(signs, formula.terms, strict=True)
    )
    return {
        "id": f"r06.{total.key}", "rule": "R06", "kind": "identity", "left": total.key,
        "right": right, "missing_left": "skip_if_any_missing", "severity": "chặn", "sure": "95",
        "missing_right": "skip_if_any_missing",
        "says": f"Theo công thức in trên biểu: {total.printed.stt} ={numbers}",
        "advice": "Đối chiếu sổ theo dõi.", "where": total.printed.where,
    }  # fmt: skip


def charts(rows: Sequence[Proposed], rates: Sequence[Line], level: str) -> tuple[Line, ...]:
    """Return the proposed charts: the parts of the first totals, and the rates side by side."""
    found: list[Line] = []
    for total in _filled(rows, level):
        parts = _parts(rows, total, level)
        if len(parts) > 1 and not total.part and len(found) < _MOST_CHARTS:
            found.append({
                "id": f"bieu-do-{len(found) + 1}", "title": _said(total.printed.label),
                "unit": lower_first(total.measure.unit), "parts_of": total.key, "sure": "80",
                "why": "đề xuất: các phần của một tổng",
            })  # fmt: skip
    drawn = [line["key"] for line in rates if line["unit"] == "%"]
    if len(drawn) > 1:
        found.append({
            "id": "bieu-do-cac-ty-le", "title": "Các tỷ lệ chính của kỳ báo cáo", "unit": "%",
            "unit_words": "phần trăm", "figures": "|".join(drawn), "maximum": "100", "sure": "80",
            "why": "đề xuất: các tỷ lệ của trang Tỷ lệ",
        })  # fmt: skip
    return tuple(found)
