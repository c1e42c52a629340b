"""The cache of a project's numbers: a folder a period below `outputs/bang/`, deletable at any time.

`values.parquet`, `figures.parquet`, `units.parquet`, `problems.parquet`. What the files of a unit
looked like when they were read tells whether they must be read again; a hash of their content
decides. Nothing but the analysts' table reads it: the truth is in the CSV files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from cchc_toolkit.analysis.arrow import pa, pq
from cchc_toolkit.analysis.columns import figures_table, in_order, joined, values_table, without
from cchc_toolkit.analysis.packed import Packed, Part, Problem, pack
from cchc_toolkit.analysis.unit_rows import UNIT_COLUMNS, units_table
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.errors import DataError, RenderError
from cchc_toolkit.outputs.manifest import sha256_file
from cchc_toolkit.submission.load import digest_of
from cchc_toolkit.submission.params import Params, load_params
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.system import paths
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import HERE, Lanes, side_by_side

FOLDER = "bang"
SCHEMA = "cchc-bang/1"
_TOGETHER, _FEW, _SECONDS = 200, 100, 600
_CODE = (
    "analysis/cache.py", "analysis/columns.py", "analysis/packed.py", "analysis/unit_rows.py",
    "catalogue", "figures", "submission", "text",
)  # fmt: skip
"""The rooms and files that decide what a cell says."""
Look = tuple[int, int, int]
"""What a file looks like without reading it: its number, size and time of change; 0 for none."""
LOOK = ("inode", "size", "changed")


@dataclass(frozen=True)
class Cached:
    """A period as it stands in the cache."""

    folder: Path

    def table(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        keys: Sequence[str] | None = None,
    ) -> pa.Table:
        """Return one of its tables: `values`, `figures`, `units`, `problems`; the rows of keys."""
        named = ("key",) if keys is not None else ()
        chosen = None if columns is None else list(dict.fromkeys((*columns, *named)))
        found = self._read(name, chosen)
        if keys is None:
            return found
        column = found["key"].combine_chunks()
        # By its place among the words: half the time of a filter while reading.
        known = np.array([word in set(keys) for word in column.dictionary.to_pylist()], dtype=bool)
        return found.filter(pa.array(known[column.indices.to_numpy()]))

    def _read(self, name: str, columns: Sequence[str] | None) -> pa.Table:
        try:
            return pq.read_table(self.folder / f"{name}.parquet", columns=columns)
        except (OSError, pa.ArrowInvalid):
            raise DataError(
                f"Bảng số liệu đã mở của kỳ {self.folder.name} đã bị xóa hoặc hỏng.",
                where=str(self.folder),
                advice="Mở lại bằng cchc_toolkit.open: bảng được lập lại từ số liệu của các xã.",
            ) from None


@dataclass(frozen=True)
class Standing:
    """What is known of a period before anything is read anew."""

    head: Params
    """Of a period; with its units, or without."""
    digest: str
    place: Path
    units: pa.Table | None
    """Of the cache, where form, parameters and code are those that it was made with."""
    stale: tuple[str, ...]
    """The units whose files are others than they were."""
    looks: dict[str, Look]
    """What the file of each unit looks like now: asked before any is read."""
    touched: bool = False
    """Whether a file looks otherwise, though it holds the same."""

    @property
    def current(self) -> bool:
        """Whether the cache is what reading everything anew would make."""
        return self.units is not None and not self.stale and not self.touched


def standing(head: Params, place: Path) -> Standing:
    """Return how the cache of a period stands to its parameters and to the files of its units."""
    data, period = head.data, head.period.id
    digest = _digest_of(head)
    units = _units_of(place, digest)
    if units is None:
        return Standing(head, digest, place, None, (), {})
    codes = units["unit"].to_pylist()
    looks = {code: look_of(data, period, code) for code in codes}
    columns = (units[name].to_pylist() for name in (*LOOK, "sha256"))
    known = dict(zip(codes, zip(*columns, strict=True), strict=True))
    other = [code for code in codes if looks[code] != known[code][:3]]
    stale = [code for code in other if _sha256(data, period, code) != known[code][3]]
    return Standing(head, digest, place, units, tuple(stale), looks, len(stale) < len(other))


def _digest_of(head: Params) -> str:
    said = (SCHEMA, code_digest(), head.form.digest, sha256_file(head.source))
    return hashlib.sha256(":".join(said).encode()).hexdigest()


def _units_of(place: Path, digest: str) -> pa.Table | None:
    try:
        found = pq.read_table(place / "units.parquet")
        for name in ("values", "figures", "problems"):  # cut short, it says nothing at its end
            pq.read_metadata(place / f"{name}.parquet")
    except (OSError, pa.ArrowInvalid):
        return None
    meta = found.schema.metadata or {}
    return found if meta.get(b"digest", b"").decode() == digest else None


def look_of(data: Path, period: str, code: str) -> Look:
    """Return what a unit's file of values looks like."""
    return paths.look(f"{data}/{period}/{code}/{VALUES_FILE}")


def _sha256(data: Path, period: str, code: str) -> str:
    return digest_of({VALUES_FILE: data / period / code / VALUES_FILE})


def refresh(stands: Iterable[Standing], lanes: Lanes = HERE) -> None:
    """Read anew what has changed, all periods side by side, and put each new period in place."""
    tasks: dict[Part, Standing] = {}
    chosen: dict[Path, Params] = {}
    for stand in stands:
        params = chosen[stand.place] = _enough_of(stand)
        units = _to_read(stand, params)
        looks = {unit.code: look_of(params.data, params.period.id, unit.code) for unit in units}
        stand.looks.update(looks)
        for at in range(0, max(1, len(units)), _TOGETHER):
            some = units[at : at + _TOGETHER]
            tasks[Part(params.data, params.period, params.form.id, some, params.as_of)] = stand
    count = lanes.of(sum(len(part.units) for part in tasks), _FEW)
    waiting = {stand.place: sum(one is stand for one in tasks.values()) for stand in tasks.values()}
    found: dict[Path, list[Packed]] = {place: [] for place in waiting}
    for part, packed in side_by_side(list(tasks), count, pack, seconds=_SECONDS, pool=lanes.pool):
        if isinstance(packed, Lost):
            raise RenderError(
                f"Tiến trình đọc số liệu {packed.reason}.",
                where=str(part.data),
                advice="Chạy lại; nếu vẫn vậy, kiểm tra bộ nhớ còn trống.",
            )
        stand = tasks[part]
        found[stand.place].append(packed)
        waiting[stand.place] -= 1
        if not waiting[stand.place]:
            _write(stand, chosen[stand.place], found.pop(stand.place))


@contextmanager
def period_cache(params: Params, lanes: Lanes = HERE) -> Iterator[Cached]:
    """Give the tables of one period, brought up to date; those of an earlier day are not kept."""
    place = params.output / FOLDER / params.period.id
    with paths.scratch_folder(place) if params.as_of else nullcontext(place) as folder:
        inside = folder / params.period.id if params.as_of else folder
        stand = standing(params, inside)
        if not stand.current:
            refresh([stand], lanes)
        yield Cached(inside)


def _enough_of(stand: Standing) -> Params:
    """Return the parameters, with the units where the cache does not name them."""
    head = stand.head
    return head if head.offices or stand.units is not None else load_params(head.source)


def _to_read(stand: Standing, params: Params) -> tuple[Commune, ...]:
    """Return the units to read, without asking the registry when they are valid: none needs it."""
    if stand.units is None:
        return tuple(Commune(code, params.office(code).name) for code in params.communes)
    names = dict(zip(stand.units["unit"].to_pylist(), stand.units["name"].to_pylist(), strict=True))
    return tuple(Commune(code, names[code]) for code in stand.stale)


def _write(stand: Standing, params: Params, packed: list[Packed]) -> None:
    """Put a period together from what was read and what still holds, and move it into place."""
    period, form = params.period.id, params.form
    values = [values_table(period, form, one) for one in packed]
    figures = [figures_table(period, form, one) for one in packed]
    problems = [problem for one in packed for problem in one.problems]
    digests = {unit: digest for one in packed for unit, digest in
               zip(one.units, one.digests, strict=True)}  # fmt: skip
    if stand.units is None:
        units = units_table(params)
    else:
        units, old = stand.units, Cached(stand.place)
        keep = [code for code in units["unit"].to_pylist() if code not in set(stand.stale)]
        values.append(without(old.table("values"), stand.stale))
        figures.append(without(old.table("figures"), stand.stale))
        problems += [Problem(**row) for row in old.table("problems").to_pylist()
                     if row["unit"] not in set(stand.stale)]  # fmt: skip
        known = dict(zip(units["unit"].to_pylist(), units["sha256"].to_pylist(), strict=True))
        digests = {code: known[code] for code in keep} | digests
    codes = units["unit"].to_pylist()
    units = _looked_at(units, digests, stand).replace_schema_metadata({"digest": stand.digest})
    with paths.staged_folder(stand.place) as folder:
        for name, table in (
            ("values", in_order(joined(values), codes)),
            ("figures", in_order(joined(figures), codes)),
            ("units", units),
            ("problems", _problems_table(problems, codes)),
        ):
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _looked_at(units: pa.Table, digests: dict[str, str], stand: Standing) -> pa.Table:
    codes = units["unit"].to_pylist()
    columns: dict[str, list[object]] = {
        "sha256": [digests.get(code, "") for code in codes],
        **{name: [stand.looks[code][at] for code in codes] for at, name in enumerate(LOOK)},
    }
    kept = units.select(list(UNIT_COLUMNS))
    for name, column in columns.items():
        kept = kept.append_column(name, pa.array(column))
    return kept


def _problems_table(problems: list[Problem], codes: list[str]) -> pa.Table:
    place = {code: at for at, code in enumerate(codes)}
    rows = sorted(problems, key=lambda one: place[one.unit])
    names = ("unit", "kind", "where", "problem", "advice")
    return pa.table({name: pa.array([asdict(row)[name] for row in rows], pa.string())
                     for name in names})  # fmt: skip


@cache
def code_digest() -> str:
    """Return a SHA-256 over the code that decides what a cell says: another version reads anew."""
    digest = hashlib.sha256()
    for name in _CODE:
        place = paths.package_file(name)
        for file in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            digest.update(file.read_bytes())
    return digest.hexdigest()
