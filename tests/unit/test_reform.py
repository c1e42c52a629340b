"""Numbers over 01/7/2025: sums of whole predecessors, refusals where one was divided.

The units are real ones of the registry, every number is made up and stands in this test only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from project import OFFICE, cells

import cchc_toolkit
from cchc_toolkit.analysis.collection import Collection

RATE = "ty_le.dung_han.tren_tiep_nhan"
RECEIVED, ON_TIME = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
OLD = {
    "15109": ("Xã Phùng Minh", "652", "600"), "15112": ("Xã Phúc Thịnh", "300", "300"),
    "15118": ("Xã Kiên Thọ", "48", "0"), "14848": ("Xã Tam Chung", "70", "7"),
    "06079": ("Xã Hồng Phong", "10", "1"), "00691": ("Phường Trần Phú", "5", "5"),
}  # fmt: skip
NEW = {
    "15112": ("Xã Kiên Thọ", "1100", "1089"), "14848": ("Xã Tam Chung", "90", "9"),
    "06079": ("Xã Hồng Phong", "20", "20"),
}  # fmt: skip
LACKING = {"15109": ("Xã Phùng Minh", "9", "9"), "15112": ("Xã Phúc Thịnh", "9", "9")}
PERIODS = {
    "2024-6T": ("15/12/2023", "14/6/2024", LACKING),
    "2025-6T": ("15/12/2024", "14/6/2025", OLD), "2025-9T": ("15/12/2024", "14/9/2025", NEW),
}  # fmt: skip


Periods = Mapping[str, tuple[str, str, Mapping[str, tuple[str, ...]]]]


def write(root: Path, periods: Periods) -> None:
    """Write parameters and made-up figures of some periods."""
    for period, (first, last, units) in periods.items():
        offices = {code: {**OFFICE, "name": name} for code, (name, *_) in units.items()}
        said = {
            "period": period, "window": {"from": first, "to": last}, "form": "phu_luc_01b",
            "data": "../data", "output": "../outputs", "communes": offices,
        }  # fmt: skip
        (root / "params").mkdir(exist_ok=True)
        (root / "params" / f"{period}.yml").write_text(json.dumps(said), encoding="utf-8")
        for code, (_, received, on_time) in units.items():
            folder = root / "data" / period / code
            folder.mkdir(parents=True)
            text = cells({RECEIVED: received, ON_TIME: on_time})
            (folder / "indicators.csv").write_text(text, encoding="utf-8")


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
