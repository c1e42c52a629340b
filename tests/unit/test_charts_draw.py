"""What the drawings promise: plain text out, gaps and zeros shown, equal bytes for equal data."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
import typst

from cchc_toolkit.report.charts.axis import Axis, scale
from cchc_toolkit.report.charts.canvas import Label as Word
from cchc_toolkit.report.charts.draw import (
    Bar,
    Reference,
    horizontal_bars,
    strip,
)
from cchc_toolkit.report.charts.style import PLAIN, STRONG, text_width, wrapped
from cchc_toolkit.system.paths import package_file

CHANNELS = (
    Bar("Trực tuyến mức độ 3", Decimal(423), "423", emphasis=True),
    Bar("Dịch vụ bưu chính công ích", Decimal(0), "0"),
    Bar("Trực tiếp", None, "chưa báo cáo"),
)
RATES = (Decimal(90), Decimal(95), Decimal(95), Decimal("99.39"), Decimal(100))
HOSTILE = '<script>alert("1")</script> & $x^2$ id="x" url(#y) &amp; <'
LONG = "Số hồ sơ tiếp nhận trong kỳ của các lĩnh vực thuộc thẩm quyền giải quyết của cấp xã"

XMLNS = "{http://www.w3.org/2000/svg}"


def drawings(prefix: str = "chart") -> dict[str, str]:
    return {
        "bars": horizontal_bars(CHANNELS, unit="hồ sơ", id_prefix=prefix),
        "reference": horizontal_bars(
            CHANNELS, (Reference(Decimal(500), "Kế hoạch năm = 500"),), id_prefix=prefix
        ),
        "strip": strip(RATES, Decimal("99.39"), "Xã Phùng Minh: 99,39%", id_prefix=prefix),
    }


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - drawn here a moment ago


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in parsed(drawing).iter(f"{XMLNS}text")]


def styles(drawing: str, text: str) -> str:
    found = [e for e in parsed(drawing).iter(f"{XMLNS}text") if e.text == text]
    return found[0].attrib["style"]


# What is printed


def test_every_label_and_every_text_is_printed_once() -> None:
    printed = texts(horizontal_bars(CHANNELS, unit="hồ sơ"))
    for bar in CHANNELS:
        assert printed.count(bar.label) == 1
    assert printed.count("423") == 1
    assert "Đơn vị tính: hồ sơ" in printed


def test_a_gap_is_words_in_italics_and_no_bar() -> None:
    drawing = horizontal_bars((Bar("Trực tiếp", None, "chưa báo cáo", emphasis=True),))
    assert "font-style: italic" in styles(drawing, "chưa báo cáo")
    assert STRONG.colour not in drawing and PLAIN.colour not in drawing


def test_a_zero_is_a_visible_line_and_a_number() -> None:
    drawing = horizontal_bars((Bar("Bưu chính", Decimal(0), "0"),))
    assert texts(drawing) == ["Bưu chính", "0"], "no scale is invented for zeros alone"
    assert "font-style" not in styles(drawing, "0")
    assert f"stroke: {STRONG.colour}" in drawing


@pytest.mark.parametrize("number", ["0.00001", "1E+20", "-5", "5432209679"])
def test_extreme_numbers_are_drawn(number: str) -> None:
    drawing = horizontal_bars((Bar("A", Decimal(number), "n"), Bar("B", Decimal(7), "7")))
    assert {"A", "B", "n", "7"} <= set(texts(drawing))
    assert "nan" not in drawing and "inf" not in drawing


def test_a_tiny_reference_over_whole_numbers_still_has_a_scale() -> None:
    assert "Mốc" in texts(horizontal_bars((CHANNELS[1],), (Reference(Decimal("0.0001"), "Mốc"),)))


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_value_that_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match=f"^the bar 'A' has the value {number}$"):
        Bar("A", Decimal(number), "")


def test_hostile_text_comes_out_as_text() -> None:
    bar = Bar(HOSTILE, Decimal(1), HOSTILE)
    for drawing in (
        horizontal_bars((bar,), unit=HOSTILE),
        horizontal_bars((bar,), (Reference(Decimal(1), HOSTILE),)),
        strip(RATES, Decimal(95), HOSTILE, unit=HOSTILE),
    ):
        assert "<script" not in drawing
        whole = "".join("".join(texts(drawing)).split())
        assert "".join(HOSTILE.split()) in whole, "prefixing ids left the words alone"


def test_control_signs_and_unknown_glyphs_do_not_break_the_svg() -> None:
    drawing = horizontal_bars((Bar("A\x00\x0b 漢 😀\n\tB", Decimal(1), "1"),))
    assert "A 漢 😀 B" in texts(drawing)


# Where it is printed


@pytest.mark.parametrize("text", ["1", "5.432.209.679 đồng", "một câu dài " * 12, "W" * 80])
@pytest.mark.parametrize("label", ["A", LONG, "W" * 90])
@pytest.mark.parametrize("value", ["-3", "0", "1", "9"])
def test_no_text_leaves_the_sheet(label: str, text: str, value: str) -> None:
    bars = (Bar(label, Decimal(value), text, True), Bar("B", Decimal(9), "9"), Bar("C", None, text))
    for drawing in (
        horizontal_bars(bars, unit=label),
        horizontal_bars(bars, (Reference(Decimal(3), f"{label} = 3"),)),
        strip((Decimal(1), Decimal(value)), Decimal(value), label),
    ):
        assert_inside(drawing)


def assert_inside(drawing: str) -> None:
    root = parsed(drawing)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for element in root.iter(f"{XMLNS}text"):
        style, text = element.attrib["style"], element.text or ""
        size = float(style.split("font-size: ")[1].split("px")[0])
        long = text_width(text, size, "font-weight: 700" in style) * 72 / 25.4
        anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[
            style.split("text-anchor: ")[1].split(";")[0]
        ]
        left = float(element.attrib["x"]) - anchor * long
        assert left >= -0.5 and left + long <= width + 0.5, text
        assert size * 0.7 <= float(element.attrib["y"]) <= height - size * 0.15, text


def test_the_axis_reaches_the_maximum_and_never_cuts_a_bar() -> None:
    assert "1.000" in texts(horizontal_bars(CHANNELS, maximum=Decimal(1000)))
    assert "400" in texts(horizontal_bars(CHANNELS, maximum=Decimal(10)))


@pytest.mark.parametrize(
    ("low", "high", "whole", "printed"),
    [
        ("0", "3", True, ["0", "1", "2", "3"]),
        ("0", "1", True, ["0", "1"]),
        ("0", "1", False, ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
        ("95.2", "100", False, ["96", "97", "98", "99", "100"]),
        ("-2", "3", True, ["-2", "-1", "0", "1", "2", "3"]),
        ("0", "5432209679", True, ["0", "1.000.000.000", "2.000.000.000", "3.000.000.000",
                                   "4.000.000.000", "5.000.000.000"]),
    ],
)  # fmt: skip
def test_an_axis_has_round_numbers_printed_the_vietnamese_way(
    low: str, high: str, whole: bool, printed: list[str]
) -> None:
    marks = scale(Axis(Decimal(low), Decimal(high), 0, 250, 250), 0, 50, whole=whole)
    assert [mark.text for mark in marks if isinstance(mark, Word)] == printed


def test_a_sheet_grows_with_its_bars() -> None:
    first, second = (
        float(horizontal_bars(bars).split('height="')[1].split("mm")[0])
        for bars in (CHANNELS, CHANNELS * 2)
    )
    assert first < second


def test_wrapping_drops_nothing() -> None:
    for width in (8, 20, 60):
        lines = wrapped(f"{LONG} {'W' * 60}", width)
        assert "".join(lines).replace(" ", "") == f"{LONG}{'W' * 60}".replace(" ", "")
        assert all(text_width(line) <= width for line in lines)


# Parts and strips


def test_a_strip_draws_the_own_commune_once_and_marks_the_median() -> None:
    drawing = strip(RATES, Decimal("99.39"), "Xã Phùng Minh: 99,39%")
    assert drawing.count("<use ") == len(RATES)
    assert {"Trung vị: 95", "Xã Phùng Minh: 99,39%"} <= set(texts(drawing))


def test_a_strip_without_the_own_value_says_so_in_italics() -> None:
    drawing = strip(RATES, None, "Xã Phùng Minh: chưa báo cáo")
    assert "font-style: italic" in styles(drawing, "Xã Phùng Minh: chưa báo cáo")
    assert STRONG.colour not in drawing


def test_a_strip_of_a_whole_country_stays_small() -> None:
    values = tuple(Decimal(number % 101) for number in range(3321))
    assert len(strip(values, Decimal(50), "Xã A: 50")) < 500_000


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^a chart needs at least one bar$"):
        horizontal_bars(())
    with pytest.raises(ValueError, match=r"^a strip needs at least one value$"):
        strip((), None, "Xã A")


# The SVG itself


def test_an_svg_starts_with_its_root_in_millimetres_and_has_no_page_wide_style() -> None:
    for drawing in drawings().values():
        assert drawing.startswith('<svg width="160mm" height="') and drawing.endswith("</svg>")
        assert 'viewBox="0 0 453.54' in drawing
        assert "<style" not in drawing and "<metadata" not in drawing and "<?xml" not in drawing


def test_text_is_shown_in_the_font_of_the_page() -> None:
    for drawing in drawings().values():
        found = set(re.findall(r"font-family: ([^;]+);", drawing))
        assert found == {"'Times New Roman', 'Liberation Serif', serif"}


def test_two_charts_share_no_id_and_every_reference_is_met() -> None:
    bars = horizontal_bars(tuple(Bar(str(n), Decimal(1), "1") for n in range(6)), id_prefix="a")
    drawn = [bars, *drawings("b").values()]
    for drawing in drawn:
        ids = set(re.findall(r' id="([^"]+)"', drawing))
        assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', drawing)) <= {
            pair for name in ids for pair in ((name, ""), ("", name))
        }
        assert all(name.startswith("a-" if drawing is bars else "b-") for name in ids)


@pytest.mark.parametrize("prefix", ["", "1a", 'a"', "biểu", "a b"])
def test_a_prefix_that_is_no_name_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="is not a plain ASCII name"):
        horizontal_bars(CHANNELS, id_prefix=prefix)


def test_an_earlier_chart_leaves_no_trace() -> None:
    first = drawings()
    horizontal_bars((Bar("khác", Decimal(5), "5"),), unit="đồng", id_prefix="other")
    assert drawings() == first


def test_the_settings_of_a_user_change_no_byte_and_are_left_alone() -> None:
    first = drawings()
    own: dict[Any, Any] = {
        "svg.fonttype": "path", "svg.hashsalt": None, "font.family": ["monospace"],
        "font.size": 30, "hatch.linewidth": 5, "path.sketch": (2, 50, 5), "text.usetex": True,
        "lines.linewidth": 9, "lines.scale_dashes": False, "patch.force_edgecolor": True,
        "savefig.bbox": "tight", "figure.dpi": 300, "figure.constrained_layout.use": True,
    }  # fmt: skip
    with mpl.rc_context(own):
        assert drawings() == first
        assert mpl.rcParams["font.size"] == 30 and mpl.rcParams["text.usetex"] is True


def test_another_process_draws_the_same_bytes(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import test_charts_draw as t\n"
        "print(t.fingerprint())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            "PYTHONHASHSEED": "12345",
            "MPLCONFIGDIR": str(tmp_path),
            "TZ": "Asia/Ho_Chi_Minh",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == fingerprint()


def fingerprint() -> str:
    return hashlib.sha256("".join(drawings().values()).encode()).hexdigest()


def test_no_pyplot_is_loaded() -> None:
    code = "import sys, cchc_toolkit.report.charts.draw; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_typst_finds_the_font_among_our_own(tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_text(drawings()["bars"], encoding="utf-8")
    (tmp_path / "page.typ").write_text('#image("chart.svg", width: 160mm)', encoding="utf-8")
    pdf = typst.compile(
        tmp_path / "page.typ",
        ignore_system_fonts=True,
        font_paths=[package_file("text", "fonts")],
    )
    assert isinstance(pdf, bytes)
    assert b"LiberationSerif" in pdf and b"LiberationSerif-Bold" in pdf
