"""docs/forms.md tells every column and kind of the tables that a form is declared in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import MISSING, RELATION_KINDS
from cchc_toolkit.catalogue.places import package_forms

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    return PAGE.split(f"### `{name}`")[1].split("\n### ")[0].split("\n## ")[0]


@pytest.mark.parametrize("name", ["figures.csv", "rules.csv"])
def test_every_column_is_told(name: str) -> None:
    for folder in package_forms().values():
        with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
            head = next(csv.reader(stream), [])
        assert [column for column in head if f"`{column}`" not in section(name)] == []


def test_every_kind_and_every_way_of_missing_is_told() -> None:
    words = (*RELATION_KINDS, *MISSING)
    assert [word for word in words if f"`{word}`" not in section("rules.csv")] == []
