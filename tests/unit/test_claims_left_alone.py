"""Figures that only look wrong, by the reason why they are not, some with a slip in them."""

from __future__ import annotations

import pytest
from test_claims_by_reason import failed
from test_review_no_false_alarm import review, rules

LISTS = [
    # what is said, with a figure that makes it wrong, and with one that makes it right
    ("Có 52 viên chức, gồm {} giáo viên, 9 y sĩ, 5 kế toán.", "39", "38"),
    ("Bố trí về 05 người (thi tuyển 03, luân chuyển 02), giảm {} người (hưu trí 02, thôi việc 01, "
     "chuyển đi 01).", "05", "04"),
    ("Trả 430 hồ sơ; đúng hẹn {} hồ sơ, kể cả 250 hồ sơ trả sớm; trễ hẹn 4.", "416", "426"),
    ("Rất hài lòng 140 phiếu, hài lòng 66 phiếu, bình thường 8 phiếu. Cộng hai mức đầu được {} "
     "phiếu.", "260", "206"),
    ("Có 30 tờ phiếu với 3 nhóm: đi lại (12 ý kiến), chờ lâu (9 ý kiến), khác (11 ý kiến); tổng "
     "số ý kiến là {}.", "33", "32"),
    ("Thu hồi 5,27 ha, gồm đất lúa {} ha, đất màu 1,12 ha, đất ở 0,64 ha.", "5,32", "3,52"),
    ("Khảo sát 640 phiếu hợp lệ.\n- Theo hình thức: giấy 410, điện tử 230.\n- Theo giới: nam {} "
     "người, nữ 341 người.", "309", "299"),
    ("Hỏi 640 người.\n- Độ tuổi: dưới 30 có 140; từ 30 đến 60 có {}; trên 60 có 112.",
     "398", "388"),
]  # fmt: skip
SHARES = [
    ("Đã giải quyết 6.188 hồ sơ. Số hóa 6.210/6.210 đơn; cấp bản điện tử 5.940 hồ sơ, bằng {}% hồ "
     "sơ đã giải quyết.", "95,6", "96,0"),
    ("Trồng 3/5 tuyến cây, đạt {}% kế hoạch vốn.", "61,0", "71,2"),
    ("Chi cho 32 hộ: 12 hộ nghèo, 20 hộ cận nghèo; tổng 1.600 triệu đồng, bình quân {} triệu "
     "đồng/hộ.", "53", "50"),
]  # fmt: skip
CHANGES = [
    ("Đơn nhận quý I: 1.480; quý II: 1.520. {} 40 đơn.", "Giảm", "Tăng"),
    ("Hài lòng 95,2%, vượt mục tiêu 90% và cao hơn năm 2023 (93,6%) là {} điểm phần trăm.", "6,1",
     "1,6"),
    ("Đạt 88,4 điểm trên thang 100 điểm; năm 2023 đạt 85,1 điểm, như vậy tăng {} điểm.", "3,8",
     "3,3"),
    ("Đúng hạn 98,9%, cao hơn mức chung (97,4%) {} điểm phần trăm, thấp hơn quý II 0,3 điểm phần "
     "trăm.", "5,1", "1,5"),
    ("Giảm 3 đầu mối (từ 9 xuống 6), giảm {} cấp trưởng, phó (từ 21 xuống 8).", "31", "13"),
]  # fmt: skip
QUIET = [
    # parts that overlap, by what they are or by the words
    "Cả trường có 60 em, gồm 41 em đi xe đạp, 38 em ăn bán trú, 22 em học thêm.",
    "Phân tích 640 đơn:\n- theo cách nộp: qua mạng 520; tại quầy 120;\n- theo người nộp: cá nhân "
    "590; tổ chức 50;\n- theo buổi: sáng 410; chiều 230.",
    "Hiện có 36 viên chức, trong đó 24 đảng viên, 14 nữ.",
    "Soát 40 quy trình:\n- cần sửa: 12;\n- cần bỏ: 3;\n- giữ: 27.\nHai quy trình vừa cần sửa, vừa "
    "cần bỏ một bước nên tính ở hai mục.",
    "Cả xã 1.500 hộ:\n+ vùng trên: 640 hộ;\n+ vùng dưới: 860 hộ;\n+ hộ nghèo: 90 hộ, cận nghèo: 70 "
    "hộ.",
    "Chấm 8 tiêu chí: 5 đạt, 3 khá, 1 trong số khá được khen.",
    # parts without a number
    "Còn 7 đơn chưa trả, trong đó 5 đơn đất đai, 1 đơn xây dựng.",
    "Mua 20 thiết bị, trong đó 11 máy tính, 4 máy in, số còn lại là máy quét.",
    "Thuê bao 5G 1.310, 4G 5.020, tổng số thuê bao 6.400 (tính cả 2G).",
    # a number that holds another; what was there before
    "Nhận hồ sơ: 920.\n- Giải quyết: 905; kể cả 8 hồ sơ nhận từ năm 2023.\n- Còn: 23.",
    "Nhận 9 đơn, trả 8 đơn, 1 đơn chờ; kỳ trước còn 2 đơn cũng đã trả.",
    "Trả 700 hồ sơ: sớm 520, đúng hẹn 175, muộn 5.\n- Còn 30 hồ sơ: trong hạn 27, đã quá hẹn 3.\n- "
    "Đã gửi 8 thư, ứng với 5 hồ sơ trả muộn và 3 hồ sơ đang quá hẹn.",
    "Trong 3.100 hồ sơ đã trả, trước hạn 2.400, đúng hạn 688, trễ hạn 12. Lỗi gây trễ: nghẽn mạng "
    "8, công chức thụ lý chậm 4.",
    "Trong tháng 3/2024 giải quyết 1.240 hồ sơ, trong đó 1.222 hồ sơ đúng hạn, 18 hồ sơ trễ. Tháng "
    "02/2024, số hồ sơ trễ là 9.",
    # aims, marks and scales; lists with slashes
    "Năm nay có 30 nhiệm vụ: 16 nhiệm vụ đã xong, 11 đang làm, 3 chưa làm.\n\nII. PHƯƠNG HƯỚNG\n- "
    "Hoàn thành ít nhất 28/30 nhiệm vụ.",
    "Phần chi phải tiết kiệm 10% là 1.600 triệu đồng. Cả năm chi 8.200 triệu đồng.",
    "Kỳ trước / nhận mới / đã trả / còn lại: 12 / 140 / 145 / 7; 5 / 66 / 69 / 2; 8 / 30 / 33 / 5.",
    # another order, another comparison, rounded amounts
    "Đơn nhận quý I: 1.480; quý IV/2023: 1.655. Giảm 175 đơn.",
    "Thu 2,1 tỷ đồng, tăng 12% so với quý II (1,9 tỷ đồng).",
    "Giảm 15% thời gian: từ 20 ngày xuống 17 ngày; có 4 quy trình giảm 30%.",
    "Việc A từ 10 ngày còn 7 ngày, việc B từ 15 ngày còn 10 ngày, trung bình giảm 31,7%.",
    "Nghèo từ 5,3% xuống 4,1%, giảm 1,2 điểm phần trăm, vượt 0,2 điểm so với mục tiêu.",
    "Dự toán 3.200 triệu đồng, bổ sung 400 triệu đồng; đã chi 2.700 triệu đồng, đạt 75%.",
    # each of some, and one that is unlike them; a mean of others
    "Mỗi ban 01 trưởng, 01 phó, riêng Ban Kinh tế 02 phó.",
    "Bình quân xã mới nhận gần 60 đơn mỗi ngày (70 ngày), trong khi hai xã cũ nhận 6.900 đơn.",
    "Dôi dư 30 người:\n+ nghỉ hẳn: 20 người\n+ sang việc khác: 10 người\nChi trả 1,2 tỷ đồng, tính "
    "bình quân 60 triệu đồng cho mỗi người nghỉ.",
    "Mở 6 lớp bồi dưỡng kỹ năng số cho cán bộ.\n- Phối hợp với Sở mở 2 lớp bồi dưỡng kỹ năng số "
    "cho cán bộ.",
    # what a table has for others
    "Số liệu:\n\n| Tổ | Được cử | Về xã mới |\n| A | 18 | 13 |\n| B | 21 | 14 |\n| Cộng | 39 | 27 "
    "|\n\nNay xã mới có 29 người vì được điều động thêm 02 người.",
    "Số liệu:\n\n| Yếu tố | Số phiếu hài lòng |\n| Tiếp nhận góp ý | 389 |\n| Thái độ | 421 |\n| "
    "Thời gian | 408 |\n\nThấp nhất là tiếp nhận góp ý, có 39 phiếu không chọn mức hài lòng.",
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong", "right"), [*LISTS, *SHARES, *CHANGES])
def test_what_is_right_is_left_alone_and_its_slip_is_told(
    said: str, wrong: str, right: str
) -> None:
    assert failed(said.replace("{}", right)) == []
    assert failed(said.replace("{}", wrong))


@pytest.mark.parametrize("said", QUIET)
def test_what_the_words_leave_open_is_left_alone(said: str) -> None:
    assert failed(said) == []


def test_windows_told_side_by_side_make_one() -> None:
    both = (
        "(Số liệu từ 15/12/2024 đến 14/6/2025 của hai xã cũ; từ 01/7/2025 đến 14/9/2025 của xã mới)"
    )
    title, day = "Cải cách hành chính 9 tháng đầu năm 2025", "17 tháng 9 năm 2025"
    assert "R14" not in rules(review(title=title, window=both, day=day))
    late = both.replace("01/7/2025", "01/8/2025")
    assert "R14" in rules(review(title=title, window=late, day=day))


def test_dots_lead_from_a_label_where_the_line_beside_has_its_number() -> None:
    lines = "Tổ ........ Số hộ\n- Tổ 1 ........ 214\n- Tổ 2 ........{}"
    assert "R27" not in rules(review(said=lines.replace("{}", " 186")))
    assert "R27" in rules(review(said=lines.replace("{}", "")))


@pytest.mark.parametrize(
    "said",
    [
        "Trực tuyến đạt 82,4%; phấn đấu thanh toán tăng thêm 4 điểm so với mức 61,2% năm trước.",
        "Điểm của xã là 88,5 điểm, trong đó hồ sơ 62 điểm, điều tra 25,5 điểm, thưởng 2 điểm, "
        "điểm trừ 1 điểm.",
        "Dự toán 22,6 tỷ đồng, đã chi 12,4 tỷ đồng (54,9%), trong đó đầu tư 4,3 tỷ đồng, thường "
        "xuyên 8,1 tỷ đồng.",
        "Giao 12 chỉ tiêu. Có bảy chỉ tiêu đạt, ba chỉ tiêu đạt một nửa, hai chỉ tiêu chưa làm.",
        "Nhà A 300 triệu, đã chi 290 triệu; nhà B 200 triệu, đã chi 180 triệu. Tổng kế hoạch 500 "
        "triệu đồng, giải ngân 470 triệu đồng.",
    ],
)
def test_figures_of_more_than_one_kind_are_left_alone(said: str) -> None:
    assert failed(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Cả 8 thôn có tổ công nghệ số, cộng 46 người; kể cả tổ của xã (7 người) thì có 53 người.",
        "Trợ cấp một lần trước mất 10 ngày nay còn 7 ngày (bớt 30%).",
        "Nhận 2.418 hồ sơ; 2.390 hồ sơ được trả, trễ 11, còn lại 2.379 hồ sơ trả sớm hoặc đúng "
        "ngày hẹn.",
        "Có 05 đồng chí, do đồng chí Phó Chủ tịch làm trưởng; tư pháp 02, địa chính 01, văn phòng "
        "01.",
        "Trong 90 hồ sơ có 78 hồ sơ đủ, 12 hồ sơ có sai sót: thiếu phiếu kiểm soát 7, sai ngày 5.",
        "Đã giải quyết 2.009 hồ sơ, đúng hạn 1.971 hồ sơ, 38 hồ sơ quá hạn. Trong số đang giải "
        "quyết, 5 hồ sơ đã quá hạn.",
        "Phát sinh hồ sơ ở 15 thủ tục, cả năm 166 hồ sơ (12,8% số nhận).",
        "Gộp lại từ 35 ngày còn 27 ngày, bớt được 8 ngày.",
    ],
)
def test_words_that_name_another_scope_leave_figures_alone(said: str) -> None:
    assert failed(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Nhận 1.660 hồ sơ, trả 1.671, do quý trước để lại 64 hồ sơ. Đang làm 53.",
        "Có 9 thôn. Mỗi thôn 1 tổ, mỗi tổ 5 người, cộng 45 người.",
        "25 dịch vụ thiết yếu: phường có 11 dịch vụ, có hồ sơ 7 dịch vụ, chưa có hồ sơ 4 dịch vụ.",
        "Tháng Bảy 1.015, tháng Tám 1.242, từ 01 đến 14/9 là 486. Cả quý 2.743.",
        "Đã số hóa 2.206 trang, còn 1.094 trang, tức đã đi được 66,8% quãng đường.",
    ],
)
def test_what_another_figure_explains_is_left_alone(said: str) -> None:
    assert failed(said) == []
