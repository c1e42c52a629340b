"""A waived finding stays visible and does not block; a stale waiver brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Finding, Scope, check
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Submission, Value, Waiver
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.waivers_file import read_waivers

PRESENT, ASSIGNED = "to_chuc.bien_che.co_mat", "to_chuc.bien_che.duoc_giao"
WAIVER = Waiver(
    "R20", (PRESENT,), "đang chờ điều chuyển", "Phòng Nội vụ", date(2024, 6, 30), "19", "mục 1"
)
OFFICE = Office(name="Xã Minh Hoạ 01", filed_by="VT, VP")


def scope_with(*waivers: Waiver, present: int = 19) -> Scope:
    cells = {
        PRESENT: Value("reported", Decimal(present), str(present)),
        ASSIGNED: Value("reported", Decimal(18), "18"),
    }
    submission = Submission(
        Commune("99001", OFFICE.name), Period(2024, "6T"), load_form(), MappingProxyType(cells),
        MappingProxyType({}), MappingProxyType({}), "", waivers=waivers,
    )  # fmt: skip
    return Scope(submission, Window(date(2023, 12, 15), date(2024, 6, 14)), OFFICE)


def about_staff(scope: Scope) -> Finding:
    return next(found for found in check(scope) if found.rule == "R20")


def test_a_waived_finding_is_shown_with_who_and_until_when() -> None:
    finding = about_staff(scope_with(WAIVER))

    assert finding.waived == "Phòng Nội vụ, đến 30/6/2024: đang chờ điều chuyển"
    assert finding.note == ""
    assert not replace(finding, severity="chặn").blocking


def test_without_a_waiver_nothing_is_waived() -> None:
    assert about_staff(scope_with()).waived == ""


def test_an_expired_waiver_brings_the_finding_back_with_a_note() -> None:
    finding = about_staff(replace(scope_with(WAIVER), today=date(2024, 7, 1)))

    assert finding.waived == ""
    assert finding.note == "Miễn trừ (mục 1) đã hết hạn 30/6/2024."


def test_a_waiver_holds_through_its_last_day() -> None:
    assert about_staff(replace(scope_with(WAIVER), today=date(2024, 6, 30))).waived


def test_another_number_than_expected_brings_the_finding_back() -> None:
    finding = about_staff(scope_with(WAIVER, present=20))

    assert finding.waived == ""
    assert finding.note == 'Miễn trừ (mục 1) không còn đúng: chờ "19", nay là "20".'


def test_a_waiver_of_nothing_is_a_finding() -> None:
    found = [f for f in check(scope_with(WAIVER, present=18)) if f.rule == "W01"]

    assert [f.severity for f in found] == ["thấp"]
    assert found[0].message == (f"Miễn trừ quy tắc R20 ({PRESENT}) không ứng với phát hiện nào.")


def test_a_waiver_without_cells_never_waives_a_finding_about_cells() -> None:
    assert about_staff(scope_with(replace(WAIVER, keys=()))).waived == ""


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(DataError) as raised:
        check(scope_with(replace(WAIVER, rule="R2O")))

    assert raised.value.problem == 'Không có quy tắc "R2O".'
    assert raised.value.advice.startswith('Có phải ý bạn là "R')
    assert raised.value.where == "mục 1"


GOOD = """\
- rule: R20
  keys: [to_chuc.bien_che.co_mat]
  reason: đang chờ điều chuyển
  by: Phòng Nội vụ
  until: 30/6/2024
  expect: "19"
"""


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "waivers.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_is_read_as_written(file: Callable[[str], Path]) -> None:
    assert read_waivers(file(GOOD)) == (replace(WAIVER, source="waivers.yml, mục 1"),)
    assert read_waivers(file("")) == ()


@pytest.mark.parametrize(
    ("text", "problem", "advice"),
    [
        ("rule: R20", "Tệp miễn trừ phải là danh sách.", "Mỗi mục bắt đầu"),
        ("- R20", "Phải là các cặp khóa: giá trị.", "Các khóa: rule"),
        (GOOD.replace("reason", "reson"), 'Không có khóa "reson".', 'Có phải ý bạn là "reason"?'),
        (GOOD.replace("  by: Phòng Nội vụ\n", ""), 'Thiếu khóa "by".', "Bổ sung vào mục này."),
        (GOOD.replace("30/6/2024", "30/6"), 'until: "30/6" không phải là ngày.', "Ghi ngày"),
        (GOOD.replace("[to_chuc.bien_che.co_mat]", "{a: b}"), "keys: phải là danh sách", "keys: ["),
        (GOOD.replace("đang chờ điều chuyển", "[a]"), 'reason: phải là chữ.', "Ghi chữ"),
    ],
)  # fmt: skip
def test_a_broken_file_says_what_to_do(
    file: Callable[[str], Path], text: str, problem: str, advice: str
) -> None:
    with pytest.raises(DataError) as raised:
        read_waivers(file(text))

    assert raised.value.problem.startswith(problem)
    assert raised.value.advice.startswith(advice)
