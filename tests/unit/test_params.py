"""The parameters of a run: read as text, refused before anything runs, word for word."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from project import OFFICE, ROOT, Project, refusal

from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import (
    OFFICE_KEYS,
    TOP_KEYS,
    Params,
    load_head,
    load_params,
    override,
)

WHOLE: dict[str, Any] = {
    "period": "2024-6T",
    "window": {"from": "10/11/2023", "to": "05/6/2024"},
    "communes": {"15109": OFFICE},
}
CODE_ADVICE = 'Mã là chữ gồm đúng 5 chữ số, giữ số 0 đứng đầu, ví dụ "00007".'
DATE_ADVICE = "Ghi ngày/tháng/năm, ví dụ 05/6/2024."


def load(project: Project, said: dict[str, Any] | str) -> Params:
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    project.params_file.write_text(text, encoding="utf-8")
    return project.params()


def one(office: dict[str, Any], code: str = "15109") -> dict[str, Any]:
    return {**WHOLE, "communes": {code: office}}


# What is read


def test_the_least_file_and_its_defaults(project: Project) -> None:
    params = load(project, WHOLE)
    assert params.period == Period(2024, "6T")
    assert params.window == Window(date(2023, 11, 10), date(2024, 6, 5))
    assert (params.mode, params.charts, params.form.id) == ("draft", True, "phu_luc_01b")
    assert params.communes == ("15109",)
    office = params.office("15109")
    assert (office.symbol, office.authority) == ("BC-UBND", "TM. ỦY BAN NHÂN DÂN")
    assert (office.role, office.filed_by, office.recipients) == ("CHỦ TỊCH", "VT", ())


def test_the_real_file_keeps_codes_and_order() -> None:
    params = load_params(ROOT / "params" / "2024-6T.yml")
    assert params.communes[0] == "15109"
    assert params.communes == tuple(sorted(params.communes))
    assert len(params.communes) >= 21
    assert params.commune("15109") == Commune("15109", "Xã Phùng Minh", valid_to=date(2025, 6, 30))
    assert params.office("15109").superior == "Ủy ban nhân dân huyện Ngọc Lặc"


def test_scalars_stay_text(project: Project) -> None:
    text = """
period: 2024-6T
window: {from: 10/11/2023, to: 05/6/2024}
charts: no
defaults: {superior: A, place: B, signatory: C, number: 010}
communes:
  00007: {name: no}
  00008: {name: 1e5, number: 0x1A}
"""
    params = load(project, text)
    assert params.communes == ("00007", "00008")
    assert params.charts is False
    assert [(o.name, o.number) for o in params.offices.values()] == [("no", "010"), ("1e5", "0x1A")]


def test_a_commune_overrules_the_defaults(project: Project) -> None:
    said = {**WHOLE, "defaults": {"place": "Huyện", "recipients": ["A", "B"], "role": "Q."}}
    office = load(project, said).office("15109")
    assert (office.place, office.role, office.recipients) == ("Phùng Minh", "Q.", ("A", "B"))


def test_an_office_names_itself() -> None:
    office = Office(name="Phường Đông Vệ")
    assert office.issuer_lines == ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG VỆ")
    assert office.body == "Ủy ban nhân dân phường Đông Vệ"


def test_the_command_line_overrules_the_file(project: Project, tmp_path: Path) -> None:
    params = load(project, {**WHOLE, "charts": "true", "mode": "sign"})
    assert override(params) == params
    changed = override(params, mode="draft", charts=False, data=str(tmp_path), output="o")
    assert (changed.mode, changed.charts) == ("draft", False)
    assert (changed.data, changed.output) == (tmp_path, Path("o"))
    said = refusal(UsageError, lambda: override(params, mode="nháp"))
    assert said == (
        'Chế độ "nháp" không đúng.',
        "--mode",
        "Ghi draft (dự thảo) hoặc sign (bản trình ký); phát hành bằng cchc issue.",
    )


@pytest.mark.parametrize(
    ("said", "mode", "noted"),
    [
        ("draft", "draft", False),
        ("dự thảo", "draft", False),
        ("sign", "sign", False),
        ("trình ký", "sign", False),
        ("final", "sign", True),
    ],
)
def test_the_states_have_names_and_an_old_one_is_told(
    project: Project, said: str, mode: str, noted: bool
) -> None:
    params = load(project, {**WHOLE, "mode": said})
    on_the_line = override(load(project, WHOLE), mode=said)
    for found in (params, on_the_line):
        assert (found.mode, bool(found.notes)) == (mode, noted)
    assert not noted or "mode: sign" in params.notes[0]


def test_nobody_issues_by_a_parameter(project: Project) -> None:
    problem, _, advice = refusal(UsageError, lambda: load(project, {**WHOLE, "mode": "issue"}))
    assert (problem, "cchc issue" in advice) == ('Chế độ "issue" không đúng.', True)


def test_the_digest_follows_what_is_said_of_one_commune(project: Project) -> None:
    both = {**WHOLE, "communes": {"15109": OFFICE, "15112": OFFICE}}
    first = load(project, both)
    for change in (
        {"mode": "sign"},
        {"charts": "false"},
        {"window": {"from": "10/11/2023", "to": "06/6/2024"}},
        {"communes": {"15109": {**OFFICE, "signatory": "B"}, "15112": OFFICE}},
    ):
        assert load(project, {**both, **change}).digest("15109") != first.digest("15109")
    other = {"communes": {"15109": OFFICE, "15112": {**OFFICE, "signatory": "B"}}}
    assert load(project, {**both, **other}).digest("15109") == first.digest("15109")
    assert load(project, {**both, "output": "x"}).digest("15109") == first.digest("15109")


def test_params_ask_for_a_commune_and_a_period_that_are_theirs(project: Project) -> None:
    params = load(project, WHOLE)
    assert refusal(UsageError, lambda: params.office("15108")) == (
        "Tệp tham số không có xã 15108.",
        "params.yml, mục communes",
        'Có phải ý bạn là "15109"?',
    )
    assert refusal(UsageError, lambda: params.office("00001")) == (
        "Tệp tham số không có xã 00001.",
        "params.yml, mục communes",
        "Thêm xã này vào mục communes.",
    )
    params.refuse_other_period("2024-6T")
    assert refusal(UsageError, lambda: params.refuse_other_period("2024-9T")) == (
        "Tệp tham số là của kỳ 2024-6T, không phải 2024-9T.",
        "params.yml",
        "Nếu tệp này chép từ kỳ khác: sửa dòng period: thành 2024-9T, và mốc window:.",
    )


# What is refused


@pytest.mark.parametrize(
    ("said", "problem", "where", "advice"),
    [
        (
            {**WHOLE, "perod": "2024-6T"},
            'Không có tham số "perod".',
            "params.yml",
            'Có phải ý bạn là "period"?',
        ),
        (
            {**WHOLE, "xyz": ""},
            'Không có tham số "xyz".',
            "params.yml",
            f"Các tham số: {', '.join(TOP_KEYS)}.",
        ),
        (
            {**WHOLE, "defaults": {"signatry": "A"}},
            'Không có tham số "signatry".',
            "params.yml, mục defaults",
            'Có phải ý bạn là "signatory"?',
        ),
        (
            one({**OFFICE, "recipient": ["A"]}),
            'Không có tham số "recipient".',
            "params.yml, xã 15109",
            'Có phải ý bạn là "recipients"?',
        ),
        (
            {**WHOLE, "window": {"form": "10/11/2023", "to": "05/6/2024"}},
            'Không có tham số "form".',
            "params.yml, mục window",
            'Có phải ý bạn là "from"?',
        ),
        (
            "",
            "Phải là các cặp khóa: giá trị.",
            "params.yml",
            f"Các khóa: {', '.join(TOP_KEYS)}.",
        ),
        (
            "- a",
            "Phải là các cặp khóa: giá trị.",
            "params.yml",
            f"Các khóa: {', '.join(TOP_KEYS)}.",
        ),
        (
            {**WHOLE, "window": "10/11/2023"},
            "Phải là các cặp khóa: giá trị.",
            "params.yml, mục window",
            "Các khóa: from, to.",
        ),
        (
            {**WHOLE, "communes": {"15109": "Xã Phùng Minh"}},
            "Phải là các cặp khóa: giá trị.",
            "params.yml, xã 15109",
            f"Các khóa: {', '.join(OFFICE_KEYS)}.",
        ),
        (
            {**WHOLE, "period": ""},
            'Thiếu tham số "period".',
            "params.yml",
            "Thêm vào tệp tham số.",
        ),
        (
            {key: WHOLE[key] for key in ("period", "communes")},
            'Thiếu tham số "window".',
            "params.yml",
            "Thêm vào tệp tham số.",
        ),
        (
            {**WHOLE, "communes": {}},
            'Thiếu tham số "communes".',
            "params.yml",
            "Thêm vào tệp tham số.",
        ),
        (
            {**WHOLE, "communes": ["15109"]},
            "communes phải là mã xã và thông tin xã.",
            "params.yml",
            'Ghi "15109": name: …',
        ),
        (
            {**WHOLE, "period": "2024-Q5"},
            '"2024-Q5" không phải là kỳ báo cáo.',
            "",
            "Ghi năm-kỳ: quý 2026-Q3; cộng dồn 2026-6T, 2026-9T, 2026-10T, 2026-11T; năm 2026-N; "
            "tháng 2026-T10.",
        ),
        (
            {**WHOLE, "period": ["2024-6T"]},
            '"period" phải là chữ.',
            "params.yml",
            'Ghi period: "…".',
        ),
        (
            {**WHOLE, "form": "phu_luc_1b"},
            'Không có biểu "phu_luc_1b".',
            "tham số form",
            'Có phải ý bạn là "phu_luc_01b"?',
        ),
        (
            {**WHOLE, "form": "x"},
            'Không có biểu "x".',
            "tham số form",
            "Các biểu đang có: bieu_06_kstt, khoi_tao_2026_xa, phu_luc_01b.",
        ),
        (
            {**WHOLE, "mode": "Final"},
            'Chế độ "Final" không đúng.',
            "params.yml",
            "Ghi draft (dự thảo) hoặc sign (bản trình ký); phát hành bằng cchc issue.",
        ),
        (
            {**WHOLE, "charts": "maybe"},
            'charts "maybe" không đúng.',
            "params.yml",
            "Ghi true hoặc false.",
        ),
        (
            {**WHOLE, "window": {"from": "10/11/2023"}},
            '"" không phải là ngày.',
            "params.yml, mục window",
            DATE_ADVICE,
        ),
        (
            {**WHOLE, "window": {"from": "2023-11-10", "to": "05/6/2024"}},
            '"2023-11-10" không phải là ngày.',
            "params.yml, mục window",
            DATE_ADVICE,
        ),
        (
            {**WHOLE, "window": {"from": ["10/11/2023"], "to": "05/6/2024"}},
            '"from" phải là chữ.',
            "params.yml, mục window",
            'Ghi from: "…".',
        ),
        (
            {**WHOLE, "window": {"from": "05/6/2024", "to": "10/11/2023"}},
            "Ngày cuối kỳ trước ngày đầu kỳ.",
            "params.yml, mục window",
            "Sửa from, to.",
        ),
        (one(OFFICE, "7"), 'Mã xã "7" không đúng.', "params.yml, xã 7", CODE_ADVICE),
        (one(OFFICE, "Xã A"), 'Mã xã "Xã A" không đúng.', "params.yml, xã Xã A", CODE_ADVICE),
        (
            one(OFFICE, "99001"),
            'Mã 99001 dành cho xã minh hoạ, tên "Xã Phùng Minh" không nói rõ điều đó.',
            "params.yml, xã 99001",
            'Đặt tên có chữ "Minh Hoạ".',
        ),
        (
            one({**OFFICE, "name": "Xã Minh Hoàng"}, "99001"),
            'Mã 99001 dành cho xã minh hoạ, tên "Xã Minh Hoàng" không nói rõ điều đó.',
            "params.yml, xã 99001",
            'Đặt tên có chữ "Minh Hoạ".',
        ),
        (
            one({**OFFICE, "signatory": ["A"]}),
            '"signatory" phải là chữ.',
            "params.yml, xã 15109",
            'Ghi signatory: "…".',
        ),
        (
            one({**OFFICE, "recipients": "Phòng Nội vụ"}),
            '"recipients" phải là danh sách.',
            "params.yml, xã 15109",
            "Mỗi dòng một nơi.",
        ),
        (
            one({**OFFICE, "date": "32/6/2024"}),
            '"32/6/2024" không phải là ngày.',
            "params.yml, xã 15109, date",
            DATE_ADVICE,
        ),
        (
            one({**OFFICE, "valid_to": "2025"}),
            '"2025" không phải là ngày.',
            "params.yml, xã 15109, valid_to",
            DATE_ADVICE,
        ),
    ],
)
def test_a_wrong_parameter_stops_everything(
    project: Project, said: dict[str, Any] | str, problem: str, where: str, advice: str
) -> None:
    assert refusal(UsageError, lambda: load(project, said)) == (problem, where, advice)


@pytest.mark.parametrize("key", ["name", "superior", "place", "signatory"])
def test_an_office_without_which_there_is_no_report(project: Project, key: str) -> None:
    without = {name: text for name, text in OFFICE.items() if name != key}
    assert refusal(UsageError, lambda: load(project, one(without))) == (
        f'Thiếu "{key}".',
        "params.yml, xã 15109",
        "Thêm vào xã hoặc defaults.",
    )
    invisible = {**OFFICE, key: "\u200b"}
    assert refusal(UsageError, lambda: load(project, one(invisible)))[0] == f'Thiếu "{key}".'


@pytest.mark.parametrize("name", ["Xã Minh Hoạ 01", "Xã Minh Họa", "XÃ MINH HOẠ"])
def test_a_made_up_commune_says_so_in_its_name(project: Project, name: str) -> None:
    assert load(project, one({**OFFICE, "name": name}, "99001")).communes == ("99001",)


@pytest.mark.parametrize("word", ["true", "yes", "Có", "TRUE"])
def test_charts_in_words(project: Project, word: str) -> None:
    assert load(project, {**WHOLE, "charts": word}).charts is True


def test_a_repeated_commune_is_refused(project: Project) -> None:
    said = refusal(DataError, lambda: load(project, "communes:\n  '00007': a\n  '00007': b\n"))
    assert said == (
        'Tệp YAML hỏng: khóa "00007" lặp lại.',
        "params.yml, dòng 3",
        "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này.",
    )


# Files


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "2024-9T.yml"
    assert refusal(UsageError, lambda: load_params(path)) == (
        "Không đọc được tệp tham số: không có tệp hoặc thư mục này.",
        str(path),
        "Kiểm tra đường dẫn, ví dụ params/2024-6T.yml.",
    )
    assert refusal(UsageError, lambda: load_params(tmp_path)) == (
        "Không đọc được tệp tham số: đây là thư mục.",
        str(tmp_path),
        "Kiểm tra đường dẫn, ví dụ params/2024-6T.yml.",
    )


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "params.yml"
    path.write_bytes("period: quý".encode("utf-16"))
    assert refusal(UsageError, lambda: load_params(path)) == (
        "Tệp tham số không phải văn bản UTF-8.",
        str(path),
        'Lưu lại tệp với bảng mã "UTF-8".',
    )


def test_a_byte_order_mark_does_not_matter(project: Project) -> None:
    assert load(project, "\ufeff" + json.dumps(WHOLE, ensure_ascii=False)).communes == ("15109",)


def test_formats_are_those_of_every_report_and_what_is_asked_for() -> None:
    params = load_params("params/2024-6T.yml")
    assert params.formats == ("html", "pdf")
    assert override(params, formats=("docx", "pdf")).formats == ("html", "pdf", "docx")
    with pytest.raises(UsageError, match="doc"):
        override(params, formats=("doc",))


def test_the_window_alone_is_that_of_the_whole_file(tmp_path: Path) -> None:
    file = ROOT / "params" / "2024-6T.yml"
    assert load_head(file).window == load_params(file).window
    head, _, communes = file.read_text(encoding="utf-8").partition("\ncommunes:")
    turned = tmp_path / "nguoc.yml"
    turned.write_text(f"communes:{communes}\n{head}", encoding="utf-8")
    assert load_head(turned).window == load_params(file).window
    turned.write_text("period: 2024-6T\n", encoding="utf-8")
    with pytest.raises(UsageError, match="window"):
        load_head(turned)


def test_folders_may_be_named_from_where_the_file_lies(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that was copied, or is named from elsewhere, keeps to its own data."""
    copied = tmp_path / "chep"
    (copied / "params").mkdir(parents=True)
    project.write_params(data="../data", output="../outputs")
    (copied / "params" / "p.yml").write_text(project.params_file.read_text())
    monkeypatch.chdir(project.root)
    params = load_params(copied / "params" / "p.yml")
    assert (params.data, params.output) == (copied / "data", copied / "outputs")
