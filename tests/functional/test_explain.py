"""A number leads back to its line and forth to its uses, on the terminal and in the page."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

ROOT = Path(__file__).parents[2]
PLACE = ("--commune", "15109", "--period", "2024-6T")
RATE, ON_TIME, RECEIVED = (
    "ty_le.dung_han.tren_tiep_nhan", "tthc.ho_so.dung_han.cap_xa", "tthc.ho_so.tiep_nhan"
)  # fmt: skip
Run = Callable[..., Result]


def written(key: str) -> dict[str, str]:
    """Return the line of a key in the commune's file."""
    file = ROOT / "data" / "2024-6T" / "15109" / "indicators.csv"
    with file.open(encoding="utf-8") as lines:
        return next(line for line in csv.DictReader(lines) if line["key"] == key)


def test_a_rate_leads_to_its_two_cells_and_to_its_sentence(cchc: Run) -> None:
    done = cchc("explain", RATE, *PLACE)
    assert done.exit_code == 0
    head, formula, *lines = done.output.splitlines()
    assert head.startswith(f"Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận ({RATE}), ")
    top, bottom = written(ON_TIME), written(RECEIVED)
    assert formula == f"{top['value']} / {bottom['value']} × 100 = 99,39%"
    start, end = lines.index("Từ đâu:"), lines.index("Dùng ở đâu:")
    for line, side, cell in zip(
        lines[start + 1 : end], ("tử số", "mẫu số"), (top, bottom), strict=True
    ):
        assert line.startswith(f"  {side}: ")
        assert line.endswith(f" = {cell['value']}; nguồn: {cell['source']}")
    assert any(line.startswith("  câu II.2.mot_cua.chat_luong: ") for line in lines[end:])
    assert "  biểu đồ bieu-do-ty-le: Các tỷ lệ chính của kỳ báo cáo" in lines[end:]


def test_a_cell_names_the_rates_and_rules_that_it_enters(cchc: Run) -> None:
    lines = cchc("explain", RECEIVED, *PLACE).output.splitlines()
    uses = lines[lines.index("Dùng ở đâu:") :]
    assert any(line.startswith(f"  chỉ số {RATE}: ") for line in uses)
    assert any(line.startswith("  quy tắc R05: ") for line in uses)
    assert any(line.endswith(f"(qua {RATE})") for line in uses)


def test_a_key_that_is_not_there_is_refused_with_the_nearest(cchc: Run) -> None:
    done = cchc("explain", f"{RATE}x", *PLACE)
    assert done.exit_code != 0
    assert f'Có phải ý bạn là "{RATE}"?' in done.output


def test_every_number_of_the_prose_says_both_in_the_page(cchc: Run, tmp_path: Path) -> None:
    assert cchc("report", *PLACE, "--output", str(tmp_path)).exit_code == 0
    page = (tmp_path / "2024-6T" / "15109" / "bao-cao.html").read_text(encoding="utf-8")
    spans = re.findall(r'<span class="so" tabindex="0" data-note="([^"]*)" [^>]*by="([^"]*)"', page)
    assert len(spans) == page.count('class="so"') > 20
    for note, id in spans:
        assert "Nguồn: " in note or " = " in note
        entry = page.split(f'<li id="{id}">')[1].split("</li>")[0]
        assert entry.endswith(f": {note}")
    said = html.unescape(" ".join(note for note, _ in spans))
    sentences = re.findall(r'câu ((?:"[^"]*"(?:, )?)+)', said)
    labels = {one for found in sentences for one in re.findall(r'"[^"]*?: ([^"]*)"', found)}
    assert labels
    visible = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert [label for label in labels if label not in visible] == []
