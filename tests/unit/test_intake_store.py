"""The store: every delivery a version, none overwritten, all or nothing of each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from intake_samples import CODE, DAY, FORM, KEY, NAME, OTHER, asked, line, put, tidy
from project import PERIOD, Project, refusal

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.intake import Outcome, compare_versions, import_files
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.load import submission_files
from cchc_toolkit.submission.versions import read_versions

JUNE, JULY = date(2024, 6, 10), date(2024, 7, 1)


def take(
    project: Project, *files: Path, received: date = DAY, dry_run: bool = False
) -> tuple[Outcome, ...]:
    return import_files(files, asked(project), received, dry_run=dry_run, isolated=False)


def table(project: Project, name: str, *rows: dict[str, str]) -> Path:
    return put(project.root / "hop-thu", name, tidy(rows))


def loaded(project: Project, as_of: date | None = None) -> Submission:
    return load_submission(
        project.root / "data", Commune(CODE, NAME), parse_period(PERIOD), FORM, as_of
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_first_delivery_is_version_1_and_the_current_files(project: Project) -> None:
    file = table(project, "Số liệu.csv", line(KEY, "652"), line(OTHER, "", "not_applicable"))
    (done,) = take(project, file)
    assert (done.status, done.version, done.changes, done.problem) == ("accepted", 1, 2, "")
    folder = project.folder(CODE)
    (version,) = read_versions(folder)
    assert (version.number, version.received, version.source) == (1, DAY, "Số liệu.csv")
    assert (project.root / "data" / version.raw).read_bytes() == file.read_bytes()
    assert version.raw == f"{PERIOD}/{CODE}/raw/{version.sha256[:16]}-so-lieu.csv"
    assert loaded(project).value(KEY).text == "652"
    assert loaded(project).value(OTHER).state == "not_applicable"
    assert (folder / "indicators.csv").read_bytes() == (
        version.folder / "indicators.csv"
    ).read_bytes()


def test_the_same_file_twice_changes_nothing(project: Project) -> None:
    file = table(project, "a.csv", line(KEY, "652"))
    take(project, file)
    before = tree(project.root / "data")
    (again,) = take(project, file, received=JULY)
    assert (again.status, again.version) == ("unchanged", 1)
    assert tree(project.root / "data") == before


def test_the_same_content_under_another_name_changes_nothing(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    (again,) = take(project, table(project, "B.CSV", line(KEY, "652")))
    assert again.status == "unchanged"


def test_an_old_file_does_not_come_back_over_a_newer_one(project: Project) -> None:
    old = table(project, "a.csv", line(KEY, "652"))
    take(project, old)
    take(project, table(project, "b.csv", line(KEY, "653")))
    (again,) = take(project, old)
    assert (again.status, again.version) == ("unchanged", 1)
    assert again.notes == ("Tệp này đã nhập ở bản 001; bản mới nhất là 002.",)
    assert loaded(project).value(KEY).text == "653"


def test_a_resubmission_is_a_new_version_and_each_day_has_its_own(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652"), line(OTHER, "1")), received=JUNE)
    (done,) = take(project, table(project, "b.csv", line(KEY, "653")), received=JULY)
    assert (done.version, done.changes) == (2, 2)
    assert loaded(project).value(KEY).text == "653"
    assert loaded(project, date(2024, 6, 30)).value(KEY).text == "652"
    assert loaded(project, JULY).value(KEY).text == "653"
    error = refusal(DataError, lambda: loaded(project, date(2024, 6, 9)))
    assert error == (
        "Chưa có số liệu nào vào ngày 09/6/2024.",
        str(project.folder(CODE)),
        "Bản đầu tiên nhận ngày 10/6/2024; chọn --as-of từ ngày đó.",
    )
    changed = compare_versions(project.root / "data", PERIOD, CODE, FORM, 1, 2)
    assert [(one.key, one.old, one.new) for one in changed] == [
        (KEY, "652", "653"),
        (OTHER, "1", ""),
    ]
    assert changed[0].stt == FORM.indicators[KEY].stt
    error = refusal(
        UsageError, lambda: compare_versions(project.root / "data", PERIOD, CODE, FORM, 1, 7)
    )
    assert error == (
        "Không có bản 007.",
        "xã 99001 kỳ 2024-6T",
        "Các bản đang có: 001, 002.",
    )


def test_what_stood_there_before_is_version_0_and_always_was(project: Project) -> None:
    project.write("indicators.csv", f"key,value,state,source\n{KEY},600,,sổ\n", CODE)
    project.write("waivers.yml", "[]\n", CODE)
    put(project.folder(CODE) / "raw", "so.txt", "sổ")
    take(project, table(project, "a.csv", line(KEY, "652")))
    assert [one.number for one in read_versions(project.folder(CODE))] == [0, 1]
    assert loaded(project, date(2000, 1, 1)).value(KEY).text == "600"
    assert loaded(project, DAY).value(KEY).text == "652"
    assert (project.folder(CODE) / "waivers.yml").read_text() == "[]\n"
    assert (project.folder(CODE) / "raw" / "so.txt").read_text() == "sổ"


def test_what_was_edited_by_hand_since_is_a_version_too(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")), received=JUNE)
    project.write("indicators.csv", f"key,value,state,source\n{KEY},651,,sổ\n", CODE)
    take(project, table(project, "b.csv", line(KEY, "653")), received=JULY)
    versions = read_versions(project.folder(CODE))
    assert [(one.number, one.source) for one in versions] == [
        (1, "a.csv"),
        (2, "tệp có sẵn trong thư mục"),
        (3, "b.csv"),
    ]
    assert "651" in (versions[1].folder / "indicators.csv").read_text()


def test_a_table_of_values_leaves_papers_and_texts_as_they_are(project: Project) -> None:
    project.fill({KEY: "1"}, {"I.2.noi_dung": ["Đã làm."]}, [{"id": "kh-1", "type": "Kế hoạch"}],
                 CODE)  # fmt: skip
    take(project, table(project, "a.csv", line(KEY, "2")))
    found = loaded(project)
    assert (set(found.documents), set(found.texts)) == ({"kh-1"}, {"I.2.noi_dung"})


def test_days_of_receipt_do_not_go_back(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")), received=JULY)
    before = tree(project.root / "data")
    (done,) = take(project, table(project, "b.csv", line(KEY, "653")), received=JUNE)
    assert (done.status, done.exit_code) == ("refused", 3)
    assert done.problem == (
        "Ngày nhận 10/6/2024 trước ngày nhận của bản mới nhất (01/7/2024).\n"
        "  Ở đâu: b.csv, xã 99001 kỳ 2024-6T\n"
        "  Cách sửa: Nhập các bản theo thứ tự ngày nhận; kiểm tra --received."
    )
    assert tree(project.root / "data") == before


def test_a_trial_run_writes_nothing(project: Project) -> None:
    file = table(project, "a.csv", line(KEY, "652"))
    (done,) = take(project, file, dry_run=True)
    assert (done.status, done.version, done.changes) == ("accepted", 1, 1)
    assert not (project.root / "data").exists()


def test_wrong_figures_come_in_as_they_are_and_are_counted(project: Project) -> None:
    settled = "bs.ho_so.da_giai_quyet"
    in_time = "tthc.ho_so.dung_han.cap_xa"
    (done,) = take(project, table(project, "a.csv", line(settled, "5"), line(in_time, "7")))
    assert done.status == "accepted"
    assert done.findings["chặn"] >= 1


def test_two_files_of_one_commune_are_two_versions_in_the_order_given(project: Project) -> None:
    files = [table(project, f"{n}.csv", line(KEY, str(n))) for n in (3, 1, 2)]
    done = take(project, *files)
    assert [(Path(one.file).name, one.version) for one in done] == [
        ("3.csv", 1), ("1.csv", 2), ("2.csv", 3),
    ]  # fmt: skip
    assert loaded(project).value(KEY).text == "2"


def test_a_delivery_that_breaks_off_leaves_the_old_version(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    before = tree(project.root / "data")

    def broken(*_: object) -> None:
        raise DataError("Đĩa hỏng.")

    monkeypatch.setattr("cchc_toolkit.intake.store._read_back", broken)
    (done,) = take(project, table(project, "b.csv", line(KEY, "653")))
    assert done.problem == "Đĩa hỏng."
    assert tree(project.root / "data") == before


def test_a_linked_folder_is_not_written_into(project: Project) -> None:
    elsewhere = project.root / "noi-khac"
    elsewhere.mkdir()
    (project.root / "data" / PERIOD).mkdir(parents=True)
    (project.root / "data" / PERIOD / CODE).symlink_to(elsewhere)
    (done,) = take(project, table(project, "a.csv", line(KEY, "652")))
    assert done.problem.startswith("Thư mục số liệu là liên kết tới nơi khác, không ghi vào.")
    assert list(elsewhere.iterdir()) == []


def test_versions_share_no_bytes_with_the_files_that_people_edit(project: Project) -> None:
    """An editor that writes in place must not reach into a version."""
    take(project, table(project, "a.csv", line(KEY, "652")))
    folder = project.folder(CODE)
    with (folder / "indicators.csv").open("r+b") as stream:
        stream.truncate(0)
    assert b"652" in (folder / "versions" / "001" / "indicators.csv").read_bytes()
    assert (folder / "indicators.csv").stat().st_nlink == 1


def test_a_version_whose_record_is_broken_is_named(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    folder = project.folder(CODE) / "versions" / "001"
    (folder / "version.json").write_text(json.dumps({"number": 1}))
    error = refusal(DataError, lambda: loaded(project, DAY))
    assert error[0] == "Bản 001 của số liệu không đọc được version.json."


def test_the_files_of_a_day_are_named_for_whoever_hashes_them(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    now = submission_files(project.root / "data", parse_period(PERIOD), CODE)
    then = submission_files(project.root / "data", parse_period(PERIOD), CODE, DAY)
    assert now["indicators.csv"] == project.folder(CODE) / "indicators.csv"
    assert then["indicators.csv"].parent.name == "001"
    assert now["waivers.yml"] == then["waivers.yml"]
