"""Whatever bytes come: a report is read or one clear error says why, in bounded time."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpus import hostile
from corpus.tool import tool_html, tool_pdf
from corpus.word import SEED, seed_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.documents import ParsedReport, read_report
from cchc_toolkit.documents.raw import Grid, GridRow, Line, Raw
from cchc_toolkit.documents.read import understood
from cchc_toolkit.errors import DataError
from cchc_toolkit.report import Report

FORM = load_form()
TIMES = {"txt": 60, "html": 25, "docx": 40, "pdf": 9}
"""Mutants of each format; a PDF costs the start of a process."""
SECONDS = 30
WORDS = (
    "Số liệu|Chỉ tiêu|STT|Nơi nhận:|BÁO CÁO|I. A|1. B|- |+ |Kế hoạch số 1/KH-UBND|ngày 31/02/2024|"
    "của UBND xã|triển khai|12|1.234,5|%|/|(|)|“|”|;|.|Phụ lục|\t|\n|đạt|hồ sơ|TM. |CHỦ TỊCH|"
    "Trong đó"
)


def read(path: Path, form: Form) -> ParsedReport | None:
    """The report or None for a `DataError`; anything else fails the test."""
    started = time.process_time()
    try:
        issued = read_report(path, form)
    except DataError as error:
        assert error.problem
        assert error.where
        assert error.advice
        return None
    finally:
        assert time.process_time() - started < SECONDS
    return issued


def mutants(content: bytes, count: int) -> list[bytes]:
    """Copies with bytes flipped, cut off, cut out or doubled, the same ones at every run."""
    chance = random.Random(len(content))  # noqa: S311 - not for secrets
    found = []
    for number in range(count):
        data = bytearray(content)
        at, size = chance.randrange(len(data)), chance.randrange(1, 2_000)
        kind = number % 4
        if kind == 0:
            for _ in range(chance.randrange(1, 30)):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            del data[at : at + size]
        else:
            data[at:at] = data[at : at + size]
        found.append(bytes(data))
    return found


@pytest.fixture(scope="module")
def originals(phung_minh: Report) -> dict[str, bytes]:
    return {
        "txt": SEED.read_bytes(),
        "html": tool_html(phung_minh),
        "docx": seed_docx(),
        "pdf": tool_pdf(phung_minh),
    }


@pytest.mark.parametrize("kind", TIMES)
def test_mutants_of_real_reports(
    kind: str, originals: dict[str, bytes], tmp_path: Path, form: Form
) -> None:
    path = tmp_path / f"bao-cao.{kind}"
    for content in mutants(originals[kind], TIMES[kind]):
        path.write_bytes(content)
        read(path, form)


FLIPS = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=40)


@pytest.mark.parametrize("kind", ["txt", "html", "docx"])
@given(flips=FLIPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_of_a_real_report_changed(
    kind: str, originals: dict[str, bytes], tmp_path: Path, flips: list[tuple[float, int]]
) -> None:
    data = bytearray(originals[kind])
    for place, byte in flips:
        data[int(place * len(data))] = byte
    path = tmp_path / f"bao-cao.{kind}"
    path.write_bytes(data)
    read(path, FORM)


MEGABYTES = 1_500
"""More than reading an honest report takes, its libraries and reserved addresses included."""
READ_ALL = """
import resource, sys, time
from pathlib import Path
limit = int(sys.argv[1]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from cchc_toolkit.catalogue import load_form
from cchc_toolkit.errors import DataError
from cchc_toolkit.documents import read_report
form = load_form()
for path in sorted(Path(sys.argv[2]).iterdir()):
    started = time.process_time()
    try:
        read_report(path, form)
    except DataError:
        pass
    assert time.process_time() - started < int(sys.argv[3]), path.name
# Not ru_maxrss: that begins with what the process held that started this one.
peak = next(r for r in Path("/proc/self/status").read_text().splitlines() if r.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the addresses of a process")
def test_hostile_files_fit_into_bounded_memory(originals: dict[str, bytes], tmp_path: Path) -> None:
    docx = originals["docx"]
    files = {
        "bom.docx": hostile.zip_bomb(docx),
        "doi.docx": hostile.lying_bomb(docx),
        "thuc-the.docx": hostile.entity_bomb(docx),
        "long.html": b"<div>" * 400_000,
        "o.html": b"<table>" + b"<tr>" + b"<td colspan=9999 rowspan=9999>1" * 5_000,
        "dai.txt": "I. MỤC\n".encode() + b"1" * 3_000_000,
        "so.txt": "1 hồ sơ, gồm: ".encode() * 60_000,
        "bang.txt": b"1\t" * 1_000_000,
    }
    for kind in ("txt", "html", "docx"):
        for number, content in enumerate(mutants(originals[kind], 6)):
            files[f"{number}.{kind}"] = content
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(MEGABYTES), str(tmp_path), str(SECONDS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr[-2_000:]
    assert int(done.stdout) < MEGABYTES // 2


@given(st.binary(max_size=3_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(content.replace(b"%PDF-", b"%PDX-"))  # no process for each example
    read(path, FORM)


@given(st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=8), max_size=60))
def test_any_text(words: list[str]) -> None:
    lines = " ".join(words).splitlines()
    raw = Raw("txt", tuple(Line(text, f"dòng {n}") for n, text in enumerate(lines, 1)))
    try:
        issued = understood(raw, FORM, "a.txt")
    except DataError:
        return
    for mention in issued.mentions:
        text = issued.paragraphs[mention.passage].text
        assert text[slice(*mention.span)] == mention.text
    for place, citation in enumerate(issued.citations):
        assert citation.implements != place
        assert 0 <= citation.span[0] < citation.span[1] <= citation.extent[1]
        assert citation.implements is None or citation.implements < len(issued.citations)


@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=20))
def test_any_table_and_text_together(rows: list[list[str]]) -> None:
    header = GridRow(("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"), "dòng 1")
    grid = Grid((header, *(GridRow(tuple(row), "dòng 2") for row in rows)), "bảng 1")
    understood(Raw("docx", (Line("I. CHUNG", "đoạn 1"), grid)), FORM, "a.docx")
