"""Figures that follow from others, and numbers in words: with a slip, and as they are right."""

from __future__ import annotations

import pytest
from test_claims_by_reason import failed

IN_WORDS = [
    ("Đoàn kiểm tra gồm {} người: ba công chức, hai người của Mặt trận và một thành viên.",
     "bảy", "sáu"),
    ("Năm nay mở {} lớp, chia ra:\n+ Kỹ năng số: mười một lớp\n+ Nghiệp vụ: sáu lớp", "mười chín",
     "mười bảy"),
    ("Phát 350 tờ rơi (bằng chữ: {} tờ).", "ba trăm linh năm", "ba trăm năm mươi"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong", "right"), IN_WORDS)
def test_numbers_in_words_are_numbers(said: str, wrong: str, right: str) -> None:
    assert failed(said.format(wrong))
    assert failed(said.format(right)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Chính quyền hai cấp vận hành thông suốt; cả hai thôn này đều có tổ công nghệ số.",
        "Cứ một nghìn hồ sơ thì chưa đến ba hồ sơ trả muộn (0,28%).",
        "Xếp theo mức trễ: sáu hồ sơ trễ dưới 3 ngày, bốn hồ sơ trễ trên 3 ngày. Bình quân mỗi hồ "
        "sơ trễ 2,8 ngày.",
    ],
)
def test_words_that_count_nothing_are_left_alone(said: str) -> None:
    assert failed(said) == []
