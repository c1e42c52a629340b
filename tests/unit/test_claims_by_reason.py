"""Reasons why figures do not fit, each in several wordings: with a slip, and as they are right."""

from __future__ import annotations

import re

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.documents.claims.reading import claims_of
from cchc_toolkit.documents.read import understood
from cchc_toolkit.documents.text import read_text

SPACED = [
    ("Đã giải quyết 42 300 hồ sơ, đúng hạn 41 877 hồ sơ, đạt {}%.", "98,00", "99,00"),
    ("Nhận 12 480 hồ sơ, tăng {} hồ sơ so với quý trước (11 860 hồ sơ).", "602", "620"),
    ("Toàn tỉnh 25 610 phiếu, gồm 14 300 phiếu giấy và {} phiếu điện tử.", "11 130", "11 310"),
    ("Trao 25 suất, mỗi suất 50 000 đồng; tổng tiền {} đồng.", "1 520 000", "1 250 000"),
    ("Số hóa 8 400/10 500 hồ sơ, đạt {}%.", "85", "80"),
    ("Tháng 5 nhận 2 040 hồ sơ, tăng {}% so với tháng 4 (1 700 hồ sơ).", "12", "20"),
]
BASES = [
    ("Nhận 9.240 hồ sơ, tăng {}% so với tháng 3 (8.800 hồ sơ); giảm 12% so với tháng 4/2023 "
     "(10.500 hồ sơ).", "7", "5"),
    ("Thu 660 triệu đồng, so với quý I (600 triệu đồng) tăng {}%; so với quý II năm trước "
     "(550 triệu đồng) tăng 20%.", "20", "10"),
    ("Cấp 1.300 bản, tăng 30% so với năm 2022 (1.000 bản); giảm {}% so với năm 2021 (1.625 bản).",
     "25", "20"),
    ("Có 84 lượt, giảm 16 lượt so với quý I (100 lượt), tức giảm {}%.", "19", "16"),
    ("Nhận 480 đơn, so với năm trước (400 đơn) tăng 80 đơn, tức {}%; trả 470 đơn.", "16,7", "20"),
    ("Tiếp 242 lượt, tăng {}% so với kỳ trước (220 lượt), nhưng giảm 39,5% so với năm 2021 "
     "(400 lượt).", "9,1", "10"),
]  # fmt: skip
DENIED = [
    ("Đã trả 640 hồ sơ, quá hạn {} hồ sơ.\n- Không để phát sinh hồ sơ quá hạn.", "14", "0"),
    ("Trễ hạn {} hồ sơ.\n- Trong kỳ chưa để xảy ra hồ sơ trễ hạn.", "5", "0"),
    ("Giải quyết 300 hồ sơ, trả chậm {} hồ sơ.\n- Xã không để hồ sơ nào bị chậm.", "7", "0"),
    ("Quá hạn: {} hồ sơ.\n- Đánh giá: không phát sinh hồ sơ quá hạn.", "9", "0"),
    ("Xử lý kỷ luật {} công chức.\n- Không có công chức nào bị xử lý kỷ luật.", "2", "0"),
    ("Tiếp nhận {} đơn khiếu nại.\n- Không phát sinh đơn khiếu nại.", "3", "0"),
]
LATE_TWICE = [
    ("Có {}/1.480 hồ sơ quá hạn (0,27%).\n- Cam kết: 1.480 hồ sơ đã giải quyết; 04 hồ sơ quá hạn.",
     "07", "04"),
    ("Đã giải quyết 905 hồ sơ, đúng hạn 899, quá hạn 6.\n- Đánh giá: trong 905 hồ sơ đã giải quyết "
     "có {} hồ sơ quá hạn.", "9", "6"),
    ("Trả 2.210 hồ sơ: trước hạn 1.800, đúng hạn 398, trễ hạn 12.\n- Tồn tại: đã trả 2.210 hồ sơ "
     "mà trễ hạn {} hồ sơ.", "21", "12"),
    ("Giải quyết 750 hồ sơ, trong đó đúng hạn 742, quá hạn 8.\n- Hạn chế: giải quyết 750 hồ sơ, có "
     "{} hồ sơ quá hạn.", "3", "8"),
    ("Giải quyết 1.100 hồ sơ, đúng hạn 1.090, quá hạn 10.\n- Có {}/1.100 hồ sơ quá hạn.",
     "16", "10"),
    ("Đã trả 640 hồ sơ: đúng hạn 637, trễ hạn 3.\n- Cả kỳ trả 640 hồ sơ, trễ hạn {} hồ sơ.",
     "8", "3"),
]  # fmt: skip
CARRIED = [
    ("Kỳ trước chuyển sang: 48 hồ sơ.\n- Nhận mới: 1.020 hồ sơ.\n- Đã trả kết quả: 1.004 hồ sơ.\n"
     "- Đang giải quyết: {} hồ sơ (còn hạn {}).", "46", "64"),
    ("Tồn kỳ trước 30 hồ sơ.\n- Tiếp nhận mới 702 hồ sơ, còn lại 90 hồ sơ nộp tại quầy.\n"
     "- Giải quyết 681 hồ sơ.\n- Đang giải quyết {} hồ sơ.", "15", "51"),
    ("Nhận mới 415 hồ sơ.\n- Tháng trước chuyển sang 27 hồ sơ.\n- Giải quyết xong 398 hồ sơ.\n"
     "- Đang giải quyết {} hồ sơ.", "54", "44"),
    ("Kỳ trước chuyển sang 19 hồ sơ, nhận mới 233 hồ sơ.\n- Đã giải quyết 229 hồ sơ; đang giải "
     "quyết {} hồ sơ.", "32", "23"),
    ("Hồ sơ năm 2023 chuyển sang: 60 hồ sơ.\n- Nhận mới: 900 hồ sơ.\n- Đã giải quyết: 872 hồ sơ.\n"
     "- Đang giải quyết: {} hồ sơ.", "98", "88"),
    ("Đầu kỳ tồn 12 hồ sơ.\n- Nhận mới 340 hồ sơ.\n- Đã giải quyết 315 hồ sơ.\n- Đang giải quyết "
     "{} hồ sơ.", "73", "37"),
]  # fmt: skip
REASONS = {
    "thousands apart by spaces": SPACED,
    "the base of a change": BASES,
    "what is said not to be": DENIED,
    "late of the same dossiers": LATE_TWICE,
    "carried over, new, resolved, pending": CARRIED,
}
EACH = [(reason, *one) for reason, own in REASONS.items() for one in own]


def failed(said: str) -> list[str]:
    text = f"BÁO CÁO\nCông tác năm 2024\n\nI. KẾT QUẢ\n- {said}\n"
    read = understood(read_text(text), load_form("phu_luc_01b"), "a.txt")
    return [f"{one.message} {one.expected} {one.found}" for one in claims_of(read).failed]


def plain(text: str) -> str:
    return re.sub(r"(?<=\d)[ .](?=\d{3})", "", text)


@pytest.mark.parametrize(("reason", "said", "wrong", "right"), EACH)
def test_a_fault_is_told_by_its_reason(reason: str, said: str, wrong: str, right: str) -> None:
    told = failed(said.replace("{}", wrong))
    assert any(plain(wrong) in plain(one) for one in told), reason
    assert failed(said.replace("{}", right)) == []


@pytest.mark.parametrize(
    "said",
    [
        # a denial of one period, one field, or one that is yet to come
        "Quý III trả 285 hồ sơ. Không có hồ sơ trễ hạn.\n- Lũy kế 9 tháng: trễ hạn 2 hồ sơ.",
        "Quá hạn 4 hồ sơ.\n- Nhiệm vụ quý IV: không để phát sinh hồ sơ quá hạn.",
        "Quá hạn 4 hồ sơ.\n- Phấn đấu năm sau không để hồ sơ nào quá hạn.",
        # late of the resolved is not late of the pending
        "Đã giải quyết 611 hồ sơ: đúng hạn 609, quá hạn 2.\n- Đang giải quyết 29, trong hạn cả 29.",
        "Cấp huyện giải quyết 371 hồ sơ, quá hạn 5 hồ sơ; cấp xã giải quyết 195 hồ sơ, quá hạn 9.",
        "Đã trả 900 hồ sơ, quá hạn 3.\n- Đang giải quyết 40 hồ sơ, có 2 hồ sơ đã quá hạn.",
        "Cấp xã giải quyết 31 240 hồ sơ, trong đó đúng hạn 30 988 hồ sơ, đạt 99,19%.",
    ],
)
def test_what_only_looks_wrong_is_left_alone(said: str) -> None:
    assert failed(said) == []
