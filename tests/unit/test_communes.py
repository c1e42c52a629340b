"""A code is five digits of text, and the same code was two communes."""

from __future__ import annotations

from datetime import date

import pytest
from project import refusal

from cchc_toolkit.catalogue.communes import Commune, is_fictional, parse_code
from cchc_toolkit.errors import UsageError


@pytest.mark.parametrize("code", ["00007", "00008", "15109", "99001"])
def test_codes_stay_as_written(code: str) -> None:
    assert parse_code(code) == code


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (7, "7"),
        (15109, "15109"),
        (None, "None"),
        ("7", '"7"'),
        ("", '""'),
        ("015109", '"015109"'),
        ("0x1A2", '"0x1A2"'),
        ("1e005", '"1e005"'),
        ("1510 ", '"1510 "'),
        ("15109\n", '"15109\n"'),
        ("１５１０９", '"１５１０９"'),
        ("../15", '"../15"'),
    ],
)
def test_anything_else_is_no_code(code: object, shown: str) -> None:
    assert refusal(UsageError, lambda: parse_code(code, where="params.yml")) == (
        f"Mã xã {shown} không đúng.",
        "params.yml",
        (f'Ghi "{code:05d}". ' if isinstance(code, int) else "")
        + 'Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".',
    )


def test_a_code_changed_hands_when_communes_merged() -> None:
    before = Commune("15112", "Xã Phúc Thịnh", valid_to=date(2025, 6, 30))
    after = Commune("15112", "Xã Kiên Thọ", valid_from=date(2025, 7, 1))
    days = (date(2024, 6, 5), date(2025, 6, 30), date(2025, 7, 1))
    assert [before.holds_on(day) for day in days] == [True, True, False]
    assert [after.holds_on(day) for day in days] == [False, False, True]
    assert Commune("15109", "Xã Phùng Minh").holds_on(date.max)


def test_made_up_communes_have_codes_of_their_own() -> None:
    assert [is_fictional(code) for code in ("15109", "89999", "90000", "99001")] == [
        False, False, True, True,
    ]  # fmt: skip
    assert Commune("99001", "Xã Minh Hoạ 01").fictional
