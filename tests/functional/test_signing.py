"""The copy to sign: refused while something is wrong or unwritten, made clean otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from command import COMPLETE, CONTRADICTORY, PERIOD, REAL, Batch, Project
from reading import page, pdf_pages, pdf_text, squeeze

from cchc_toolkit.project.params_text import TO_FILL

New = Callable[..., Project]


def test_the_real_report_is_refused_and_every_reason_is_named(
    batch: Batch, new_project: New
) -> None:
    project = new_project(REAL)
    done = project.report(REAL, "--mode", "sign")
    findings = json.loads(batch.file(REAL, "findings.json").read_text(encoding="utf-8"))["findings"]
    blocking = [f for f in findings if f["severity"] == "chặn" or f["rule"] in ("C06", "C09")]
    typed = [f for f in findings if f["message"].startswith("Còn chỗ chưa điền")]
    blocking += [found for found in typed if found not in blocking]
    done.refused(4, f"còn {len(blocking)} lỗi mức chặn", where=REAL, advice="draft")
    assert [found["rule"] for found in blocking][:3] == ["R01", "R01", "R02"]
    for found in blocking:
        assert f"{found['rule']}: {found['message']}" in done.err
    assert not (project.made / REAL).exists()
    assert project.hidden() == []


@pytest.mark.parametrize("spoil", ["text", "number"])
def test_an_unwritten_item_and_a_gap_are_refused_with_the_cell_to_fill(
    new_project: New, spoil: str
) -> None:
    project = new_project(COMPLETE)
    if spoil == "text":
        narrative = project.data(COMPLETE) / "narrative.yml"
        text = narrative.read_text(encoding="utf-8")
        narrative.write_text(text[: text.index("\nV.noi_dung:") + 1], encoding="utf-8")
        where = "biểu nhập Nội dung!E"
    else:
        indicators = project.data(COMPLETE) / "indicators.csv"
        text = indicators.read_text(encoding="utf-8")
        blank = re.sub(r"(?m)^(bs.ngan_sach.du_toan_thu),.*", r"\1,,,,", text)
        indicators.write_text(blank, encoding="utf-8")
        where = "biểu nhập Số liệu bổ sung!E"
    done = project.report(COMPLETE, "--mode", "sign")
    said = (
        "C06: Mục V chưa có" if spoil == "text" else 'C09: Mục II.5 "thu, chi ngân sách" có câu còn'
    )
    done.refused(4, "Không lập bản trình ký: còn", said, where)
    assert "narrative.yml, mục" in done.err
    assert not project.made.exists() or list(project.made.iterdir()) == []
    assert project.report(COMPLETE).code == 0, "a draft shows the gap"
    page_text = page(project.made / COMPLETE / "bao-cao.html").text
    assert ("[chưa có nội dung" if spoil == "text" else "[chưa có số liệu]") in page_text


def test_the_placeholders_of_a_new_project_are_refused_with_file_and_line(
    new_project: New,
) -> None:
    project = new_project(COMPLETE)
    project.edit(f"params/{PERIOD}.yml", "Nguyễn Văn Minh Hoạ", f'"{TO_FILL}"')
    text = (project.root / "params" / f"{PERIOD}.yml").read_text("utf-8")
    place = f"{PERIOD}.yml, dòng {1 + text[: text.index(TO_FILL)].count(chr(10))}"
    done = project.report(COMPLETE, "--mode", "sign")
    done.refused(4, f'C12: Tham số signatory còn ghi chữ giữ chỗ "{TO_FILL}". ({place})')
    assert not (project.made / COMPLETE).exists()
    draft = project.report(COMPLETE)
    assert draft.code == 0, draft.said
    assert "[thấp] C12" in draft.out
    own = f'  "{COMPLETE}":\n    signatory: "[tên Chủ tịch]"\n'
    project.edit(f"params/{PERIOD}.yml", f'  "{COMPLETE}":\n', own)
    at = text[: text.index(f'  "{COMPLETE}"')].count("\n") + 2
    checked = project.cchc("check", "--period", PERIOD, "--commune", COMPLETE, "--mode", "sign")
    assert checked.code == 4
    assert f"Ghi họ và tên người ký ở {PERIOD}.yml, dòng {at}." in checked.out, checked.said


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clean commune whose parameters hold a number and a date, beside one that is refused."""
    from command import make_project

    project = make_project(tmp_path_factory.mktemp("ky") / "cchc", (COMPLETE, CONTRADICTORY))
    project.edit(
        "params/2024-6T.yml",
        "name: Xã Minh Hoạ 01\n",
        'name: Xã Minh Hoạ 01\n    number: "5"\n    date: 05/6/2024\n',
    )
    done = project.cchc(
        "batch", "params/2024-6T.yml", "--mode", "final",
        "--only", COMPLETE, "--only", CONTRADICTORY,
    )  # fmt: skip
    assert done.code == 1, done.said
    assert "mode: final nay là mode: sign" in done.err
    return project


def test_number_and_date_are_left_open_for_the_clerk_of_records(signed: Project) -> None:
    folder = signed.made / COMPLETE
    for text in (page(folder / "bao-cao.html").text, pdf_text(folder / "bao-cao.pdf")):
        assert squeeze("Số: /BC-UBND") in squeeze(text)
        assert squeeze("Minh Hoạ, ngày tháng năm 2024") in squeeze(text)
        assert "ngày 05 tháng 6 năm 2024" not in text


def test_nothing_says_draft(signed: Project) -> None:
    folder = signed.made / COMPLETE
    source = (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert "DỰ THẢO" not in source
    assert "[" not in page(folder / "bao-cao.html").text
    for text in pdf_pages(folder / "bao-cao.pdf"):
        assert "DỰ THẢO" not in text
        assert "DỮ LIỆU MINH HOẠ" in text, "a made-up report says so even when signed"
    assert "DỰ THẢO" not in page(signed.made / "index.html").text
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["mode"], manifest["period"]) == ("sign", PERIOD)


def test_the_refused_one_stops_no_other_and_leaves_nothing(signed: Project) -> None:
    assert not (signed.made / CONTRADICTORY).exists()
    assert "Chưa lập được (mã thoát 4)" in page(signed.made / "index.html").text
