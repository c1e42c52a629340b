"""Make the package's tables of units from the public ones: `make_units.py FOLDER`.

FOLDER holds communes_new.csv, communes_old.csv, mergers.csv, mergers_disputed.csv and
communes_changed_after_20250701.csv (docs/units.md names their sources and licences). The tables
that are written stand in cchc_toolkit/catalogue/units/: what is in them is facts (codes, names,
what became of what), in the fewest characters that are still read by eye.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TARGET = Path(__file__).parents[1] / "cchc_toolkit" / "catalogue" / "units"
KINDS = {"Xã": "x", "Phường": "p", "Thị trấn": "t", "Đặc khu": "k"}
LAST_OLD, FIRST_NEW = "2025-06-30", "2025-07-01"
LAST_XA, FIRST_PHUONG = "2026-04-29", "2026-04-30"
"""The ten xã of Đồng Nai, phường from 30/4/2026; the province is a city from the same day."""
CITY = "75"
Row = dict[str, str]


def main(folder: Path) -> None:
    """Write the four tables."""
    new, old = _read(folder / "communes_new.csv"), _read(folder / "communes_old.csv")
    changed = {row["code"] for row in _read(folder / "communes_changed_after_20250701.csv")}
    parts = _parts(_read(folder / "mergers.csv"), _read(folder / "mergers_disputed.csv"))
    _write("provinces.csv", ("code", "name", "first", "last"), _provinces(new, old))
    districts = {row["district_code"]: (row["district_name"], row["province_code"]) for row in old}
    for row in _read(folder / "mergers.csv"):
        if not row["old_code"]:  # an island district that had no commune
            districts[row["old_district_code"]] = (row["old_district"], row["old_province_code"])
    _write(
        "districts.csv",
        ("code", "name", "province"),
        ((code, *districts[code]) for code in sorted(districts)),
    )
    _write(
        "until_2025.csv",
        ("code", "kind", "name", "district"),
        ((row["code"], KINDS[row["kind"]], row["name"], row["district_code"]) for row in old),
    )
    _write(
        "since_2025.csv",
        ("code", "kind", "name", "province", "first", "last", "parts"),
        (line for row in new for line in _since(row, parts[row["code"]], row["code"] in changed)),
    )


def _since(row: Row, parts: list[str], changed: bool) -> Iterable[tuple[str, ...]]:
    """Yield a unit's lines: two where a xã became a phường, the second made of the first."""
    code, name, province = row["code"], row["name"], row["province_code"]
    if not changed:
        yield code, KINDS[row["kind"]], name, province, "", "", " ".join(parts)
        return
    yield code, "x", name, province, "", LAST_XA, " ".join(parts)
    yield code, "p", name, province, FIRST_PHUONG, "", code


def _parts(pairs: list[Row], disputed: list[Row]) -> dict[str, list[str]]:
    """Return what each new unit was made of: a code, `-` after it for a part, `?` if disputed.

    An old unit that several new ones name was divided, whatever one line says.
    """
    times: dict[str, int] = defaultdict(int)
    for row in pairs:
        times[row["old_code"]] += 1
    found: dict[str, list[str]] = defaultdict(list)
    for row in pairs:
        old = row["old_code"] or row["old_district_code"]
        divided = row["whole_or_part"] == "part" or (row["old_code"] and times[old] > 1)
        found[row["new_code"]].append(f"{old}-" if divided else old)
    for row in disputed:
        found[row["new_code"]].append(f"{row['old_code']}?")
    return {code: sorted(parts) for code, parts in found.items()}


def _provinces(new: list[Row], old: list[Row]) -> Iterable[tuple[str, ...]]:
    for code, name in sorted({(row["province_code"], row["province_name"]) for row in old}):
        yield code, name, "", LAST_OLD
    for code, name in sorted({(row["province_code"], row["province_name"]) for row in new}):
        if code == CITY:
            yield code, name.replace("Thành phố", "Tỉnh"), FIRST_NEW, LAST_XA
        yield code, name, FIRST_PHUONG if code == CITY else FIRST_NEW, ""


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_units.py FOLDER")
    main(Path(sys.argv[1]))
