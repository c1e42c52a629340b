"""The pages with scripts: their own run by their hashes, nothing else does."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from project import CODE, Project, cells

from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.outputs.run_page import index_page
from cchc_toolkit.render.marked_page import MarkedSheet, render
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
    }


@pytest.mark.parametrize("name", ["index.html", "ra-soat.html"])
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
        assert len(inline) == 1, kind
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert allowed and f"'sha256-{digest}'" in allowed[1]
        assert allowed[1].count("sha256") == 1
    assert not re.search(r"<[^>]*\son[a-z]+=", page), "a handler in the markup would not run"
