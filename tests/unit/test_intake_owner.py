"""Whose report came in: names to the tone, superiors, codes; a wrong folder is never chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpus.word import SEED
from intake_samples import put
from project import OFFICE, PERIOD, Project

from cchc_toolkit.documents.identity_mark import IdentityMark, read_mark
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.read import ImportOptions, read_file
from cchc_toolkit.submission.named import other_superior, same_name
from cchc_toolkit.submission.office import Office

TEXT = SEED.read_text(encoding="utf-8")
LAM, LAM_2, LAP, LAP_2 = "99001", "99002", "99003", "99004"
NAMES = {
    LAM: ("Xã Minh Hoạ Phú Lâm", "huyện Minh Hoạ"),
    LAM_2: ("Xã Minh Hoạ Phù Lãm", "huyện Minh Hoạ"),
    LAP: ("Xã Minh Hoạ Tân Lập", "tỉnh Minh Hoạ"),
    LAP_2: ("Xã Minh Hoạ Tân Lập", "tỉnh Hoạ Minh"),
}


def issued_by(
    folder: Path, name: str, superior: str, *, to: str = "", ending: str = "txt", head: str = ""
) -> Path:
    """Put the seed's report down as if another commune had issued it; `to` is whom it names."""
    bare = name.partition(" ")[2]
    text = TEXT.replace("XÃ PHÙNG MINH", name.upper()).replace("Phùng Minh", bare)
    text = text.replace("huyện Ngọc Lặc", superior)
    if to:
        text = text.replace("\nI. ", f"\nKính gửi: Ủy ban nhân dân {to}\n\nI. ", 1)
    if ending == "html":
        text = f"<html><head>{head}</head><body>{_page(text)}</body></html>"
    return put(folder, f"{bare}.{ending}", text)


def _page(text: str) -> str:
    lines = (line for line in text.splitlines() if line.strip())
    tagged = (
        f"<tr><td>{line.replace(chr(9), '</td><td>')}</td></tr>"
        if "\t" in line
        else f"<p>{line}</p>"
        for line in lines
    )
    page = "\n".join(tagged)
    return page.replace("</p>\n<tr>", "</p><table>\n<tr>").replace(
        "</tr>\n<p>", "</tr></table>\n<p>"
    )


def asked(project: Project, *codes: str, commune: str = "") -> ImportOptions:
    """Return the parameters of some communes, and what the command says."""
    offices: dict[str, Any] = {
        code: {**OFFICE, "name": NAMES[code][0], "superior": f"Ủy ban nhân dân {NAMES[code][1]}"}
        for code in codes
    }
    project.write_params(communes=offices)
    return ImportOptions({PERIOD: project.params()}, commune=commune)


def code_or_problem(path: Path, wanted: ImportOptions) -> str:
    (found,) = read_file(path, wanted)
    if isinstance(found, Arrival):
        return found.commune
    assert isinstance(found, Outcome)
    return found.problem


def test_a_tone_makes_another_commune(project: Project, tmp_path: Path) -> None:
    file = issued_by(tmp_path, *NAMES[LAM])
    assert code_or_problem(file, asked(project, LAM, LAM_2)) == LAM
    only_other = asked(project, LAM_2)
    assert code_or_problem(file, only_other).startswith(
        'Tệp tham số không có xã nào tên "Xã Minh Hoạ Phú Lâm".'
    )
    told_wrong = asked(project, LAM, LAM_2, commune=LAM_2)
    assert code_or_problem(file, told_wrong).startswith(
        'Báo cáo là của "Xã Minh Hoạ Phú Lâm", mã 99002 trong tham số là "Xã Minh Hoạ Phù Lãm".'
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Xã Hoà Bình", "XÃ HÒA BÌNH", True),
        ("Xã Thuỵ Anh", "Xã  Thụy Anh", True),
        ("Xã Vĩnh Hùng", "Xã Vĩnh Hưng", False),
        ("Xã Phú Lâm", "Xã Phù Lãm", False),
        ("Xã Tân Lập", "Phường Tân Lập", False),
        ("Xã Tân Lập", "Xã Tân Lập 2", False),
    ],
)
def test_names_are_the_same_to_the_tone(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_two_communes_of_one_name_are_told_apart_by_their_superior(
    project: Project, tmp_path: Path
) -> None:
    file = issued_by(tmp_path, *NAMES[LAP_2])
    assert code_or_problem(file, asked(project, LAP, LAP_2)) == LAP_2
    assert code_or_problem(file, asked(project, LAP)) == (
        'Báo cáo của "Xã Minh Hoạ Tân Lập" không nêu cấp trên là Ủy ban nhân dân tỉnh Minh Hoạ: '
        "xã nơi khác có thể trùng tên.\n"
        "  Ở đâu: Minh Hoạ Tân Lập.txt\n"
        "  Cách sửa: Nếu đúng là xã này, thêm --commune 99003 vào lệnh."
    )


def test_a_report_to_another_superior_is_refused_even_when_told(
    project: Project, tmp_path: Path
) -> None:
    name, superior = NAMES[LAP_2]
    file = issued_by(tmp_path, name, superior, to=superior)
    assert code_or_problem(file, asked(project, LAP, commune=LAP)) == (
        'Báo cáo gửi tỉnh họa minh, cấp trên của "Xã Minh Hoạ Tân Lập" (99003) trong tham số là '
        "Ủy ban nhân dân tỉnh Minh Hoạ.\n"
        "  Ở đâu: Minh Hoạ Tân Lập.txt\n"
        "  Cách sửa: Chọn đúng tệp của xã này, hoặc sửa superior trong tệp tham số nếu ghi sai."
    )


def test_a_superior_of_another_level_contradicts_nothing() -> None:
    office = Office(superior="Ủy ban nhân dân huyện Ngọc Lặc")
    assert other_superior(office, ["Kính gửi: Sở Nội vụ tỉnh Thanh Hóa"]) == ""
    assert other_superior(office, ["Ủy ban nhân dân huyện và các xã ở huyện đã họp"]) == ""


def test_the_code_that_a_report_of_ours_carries_decides(project: Project, tmp_path: Path) -> None:
    name, _ = NAMES[LAP]
    head = (
        f'<meta name="cchc-commune" content="{LAP_2}"><meta name="cchc-period" content="{PERIOD}">'
    )
    file = issued_by(tmp_path, name, "vùng không tên", ending="html", head=head)
    assert code_or_problem(file, asked(project, LAP, LAP_2)) == LAP_2
    assert code_or_problem(file, asked(project, LAP, LAP_2, commune=LAP)) == (
        "Tệp mang mã xã 99004 trong thuộc tính tài liệu, lệnh ghi xã 99003.\n"
        "  Ở đâu: Minh Hoạ Tân Lập.html\n"
        "  Cách sửa: Chọn đúng tệp, hoặc bỏ tùy chọn này trong lệnh."
    )
    assert code_or_problem(file, asked(project, LAP)).startswith("Tệp tham số không có xã 99004.")


def test_a_report_written_over_that_of_another_commune_is_refused(
    project: Project, tmp_path: Path
) -> None:
    """The clerk took the neighbour's file as a pattern: its code and its name disagree."""
    head = f'<meta name="cchc-commune" content="{LAM}"><meta name="cchc-period" content="{PERIOD}">'
    file = issued_by(tmp_path, *NAMES[LAM_2], ending="html", head=head)
    assert code_or_problem(file, asked(project, LAM, LAM_2)).startswith(
        'Báo cáo là của "Xã Minh Hoạ Phù Lãm", mã 99001 trong tham số là "Xã Minh Hoạ Phú Lâm".'
    )


@pytest.mark.parametrize(
    "keywords",
    ["15400; 2024-6T; 66de8575f30c92d5", "15400, 2024-6T, 66de8575f30c92d5", "15400;2024-6T"],
)
def test_the_mark_is_read_whatever_stands_between(keywords: str) -> None:
    assert read_mark(keywords) == IdentityMark("15400", "2024-6T")
