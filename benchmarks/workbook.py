"""What the Excel form costs: writing and reading it, beside the libraries' own floor.

    python benchmarks/workbook.py [--communes 40] [--rounds 3]
    python benchmarks/workbook.py --cells    # what a clerk types, and what was the same last period

The floor writes the same cells with XlsxWriter, and reads them with openpyxl, and does nothing
else: no formats or drop-downs worked out, nothing looked up or checked. Ways take turns, so that a
neighbour's noise falls on all of them; seconds are of the processor, of one process. A country is
3,321 forms.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.sample import Country, write_country, write_part
from cchc_toolkit.sample.country import country_of_today
from cchc_toolkit.submission.params import Params, load_params
from cchc_toolkit.workbook import Entry, entry_of, read_workbook, write_workbook
from cchc_toolkit.workbook.entry import blank_submission
from cchc_toolkit.workbook.plan import plan_of

COUNTRY = 3321
Cells = list[tuple[str, list[tuple[int, int, Any]]]]


def main() -> None:
    asked = _arguments()
    if asked.cells:
        _report_cells(asked.communes)
        return
    with tempfile.TemporaryDirectory() as folder:
        params = _country(Path(folder), Country(asked.communes, 2))
        entries = [entry_of(code, params) for code in params.communes]
        path = Path(folder) / "a.xlsx"
        made = [write_workbook(entry) for entry in entries]
        plain = [_cells(data) for data in made]
        spent: dict[str, float] = {}
        for _ in range(asked.rounds):
            for name, work in _ways(params, entries, made, plain, path).items():
                started = time.process_time()
                work()
                spent[name] = spent.get(name, 0.0) + time.process_time() - started
    _report(spent, asked.communes * asked.rounds, made)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cells", action="store_true", help="count the cells that are filled in")
    return parser.parse_args()


def _country(root: Path, country: Country) -> Params:
    """Return the parameters of the second period of a made-up country; the first stands beside."""
    write_country(country, root)
    for period, window in country.dates:
        write_part(country, root, period, window, country.codes)
    return load_params(root / "params" / f"{country.dates[1][0].id}.yml")


def _report_cells(communes: int) -> None:
    """Print, for six months after quarter I: cells open, to fill, of those as last period, zero."""
    print(f"{'form':<20}{'open':>6}{'to fill':>9}{'as before':>11}{'zero':>6}")
    for country in (Country(communes, 2), country_of_today(communes)):
        with tempfile.TemporaryDirectory() as folder:
            params = _country(Path(folder), country)
            counts = [_counted(entry_of(code, params)) for code in country.codes]
        means = [sum(column) / len(counts) for column in zip(*counts, strict=True)]
        print(
            f"{country.form.id:<20}{means[0]:>6.0f}{means[1]:>9.0f}{means[2]:>11.1f}{means[3]:>6.1f}"
        )


def _counted(entry: Entry) -> tuple[int, int, int, int]:
    plan = plan_of(entry.form, blank_submission(entry.commune, entry.period, entry.form))
    now, before = entry.submission, entry.before
    same = [
        key for key in plan.asked
        if before and before.submission and now.value(key).number is not None
        and now.value(key).number == before.submission.value(key).number
    ]  # fmt: skip
    zero = [key for key in plan.asked if now.value(key).number == 0]
    return len(plan.opened), len(plan.asked), len(same), len(zero)


def _ways(
    params: Params, entries: list[Entry], made: list[bytes], plain: list[Cells], path: Path
) -> dict[str, Callable[[], object]]:
    return {
        "load": lambda: [entry_of(code, params) for code in params.communes],
        "write": lambda: [write_workbook(entry) for entry in entries],
        "write floor": lambda: [_write_plain(cells) for cells in plain],
        "read": lambda: [_read(path, data) for data in made],
        "read floor": lambda: [_cells(data) for data in made],
    }


def _read(path: Path, data: bytes) -> object:
    path.write_bytes(data)
    return read_workbook(path, load_form)


def _cells(data: bytes) -> Cells:
    """Return every cell of a workbook, as openpyxl's read-only mode gives them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    return [
        (
            sheet.title,
            [
                (cell.row - 1, cell.column - 1, cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if hasattr(cell, "row")
            ],
        )
        for sheet in book.worksheets
    ]


def _write_plain(cells: Cells) -> bytes:
    """Return a workbook with the same cells: texts, numbers, formulas and blanks, one format."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    style = book.add_format({"border": 1})
    for title, found in cells:
        sheet = book.add_worksheet(title)
        for row, column, value in found:
            if value is None:
                sheet.write_blank(row, column, None, style)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, style, "")
            elif isinstance(value, str):
                sheet.write_string(row, column, value, style)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, style)
            else:
                sheet.write_datetime(row, column, value, style)
    book.close()
    return stream.getvalue()


def _report(spent: dict[str, float], number: int, made: list[bytes]) -> None:
    print(f"{len(made)} communes, {sum(map(len, made)) / len(made) / 1000:.0f} kB a form")
    print(f"{'way':<14}{'ms a form':>10}{'forms/s':>10}{'a country':>12}{'of floor':>10}")
    for name, seconds in spent.items():
        each = seconds / number
        floor = spent.get(f"{name} floor")
        times = f"{seconds / floor:>9.2f}x" if floor else ""
        print(f"{name:<14}{1000 * each:>10.1f}{1 / each:>10.1f}{COUNTRY * each:>10.0f} s{times}")


if __name__ == "__main__":
    main()
