"""`cchc check` as text: below each finding what may be wrong, who waived it, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cchc_toolkit.cli.check import _as_text
from cchc_toolkit.report import Report

RECEIVED = "tthc.ho_so.tiep_nhan"
CELLS = {
    RECEIVED: "652",
    f"{RECEIVED}.truc_tiep": "0",
    f"{RECEIVED}.bcci": "0",
    f"{RECEIVED}.truc_tuyen_muc_3": "423",
    f"{RECEIVED}.truc_tuyen_muc_4": "103",
}


def shown(report: Report, rule: str) -> list[str]:
    """The lines about the first finding of a rule."""
    lines = _as_text(report).splitlines()
    start = next(at for at, line in enumerate(lines) if f"] {rule} " in line)
    rest = (at for at in range(start + 1, len(lines)) if lines[at].startswith("  ["))
    return [line.strip() for line in lines[start : next(rest, len(lines))]]


def test_the_suggestion_stands_before_the_advice(make_report: Callable[..., Report]) -> None:
    told = shown(make_report(CELLS), "R01")
    assert told[0] == (
        '[chặn] R01 3.3.1 "Số lượng hồ sơ đã tiếp nhận": 0 + 0 + 423 + 103 = 526 ≠ 652, thiếu 126.'
    )
    assert told[1].startswith("Gợi ý: Chưa rõ ô nào sai, một trong các ô: ô “Tiếp nhận trực tiếp”")
    assert told[2].startswith("Cách sửa: ")
    assert told[3].startswith("Nguồn: nguon:")


def test_a_waiver_says_who_and_a_stale_one_why(make_report: Callable[..., Report]) -> None:
    report = make_report(CELLS)
    first = next(found for found in report.findings if found.rule == "R01")
    waived = replace(report, findings=(replace(first, waived="Phòng Nội vụ, đến 30/6/2024: chờ"),))
    stale = replace(report, findings=(replace(first, note="Miễn trừ đã hết hạn."),))
    assert "Đã miễn trừ: Phòng Nội vụ, đến 30/6/2024: chờ" in shown(waived, "R01")
    assert "Lưu ý: Miễn trừ đã hết hạn." in shown(stale, "R01")
