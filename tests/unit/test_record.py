"""The one decoder of YAML and CSV files: what it reads, and how it says what it cannot read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from project import refusal

from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.submission.table import read_each
from cchc_toolkit.text.record import (
    ISO_DAY,
    PLAIN,
    Key,
    cleaned,
    needed,
    read_record,
    read_records,
)


@dataclass(frozen=True)
class Law:
    """What the tests read."""

    name: str
    first: date | None
    articles: int = 0
    rate: Decimal | None = None
    binding: bool = True
    words: tuple[str, ...] = ()


KEYS = {"name": Key(needed), "first": replace(ISO_DAY, name="since")}
WHOLE: dict[str, Any] = {"name": "Luật A", "since": "2025-07-01"}


def test_types_say_how_a_field_is_read() -> None:
    said = {**WHOLE, "articles": "12", "rate": "1.50", "binding": "Không", "words": ["a", "b"]}
    assert read_record(Law, said, "a.yml", keys=KEYS) == Law(
        "Luật A", date(2025, 7, 1), 12, Decimal("1.50"), False, ("a", "b")
    )
    blank = read_record(Law, {"name": "Luật\u200b A", "since": "", "rate": ""}, "", keys=KEYS)
    assert blank == Law("Luật A", None)


@pytest.mark.parametrize(
    ("said", "problem", "advice"),
    [
        ({**WHOLE, "artikles": "1"}, 'Không có khóa "artikles".', 'Có phải ý bạn là "articles"?'),
        (
            {**WHOLE, "xyz": "1"},
            'Không có khóa "xyz".',
            "Các khóa: name, since, articles, rate, binding, words, note.",
        ),
        ({"name": "A"}, 'Thiếu khóa "since".', "Bổ sung vào mục này."),
        ({**WHOLE, "name": " "}, "name: chưa ghi.", "Bổ sung vào mục này."),
        ({**WHOLE, "name": ["A"]}, "name: phải là chữ.", 'Ghi chữ, trong ngoặc kép nếu cần: "…".'),
        (
            {**WHOLE, "words": "a"},
            "words: phải là danh sách.",
            "Mỗi dòng một mục, bắt đầu bằng gạch ngang.",
        ),
        (
            {**WHOLE, "since": "1/7/2025"},
            'Khóa "since" ghi "1/7/2025", không đọc được.',
            "Xem kiểu giá trị của khóa này ở docs/, và ở các biểu của gói.",
        ),
        ("A", "Phải là các cặp khóa: giá trị.",
         "Các khóa: name, since, articles, rate, binding, words, note."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(said: Any, problem: str, advice: str) -> None:
    def read() -> Law:
        return read_record(Law, said, "a.yml, mục 1", keys=KEYS, ignored=("note",))

    assert refusal(DataError, read) == (problem, "a.yml, mục 1", advice)


def test_a_kind_of_file_has_words_of_its_own() -> None:
    wording = replace(
        PLAIN.but(unknown=("Cột lạ: {name}.", "Bỏ cột {name}."), said=("{problem}", "{advice}")),
        error=UsageError,
    )
    said = refusal(
        UsageError, lambda: read_record(Law, {"nam": ""}, "a.csv", keys=KEYS, wording=wording)
    )
    assert said == ("Cột lạ: nam.", "a.csv", "Bỏ cột nam.")

    def wrong(_: Any) -> str:
        raise DataError("Sai {rồi}.", advice="Sửa.")

    keys = {**KEYS, "name": Key(wrong)}
    said = refusal(UsageError, lambda: read_record(Law, WHOLE, "a.csv", keys=keys, wording=wording))
    assert said == ("Sai {rồi}.", "a.csv", "Sửa.")


def test_a_record_inside_another_says_its_own_place() -> None:
    inner = Key(lambda one: read_record(Law, one, "trong", keys=KEYS).name)
    said = {**WHOLE, "name": {"name": "A"}}
    problem, where, _ = refusal(
        DataError, lambda: read_record(Law, said, "ngoài", keys={**KEYS, "name": inner})
    )
    assert (problem, where) == ('Thiếu khóa "since".', "trong")


def test_lines_of_a_table_are_named(tmp_path: Path) -> None:
    table = tmp_path / "luat.csv"
    table.write_text("name,since\nLuật A,2025-07-01\nLuật B,hôm qua\n", encoding="utf-8-sig")
    lines = read_records(Law, table, KEYS)
    assert next(lines) == Law("Luật A", date(2025, 7, 1))
    problem, where, _ = refusal(DataError, lambda: next(lines))
    assert (problem, where) == ('Khóa "since" ghi "hôm qua", không đọc được.', "luat.csv, dòng 3")


def test_all_that_is_wrong_is_said_at_once_but_no_more_than_a_screen() -> None:
    def read(number: int) -> str:
        if number % 2:
            raise DataError(f"Số {number} lẻ.", where=f"dòng {number}", advice="Sửa.")
        return cleaned(f" {number} ")

    assert read_each(read, [2, 4]) == ["2", "4"]
    assert refusal(DataError, lambda: read_each(read, [1, 2])) == ("Số 1 lẻ.", "dòng 1", "Sửa.")
    problem, where, _ = refusal(DataError, lambda: read_each(read, range(7), most=2))
    assert problem == "Có 3 lỗi trong tệp số liệu."
    assert where.split("\n    ")[1:] == [
        "dòng 1: Số 1 lẻ. Sửa.",
        "dòng 3: Số 3 lẻ. Sửa.",
        ": … và 1 lỗi khác.",
    ]
