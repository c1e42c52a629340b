"""A submission as a whole: which files it needs, its identity, and its totals."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from project import CODE, PERIOD, Project, refusal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Submission, Value, load, parts, total
from cchc_toolkit.submission.twins import twins

Make = Callable[..., Submission]
ALL = "tthc.ho_so.tiep_nhan"
LEVEL_3 = f"{ALL}.truc_tuyen_muc_3"


def test_a_commune_without_a_folder(project: Project) -> None:
    assert refusal(DataError, project.submission) == (
        "Không có số liệu của xã 15109 kỳ 2024-6T.",
        str(project.root / "data" / PERIOD / CODE),
        "Đặt tệp indicators.csv của xã vào thư mục này, hoặc kiểm tra mã xã và kỳ.",
    )


def test_a_folder_without_indicators(project: Project) -> None:
    folder = project.folder()
    assert refusal(DataError, project.submission) == (
        "Không có tệp indicators.csv.",
        str(folder),
        "Kiểm tra mã xã, kỳ báo cáo và thư mục số liệu.",
    )


def test_indicators_alone_are_enough(make_submission: Make) -> None:
    submission = make_submission({ALL: "652"})
    assert (dict(submission.documents), dict(submission.texts)) == ({}, {})


def test_the_digest_follows_every_byte_of_every_file(project: Project) -> None:
    digests = set()
    for values, texts, documents in (
        ({}, {}, []),
        ({ALL: ""}, {}, []),
        ({ALL: "1"}, {}, []),
        ({ALL: "1"}, {"V.noi_dung": ["a"]}, []),
        ({ALL: "1"}, {"V.noi_dung": ["a"]}, [{"id": "a", "type": "b"}]),
    ):
        project.fill(values, texts, documents)
        digests.add(project.submission().digest)
        assert project.submission().digest in digests
    assert len(digests) == 5


def test_what_an_import_puts_in_place_meanwhile_is_read_as_a_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers of one version and texts of the next would make a report that nobody sent."""
    folder, other = project.folder(), project.folder().with_name("ban-sau")
    papers = [{"id": "a", "type": "b"}]
    project.fill({ALL: "2"}, {"V.noi_dung": ["bản sau"]}, papers)
    folder.rename(other)
    project.fill({ALL: "1"}, {"V.noi_dung": ["bản trước"]}, papers)
    read = load.read_documents
    swapped = []

    def swap_first(path: Path) -> Any:
        if not swapped:
            swapped.append(path)
            folder.rename(folder.with_name("ban-truoc"))
            other.rename(folder)
        return read(path)

    monkeypatch.setattr(load, "read_documents", swap_first)
    found = project.submission()
    assert swapped
    assert (found.value(ALL).number, found.texts["V.noi_dung"].paragraphs) == (2, ("bản sau",))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({LEVEL_3: "423"}, 423),
        ({LEVEL_3: "0", f"{LEVEL_3}.cap_xa": "5"}, 0),
        ({f"{LEVEL_3}.cap_xa": "423"}, 423),
        ({f"{LEVEL_3}.cap_xa": "423", f"{LEVEL_3}.cap_huyen": "7"}, 430),
        ({f"{LEVEL_3}.cap_xa": "", f"{LEVEL_3}.cap_huyen": "7"}, None),
        ({f"{LEVEL_3}.cap_xa": "KAD"}, None),
        ({f"{LEVEL_3}.cap_xa": "KCB"}, None),
        ({LEVEL_3: "KAD", f"{LEVEL_3}.cap_xa": "5"}, None),
        ({LEVEL_3: "KCB", f"{LEVEL_3}.cap_xa": "5"}, None),
        ({}, None),
    ],
)
def test_a_total_is_stated_or_added_up_or_unknown(
    make_submission: Make, cells: dict[str, str], expected: int | None
) -> None:
    submission = make_submission(cells)
    found = total(submission, submission.form.indicators[LEVEL_3])
    assert found == (None if expected is None else Decimal(expected))


def test_parts_are_those_a_commune_answers_for(make_submission: Make) -> None:
    submission = make_submission({f"{LEVEL_3}.cap_huyen": "0", f"{ALL}.bcci": "KAD"})
    indicators = submission.form.indicators
    assert [row.key for row in parts(submission, indicators[LEVEL_3])] == [
        f"{LEVEL_3}.cap_huyen",
        f"{LEVEL_3}.cap_xa",
    ]
    assert [row.key for row in parts(submission, indicators[ALL])] == [
        f"{ALL}.truc_tiep",
        LEVEL_3,
        f"{ALL}.truc_tuyen_muc_4",
    ]


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_file_that_never_ends_is_refused_and_holds_nothing_up(
    project: Project, kind: str
) -> None:
    project.write_params()
    file = project.folder() / "indicators.csv"
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero")
    said = refusal(DataError, project.report)
    assert said == ("Không phải tệp thường.", str(file), "Đặt lại tệp số liệu của xã.")
    assert twins([project.folder()]) == ()


def test_the_digest_is_of_the_very_files_that_were_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file saved after it was read, before it was hashed: both are done again."""
    project.write("indicators.csv", "key,value,state,source\ntthc.ho_so.tiep_nhan,651,,x\n")
    read, times = load.read_values, []

    def saved_after(path: Path, form: Form) -> tuple[dict[str, Value], tuple[str, ...]]:
        found = read(path, form)
        times.append(1)
        if len(times) == 1:
            path.write_text(path.read_text().replace("651", "652"))
        return found

    monkeypatch.setattr(load, "read_values", saved_after)
    found = project.submission()
    assert found.value("tthc.ho_so.tiep_nhan").text == "652"
    assert found.digest == project.submission().digest
    assert len(times) == 3
