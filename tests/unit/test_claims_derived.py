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


DERIVED = [
    # what is left
    ("Kinh phí cấp 480 triệu đồng. Đã dùng 312,5 triệu đồng, phần chưa dùng {} triệu đồng.",
     "176,5", "167,5"),
    ("Gửi đi 320 phiếu, thu về 305 phiếu, loại 8 phiếu, số phiếu đưa vào tổng hợp còn {} phiếu.",
     "296", "297"),
    # a share, its part told behind it
    ("Đạt {}% là tỷ lệ đại biểu đến họp, cụ thể có 236 đại biểu dự trong khi giấy mời gửi 250.",
     "95,4", "94,4"),
    ("Năm mươi trưởng thôn và phó thôn thì bốn mươi ba người dùng chữ ký số, bằng {} phần trăm.",
     "tám mươi ba", "tám mươi sáu"),
    ("Trong 640 hồ sơ nhận có 610 hồ sơ đã trả; số trả đúng hẹn là 598 hồ sơ. Tính trên số hồ sơ "
     "đã trả, tỷ lệ trả đúng hẹn là {}%.", "93,4", "98,0"),
    # growth by words of its own, divided by what is now
    ("Lượng tin đăng lên tới 1.450 tin, quý trước mới có 1.160 tin, tốc độ tăng so với quý trước "
     "là {}%.", "20,0", "25,0"),
    ("Huyện giao 250 tài khoản; xã mở được 290 tài khoản, vượt {}% chỉ tiêu.", "18", "16"),
    # points
    ("Quý I tỷ lệ này chỉ ở mức 68,2% thì quý II đã lên 79,6%, tức thêm {} điểm phần trăm.",
     "10,4", "11,4"),
    # means and products
    ("Sáu công chức nhận 804 hồ sơ; chia đều ra, mỗi người nhận {} hồ sơ.", "143", "134"),
    ("Tài liệu chuyển về 14 thôn, thôn nào cũng nhận đủ 25 cuốn, vị chi {} cuốn.", "305", "350"),
    ("Ba tháng có 1.284 lượt người đến, chia đều ra mỗi tháng {} lượt.", "482", "428"),
    # so many times
    ("Quý II có 18 lượt lưu động, quý III có 72 lượt, gấp đúng {} lần quý II.", "ba", "bốn"),
    ("Số thư góp ý từ 40 thư lên 60 thư, tăng gấp {}.", "đôi", "rưỡi"),
    # another unit
    ("Xã bố trí 240 triệu đồng. Đến cuối tháng 9 đã chi {} đồng, bằng 70% số bố trí.", "168 tỷ",
     "168 triệu"),
    ("- Tỉnh cấp: 210 triệu đồng\n+ Xã: 145 triệu đồng\n=> Tổng: {} đồng", "355 tỷ", "355 triệu"),
    ("Nhà mới 180 m2, gồm phòng chờ 75 m2, quầy tiếp nhận 85 m2 và kho 20 {}.", "ha", "m2"),
    ("Khu đất xây nhà rộng 2.400 m2, tức {} ha.", "0,024", "0,24"),
    ("Sửa nhà hết 1,35 tỷ đồng (viết bằng chữ: {} triệu đồng).", "một trăm ba mươi lăm",
     "một nghìn ba trăm năm mươi"),
    # the ends of a change, a mean of lines, what each has in words of its own
    ("Năm 2021 có 1.560 lượt. Năm 2020 có 1.300 lượt. Như vậy số lượt tăng thêm 260, tức là tăng "
     "{}%.", "16,7", "20"),
    ("Số trễ năm 2022 là 24, năm 2023 còn 14, năm 2024 còn 6, sau hai năm giảm 18 hồ sơ ({}%).",
     "57,0", "75,0"),
    ("Điểm các tháng: tháng 4 đạt 91,2 điểm, tháng 5 đạt 93,6 điểm, tháng 6 đạt 94,8 điểm; bình "
     "quân 03 tháng đạt {} điểm.", "93,8", "93,2"),
    ("Mỗi thôn một tổ, mỗi tổ đúng 5 người, xã có 12 thôn, thành ra có {} người.", "66", "60"),
    ("Họp bản 3 lần/bản/năm, xã có 15 bản nên tổng số là {} cuộc.", "48", "45"),
    ("Được giao 40, có mặt 38. Tỷ lệ sử dụng {}%.", "105,3", "95,0"),
    ("Thời gian chờ 11 phút; quý trước phải chờ 16 phút, nay bớt được 5 {}.", "giờ", "phút"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong", "right"), DERIVED)
def test_a_figure_follows_from_those_beside_it(said: str, wrong: str, right: str) -> None:
    assert failed(said.format(wrong))
    assert failed(said.format(right)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Thôn Đoài: 214/251 người có tài khoản, đạt 85,3%. Toàn xã: 85,0%.",
        "Nhận 40 đơn, trả 34 đơn (85,0%). Chỉ tiêu huyện giao: 80%.",
        "Diện tích 610 ha, mỗi ha được 3,2 tấn, tổng sản lượng 1.950 tấn.",
        "Tháng 7 có 21 việc, tháng 9 có 45 việc (hơn gấp đôi tháng 7).",
        "Số hồ sơ quý này là 577, quý trước 247, gấp đôi.",
        "Tỷ lệ là 93,1%, hơn đợt 1 (91,4%) 1,7 điểm phần trăm và vượt chỉ tiêu 92% là 1,1 điểm.",
    ],
)
def test_what_does_not_follow_is_left_alone(said: str) -> None:
    assert failed(said) == []
