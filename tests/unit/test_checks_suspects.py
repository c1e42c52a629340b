"""The likely wrong cell: found by what it would mend, said with its reason, never filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Earlier, Finding, Scope, check
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.office import Office

TN, DH = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
CHANNELS = ("truc_tiep", "bcci", "truc_tuyen_muc_3", "truc_tuyen_muc_4")
CONSISTENT = {
    TN: "652",
    **{
        f"{TN}.{channel}{level}": number
        for channel, number in zip(CHANNELS, ("126", "0", "423", "103"), strict=True)
        for level in ("", ".cap_xa")
    },
    DH: "648",
    **{
        f"{DH}.{channel}": number
        for channel, number in zip(CHANNELS, ("122", "0", "423", "103"), strict=True)
    },
    "bs.ho_so.da_giai_quyet": "650",
    "bs.ho_so.dang_giai_quyet": "2",
    "bs.ho_so.dang_giai_quyet_trong_han": "2",
    "bs.ho_so.dang_giai_quyet_qua_han": "0",
    "bs.ho_so.ky_truoc_chuyen_sang": "0",
    "bs.ho_so.qua_han": "2",
    "bs.ho_so.muc_3": "423",
    "bs.ho_so.muc_4": "103",
    "bs.ho_so.muc_3_4": "526",
    "bs.ho_so.ty_le_dung_han": "99,39",
    "tthc.xin_loi": "2",
    "tthc.xin_loi.cap_xa": "2",
}

Find = Callable[..., list[Finding]]


@pytest.fixture
def find(make_submission: Callable[..., Submission]) -> Find:
    def run(**changed: str) -> list[Finding]:
        values = {**CONSISTENT, **{key.replace("__", "."): v for key, v in changed.items()}}
        submission = make_submission(values)
        window = Window(date(2023, 12, 15), date(2024, 6, 14))
        return list(check(Scope(submission, window, Office(name="Xã Phùng Minh"))))

    return run


def test_consistent_numbers_have_no_suspect(find: Find) -> None:
    assert [found for found in find() if found.suspect] == []


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        (TN, "625", "đảo hai chữ số"),
        (TN, "6522", "gõ lặp một chữ số"),
        (TN, "65", "thiếu một chữ số"),
        (f"{TN}.bcci", "7", ""),
        ("bs.ho_so.da_giai_quyet", "605", "đảo hai chữ số"),
        ("bs.ho_so.dang_giai_quyet_trong_han", "0", "đang ghi 0"),
        ("bs.ho_so.muc_3", "432", "đảo hai chữ số"),
    ],
)
def test_one_wrong_cell_is_the_suspect(find: Find, key: str, wrong: str, said: str) -> None:
    found = find(**{key: wrong})

    suggested = [f for f in found if f.suspect == key]
    assert suggested, [(f.rule, f.message, f.suspect) for f in found]
    assert any(said in f.suggestion for f in suggested)
    assert any(f"phải là {CONSISTENT[key]}" in f.suggestion for f in suggested)


def test_a_cell_and_its_only_part_are_one_suspect(find: Find) -> None:
    found = find(**{f"{TN}.truc_tiep": "0", f"{TN}.truc_tiep.cap_xa": "0"})

    total = next(f for f in found if f.rule == "R01")
    under = 'của 3.3.1 "Số lượng hồ sơ đã tiếp nhận" phải là 126'
    assert total.suspect == "", "what is lacking may as well have come by post"
    assert total.suggestion == (
        f"Chưa rõ ô nào sai, một trong các ô: ô “Tiếp nhận trực tiếp” {under}; "
        f"ô “Tiếp nhận qua BCCI” {under}."
    )
    assert total.values[1] == "0"


def test_an_amount_in_another_unit_is_one_of_two(find: Find) -> None:
    found = find(**{"bs.ngan_sach.thu": "2100000", "bs.ngan_sach.du_toan_thu": "4078860000"})

    spent = next(f for f in found if f.rule == "R22")
    assert spent.suspect == "", "nobody knows which of the two is in thousands"
    assert "phải là 2.100.000.000" in spent.suggestion
    assert "phải là 4.078.860" in spent.suggestion


def test_two_slips_that_explain_the_same_gap_are_a_tie(find: Find) -> None:
    total = next(f for f in find(**{f"{DH}.truc_tiep": "212"}) if f.rule == "R01")
    assert total.suspect == ""
    assert "phải là 122" in total.suggestion
    assert "phải là 13" in total.suggestion


def test_a_share_that_is_merely_high_has_no_suspect(find: Find) -> None:
    found = find(**{"bs.ngan_sach.chi": "4148813873", "bs.ngan_sach.du_toan_chi": "4078860239"})

    assert [f.suspect for f in found if f.rule == "R22"] == [""]


def test_a_mistyped_rate_is_its_own_suspect(find: Find) -> None:
    found = find(**{"bs.ho_so.ty_le_dung_han": "93,99"})

    rate = next(f for f in found if f.rule == "R03")
    assert rate.suspect == "bs.ho_so.ty_le_dung_han"
    assert rate.suggestion.endswith("phải là 99,39.")


def test_a_gap_that_is_another_cell_is_said(find: Find) -> None:
    found = find(**{TN: str(652 + 103)})

    total = next(f for f in found if f.rule == "R01")
    assert total.suspect == TN
    assert total.suggestion.endswith(
        "Phần lệch 103 đúng bằng ô “Tiếp nhận trực tuyến mức độ 4” của "
        '3.3.1 "Số lượng hồ sơ đã tiếp nhận".'
    )


def test_a_number_copied_from_the_period_before_is_said(
    make_submission: Callable[..., Submission],
) -> None:
    before = make_submission({**CONSISTENT, "bs.ho_so.muc_3": "298"})
    now = make_submission({**CONSISTENT, "bs.ho_so.muc_3": "298"})
    window = Window(date(2023, 12, 15), date(2024, 6, 14))
    earlier = (Earlier(Period(2024, "Q1"), None, before),)
    found = check(Scope(now, window, Office(name="Xã Phùng Minh"), earlier=earlier))

    wrong = next(f for f in found if f.rule == "R08")
    assert wrong.suspect == "bs.ho_so.muc_3"
    assert "số đang ghi trùng kỳ 2024-Q1" in wrong.suggestion


def test_a_cell_that_somebody_explained_is_the_last_to_be_suspected(find_noted: Find) -> None:
    late = "bs.ho_so.dang_giai_quyet_qua_han"
    wrong = {late: "7", "bs.ho_so.dang_giai_quyet": "2"}
    blamed = [f for f in find_noted({}, **wrong) if late in f.keys and f.suspect]
    assert {f.suspect for f in blamed} == {late}, "without a note it is the likeliest"
    assert all("đang ghi 7, có thật phải là 0 không" in f.suggestion for f in blamed)

    explained = find_noted({late: "Do mất điện ngày 03/6."}, **wrong)
    assert late not in {f.suspect for f in explained}
    assert not any("phải là 0" in f.suggestion for f in explained)


def test_cells_that_explain_equally_well_are_said_as_a_tie(
    make_submission: Callable[..., Submission],
) -> None:
    made = {"bs.ho_so.muc_3_4": "526", "bs.ho_so.muc_3": "300", "bs.ho_so.muc_4": "200"}
    window = Window(date(2023, 12, 15), date(2024, 6, 14))
    scope = Scope(make_submission(made), window, Office(name="Xã Phùng Minh"))
    told = [f for f in check(scope) if "bs.ho_so.muc_3_4" in f.keys and f.suggestion]
    assert told
    assert {f.suspect for f in told} == {""}
    assert all("Chưa rõ ô nào sai, một trong các ô: " in f.suggestion for f in told)


@pytest.fixture
def find_noted(make_submission: Callable[..., Submission]) -> Find:
    """As `find`, with notes beside cells."""

    def run(notes: dict[str, str], **changed: str) -> list[Finding]:
        submission = make_submission({**CONSISTENT, **changed})
        values = dict(submission.values)
        for key, note in notes.items():
            values[key] = replace(values[key], note=note)
        noted = replace(submission, values=MappingProxyType(values))
        window = Window(date(2023, 12, 15), date(2024, 6, 14))
        return list(check(Scope(noted, window, Office(name="Xã Phùng Minh"))))

    return run
