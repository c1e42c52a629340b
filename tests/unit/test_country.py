"""The fictional country: what it is made of, that its truth is true, and that it harms nothing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from project import refusal

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import build_report
from cchc_toolkit.sample import Country, write_country, write_part
from cchc_toolkit.submission.params import load_params


def write(country: Country, root: Path) -> Path:
    write_country(country, root)
    for period, window in country.dates:
        write_part(country, root, period, window, country.codes)
    return root


def test_thousands_of_communes_each_with_a_name_of_its_own() -> None:
    country = Country(3321, 8)
    assert len(set(country.codes)) == 3321
    assert all(map(is_fictional, country.codes))
    names = [country.name(code) for code in country.codes]
    assert len(set(names)) == 3321
    assert (names[0], names[-1]) == ("Xã Minh Hoạ 0001", "Xã Minh Hoạ 3321")
    assert len(country.dates) == len({period.id for period, _ in country.dates}) == 8


def test_windows_follow_the_calendar() -> None:
    for period, window in Country(1, 10).dates:
        assert window.first < window.last
        assert window.last.year == period.year


def test_a_share_of_the_communes_is_special_whatever_their_number() -> None:
    country = Country(3321, 1)
    counts = Counter(map(country.variety, country.codes))
    assert 0.90 < counts["complete"] / 3321 < 0.93
    assert 0.04 < counts["contradictory"] / 3321 < 0.06
    assert min(counts[one] for one in ("mostly_blank", "hostile", "empty")) > 5
    assert Counter(map(Country(3321, 1, 2).variety, country.codes)) != counts


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    once, again = (write(Country(3, 2), tmp_path / name) for name in ("mot", "hai"))
    files = sorted(p.relative_to(once) for p in (once / "data").rglob("*") if p.is_file())
    assert files
    assert all((once / file).read_bytes() == (again / file).read_bytes() for file in files)
    assert (once / "truth.csv").read_bytes() == (again / "truth.csv").read_bytes()


def test_the_checks_find_what_the_truth_names(tmp_path: Path) -> None:
    root = write(Country(18, 1), tmp_path)
    params = load_params(root / "params" / "2024-Q1.yml")
    rows = list(csv.DictReader(io.StringIO((root / "truth.csv").read_text(encoding="utf-8"))))
    truth = {(row["rule"], row["where"]) for row in rows if row["commune"] == "99018"}
    assert len(truth) >= 10
    found = {
        (finding.rule, key)
        for finding in build_report("99018", params).findings
        for key in finding.keys
    }
    assert len(truth & found) >= 0.8 * len(truth)
    assert {row["variety"] for row in rows} >= {"contradictory", "mostly_blank"}


def test_every_period_of_a_commune_can_be_reported(tmp_path: Path) -> None:
    country = Country(1, 5)
    root = write(country, tmp_path)
    for period, _ in country.dates:
        report = build_report("99001", load_params(root / "params" / f"{period.id}.yml"))
        assert report.marks[-1] == "DỮ LIỆU MINH HOẠ"


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    write(Country(2, 1), tmp_path)
    problem, where, advice = refusal(UsageError, lambda: write_country(Country(2, 1), tmp_path))
    assert problem == "Thư mục đã có dữ liệu, không ghi đè bằng dữ liệu minh hoạ."
    assert where.endswith("data/2024-Q1")
    assert advice == "Chọn thư mục mới bằng --output."


def test_real_communes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data" / "2024-Q1" / "15109").mkdir(parents=True)
    write(Country(2, 1), tmp_path)  # only adds made-up ones beside it
    assert sorted(path.name for path in (tmp_path / "data" / "2024-Q1").iterdir()) == [
        "15109", "99001", "99002",
    ]  # fmt: skip
    problem, *_ = refusal(UsageError, lambda: write_country(Country(2, 1), tmp_path))
    assert problem == "Thư mục có cả xã thật, không ghi đè bằng dữ liệu minh hoạ."


@pytest.mark.parametrize(("communes", "periods"), [(0, 1), (10_000, 1), (1, 0)])
def test_what_cannot_be_made(communes: int, periods: int) -> None:
    problem, _, advice = refusal(UsageError, lambda: Country(communes, periods))
    assert problem == f"Không tạo được {communes} xã, {periods} kỳ."
    assert advice == "Chọn từ 1 đến 9999 xã và ít nhất một kỳ."
