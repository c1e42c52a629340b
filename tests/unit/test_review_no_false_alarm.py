"""What a review must not say: alarms that the words of an ordinary report give no ground for."""

from __future__ import annotations

import time
from datetime import date

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.documents.claims.account import account_of
from cchc_toolkit.documents.claims.reading import _of_prose
from cchc_toolkit.documents.read import understood
from cchc_toolkit.documents.text import read_text
from cchc_toolkit.review.review import Review, review_issued
from cchc_toolkit.text.passage import Passage
from cchc_toolkit.text.sentences import sentence_spans

HEAD = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN MINH HỌA                    Độc lập - Tự do - Hạnh phúc
Số: 45/BC-UBND                  Tân Minh Họa, ngày {day}

BÁO CÁO
{title}
{window}
Kính gửi: Ủy ban nhân dân cấp trên.

Ủy ban nhân dân xã báo cáo như sau:

I. KẾT QUẢ
- {said}
Trên đây là báo cáo của xã./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""


def review(
    title: str = "Công tác cải cách hành chính 6 tháng đầu năm 2024",
    said: str = "Không phát sinh.",
    day: str = "17 tháng 6 năm 2024",
    window: str = "",
) -> Review:
    text = HEAD.format(title=title, said=said, day=day, window=window)
    form = load_form("phu_luc_01b")
    return review_issued(understood(read_text(text), form, "a.txt"), form)


def rules(made: Review) -> set[str]:
    return {one.rule for one in made.findings if one.severity != "thấp"}


def test_no_rule_of_a_form_runs_on_a_report_without_an_appendix() -> None:
    made = review("Kết quả quý III/2025", day="03 tháng 10 năm 2025")
    assert "C04" not in rules(made)


@pytest.mark.parametrize(
    "title",
    [
        "Thực hiện văn hóa công vụ và kỷ luật, kỷ cương hành chính năm 2024",
        "Tình hình, kết quả thực hiện công tác cải cách hành chính, kiểm soát thủ tục hành chính, "
        "thực hiện cơ chế một cửa, một cửa liên thông 6 tháng đầu năm 2024",
    ],
)
def test_the_addressee_is_found_below_any_title(title: str) -> None:
    head = review(title).reading.issued.letterhead
    assert head.addressee == ("Ủy ban nhân dân cấp trên",)
    assert head.title == title


@pytest.mark.parametrize(
    ("title", "window", "day"),
    [
        ("tháng 6/2024", "Số liệu từ ngày 15/5/2024 đến hết ngày 14/6/2024", "17 tháng 6 năm 2024"),
        ("quý II/2024", "Số liệu từ 15/3/2024 đến 14/6/2024", "17 tháng 6 năm 2024"),
        ("10 tháng đầu năm 2024", "Số liệu từ 01/01/2024 đến 31/10/2024", "05 tháng 11 năm 2024"),
        ("năm 2025", "Số liệu từ 01/7/2025 đến 14/12/2025", "15 tháng 12 năm 2025"),
    ],
)
def test_a_period_that_is_no_year_is_not_taken_for_one(title: str, window: str, day: str) -> None:
    made = review(f"Công tác cải cách hành chính {title}", window=f"({window})", day=day)
    assert "R14" not in rules(made)


def test_a_window_that_is_no_period_of_the_title_is_still_told() -> None:
    window = "(Số liệu từ 15/3/2024 đến 14/6/2024)"
    assert "R14" in rules(review("Công tác cải cách hành chính tháng 6/2024", window=window))


def test_days_of_something_else_are_no_window() -> None:
    said = "Từ ngày 16/4/2024 đến ngày 30/4/2024, xã tổ chức khảo sát."
    assert "R14" not in rules(review(said=said))


def test_a_year_of_two_digits_is_a_year() -> None:
    made = review(said="Xã ban hành Kế hoạch số 08/KH-UBND ngày 5/2/24 về chuyển đổi số.")
    assert [one.date for one in made.reading.issued.citations] == [date(2024, 2, 5)]
    assert "R12" not in rules(made)


@pytest.mark.parametrize(
    "said",
    [
        "Có 12/15 thôn đạt 90% trở lên.",
        "Có 12/15 thôn đạt trên 70%.",
        "Có 3/4 chỉ tiêu đạt 100% kế hoạch.",
    ],
)
def test_a_mark_to_reach_is_no_quotient(said: str) -> None:
    assert "R03" not in rules(review(said=said))


@pytest.mark.parametrize("filler", [".", " ", "…", '"', "1.", "1,", "(", "1/", "12 ", "a "])
def test_no_filler_makes_a_pattern_run_away(filler: str) -> None:
    started = time.process_time()
    sentence_spans(filler * 64_000)
    review(said=f"Có 12 văn bản {filler * 9_000} trong đó 5 kế hoạch.")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "filler",
    [
        "12 hồ sơ, ",
        "trong đó 5/7 hồ sơ (71,4%); ",
        "tăng 5 hồ sơ (3,2%) so với quý trước (120 hồ sơ), ",
        "bình quân 3 hồ sơ/ngày; ",
        "(1 (2 (3 ",
        "gồm: 1, 2, 3; ",
    ],
)
def test_many_figures_are_read_in_time_that_grows_with_their_number(filler: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        for line in range(4):
            account = account_of([Passage(filler * times, f"dòng {line}")], [])
            list(_of_prose(account))
        return time.process_time() - started

    seconds(5)
    assert seconds(160) < 25 * max(seconds(20), 0.02)
