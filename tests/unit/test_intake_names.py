"""Names from outside: safe on every system, and unable to lead out of the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_samples import put
from project import refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.names import files_in, kept_name, refuse_link
from cchc_toolkit.system import paths

SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Báo cáo 6T.docx", "bao-cao-6t.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\con.xlsx", "con.xlsx"),
        ("NUL", "nul"),
        ("a.csv:ẩn.exe", "a-csv-an.exe"),
        ("đuôi chấm. . .", "duoi-cham"),
        (".hidden", ""),
        ("-rf.csv", "rf.csv"),
        ("a.tar.gz", "a-tar.gz"),
        ("x" * 300 + ".csv", "x" * 60 + ".csv"),
        ("файл.csv", ".csv"),
        ("a\0b\n.csv", "a-b.csv"),
        ("", ""),
    ],
)
def test_the_name_under_which_a_file_is_kept(name: str, kept: str) -> None:
    mark = "" if not kept or kept.startswith(".") else "-"
    expected = "hidden" if name == ".hidden" else kept
    mark = "." if name == ".hidden" else mark
    assert kept_name(name, SHA) == f"{SHA[:16]}{mark}{expected}"


@given(st.text(max_size=300))
def test_any_name_is_safe_everywhere(name: str) -> None:
    kept = kept_name(name, SHA)
    assert kept == kept.lower()
    assert kept.isascii()
    assert len(kept) <= 90
    assert set(kept) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not kept.endswith(".")
    assert Path(kept).name == kept


def test_a_folder_gives_its_own_files_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden", "~$a.xlsx", "sub/c.csv"):
        put((tmp_path / name).parent, Path(name).name, "x")
    (tmp_path / "loop").symlink_to(tmp_path)
    alone = tmp_path / "sub" / "c.csv"
    assert [path.name for path in files_in([tmp_path, alone])] == ["a.csv", "b.csv", "c.csv"]


def test_links_are_refused(tmp_path: Path) -> None:
    file = put(tmp_path, "a.csv", "x")
    link = tmp_path / "l.csv"
    link.symlink_to(file)
    refuse_link(file)
    assert refusal(DataError, lambda: refuse_link(link)) == (
        "Đây là liên kết, không phải tệp.",
        str(link),
        "Nhập chính tệp mà liên kết trỏ tới.",
    )
    (tmp_path / "2024-6T").symlink_to(tmp_path)
    error = refusal(DataError, lambda: paths.refuse_links(tmp_path, "2024-6T", "99001"))
    assert error == (
        "Thư mục số liệu là liên kết tới nơi khác, không dùng.",
        str(tmp_path / "2024-6T"),
        "Thay liên kết bằng thư mục thật.",
    )
