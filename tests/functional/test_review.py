"""`cchc review` on the real report: the faults that it must find, the page, the exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "data" / "2024-6T" / "15109" / "raw" / "bao-cao-phung-minh-2024-6t.txt"


def review(file: Path, folder: Path, *more: str) -> tuple[subprocess.CompletedProcess[str], Any]:
    done = subprocess.run(
        [sys.executable, "-m", "cchc_toolkit", "review", str(file), "--output", str(folder), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    listed = folder / "findings.json"
    return done, json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else None


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, Path]:
    folder = tmp_path_factory.mktemp("ra-soat")
    return *review(SEED, folder), folder


FAULTS = (
    ("A1", "R01", "chặn", "0 + 0 + 423 + 103 = 526 ≠ 652, thiếu 126"),
    ("A2", "R01", "chặn", "423 + 103 = 526 ≠ 648, thiếu 122"),
    ("A5", "R04", "cao", "phải có số hồ sơ đã giải quyết làm mẫu số"),
    ("A4", "R03", "vừa", "648 / 652 = 99,3865%, làm tròn là 99,39%"),
    ("A6", "R07", "cao", "652 - 648 = 4"),
    ("A7", "R02", "chặn", "ghi 0, nhỏ hơn phần của nó"),
    ("A8", "R02", "vừa", "để trống trong khi các dòng con có số: 423"),
    ("A9", "R15", "thấp", "ghi 0 nhưng để trống: Cấp xã"),
    ("A16", "R22", "cao", "4.148.813.873, bằng 101,7% của 4.078.860.239"),
    ("A18", "R22", "cao", "6, bằng 100% của 6"),
    ("B1", "R10", "chặn", "có trước 3.558 ngày"),
    ("B2", "R10", "chặn", "có trước 9 ngày"),
    ("B2b", "R13", "vừa", "20/01/2024 là thứ Bảy"),
    ("B4", "R11", "chặn", "Cùng một số cho 2 văn bản"),
    ("B5", "R12", "vừa", "139/QĐ-UBND"),
    ("B16", "R14", "cao", "209 ngày"),
    ("X1", "R09", "chặn", '"103 thủ tục", mà 103 là số hồ sơ'),
    ("X1b", "R09", "chặn", '"423 thủ tục", mà 423 là số hồ sơ'),
    ("X2", "R08", "cao", "không có số liệu của chính nó"),
    ("X6", "R15", "vừa", "1.3.1"),
    ("X10", "R15", "vừa", "VĂN BẢN ĐI"),
    ("X14", "R18", "vừa", '"mức độ 3" không còn đúng'),
    ("X19", "R17", "cao", "là biểu của cấp huyện"),
    ("T1", "R26", "cao", "chưa ghi số và ngày"),
    ("T2", "R26", "thấp", "Kính gửi"),
    ("T3", "R26", "thấp", "Như trên"),
    ("T4", "R26", "thấp", "không ghi thẩm quyền"),
    ("T5", "R26", "vừa", "không chỉ dẫn tới phụ lục"),
    ("T6", "R26", "thấp", "không phải chữ số La Mã"),
    ("T7", "R26", "thấp", "thiếu đơn vị soạn thảo"),
    ("T8", "R26", "thấp", "./."),
    ("T9", "R26", "thấp", "Thiếu câu dẫn"),
    ("liệt kê", "R01", "cao", '"03 cán bộ": 01 công chức + 01 cán bộ = 2 ≠ 3'),
    ("lặp", "R27", "thấp", "hồ sơ hồ sơ"),
    ("lặp cách một chữ", "R27", "thấp", "ước đạt trên ước đạt"),
    ("cùng người, khác số", "R20", "thấp", '"07 công chức" (dòng 79); "17 cán bộ, công chức"'),
    ("số sau, ngày trước", "R11", "vừa", "29/01/2014 (hiểu là 29/01/2024): thứ tự số không theo"),
    ("tên luật", "R28", "thấp", '"Luật tài chính"'),
    ("quyết định, dòng trống", "R15", "vừa", "quyết định phê duyệt vị trí việc làm"),
    ("tồn tại, mục trống", "R15", "vừa", "vấn đề phát hiện qua kiểm tra"),
)


GRAVE = {
    "chặn": ("A1", "A2", "A7", "B1", "B2", "B4", "X1"),
    "cao": ("A5", "A6", "A16", "A18", "B16", "X2", "X19", "T1"),
}
"""The faults that DOMAIN.md §6 calls C and H; A3 is the suggestion that A1 is found with."""


PLACES = {
    "C03": "318", "R01": "97 316 337", "R02": "326 329 359 362", "R03": "69", "R04": "69 69",
    "R07": "316", "R08": "66 79", "R09": "66 66", "R10": "27 27", "R10b": "213", "R11": "27 29",
    "R12": "27 123 123 123", "R13": "27", "R14": "17",
    "R15": "37 45 75 87 89 279 323 414 439 439",
    "R16": "260", "R17": "318", "R18": "66 219", "R19": "264", "R20": "65", "R22": "109 109 263",
    "R25": "69", "R26": "9 13 19 241 243 248 250 260 260 260",
    "R27": "67 109 127 129 131 133 135 175 177", "R28": "105",
}  # fmt: skip
"""Every finding by its rule and the line where it begins: what is found today is not lost."""


def test_nothing_that_was_found_is_lost(seed: tuple[Any, Any, Path]) -> None:
    lines: dict[str, list[str]] = {}
    for one in seed[1]["findings"]:
        line = re.sub(r"dòng (\d+).*", r"\1", one["where"][0])
        lines.setdefault(one["rule"], []).append(line)
    lost = {
        rule: Counter(told.split()) - Counter(lines.get(rule, ())) for rule, told in PLACES.items()
    }
    assert {rule: dict(places) for rule, places in lost.items() if places} == {}


def test_every_grave_fault_is_looked_for_as_grave_as_it_is() -> None:
    graded = {fault: severity for fault, _, severity, _ in FAULTS}
    assert {name: graded.get(name) for names in GRAVE.values() for name in names} == {
        name: severity for severity, names in GRAVE.items() for name in names
    }


@pytest.mark.parametrize(("fault", "rule", "severity", "said"), FAULTS)
def test_the_review_of_the_real_report_finds(
    seed: tuple[Any, Any, Path], fault: str, rule: str, severity: str, said: str
) -> None:
    found = [one for one in seed[1]["findings"] if one["rule"] == rule and said in one["message"]]
    assert found, fault
    assert found[0]["severity"] == severity


def test_the_missing_126_are_suggested_where_they_belong(seed: tuple[Any, Any, Path]) -> None:
    first = seed[1]["findings"][0]
    assert first["suspect"] == ""  # two cells explain it equally well, and both are named
    assert "ô “Tiếp nhận trực tiếp” của 3.3.1" in first["suggestion"]
    assert "ô “Tiếp nhận qua BCCI” của 3.3.1" in first["suggestion"]
    assert first["suggestion"].count("phải là 126") == 2


def test_nothing_else_blocks(seed: tuple[Any, Any, Path]) -> None:
    assert sum(one["severity"] == "chặn" for one in seed[1]["findings"]) == 8


def test_a_blocked_report_exits_4_and_says_where_the_page_is(seed: tuple[Any, Any, Path]) -> None:
    done, _, folder = seed
    assert done.returncode == 4
    assert "Xã Phùng Minh: 8 chặn" in done.stdout
    assert (folder / "ra-soat.html").exists()


def test_the_page_marks_every_finding_that_has_a_place(seed: tuple[Any, Any, Path]) -> None:
    _, listed, folder = seed
    page = (folder / "ra-soat.html").read_text(encoding="utf-8")
    for number, one in enumerate(listed["findings"], start=1):
        assert f'id="f{number}"' in page
        assert (f'id="m{number}"' in page) == bool(one["spots"])
    assert "http" not in page.replace("http-equiv", "")


def test_a_finding_about_text_quotes_it_and_says_where(seed: tuple[Any, Any, Path]) -> None:
    unit = next(one for one in seed[1]["findings"] if one["rule"] == "R09")
    assert "103 thủ tục mức độ 4" in unit["quote"]
    assert unit["where"][0] == "dòng 66"


def test_the_same_report_gives_the_same_files(seed: tuple[Any, Any, Path], tmp_path: Path) -> None:
    review(SEED, tmp_path)
    for name in ("ra-soat.html", "findings.json"):
        assert (tmp_path / name).read_bytes() == (seed[2] / name).read_bytes()


def test_against_its_own_data_nothing_differs(tmp_path: Path) -> None:
    _, listed = review(SEED, tmp_path, "--against", "data")
    assert listed["commune"] == "15109"
    assert not [one for one in listed["findings"] if one["rule"] == "D01"]


def test_against_another_report_each_difference_names_both_sources(tmp_path: Path) -> None:
    other = tmp_path / "khac.txt"
    text = SEED.read_text(encoding="utf-8")
    other.write_text(text.replace("Văn bản\t16\t", "Văn bản\t15\t"), encoding="utf-8")
    _, listed = review(SEED, tmp_path / "ra", "--against", str(other))
    differing = [one for one in listed["findings"] if one["rule"] == "D01"]
    assert [one["values"] for one in differing] == [["16", "15"]]
    assert differing[0]["where"] == ["dòng 264", "dòng 264"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x00\x01\x02" * 50, b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_exits_3_without_a_traceback(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "hong.docx"
    file.write_bytes(content)
    done, listed = review(file, tmp_path / "ra")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "Cách sửa" in done.stderr
    assert listed is None


def test_a_text_in_no_layout_gives_what_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "ghi-chu.txt"
    file.write_text("Công văn số 5/UBND ngày 30/02/2024 về việc họp.\n", encoding="utf-8")
    done, listed = review(file, tmp_path / "ra")
    assert done.returncode == 0
    assert any("Không thấy bảng phụ lục" in note for note in listed["notes"])
    assert any("Không nhận ra kỳ báo cáo" in note for note in listed["notes"])
    assert [one["rule"] for one in listed["findings"]] == ["R12"]


def test_an_unknown_form_or_period_exits_2(tmp_path: Path) -> None:
    done, _ = review(SEED, tmp_path, "--period", "2024-7T")
    assert done.returncode == 2
