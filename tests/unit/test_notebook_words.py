"""An analyst in a notebook: one screen for a report, keys by Tab, slips that get the right word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from authored_project import report
from project import refusal

import cchc_toolkit as c
from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.notebook_digest import notebook_digest


def test_a_report_is_one_screen() -> None:
    lines = repr(report()).splitlines()
    assert lines[0] == "Báo cáo Xã Phùng Minh (15109), 6 tháng đầu năm 2024"
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 120


def test_keys_of_figures_and_indicators_complete() -> None:
    keys = report()._ipython_key_completions_()
    assert {"ty_le.dung_han.tren_tiep_nhan", "tthc.ho_so.tiep_nhan"} <= set(keys)
    assert report()["tthc.ho_so.tiep_nhan"].number == 652
    assert report()["ty_le.dung_han.tren_tiep_nhan"].printed == "99,39"
    problem, _, advice = refusal(UsageError, lambda: report()["tthc.ho_so.tiep_nha"])
    assert problem == 'Biểu không có chỉ số hay chỉ tiêu "tthc.ho_so.tiep_nha".'
    assert advice == 'Có phải ý bạn là "tthc.ho_so.tiep_nhan"?'


SLIPS = {
    "a code as a number": (
        lambda: c.report_of(15109, "2024-6T"),
        "Mã xã 15109 không đúng.",
        'Ghi "15109". Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".',
    ),
    "codes as numbers": (
        lambda: c.values_frame("2024-6T", [15109]),  # type: ignore[list-item]
        "Mã xã 15109 không đúng.",
        'Ghi "15109". Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".',
    ),
    "a key where a list of keys belongs": (
        lambda: c.peers(report(), "ty_le.dayd"),
        'Biểu không có chỉ số "ty_le.dayd".',
        'Có phải ý bạn là "ty_le.day_du"?',
    ),
    "a year as a number": (
        lambda: c.report_of("15109", 2024),
        '"2024" không phải là kỳ báo cáo.',
        "Ghi năm-kỳ: quý 2026-Q3; cộng dồn 2026-6T, 2026-9T, 2026-10T, 2026-11T; "
        "năm 2026-N; tháng 2026-T10.",
    ),
    "a period without parameters": (
        lambda: c.report_of("15109", "2024-Q2"),
        "Không đọc được tệp tham số: không có tệp hoặc thư mục này.",
        "Kiểm tra đường dẫn; trong params/ có: 2024-6T.yml.",
    ),
    "a commune that is no list": (
        lambda: c.values_frame("2024-6T", "15109"),
        'Các xã phải là một danh sách mã, không phải một chữ "15109".',
        'Ghi ["15109"].',
    ),
    "an indicator for a figure": (
        lambda: c.trace_frame(report(), "tthc.ho_so.tiep_nhan"),
        'Biểu không có chỉ số "tthc.ho_so.tiep_nhan".',
        '"tthc.ho_so.tiep_nhan" là chỉ tiêu xã báo cáo, không phải chỉ số tính ra; xem '
        'report["tthc.ho_so.tiep_nhan"], hoặc chọn một chỉ số trong "cchc catalogue --figures".',
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_gets_the_right_word(name: str) -> None:
    call, problem, advice = SLIPS[name]
    said, _, what_to_do = refusal(UsageError, call)
    assert (said, what_to_do) == (problem, advice)


def test_an_error_of_the_user_shows_as_its_message() -> None:
    error = UsageError("Sai.", where="đây", advice="Sửa.")
    assert error._render_traceback_() == ["Sai.", "  Ở đâu: đây", "  Cách sửa: Sửa."]


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["a\n", "![x](hinh.png)"], "metadata": {}},
        {"cell_type": "code", "source": "1", "metadata": {"tags": ["x"]}, "outputs": []},
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
}


def test_what_jupyterlab_saves_besides_sources_makes_nothing_stale(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"

    def digest(notebook: dict[str, object]) -> str:
        file.write_text(json.dumps(notebook), encoding="utf-8")
        file.touch()
        from cchc_toolkit.outputs.notebook_digest import notebook_read

        notebook_read.cache_clear()
        return notebook_digest(file)

    first = digest(NOTEBOOK)
    saved = json.loads(json.dumps(NOTEBOOK))
    saved["cells"][0]["source"] = "a\n![x](hinh.png)"
    saved["cells"][1] |= {"outputs": [{"text": "1"}], "execution_count": 7, "id": "zz"}
    saved["cells"][1]["metadata"]["collapsed"] = True
    saved["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    saved["metadata"]["language_info"] = {"version": "3.12"}
    assert digest(saved) == first
    saved["cells"][1]["source"] = "2"
    assert digest(saved) != first
    (tmp_path / "hinh.png").write_bytes(b"x")
    assert digest(NOTEBOOK) != first
