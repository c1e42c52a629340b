"""Files that are no workbook of ours: each ends in one clear message, in bounded time and space."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_files import VALUES, entry, figure, letter, loaded, repacked, saved

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.delivery import Delivery
from cchc_toolkit.workbook import (
    package,
    read_workbook,
    was_saved,
    write_workbook,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture(scope="module")
def small() -> bytes:
    """A workbook of the small form, to be broken many times."""
    return write_workbook(entry(form=load_form("bieu_06_kstt")))


def said_of(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(DataError) as raised:
        read_workbook(path, load_form)
    assert raised.value.where, "a refusal says where"
    assert raised.value.advice, "a refusal says what to do"
    return f"{raised.value.problem} {raised.value.advice}"


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Tệp không phải bảng tính .xlsx."),
        (b"%PDF-1.7 bao cao", "Tệp không phải bảng tính .xlsx."),
        (b"key,value\n", "Tệp không phải bảng tính .xlsx."),
        (_OLE + "Workbook".encode("utf-16-le"), "Excel đời cũ (.xls)"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp được đặt mật khẩu. Bỏ mật"),
        (_OLE + "WordDocument".encode("utf-16-le"), "Tệp không phải bảng tính .xlsx."),
        (zipped(word__document=b"<a/>"), "Tệp nén không phải bảng tính .xlsx."),
        (zipped(xl__workbook=b"<a/>"), "Tệp Excel hỏng: các phần bên trong"),
        (b"PK\x03\x04" + b"\0" * 100, "Tệp Excel hỏng, bị cắt cụt hoặc được mã hóa."),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "bieu.xlsx"
    assert says in said_of(path, data)


def test_an_old_file_is_told_how_to_become_a_new_one(tmp_path: Path) -> None:
    assert "Lưu thành (Save As) .xlsx" in said_of(
        tmp_path / "a.xlsx", _OLE + "Workbook".encode("utf-16-le")
    )


def test_a_workbook_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Xã", 1])
    stream = io.BytesIO()
    book.save(stream)
    said = said_of(tmp_path / "a.xlsx", stream.getvalue())
    assert "Tệp không phải biểu mẫu của công cụ" in said


def test_files_that_are_not_there_or_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bytes
) -> None:
    with pytest.raises(DataError, match="Không mở được tệp: không có tệp"):
        read_workbook(tmp_path / "khong-co.xlsx", load_form)
    from cchc_toolkit.workbook import read

    monkeypatch.setattr(read, "MAX_FILE", 1000)
    assert "Tệp lớn hơn" in said_of(tmp_path / "a.xlsx", small)


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path: Path, small: bytes) -> None:
    for end in (len(small) - 10, len(small) // 2, 2000):
        assert "cắt cụt" in said_of(tmp_path / "a.xlsx", small[:end])


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, small: bytes) -> None:
    stream = io.BytesIO(small)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 200_000_000)
    before, started = _memory(), time.process_time()
    assert "bung ra quá lớn" in said_of(tmp_path / "a.xlsx", stream.getvalue())
    assert time.process_time() - started < 5
    assert _memory() - before < 300_000


def _memory() -> int:
    """Return the most memory this process has taken, in kB."""
    resource = pytest.importorskip("resource", reason="Windows không đo được bộ nhớ ở đây")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def test_a_sheet_larger_than_any_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bytes
) -> None:
    monkeypatch.setattr(package, "MAX_PART", 10_000)
    assert "bung ra quá lớn so với một biểu mẫu" in said_of(tmp_path / "a.xlsx", small)


FAR = random.Random(1).randbytes(1_500_000).hex().encode()  # noqa: S311 - not for secrets


@pytest.mark.parametrize(
    "start",
    [
        b"<!--" + FAR + b"--><!DOCTYPE a []>",
        b"<!--" + b"x" * ((1 << 20) - 12) + b"--><!DOCTYPE a []>",
    ],
    ids=["far behind", "across two stretches"],
)
def test_a_declaration_is_found_wherever_it_stands(
    tmp_path: Path, small: bytes, start: bytes
) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<worksheet", start + b"<worksheet", 1) if "sheet1" in name else part

    assert "DOCTYPE" in said_of(tmp_path / "a.xlsx", repacked(small, change))


def test_an_encoding_that_would_hide_a_declaration_is_refused(tmp_path: Path, small: bytes) -> None:
    def change(name: str, part: bytes) -> bytes:
        text = part.replace(b'encoding="UTF-8"', b'encoding="UTF-7"', 1)
        return text if "sheet1" in name else part

    assert "khai báo XML lạ" in said_of(tmp_path / "a.xlsx", repacked(small, change))


def test_entities_are_refused(tmp_path: Path, small: bytes) -> None:
    def change(name: str, part: bytes) -> bytes:
        bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
        return part.replace(b"<worksheet", bomb + b"<worksheet", 1)

    assert "DOCTYPE" in said_of(tmp_path / "a.xlsx", repacked(small, change))


def test_a_sheet_that_claims_to_be_huge_is_read_where_the_form_is(
    tmp_path: Path, small: bytes
) -> None:
    def change(name: str, part: bytes) -> bytes:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        part = part.replace(b"</sheetData>", far)
        start = part.find(b"<dimension ref=")
        end = part.find(b"/>", start)
        huge = b'<dimension ref="A1:XFD1048576"'
        return part if start < 0 else part[:start] + huge + part[end:]

    path = tmp_path / "a.xlsx"
    path.write_bytes(repacked(small, change))
    started = time.process_time()
    found = read_workbook(path, load_form)
    assert time.process_time() - started < 5
    assert f"Trang “{VALUES}” rất lớn: chỉ đọc phần đầu." in found.notes
    assert len(found.values) == 11


def test_a_hostile_text_stays_a_text(tmp_path: Path) -> None:
    spells = ("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.b", "ftp://a", "'=1", "_x0041_")
    keys = [row.key for row in load_form().fillable][: len(spells)]
    made = write_workbook(
        entry(
            {k: Value("not_reported", note=spell) for k, spell in zip(keys, spells, strict=True)},
            {"I.1.noi_dung": spells},
            {f"v{at}": letter(f"v{at}", subject=spell) for at, spell in enumerate(spells)},
        )
    )
    book = loaded(made)
    for cell in (figure(book, key, 8) for key in keys):
        assert (cell.data_type, cell.hyperlink) == ("s", None)
    found = read_workbook(saved(tmp_path / "a.xlsx", made), load_form)
    assert [found.values[key].note for key in keys] == list(spells)
    assert found.texts["I.1.noi_dung"].paragraphs == spells
    assert [paper.subject for paper in found.documents.values()] == list(spells)


def test_what_cannot_be_looked_into_counts_as_filled_in(tmp_path: Path, small: bytes) -> None:
    path = tmp_path / "a.xlsx"
    for data, saved_since in ((small, False), (small[:1000], True), (b"", True)):
        path.write_bytes(data)
        assert was_saved(path) is saved_since
    saved(path, small, lambda _: None)
    assert was_saved(path)


# -- broken at random: a refusal or a delivery, never another exception


def _outcome(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        found = read_workbook(path, load_form)
    except DataError as error:
        assert error.where
        return
    assert isinstance(found, Delivery)


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_flipped_bytes_of_the_package(
    tmp_path_factory: pytest.TempPathFactory, small: bytes, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - to break files
    broken = bytearray(small)
    for _ in range(draw.randint(1, 8)):
        broken[draw.randrange(len(broken))] = draw.randrange(256)
    _outcome(tmp_path_factory.getbasetemp() / "lat.xlsx", bytes(broken))


_PARTS = ("workbook.xml", "sheet2.xml", "sharedStrings.xml", "styles.xml", "[Content_Types].xml",
          "workbook.xml.rels", "sheet3.xml", "sheet4.xml")  # fmt: skip


@settings(max_examples=80)
@given(seed=st.integers(0, 10**9))
def test_flipped_bytes_and_cut_tags_of_its_parts(
    tmp_path_factory: pytest.TempPathFactory, small: bytes, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - to break files
    aim = draw.choice(_PARTS)

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith(aim):
            return part
        broken = bytearray(part)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(broken))
            kind = draw.randrange(4)
            if kind == 0:
                broken[at] = draw.randrange(256)
            elif kind == 1:
                del broken[at : at + draw.randint(1, 40)]
            elif kind == 2:
                broken[at:at] = broken[draw.randrange(len(broken)) :][: draw.randint(1, 60)]
            else:
                digits = [i for i, byte in enumerate(broken) if 48 <= byte <= 57]
                broken[draw.choice(digits or [0])] = draw.choice(b"0123456789-.eE")
        return bytes(broken)

    _outcome(tmp_path_factory.getbasetemp() / "cat.xlsx", repacked(small, change))
