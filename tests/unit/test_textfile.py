"""YAML as text: no scalar is ever taken for something else, and nothing in it runs or grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.strict_yaml import parse_yaml

FILE = Path("x.yml")
LOOK = "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này."
PRINTABLE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff\u2028\u2029"
    )
)


@pytest.mark.parametrize(
    "scalar",
    ["00007", "00008", "010", "0o10", "0x1A", "1e5", "1_000", "12:30:45", "no", "yes", "on", "Có",
     "null", "~", ".inf", "2024-06-05", "15109", "1.10", "-0", "true", "=", "0b11", "+1"],
)  # fmt: skip
def test_a_scalar_stays_as_written(scalar: str) -> None:
    assert parse_yaml(f"a: {scalar}\n{scalar}: [{scalar}]", FILE) == {
        "a": scalar,
        scalar: [scalar],
    }


@given(st.recursive(PRINTABLE, lambda node: st.lists(node) | st.dictionaries(PRINTABLE, node)))
def test_quoted_text_comes_back_as_it_is(value: object) -> None:
    assert parse_yaml(json.dumps(value, ensure_ascii=False), FILE) == value


def test_a_tag_runs_nothing() -> None:
    text = 'a: !!python/object/apply:os.system ["echo"]\nb: !!int "7"'
    assert parse_yaml(text, FILE) == {"a": ["echo"], "b": "7"}


@pytest.mark.parametrize(
    ("text", "problem", "where"),
    [
        ("a: 1\nb: 2\na: 3", 'Tệp YAML hỏng: khóa "a" lặp lại.', "x.yml, dòng 3"),
        ("x:\n  a: 1\n  a: 1", 'Tệp YAML hỏng: khóa "a" lặp lại.', "x.yml, dòng 3"),
        ("a: &neo 1\nb: *neo", "Tệp YAML hỏng: không dùng neo (&, *).", "x.yml, dòng 2"),
        ("a: &a {b: 1}\nc:\n  <<: *a", "Tệp YAML hỏng: không dùng neo (&, *).", "x.yml, dòng 3"),
        ("? [a, b]\n: 1", "Tệp YAML hỏng: khóa phải là chữ.", "x.yml, dòng 1"),
        ("a: 1\n b: 2", "Tệp YAML hỏng: sai cú pháp.", "x.yml, dòng 2"),
        ('a: "mở', "Tệp YAML hỏng: sai cú pháp.", "x.yml, dòng 1"),
        ("a: 1\n---\nb: 2", "Tệp YAML hỏng: sai cú pháp.", "x.yml, dòng 2"),
        ("\tb: 1", "Tệp YAML hỏng: sai cú pháp.", "x.yml, dòng 1"),
    ],
)
def test_broken_yaml_says_the_line(text: str, problem: str, where: str) -> None:
    assert refusal(DataError, lambda: parse_yaml(text, FILE)) == (problem, where, LOOK)


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 30):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]")
    said = refusal(DataError, lambda: parse_yaml("\n".join(lines), FILE))
    assert said == ("Tệp YAML hỏng: không dùng neo (&, *).", "x.yml, dòng 2", LOOK)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_bottomless_nesting_is_refused_before_the_stack_ends(opening: str) -> None:
    said = refusal(DataError, lambda: parse_yaml(opening * 100_000, FILE))
    assert said == ("Tệp YAML hỏng: lồng quá nhiều tầng.", "x.yml, dòng 1", LOOK)


@pytest.mark.parametrize("text", ["a: \x00", "a: \x07"])
def test_what_is_no_text_at_all(text: str) -> None:
    said = refusal(DataError, lambda: parse_yaml(text, FILE))
    assert said == ("Tệp YAML hỏng.", "x.yml", "Kiểm tra ký tự lạ trong tệp.")
