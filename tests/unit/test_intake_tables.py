"""Tidy tables taken in: what is mended and said, and what is refused and why, word for word."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import unicodedata

import pytest
from intake_samples import CODE, DAY, KEY, OTHER, PERCENT, asked, line, put, tidy
from project import PERIOD, Project

from cchc_toolkit.intake import import_files
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.read import read_file
from cchc_toolkit.text.legacy_text import TCVN3, VNI

NOTE = "Hồ sơ đã giải quyết trước hạn"


def read(project: Project, content: str | bytes, name: str = "a.csv", **said: str):  # type: ignore[no-untyped-def]
    return read_file(put(project.root, name, content), asked(project, **said))


def arrival(project: Project, content: str | bytes, name: str = "a.csv", **said: str) -> Arrival:
    (found,) = read(project, content, name, **said)
    assert isinstance(found, Arrival), found.problem
    return found


def problem(project: Project, content: str | bytes, name: str = "a.csv", **said: str) -> str:
    (found,) = read(project, content, name, **said)
    assert isinstance(found, Outcome)
    assert found.status == "refused"
    return found.problem


def values(found: Arrival) -> list[str]:
    return found.files["indicators.csv"].splitlines()[1:]


FIRST = line(KEY, "652", note=NOTE)
TABLE = tidy([FIRST, line(OTHER, "", "suppressed")])


def test_a_plain_table(project: Project) -> None:
    found = arrival(project, TABLE)
    assert (found.commune, found.period, found.reader) == (CODE, PERIOD, "csv")
    assert values(found) == [
        f'{KEY},652,,"a.csv, dòng 2",{NOTE}',
        f'{OTHER},,suppressed,"a.csv, dòng 3",',
    ]
    assert (found.repairs, set(found.files)) == ((), {"indicators.csv"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TABLE.encode("utf-8-sig"), []),
        (TABLE.encode("utf-16"), []),
        (TABLE.replace("\n", "\r\n"), []),
        (tidy([FIRST], mark=";"), ['a.csv: ";" đọc là "," (dấu ngăn cột)']),
        (tidy([FIRST], mark="\t"), ['a.csv: "tab" đọc là "," (dấu ngăn cột)']),
        (
            unicodedata.normalize("NFD", TABLE),
            [
                f'a.csv, dòng 2, cột note: "{unicodedata.normalize("NFD", NOTE)}" đọc là "{NOTE}" '
                "(chuẩn hoá NFC)"
            ],
        ),
        (
            TABLE.replace("Hồ sơ", "Hồ\u200b sơ"),
            [
                f'a.csv, dòng 2, cột note: "Hồ\u200b sơ đã giải quyết trước hạn" đọc là "{NOTE}" '
                "(bỏ ký tự vô hình)"
            ],
        ),
        (
            TABLE.replace("Hồ sơ", " Hồ \xa0 sơ"),
            [
                f'a.csv, dòng 2, cột note: "Hồ sơ đã giải quyết trước hạn" đọc là "{NOTE}" '
                "(bỏ khoảng trắng thừa)"
            ],
        ),
    ],
    ids=["bom", "utf-16", "crlf", "semicolons", "tabs", "nfd", "zero-width", "spaces"],
)  # fmt: skip
def test_what_is_mended_is_said(project: Project, content: str | bytes, said: list[str]) -> None:
    found = arrival(project, content)
    assert values(found)[0] == f'{KEY},652,,"a.csv, dòng 2",{NOTE}'
    assert [repair.line for repair in found.repairs] == said


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda one: one.name)
@pytest.mark.parametrize("as_bytes", [True, False])
def test_an_old_encoding_is_turned_into_unicode(
    project: Project, encoding: object, as_bytes: bool
) -> None:
    assert encoding in (TCVN3, VNI)
    text = encoding.encode(TABLE)  # type: ignore[attr-defined]
    found = arrival(project, text.encode("cp1252") if as_bytes else text)
    assert values(found)[0] == f'{KEY},652,,"a.csv, dòng 2",{NOTE}'
    (repair,) = found.repairs
    assert repair.where == "a.csv, dòng 2, cột note"
    assert repair.why == f"bảng mã {encoding.name} đổi sang Unicode"  # type: ignore[attr-defined]


def test_several_communes_and_periods_in_one_table(project: Project) -> None:
    rows = [line(KEY, "1"), line(KEY, "2", commune="99002"), line(OTHER, "3"),
            line(KEY, "4", period="2024-Q1")]  # fmt: skip
    first, second, third = read(project, tidy(rows))
    assert isinstance(first, Arrival)
    assert (first.commune, len(values(first)), first.alone) == (CODE, 2, False)
    assert isinstance(second, Outcome)
    assert second.problem.startswith("Tệp tham số không có xã 99002.")
    assert isinstance(third, Outcome)
    assert third.problem == (
        "Không có tham số của kỳ 2024-Q1.\n"
        "  Cách sửa: Tạo params/2024-Q1.yml, hoặc thêm --params. Đang có: 2024-6T."
    )


def test_a_table_of_one_commune_need_not_say_whose_it_is(project: Project) -> None:
    content = f"key,value,state,source\n{KEY},652,,sổ!B7\n"
    found = arrival(project, content, period=PERIOD, commune=CODE)
    assert values(found) == [f"{KEY},652,,sổ!B7,"]
    assert problem(project, content) == (
        "Tệp không nói là của kỳ nào.\n  Ở đâu: a.csv\n  Cách sửa: Thêm --period vào lệnh."
    )
    assert problem(project, content, period=PERIOD) == (
        "Tệp không nói là của xã nào.\n  Ở đâu: a.csv\n  Cách sửa: Thêm --commune vào lệnh."
    )


REFUSED = {
    "another's": (
        tidy([line(KEY, "1", commune="99002")]),
        "Tệp là của xã 99002, lệnh ghi xã 99001.\n  Ở đâu: a.csv\n"
        "  Cách sửa: Chọn đúng tệp, hoặc bỏ tùy chọn này trong lệnh.",
    ),
    "no such key": (
        tidy([line(KEY + "x", "1")]),
        f'Không có chỉ tiêu "{KEY}x".\n  Ở đâu: a.csv, dòng 2\n'
        f'  Cách sửa: Có phải ý bạn là "{KEY}"?',
    ),
    "a heading": (
        tidy([line("tthc", "1")]),
        '"tthc" là dòng tiêu đề của biểu, không nhận số liệu.\n  Ở đâu: a.csv, dòng 2\n'
        "  Cách sửa: Bỏ dòng này.",
    ),
    "twice": (
        tidy([line(KEY, "1"), line(KEY, "1")]),
        f'Chỉ tiêu "{KEY}" có hai dòng.\n  Ở đâu: a.csv, dòng 3\n  Cách sửa: Giữ lại một dòng.',
    ),
    "no state": (
        tidy([line(KEY, "", "KAD")]),
        'Trạng thái "KAD" không đúng.\n  Ở đâu: a.csv, dòng 2\n  Cách sửa: Để trống hoặc ghi một '
        "trong: reported, not_reported, not_applicable, suppressed.",
    ),
    "a state with a number": (
        tidy([line(KEY, "1", "suppressed")]),
        'Trạng thái "suppressed" không đi với giá trị "1".\n  Ở đâu: a.csv, dòng 2\n  Cách sửa: '
        "Ô có số thì để trống cột state; ô không áp dụng thì để trống cột value.",
    ),
    "a short code": (
        tidy([line(KEY, "1", commune="7")]),
        'Mã xã "7" không đúng.\n  Ở đâu: a.csv, dòng 2\n'
        '  Cách sửa: Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".',
    ),
    "no period": (
        tidy([line(KEY, "1", period="2024-6")]),
        '"2024-6" không phải là kỳ báo cáo.\n  Ở đâu: a.csv, dòng 2\n'
        "  Cách sửa: Ghi năm-kỳ: quý 2026-Q3; cộng dồn 2026-6T, 2026-9T, 2026-10T, 2026-11T; "
        "năm 2026-N; tháng 2026-T10.",
    ),
    "a strange column": (
        tidy([line(KEY, "1", notes="x")]),
        'Cột lạ: notes.\n  Ở đâu: a.csv, dòng 1\n  Cách sửa: Có phải ý bạn là "note"?',
    ),
    "a short line": (
        TABLE + "99001,2024-6T\n",
        "Dòng có 2 ô, dòng tiêu đề có 6 ô.\n  Ở đâu: a.csv, dòng 4\n  Cách sửa: Ô có dấu ngăn cột "
        'phải đặt trong dấu ngoặc kép, ví dụ "99,38".',
    ),
    "an open quote": (
        TABLE + '99001,"2024-6T\n',
        "Tệp CSV hỏng: dấu ngoặc kép mở ra mà không đóng lại.\n  Ở đâu: a.csv, dòng 4\n  Cách sửa: "
        "Mở tệp bằng LibreOffice hoặc Excel, sửa dòng này rồi lưu lại dạng CSV UTF-8.",
    ),
    "no lines": (
        "commune,period,key,value\n",
        "Bảng không có dòng số liệu nào.\n  Ở đâu: a.csv\n  Cách sửa: Chọn đúng tệp.",
    ),
    "bytes of nobody": (
        TABLE.replace(NOTE, "@@").encode().replace(b"@@", b"\x81\x9d\xff\xfe"),
        "Tệp không phải chữ Unicode UTF-8, và không nhận ra bảng mã TCVN3 hay VNI.\n  Ở đâu: a.csv"
        '\n  Cách sửa: Mở tệp, chọn Lưu thành với bảng mã "UTF-8" (trong Excel: CSV UTF-8).',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(project: Project, name: str) -> None:
    content, said = REFUSED[name]
    period = "" if "period" in name else PERIOD
    assert problem(project, content, commune=CODE, period=period) == said


def test_a_number_with_two_meanings_names_both(project: Project) -> None:
    said = problem(project, tidy([line(PERCENT, "1.234")]))
    assert 'Số "1.234" đọc được hai cách: 1234 hoặc 1,234.' in said
    assert "a.csv, dòng 2" in said


def test_many_problems_fit_on_one_screen(project: Project) -> None:
    said = problem(project, tidy([line(f"khong.co.{n}", "1") for n in range(500)]))
    assert said.startswith("Có 21 lỗi trong tệp số liệu.")
    assert "… và 480 lỗi khác." in said
    assert len(said.splitlines()) < 30


def test_a_missing_file_a_link_and_a_folder(project: Project) -> None:
    where = project.root / "khong-co.csv"
    (found,) = read_file(where, asked(project))
    assert isinstance(found, Outcome)
    assert found.problem == (
        f"Không mở được tệp: không có tệp hoặc thư mục này.\n  Ở đâu: {where}\n"
        "  Cách sửa: Kiểm tra đường dẫn và quyền đọc tệp."
    )
    link = project.root / "link.csv"
    link.symlink_to(put(project.root, "a.csv", TABLE))
    (found,) = read_file(link, asked(project))
    assert isinstance(found, Outcome)
    assert found.problem.startswith("Đây là liên kết, không phải tệp.")


def test_a_file_that_is_too_large_is_not_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_toolkit.intake.kinds.MAX_TABLE", 10)
    assert problem(project, TABLE).startswith("Tệp lớn hơn 0 MB.\n  Ở đâu: a.csv")


def test_the_name_says_nothing(project: Project) -> None:
    assert arrival(project, TABLE, "bao-cao.docx").reader == "csv"


def test_lines_that_end_as_on_old_macs(project: Project) -> None:
    text = tidy([line(KEY, "652"), line(OTHER, "12")]).replace("\n", "\r")
    (found,) = read_file(put(project.root, "a.csv", text), asked(project))
    assert isinstance(found, Arrival), found.problem
    assert f"{KEY},652" in found.files["indicators.csv"]
    assert f"{OTHER},12" in found.files["indicators.csv"]


def take(project: Project, name: str, value: str) -> tuple[Outcome, ...]:
    file = put(project.root / "thu", name, tidy([line(KEY, value)]))
    return import_files([file], asked(project), DAY, isolated=False)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text only")
def test_a_name_that_is_no_text_is_read_and_shown_with_marks(project: Project) -> None:
    name = os.fsdecode(b"b\xe1o c\xe1o\x1b[2J.csv")
    (done,) = import_files(
        [put(project.root / "thu", name, tidy([line(KEY, "652")]))],
        asked(project),
        DAY,
        isolated=False,
    )
    assert (done.status, done.version) == ("accepted", 1)
    record = project.folder(CODE) / "versions" / "001" / "version.json"
    assert json.loads(record.read_text(encoding="utf-8"))["source"] == "b�o c�o�[2J.csv"
    json.dumps(done.to_json(), ensure_ascii=False).encode()
    (bad,) = import_files(
        [put(project.root / "thu", name, tidy([line(KEY, "hai")]))],
        asked(project),
        DAY,
        isolated=False,
    )
    assert "b�o c�o�[2J.csv, dòng 2" in bad.problem


def test_a_note_that_tries_to_be_a_formula_is_stored_inert_and_read_as_it_was(
    project: Project,
) -> None:
    notes = {KEY: "=cmd|'/c calc'!A0", OTHER: "'-2+3"}
    rows = [line(key, "1", note=note) for key, note in notes.items()]
    import_files([put(project.root, "a.csv", tidy(rows))], asked(project), DAY, isolated=False)
    stored = (project.folder(CODE) / "indicators.csv").read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(io.StringIO(stored)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    values = project.submission(CODE).values
    assert {key: values[key].note for key in notes} == notes
