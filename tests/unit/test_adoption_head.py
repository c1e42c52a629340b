"""The head of an adopted form: its title is no more than its title, however the file marks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_toolkit.adoption.propose import propose
from cchc_toolkit.adoption.source import read_source

TITLE = "THỐNG KÊ KẾT QUẢ TIẾP CÔNG DÂN"
TEXT = """{mark}Biểu số 03-MH

{mark}THỐNG KÊ KẾT QUẢ TIẾP CÔNG DÂN

{mark}I. KẾT QUẢ TIẾP DÂN

- Nêu số buổi tiếp.

{mark}II. KHÓ KHĂN VÀ KIẾN NGHỊ

{guidance}
| STT | Chỉ tiêu | Đơn vị tính | Số liệu |
|---|---|---|---|
| 1 | Số buổi tiếp | Buổi | |
| 2 | Số lượt người | Lượt | |
"""


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize("mark", ["", "# ", "## "])
@pytest.mark.parametrize("lines", [1, 12])
def test_neither_marks_nor_sections_are_of_the_title(
    tmp_path: Path, suffix: str, mark: str, lines: int
) -> None:
    file = tmp_path / f"bieu{suffix}"
    guidance = "".join(f"- Nêu khó khăn thứ {number}.\n\n" for number in range(lines))
    file.write_text(TEXT.format(mark=mark, guidance=guidance), encoding="utf-8")
    draft = propose(read_source(file), "bieu", None)
    assert draft.head["title"] == TITLE
    assert draft.head["subject"] == "tiếp công dân"
    headings = {line["section"]: line["section_heading"] for line in draft.tables["outline"]}
    assert headings == {"I": "KẾT QUẢ TIẾP DÂN", "II": "KHÓ KHĂN VÀ KIẾN NGHỊ"}
