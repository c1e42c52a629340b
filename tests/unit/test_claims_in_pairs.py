"""Sentences as offices write them, twice: with a slip that must be told, and as they are right."""

from __future__ import annotations

import pytest
from test_claims_by_reason import failed

PAIRS = [
    # what is left of a whole
    ("Xã có 20 công chức, 7/20 người học tin học, số còn lại ({} người) học sau.", "11", "13"),
    ("Nhận 48 đơn, đã xử lý 41, đang xử lý {}.", "9", "7"),
    ("Kế hoạch có 35 nhiệm vụ, đã xong 29 nhiệm vụ, còn {} nhiệm vụ.", "8", "6"),
    ("Toàn xã có 15 thôn, 12 thôn đã có nhà văn hóa, còn {} thôn chưa có.", "4", "3"),
    ("Được giao 22 biên chế, hiện có mặt 19 biên chế, còn thiếu {} biên chế.", "5", "3"),
    # sums and products that are written out
    ("Hồ sơ phải giải quyết: 1.020 = 1.004 mới + {} cũ.", "26", "16"),
    ("Tổng 610 HS mới + 9 HS cũ = {} HS.", "629", "619"),
    ("Trao 120 suất quà x 500.000 đồng = {} triệu đồng.", "66", "60"),
    ("Thực hiện 45 + 38 + 27 = {} lượt kiểm tra.", "100", "110"),
    # multiples
    ("Trả qua bưu điện 133 hồ sơ, gấp {} lần cùng kỳ (42 hồ sơ).", "3,5", "3,2"),
    ("Nhận 900 hồ sơ, bằng {} lần năm trước (600 hồ sơ).", "1,4", "1,5"),
    # growth by the names of periods
    ("Tiếp nhận 640 hồ sơ, tháng 01 là 590 hồ sơ, tăng {} hồ sơ.", "60", "50"),
    ("Nhận 3.145 hồ sơ, năm trước 2.870 hồ sơ, tăng {}%.", "8,7", "9,6"),
    ("Tỷ lệ hộ nghèo giảm từ 24,6% xuống 19,1%, tức giảm {} điểm.", "6,5", "5,5"),
    ("Năm 2023 đạt 81,40 điểm; năm 2022 đạt 78,95 điểm, tăng 3 bậc và {} điểm.", "2,54", "2,45"),
    ("Trực tuyến đạt 57%, so năm 2022 (41,3%) tăng {} điểm %.", "17,5", "15,7"),
    # money in short
    ("Sửa trụ sở hết 1,9 tỷ: xây dựng 1,2 tỷ, thiết bị 450tr, chi khác {}tr.", "350", "250"),
    ("Tổng chi 38,8 triệu gồm 2 máy tính 29 triệu và 1 máy scan {} triệu.", "8,8", "9,8"),
    # lists without an opener, rates of all, wholes of siblings
    ("Xếp loại 20 người; xuất sắc 4, tốt 13, hoàn thành {}.", "4", "3"),
    ("Nguồn thu: thuế 38,5%; đất công ích 21,3%; bổ sung 36,9%; thu khác {}%.", "4,3", "3,3"),
    ("Có 806 hồ sơ: tư pháp 590 hồ sơ (73,2%), đất đai 121 hồ sơ ({}%).", "17", "15"),
    ("Mức 3 là 39, mức 4 là 25, cộng {} dịch vụ công.", "66", "64"),
    ("Mầm non 216 cháu, tiểu học 480 em, THCS 372 em. Toàn xã {} học sinh.", "1.086", "1.068"),
    # means behind a bracket
    ("Tiêm 24.600 con. Trung bình mỗi thôn (12 thôn) tiêm {} con.", "2.150", "2.050"),
    # the way a number went, without by how much
    ("Hài lòng đạt {}%, tăng so với năm 2023 (95,6%).", "94,2", "96,4"),
    ("Nhận {} hồ sơ, giảm so với 6 tháng cuối năm 2025 (1.921 hồ sơ).", "1.974", "1.874"),
    ("Thời gian giảm từ 3,2 ngày xuống {} ngày.", "3,6", "2,6"),
    ("Đầu năm có 97 hộ nghèo, cuối năm còn 71 hộ, giảm {} hộ.", "36", "26"),
    ("Năm 2023 xếp thứ 4/9; năm 2022 xếp thứ 6/9, tăng {} bậc.", "3", "2"),
    # means of what is listed, and of a total in another line
    (
        "Phòng A 88,5 điểm; phòng B 91,0 điểm; phòng C 93,5 điểm. Bình quân của ba phòng là {}.",
        "91,9",
        "91,0",
    ),
    (
        "Đã giải quyết 1.995 hồ sơ.\n- Bình quân mỗi tháng giải quyết {} hồ sơ (tính 3 tháng).",
        "655",
        "665",
    ),
    # how many reach a mark, and what is told to be left
    ("Tổ 1: 97%; tổ 2: 89%; tổ 3: 95%; tổ 4: 84%. Có {}/4 tổ đạt trên 90%.", "3", "2"),
    ("Có 10/13 thôn đạt từ 80% trở lên, ba thôn còn lại đạt 74%, 77% và {}%.", "82", "72"),
    # what is highest
    ("Quý I 640, quý II 801, quý III 772, quý IV {}. Quý cao nhất là quý II.", "812", "712"),
    # what is within a number told again, and parts behind "theo"
    ("Trong 26 hộ thoát nghèo có 19 hộ vay vốn, {} hộ có việc làm.", "8", "7"),
    (
        "Phường có 24 người.\n- Theo độ tuổi: dưới 30 tuổi 4 người; trên 45 tuổi {} người.",
        "21",
        "20",
    ),
    ("Thu 288 phiếu. Kết quả: rất hài lòng 121, hài lòng 147, bình thường 17, kém {}.", "4", "3"),
    ("Giảm 9 người, trong đó nghỉ hưu 5, thôi việc 2, chuyển công tác {}.", "3", "2"),
    # numbers in words
    ("Trong 904 hồ sơ nhận có {} hồ sơ đã xong, còn mười một hồ sơ chuyển sau.", "891", "893"),
    ("Đang xử lý hai mươi tám ({}) hồ sơ.", "18", "28"),
    (
        "Nhận 205 hồ sơ, gồm trực tuyến 194 hồ sơ và trực tiếp mười một ({}) hồ sơ.",
        "12",
        "11",
    ),
    # a table of the flow, one thing in two places, a change told after both figures
    (
        "Bảng:\n\n| Chỉ tiêu | Số hồ sơ |\n|---|---|\n| Nhận bàn giao từ xã cũ | 43 |\n"
        "| Nhận mới | 2.117 |\n| Đã giải quyết | 2.041 |\n| Đang giải quyết | {} |",
        "129",
        "119",
    ),
    ("Niêm yết 151 TTHC tại Trung tâm.\n- Có {} TTHC niêm yết.", "157", "151"),
    (
        "Có {} hồ sơ trực tuyến. Số hồ sơ trực tuyến của năm 2023 là 3.142 hồ sơ, như vậy nay "
        "tăng so với năm trước.",
        "2.978",
        "3.278",
    ),
    ("Tỷ lệ: quý I 89,77%, quý II {}%.\n- Quý II, tỷ lệ giảm nhẹ so với quý I.", "92,13", "88,13"),
    ("Hài lòng đạt {}%; thấp hơn mức 96,9% của năm 2022.", "97,6", "95,6"),
    (
        "Phát 600 phiếu, thu {} phiếu; có 559 phiếu hài lòng, 10 phiếu bình thường, 13 phiếu kém.",
        "572",
        "582",
    ),
    ("Nhận mới 1.961 hồ sơ.\n- So với năm 2022 (1.806 hồ sơ nhận mới): tăng {}%.", "7,6", "8,6"),
    # prices are no parts; a whole told by its noun in front
    (
        "Mua 12 máy, giá 14,5 triệu đồng/máy, hết 174 triệu đồng; 4 bàn, giá 9 triệu đồng/bàn, hết "
        "36 triệu đồng. Cộng {} triệu đồng.",
        "201",
        "210",
    ),
    ("Hồ sơ đến hạn là 436; hồ sơ trả đúng và trước hạn 412, bằng {}%.", "97,2", "94,5"),
    (
        "Phải giải quyết 587 hồ sơ, nhận mới 561 hồ sơ. Trực tuyến 449 hồ sơ, chiếm 80% số nhận "
        "mới và {}% số phải giải quyết.",
        "75,6",
        "76,5",
    ),
    # a plan exceeded, a plan reached
    ("Cấp 1.204 chữ ký số, vượt 204 so với mục tiêu 1.000, đạt {}%.", "102,4", "120,4"),
    ("Dự toán 6,5 tỷ; thực hiện 3,12 tỷ; đạt {}%.", "46,9", "48"),
]


@pytest.mark.parametrize(("sentence", "wrong", "right"), PAIRS)
def test_a_slip_is_told_and_what_is_right_is_left_alone(
    sentence: str, wrong: str, right: str
) -> None:
    assert any(wrong in one for one in failed(sentence.format(wrong)))
    assert failed(sentence.format(right)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Tập huấn 145 người: lớp 1 có 50, lớp 2 có 48, lớp 3 có 47.",
        "Bầu trưởng thôn tại 8/8 thôn, cử tri đi bầu 98,2%.",
        "Tiêm đàn trâu bò 1.260 con, đạt 84% diện tiêm, đàn lợn 5.310 con, đạt 77%.",
        "Sắp xếp 1,8 tỷ đồng cho trụ sở.",
        "Trả trong ngày 402, trả sau ngày nhận 263, chưa trả 51.",
        "Ba xã cũ nhận 1.420, 988 và 1.102 hồ sơ, tổng 3.510 hồ sơ; trả 3.479.",
        "Văn thư: 2.110 văn bản đến, 1.045 văn bản đi; điện tử 1.040 (99,5%), 5 văn bản giấy.",
        "Giao 22 biên chế, có mặt 20, còn 3 hợp đồng lao động.",
    ],
)
def test_what_only_looks_wrong_is_left_alone(said: str) -> None:
    assert failed(said) == []
