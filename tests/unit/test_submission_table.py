"""A CSV of the data folder: whole, in UTF-8, with the right columns, or one message."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from project import refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.table import Line, read_rows, read_table

REQUIRED, OPTIONAL = ("key", "value"), ("note",)
IN_QUOTES = 'Ô có dấu phẩy phải đặt trong dấu ngoặc kép, ví dụ "99,38".'
AS_CSV = "Mở tệp bằng LibreOffice hoặc Excel, sửa dòng này rồi lưu lại dạng CSV UTF-8."
AS_UTF8 = 'Lưu lại tệp với bảng mã "UTF-8" (trong Excel: CSV UTF-8).'
HEADER = "Dòng đầu phải là: key,value,note."


def read(folder: Path, content: str | bytes) -> tuple[Line, ...]:
    path = folder / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, REQUIRED, OPTIONAL)


def test_lines_say_where_they_stand(tmp_path: Path) -> None:
    lines = read(tmp_path, 'note,key,value\n,a,1\n\n"hai\ndòng",b,"99,38"\n')
    assert lines == (
        Line("t.csv, dòng 2", {"note": "", "key": "a", "value": "1"}, dirty=False, number=2),
        Line(
            "t.csv, dòng 5",
            {"note": "hai dòng", "key": "b", "value": "99,38"},
            dirty=False,
            number=5,
        ),
    )


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfkey,value\r\na,1\r\n", b"key,value\ra,1\r"])
def test_excel_s_mark_and_any_line_end(tmp_path: Path, content: bytes) -> None:
    assert [line.cells for line in read(tmp_path, content)] == [{"key": "a", "value": "1"}]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    assert read(tmp_path, "key,value\n") == ()


@pytest.mark.parametrize(
    "body",
    [
        'a,1\n\nb,"99,38"\n',
        'a,"say ""so"""\r\nb,2\r\n',
        'a,x"y"z\n"b",\n',
        '"hai\ndòng",1\nb,"ba\r\ndòng"\n',
        "a,1\rb,2\r\nc,3",
        'a, "1"\n',
        "a,\u2028x\n\n\n",
        "",
    ],
)
def test_lines_that_stand_by_themselves_are_read_as_the_csv_module_reads_them(
    tmp_path: Path, body: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"key,value\n{body}", encoding="utf-8", newline="")
    reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True)
    expected = [(reader.line_num, tuple(cells)) for cells in reader if cells][1:]
    assert read_rows(path, REQUIRED, OPTIONAL).rows == expected


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0b", "\x0c", "\x1e"])
def test_only_a_line_feed_ends_a_line(tmp_path: Path, mark: str) -> None:
    lines = read(tmp_path, f"key,value\na,x{mark}y\nb,2\n")
    assert [(line.where, line.cells["key"]) for line in lines] == [
        ("t.csv, dòng 2", "a"),
        ("t.csv, dòng 3", "b"),
    ]


def test_cells_are_cleaned_and_what_was_hidden_is_told(tmp_path: Path) -> None:
    lines = read(tmp_path, "key,value\na,1\u202e2\nb,Hoa\u0300\nc,  x  y \n")
    assert [(line.cells["value"], line.dirty) for line in lines] == [
        ("12", True),
        ("Hoà", False),
        ("x y", False),
    ]


@pytest.mark.parametrize(
    ("content", "problem", "where", "advice"),
    [
        ("", "Thiếu cột: key, value.", "t.csv, dòng 1", HEADER),
        ("key,val\na,1\n", "Thiếu cột: value.", "t.csv, dòng 1", HEADER),
        (
            "key;value\na;1\n",
            "Các cột ngăn bằng dấu chấm phẩy.",
            "t.csv, dòng 1",
            "Lưu lại với dấu phẩy giữa các cột (LibreOffice: chọn dấu phẩy khi lưu CSV).",
        ),
        (
            "key,value,notes\n",
            "Cột lạ: notes.",
            "t.csv, dòng 1",
            'Có phải ý bạn là "note"?',
        ),
        (
            "key,value,value\n",
            "Cột lặp lại: value.",
            "t.csv, dòng 1",
            "Giữ lại một cột.",
        ),
        (
            "key,value\na,99,38\n",
            "Dòng có 3 ô, dòng tiêu đề có 2 ô.",
            "t.csv, dòng 2",
            IN_QUOTES,
        ),
        (
            "key,value\na,1\nb\n",
            "Dòng có 1 ô, dòng tiêu đề có 2 ô.",
            "t.csv, dòng 3",
            IN_QUOTES,
        ),
        (
            'key,value\na,"1\nb,2\n',
            "Tệp CSV hỏng: dấu ngoặc kép mở ra mà không đóng lại.",
            "t.csv, dòng 3",
            AS_CSV,
        ),
        (
            'key,value\na,"1"2\n',
            "Tệp CSV hỏng: có chữ sau dấu ngoặc kép đóng.",
            "t.csv, dòng 2",
            AS_CSV,
        ),
        (
            f"key,value\na,{'9' * 140_000}\n",
            "Tệp CSV hỏng: ô quá dài.",
            "t.csv, dòng 2",
            AS_CSV,
        ),
    ],
)
def test_a_broken_table(
    tmp_path: Path, content: str, problem: str, where: str, advice: str
) -> None:
    said = refusal(DataError, lambda: read(tmp_path, content))
    assert said == (problem, where, advice)


@pytest.mark.parametrize(
    "content",
    [
        "key,value\nã,1\n".encode("utf-16"),
        "key,value\nâ,1\n".encode("cp1258"),
        "key,value\na,1\n".encode("utf-16-le"),
        b"key,value\na,1\x00\n",
        b"PK\x03\x04\x14\x00\xff",
    ],
)
def test_what_is_not_utf_8(tmp_path: Path, content: bytes) -> None:
    said = refusal(DataError, lambda: read(tmp_path, content))
    assert said == ("Tệp không phải văn bản UTF-8.", str(tmp_path / "t.csv"), AS_UTF8)


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(DataError, lambda: read_table(tmp_path / "x.csv", REQUIRED)) == (
        "Không có tệp x.csv.",
        str(tmp_path),
        "Kiểm tra mã xã, kỳ báo cáo và thư mục số liệu.",
    )


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    assert refusal(DataError, lambda: read_table(tmp_path, REQUIRED)) == (
        "Không đọc được tệp: đây là thư mục.",
        str(tmp_path),
        "Kiểm tra quyền đọc.",
    )


def test_a_file_too_large_to_be_one_of_ours(tmp_path: Path) -> None:
    with (tmp_path / "x.csv").open("wb") as stream:
        stream.truncate(20_000_001)
    assert refusal(DataError, lambda: read_table(tmp_path / "x.csv", REQUIRED)) == (
        "Tệp quá lớn.",
        str(tmp_path / "x.csv"),
        "Kiểm tra lại tệp số liệu của xã.",
    )
