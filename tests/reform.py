"""Figures on both sides of 01/7/2025 for tests: real units of the registry, made-up numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from project import OFFICE, cells

RATE = "ty_le.dung_han.tren_tiep_nhan"
RECEIVED, ON_TIME = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
OLD = {
    "15109": ("Xã Phùng Minh", "652", "600"), "15112": ("Xã Phúc Thịnh", "300", "300"),
    "15118": ("Xã Kiên Thọ", "48", "0"), "14848": ("Xã Tam Chung", "70", "7"),
    "06079": ("Xã Hồng Phong", "10", "1"), "00691": ("Phường Trần Phú", "5", "5"),
}  # fmt: skip
NEW = {
    "15112": ("Xã Kiên Thọ", "1100", "1089"), "14848": ("Xã Tam Chung", "90", "9"),
    "06079": ("Xã Hồng Phong", "20", "20"),
}  # fmt: skip
LACKING = {"15109": ("Xã Phùng Minh", "9", "9"), "15112": ("Xã Phúc Thịnh", "9", "9")}
PERIODS = {
    "2024-6T": ("15/12/2023", "14/6/2024", LACKING),
    "2025-6T": ("15/12/2024", "14/6/2025", OLD), "2025-9T": ("15/12/2024", "14/9/2025", NEW),
}  # fmt: skip


Periods = Mapping[str, tuple[str, str, Mapping[str, tuple[str, ...]]]]


def write(root: Path, periods: Periods) -> None:
    """Write parameters and made-up figures of some periods."""
    for period, (first, last, units) in periods.items():
        offices = {code: {**OFFICE, "name": name} for code, (name, *_) in units.items()}
        said = {
            "period": period, "window": {"from": first, "to": last}, "form": "phu_luc_01b",
            "data": "../data", "output": "../outputs", "communes": offices,
        }  # fmt: skip
        (root / "params").mkdir(exist_ok=True)
        (root / "params" / f"{period}.yml").write_text(json.dumps(said), encoding="utf-8")
        for code, (_, received, on_time) in units.items():
            folder = root / "data" / period / code
            folder.mkdir(parents=True)
            text = cells({RECEIVED: received, ON_TIME: on_time})
            (folder / "indicators.csv").write_text(text, encoding="utf-8")
