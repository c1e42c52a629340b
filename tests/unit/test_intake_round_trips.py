"""What is stored, written out and taken in again is the same: values, states, papers, texts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from corpus.tool import report_blocks
from hypothesis import Phase, given, settings
from intake_samples import CODE, DOCUMENTS, FORM, ROWS, TEXTS, VIETNAMESE, asked, put, values
from project import PERIOD, Project

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.intake.arrival import Arrival
from cchc_toolkit.intake.read import read_file
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.submission import Document, Passage, Submission, Value
from cchc_toolkit.submission.load import read_submission
from cchc_toolkit.submission.save import documents_text, texts_text, values_text

Said = dict[str, Value]
QUICK = settings(max_examples=60)
SLOW = settings(max_examples=4, phases=[Phase.generate])


def stored(folder: Path, files: dict[str, str]) -> Submission:
    """Return what the ordinary loader makes of files as text."""
    for name, text in files.items():
        put(folder, name, text)
    paths = {n: folder / n for n in ("indicators.csv", "documents.csv", "narrative.yml")}
    paths["waivers.yml"] = folder / "waivers.yml"
    return read_submission(paths, Commune(CODE, "Xã"), parse_period(PERIOD), FORM)


def cells(said: Said) -> dict[str, tuple[object, ...]]:
    return {key: (one.state, one.number, one.text, one.note) for key, one in said.items()}


@QUICK
@given(said=values(), papers=DOCUMENTS, texts=TEXTS)
def test_files_of_the_store(
    said: Said, papers: dict[str, Document], texts: dict[str, Passage]
) -> None:
    with TemporaryDirectory() as folder:
        found = stored(
            Path(folder),
            {
                "indicators.csv": values_text(said, FORM),
                "documents.csv": documents_text(papers),
                "narrative.yml": texts_text(texts, FORM),
            },
        )
    assert dict(found.values) == said
    assert dict(found.documents) == papers
    assert dict(found.texts) == texts


def taken_in(path: Path) -> Submission:
    """Return the submission that a file amounts to once it is stored."""
    project = Project(path.parent)
    (arrival,) = read_file(path, asked(project))
    assert isinstance(arrival, Arrival), arrival.problem
    return stored(path.parent / "kho", dict(arrival.files))


def lines(said: Said) -> list[dict[str, str]]:
    return [
        {"commune": CODE, "period": PERIOD, "key": key, "value": one.text,
         "state": one.state, "note": one.note}
        for key, one in said.items()
    ]  # fmt: skip


@QUICK
@given(said=values().filter(bool))
def test_a_tidy_csv(said: Said) -> None:
    import csv

    with TemporaryDirectory() as folder:
        path = Path(folder) / "so-lieu.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, ["commune", "period", "key", "value", "state", "note"])
            writer.writeheader()
            writer.writerows(lines(said))
        found = taken_in(path)
    assert cells(dict(found.values)) == cells(said)


@SLOW
@given(said=values(keys=ROWS, notes=VIETNAMESE).filter(bool))
def test_a_report_as_issued(said: Said) -> None:
    # A longer number does not fit the PDF's column in any size that can be read.
    short = {key: one for key, one in said.items() if one.number is None or one.number < 10**12}
    for kind, wanted in (("docx", said), ("html", said), ("pdf", short)):
        with TemporaryDirectory() as folder:
            found = printed_and_taken_in(kind, wanted, Path(folder))
        assert {key: shown(found.value(key)) for key in ROWS} == {
            key: shown(wanted.get(key, Value("not_reported"))) for key in ROWS
        }


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_what_a_draft_says_by_itself_does_not_become_the_communes_word(
    kind: str, tmp_path: Path
) -> None:
    """Gaps, the outline's own sentences and the word that nothing arose, each as what it is."""
    written = {
        "I.1.noi_dung": Passage(("Đã họp giao ban.",)),
        "I.3.noi_dung": Passage(("Đã xử lý {so:chi_dao.kiem_tra.van_de} vấn đề lớn.",)),
        "V.noi_dung": Passage((), nothing=True),
        "II.6.du_lieu": Passage((), nothing=True),
    }
    said = {
        "bs.ngan_sach.thu": Value("reported", Decimal(3_900_000_000), "3900000000"),
        "bs.phan_anh.tiep_nhan": Value("reported", Decimal(0), "0"),
        "the_che.ban_hanh": Value("reported", Decimal(2), "2"),
    }
    found = printed_and_taken_in(kind, said, tmp_path, written)
    texts = {item: passage.paragraphs for item, passage in found.texts.items()}
    assert texts == {
        "I.1.noi_dung": ("Đã họp giao ban.",),
        "I.3.noi_dung": ("Đã xử lý … vấn đề lớn.",),
        "II.2.mot_cua.phan_anh": (),
        "II.6.du_lieu": (),
        "V.noi_dung": (),
    }
    nothing = {item for item, passage in found.texts.items() if passage.nothing}
    assert nothing == {"II.2.mot_cua.phan_anh", "II.6.du_lieu", "V.noi_dung"}
    assert found.value("bs.ngan_sach.du_toan_thu").state == "not_reported"


def printed_and_taken_in(
    kind: str, said: Said, root: Path, texts: dict[str, Passage] | None = None
) -> Submission:
    project = Project(root)
    project.write("indicators.csv", values_text(said, FORM), CODE)
    project.write("narrative.yml", texts_text(texts or {}, FORM), CODE)
    asked(project)
    blocks = report_blocks(project.report(CODE))
    made = {"docx": render_docx, "html": lambda b: render_html(b).encode(), "pdf": render_pdf}
    return taken_in(put(root, f"bao-cao.{kind}", made[kind](blocks)))


def shown(value: Value) -> tuple[object, ...]:
    return value.state, value.number, value.note
