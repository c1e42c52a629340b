"""Analysts' charts: what is drawn, what is left out and counted, what a grey printer keeps."""

from __future__ import annotations

import io
import json
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from cchc_toolkit import plots
from cchc_toolkit.analysis.plots.boundaries import read_boundaries
from cchc_toolkit.analysis.plots.footer import FICTIONAL
from cchc_toolkit.analysis.plots.funnel import spread
from cchc_toolkit.analysis.plots.style import INK, MUTED, PALETTE
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.report.authoring.drawing import drawn

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNTRY = 3321


def rates(units: int, first: int = 90001) -> pd.DataFrame:
    """Return made-up rates as `c.figures` gives them; the fourth unit has none."""
    noise = np.random.default_rng(2)
    size = noise.integers(30, 3000, units).astype("float64")
    good = noise.binomial(size.astype(int), 0.93).astype("float64")
    size[3] = good[3] = np.nan
    frame = pd.DataFrame({
        "unit": [str(first + number) for number in range(units)],
        "name": [f"Xã Minh Hoạ {number}" for number in range(units)],
        "numerator": good, "denominator": size, "value": 100 * good / size,
    })  # fmt: skip
    return frame.assign(low=frame["value"] - 2, high=frame["value"] + 2)


def words(figure: Figure) -> str:
    """Return every word of a figure as a report prints it."""
    return " ".join(re.sub(r"<[^>]+>", " ", drawn(figure).svg).split())


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_stands_out_from_paper_and_from_the_others_in_grey() -> None:
    for colour in (*PALETTE, INK, MUTED):
        assert 1.05 / (luminance(colour) + 0.05) >= 3
    for one, other in combinations(PALETTE, 2):
        assert abs(luminance(one) ** 0.45 - luminance(other) ** 0.45) > 0.08


def test_rates_spread_by_chance_alone_are_not_called_overdispersed() -> None:
    frame = rates(400).dropna()
    assert spread(frame["numerator"], frame["denominator"]).dispersion < 1.2
    assert spread(pd.Series([100, 20]), pd.Series([100, 20])).dispersion == 1


def test_a_funnel_widens_its_limits_and_says_so_where_units_differ_in_kind() -> None:
    frame = rates(200)
    frame.loc[::2, "numerator"] *= 0.8
    said = words(plots.funnel(frame, own="90011", title="Đúng hạn"))
    assert "lần ngẫu nhiên" in said and "1 đơn vị không có tỷ lệ" in said
    assert "Xã Minh Hoạ 10" in said, "the own unit is named wherever it lies"
    assert FICTIONAL in said and "n = 199 đơn vị" in said


def test_real_communes_are_not_marked_as_made_up() -> None:
    assert FICTIONAL not in words(plots.funnel(rates(50, first=15000)))


def test_peers_nearest_in_rank_stand_around_the_own_unit_with_their_n() -> None:
    frame = rates(120)
    said = words(plots.intervals(frame, "90011", most=20))
    assert "20 đơn vị gần nhất trong 119; 1 đơn vị không có tỷ lệ" in said
    assert said.count("(n = ") == 20 and "Trung vị" in said


def test_where_no_unit_has_a_number_nothing_is_drawn_and_it_is_said() -> None:
    none = rates(5).assign(numerator=np.nan, denominator=np.nan, value=np.nan)
    for draw in (plots.funnel, plots.intervals):
        with pytest.raises(DataError, match="Không đơn vị nào có số để vẽ"):
            draw(none, own="90001")
    with pytest.raises(DataError, match="Không đơn vị nào có số để vẽ"):
        plots.heat_map(pd.DataFrame(columns=["A", "B"]))


def test_a_gap_in_a_course_is_a_gap_in_its_line_and_the_last_value_is_printed() -> None:
    periods = pd.CategoricalDtype(["2024-Q1", "2024-Q2", "2024-Q3"], ordered=True)
    frame = pd.DataFrame({
        "unit": "90001", "name": "Xã Minh Hoạ", "value": [90.0, np.nan, 95.25],
        "period": pd.Categorical(["2024-Q1", "2024-Q2", "2024-Q3"], dtype=periods),
    })  # fmt: skip
    figure = plots.multiples(frame, ["90001"], unit_words="%")
    line = figure.axes[0].lines[1].get_ydata()
    assert np.isnan(np.asarray(line, float)[1])
    assert "95,2" in words(figure)
    with pytest.raises(UsageError, match="từ 1 đến 12"):
        plots.multiples(frame, [])


def test_the_emptiest_units_come_first_and_what_does_not_apply_is_no_zero() -> None:
    index = pd.MultiIndex.from_tuples([(str(90001 + n), f"Xã {n}") for n in range(70)])
    frame = pd.DataFrame({"I": np.linspace(1, 0, 70), "II": 0.5}, index=index)
    frame.iloc[69, 1] = np.nan
    figure = plots.heat_map(frame)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert names[0] == "Xã 69" and len(names) == 60
    said = words(figure)
    assert "60 đơn vị thiếu nhiều nhất trong 70" in said and "×" in said


def test_the_squares_are_drawn_in_notebooks_too_and_long_names_of_sections_are_broken() -> None:
    section = "Xây dựng và phát triển Chính quyền điện tử"
    figure = plots.heat_map(pd.DataFrame({section: [0.0, 1.0]}, index=["90001", "90002"]))
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg")
    assert "<image" not in drawn.getvalue(), "pictures inside a drawing are taken out"
    (name,) = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert name.replace("\n", " ") == section
    assert max(map(len, name.split("\n"))) <= 15


def test_the_greatest_changes_that_are_signal_carry_names() -> None:
    frame = rates(100).assign(change=1.0, signal=False)
    frame.loc[7, ["change", "signal"]] = [-9.0, True]
    said = words(plots.change_plot(frame))
    assert re.findall("Xã Minh Hoạ [0-9]+", said) == ["Xã Minh Hoạ 7"]
    assert "ngoài khoảng ngẫu nhiên (1)" in said


def test_what_no_channel_accounts_for_is_a_box_and_an_excess_is_told() -> None:
    frame = pd.DataFrame({
        "unit": ["90001", "90002", "90003"], "name": ["Xã A", "Xã B", "Xã C"],
        "online": [526, 700, np.nan], "total": [652, 652, 10],
    })  # fmt: skip
    figure = plots.channels(frame, {"online": "trực tuyến"}, "total")
    online, rest = figure.axes[0].containers
    assert [round(bar.get_width(), 2) for bar in online] == [80.67]
    assert [round(bar.get_width(), 2) for bar in rest] == [19.33]
    assert "2 đơn vị thiếu số hoặc có phần vượt tổng" in words(figure)


SQUARE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]


def geojson(folder: Path) -> Path:
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    far = {"type": "MultiPolygon", "coordinates": [[[[x + 2, y] for x, y in SQUARE]]]}
    file = folder / "ranh-gioi.geojson"
    features = [
        {"type": "Feature", "properties": {"ma": "90001"}, "geometry": shape},
        {"type": "Feature", "properties": {"ma": "90002"}, "geometry": far},
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_a_map_counts_what_has_no_number_and_what_has_no_boundary(tmp_path: Path) -> None:
    frame = pd.DataFrame({"unit": ["90001", "90009"], "value": [90.0, 80.0]})
    said = words(plots.unit_map(frame, geojson(tmp_path), code="ma"))
    assert "1 vùng chưa có số liệu; 1 đơn vị không có ranh giới" in said


def test_topojson_arcs_are_steps_and_may_run_backwards(tmp_path: Path) -> None:
    file = tmp_path / "a.topojson"
    triangle = {"type": "Polygon", "id": "90001", "arcs": [[0, -2]]}
    file.write_text(json.dumps({
        "type": "Topology", "transform": {"scale": [0.5, 0.5], "translate": [100, 20]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [2, 2]]],
        "objects": {"xa": {"type": "GeometryCollection", "geometries": [triangle]}},
    }))  # fmt: skip
    ring = read_boundaries(file)["90001"][0]
    assert ring == [(100, 20), (101, 20), (101, 21), (100, 20)]


@pytest.mark.parametrize("text", ["", "{}", '{"type": "FeatureCollection", "features": [{}]}'])
def test_a_file_without_boundaries_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "hong.geojson"
    file.write_text(text)
    with pytest.raises(DataError) as caught:
        read_boundaries(file)
    assert caught.value.where == "hong.geojson"


def test_a_whole_country_is_drawn() -> None:
    frame = rates(COUNTRY, first=90001 - COUNTRY).assign(change=0.5, signal=False)
    assert f"n = {COUNTRY - 1}" in words(plots.funnel(frame)).replace(".", "")
    assert "n = " in words(plots.change_plot(frame))
