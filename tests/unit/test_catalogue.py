"""The catalogue: one declaration a row, and a form that is broken never loads."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from project import ROOT, refusal

from cchc_toolkit.catalogue import DENOMINATOR_RULES, Form, form_ids, load_form, read_form
from cchc_toolkit.errors import DataError, UsageError

SEED = ROOT / "data" / "2024-6T" / "15109" / "raw" / "phu-luc-01b.csv"
FOLDER = ROOT / "cchc_toolkit" / "catalogue" / "forms" / "phu_luc_01b"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "bieu"))


def mend(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# The form


def test_all_165_rows_stand_in_the_order_of_the_seed(form: Form) -> None:
    with SEED.open(encoding="utf-8", newline="") as stream:
        seed = list(csv.DictReader(stream))
    assert len(form.rows) == len(seed) == 165
    assert [row.stt for row in form.rows] == [row["stt_as_printed"] for row in seed]


def test_the_form_s_misprints_are_kept_beside_the_right_numbers(form: Form) -> None:
    row = form.indicators["tthc.mot_cua.khong_phu_thuoc_dia_gioi"]
    assert (row.stt, row.stt_corrected) == ("10.2.7", "3.2.7")
    repeated = [row.key for row in form.rows if row.stt == "1.1.1."]
    assert repeated == ["chi_dao.ke_hoach.nhiem_vu", "chi_dao.kiem_tra.co_quan_cap_huyen"]


def test_every_key_is_unique_ascii_and_below_its_parent(form: Form) -> None:
    keys = [row.key for row in form.rows + form.supplement] + [ratio.key for ratio in form.ratios]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and key == key.lower() for key in keys)
    order = {key: place for place, key in enumerate(form.indicators)}
    for row in form.rows:
        assert not row.parent or order[row.parent] < order[row.key]


def test_every_row_that_takes_a_value_says_how_it_is_counted(form: Form) -> None:
    for row in form.fillable:
        assert row.true_unit, row.key
        assert row.levels <= {*form.level_names}
        assert (row.kind == "choice") == bool(row.choices), row.key
        if row.parent and row.part_of_sum:
            assert form.indicators[row.parent].fillable, row.key


def test_views_of_the_form(form: Form) -> None:
    received = form.indicators["tthc.ho_so.tiep_nhan"]
    assert [row.label for row in form.children[received.key]] == [
        "Tiếp nhận trực tiếp",
        "Tiếp nhận qua BCCI",
        "Tiếp nhận trực tuyến mức độ 3",
        "Tiếp nhận trực tuyến mức độ 4",
    ]
    assert [form.depth(key) for key in ("tthc", "tthc.ho_so", received.key)] == [1, 2, 3]
    assert received.name == '3.3.1 "Số lượng hồ sơ đã tiếp nhận"'
    assert form.indicators["tthc.ho_so.tiep_nhan.bcci"].name == '"Tiếp nhận qua BCCI"'
    assert form.indicators["chi_dao.khao_sat.so_phieu"].true_unit == "Phiếu"
    assert received.integer
    assert not form.indicators["bs.ngan_sach.ty_le_thu"].integer
    assert form.applies(received)
    assert not form.applies(form.indicators["tthc"])
    assert not form.applies(form.indicators["tthc.ho_so.tiep_nhan.bcci.cap_huyen"])
    assert "tthc" not in form.keys
    assert {"tthc.ho_so.tiep_nhan", "ty_le.day_du"} <= form.keys
    assert form.ratio["ty_le.day_du"].on_completeness
    assert form.items["I.5.noi_dung"].zero == "Không có nhiệm vụ được giao."


def test_choices_hidden_in_the_unit_column(form: Form) -> None:
    survey = form.indicators["chi_dao.khao_sat.hinh_thuc"]
    assert survey.choices == (("0", "Trực tuyến"), ("1", "Phát phiếu"), ("2", "Kết hợp"))
    assert (survey.choice(Decimal(2)), survey.choice(Decimal(3))) == ("Kết hợp", "")


def test_the_form_ends_with_the_districts(form: Form) -> None:
    assert form.holds_on(date(2025, 6, 30))
    assert not form.holds_on(date(2025, 7, 1))


def test_the_outline_has_the_five_sections_and_knows_its_placeholders(form: Form) -> None:
    assert [section.id for section in form.outline] == ["I", "II", "III", "IV", "V"]
    assert [len(section.parts) for section in form.outline] == [6, 6, 2, 7, 1]
    for item in form.items.values():
        assert item.lead or item.topic, item.id
        assert not (item.lead and item.sentence), item.id
        assert not (item.zero and not item.sentence), item.id


# Loading


def test_forms_are_found_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a clone may be somebody's project too, with forms of its own
    assert form_ids() == ("bieu_06_kstt", "khoi_tao_2026_xa", "phu_luc_01b")
    assert load_form() == load_form("phu_luc_01b")
    assert refusal(UsageError, lambda: load_form("phu_luc_01a")) == (
        'Không có biểu "phu_luc_01a".',
        "tham số form",
        'Có phải ý bạn là "phu_luc_01b"?',
    )


def test_the_digest_follows_every_file(copy: Path) -> None:
    first = read_form(copy)
    assert first == load_form()
    mend(copy / "outline.yml", "Chưa có mô hình, sáng kiến.", "Không có sáng kiến.")
    assert read_form(copy).digest != first.digest


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "rows.csv",
            "chi_dao.ke_hoach.nhiem_vu_hoan_thanh,",
            "chi_dao.ke_hoach.nhiem_vu,",
            "Biểu có khóa trùng nhau: chi_dao.ke_hoach.nhiem_vu.",
        ),
        (
            "rows.csv",
            ",count,chi_dao.ke_hoach,",
            ",count,chi_dao.ke_hoac,",
            "Biểu có khóa không có trong biểu: chi_dao.ke_hoac.",
        ),
        (
            "figures.csv",
            "tthc.ho_so.tiep_nhan,TREN_TIEP_NHAN",
            "tthc.ho_so.nhan,TREN_TIEP_NHAN",
            "Biểu có khóa không có trong biểu: tthc.ho_so.nhan.",
        ),
        (
            "figures.csv",
            ",TT01,",
            ",TT02,",
            "Biểu có quy tắc mẫu số chưa khai báo: TT02.",
        ),
    ],
)
def test_a_broken_form_never_loads(copy: Path, file: str, old: str, new: str, problem: str) -> None:
    mend(copy / file, old, new)
    assert refusal(DataError, lambda: read_form(copy)) == (problem, str(copy), "")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "rows.csv", "Nhiệm vụ,,count,", "Nhiệm vụ,,number,",
            ('kind: "number" không đúng.', "bieu/rows.csv, dòng 4",
             "Ghi một trong: heading, count, money, percent, choice."),
        ),
        (
            "figures.csv", "scale,decimals", "scale,decimal",
            ('Không có khóa "decimal".', "bieu/figures.csv, dòng 2",
             'Có phải ý bạn là "decimals"?'),
        ),
        (
            "figures.csv", "%,100,2,", "%,trăm,2,",
            ('Khóa "scale" ghi "trăm", không đọc được.', "bieu/figures.csv, dòng 2",
             "Xem kiểu giá trị của khóa này ở docs/, và ở các biểu của gói."),
        ),
        (
            "form.yml", "subject: ", "subjekt: ",
            ('Không có khóa "subjekt".', "bieu/form.yml", 'Có phải ý bạn là "subject"?'),
        ),
        (
            "form.yml", "subject: ", "id: lai\nsubject: ",
            ('Tệp YAML hỏng: khóa "id" lặp lại.', "form.yml, dòng 6",
             "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này."),
        ),
        (
            "outline.yml", "      sentence: >-", "      sentense: >-",
            ('Không có khóa "sentense".', "bieu/outline.yml, mục I.2.noi_dung",
             'Có phải ý bạn là "sentence"?'),
        ),
    ],
    ids=["kind", "column", "number", "key", "repeated", "outline"],
)  # fmt: skip
def test_what_is_wrong_in_a_declaration_is_said_with_its_place(
    copy: Path, name: str, old: str, new: str, said: tuple[str, str, str]
) -> None:
    mend(copy / name, old, new)
    assert refusal(DataError, lambda: read_form(copy)) == said


def test_every_denominator_rule_is_used_by_some_form() -> None:
    used = {ratio.rule for form_id in form_ids() for ratio in load_form(form_id).ratios}
    assert used == set(DENOMINATOR_RULES)
