"""The page of a run: one static file; what a commune is called or did wrong is text in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from project import Project

from cchc_toolkit.outputs.outcome import Outcome, RuleCount
from cchc_toolkit.outputs.run_page import index_page
from cchc_toolkit.submission.params import Params

COUNTS = {"chặn": 3, "cao": 0, "vừa": 4, "thấp": 6}
MADE = Outcome("15109", "Xã Phùng Minh", "made", COUNTS, "57,32%", 1.5)
FAILED = Outcome(
    "99001", "Xã Minh Hoạ 01", "failed", {}, exit_code=3,
    problem="Không có tệp indicators.csv.\n  Cách sửa: Kiểm tra mã xã.",
)  # fmt: skip


@pytest.fixture
def params(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Params]:
    """Parameters of a project without outputs; those where the tests run are not its own."""
    monkeypatch.chdir(project.root)

    def make(**said: str) -> Params:
        project.write_params(**said)  # type: ignore[arg-type]
        return project.params()

    return make


def rows(page: str) -> list[str]:
    return re.findall(r"<tr class=.*?</tr>", page, flags=re.DOTALL)


def test_a_report_that_was_made_is_linked_and_counted(params: Callable[..., Params]) -> None:
    page = index_page(params(), (MADE,))
    (row,) = rows(page)
    assert 'data-code="15109"' in row
    assert 'data-search="15109 xa phung minh"' in row
    assert re.findall(r'<td class="n[^"]*">(.*?)</td>', row) == ["3", "0", "4", "6", "57,32%"]
    assert re.findall(r'href="(.*?)"', row) == [
        f"15109/{name}"
        for name in ("bao-cao.html", "bao-cao.pdf", "ra-soat.html", "bao-cao.ipynb",
                     "figures.json", "findings.json", "manifest.json")
    ]  # fmt: skip
    assert "Lập được 1 trên 1 báo cáo" in page
    assert "Số liệu từ 10/11/2023 đến 05/6/2024" in page


def test_a_failure_says_what_to_do_and_links_to_nothing(params: Callable[..., Params]) -> None:
    page = index_page(params(), (MADE, FAILED))
    row = rows(page)[1]
    assert "Chưa lập được (mã thoát 3)" in row
    assert "Không có tệp indicators.csv.\n  Cách sửa: Kiểm tra mã xã." in row
    assert "href" not in row
    assert "Lập được 1 trên 2 báo cáo" in page


@pytest.mark.parametrize(
    ("mode", "outcomes", "marks"),
    [
        ("draft", (MADE,), ["DỰ THẢO"]),
        ("sign", (MADE,), []),
        ("sign", (MADE, FAILED), ["CÓ DỮ LIỆU MINH HOẠ"]),
    ],
)
def test_the_page_carries_the_marks_of_the_run(
    params: Callable[..., Params], mode: str, outcomes: tuple[Outcome, ...], marks: list[str]
) -> None:
    page = index_page(params(mode=mode), outcomes)
    assert re.findall(r'<span class="mark">(.*?)</span>', page) == marks


def test_names_are_ranked_by_the_vietnamese_alphabet(params: Callable[..., Params]) -> None:
    names = ["Xã Đông Sơn", "Xã Ân Thi", "Xã Ăn", "Xã Dương Hòa"]
    outcomes = tuple(
        Outcome(f"0000{n}", name, "made", COUNTS) for n, name in enumerate(names, start=1)
    )
    page = index_page(params(), outcomes)
    assert [int(place) for place in re.findall(r'data-place="(\d+)"', page)] == [3, 1, 0, 2]


def test_hostile_names_and_problems_are_text(params: Callable[..., Params]) -> None:
    hostile = '</pre><script>alert("x")</script>{{ 7*7 }}'
    page = index_page(
        params(), (Outcome("15109", hostile, "failed", {}, problem=hostile, exit_code=3),)
    )
    assert "alert(" not in page.replace("&lt;script&gt;alert(", "")
    assert "{{ 7*7 }}" in page
    assert page.count("<script>") == 1


def test_the_page_needs_no_network_and_knows_no_clock(params: Callable[..., Params]) -> None:
    page = index_page(params(), (MADE, FAILED))
    assert index_page(params(), (MADE, FAILED)) == page
    assert not re.search(r"https?://|src=(?!.run\.js)|@import|\d{2}:\d{2}:\d{2}", page)


HITS = (
    RuleCount("R01", "chặn", 2, 1),
    RuleCount("R01", "cao", 1, 4),
    RuleCount("X99", "thấp", 3, 5),
)


def matrix(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script id="matrix"[^>]*>(.*?)</script>', page, flags=re.DOTALL)
    loaded: dict[str, Any] = json.loads(found)
    return loaded


def test_the_matrix_has_a_row_a_report_in_the_order_of_the_list(
    params: Callable[..., Params],
) -> None:
    page = index_page(params(), (FAILED, replace(MADE, hits=HITS), MADE))
    assert matrix(page) == {
        "severities": ["chặn", "cao", "vừa", "thấp"],
        "rules": [["R01", "Tổng bằng tổng các phần."], ["X99", ""]],
        "cells": [None, [0, 0, 2, 1, 0, 1, 1, 4, 1, 3, 3, 5], []],
    }


def test_a_hostile_rule_cannot_end_the_script(params: Callable[..., Params]) -> None:
    code = "</script><!--<b>"
    page = index_page(params(), (replace(MADE, hits=(RuleCount(code, "cao", 1, 1),)),))
    assert matrix(page)["rules"] == [[code, ""]]
    assert "<!--<b>" not in page


def test_files_for_word_and_excel_are_linked_where_they_were_made(
    params: Callable[..., Params],
) -> None:
    files = ("bao-cao.docx", "bao-cao.html", "so-lieu.xlsx", "manifest.json")
    (row,) = rows(index_page(params(), (replace(MADE, files=files),)))
    assert re.findall(r'href="(.*?)">(.*?)</a>', row) == [
        ("15109/bao-cao.html", "HTML"),
        ("15109/bao-cao.docx", "Word"),
        ("15109/so-lieu.xlsx", "Excel"),
        ("15109/manifest.json", "Nguồn gốc"),
    ]
