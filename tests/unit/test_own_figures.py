"""A figure of an author's own: declared in a notebook, in words that cannot be misread."""

from __future__ import annotations

import json

import pytest
from authored_project import report
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from project import refusal

from cchc_toolkit import define, markdown
from cchc_toolkit.blocks import Paragraph
from cchc_toolkit.errors import UsageError
from cchc_toolkit.render.notebook import capture
from cchc_toolkit.report.authoring.own_figures import Defined, figures_of, with_figures

KEY = "rieng.dung_han"
ON_TIME, RECEIVED = "tthc.ho_so.dung_han.cap_xa", "tthc.ho_so.tiep_nhan"


def test_a_defined_figure_is_computed_and_printed_with_its_source() -> None:
    found = define(report(), KEY, "Tỷ lệ riêng", ON_TIME, [RECEIVED], decimals=1, source="Sở")
    assert found[KEY].printed == "99,4"
    assert KEY not in report().figures, "the report as loaded stays as it was"
    assert found.stamp == report().stamp
    (paragraph,) = markdown(found, f"Đạt {{so:{KEY}}}%.").blocks
    assert isinstance(paragraph, Paragraph)
    run = paragraph.runs[1]
    assert (run.text, run.figure) == ("99,4", KEY)
    assert run.note.startswith("Tỷ lệ riêng: 648 / 652 × 100 = 99,4%. ")
    assert run.note.endswith("Sở.")


def test_a_sum_has_no_denominator_and_a_figure_may_be_declared_anew() -> None:
    one = define(report(), KEY, "Tổng", f"{ON_TIME} + {RECEIVED}", unit="hồ sơ", scale=1)
    assert one[KEY].with_unit == "1.300,00 hồ sơ"
    again = define(one, KEY, "Tổng", f"{ON_TIME} + {RECEIVED}", unit="hồ sơ", scale=1, decimals=0)
    assert again[KEY].with_unit == "1.300 hồ sơ"
    assert len(again.figures) == len(report().figures) + 1


WRONG = {
    "a key of the form": (
        ("ty_le.dung_han.tt01", "x", ON_TIME), {},
        'Biểu đã có chỉ số "ty_le.dung_han.tt01".', "Đặt khóa khác, ví dụ rieng.ty_le_a.",
    ),
    "no key": (
        ("Tỷ lệ", "x", ON_TIME), {}, 'Khóa "Tỷ lệ" không dùng được.',
        "Ghi chữ thường không dấu, số, gạch dưới, ngăn bằng dấu chấm, ví dụ rieng.ty_le_a.",
    ),
    "no cell": (
        (KEY, "x", "tthc.ho_so.tiep_nha"), {}, 'Biểu không có chỉ tiêu "tthc.ho_so.tiep_nha".',
        'Có phải ý bạn là "tthc.ho_so.tiep_nhan"?',
    ),
    "nothing": (
        (KEY, " ", ""), {}, f'Chỉ số "{KEY}" thiếu tên hoặc tử số.', "Ghi label và numerator.",
    ),
    "decimals": (
        (KEY, "x", ON_TIME), {"decimals": 9}, f'Chỉ số "{KEY}" có decimals hoặc scale không đúng.',
        "decimals từ 0 đến 6, scale là số nguyên dương (100 cho phần trăm).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_declaration_is_refused(name: str) -> None:
    words, options, problem, advice = WRONG[name]
    found = refusal(UsageError, lambda: define(report(), *words, **options))
    assert found == (problem, "define", advice)


def test_an_unknown_rule_names_those_that_there_are() -> None:
    problem, _, advice = refusal(
        UsageError, lambda: define(report(), KEY, "x", ON_TIME, RECEIVED, rule="TT02")
    )
    assert problem == 'Không có quy tắc mẫu số "TT02".'
    assert "TREN_TIEP_NHAN, TT01" in advice


def shown(decimals: int) -> dict[str, object]:
    """What the cell of a definition shows, as a front end saves it."""
    found = define(report(), KEY, "Tỷ lệ <riêng>", ON_TIME, RECEIVED, decimals=decimals)
    defined = Defined(found.form.ratio[KEY], found.figures[KEY], found.stamp)
    bundle: dict[str, object] = json.loads(json.dumps(defined._repr_mimebundle_()))
    return bundle


def notebook(*decimals: int) -> object:
    outputs = [new_output("display_data", data=shown(one)) for one in decimals]
    prose = new_markdown_cell(f"Đạt {{so:{KEY}}}%.")
    return new_notebook(cells=[new_code_cell("x", outputs=outputs), prose])


def test_an_executed_notebook_carries_what_it_defined_and_prints_only_what_names_it() -> None:
    saved = notebook(1)
    own = figures_of(saved)
    captured = capture(saved, with_figures(report(), own))
    (paragraph,) = captured.blocks
    assert "".join(run.text for run in paragraph.runs) == "Đạt 99,4%."
    assert "&lt;riêng&gt;" in str(shown(1)["text/html"])


def test_one_key_in_two_ways_is_refused() -> None:
    assert refusal(UsageError, lambda: figures_of(notebook(1, 2))) == (
        f'Sổ tay định nghĩa chỉ số "{KEY}" hai cách khác nhau.', "define",
        "Đặt cho mỗi cách tính một khóa.",
    )  # fmt: skip
