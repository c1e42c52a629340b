"""A fictional province of 166 communes and four periods, by the real commands, and one period more.

Ten never sent, six were refused, five are faulty. Between the fourth period and the fifth lies
01/7/2025, when one unit was divided and one went whole into its neighbour. Every total is added up
again here from the CSV files, by plain Python that knows nothing of the package.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from command import ROOT, Done, Project
from country import make_country
from enlarged import write_registry
from pypdf import PdfReader

from cchc_toolkit.sample import Country, write_country, write_part

PERIOD = "2024-9T"
PARAMS = f"params/{PERIOD}.yml"
MISSING = tuple(f"991{at:02d}" for at in range(20, 30))
REFUSED = tuple(f"991{at:02d}" for at in range(30, 36))
FORM = ROOT / "cchc_toolkit/catalogue/forms/phu_luc_01b"
KEY = "tthc.ho_so.tiep_nhan"
OWN = "cap-tinh-minh-hoa"
PERIODS = ("2024-Q1", "2024-6T", "2024-Q3", "2024-9T")
AFTER = "2026-Q1"
DIVIDED, RECEIVING, GROWN, GONE = "99113", "99111", "99110", "99166"
REFORM = {
    "districts.csv": ("999,Huyện Minh Hoạ,99",),
    "provinces.csv": ("99,Tỉnh Minh Hoạ,,2025-06-30", "99,Tỉnh Minh Hoạ,2025-07-01,"),
    "until_2025.csv": (
        f"{GROWN},x,Minh Hoạ 110,999",
        f"{RECEIVING},x,Minh Hoạ 111,999",
        f"{DIVIDED},x,Minh Hoạ 113,999",
        f"{GONE},x,Minh Hoạ 166,999",
    ),
    "since_2025.csv": (
        f"{GROWN},x,Minh Hoạ 110,99,,,{GROWN} {GONE}",
        f"{RECEIVING},x,Minh Hoạ 111,99,,,{RECEIVING} {DIVIDED}-",
        f"{DIVIDED},x,Minh Hoạ 113,99,,,{DIVIDED}-",
    ),
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("tinh")
    program = write_registry(root / "danh-muc", REFORM)
    project = replace(make_country(root, 166, 4), program=program)
    write_after(root)
    for period in (*PERIODS, AFTER):
        project.edit(f"params/{period}.yml", "\nform:", "\nprovince: Tỉnh Minh Hoạ\nform:")
    data = root / "data" / PERIOD
    for code in (*MISSING, *REFUSED):
        shutil.rmtree(data / code)
    other = data / "99040" / "indicators.csv"  # a file may have its lines in another order
    first, *rest = other.read_text(encoding="utf-8-sig").splitlines()
    other.write_text("\n".join([first, *sorted(rest), ""]), encoding="utf-8")
    box = project.root / "hop-thu"
    box.mkdir()
    for code in REFUSED:
        text = f"commune,period,key,value\n{code},{PERIOD},{KEY},hai trăm\n"
        (box / f"{code}.csv").write_text(text, encoding="utf-8")
    (box / "Thumbs.db").write_bytes(b"x")
    done = project.cchc("import", "hop-thu", "--period", PERIOD, "--received", "25/9/2024")
    assert done.out.count("từ chối") >= 6, done.said
    return project


def write_after(root: Path) -> None:
    """Write what the 165 units of after the reform reported, on the form of then."""
    country = Country(165, 1, form_id="khoi_tao_2026_xa", first_year=2026)
    write_country(country, root)
    ((period, window),) = country.dates
    assert period.id == AFTER
    write_part(country, root, period, window, country.codes)


@pytest.fixture(scope="module")
def totals(province: Project) -> dict[str, tuple[Decimal | None, int, int]]:
    """Every sum of the form, how many units gave a number, how many said not applicable."""
    found: dict[str, tuple[Decimal | None, int, int]] = {}
    rows = [row for name in ("rows.csv", "supplement.csv") for row in lines(FORM / name)]
    units = dict(reported(province))
    for row in rows:
        if row["rollup"] != "sum":
            continue
        cells = [unit.get(row["key"], ("", "")) for unit in units.values()]
        numbers = [Decimal(text.replace(".", "").replace(",", ".")) for text, _ in cells if text]
        aside = sum(state == "not_applicable" for _, state in cells)
        found[row["key"]] = (sum(numbers, Decimal(0)) if numbers else None, len(numbers), aside)
    return found


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def reported(
    project: Project, period: str = PERIOD
) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    for folder in sorted((project.root / "data" / period).iterdir()):
        file = folder / "indicators.csv"
        if not folder.name.isdigit() or not file.exists():
            continue
        cells = {row["key"]: (row["value"], row["state"]) for row in lines(file)}
        if any(text or state not in ("", "not_reported") for text, state in cells.values()):
            yield folder.name, cells


@pytest.fixture(scope="module")
def book(province: Project) -> openpyxl.Workbook:
    done = province.cchc("roll-up", PARAMS)
    assert done.code == 0, done.said
    assert "Tỉnh Minh Hoạ: 148/166 đơn vị có số liệu, 18 chưa có." in done.out
    folder = province.root / "outputs" / PERIOD / "tong-hop" / OWN
    names = {"bao-cao.html", "bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx", "nguon-goc.json"}
    assert {path.name for path in folder.iterdir()} == names
    return openpyxl.load_workbook(folder / "so-lieu.xlsx")


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    """Return the rows below the header of a sheet, which is the first row with several cells."""
    found = [[cell.value for cell in row] for row in book[name].iter_rows()]
    head = next(at for at, row in enumerate(found) if sum(cell is not None for cell in row) > 2)
    return [dict(zip(map(str, found[head]), row, strict=True)) for row in found[head + 1 :]]


def test_status_tells_who_has_reported(province: Project) -> None:
    done = province.cchc("status", PARAMS, "--received", "--xlsx", "tinh-hinh.xlsx")
    assert done.code == 0, done.said
    said = {line[:5]: line for line in done.out.splitlines() if line[:5].isdigit()}
    assert len(said) == 166
    assert all(": chưa gửi" in said[code] for code in MISSING)
    for code in REFUSED:
        assert ": bị từ chối" in said[code]
        assert '"hai trăm" không phải là số.' in said[code]
    assert "10 chưa gửi, 6 bị từ chối, 2 gửi biểu trống, 5 đã nhận, còn lỗi chặn" in done.out
    sheet = openpyxl.load_workbook(province.root / "tinh-hinh.xlsx")
    assert [row["Mã"] for row in table(sheet, "Tình hình")] == list(said)


def test_every_total_is_the_sum_of_the_files(
    book: openpyxl.Workbook, totals: dict[str, tuple[Decimal | None, int, int]]
) -> None:
    rows = {str(row["Khóa"]): row for row in table(book, "Tổng")}
    assert rows.keys() == totals.keys()
    for key, (number, covered, aside) in totals.items():
        row = rows[key]
        told = None if row["Tổng"] is None else Decimal(str(row["Tổng"]))
        assert (told, row["Số đơn vị có số"]) == (number, covered), key
        assert row["Trên số đơn vị"] == 166 - aside, key
        assert row["Chưa gửi"] == 18, key


def test_rates_are_recomputed_from_the_sums_of_who_gave_both_sides(
    book: openpyxl.Workbook, province: Project
) -> None:
    told = {str(row["Khóa"]): row for row in table(book, "Chỉ số")}
    units = dict(reported(province))
    checked = 0
    for figure in lines(FORM / "figures.csv"):
        if figure["key"] not in told or not figure["denominator"]:
            continue
        tops, bottoms = (figure[side].split(" + ") for side in ("numerator", "denominator"))
        both = [
            [sum(Decimal(unit[key][0] or 0) for key in side) for side in (tops, bottoms)]
            for unit in units.values()
            if all(unit.get(key, ("", ""))[0] for key in (*tops, *bottoms))
        ]
        top, bottom = (sum(one[at] for one in both) for at in (0, 1))
        row = told[figure["key"]]
        assert row["Số đơn vị có cả hai số"] == len(both)
        step = Decimal(1).scaleb(-int(figure["decimals"]))
        rate = (top * int(figure["scale"]) / bottom).quantize(step, ROUND_HALF_UP)
        assert str(row["Kết quả"]).replace(".", "").startswith(str(rate).replace(".", ",")), figure
        checked += 1
    assert checked > 10


def test_a_total_leads_to_its_units_and_the_lines_of_their_files(
    book: openpyxl.Workbook, province: Project
) -> None:
    place = next(row for row in book["Tổng"].iter_rows() if row[10].value == KEY)
    sheet = book["Từng đơn vị"]
    head = sheet[place[11].hyperlink.location.rpartition("!")[2]]
    assert str(head.value).endswith(f" – {KEY}")
    column = [cell.value for cell in sheet[head.column_letter][head.row :]]
    assert len(column) == 148
    assert sum(Decimal(str(one)) for one in column if one != "để trống") == place[3].value
    (where,) = (row for row in table(book, "Dòng trong tệp") if row["Khóa"] == KEY)
    for row in table(book, "Từng đơn vị"):
        file = (province.root / "data" / str(row["Tệp"])).read_text(encoding="utf-8-sig")
        (line,) = (
            said for name, said in where.items() if name.startswith(f"Bố cục {row['Bố cục']} ")
        )
        key, value, *_ = file.splitlines()[int(str(line)) - 1].split(",")
        assert (key, row["Mã"]) == (KEY, str(row["Tệp"]).split("/")[1])
        assert str(row[str(head.value)]) == (value or "để trống")


def test_the_missing_are_listed_with_why(book: openpyxl.Workbook) -> None:
    missing = {str(row["Mã"]): row["Lý do"] for row in table(book, "Chưa có")}
    assert missing.keys() >= {*MISSING, *REFUSED}
    assert len(missing) == 18
    assert {missing[code] for code in MISSING} == {"chưa có số liệu"}
    assert all(str(missing[code]).startswith("bị từ chối: Chỉ tiêu") for code in REFUSED)
    assert sorted(missing.values()).count("gửi biểu trống") == 2


def test_a_level_that_left_a_unit_out_of_its_total_is_told_which(
    province: Project, totals: dict[str, tuple[Decimal | None, int, int]]
) -> None:
    left_out = Decimal(dict(reported(province))["99050"][KEY][0])
    number = totals[KEY][0]
    assert number is not None
    own = province.root / "data" / PERIOD / OWN
    own.mkdir()
    rows = (
        f"key,value,state,source\n{KEY},{number - left_out},,\nchi_dao.kiem_tra.ubnd_cap_xa,7,,\n"
    )
    (own / "indicators.csv").write_text(rows, encoding="utf-8")
    try:
        done = province.cchc("roll-up", PARAMS)
    finally:
        shutil.rmtree(own)
    assert done.code == 0, done.said
    assert "R24 3.3.1" in done.out
    assert "Chênh lệch đúng bằng số của" in done.out
    assert "có thể đã bỏ sót" in done.out
    assert "Xã Minh Hoạ 50 (99050)" in done.out
    page = province.root / "outputs" / PERIOD / "tong-hop" / OWN / "bao-cao.html"
    said = page.read_text(encoding="utf-8")
    assert "SO VỚI SỐ CẤP TỈNH TỰ BÁO CÁO" in said
    assert "R24: 3.3.1" in said


@pytest.fixture(scope="module")
def slips(province: Project) -> tuple[Path, Done]:
    done = province.cchc("feedback", PARAMS, "--by", "05/10/2024")
    assert done.code == 0, done.said
    return province.root / "outputs" / PERIOD / "phan-hoi", done


def paper(folder: Path) -> str:
    """Return the text of a paper without the breaks of its lines; it must have one page."""
    (file,) = folder.glob("*.pdf")
    (page,) = PdfReader(file).pages
    return " ".join(page.extract_text().split())


def test_who_has_something_to_mend_gets_one_page_by_a_day(slips: tuple[Path, Done]) -> None:
    folder, done = slips
    written = {one.name for one in folder.iterdir()} - {"chung"}
    assert written >= set(REFUSED)
    assert not written & set(MISSING)
    assert f"{len(written)} phiếu báo cho 166 xã, hạn sửa 05/10/2024" in done.out
    for code in written:
        said = paper(folder / code)
        assert f"Kính gửi: Ủy ban nhân dân xã Minh Hoạ {int(code) - 99000:02d}" in said
        assert "chậm nhất ngày 05/10/2024" in said
        assert {one.suffix for one in (folder / code).iterdir()} == {".pdf", ".docx", ".json"}
    refused = paper(folder / REFUSED[0])
    assert '"hai trăm" không phải là số' in refused
    assert f"{PERIOD}/refused/" in refused.replace("/ ", "/")


def test_a_slip_names_the_cell_what_it_says_and_what_is_wrong(
    province: Project, slips: tuple[Path, Done]
) -> None:
    code, total, channels = next(uneven(province))
    book = province.cchc("form", "write", PARAMS, "--commune", code, "--output", "bieu")
    assert book.code == 0, book.said
    sheet = openpyxl.load_workbook(province.root / "bieu" / PERIOD / f"{code}.xlsx")["Biểu số liệu"]
    row = next(line for line in sheet.iter_rows() if line[0].value == KEY.replace("_", "-"))
    said = paper(slips[0] / code)
    assert f"{row[1].value} ({row[4].coordinate})" in said
    parts = " + ".join(printed(one) for one in channels)
    assert f"{parts} = {printed(sum(channels))} ≠ {printed(total)}" in said


def uneven(project: Project) -> Iterator[tuple[str, int, list[int]]]:
    """Yield the units whose channels do not add up to what they received."""
    channels = [row["key"] for row in lines(FORM / "rows.csv") if row["parent"] == KEY]
    for code, cells in reported(project):
        parts = [int(cells[key][0]) for key in channels if cells.get(key, ("", ""))[0]]
        if parts and sum(parts) != int(cells[KEY][0]):
            yield code, int(cells[KEY][0]), parts


def printed(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def test_what_the_form_does_wrong_is_told_once(slips: tuple[Path, Done]) -> None:
    folder, _ = slips
    assert "R16) Số thứ tự in trên Phụ lục 01b trùng" in paper(folder / "chung")
    others = [paper(one) for one in folder.iterdir() if one.name != "chung"]
    assert not any("R16" in said for said in others)


def test_a_slip_is_the_same_again_and_what_a_person_wrote_into_it_is_kept(
    province: Project, slips: tuple[Path, Done]
) -> None:
    code = REFUSED[0]
    place = slips[0] / code
    before = {one.name: one.read_bytes() for one in place.iterdir()}
    (place / f"phieu-bao-{code}.docx").write_bytes(b"edited")
    again = province.cchc("feedback", PARAMS, "--by", "05/10/2024", "--only", code)
    assert again.code == 0, again.said
    assert {one.name: one.read_bytes() for one in place.iterdir()} == before
    (kept,) = (province.root / "outputs" / PERIOD / "giu-lai" / code).iterdir()
    assert kept.read_bytes() == b"edited"
    assert kept.name in again.out


def test_the_reminder_lists_who_sent_nothing_that_counts(province: Project) -> None:
    done = province.cchc("remind", PARAMS, "--by", "05/10/2024", "--as-of", "01/10/2024")
    assert "Đôn đốc 18 đơn vị" in done.out, done.said
    place = province.root / "outputs" / PERIOD / "don-doc"
    pages = PdfReader(place / "cong-van-don-doc.pdf").pages
    letter, *listed = (" ".join(page.extract_text().split()) for page in pages)
    assert "V/v đôn đốc gửi báo cáo cải cách hành chính 9 tháng đầu năm 2024" in letter
    assert "còn 10 đơn vị chưa gửi, 6 đơn vị bị từ chối, 2 đơn vị gửi biểu trống" in letter
    assert "chậm nhất ngày 05/10/2024" in letter
    names = {int(at) + 99000 for at in re.findall(r"Xã Minh Hoạ (\d+) ", " ".join(listed))}
    assert names >= {int(code) for code in (*MISSING, *REFUSED)}
    assert len(names) == 18
    assert (place / "cong-van-don-doc.docx").is_file()


def test_the_page_of_the_period_is_the_desk_of_the_province(
    province: Project, slips: tuple[Path, Done], book: openpyxl.Workbook
) -> None:
    assert book.sheetnames  # the report of the area was made before
    assert province.cchc("remind", PARAMS, "--by", "05/10/2024").code == 0
    folder = slips[0].parent
    page = (folder / "index.html").read_text(encoding="utf-8")
    links = [one for one in re.findall(r'href="([^"#]+)"', page) if "://" not in one]
    assert all((folder / one).is_file() for one in links)
    written = {one.name for one in slips[0].iterdir()}
    assert {one.split("/")[1] for one in links if one.startswith("phan-hoi/")} == written
    assert f"tong-hop/{OWN}/bao-cao.html" in links
    assert "của Tỉnh Minh Hoạ (đang có bản dự thảo):" in page
    assert "don-doc/cong-van-don-doc.docx" in links
    assert '<a href="#chua-co">18 đơn vị chưa có số liệu</a>' in page
    assert ">Chưa gửi (10)<" in page
    assert ">Bị từ chối (6)<" in page
    rows = re.findall(r'<tr data-state="(\w+)".*?<td>(\d{5})</td>', page)
    assert len(rows) == 166
    assert {code for state, code in rows if state == "missing"} == set(MISSING)
    again = province.cchc("feedback", PARAMS, "--by", "05/10/2024", "--only", REFUSED[0])
    assert again.code == 0, again.said
    assert (folder / "index.html").read_text(encoding="utf-8") == page


@pytest.fixture(scope="module")
def over_the_reform(province: Project) -> Path:
    """The report of the area on the period after 01/7/2025, with the course of what came in."""
    done = province.cchc("roll-up", f"params/{AFTER}.yml", "--series", KEY)
    assert done.code == 0, done.said
    (folder,) = (province.root / "outputs" / AFTER / "tong-hop").iterdir()
    return folder


def test_the_course_of_the_area_is_the_sum_of_whoever_there_was(
    province: Project, over_the_reform: Path
) -> None:
    page = (over_the_reform / "bao-cao.html").read_text(encoding="utf-8")
    course = page[page.index('id="bang-dien-bien-1"') :]
    for period in (*PERIODS, AFTER):
        there = [int(cells[KEY][0]) for _, cells in reported(province, period) if cells[KEY][0]]
        whole = 165 if period == AFTER else 166
        row = rf"{period}</t.>\s*<td[^>]*>{re.escape(printed(sum(there)))}</td>"
        assert re.search(rf"{row}\s*<td[^>]*>{len(there)}/{whole}</td>", course), period


def test_a_unit_of_whole_predecessors_is_their_sum_and_one_of_a_divided_is_refused(
    province: Project, over_the_reform: Path
) -> None:
    book = openpyxl.load_workbook(over_the_reform / "so-lieu.xlsx")
    course = {(row["Mã"], row["Kỳ"]): row for row in table(book, "Diễn biến")}
    for period in PERIODS:
        units = dict(reported(province, period))
        grown = course[GROWN, period]
        assert grown["Kết quả"] == printed(sum(int(units[one][KEY][0]) for one in (GROWN, GONE)))
        assert grown["Tính từ"] == f"{period}: {GROWN} + {GONE}"
        for code in (RECEIVING, DIVIDED):
            refused = course[code, period]
            assert not refused["Kết quả"]
            assert refused["Ghi chú"] == (
                "không so sánh được: chỉ một phần Xã Minh Hoạ 113 (99113) nhập vào Xã Minh Hoạ "
                + code[2:]
            )
    units = dict(reported(province, AFTER))
    for code in (GROWN, RECEIVING, DIVIDED):
        assert course[code, AFTER]["Kết quả"] == printed(int(units[code][KEY][0]))


def test_districts_ended_with_june_2025(province: Project) -> None:
    by_district = province.cchc("roll-up", PARAMS, "--of", "district")
    assert "Huyện Minh Hoạ: 148/166" in by_district.out
    province.cchc("roll-up", f"params/{AFTER}.yml", "--of", "district").refused(
        2, "Cấp huyện kết thúc ngày 30/6/2025", where="--of district", advice="--of province"
    )
