"""Runs of 64,000 signs in a text make no pattern and no pairing of numbers run away."""

from __future__ import annotations

import io
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import docx
import pytest
from corpus.word import SEED, saved, seed_docx
from project import CODE, PERIOD, Project, cells, refusal

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake import ImportOptions, import_files
from cchc_toolkit.review.compare import ReviewOptions, compared
from cchc_toolkit.review.output import write_review
from cchc_toolkit.text.bounds import MAX_LENGTH, MAX_NUMBERS, shortened

RUNS = (
    ".", ". ", " ", "\u00a0", "1", ",", "1,", "1.", "12. ", "(", ")", "()", "[", "]", '"', "“", "”",
    "a", "a ", "Á", "-", "/", "1/", "1% ", "*", "1*", "1 hồ sơ, ", "1/1/2024 ", "Số 1/QĐ-UBND ",
    "ngày ", "đạt ", "a\u0300",
)  # fmt: skip
CPU_SECONDS = 60
"""Generous: on a quiet machine each takes some seconds; before the bounds, hours."""


@contextmanager
def bounded() -> Iterator[None]:
    def over(*_: object) -> None:
        raise AssertionError(f"more than {CPU_SECONDS} s of processor time")

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def paragraphs(length: int, *, every: int = 1) -> list[str]:
    runs = ((sign * length)[:length] for sign in RUNS[::every])
    return [f"Xã tiếp nhận 652 {run} 12 hồ sơ, đạt 99,38%." for run in runs]


def as_txt(root: Path) -> Path:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if "652" in line)
    path = root / "dai.txt"
    path.write_text("\n".join([*lines[:at], *paragraphs(64_000), *lines[at:]]), encoding="utf-8")
    return path


def as_docx(root: Path) -> Path:
    document = docx.Document(io.BytesIO(seed_docx(clean=True)))
    (place,) = [one for one in document.paragraphs if "652 hồ sơ" in one.text]
    for text in paragraphs(64_000, every=3):
        place.insert_paragraph_before(text)
    path = root / "dai.docx"
    path.write_bytes(saved(document))
    return path


@pytest.mark.parametrize("write", [as_txt, as_docx])
def test_a_finished_report_is_reviewed_and_its_cut_is_told(tmp_path: Path, write: object) -> None:
    path = write(tmp_path)  # type: ignore[operator]
    with bounded():
        made = compared(path, load_form(), ReviewOptions())
        write_review(made, tmp_path / "ra-soat")
    assert any("Tài liệu dài bất thường" in note for note in made.unread)
    assert made.findings


def test_an_import_of_it_ends(project: Project, tmp_path: Path) -> None:
    project.write_params()
    asked = ImportOptions({PERIOD: project.params()}, PERIOD, CODE)
    with bounded():
        (done,) = import_files([as_docx(tmp_path)], asked, date(2024, 6, 10), isolated=False)
    assert done.status in ("accepted", "refused"), done


def test_a_communes_own_text_is_checked_up_to_the_bound_and_refused_beyond(
    project: Project,
) -> None:
    project.write_params()
    project.write("indicators.csv", cells({"tthc.ho_so.tiep_nhan": "652"}))
    bare = [shortened(text) for text in paragraphs(MAX_LENGTH - 100)]
    project.write("narrative.yml", json.dumps({"V.noi_dung": bare}, ensure_ascii=False))
    with bounded():
        assert project.report().findings
    long = ["1 " * (MAX_NUMBERS + 1)]
    project.write("narrative.yml", json.dumps({"V.noi_dung": long}))
    problem, where, advice = refusal(DataError, project.report)
    assert problem == "Đoạn văn dài 601 chữ, không phải một đoạn của báo cáo."
    assert where == "narrative.yml, mục V.noi_dung"
    assert advice == ("Một đoạn có nhiều nhất 20.000 chữ và 300 số; chia thành nhiều đoạn.")


def test_a_wide_table_of_unrelated_numbers_is_read_in_time(tmp_path: Path) -> None:
    rows = [
        "| " + " | ".join(str((row * 7919 + column * 104729) % 997) for column in range(60)) + " |"
        for row in range(300)
    ]
    path = tmp_path / "rong.txt"
    path.write_text("\n".join(["BÁO CÁO", "Năm 2024", "", *rows]), encoding="utf-8")
    with bounded():
        compared(path, load_form(), ReviewOptions())
