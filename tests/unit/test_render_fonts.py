"""Which font a report is set in, on machines with and without a whole Times New Roman."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont
from render_sample import FRONT, paragraph

from cchc_toolkit.errors import UsageError
from cchc_toolkit.render.fonts import (
    STYLES,
    bundled_font,
    choose_font,
    missing_letters,
    vietnamese_letters,
)
from cchc_toolkit.render.pdf import render_pdf


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CCHC_FONT", raising=False)
    monkeypatch.delenv("CCHC_FONT_DIR", raising=False)


def make_times(folder: Path, *, styles: tuple[str, ...] = STYLES, without: str = "") -> Path:
    """Write the bundled font under the name of Times New Roman, without some letters."""
    folder.mkdir()
    for style, file in zip(STYLES, bundled_font().files, strict=True):
        if style not in styles:
            continue
        font = TTFont(file)
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = "Times New Roman"
        for table in font["cmap"].tables:
            for letter in without:
                table.cmap.pop(ord(letter), None)
        font.save(folder / f"times-{style.replace(' ', '').lower()}.ttf")
    return folder


def test_times_is_taken_where_it_is_whole(tmp_path: Path) -> None:
    folder = make_times(tmp_path / "fonts")
    font = choose_font([tmp_path / "nowhere", folder])
    assert (font.family, font.is_times) == ("Times New Roman", True)
    assert [file.name for file in font.files] == [
        "times-regular.ttf",
        "times-bold.ttf",
        "times-italic.ttf",
        "times-bolditalic.ttf",
    ]
    assert all(len(digest) == 64 for digest in font.sha256)


def test_a_report_is_set_in_the_times_that_was_chosen(tmp_path: Path) -> None:
    font = choose_font([make_times(tmp_path / "fonts")])
    front = dataclasses.replace(FRONT, marks=())
    report = render_pdf((front, paragraph("Tiếng Việt")), font)
    page = pypdf.PdfReader(io.BytesIO(report)).pages[0]
    assert "Tiếng Việt" in page.extract_text()


def test_times_without_a_style_is_passed_over(tmp_path: Path) -> None:
    folder = make_times(tmp_path / "fonts", styles=STYLES[:3])
    assert choose_font([folder]) == bundled_font()


def test_times_without_vietnamese_letters_is_passed_over(tmp_path: Path) -> None:
    folder = make_times(tmp_path / "fonts", without="ữ")
    assert choose_font([folder]) == bundled_font()


def test_a_broken_font_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "times.ttf").write_bytes(b"no font")
    assert choose_font([tmp_path]) == bundled_font()


def test_the_named_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_times(tmp_path / "fonts")
    monkeypatch.setenv("CCHC_FONT_DIR", str(folder))
    assert choose_font([]).is_times


def test_bundled_is_taken_when_wished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_FONT", "bundled")
    assert choose_font([make_times(tmp_path / "fonts")]) == bundled_font()


def test_wishes_that_cannot_be_followed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_FONT_DIR", "/khong/co")
    with pytest.raises(UsageError) as caught:
        choose_font([])
    assert str(caught.value) == (
        "Không có thư mục phông '/khong/co'.\n"
        "  Ở đâu: biến môi trường CCHC_FONT_DIR\n"
        "  Cách sửa: Ghi thư mục chứa times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf."
    )
    monkeypatch.setenv("CCHC_FONT", "Arial")
    with pytest.raises(UsageError, match="CCHC_FONT='Arial' không dùng được"):
        choose_font([])


def test_every_bundled_style_has_every_vietnamese_letter() -> None:
    for file in bundled_font().files:
        assert missing_letters(file, vietnamese_letters()) == ()
