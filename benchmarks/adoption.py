"""How much of an official form `cchc form adopt` reads right, against declarations made by hand.

    python benchmarks/adoption.py            # the seed's appendix in five formats, and others
    python benchmarks/adoption.py --no-pdf   # without LibreOffice

The appendix of the seed's report is compared with the shipped declaration of the same form; two
public forms that ask across, and a made-up form of two levels, with truth files beside them in
tests/unit/adoption. A row counts as found where its label is that of the same row; the other
figures are over the rows found.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]

import docx  # noqa: E402
from corpus.word import HEADER, SEED, seed_docx, seed_rows  # noqa: E402

from cchc_toolkit.adoption.propose import propose  # noqa: E402
from cchc_toolkit.adoption.source import read_source  # noqa: E402
from cchc_toolkit.catalogue import load_form  # noqa: E402
from cchc_toolkit.text.likeness import likeness  # noqa: E402

FORMS = ROOT / "tests" / "unit" / "adoption"
SAME = 0.9
"""Likeness from which two labels are the same: the seed misprints one letter."""
WANTED = {"rows": 1.0, "kind": 0.98, "unit": 0.98, "parent": 0.95, "part": 0.90}


@dataclass(frozen=True)
class Row:
    """A row as it was read, or as it should be: `parent` is a place in the list, from 1."""

    label: str
    kind: str
    unit: str
    parent: str
    part: str


@dataclass(frozen=True)
class Score:
    """Shares of the rows read right, and how many there are."""

    name: str
    count: int
    wanted: int
    shares: dict[str, float]

    @property
    def good(self) -> bool:
        """Whether every share is as high as it has to be."""
        whole = self.count == self.wanted
        return whole and all(self.shares[name] >= least for name, least in WANTED.items())


def score(name: str, found: Sequence[Row], truth: Sequence[Row]) -> Score:
    """Return how much of a form was read right, row by row in order."""
    pairs = list(zip(found, truth, strict=False))
    same = [(one, other) for one, other in pairs if likeness(one.label, other.label) >= SAME]
    shares = {"rows": len(same) / len(truth)}
    for field in ("kind", "unit", "parent", "part"):
        right = sum(getattr(one, field) == getattr(other, field) for one, other in same)
        shares[field] = right / len(truth)
    return Score(name, len(found), len(truth), shares)


def read(file: Path) -> list[Row]:
    """Return the rows that are proposed for a file."""
    lines = propose(read_source(file), "thu").tables["rows"]
    places = {line["key"]: str(at) for at, line in enumerate(lines, 1)}
    return [
        Row(
            line["label"], line["kind"], line["unit_corrected"] or line["unit"],
            places.get(line["parent"], ""), line["part"],
        )
        for line in lines
    ]  # fmt: skip


def shipped(form_id: str) -> list[Row]:
    """Return the rows of a declaration of the package."""
    form = load_form(form_id)
    places = {row.key: str(at) for at, row in enumerate(form.rows, 1)}
    return [
        Row(row.label, row.kind, row.true_unit, places.get(row.parent, ""),
            "sum" if row.part_of_sum else "")
        for row in form.rows
    ]  # fmt: skip


def truth(file: Path) -> list[Row]:
    """Return the rows of a truth file."""
    with file.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    fields = ("label", "kind", "unit", "parent", "part")
    return [Row(**{field: line[field] for field in fields}) for line in lines]


def seed_text(folder: Path) -> Path:
    """Return the seed's report as text."""
    return Path(shutil.copy(SEED, folder / "bieu.txt"))


def seed_word(folder: Path) -> Path:
    """Return the seed's report as a Word file, rows torn by its page breaks included."""
    file = folder / "bieu.docx"
    file.write_bytes(seed_docx())
    return file


def seed_web(folder: Path) -> Path:
    """Return the appendix as a web page."""
    file = folder / "bieu.html"
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in (*HEADER, *seed_rows())
    )
    page = f"<!doctype html><html><body>{_titles('<p>{}</p>')}<table>{rows}</table></body></html>"
    file.write_text(page, encoding="utf-8")
    return file


def seed_sheet(folder: Path) -> Path:
    """Return the appendix as a spreadsheet."""
    import xlsxwriter

    file = folder / "bieu.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Phụ lục")
        lines = [[line] for line in _titles("{}\n").splitlines()]
        for at, row in enumerate((*lines, *HEADER, *seed_rows())):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return file


def seed_pdf(folder: Path) -> Path:
    """Return the Word file as LibreOffice prints it, header rows repeated on every page or not."""
    document = docx.Document(io.BytesIO(seed_docx()))
    for table in document.tables:
        table.style = "Table Grid"  # a PDF has a table only where its rules are drawn
    word = folder / "in.docx"
    document.save(str(word))
    profile = f"-env:UserInstallation=file://{folder}/ho-so"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return word.with_suffix(".pdf")


def _titles(shape: str) -> str:
    text = SEED.read_text(encoding="utf-8").splitlines()
    start = text.index("Phụ lục 01b")
    return "".join(shape.format(line) for line in text[start : start + 3])


SEEDS: dict[str, Callable[[Path], Path]] = {
    "01b, .txt": seed_text,
    "01b, .docx": seed_word,
    "01b, .html": seed_web,
    "01b, .xlsx": seed_sheet,
    "01b, .pdf": seed_pdf,
}


def scores(*, pdf: bool) -> Iterator[Score]:
    """Yield the score of each form."""
    wanted = shipped("phu_luc_01b")
    with tempfile.TemporaryDirectory(prefix="bieu-") as folder:
        for name, make in SEEDS.items():
            if pdf or make is not seed_pdf:
                yield score(name, read(make(Path(folder))), wanted)
    for file in sorted(FORMS.glob("*.txt")):
        yield score(file.name, read(file), truth(file.with_suffix(".csv")))


def main() -> None:
    """Print the table; exit 1 where a figure is lower than wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-pdf", action="store_true", help="leave LibreOffice out")
    found = list(scores(pdf=not parser.parse_args().no_pdf))
    print("| form | rows | same row | kind | unit | parent | part of sum |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for one in found:
        cells = " | ".join(f"{one.shares[name]:.1%}" for name in WANTED)
        print(f"| {one.name} | {one.count}/{one.wanted} | {cells} |")
    sys.exit(0 if all(one.good for one in found) else 1)


if __name__ == "__main__":
    main()
