"""Numbers over 01/7/2025: sums of whole predecessors, refusals where one was divided.

The units are real ones of the registry, every number is made up and stands in this test only.
"""

from __future__ import annotations

import pandas as pd
import pytest
from reform import PERIODS, RATE, RECEIVED, write

import cchc_toolkit
from cchc_toolkit.analysis.collection import Collection


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    root = tmp_path_factory.mktemp("dia-gioi")
    write(root, PERIODS)
    return cchc_toolkit.open(root / "params")


def course(opened: Collection, unit: str, name: str, **how: str) -> pd.DataFrame:
    found = opened.trend(RATE, unit, **how)
    return found[found["name"] == name].set_index("period")


def test_before_the_merger_a_unit_is_the_sum_of_its_parts_and_its_rate_made_anew(
    opened: Collection,
) -> None:
    found = course(opened, "15112", "Xã Kiên Thọ")
    before, after = found.loc["2025-6T"], found.loc["2025-9T"]
    assert (before["numerator"], before["denominator"], before["printed"]) == (900, 1000, "90,00")
    assert before["made_of"] == "2025-6T: 15109 + 15112 + 15118"
    assert (after["numerator"], after["denominator"], after["printed"]) == (1089, 1100, "99,00")


def test_who_bore_the_code_before_has_a_series_that_ends(opened: Collection) -> None:
    found = course(opened, "15112", "Xã Phúc Thịnh")
    assert list(found.index) == ["2024-6T", "2025-6T"]
    assert found.loc["2025-6T", "printed"] == "100,00"


def test_a_quarter_over_the_merger_is_the_difference_to_the_sum(opened: Collection) -> None:
    third = course(opened, "15112", "Xã Kiên Thọ", flow="quarter").loc["2025-Q3"]
    assert (third["numerator"], third["denominator"], third["printed"]) == (189, 100, "189,00")


def test_a_divided_predecessor_makes_it_incomparable(opened: Collection) -> None:
    before = course(opened, "06079", "Xã Hồng Phong").loc["2025-6T"]
    assert pd.isna(before["value"])
    assert before["note"] == (
        "không so sánh được: chỉ một phần Xã Hồng Phong (06079) nhập vào Xã Hồng Phong"
    )
    old = course(opened, "06079", "Xã Hồng Phong (cũ)")
    assert list(old["printed"]) == ["10,00"]


def test_a_unit_that_kept_its_name_is_another_than_before(opened: Collection) -> None:
    before = course(opened, "14848", "Xã Tam Chung").loc["2025-6T"]
    assert (before["printed"], before["made_of"]) == ("10,00", "2025-6T: 14848")


def test_a_part_without_a_number_is_named(opened: Collection) -> None:
    before = course(opened, "15112", "Xã Kiên Thọ").loc["2024-6T"]
    assert before["note"] == "không so sánh được: chưa có số của Xã Kiên Thọ (15118)"


def test_what_does_not_add_up_has_no_earlier_number(opened: Collection) -> None:
    key = next(one.key for one in opened.rows[0].form.fillable if one.rollup == "none")
    found = opened.trend(key, "15112")
    note = found[(found["name"] == "Xã Kiên Thọ") & (found["period"] == "2025-6T")]["note"]
    assert "không cộng được giữa các đơn vị" in note.item()


def test_a_change_is_against_the_sum_of_the_parts(opened: Collection) -> None:
    found = opened.change(RATE, "2025-9T", against="previous").set_index("unit")
    assert (found.loc["15112", "before"], found.loc["15112", "change"]) == (90.0, 9.0)
    assert found.loc["06079", "note"].startswith("không so sánh được")


def test_totals_by_the_borders_of_then_or_of_today(opened: Collection) -> None:
    then = opened.totals("province", RECEIVED, "2025-6T").set_index("province")["value"]
    assert then["Tỉnh Hà Giang"] == 5
    now = opened.totals("province_now", RECEIVED, "2025-6T").set_index("province_now")["value"]
    assert now["Tỉnh Tuyên Quang"] == 5
    assert "Tỉnh Hà Giang" not in now
    assert now["Tỉnh Thanh Hoá"] == then["Tỉnh Thanh Hóa"] == 1070
