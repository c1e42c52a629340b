"""The pages with scripts: their own run by their hashes, nothing else does."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from project import CODE, Project, cells
from render_sample import report_blocks

from cchc_toolkit.blocks import Block, Chart
from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.outputs.run_page import index_page
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.marked_page import MarkedSheet, render
from cchc_toolkit.render.policy import one_sheet
from cchc_toolkit.submission.params import Params


@pytest.fixture
def params(tmp_path: Path) -> Params:
    project = Project(tmp_path)
    project.write("indicators.csv", cells({}))
    project.write_params()
    return project.params()


def pages(params: Params) -> dict[str, str]:
    evil = "</script><script>alert(1)</script><style>p {}</style>"
    sheet = MarkedSheet(title=evil, subtitle="", lines=(), rows=(), findings=())
    return {
        "index.html": index_page(params, (Outcome(CODE, evil, "made", {}),)),
        "ra-soat.html": render(sheet),
        "bao-cao.html": render_html((*report_blocks(), DRAWING)),
    }


DRAWING: Block = Chart(
    "hinh",
    "Hình",
    "Hình của tác giả",
    '<svg xmlns="http://www.w3.org/2000/svg" class="to" style="width: 50%"><style>* {stroke: red}'
    """</style><text style="font: 9px 'Liberation Serif'">style="x"</text></svg>""",
)


@pytest.mark.parametrize("name", ["index.html", "ra-soat.html", "bao-cao.html"])
def test_what_stands_in_the_page_is_what_its_policy_allows(params: Params, name: str) -> None:
    page = pages(params)[name]
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert len(policy) == 1
    said = policy[0].replace("&#39;", "'")
    assert "unsafe" not in said
    assert "default-src 'none'" in said
    for kind in ("style", "script"):
        allowed = re.search(rf"{kind}-src ([^;]*)", said)
        inline = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        if (name, kind) == ("bao-cao.html", "script"):
            assert not inline
            assert allowed and allowed[1] == "'none'"
            continue
        assert len(inline) == 1, kind
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert allowed and f"'sha256-{digest}'" in allowed[1]
        assert allowed[1].count("sha256") == 1
    assert not re.search(r"<[^>]*\son[a-z]+=", page), "a handler in the markup would not run"
    assert not re.search(r"<[^>]*\sstyle=", page), "nor would the style of an element hold"


def test_the_styles_of_elements_stand_in_the_sheet_as_classes(params: Params) -> None:
    page = pages(params)["bao-cao.html"]
    column = re.search(r'<col class="(v\d+)">', page)
    assert column
    assert f".{column[1]}.{column[1]}.{column[1]} {{\nwidth:18mm\n}}" in page
    words = re.search(r'<text class="(v\d+)">style="x"</text>', page)
    assert words
    assert f".{words[1]} {{\nfont: 9px 'Liberation Serif'\n}}" in page
    assert '<svg role="img" aria-label="Hình của tác giả" id="bieu-do-hinh" class="v' in page
    assert "#bieu-do-hinh{* {stroke: red}}" in page


@pytest.mark.parametrize(
    "style",
    ["x}body{display:none", "color:red</style><script>", "color: url(a", "color:'red", "a/*", ""],
)
def test_a_style_cannot_leave_its_rule(style: str) -> None:
    escaped = style.replace("<", "&lt;").replace(">", "&gt;")
    markup, rules = one_sheet(f'<p style="{escaped}; color: red">Lời</p>')
    assert markup == '<p class="v1">Lời</p>'
    assert rules == ".v1.v1.v1 {\ncolor: red\n}\n"
