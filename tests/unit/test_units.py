"""The registry of units: both sides of 01/7/2025, found by code and day or by name."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from project import refusal

from cchc_toolkit.catalogue.units import (
    communes_of,
    find_province,
    find_unit,
    members_on,
    predecessors,
    unit_on,
    units_named,
    units_of_code,
)
from cchc_toolkit.catalogue.units.provinces import all_provinces
from cchc_toolkit.catalogue.units.registry import every_unit, provinces_since
from cchc_toolkit.errors import UsageError
from cchc_toolkit.system import paths

BEFORE, AFTER, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 9, 14)
SOURCES = Path(__file__).parents[3] / "shared" / "data" / "units"


@pytest.mark.parametrize(("day", "count"), [(BEFORE, 10_035), (AFTER, 3_321), (NOW, 3_321)])
def test_every_unit_of_the_country_is_there(day: date, count: int) -> None:
    codes = [unit.code for unit in every_unit(day)]
    assert (len(codes), len(set(codes))) == (count, count)


def test_provinces_were_merged_whole() -> None:
    pairs = {(part.unit.province, unit.province) for unit in every_unit(AFTER)
             for part in predecessors(unit)}  # fmt: skip
    assert dict(pairs) == provinces_since()
    assert len(pairs) == 63


@pytest.mark.parametrize(("day", "count"), [(BEFORE, 63), (AFTER, 34), (NOW, 34)])
def test_every_province_is_there_and_holds_units(day: date, count: int) -> None:
    provinces = {one.code for one in all_provinces() if one.holds_on(day)}
    assert len(provinces) == count
    assert {unit.province for unit in every_unit(day)} == provinces


@pytest.mark.parametrize("day", [BEFORE, AFTER, NOW])
def test_every_unit_is_found_by_its_code_and_no_other_is(day: date) -> None:
    assert all(unit_on(unit.code, day) == unit for unit in every_unit(day))
    assert [units_of_code(code) for code in ("00000", "00002", "99999", "1511", "code")] == [()] * 5


def test_no_field_of_a_table_holds_a_comma_or_a_quote() -> None:
    for name, fields in (("since_2025", 7), ("until_2025", 4), ("districts", 3)):
        text = paths.package_file("catalogue", "units", f"{name}.csv").read_text(encoding="utf-8")
        assert '"' not in text
        assert {line.count(",") for line in text.splitlines()} == {fields - 1}


def test_a_code_is_another_unit_on_another_day() -> None:
    assert [unit.full_name for unit in units_of_code("15112")] == ["Xã Phúc Thịnh", "Xã Kiên Thọ"]
    assert unit_on("15109", AFTER) is None
    assert unit_on("99001", NOW) is None


def test_the_ten_of_dong_nai_are_phuong_from_30_april_2026() -> None:
    changed = [u for u in every_unit(NOW) if u.valid_from == date(2026, 4, 30)]
    assert len(changed) == 10
    assert {unit.kind for unit in changed} == {"Phường"}
    before = unit_on("25270", date(2026, 4, 29))
    assert before is not None
    assert before.full_name == "Xã Lộc Ninh"
    now = unit_on("25270", date(2026, 4, 30))
    assert now is not None
    assert members_on(now, date(2026, 3, 14)).units == (before,)
    assert [one.code for one in members_on(now, BEFORE).units] == ["25270", "25288", "25297"]
    assert find_province("Đồng Nai", NOW).name == "Thành phố Đồng Nai"
    assert find_province("Đồng Nai", AFTER).name == "Tỉnh Đồng Nai"


def test_every_part_of_every_unit_is_known() -> None:
    units = list(every_unit(AFTER))
    parts = [part for unit in units for part in predecessors(unit)]
    assert all(predecessors(unit) for unit in units)
    count = {kind: sum(p.extent == kind for p in parts) for kind in ("whole", "part", "disputed")}
    assert count == {"whole": 9_569, "part": 1_003, "disputed": 53}


def test_only_wholes_are_added_and_no_old_unit_twice() -> None:
    comparable = [members_on(unit, BEFORE) for unit in every_unit(AFTER)]
    added = [unit.code for one in comparable for unit in one.units]
    assert len(added) == len(set(added))
    assert all(bool(one.units) != bool(one.reason) for one in comparable)
    assert sum(bool(one.units) for one in comparable) == 2_862


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("06184", "các nguồn chưa thống nhất Xã Hồng Phong (06079) có nhập vào Xã Đồng Đăng không"),
        ("20333", "trước đó là Huyện Hoàng Sa, không có cấp xã"),
        ("00004", "chỉ một phần Phường Ngọc Hà (00016) nhập vào Phường Ba Đình"),
    ],
)
def test_what_cannot_be_added_says_why(code: str, reason: str) -> None:
    unit = unit_on(code, NOW)
    assert unit is not None
    assert members_on(unit, BEFORE).reason == reason


def test_a_name_is_found_wherever_its_tone_stands_never_with_another_tone() -> None:
    province = find_province("Thanh Hoá", NOW)
    assert find_unit("Xã Kiên Thọ", province, NOW).code == "15112"
    hoa = next(u for u in communes_of(province, NOW) if "Hóa" in u.name or "Hoá" in u.name)
    swapped = hoa.name.replace("Hoá", "Hò@").replace("Hóa", "Hoá").replace("Hò@", "Hóa")
    assert swapped != hoa.name
    assert find_unit(swapped, province, NOW) == hoa
    assert units_named("Kiến Thọ", province, NOW) == ()


def test_an_unknown_name_gets_the_nearest_and_an_ambiguous_one_is_asked() -> None:
    province = find_province("Thanh Hóa", NOW)
    assert refusal(UsageError, lambda: find_unit("Xã Kiên Tho", province, NOW)) == (
        'Không có đơn vị "Xã Kiên Tho".',
        "Tỉnh Thanh Hoá, ngày 14/09/2026",
        'Có phải ý bạn là "Xã Kiên Thọ"?',
    )
    old = find_province("Thanh Hóa", BEFORE)
    problem, _, advice = refusal(UsageError, lambda: find_unit("Ngọc Trạo", old, BEFORE))
    assert problem == 'Tên "Ngọc Trạo" chỉ 3 đơn vị.'
    assert "(Huyện Thạch Thành)" in advice


def test_a_province_that_is_no_more_is_told() -> None:
    assert find_province("Bắc Kạn", BEFORE).code == "06"
    problem, _, advice = refusal(UsageError, lambda: find_province("Thanh Hoa", NOW))
    assert problem == 'Không có tỉnh, thành phố "Thanh Hoa" vào ngày 14/09/2026.'
    assert advice == 'Có phải ý bạn là "Thanh Hoá"?'


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the public tables are not on this machine")
def test_the_tables_are_what_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Path(__file__).parents[2] / "docs" / "make_units.py"
    code = (
        f"import runpy, pathlib; m = runpy.run_path({str(script)!r});"
        f"m['main'].__globals__['TARGET'] = pathlib.Path({str(tmp_path)!r});"
        f"m['main'](pathlib.Path({str(SOURCES)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    for made in tmp_path.iterdir():
        assert made.read_bytes() == paths.package_file("catalogue", "units", made.name).read_bytes()
    assert len(list(tmp_path.iterdir())) == 4
