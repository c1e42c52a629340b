"""The command speaks Vietnamese: help of every verb, and what click says of a wrong line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from cchc_toolkit.cli import main

ENGLISH = re.compile(
    r"\b(the|and|of|to|is|are|or|usage|options|show|error|missing|such|default|may|write|make|"
    r"print|folder|unless|exit|codes|with|this|number|processors|required|repeated)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--[\w-]+|`[^`]*`|\"[^\"]*\"|\S*[/.<>]\S*|\b[A-Z]{1,12}\b|\bcchc \w+|\bform \w+|"
    r"^  [\w-]+(?=  )",
    re.MULTILINE,
)


def verbs(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        inner = (*path, name)
        yield from verbs(command, inner) if isinstance(command, click.Group) else (inner,)


@pytest.mark.parametrize("verb", list(verbs(main)), ids=" ".join)
def test_help_is_vietnamese(verb: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*verb, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith("Cách dùng:")
    plain = NAMES.sub(" ", done.output)
    assert ENGLISH.findall(plain) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["lap"], 'Không có lệnh "lap".'),
        (["check", "--kỳ", "x"], 'Không có tùy chọn "--kỳ".'),
        (["report", "--period", "2024-6T"], "Thiếu tùy chọn '--commune'"),
        (["batch", "params/x.yml", "--workers", "0"], "0 không nằm trong khoảng"),
        (["batch", "params/x.yml", "--workers", "hai"], '"hai" không phải là số.'),
        (["report", "--to", "odt"], "\"odt\" không thuộc: 'html'"),
        (["batch", "a.yml", "b.yml"], "Thừa tham số (b.yml)"),
    ],
)
def test_a_wrong_line_is_told_in_vietnamese(line: list[str], words: str) -> None:
    done = CliRunner().invoke(main, line)
    assert done.exit_code == 2
    assert words in done.output
    assert "Lỗi: " in done.output
