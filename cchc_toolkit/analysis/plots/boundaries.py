"""Boundaries of units from a project's GeoJSON or TopoJSON: a list of rings by code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError

Ring = list[tuple[float, float]]


def read_boundaries(path: Path, code: str = "") -> dict[str, list[Ring]]:
    """Return the rings (longitude, latitude) of each unit of a file, outer ones and holes.

    A unit is named by its feature's `id`, or by the property `code`. Raises `DataError` for a file
    that holds no boundaries.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found: dict[str, list[Ring]] = {}
        for feature, rings in _features(data):
            key = str(feature["properties"][code] if code else feature["id"])
            found.setdefault(key, []).extend(rings)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DataError(
            "Không đọc được ranh giới các đơn vị.",
            where=path.name,
            advice="Cần tệp GeoJSON hoặc TopoJSON mà mỗi vùng có mã đơn vị (id, hay thuộc tính nêu "
            "ở code=).",
        ) from error
    return found


def _features(data: Any) -> Iterator[tuple[Any, list[Ring]]]:
    if data["type"] == "Topology":
        arcs = [list(_arc(arc, data.get("transform"))) for arc in data["arcs"]]
        for collection in data["objects"].values():
            for shape in collection["geometries"]:
                yield shape, [_joined(ring, arcs) for ring in _rings(shape, "arcs")]
    else:
        for feature in data["features"]:
            rings = _rings(feature["geometry"], "coordinates")
            yield feature, [[(x, y) for x, y, *_ in ring] for ring in rings]


def _rings(shape: Any, key: str) -> list[Any]:
    many = {"Polygon": [shape[key]], "MultiPolygon": shape[key]}[shape["type"]]
    return [ring for polygon in many for ring in polygon]


def _arc(arc: Any, transform: Any) -> Iterator[tuple[float, float]]:
    """Yield the points of an arc; with a transform they are steps of whole numbers."""
    if not transform:
        yield from ((x, y) for x, y, *_ in arc)
        return
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Return the ring that arcs make; a negative number runs its arc backwards."""
    ring: Ring = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[1:] if ring else points
    return ring
