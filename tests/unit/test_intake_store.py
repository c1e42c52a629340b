"""The store: every delivery a version, none overwritten, all or nothing of each."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from intake_samples import CODE, DAY, FORM, KEY, NAME, OTHER, asked, line, put, tidy
from project import PERIOD, Project, refusal

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.intake import (
    Outcome,
    compare_versions,
    correct_received,
    import_files,
    store,
)
from cchc_toolkit.report import build_report
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.lateness import lateness
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
    before = tree(project.folder(CODE))
    (again,) = take(project, file, received=JULY)
    assert (again.status, again.version) == ("unchanged", 1)
    assert tree(project.folder(CODE)) == before


def test_the_same_content_under_another_name_changes_nothing(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    (again,) = take(project, table(project, "B.CSV", line(KEY, "652")))
    assert again.status == "unchanged"


def test_a_folder_of_files_imported_again_changes_nothing(project: Project) -> None:
    old = table(project, "a.csv", line(KEY, "652"))
    take(project, old)
    new = table(project, "b.csv", line(KEY, "653"))
    take(project, new)
    again, newest = take(project, old, new)
    assert (again.status, again.version) == ("unchanged", 1)
    assert again.notes == ("Tệp này đã nhập ở bản 001; bản mới nhất là 002.",)
    assert (newest.status, newest.version) == ("unchanged", 2)
    assert loaded(project).value(KEY).text == "653"


def test_an_old_file_that_is_handed_in_alone_again_is_a_new_version(project: Project) -> None:
    old = table(project, "a.csv", line(KEY, "652"))
    take(project, old)
    take(project, table(project, "b.csv", line(KEY, "653")))
    (again,) = take(project, old)
    assert (again.status, again.version, again.changes) == ("accepted", 3, 1)
    assert loaded(project).value(KEY).text == "652"


def test_the_same_file_again_after_an_edit_by_hand_counts(project: Project) -> None:
    file = table(project, "a.csv", line(KEY, "652"))
    take(project, file)
    project.write("indicators.csv", f"key,value,state,source\n{KEY},651,,sổ\n", CODE)
    (again,) = take(project, file)
    assert (again.status, again.version, again.changes) == ("accepted", 3, 1)
    assert loaded(project).value(KEY).text == "652"
    by_hand = read_versions(project.folder(CODE))[1]
    assert f"{KEY},651" in (by_hand.folder / "indicators.csv").read_text()


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
    before = tree(project.folder(CODE))
    (done,) = take(project, table(project, "b.csv", line(KEY, "653")), received=JUNE)
    assert (done.status, done.exit_code) == ("refused", 3)
    assert done.problem == (
        "Ngày nhận 10/6/2024 trước ngày nhận của bản mới nhất (01/7/2024).\n"
        "  Ở đâu: b.csv, xã 99001 kỳ 2024-6T\n"
        "  Cách sửa: Nhập các bản theo thứ tự ngày nhận; kiểm tra --received. Ngày của bản cũ ghi "
        "sai thì sửa bằng cchc versions … --received."
    )
    assert tree(project.folder(CODE)) == before


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
    before = tree(project.folder(CODE))

    def broken(*_: object) -> None:
        raise DataError("Đĩa hỏng.")

    monkeypatch.setattr("cchc_toolkit.intake.store._read_back", broken)
    (done,) = take(project, table(project, "b.csv", line(KEY, "653")))
    assert done.problem == "Đĩa hỏng."
    assert tree(project.folder(CODE)) == before


def test_a_linked_folder_is_not_written_into(project: Project) -> None:
    elsewhere = project.root / "noi-khac"
    elsewhere.mkdir()
    (project.root / "data" / PERIOD).mkdir(parents=True)
    (project.root / "data" / PERIOD / CODE).symlink_to(elsewhere)
    (done,) = take(project, table(project, "a.csv", line(KEY, "652")))
    assert done.problem.startswith("Thư mục số liệu là liên kết tới nơi khác, không dùng.")
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


def test_what_an_import_would_drop_is_counted_and_asked_about(project: Project) -> None:
    keys = [row.key for row in FORM.rows if row.fillable and row.integer and not row.choices][:40]
    take(project, table(project, "a.csv", *(line(key, "1") for key in keys)))
    short = table(project, "b.csv", *(line(key, "1") for key in keys[:1]))
    (done,) = take(project, short)
    assert done.problem == (
        "Tệp này bỏ mất 39/40 số liệu đang có.\n"
        "  Ở đâu: b.csv\n"
        "  Cách sửa: Kiểm tra xem có nhầm tệp hoặc tệp thiếu dòng; nếu đúng là bỏ, thêm "
        "--accept-removals vào lệnh."
    )
    assert len(loaded(project).values) == 40
    (done,) = import_files([short], asked(project), DAY, accept_removals=True, isolated=False)
    assert (done.status, done.version, done.changes) == ("accepted", 2, 39)


def test_a_few_values_may_go_without_asking(project: Project) -> None:
    keys = [row.key for row in FORM.rows if row.fillable and row.integer and not row.choices][:40]
    take(project, table(project, "a.csv", *(line(key, "1") for key in keys)))
    (done,) = take(project, table(project, "b.csv", *(line(key, "1") for key in keys[9:])))
    assert (done.status, done.changes) == ("accepted", 9)


def test_a_broken_newest_version_is_told_and_stops_nothing(project: Project) -> None:
    """As a power cut left it: the files are there and empty."""
    take(project, table(project, "a.csv", line(KEY, "651")))
    take(project, table(project, "b.csv", line(KEY, "652")))
    folder = project.folder(CODE)
    for file in (*(folder / "versions" / "002").iterdir(), folder / "indicators.csv"):
        file.write_bytes(b"")
    (done,) = take(project, table(project, "c.csv", line(KEY, "653")))
    assert (done.status, done.version) == ("accepted", 3)
    assert done.notes == ("Bản 002 của số liệu không đọc được version.json.",)
    assert loaded(project).value(KEY).text == "653"
    assert loaded(project, DAY).value(KEY).text == "653"


def test_a_version_that_is_gone_leaves_its_number_to_nobody(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    take(project, table(project, "b.csv", line(KEY, "652")))
    shutil.rmtree(project.folder(CODE) / "versions" / "002")
    (done,) = take(project, table(project, "c.csv", line(KEY, "653")))
    assert [one.number for one in read_versions(project.folder(CODE))] == [1, 3, 4]
    assert (done.version, done.status) == (4, "accepted"), "what stood there is 3, by hand"


def test_an_edited_version_is_not_read_as_what_had_come_in(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    version = project.folder(CODE) / "versions" / "001" / "indicators.csv"
    version.write_text(version.read_text().replace("651", "156"))
    assert refusal(DataError, lambda: loaded(project, DAY)) == (
        "Bản 001 của số liệu đã bị sửa sau khi nhập: indicators.csv.",
        str(version.parent),
        "Lấy lại thư mục này từ bản sao lưu; không sửa tay thư mục versions.",
    )


def test_a_folder_copied_over_another_is_refused(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    other = project.folder("99002")
    shutil.copytree(project.folder(CODE), other, dirs_exist_ok=True)
    commune = Commune("99002", "Xã Minh Hoạ 02")
    data, period = project.root / "data", parse_period(PERIOD)
    assert refusal(DataError, lambda: load_submission(data, commune, period, FORM)) == (
        "Thư mục của xã 99002 kỳ 2024-6T chứa số liệu đã nhập của xã 99001 kỳ 2024-6T (bản 001).",
        str(other),
        "Thư mục đã bị chép đè hoặc đổi chỗ; lấy lại đúng thư mục từ bản sao lưu.",
    )


def test_a_linked_folder_is_not_read(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    (project.root / "data" / PERIOD / "99002").symlink_to(project.folder(CODE))
    commune = Commune("99002", "Xã Minh Hoạ 02")
    data, period = project.root / "data", parse_period(PERIOD)
    said = refusal(DataError, lambda: load_submission(data, commune, period, FORM))
    assert said[0] == "Thư mục số liệu là liên kết tới nơi khác, không dùng."


def test_a_waiver_saved_during_an_import_is_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    project.write("waivers.yml", "[]\n", CODE)
    read_back = store._read_back

    def saved_meanwhile(*given: Any) -> Submission:
        project.write("waivers.yml", "# mới\n[]\n", CODE)
        return read_back(*given)

    monkeypatch.setattr(store, "_read_back", saved_meanwhile)
    (done,) = take(project, table(project, "b.csv", line(KEY, "652")))
    assert done.status == "accepted"
    assert (project.folder(CODE) / "waivers.yml").read_text() == "# mới\n[]\n"
    assert loaded(project).value(KEY).text == "652"


def test_data_saved_during_an_import_are_not_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")))
    read_back = store._read_back

    def saved_meanwhile(*given: Any) -> Submission:
        project.write("indicators.csv", f"key,value,state,source\n{KEY},650,,sổ\n", CODE)
        return read_back(*given)

    monkeypatch.setattr(store, "_read_back", saved_meanwhile)
    (done,) = take(project, table(project, "b.csv", line(KEY, "652")))
    assert done.problem.startswith("Số liệu của xã vừa được sửa trong lúc đang nhập.")
    assert loaded(project).value(KEY).text == "650"


def test_a_wrong_day_of_receipt_can_be_corrected(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "651")), received=date(2024, 10, 6))
    later = table(project, "b.csv", line(KEY, "652"))
    assert take(project, later, received=JULY)[0].status == "refused"
    data = project.root / "data"
    correct_received(data, PERIOD, CODE, 1, JUNE)
    assert take(project, later, received=JULY)[0].status == "accepted"
    one, two = read_versions(project.folder(CODE))
    assert (one.received, two.received) == (JUNE, JULY)
    assert one.notes == ("Ngày nhận sửa từ 06/10/2024 thành 10/6/2024.",)
    assert refusal(
        DataError, lambda: correct_received(data, PERIOD, CODE, 1, date(2024, 8, 1))
    ) == (
        "Ngày 01/8/2024 không nằm giữa ngày nhận của bản trước và bản sau.",
        "bản 001, xã 99001 kỳ 2024-6T",
        "Sửa bản cũ nhất ghi sai trước.",
    )


def test_documents_and_texts_that_changed_are_counted_too(project: Project) -> None:
    data = project.root / "data"
    project.fill({KEY: "1"}, {"I.2.noi_dung": ["Đã làm."]}, [{"id": "kh-1", "type": "Kế hoạch"}],
                 CODE)  # fmt: skip
    take(project, table(project, "a.csv", line(KEY, "2")))
    project.fill({KEY: "2"}, {"I.2.noi_dung": ["Đã xong."]}, [{"id": "kh-1", "type": "Công văn"}],
                 CODE)  # fmt: skip
    take(project, table(project, "b.csv", line(KEY, "3")))
    changed = compare_versions(data, PERIOD, CODE, FORM, 0, 2)
    assert [(one.kind, one.key, one.old, one.new) for one in changed] == [
        ("value", KEY, "1", "2"),
        ("document", "vb:kh-1", "Kế hoạch", "Công văn"),
        ("text", "I.2.noi_dung", "Đã làm.", "Đã xong."),
    ]


def test_the_files_of_a_day_are_named_for_whoever_hashes_them(project: Project) -> None:
    take(project, table(project, "a.csv", line(KEY, "652")))
    now = submission_files(project.root / "data", parse_period(PERIOD), CODE)
    then = submission_files(project.root / "data", parse_period(PERIOD), CODE, DAY)
    assert now["indicators.csv"] == project.folder(CODE) / "indicators.csv"
    assert then["indicators.csv"].parent.name == "001"
    assert now["waivers.yml"] == then["waivers.yml"]


def test_a_first_delivery_after_the_deadline_is_late_a_correction_is_not(project: Project) -> None:
    params = asked(project).params_of(PERIOD)
    (done,) = take(project, table(project, "a.csv", line(KEY, "652")), received=JULY)
    said = "Báo cáo nhận lần đầu ngày 01/7/2024, muộn 11 ngày so với hạn gửi 20/6/2024."
    assert said in done.notes
    late = lateness(CODE, params)
    assert late is not None
    assert late.days == 11
    assert [one.rule for one in build_report(CODE, params).findings if "muộn" in one.message] == [
        "C13"
    ]
    correct_received(params.data, PERIOD, CODE, 1, JUNE)
    (again,) = take(project, table(project, "b.csv", line(KEY, "653")), received=JULY)
    assert not any("muộn" in note for note in again.notes)
    late = lateness(CODE, params)
    assert late is not None
    assert late.days == 0


def test_data_from_before_any_import_have_no_day_to_be_late_by(project: Project) -> None:
    project.write("indicators.csv", f"key,value,state,source\n{KEY},651,,sổ\n", CODE)
    (done,) = take(project, table(project, "a.csv", line(KEY, "652")), received=JULY)
    assert not any("muộn" in note for note in done.notes)
    assert lateness(CODE, asked(project).params_of(PERIOD)) is None
