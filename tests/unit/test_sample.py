"""The fictional communes: consistent where they should be, wrong exactly where they say so."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.calendar import national_window
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import RULES, Earlier, Finding, Scope, check
from cchc_toolkit.errors import UsageError
from cchc_toolkit.sample import (
    CODES,
    VARIETY_OF,
    Variety,
    injected_faults,
    make_submission,
    name_of,
    variety_of,
    write_sample,
)
from cchc_toolkit.sample.calendar import working_days
from cchc_toolkit.sample.draft import OPTIONAL
from cchc_toolkit.sample.hostile import SPELLS
from cchc_toolkit.sample.setting import THREE_LEVELS
from cchc_toolkit.submission import Document, Submission, load_submission
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import load_params

FORM = load_form()
PROJECT = Path(__file__).parents[2]
OFFICE = Office(name="Xã Minh Hoạ 01", superior="Ủy ban nhân dân huyện Minh Hoạ")
WINDOWS = {
    "Q1": Window(date(2023, 12, 15), date(2024, 3, 14)),
    "6T": Window(date(2023, 11, 10), date(2024, 6, 5)),
    "Q3": Window(date(2024, 6, 15), date(2024, 9, 14)),
    "9T": Window(date(2023, 12, 15), date(2024, 9, 14)),
    "N": Window(date(2023, 12, 15), date(2024, 12, 14)),
}


def submission(
    folder: Path,
    code: str = "99001",
    kind: str = "6T",
    seed: int = 1,
    variety: Variety = "complete",
) -> Submission:
    """Make a commune, write its files and load them as any commune's."""
    period = Period(2024, kind)
    files = make_submission(FORM, code, name_of(code), period, WINDOWS[kind], seed, variety)
    place = folder / str(seed) / variety / period.id / code
    place.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return load_submission(place.parents[1], Commune(code, name_of(code)), period, FORM)


def findings(made: Submission, window: Window) -> list[Finding]:
    """Return what the checks find in a made submission that matters before signing."""
    found = check(Scope(made, window, OFFICE))
    return [finding for finding in found if finding.severity != "thấp"]


def number(made: Submission, key: str) -> Decimal:
    found = made.value(key).number
    assert found is not None, key
    return found


def own(paper: Document) -> bool:
    return paper.issuer != THREE_LEVELS.above


def test_no_rule_finds_anything_in_a_complete_commune(tmp_path: Path) -> None:
    for seed in range(64):
        made = submission(tmp_path, f"{99001 + seed % 16}", seed=seed)
        assert findings(made, WINDOWS["6T"]) == [], seed


@pytest.mark.parametrize("kind", WINDOWS)
def test_no_rule_finds_anything_in_any_kind_of_period(tmp_path: Path, kind: str) -> None:
    for seed in range(20):
        made = submission(tmp_path, kind=kind, seed=seed)
        assert findings(made, WINDOWS[kind]) == [], seed


@pytest.mark.parametrize("kind", ["Q1", "6T", "Q3", "N"])
def test_no_rule_finds_anything_in_a_complete_commune_of_today(tmp_path: Path, kind: str) -> None:
    form, period = load_form("khoi_tao_2026_xa"), Period(2026, kind)
    office = Office(OFFICE.name, "Ủy ban nhân dân tỉnh Minh Hoạ", filed_by="VT, VP")
    for seed in range(12):
        code = f"{99001 + seed}"
        window = national_window(period)
        files = make_submission(form, code, name_of(code), period, window, seed)
        assert not [text for text in files.values() if "huyện" in text or "Một cửa" in text]
        place = tmp_path / period.id / code
        place.mkdir(parents=True)
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8")
        made = load_submission(tmp_path, Commune(code, name_of(code)), period, form)
        blank = {row.key for row in form.fillable if made.value(row.key).state == "not_reported"}
        assert blank <= set(OPTIONAL)
        assert check(Scope(made, window, office)) == (), seed


@pytest.mark.parametrize("kind", WINDOWS)
def test_the_balances_hold(tmp_path: Path, kind: str) -> None:
    for seed in range(24):
        made = submission(tmp_path, kind=kind, seed=seed)
        of = {row.key.rsplit(".", 1)[-1]: number(made, row.key) for row in FORM.supplement
              if row.key.startswith("bs.ho_so.")}  # fmt: skip
        received = number(made, "tthc.ho_so.tiep_nhan")
        on_time = number(made, "tthc.ho_so.dung_han.cap_xa")
        assert of["ky_truoc_chuyen_sang"] + received == of["da_giai_quyet"] + of["dang_giai_quyet"]
        assert of["da_giai_quyet"] == on_time + of["qua_han"]
        assert on_time + of["dang_giai_quyet_trong_han"] <= received
        assert on_time <= of["den_han"]
        assert number(made, "tthc.xin_loi") >= of["qua_han"]
        assert of["so_hoa"] <= of["da_giai_quyet"]
        assert of["truc_tuyen_giai_quyet"] <= of["muc_3_4"] == of["muc_3"] + of["muc_4"]


NEVER_MORE = (
    ("the_che.kien_nghi_xu_ly", "the_che.ra_soat"),
    ("the_che.da_xu_ly", "the_che.kien_nghi_xu_ly"),
    ("to_chuc.bien_che.co_mat", "to_chuc.bien_che.duoc_giao"),
    ("to_chuc.bien_che.tinh_gian", "to_chuc.bien_che.duoc_giao"),
    ("bs.bien_che.cong_chuc_xa", "to_chuc.bien_che.co_mat"),
    ("chi_dao.ke_hoach.nhiem_vu_hoan_thanh", "chi_dao.ke_hoach.nhiem_vu"),
    ("chi_dao.kiem_tra.van_de_xu_ly_xong", "chi_dao.kiem_tra.van_de"),
    ("tthc.mot_cua.tai_cap_xa", "tthc.thong_ke.dang_ap_dung"),
    ("tthc.cong_khai.cong_dich_vu_cong", "bs.ho_so.da_giai_quyet"),
    ("bs.dau_tu_cong.giai_ngan", "bs.dau_tu_cong.ke_hoach"),
    ("bs.mot_cua.may_scan", "bs.trang_bi.may_scan"),
)


def test_a_part_is_never_more_than_its_whole(tmp_path: Path) -> None:
    for seed in range(30):
        made = submission(tmp_path, kind="N", seed=seed)
        for smaller, larger in NEVER_MORE:
            assert number(made, smaller) <= number(made, larger), (seed, smaller)


def test_quarters_add_up_to_the_cumulative_periods(tmp_path: Path) -> None:
    made = {kind: submission(tmp_path, kind=kind) for kind in WINDOWS}
    summed = [
        row.key
        for row in FORM.fillable
        if row.rollup == "sum" and all(m.value(row.key).reported for m in made.values())
    ]
    assert len(summed) > 60
    for key in summed:
        grown = [number(made[kind], key) for kind in ("Q1", "6T", "9T", "N")]
        assert key in ENDS or grown == sorted(grown), key
    received = "tthc.ho_so.tiep_nhan"
    assert number(made["6T"], received) + number(made["Q3"], received) == number(
        made["9T"], received
    )


def test_what_a_year_adds_up_never_falls_whatever_the_windows(tmp_path: Path) -> None:
    for seed in range(12):
        earlier: tuple[Earlier, ...] = ()
        for kind in ("Q1", "6T", "9T", "N"):
            made = submission(tmp_path, kind=kind, seed=seed)
            found = check(Scope(made, WINDOWS[kind], OFFICE, earlier=earlier))
            fallen = [one.message for one in found if one.rule == "R14" and one.keys]
            assert fallen == [], (seed, kind)
            earlier = (Earlier(Period(2024, kind), WINDOWS[kind], made), *earlier)


def test_a_quarter_brings_the_same_documents_to_every_period_of_its_year(tmp_path: Path) -> None:
    half, year = submission(tmp_path, kind="6T"), submission(tmp_path, kind="N")
    assert set(half.documents) < set(year.documents)


ENDS = ("bs.ho_so.dang_giai_quyet", "bs.ho_so.dang_giai_quyet_trong_han",
        "bs.ho_so.dang_giai_quyet_qua_han")  # fmt: skip
"""What is in process at the end of a period is no sum over it."""


def test_every_cell_of_a_commune_is_answered_and_none_of_the_district(tmp_path: Path) -> None:
    """Every printed row; of the supplement, where an office may add, those that have a number."""
    for seed in range(20):
        made = submission(tmp_path, seed=seed)
        for row in FORM.rows:
            if row.fillable and row.key not in OPTIONAL:
                blank = made.value(row.key).state == "not_reported"
                assert blank != FORM.applies(row), row.key
        answered = [row for row in FORM.supplement if made.value(row.key).number is not None]
        assert len(answered) > 40


def test_documents_are_dated_numbered_and_implemented_in_order(tmp_path: Path) -> None:
    for seed in range(30):
        made = submission(tmp_path, seed=seed)
        books: dict[tuple[str, int], list[Document]] = {}
        days = set(working_days(WINDOWS["6T"]))
        assert made.documents
        for paper in made.documents.values():
            assert paper.date is not None
            assert paper.date in days
            assert not paper.as_printed
            if paper.implements:
                above = made.documents[paper.implements].date
                assert above is not None
                assert above < paper.date
            books.setdefault((paper.issuer, paper.date.year), []).append(paper)
        for papers in books.values():
            numbers = [int(paper.number) for paper in sorted(papers, key=lambda p: str(p.date))]
            by_number = [str(paper.date) for paper in sorted(papers, key=lambda p: int(p.number))]
            assert len(set(numbers)) == len(numbers)
            assert by_number == sorted(by_number)
        issued = sum(map(own, made.documents.values()))
        assert number(made, "chi_dao.ke_hoach.van_ban_chi_dao") == issued


def test_communes_of_one_district_cite_the_same_documents_of_it(tmp_path: Path) -> None:
    registers = [submission(tmp_path, code).documents for code in ("99001", "99002")]
    first, second = (
        {(paper.id, paper.number, paper.date) for paper in register.values() if not own(paper)}
        for register in registers
    )
    assert first == second != set()


def test_texts_are_nfc_and_no_paragraph_comes_twice(tmp_path: Path) -> None:
    for seed in range(20):
        made = submission(tmp_path, seed=seed)
        paragraphs = [text for passage in made.texts.values() for text in passage.paragraphs]
        assert len(set(paragraphs)) == len(paragraphs)
        assert all(unicodedata.is_normalized("NFC", text) for text in paragraphs)
        assert not any("«" in text for text in paragraphs)
        defaults = {item.id for item in FORM.items.values() if item.sentence}
        assert not defaults & set(made.texts)
        assert not made.repairs


def test_a_contradictory_commune_is_wrong_exactly_where_it_says(tmp_path: Path) -> None:
    known = {rule.code for rule in RULES}
    for seed in range(40):
        made = submission(tmp_path, "99018", seed=seed, variety="contradictory")
        truth = injected_faults(
            FORM, "99018", name_of("99018"), Period(2024, "6T"), WINDOWS["6T"], seed
        )
        assert len(truth) > 10
        found = findings(made, WINDOWS["6T"])
        for rule, key in truth:
            keys = [finding.keys for finding in found if finding.rule == rule]
            about_a_cell = key in FORM.indicators
            assert rule not in known or keys, (seed, rule)
            assert rule not in known or not about_a_cell or any(key in k for k in keys), (seed, key)
        for finding in found:
            assert any(
                finding.rule == rule and (key in finding.keys or key not in FORM.indicators)
                for rule, key in truth
            ), (seed, finding.message)


def test_the_faults_of_documents_are_in_the_register(tmp_path: Path) -> None:
    made = submission(tmp_path, "99018", variety="contradictory")
    truth = dict(
        injected_faults(FORM, "99018", name_of("99018"), Period(2024, "6T"), WINDOWS["6T"], 1)
    )
    papers = made.documents
    later, sunday, early = (papers[truth[rule]].date for rule in ("R10", "R13", "R12"))
    origin = papers[papers[truth["R10"]].implements].date
    assert later is not None
    assert sunday is not None
    assert early is not None
    assert origin is not None
    assert origin > later
    assert sunday.weekday() == 6
    assert early < WINDOWS["6T"].first
    twice = papers[truth["R11"]]
    assert [p.number for p in papers.values() if p.symbol == twice.symbol].count(twice.number) == 2


def test_a_hostile_commune_is_valid_data(tmp_path: Path) -> None:
    made = submission(tmp_path, "99019", variety="hostile")
    assert findings(made, WINDOWS["6T"]) == []
    assert made.repairs, "the invisible characters must be noticed"
    said = "\n".join(text for passage in made.texts.values() for text in passage.paragraphs)
    assert all(spell in said for spell in (SPELLS[0], SPELLS[3], SPELLS[5]))
    assert max(map(len, said.splitlines())) > 2900


def test_the_sparse_communes_have_what_they_should(tmp_path: Path) -> None:
    few = submission(tmp_path, "99017", variety="mostly_blank")
    none = submission(tmp_path, "99020", variety="empty")
    assert sum(value.reported for value in few.values.values()) == 10
    assert sum(value.reported for value in none.values.values()) == 0
    assert set(few.values) == set(none.values) >= {row.key for row in FORM.rows if row.fillable}
    for made in (few, none):
        assert not made.texts
        assert not made.documents
    assert findings(few, WINDOWS["6T"]) == findings(none, WINDOWS["6T"]) == []


def test_a_commune_is_the_same_whatever_else_is_made(tmp_path: Path) -> None:
    window = WINDOWS["6T"]
    write_sample(tmp_path / "all", Period(2024, "6T"), window, FORM)
    write_sample(tmp_path / "one", Period(2024, "6T"), window, FORM, ["99005"])
    for name in ("indicators.csv", "documents.csv", "narrative.yml"):
        one, among = (
            (tmp_path / which / "2024-6T" / "99005" / name).read_bytes() for which in ("one", "all")
        )
        assert one == among


def test_the_communes_in_the_data_folder_are_those_the_generator_makes(tmp_path: Path) -> None:
    params = load_params(PROJECT / "params/2024-6T.yml")
    write_sample(tmp_path, params.period, params.window, params.form)
    kept = PROJECT / "data" / params.period.id
    for code in CODES:
        made = {path.name: path.read_bytes() for path in (tmp_path / "2024-6T" / code).iterdir()}
        assert {path.name: path.read_bytes() for path in (kept / code).iterdir()} == made, code
        assert params.office(code).name == name_of(code)


def test_real_codes_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_sample(tmp_path, Period(2024, "6T"), WINDOWS["6T"], FORM, ["99001", "15109"])
    assert str(caught.value) == (
        "Mã 15109 có thể là mã của xã thật, không ghi dữ liệu minh hoạ.\n"
        f"  Ở đâu: {(tmp_path / '2024-6T').as_posix()}\n"
        "  Cách sửa: Dùng mã từ 90000 đến 99999."
    )
    assert not list(tmp_path.iterdir())


def test_writing_again_leaves_the_same_bytes_and_no_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "2024-6T" / "99020"
    folder.mkdir(parents=True)
    (folder / "narrative.yml").write_text("cũ", encoding="utf-8")
    write_sample(tmp_path, Period(2024, "6T"), WINDOWS["6T"], FORM, ["99020"])
    assert [path.name for path in folder.iterdir()] == ["indicators.csv"]


def test_the_special_communes_are_among_the_twenty() -> None:
    assert set(VARIETY_OF) <= set(CODES)
    assert len(CODES) == 20
    assert variety_of("99001") == "complete"
    assert len({name_of(code) for code in (*CODES, "90001", "99000")}) == 22


def test_the_files_open_with_the_columns_of_the_real_ones() -> None:
    made = make_submission(FORM, "99001", name_of("99001"), Period(2024, "6T"), WINDOWS["6T"], 1)
    for name in ("indicators.csv", "documents.csv"):
        real = (PROJECT / "data/2024-6T/15109" / name).read_text(encoding="utf-8")
        assert next(csv.reader(io.StringIO(made[name]))) == next(csv.reader(io.StringIO(real)))
