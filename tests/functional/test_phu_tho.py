"""Real figures: the published progress of Phú Thọ, August 2026, rolls up to its published line."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command import Project
from project import OFFICE

import cchc_toolkit
from cchc_toolkit.catalogue.units import find_province, find_unit

HERE = Path(__file__).parent / "phu_tho"
PERIOD, DAY = "2026-T08", date(2026, 8, 31)
RECEIVED, ON_TIME = 184_513, 144_625
"""The line of the province as published."""
COLUMNS = {"nhan": "total_received", "dung_han": "total_on_time"}


def published() -> list[dict[str, str]]:
    with (HERE / "tien-do-2026-08.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(folder: Path, cells: dict[str, int]) -> None:
    folder.mkdir(parents=True)
    lines = "".join(f"{key},{number},,\n" for key, number in cells.items())
    (folder / "indicators.csv").write_text(f"key,value,state,source\n{lines}", encoding="utf-8")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The communes as they are named there, ten without a code; the offices are the province's."""
    root = tmp_path_factory.mktemp("phu-tho")
    shutil.copytree(HERE / "bieu_766", root / "forms" / "bieu_766")
    offices, own = {}, dict.fromkeys(("nhan.cap_tinh", "dung_han.cap_tinh"), 0)
    place = find_province("Phú Thọ", DAY)
    for line in published():
        if line["level"] == "PROVINCE":
            for key, column in COLUMNS.items():
                own[f"{key}.cap_tinh"] += int(line[column])
            continue
        unit = find_unit(line["unit_name"], place, DAY)
        assert line["unit_code"] in ("", unit.code)
        offices[unit.code] = {**OFFICE, "name": unit.full_name}
        cells = {f"{key}.cap_xa": int(line[column]) for key, column in COLUMNS.items()}
        write(root / "data" / PERIOD / unit.code, cells)
    write(root / "data" / PERIOD / "cap-tinh-25", {"nhan": RECEIVED, "dung_han": ON_TIME, **own})
    said = {
        "period": PERIOD, "form": "bieu_766", "window": {"from": "01/8/2026", "to": "31/8/2026"},
        "province": "Phú Thọ", "data": "../data", "output": "../outputs", "communes": offices,
    }  # fmt: skip
    (root / "params").mkdir()
    (root / "params" / f"{PERIOD}.yml").write_text(json.dumps(said), encoding="utf-8")
    return Project(root)


def test_communes_and_offices_come_to_the_published_line(province: Project) -> None:
    done = province.cchc("roll-up", f"params/{PERIOD}.yml")
    assert done.code == 0, done.said
    assert "Tỉnh Phú Thọ: 148/148 đơn vị có số liệu, 0 chưa có." in done.out
    folder = province.root / "outputs" / PERIOD / "tong-hop" / "cap-tinh-25"
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    rows = {row[10].value: row for row in book["Tổng"].iter_rows(min_row=3)}
    lines = published()
    for key, line in (("nhan", RECEIVED), ("dung_han", ON_TIME)):
        communes = sum(int(one[COLUMNS[key]]) for one in lines if one["level"] == "COMMUNE")
        offices = sum(int(one[COLUMNS[key]]) for one in lines if one["level"] == "PROVINCE")
        total = rows[f"{key}.cap_xa"]
        assert (total[3].value, total[4].value, total[5].value) == (communes, 148, 148)
        assert total[3].value + offices == line
    page = (folder / "bao-cao.html").read_text(encoding="utf-8")
    for said in ("184.513", "144.625", "148.463", "125.367", "36.050", "19.258"):
        assert said in page
    rate = (Decimal(125_367) * 100 / 148_463).quantize(Decimal("0.01"))
    assert f"{rate}%".replace(".", ",") in page


def test_the_analysts_table_has_the_published_sums_and_rates(
    province: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(province.root)
    c = cchc_toolkit.open("params/")
    sums = c.totals("", ["nhan.cap_xa", "dung_han.cap_xa", "ty_le.dung_han"]).set_index("key")
    for key, line in (("nhan", RECEIVED), ("dung_han", ON_TIME)):
        offices = sum(int(one[COLUMNS[key]]) for one in published() if one["level"] == "PROVINCE")
        assert sums.loc[f"{key}.cap_xa", "value"] + offices == line
        assert sums.loc[f"{key}.cap_xa", "coverage"] == "148/148"
    assert sums.loc["ty_le.dung_han", "printed"] == "84,44"
    ours, place = c.figures("ty_le.dung_han").set_index("unit"), find_province("Phú Thọ", DAY)
    communes = [line for line in published() if line["level"] == "COMMUNE"]
    assert len(communes) == 148
    for line in communes:
        printed = ours.loc[find_unit(line["unit_name"], place, DAY).code, "printed"]
        assert Decimal(printed.replace(",", ".")) == Decimal(line["ratio_published"]), line


def test_the_province_issues_its_report_once(province: Project) -> None:
    """Number, day and signatory are of the test; a copy to sign comes first, and stays as made."""
    file = province.root / "params" / f"{PERIOD}.yml"
    said = json.loads(file.read_text(encoding="utf-8"))
    province.cchc("roll-up", f"params/{PERIOD}.yml", "--mode", "sign").refused(
        2, "chưa rõ ai ban hành và ký", where="mục issuer", advice="Thêm issuer"
    )
    issuer = {**OFFICE, "name": "Tỉnh Phú Thọ", "superior": "Bộ Nội vụ", "place": "Phú Thọ"}
    file.write_text(json.dumps({**said, "issuer": issuer}), encoding="utf-8")
    issue = ("issue", "cap-tinh-25", "--period", PERIOD, "--number", "7", "--date", "10/9/2026")
    assert province.cchc("roll-up", f"params/{PERIOD}.yml").code == 0
    province.cchc(*issue).refused(
        2, "Chưa có bản trình ký còn nguyên", "mới có dự thảo", advice="--mode sign"
    )
    assert province.cchc("roll-up", f"params/{PERIOD}.yml", "--mode", "sign").code == 0
    done = province.cchc(*issue)
    assert done.code == 0, done.said
    assert "đã phát hành số 07/" in done.out
    kept = province.root / "phat-hanh" / PERIOD / "cap-tinh-25" / "lan-1-so-7"
    names = {path.name for path in kept.iterdir()}
    assert names >= {"bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx", "so-lieu", "phat-hanh.json"}
    page = (kept / "bao-cao.html").read_text(encoding="utf-8")
    assert "ngày 10 tháng 9 năm 2026" in page
    assert "07/" in page
    assert "DỰ THẢO" not in page
    units = json.loads((kept / "so-lieu" / "don-vi.json").read_text(encoding="utf-8"))
    assert len(units) == 148
    assert not (kept / "bao-cao.pdf").stat().st_mode & 0o222
    province.cchc(*issue).refused(2, "đã phát hành, số 07", advice="--replace")


def test_status_tells_where_the_report_of_the_province_stands(province: Project) -> None:
    status = ("status", f"params/{PERIOD}.yml", "--received", "--xlsx", "tinh-hinh.xlsx")
    said = "(cap-tinh-25): đã phát hành số 07/BC-UBND ngày 10/9/2026; đang có bản trình ký"
    assert f"{said}.\n" in province.cchc(*status).out
    made = province.root / "outputs" / PERIOD / "tong-hop" / "cap-tinh-25"
    page = (made / "bao-cao.html").read_bytes()
    (made / "bao-cao.html").write_bytes(page + b" ")
    assert f"{said}; không còn như khi lập: bao-cao.html." in province.cchc(*status).out
    (made / "bao-cao.html").write_bytes(page)
    book = openpyxl.load_workbook(province.root / "tinh-hinh.xlsx")
    row = [cell.value for cell in list(book["Báo cáo tổng hợp"].rows)[-1]]
    assert row[1] == "cap-tinh-25"
    assert str(row[2]).startswith("đã phát hành số 07/BC-UBND")


def test_an_issue_is_of_todays_data(province: Project) -> None:
    signed = province.cchc("roll-up", f"params/{PERIOD}.yml", "--mode", "sign")
    assert "Đã phát hành số 07" in signed.out
    file = next((province.root / "data" / PERIOD).glob("0*/indicators.csv"))
    file.write_text(file.read_text(encoding="utf-8").replace("nhan.cap_xa,", "nhan.cap_xa,1"))
    done = province.cchc("issue", "cap-tinh-25", "--period", PERIOD, "--number", "8", "--date",
                         "11/9/2026", "--replace")  # fmt: skip
    done.refused(2, "số liệu đã đổi từ khi lập", where="cap-tinh-25", advice="--mode sign")
