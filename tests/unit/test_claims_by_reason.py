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
ENDS_NEAR = [
    ("TT\tNội dung\tMục tiêu (%)\tKết quả (%)\n1\tHồ sơ trực tuyến\t85\t78,4\n2\tThanh toán\t70\t"
     "72,5\n3\tSố hóa\t90\t93,0\n\n- Trực tuyến 196/250 đơn, so với mục tiêu còn thiếu {} điểm %.",
     "7,6", "6,6"),
    ("Số hóa 640/800 hồ sơ, đạt 80,0%. So với tháng 5 (74,5%), tỷ lệ số hóa tăng {} điểm %.",
     "6,5", "5,5"),
    ("Mức hài lòng đạt 93,4%. Năm 2022 tỷ lệ này là 90,1%, nay tăng {} điểm phần trăm.",
     "3,8", "3,3"),
    ("Tỷ lệ đúng hạn quý I/2025 là 97,2%; quý IV/2024 là 95,8%; tăng {} điểm phần trăm.",
     "2,4", "1,4"),
    ("Cấp 1.260/1.400 bản, đạt 90,0%; cùng kỳ 1.020/1.200 bản, đạt 85,0%; so với cùng kỳ tăng {} "
     "điểm phần trăm.", "6,0", "5,0"),
    ("Theo tháng: T2 214, T3 268, T4 251.\nTháng 4 so với tháng 3 {} 17 hồ sơ.", "tăng", "giảm"),
    ("Xã Đoài {} 1,4 điểm (82,6 xuống 81,2).", "tăng", "giảm"),
    ("Tháng 7 nhận 960 đơn, chênh 160 đơn so với con số 800 đơn của tháng 6, tức {} 20%.",
     "giảm", "tăng"),
    ("Quý II cấp 540 thẻ, nhiều hơn quý I là 40 thẻ ({}%).", "7,4", "8"),
    ("Cả năm làm sáu trăm sáu mươi (660) việc. Năm 2020 có sáu trăm (600) việc, như vậy tăng sáu "
     "mươi (60) việc, tương ứng tăng {}%.", "11", "10"),
]  # fmt: skip
AIMS_BY_LETTER = [
    ("Mục tiêu huyện giao: (a) số hóa 80%; (b) đúng hạn 98%.\n- Số hóa đạt {}%, vượt mục tiêu (a).",
     "78,4", "82,4"),
    ("Các chỉ tiêu:\na) Cấp bản điện tử từ 70% trở lên;\nb) Trả đúng hạn: 99%.\n- Bản điện tử được "
     "{}%, đạt chỉ tiêu a.", "68,1", "71,8"),
    ("Chỉ tiêu năm: 1. Số hóa 85%; 2. Nộp phí trực tuyến 60%.\n- Nộp phí trực tuyến 63,1%, {} chỉ "
     "tiêu số 2.", "chưa đạt", "vượt"),
]  # fmt: skip
WHO_FOLLOWS = [
    ("Xã\tNhận\tTỷ lệ trực tuyến (%)\nMẫu Đông\t1.000\t{}\nMẫu Tây\t500\t60,0\nMẫu Nam\t800\t84,0\n"
     "Mẫu Bắc\t600\t80,0\n\nDẫn đầu là xã Mẫu Đông; xã Mẫu Nam đứng sau với 84,0%.",
     "81,5", "86,5"),
]  # fmt: skip
NAMED_MONTHS = [
    ("Nhận hồ sơ theo tháng: tháng 9: 803; tháng 10: 861; tháng 11: 829. Tháng 10 nhận tăng 58 hồ "
     "sơ so với tháng 9; tháng 11 nhận {} 32 hồ sơ so với tháng 10 (3,7%).", "tăng", "giảm"),
    ("Quý I trả 803 đơn, quý II trả 861 đơn, quý III trả 829 đơn. Số trả của quý III {} 32 đơn so "
     "với quý II.", "tăng", "giảm"),
]  # fmt: skip
MONEY_OF_A_REPORT = [
    ("Chi đầu tư: 1.860,0 (tức {} tỷ đồng); chi thường xuyên: 7.214,4.", "18,6", "1,86"),
    ("Thu phí 1.472,5 (tương đương {} tỷ đồng), lệ phí 310,0.", "1,4275", "1,4725"),
]  # fmt: skip
GROWN_IN_TABLE = [
    (f"TT\tLĩnh vực\tNhận mới\tĐã giải quyết\n1\tHộ tịch\t214\t208\n2\tĐất đai\t484\t463\n\t"
     f"Cộng\t698\t671\n\n{said}", wrong, right)
    for said, wrong, right in (
        ("Số đã giải quyết {} 34 hồ sơ so với tháng trước (637 hồ sơ).", "giảm", "tăng"),
        ("So với tháng trước (637 hồ sơ), số đã giải quyết {} 34 hồ sơ.", "giảm", "tăng"),
        ("Lượng hồ sơ nhận mới tăng {} hồ sơ so với cùng kỳ năm trước (620 hồ sơ).", "87", "78"),
    )
]  # fmt: skip
MEANS_OF_MONTHS = [
    ("Nhận 2.196 đơn cả năm. Ba tháng gần nhất nhận: tháng 9: 176, tháng 10: 163, tháng 11: 205; "
     "bình quân {} đơn/tháng.", "184,3", "181,3"),
]  # fmt: skip
SHARES_OF_ALL = [
    ("Mỗi người dân chỉ chọn một đáp án: nhanh 55,5%; vừa phải {}%; chậm 14,0%.", "32,5", "30,5"),
    ("Cơ cấu độ tuổi: từ 50 tuổi trở lên 22,5%; từ 35 đến dưới 50 tuổi 47,5%; dưới 35 tuổi {}%.",
     "33,0", "30,0"),
    ("Thời gian chờ: trên 30 phút chiếm 8%, từ 15 đến 30 phút chiếm 32%, dưới 15 phút chiếm {}%.",
     "66", "60"),
]  # fmt: skip
WHOLES_NAMED = [
    ("Nhận 4.000 hồ sơ, đã trả 3.800 hồ sơ. Số hóa 3.420 hồ sơ, tính trên số hồ sơ đã trả là {}%.",
     "85,5", "90,0"),
    ("Nhận 900 hồ sơ, trong đó 600 hồ sơ trực tuyến. Có 450 hồ sơ dân tự nộp, bằng {}% hồ sơ trực "
     "tuyến.", "50,0", "75,0"),
    ("Phát ra 400 phiếu, thu 320 phiếu. Hài lòng 288 phiếu, bằng {}% số phiếu thu về.",
     "72,0", "90,0"),
]  # fmt: skip
MEANS_OF_LINES = [
    ("a) Thái độ: 88,5\nb) Thời gian: 91,0\nc) Kết quả: 84,5\nd) Chi phí: 80,0\nChỉ số chung là "
     "trung bình cộng của bốn nhóm, đạt {} điểm.", "87,0", "86,0"),
    ("1. Tổ Đông: 78,5\n2. Tổ Đoài: 81,0\n3. Tổ Bắc: 75,5\nĐiểm trung bình của 03 tổ: {} điểm.",
     "79,33", "78,33"),
    ("1. Quầy lễ tân: 8,6 điểm\n2. Quầy hộ tịch: 9,0 điểm\n3. Quầy đất đai: 7,9 điểm\nĐiểm trung "
     "bình của 03 quầy là {} điểm.", "8,9", "8,5"),
    ("Xã A 71,2; xã B 80,4; xã C 68,8; xã D 75,6; điểm bình quân chung của 04 xã là {}.",
     "74,9", "74,0"),
    ("Có 320/400 giao dịch qua mạng (80%), tổng số tiền 15.360.000 đồng, bình quân {} đồng/giao "
     "dịch.", "84.000", "48.000"),
]  # fmt: skip
OTHER_UNITS = [
    ("Hỗ trợ 18 người nghỉ việc, đã chi {} đồng, tính bình quân 240 triệu đồng một người.",
     "4.320 tỷ", "4.320 triệu"),
    ("Chi thường xuyên {} đồng, bằng 64,2% dự toán (412,5 tỷ đồng).", "264,8 triệu", "264,8 tỷ"),
    ("Tổng chi 61,7 triệu đồng: in 31,7 triệu đồng, thuê máy 30 triệu đồng. Dự toán giao 62 triệu "
     "đồng, còn thừa {} đồng.", "3.000.000", "300.000"),
    ("Thời gian chờ: quý I là 21 phút, quý II là 17 phút, quý III là 13 phút; trung bình ba quý 17 "
     "{}.", "giờ", "phút"),
    ("Dữ liệu lưu 32,6 {}, chưa đến 70% dung lượng 50 GB.", "TB", "GB"),
    ("Thu 3.850 triệu đồng (ba tỷ {} triệu đồng).", "năm trăm tám mươi", "tám trăm năm mươi"),
]  # fmt: skip
NAMES_OF_MORE_KINDS = [
    ("Có {} chợ đã xếp hạng là chợ Mẫu, chợ Bến, chợ Đồng.", "04", "03"),
    ("Còn {} khâu bị chậm, gồm: thẩm định hồ sơ; ký số.", "03", "02"),
    ("Mở {} lớp tin học tại các ấp Hòa Một, Hòa Hai và Hòa Ba (mỗi ấp một lớp).", "04", "03"),
]
FUNDS = [
    ("Quỹ có số dư 01/01/2024: 75 triệu đồng. Vận động thêm: 40 triệu đồng. Trao quà, học bổng: "
     "52 triệu đồng. Số dư 31/12/2024: {} triệu đồng.", "73", "63"),
    ("- Tồn năm 2022 chuyển sang: 18,4 triệu đồng\n- Thu trong năm: 30,0 triệu đồng, gồm thu phí "
     "20 triệu đồng và thu khác 10 triệu đồng\n- Chi trong năm: 25,2 triệu đồng\n- Còn dư cuối "
     "năm: {} triệu đồng", "32,2", "23,2"),
    ("Tổng thu quỹ 58,6 triệu đồng.\nTổng chi quỹ 41,1 triệu đồng.\nKết dư {} triệu đồng.",
     "15,7", "17,5"),
    ("Tháng 4 tiếp 46 lượt. Trước đó, ba tháng đã tiếp 215 lượt. Lũy kế bốn tháng là {} lượt.",
     "281", "261"),
    ("Tổng chi 936 triệu đồng, đạt 95,1%. Có ba khoản: lương 610 triệu đồng; văn phòng 214 triệu "
     "đồng; sửa chữa {} triệu đồng.", "102", "112"),
]  # fmt: skip
SO_MANY_EACH = [
    ("Mở 03 lớp nghiệp vụ, mỗi lớp 40 người, tổng {} lượt người.", "150", "120"),
    ("06 ấp, khóm có {} người, mỗi ấp, khóm 04 người.", "34", "24"),
    ("Mua 04 máy in, đơn giá 6,5 triệu đồng/máy, thành tiền 26 triệu đồng; 05 bộ bàn, đơn giá 2,4 "
     "triệu đồng/bộ, thành tiền {} triệu đồng.", "9,6", "12"),
    ("Công phát phiếu {} triệu đồng (500 phiếu x 30.000 đồng).", "12,5", "15"),
    ("Đã thu 6.187,4 triệu đồng, tức khoảng {} tỷ đồng.", "61,9", "6,2"),
]  # fmt: skip
BASES_NAMED = [
    ("Phải giải quyết 2.480 hồ sơ, đã giải quyết 2.310 hồ sơ. Trong đó trước hạn 1.410, đúng hạn "
     "870, quá hạn 30; tỷ lệ trước và đúng hạn đạt {}% số hồ sơ đã giải quyết.", "91,9", "98,7"),
    ("Kỳ trước còn 84 hồ sơ. Trong kỳ nhận 1.560 hồ sơ: tại quầy 845, trực tuyến 715. Tổng 1.644 "
     "hồ sơ.\n- Tỷ lệ hồ sơ nộp trực tuyến {}% số nhận trong kỳ.", "43,5", "45,8"),
    ("Có 500 đơn thuộc diện thẩm định, 420 đơn đã duyệt. Tỷ lệ duyệt (trên số thuộc diện thẩm "
     "định) là {}%.", "74", "84"),
    ("Trong 600 hồ sơ nộp qua mạng có 450 hồ sơ được ký số; tỷ lệ ký số trên số hồ sơ nộp qua mạng "
     "là {}%.", "57,0", "75,0"),
    ("Báo giấy chiếm 41,5% tổng số tin; báo mạng chiếm 36,2%; loa chiếm {}%.", "23,3", "22,3"),
    ("Tháng 5 đứng thứ 4/31 với 90,2 điểm; lần trước thứ 9/31 với 86,1 điểm. Như vậy tiến {} bậc.",
     "04", "05"),
]  # fmt: skip
IN_A_ROW = [
    ("Bốn quý nhận lần lượt 120, 135, 128 và 141 đơn, bình quân {} đơn/quý.", "113", "131"),
    ("Năm ấp có 42, 38, 51, 47 và 52 hộ nghèo, bình quân {} hộ/ấp.", "64", "46"),
    ("Phát lần lượt 12, 15, 18 tin, cả quý {} tin.", "54", "45"),
]
TOLD_BEHIND = [
    ("Đã trả 1.640 hồ sơ. Trong số đã trả có 1.607 hồ sơ sớm và đúng hạn, đạt {}%.",
     "97,89", "97,99"),
    ("Nhận 820 hồ sơ, giải quyết 800 hồ sơ. Hồ sơ nộp qua mạng là 656 hồ sơ, đạt tỷ lệ {}% trên "
     "tổng số tiếp nhận.", "82,0", "80,0"),
    ("Nhận 500 hồ sơ:\n- Toàn trình: 310 → {}%\n- Một phần: 120 → 24%", "66", "62"),
]  # fmt: skip
TURNED = [
    ("Dự toán giao 9.640 triệu đồng; chi đến nay 4.185 triệu đồng; còn được chi {} triệu đồng.",
     "5.545", "5.455"),
    ("Đợt 1 in 41.380 tờ.\n- Đợt 2 in 52.960 tờ.\n- Cộng hai đợt {} tờ.", "93.440", "94.340"),
    ("Nợ 46.815.300 đồng, đã nộp 30 triệu đồng, còn phải nộp {} đồng.", "18.615.300", "16.815.300"),
]  # fmt: skip
RUNNING = [
    ("Sáu tháng đầu năm nhận 820 hồ sơ, quý III nhận thêm 415 hồ sơ, đưa lũy kế chín tháng lên {} "
     "hồ sơ.", "1.325", "1.235"),
    ("Quý I thu 42 triệu đồng, quý II thu thêm 39 triệu đồng; lũy kế 6 tháng {} triệu đồng.",
     "71", "81"),
]  # fmt: skip
TOLD_ALL_IN_ALL = [
    ("Thuê xe 21,6 triệu; in tài liệu 17,85 triệu; nước uống 4,3 triệu. Như vậy ba tháng chi hết "
     "{} triệu đồng.", "43", "43,75"),
    ("Đất đai 412, ấy là cấp mới {}, chuyển nhượng 131, tách thửa 98.", "193", "183"),
    ("Thu 5.418.000 đồng, nộp ngân sách 5.100.000 đồng, còn quỹ {} đồng.", "381.000", "318.000"),
    ("Xã có 9 thôn, định mức chung 27 người. Hiện bố trí {} người, không vượt định mức.",
     "29", "26"),
]  # fmt: skip
DIVIDED_WHOLES = [
    ("Thu 84.200.000 đồng; qua mạng 63.150.000 đồng (75%), tại quầy {} đồng (25%).",
     "20.150.000", "21.050.000"),
    ("Có 38 người có mặt.\n- Trình độ: thạc sĩ 7 người; đại học {} người; cao đẳng 2 người.",
     "31", "29"),
    ("Thu về 420 phiếu.\n- Người trả lời: nam 198, nữ {}.", "232", "222"),
    ("Còn 9 chỉ tiêu chưa đạt ở các nhóm: số hóa (4), thanh toán ({}), hạ tầng (2).", "4", "3"),
    ("Đầu tháng 41 hồ sơ; trong tháng nhận thêm 318 hồ sơ; thành {} hồ sơ.", "395", "359"),
    ("Đầu năm có 46 người. Trong năm 3 người nghỉ hưu, 2 người chuyển đi, {} người mới về; hiện "
     "có 43 người.", "4", "2"),
    ("Tiếp 126 cuộc gọi, trả lời ngay 109 cuộc, chuyển bộ phận chuyên môn {} cuộc.", "27", "17"),
    ("Chi phí giảm từ 84,6 triệu đồng/năm xuống 52,3 triệu đồng/năm, tiết kiệm {} triệu đồng/năm.",
     "33,2", "32,3"),
]  # fmt: skip
MORE_THAN_ALL = [
    ("Được 88,5/100 điểm: thể chế 18,5/20 điểm, thủ tục {}/30 điểm.", "31", "29"),
    ("Nữ 21 người, nam 34 người. Đảng viên 44 người, trong đó {} người là nữ.", "23", "18"),
    ("Tổng chi 3.420 triệu đồng, trong đó chi đầu tư 1.120 triệu đồng, chi thường xuyên 2.300 "
     "triệu đồng.\n- Chi đầu tư cho 3 công trình: đường làng 610 triệu đồng, kênh {} triệu đồng, "
     "trường 120 triệu đồng.", "930", "390"),
]  # fmt: skip
COUNTED_OUT = [
    ("Phường có {} nhóm hỗ trợ Tổ công tác: nhóm tuyên truyền; nhóm số hóa; nhóm trực quầy.",
     "05", "03"),
    ("Xã duy trì {} bộ phận giúp việc Hội đồng: bộ phận thẩm định; bộ phận lễ tân; bộ phận thư "
     "ký.", "04", "03"),
    ("Số liệu lấy từ ngày 01/3/2024 đến hết ngày 31/8/2024, tròn {} tháng.", "5", "6"),
    ("Kỳ kiểm tra từ 01/10/2022 đến 31/01/2023 ({} tháng).", "03", "04"),
    ("Rút gọn {} quy trình: cấp bản sao trích lục; đăng ký khai sinh; xác nhận hộ cận nghèo.",
     "04", "03"),
    ("Có {} xã đạt từ 85% trở lên: Đồng Tâm, Hòa Lạc, Phú Minh.", "04", "03"),
]  # fmt: skip
IN_LONG_PARAGRAPHS = [
    ("Ban hành 41 văn bản, gồm 12 kế hoạch, {} quyết định, 19 thông báo; kiểm tra 06/11 xã, bằng "
     "54,5%; mở 02 lớp cho 180 người, lớp thứ nhất 95 người, lớp thứ hai 85 người.", "14", "10"),
    ("Cả năm nhận 2.640 hồ sơ, chia ra nộp ở xã 1.915 hồ sơ, nộp ở thôn {} hồ sơ; kỳ trước sang 41 "
     "hồ sơ; cả 12 trường hợp trễ đều đã có văn bản xin lỗi gửi đến từng người dân, trong đó "
     "có 03 trường hợp kiêm nhiệm.", "752", "725"),
    ("Kinh phí 940 triệu đồng, tăng 140 triệu đồng so với năm trước (800 triệu đồng); gồm cấp tỉnh "
     "520 triệu đồng, cấp xã {} triệu đồng.", "402", "420"),
]  # fmt: skip
POSTS = [
    (
        "Nghỉ việc 12 người, hiện có mặt 29 người. Tỉnh giao 33 biên chế, xã thiếu {} biên chế.",
        "6",
        "4",
    ),
    ("Hiện có {} người. Được giao 23 chỉ tiêu, còn thiếu 02.", "25", "21"),
    ("Định mức giao 16, bố trí {}, khuyết 01.", "17", "15"),
]
DENIED = [
    ("Trả 214 hồ sơ, trong đó muộn {} hồ sơ.\n- Quý III bộ phận làm việc đều tay, không có hồ sơ "
     "nào giải quyết trễ hạn.", "3", "0"),
    ("Đã trả 640 hồ sơ, quá hạn {} hồ sơ.\n- Không để phát sinh hồ sơ quá hạn.", "14", "0"),
    ("Trễ hạn {} hồ sơ.\n- Trong kỳ chưa để xảy ra hồ sơ trễ hạn.", "5", "0"),
    ("Giải quyết 300 hồ sơ, trả chậm {} hồ sơ.\n- Xã không để hồ sơ nào bị chậm.", "7", "0"),
    ("Quá hạn: {} hồ sơ.\n- Đánh giá: không phát sinh hồ sơ quá hạn.", "9", "0"),
    ("Xử lý kỷ luật {} công chức.\n- Không có công chức nào bị xử lý kỷ luật.", "2", "0"),
    ("Tiếp nhận {} đơn khiếu nại.\n- Không phát sinh đơn khiếu nại.", "3", "0"),
    ("Nhận {} phản ánh, đã trả lời.\n- Trong kỳ không có phản ánh nào của người dân.", "4", "0"),
    ("Có {} hồ sơ bị trả lại do thiếu giấy tờ.\n- Không có hồ sơ nào phải trả lại.", "12", "0"),
    ("Nhận 9 đơn: kiến nghị 9, không có đơn tố cáo.\n- Tồn tại: {} đơn tố cáo chưa xem xét.",
     "02", "0"),
    ("Trong năm không phát sinh trường hợp khai tử quá hạn.\n- Còn {} trường hợp khai tử quá hạn.",
     "06", "0"),
]  # fmt: skip
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
PRODUCTS = [
    ("Sao y 1.500 bản với 3.200 trang. Lệ phí theo mức 2.000 đồng/trang, thu được {} đồng.",
     "4.600.000", "6.400.000"),
    ("Cấp 240 thẻ. Giá 15.000 đồng/thẻ, số tiền thu được {} đồng.", "3.900.000", "3.600.000"),
    ("Mua 6 máy. Đơn giá 14,5 triệu đồng/máy, tổng {} triệu đồng.", "78", "87"),
    ("Tổ chức 4 lớp, mỗi lớp 12 triệu đồng, hết {} triệu đồng.", "44", "48"),
    ("In 2.000 tờ. Giá 1.500 đồng/tờ, thành tiền {} đồng.", "3.500.000", "3.000.000"),
    ("Hỗ trợ 35 hộ. Mỗi hộ 2 triệu đồng, tổng số tiền {} triệu đồng.", "75", "70"),
]  # fmt: skip
DIVIDED_ALONE = [
    ("Tổ một 14 người, tổ hai 11 người, tổ ba 17 người, cả thảy {} người, chưa kể tổ trưởng.",
     "41", "42"),
    ("Tổng 74 công chức. Theo độ tuổi thì dưới 30 có 15 người, từ 30 đến dưới 50 có {} người, từ "
     "50 trở lên có 22 người.", "39", "37"),
    ("1. Đơn thư nhận trong năm 412. Trong đó bằng giấy 300, qua mạng 112. Đơn thư nhận của nhóm "
     "đất đai là 220, của nhóm xây dựng {}, nhóm khác 56.", "146", "136"),
    ("Tổng cộng {} lượt tin về cải cách, chia theo kênh:\n+ Loa: 64 lượt;\n+ Trang tin: 27 lượt;"
     "\n+ Nhóm Zalo: 18 lượt.", "119", "109"),
]  # fmt: skip
LEADS_THE_OTHERS = [
    ("Tỷ lệ cài ứng dụng cao nhất ở ấp Một ({}%); các ấp khác: ấp Hai 78,4%, ấp Ba 83,5%, ấp Tư "
     "71,0%.", "81,3", "91,3"),
    ("Số lượt tiếp ít nhất tại tổ Đông ({} lượt); các tổ khác: tổ Tây 41 lượt, tổ Nam 35 lượt, tổ "
     "Bắc 52 lượt.", "38", "28"),
]  # fmt: skip
PARTS = [
    ("Mở 5 lớp với 163 lượt người; trong đó quý III mở 2 lớp với {} lượt người.", "171", "71"),
    ("Tổ chức kiểm tra 12 đơn vị, riêng tháng 6 kiểm tra {} đơn vị.", "14", "4"),
    ("Đăng 48 tin, trong đó quý II đăng {} tin.", "84", "18"),
    ("Tiếp 210 lượt, trong đó lãnh đạo xã tiếp {} lượt.", "310", "31"),
    ("Cấp 640 tài khoản (trong đó cấp cho người cao tuổi {} tài khoản).", "660", "66"),
    ("Phát 900 phiếu, riêng tháng 5 phát {} phiếu.", "990", "90"),
]
FITTING = [
    ("Kỳ trước chuyển sang {} hồ sơ (khớp với số đang giải quyết cuối quý I là 37 hồ sơ).",
     "27", "37"),
    ("Đầu kỳ có {} hồ sơ, khớp với số tồn cuối kỳ trước là 19 hồ sơ.", "91", "19"),
    ("Danh mục có {} thủ tục (trùng với số niêm yết là 142 thủ tục).", "124", "142"),
    ("Biên lai thu {} phiếu, khớp đúng với sổ quỹ 65 phiếu.", "56", "65"),
    ("Nhập phần mềm {} văn bản (thống nhất với sổ là 310 văn bản).", "301", "310"),
    ("Hiện có {} công chức, đúng bằng số được giao là 23 công chức.", "32", "23"),
]  # fmt: skip
KINDS = [
    ("Toàn tỉnh có {} đơn vị, gồm 97 xã, 12 phường và 2 đặc khu.", "113", "111"),
    ("Huyện có {} đơn vị, gồm 14 xã, 2 thị trấn và 1 phường.", "18", "17"),
    ("Quản lý {} đơn vị, bao gồm 9 trường, 3 trạm, 1 nhà văn hóa.", "14", "13"),
    ("Đã kiểm tra {} đơn vị, gồm 20 xã, 4 phường và 3 sở.", "28", "27"),
    ("Tỉnh có {} đơn vị, gồm 60 xã, 8 phường, 2 thị trấn.", "71", "70"),
    ("Khảo sát {} đơn vị, gồm 10 sở, 5 huyện, 30 xã.", "46", "45"),
]
SINCE = [
    ("Thu ngân sách đạt 1.284,6 triệu đồng. Cùng kỳ năm 2022 thu 1.102,3 triệu đồng; tăng {}%.",
     "18,2", "16,5"),
    ("Tiếp nhận 840 hồ sơ. Cùng kỳ năm 2023 tiếp nhận 800 hồ sơ; tăng {}%.", "4", "5"),
    ("Chi 450 triệu đồng. Cùng kỳ năm trước chi 500 triệu đồng; giảm {}%.", "11,1", "10"),
    ("Có 66 đơn. Cùng kỳ năm trước có 60 đơn; tăng {}%.", "9,1", "10"),
    ("Giải quyết 1.250 hồ sơ. Cùng kỳ năm trước 1.000 hồ sơ; tăng {}%.", "20", "25"),
    ("Tiếp 90 lượt. Cùng kỳ năm trước 120 lượt; giảm {}%.", "33,3", "25"),
]  # fmt: skip
ROUGH = [
    ("Trong 9 tháng tiếp nhận 1.257 hồ sơ. Bình quân mỗi tháng gần {} hồ sơ.", "160", "140"),
    ("Sáu tháng (6 tháng) tiếp nhận 900 hồ sơ. Bình quân mỗi tháng khoảng {} hồ sơ.", "180", "150"),
    ("Đã giải quyết 2.400 hồ sơ trong 12 tháng. Bình quân mỗi tháng hơn {} hồ sơ.", "260", "200"),
    ("Tiếp nhận 610 hồ sơ trong 3 tháng. Bình quân mỗi tháng trên {} hồ sơ.", "240", "200"),
    ("Nhận 4.380 hồ sơ trong 12 tháng. Trung bình mỗi tháng gần {} hồ sơ.", "430", "370"),
    ("Giải quyết 1.080 hồ sơ trong 6 tháng. Trung bình mỗi tháng khoảng {} hồ sơ.", "150", "180"),
]
NESTED = [
    ("Dôi dư 41 cán bộ, công chức; đã giải quyết 26 người: nghỉ hưu 7, tinh giản 12, điều động 7; "
     "còn {} người giải quyết sau.", "18", "15"),
    ("Có 64 đơn; đã xử lý 51 đơn: hòa giải 30, trả lời 21; còn {} đơn chưa xử lý.", "31", "13"),
    ("Giao 90 nhiệm vụ; đã xong 72 nhiệm vụ: sớm 40, đúng hẹn 32; còn {} nhiệm vụ.", "81", "18"),
    ("Cần thay 35 máy; đã mua 21 máy: máy tính 15, máy in 6; còn {} máy.", "24", "14"),
    ("Rà soát 48 thủ tục; đã rút ngắn 33 thủ tục: hộ tịch 20, đất đai 13; còn {} thủ tục.",
     "25", "15"),
    ("Có 29 công chức; đã đánh giá 17 người: tốt 12, hoàn thành 5; còn {} người.", "21", "12"),
]  # fmt: skip
EACH_OF_MANY = [
    ("Lập 7 đội, mỗi đội 8 thành viên, tổng cộng {} thành viên.", "65", "56"),
    ("Huy động 15 ngày làm việc, mỗi ngày 420 hồ sơ, cả đợt số hóa {} hồ sơ.", "6.030", "6.300"),
    ("Có 12 tổ, mỗi tổ 5 người, cộng {} người.", "66", "60"),
    ("Mở 6 lớp tập huấn, mỗi lớp 8,5 triệu đồng: {} triệu đồng.", "15", "51"),
    ("Phát cho 14 thôn, mỗi thôn tổ chức 3 buổi, tất cả {} buổi.", "45", "42"),
]
MIXED_MONEY = [
    ("Bố trí {} cho bốn việc, gồm: máy móc 640 triệu đồng, phần mềm 380 triệu đồng, đào tạo 220 "
     "triệu đồng.", "1 tỷ 420 triệu đồng", "1 tỷ 240 triệu đồng"),
]  # fmt: skip
RANK_AND_BASE = [
    ("Xã xếp thứ 5/18, tăng {} bậc so với năm 2021 (thứ 9/18).", "03", "04"),
    ("Chỉ số của huyện đứng thứ 10/12, tụt {} bậc so với năm trước (hạng 8).", "4", "2"),
    ("Năm nay xếp hạng 3/27, lên {} hạng so với năm 2020 (xếp thứ 11/27).", "7", "8"),
]
POINTS = [
    ("Tỷ lệ số hóa đạt 64,5% (quý trước 60,1%), tăng {} điểm %.", "3,4", "4,4"),
    ("Quý I: tỷ lệ trực tuyến 71,2%. Quý II: 74,0%, nhích lên {} điểm phần trăm.", "3,8", "2,8"),
    ("Chỉ số hài lòng 88,4% (cùng kỳ 90,2%), giảm {} điểm %.", "2,8", "1,8"),
    ("Tháng 3 đạt 71,2%. Tháng 4 đạt 69,0%, sụt {} điểm phần trăm.", "3,2", "2,2"),
]
RISES_THAT_FALL = [
    ("Quý trước có 412 lượt, quý này {} lượt.\n- Trong quý tiếp 376 lượt.", "tăng 36", "giảm 36"),
    ("Tiếp nhận {} hồ sơ so với cùng kỳ năm 2023 (2.310 hồ sơ).\n- Cả năm tiếp nhận 2.474 hồ sơ.",
     "giảm 164", "tăng 164"),
]  # fmt: skip
GROWN = [
    ("Mở 10 lớp, cao hơn năm 2022 (08 lớp, 300 người) là 02 lớp, tăng {}%.", "20", "25"),
    ("Trong tháng trễ 12 hồ sơ.\n- Tháng 7 trễ 16 hồ sơ. Số hồ sơ trễ giảm 4 hồ sơ, tương ứng giảm "
     "{}%.", "33,3", "25"),
]  # fmt: skip
NAMED_WHOLES = [
    ("Còn 640 phiếu hợp lệ. Nộp trực tuyến có 288 người, chiếm {}% số phiếu hợp lệ.", "54", "45"),
    ("Có 1.250 hồ sơ phát sinh phí, nhận 3.400 hồ sơ; thanh toán qua mạng 800 hồ sơ, đạt {}% số hồ "
     "sơ phát sinh phí.", "23,5", "64"),
]  # fmt: skip
SHARES = [
    ("Đất đai chiếm 38,5% hồ sơ; hộ tịch {}%; xây dựng 20,5%; văn hóa, thể thao 10,0%.",
     "34,0", "31,0"),
]  # fmt: skip
MEANS = [
    ("Tiếp cận 4,5; thủ tục 4,3; công chức 4,7. Bình quân ba yếu tố là {} điểm.", "4,6", "4,5"),
    ("Chi 57,6 triệu đồng tăng thêm cho 24 người, bình quân {} triệu đồng/người.", "2,6", "2,4"),
    ("Tiết kiệm 80 triệu đồng, chi cho 40 người, bình quân {} triệu đồng/người, còn lại 20 triệu "
     "đồng.", "1,6", "1,5"),
]  # fmt: skip
UNITS = [
    ("- Sửa nhà văn hóa thôn, lát sân, làm cổng: 345 triệu đồng.\n- Khoản {} đồng sửa nhà văn hóa "
     "thôn, lát sân đã quyết toán.", "345 tỷ", "345 triệu"),
    ("Quỹ thu 82,5 triệu đồng, đã chi {} đồng, còn 22,2 triệu đồng.", "60,3 tỷ", "60,3 triệu"),
    ("Tổng thu: 6.480 triệu đồng\n- Bổ sung: {} đồng\n- Điều tiết: 1.310 triệu đồng\n- Tại chỗ: "
     "1.020 triệu đồng", "4,15 triệu", "4,15 tỷ"),
    ("Ổ cứng 500 GB, đã dùng 320 GB, còn {}.", "180 MB", "180 GB"),
    ("Thời gian từ 15 ngày xuống 11 ngày, rút ngắn {}.", "4 giờ", "4 ngày"),
    ("Tổng chi 4.215 triệu đồng. Tính theo tỷ, tổng chi là {} tỷ đồng.", "42,15", "4,215"),
]  # fmt: skip
ABOVE_PLAN = [
    ("Thu 4.520 triệu đồng/dự toán 4.200 triệu đồng, đạt 107,6%, vượt {} triệu đồng.",
     "230", "320"),
]  # fmt: skip
RATED = """Kết quả:
| Đơn vị | Số hồ sơ | Tỷ lệ trực tuyến (%) |
|---|---|---|
| Xã Đông Lĩnh | 420 | 81,4 |
| Xã Tây Lĩnh | 380 | 67,3 |
| Xã Nam Lĩnh | 515 | 92,6 |

"""
DISTANCES = [
    ("Trong kỳ đạt 71,4%, so với chỉ tiêu 80% còn thiếu {} điểm phần trăm.", "6,8", "8,6"),
    ("Nộp trực tuyến 640 hồ sơ, chiếm 64% số nhận mới 1.000 hồ sơ.\n- So với chỉ tiêu 70% hồ sơ "
     "trực tuyến, xã còn thiếu {} điểm phần trăm.", "16", "6"),
    (RATED + "Để đạt 75%, xã Tây Lĩnh còn thiếu {} điểm %.", "8,7", "7,7"),
    (RATED + "Đơn vị cao nhất hơn đơn vị thấp nhất {} điểm %.", "23,5", "25,3"),
]  # fmt: skip
SPREAD_ON = [
    ("Nhận 30 vụ: hòa giải thành 21, không thành 4, đang giải quyết 5. Tính trên 25 vụ đã xong thì "
     "tỷ lệ hòa giải thành là {}%.", "70", "84"),
]  # fmt: skip
ABOVE_ALL = [
    ("Trả 412 hồ sơ. Tỷ lệ hài lòng của người dân đạt {}%.", "108,4", "98,4"),
    ("Tỷ lệ đúng hạn và trước hạn toàn kỳ là {}%.", "119,2", "99,2"),
    ("Tiêu chí 1: 8,5/10; tiêu chí 2: {}/15; tiêu chí 3: 17,0/20.", "15,5", "14,5"),
    ("Xã có {}% cán bộ, công chức được tập huấn kỹ năng số.", "104,5", "94,5"),
]
BESIDE_AN_AIM = [
    ("Trong 1.640 hồ sơ nhận được có 1.312 hồ sơ nộp trực tuyến. Tỷ lệ trực tuyến là {}%, cao hơn "
     "chỉ tiêu 75%.", "85,0", "80,0"),
    ("Tỷ lệ trực tuyến đạt 82,4%, vượt chỉ tiêu giao (75%) {} điểm phần trăm.", "4,7", "7,4"),
    ("Đạt 68,5%, thấp hơn chỉ tiêu 80% là {} điểm phần trăm.", "12,5", "11,5"),
]  # fmt: skip
OTHER_WAY = [
    ("Số hồ sơ tiếp nhận là 1.860, so với cùng kỳ 1.550 hồ sơ {} 20%.", "giảm", "tăng"),
]
OF_NOW = [
    ("Tiếp nhận 2.400 hồ sơ, tăng 400 hồ sơ, tương ứng {}% so với cùng kỳ năm trước.",
     "16,7", "20"),
    ("Tháng 6 có 320 đơn, tháng 7 có 384 đơn; tháng 7 tăng {}% so với tháng 6.", "25", "20"),
    ("Quý III nhận 960 hồ sơ, quý II nhận 800 hồ sơ, như vậy quý III tăng {}%.", "16,7", "20"),
    ("So với cùng kỳ năm 2023 (1.120 hồ sơ), số tiếp nhận (1.344 hồ sơ) tăng {}%.", "24", "20"),
    ("Thời gian bình quân giảm từ 4,0 ngày xuống còn 3,0 ngày, giảm {}%.", "33,3", "25"),
]  # fmt: skip
FROM_TO = [
    ("Tỷ lệ hộ nghèo giảm từ 6,8% xuống 5,3%, giảm {}%.", "2,5", "1,5"),
    ("Chỉ số tăng từ 88,5% lên 91,2%, tức {} điểm phần trăm.", "3,7", "2,7"),
    ("Số hồ sơ năm nay là 4.500, gấp {} lần năm trước (1.500 hồ sơ).", "2", "3"),
    ("Xếp hạng 6/10 phường, tăng {} bậc so với năm trước (8/10).", "3", "2"),
    ("Quý I tiếp nhận 810 hồ sơ, bình quân mỗi tháng {} hồ sơ.", "290", "270"),
    ("Lệ phí 8.000 đồng/bản, thu 640 bản được {} đồng.", "5.210.000", "5.120.000"),
]
COMPARED = [
    ("Thu 8.400 triệu đồng, bằng 120% dự toán và bằng {}% cùng kỳ (8.000 triệu đồng).",
     "115", "105"),
    ("Thu 8.400 triệu đồng, vượt {}% dự toán (7.000 triệu đồng).", "25", "20"),
    ("Năm trước trả 4.800 hồ sơ; năm nay 5.400 hồ sơ, nhiều hơn {} hồ sơ.", "500", "600"),
    ("Tỷ lệ đúng hạn 98,5%, tăng {}% so với năm trước (97,9%).", "0,8", "0,6"),
    ("Sắp xếp giảm từ 18 đầu mối xuống 15, giảm {} đầu mối.", "4", "3"),
    ("Điểm cao nhất 92,1, thấp nhất 71,5, chênh lệch {} điểm.", "21,6", "20,6"),
    ("Số người xếp loại xuất sắc chiếm {}%, vượt mức trần 20%.", "18,4", "21,4"),
    ("Số người xếp loại xuất sắc chiếm {}%, không vượt mức tối đa 20%.", "21,4", "18,4"),
    ("Năm 2023, xã đạt 81,5 điểm; năm 2024 đạt 84,2 điểm, tăng {} điểm.", "3,7", "2,7"),
    ("Còn 900 bộ hồ sơ giấy, bằng {}% năm 2023 (1.200 bộ).", "80", "75"),
    ("Đã mở 18 cuộc kiểm tra, đạt {}% kế hoạch (15 cuộc).", "125", "120"),
]  # fmt: skip
RANKS = "Hạng | Đơn vị | Điểm | Hạng năm 2021"
TABLE = f"""Xếp hạng:
| {RANKS} |
|---|---|---|---|
| 1 | Xã Đông | 92 | 2 |
| 2 | Xã Tây | 91 | 1 |
| 3 | Xã Nam | 90 | 6 |
| 4 | Xã Bắc | 88 | 3 |
| 5 | Xã Thượng | 87 | 5 |
| 6 | Xã Hạ | 85 | 4 |

"""
MOVES = [
    (TABLE + "Tiến bộ nhất là Xã Nam, tăng {} bậc.", "4", "3"),
    (TABLE + "Xã Đông tăng {} bậc so với năm trước.", "2", "1"),
    (TABLE + "Xã Hạ giảm {} bậc.", "3", "2"),
    (TABLE + "Trong năm, Xã Bắc tụt {} hạng.", "2", "1"),
    (TABLE + "Riêng Xã Tây giảm {} bậc.", "2", "1"),
    (TABLE + "Đáng kể nhất là Xã Nam lên {} hạng.", "2", "3"),
]
MARKS = """Tự chấm:
| Lĩnh vực | Điểm tối đa | Điểm {head} |
|---|---|---|
| Chỉ đạo | 18 | 16,5 |
| Thể chế | 8 | 8 |
| Công vụ | 14 | {{}} |
| Tài chính | 10 | 9 |

Hết."""
OVER = [
    (MARKS.format(head=head), wrong, "12")
    for head, wrong in (
        ("tự chấm", "15"), ("tự đánh giá", "14,5"), ("thẩm định", "21"), ("đạt được", "16"),
        ("huyện chấm", "20"), ("đạt được năm nay", "19"),
    )
]  # fmt: skip
NAMED = [
    ("Đoàn đã xuống {} thôn: Đồng Mây, Suối Lạnh, Bản Kéo và Pò Tấu.", "05", "04"),
    ("Kiểm tra {} đơn vị gồm: Phòng Nội vụ, Phòng Kinh tế và Hạ tầng, UBND xã Nà Lại.", "4", "3"),
    ("Xã ban hành {} văn bản: Kế hoạch số 4/KH-UBND ngày 05/01/2024, Công văn số 9/UBND-VP ngày "
     "11/01/2024 và Kế hoạch số 12/KH-UBND ngày 19/01/2024.", "02", "03"),
    ("Duy trì {} mô hình:\n  + Ngày không hẹn;\n  + Tổ công nghệ số;\n  + Ki-ốt tự phục vụ.",
     "04", "03"),
    ("Chưa có sóng là {} bản Nậm Lạnh, Huổi Men, Phiêng Cành.", "05", "03"),
    ("Có {} xã (Hòa Sơn, Hòa Lạc, Hòa Thạch, Phú Cát) đã xong.", "03", "04"),
]  # fmt: skip
READ_AS_FIGURES = [
    ("Chia theo hạn: trước hạn 2.410 / đúng hạn 855 / quá hạn {} trong 3.290 hồ sơ đã giải quyết.",
     "52", "25"),
    ("Hai đợt kiểm tra 640 lượt: đợt đầu 315 lượt, đợt sau 325 lượt; cộng hai đợt {} lượt.",
     "604", "640"),
]  # fmt: skip
LEFT_IN_SENTENCES = [
    ("Kế hoạch: 26 lớp. Đã mở: 17. Còn {} lớp.", "8", "9"),
    ("Giao 54 nhiệm vụ. Đã xong 41. Đang làm {} nhiệm vụ.", "18", "13"),
    ("Hai quý 2.180. Đã trả 2.095, chưa đến hẹn trả {}.", "95", "85"),
    ("Phải kiểm tra 24 đơn vị trong năm. Đã kiểm tra 18 đơn vị, đạt 75% kế hoạch; còn {} đơn vị.",
     "8", "6"),
    ("Có bảy phản ánh; năm phản ánh đã trả lời, {} phản ánh đang xác minh.", "ba", "hai"),
    ("Khối xã: có mặt 94/98, khuyết {}.", "sáu", "bốn"),
    ("Trong 35 nhiệm vụ, đã hoàn tất 22 nhiệm vụ (62,9%), đang làm 09 nhiệm vụ và {} nhiệm vụ chưa "
     "tới kỳ.", "06", "04"),
]  # fmt: skip
PARTS_OF_A_STAFF = [
    ("Trung tâm có {} người:\n  + 01 Giám đốc\n  + 02 Phó Giám đốc\n  + 06 công chức\n"
     "  + 01 nhân viên bưu điện", "12", "10"),
    ("Ban hành trong quý: {} VB, chia ra:\n  + Kế hoạch: 05\n  + Quyết định: 09\n  + Công văn: 16",
     "33", "30"),
    ("Phải giải quyết {} hồ sơ, phần chuyển từ tháng 5 là 38 hồ sơ, phần nhận trong tháng là 540 "
     "hồ sơ.", "587", "578"),
]  # fmt: skip
CLASSES = [
    ("Thang điểm: từ 90 điểm là Xuất sắc; từ 75 đến dưới 90 điểm là Tốt; dưới 75 điểm là Khá.\n"
     "- Trường Mầm non đạt {} điểm, xếp loại Tốt.", "74,5", "75,4"),
    ("Xuất sắc: từ 95% trở lên; Tốt: 85% - dưới 95%; Khá: dưới 85%. Thôn A đạt {}% (loại Khá).",
     "86,2", "82,6"),
    ("Từ 80 điểm trở lên loại Tốt, từ 65 đến dưới 80 điểm loại Khá. Xã chấm {} điểm, tăng 2,5 điểm "
     "so với năm trước. Xã xếp loại Tốt.", "78,9", "87,9"),
]  # fmt: skip
TURNED_FAR = [
    ("Sau khi loại 12 phiếu, còn 468 phiếu đạt yêu cầu trong 480 phiếu thu về (97,5%).\n"
     "- Qua {} phiếu đạt yêu cầu, người dân khen thái độ.", "486", "468"),
    ("Thu 9.120 triệu đồng, chi 8.753 triệu đồng, còn dư 367 triệu đồng.\n"
     "- Đánh giá: chi trong nguồn, kết dư {} triệu đồng.", "376", "367"),
]  # fmt: skip
SUMMED_UP = [
    ("Tháng 7 là 512, tháng 8 là 604, tháng 9 là 588. Cộng ba tháng {} hồ sơ.", "1.740", "1.704"),
    (
        "Năm 2022 giảm 5 người, năm 2023 giảm 7 người, năm 2024 giảm 4 người. "
        "Cộng ba năm {} người.",
        "18",
        "16",
    ),
    (
        "Gồm Văn phòng (9 người), Phòng Kinh tế (7 người), Phòng Văn hóa (8 người); tổng {} người.",
        "26",
        "24",
    ),
    ("Riêng tháng 5 cấp {} thẻ; lũy kế từ 01/01 đến 31/5 cấp 402 thẻ.", "420", "86"),
]
DIVIDED = [
    ("Có {} màn hình, dùng được 19, hỏng 03 (tại hai thôn).", "23", "22"),
    ("Nhận {} ý kiến (qua hộp thư 5, qua Zalo 6).", "13", "11"),
    ("Trường có 26 người, nam 11, nữ {}.", "16", "15"),
    ("Nhận 5.120 hồ sơ trong năm. Theo cấp giải quyết: của xã 4.390, của tỉnh {}.", "703", "730"),
]
BALANCED = [
    ("Kinh phí: năm trước chuyển sang 6,5 triệu đồng; được cấp 70,0 triệu đồng; đã chi 58,2 triệu "
     "đồng; tồn {} triệu đồng.", "13,8", "18,3"),
    ("Dư đầu năm: 4.120.000 đồng.\n- Thu: 15.600.000 đồng.\n- Chi: 14.300.000 đồng (02 đợt).\n"
     "- Dư cuối năm: {} đồng.", "5.240.000", "5.420.000"),
    ("Tổng thu {} triệu đồng, bằng 104,0% dự toán. Trong đó: thu tại chỗ 390 triệu đồng; thu điều "
     "tiết 1.115 triệu đồng; bổ sung từ ngân sách cấp trên 6.200 triệu đồng.", "7.750", "7.705"),
    ("Dự họp {} người: Bí thư, 02 Phó Bí thư, 05 trưởng phòng, 08 công chức.", "17", "16"),
]  # fmt: skip
MONTHS = [
    ("Trong {} tháng cao điểm (từ tháng 5 đến hết tháng 8/2024) xã mở 3 lớp.", "05", "04"),
    ("Qua {} tháng, từ tháng 11/2023 đến tháng 2/2024, tổ đã đi 9 thôn.", "ba", "bốn"),
    ("Đã trả 720 hồ sơ, trễ hạn 7 hồ sơ. Gửi {} thư xin lỗi, đủ số hồ sơ trễ.", "5", "7"),
]
POSTS = [
    ("Biên chế được giao 22, hiện có mặt {}.", "24", "21"),
    ("Định mức 18 người, bố trí {} người.", "19", "17"),
    ("Định mức 18, bố trí 16, khuyết {}.", "03", "02"),
    ("Cử 60 lượt người đi học, trong đó nữ {} lượt.", "66", "26"),
]
MOST_OF_A_LIST = [
    ("Theo thôn: thôn Thượng 120 hồ sơ, thôn Trung 97 hồ sơ, thôn Hạ 141 hồ sơ. Thôn {} là thôn có "
     "nhiều hồ sơ nhất.", "Trung", "Hạ"),
    ("Theo tuổi: dưới 30 tuổi 96 người (24%), từ 30 đến 45 tuổi 164 người (41%), trên 45 tuổi 140 "
     "người (35%). Nhóm đông nhất là {}.", "trên 45 tuổi", "từ 30 đến 45 tuổi"),
    ("Kế hoạch đã hoàn thành 21/30 nhiệm vụ (70%).\nMở 12 buổi.\nĐến nay đã hoàn thành {}/30 nhiệm "
     "vụ.", "24", "21"),
    ("Tỷ lệ sai: xã Hạ 8/72, bằng 11,1%; xã Thượng 7/24, bằng 29,2%; xã Trung 14/58, bằng 24,1%. "
     "Tỷ lệ sai cao nhất là ở {}.", "xã Trung", "xã Thượng"),
    ("Quý I nhận 512 hồ sơ, quý II 498, quý III 530, quý IV 541. Quý IV cao nhất, {} thấp nhất.",
     "quý I", "quý II"),
]  # fmt: skip
REASONS = {
    "most of a list": MOST_OF_A_LIST,
    "turned in another place": TURNED_FAR,
    "class of a scale": CLASSES,
    "summed up behind, in months, changes, brackets": SUMMED_UP,
    "parts that their words divide": DIVIDED,
    "posts given and filled": POSTS,
    "what was there, came in, went out, is left": BALANCED,
    "months from one to another, letters to all that were late": MONTHS,
    "what is left, told in clauses or by a rate": LEFT_IN_SENTENCES,
    "parts with nouns of their own": PARTS_OF_A_STAFF,
    "ends of a change near": ENDS_NEAR,
    "shares of answers and of the steps of a scale": SHARES_OF_ALL,
    "a whole that the words before a rate, or a bare noun, name": WHOLES_NAMED,
    "an aim by its letter": AIMS_BY_LETTER,
    "who leads and who follows": WHO_FOLLOWS,
    "a month among other words": NAMED_MONTHS,
    "money whose unit stands over the report": MONEY_OF_A_REPORT,
    "what was in the prose, what is now in a table": GROWN_IN_TABLE,
    "means of months told one by one": MEANS_OF_MONTHS,
    "means of lines": MEANS_OF_LINES,
    "products": SO_MANY_EACH,
    "another unit": OTHER_UNITS,
    "wholes that words name": BASES_NAMED,
    "in a row": IN_A_ROW,
    "told behind": TOLD_BEHIND,
    "turned": TURNED,
    "lists in long paragraphs": IN_LONG_PARAGRAPHS,
    "posts": POSTS,
    "a running total": RUNNING,
    "all in all in the sentence behind": TOLD_ALL_IN_ALL,
    "counted out": COUNTED_OUT,
    "more than there may be": MORE_THAN_ALL,
    "divided among its parts": DIVIDED_WHOLES,
    "so many things, named one by one": NAMED,
    "digits behind a name of no occasion": READ_AS_FIGURES,
    "price times number, told a sentence before": PRODUCTS,
    "names of more kinds of things": NAMES_OF_MORE_KINDS,
    "what is left of a fund, and of a period before": FUNDS,
    "parts whose total is told before": DIVIDED_ALONE,
    "the first of all that follow": LEADS_THE_OTHERS,
    "a part above its whole": PARTS,
    "what is said to fit": FITTING,
    "kinds of what a total counts": KINDS,
    "now in the sentence before": SINCE,
    "means told roughly": ROUGH,
    "what is left, parts of a part between": NESTED,
    "so many times so many of each": EACH_OF_MANY,
    "money in two units": MIXED_MONEY,
    "a rank, and the one that it moved from": RANK_AND_BASE,
    "points between a rate and the one told before it": POINTS,
    "a rise that is a fall": RISES_THAT_FALL,
    "what rose, and from what": GROWN,
    "a whole named by its words": NAMED_WHOLES,
    "shares of one whole in a row": SHARES,
    "means of a row, of what was paid": MEANS,
    "one figure in another unit": UNITS,
    "by how much a plan was exceeded": ABOVE_PLAN,
    "how far from an aim, from the lowest": DISTANCES,
    "what a rate is taken of": SPREAD_ON,
    "more than all there is": ABOVE_ALL,
    "a rate beside its aim": BESIDE_AN_AIM,
    "a rate of change the other way": OTHER_WAY,
    "a change divided by what is now": OF_NOW,
    "from one figure to another": FROM_TO,
    "compared with a plan, a year, the lowest": COMPARED,
    "ranks of a table": MOVES,
    "marks above their highest": OVER,
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


TABLE = """
| Đơn vị | Tiếp nhận 2024 | Trực tuyến | Tỷ lệ (%) |
| xã Bình An | 1.250 | 950 | 76,0 |
| xã Khe Sâu | 845 | 507 | 60,0 |
| xã Phú Lộc | 1.610 | 1.127 | 70,0 |
| Cộng | 3.705 | 2.584 | 69,7 |
"""


@pytest.mark.parametrize(
    ("table", "wrong", "right"),
    [
        ("| Tháng | Tồn đầu tháng | Nhận | Trả | Tồn cuối tháng |\n"
         "| Tháng 4 | 31 | 420 | 405 | 46 |\n| Tháng 5 | {} | 388 | 397 | 37 |\n"
         "| Tháng 6 | 37 | 415 | 410 | 42 |", "64", "46"),
        ("| Quý | Tồn đầu | Nhận | Trả | Tồn cuối |\n| I | 31 | 420 | 405 | 46 |\n"
         "| II | {} | 388 | 397 | 37 |\n| III | 37 | 415 | 410 | 42 |\n"
         "| 9 tháng | 31 | 1.223 | 1.212 | 42 |", "64", "46"),
        ("| Tháng | Nhận | Trả | Tồn cuối tháng |\n| Tháng 4 | 220 | 190 | 30 |\n"
         "| Tháng 5 | 205 | 211 | {} |\n| Tháng 6 | 240 | 229 | 35 |", "42", "24"),
        ("| Quý | Nhận | Trả |\n| I | 420 | 405 |\n| II | 388 | 397 |\n| III | 415 | 410 |\n"
         "| 9 tháng | 1.223 | {} |", "1.221", "1.212"),
        ("| Tiêu chí | Điểm |\n| Thái độ | 4,52 |\n| Thời gian | 4,10 |\n| Kết quả | 4,34 |\n"
         "| Trung bình cộng | {} |", "4,23", "4,32"),
        ("Toàn huyện có 16 xã, thị trấn.\n\n| Đơn vị | Điểm | Hạng |\n| Bình An | 88,5 | 2 |\n"
         "| Khe Sâu | 81,2 | 9 |\n| Phú Lộc | 70,4 | {} |", "18", "15"),
    ],
)  # fmt: skip
def test_rows_of_a_table_fit_each_other(table: str, wrong: str, right: str) -> None:
    assert any(wrong in one for one in failed(f"Số liệu:\n\n{table.replace('{}', wrong)}\n"))
    assert failed(f"Số liệu:\n\n{table.replace('{}', right)}\n") == []


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("Phú Lộc nhận 1.610 hồ sơ, nộp trực tuyến {} hồ sơ.", "1.217", "1.127"),
        ("Đơn vị cao nhất là xã Phú Lộc với {} hồ sơ.", "1.160", "1.610"),
        ("{} có tỷ lệ thấp nhất.", "Phú Lộc", "Khe Sâu"),
        ("Tỷ lệ thấp nhất là {}).", "Phú Lộc (70,0%", "Khe Sâu (60,0%"),
        ("{} đơn vị đạt mục tiêu 75%.", "Hai", "Một"),
        ("Chỉ tiêu 65% có {} đơn vị đạt.", "01", "02"),
        ("Tỷ lệ cao nhất: xã {}.", "Phú Lộc", "Bình An"),
    ],
)
def test_a_table_is_told_right(said: str, wrong: str, right: str) -> None:
    told = failed(f"Kết quả như sau.\n{TABLE}\n{said.replace('{}', wrong)}")
    assert any(wrong.lower() in one.lower() for one in told), told
    assert failed(f"Kết quả như sau.\n{TABLE}\n{said.replace('{}', right)}") == []


@pytest.mark.parametrize(
    "said",
    [
        # two ways to part one whole
        "Người trả lời: nam 45 người, nữ 62 người. Chia theo tuổi: dưới 40 tuổi 58 người, từ 40 "
        "tuổi 49 người.",
        # parts of one count, and what each bracket tells
        "Hai xã cũ quá hạn 5 hồ sơ.\n- Xã mới giải quyết 900 hồ sơ, quá hạn 9 hồ sơ.\n- Cả năm "
        "quá hạn 14 hồ sơ.",
        "Hiện đại hóa: đạt 9,60/16 điểm (mất 6,40 điểm).\n- Tác động: đạt 18,50/25 điểm (mất 6,50 "
        "điểm).",
        # a denial of one period, one field, or one that is yet to come
        "Quý III trả 285 hồ sơ. Không có hồ sơ trễ hạn.\n- Lũy kế 9 tháng: trễ hạn 2 hồ sơ.",
        "Quá hạn 4 hồ sơ.\n- Nhiệm vụ quý IV: không để phát sinh hồ sơ quá hạn.",
        "Toàn huyện quá hạn 21 hồ sơ.\n- Minh Sơn không có hồ sơ quá hạn.",
        "Quá hạn 4 hồ sơ.\n- Phấn đấu năm sau không để hồ sơ nào quá hạn.",
        # some have more than each, two ranks are of two things
        "Mỗi thôn 2 buổi, riêng thôn Hạ tổ chức 4 buổi, tổng cộng 16 buổi cho 7 thôn.",
        "Xếp thứ 6/14 về cải cách hành chính, xếp thứ 9/14 về chuyển đổi số, tăng 4 bậc.",
        # a change of something else, or since another time
        "Tiếp nhận 1.860 hồ sơ, tăng 20% so với cùng kỳ (1.550 hồ sơ); hồ sơ trực tuyến tăng 25%.",
        "Tháng 5 đạt 71,2%. Tháng 6 đạt 74,0%; tăng 5,1 điểm phần trăm so với cùng kỳ năm trước.",
        "Thời gian giảm từ 15 ngày xuống 10 ngày; riêng cấp giấy phép giảm 3 ngày.",
        "Mỗi ngày bình quân 26 hồ sơ; tháng 9 nhận 310 hồ sơ, tăng 35 hồ sơ so với tháng 8.",
        "Cắt giảm từ 10 ngày xuống 7 ngày với 12 thủ tục, giảm 2 ngày với 5 thủ tục.",
        "Cao nhất 95,2 điểm, thấp nhất 81,0 điểm, bình quân cao hơn năm trước 1,1 điểm.",
        # the same digits, another thing
        "Đã chi 4.215 triệu đồng; giai đoạn tới dự kiến chi 42,15 tỷ đồng.",
        "Có 105,2% hộ đăng ký tham gia bảo hiểm y tế so với chỉ tiêu được giao.",
        # late of the resolved is not late of the pending
        "Đã giải quyết 611 hồ sơ: đúng hạn 609, quá hạn 2.\n- Đang giải quyết 29, trong hạn cả 29.",
        "Cấp huyện giải quyết 371 hồ sơ, quá hạn 5 hồ sơ; cấp xã giải quyết 195 hồ sơ, quá hạn 9.",
        "Đã trả 900 hồ sơ, quá hạn 3.\n- Đang giải quyết 40 hồ sơ, có 2 hồ sơ đã quá hạn.",
        # another scope, a whole that holds what was carried over, rates
        "Tiếp nhận 412 hồ sơ (gồm cả 31 hồ sơ xã cũ bàn giao); giải quyết 390 hồ sơ; đang giải "
        "quyết 22 hồ sơ.",
        "Bưu chính: nhận 14 hồ sơ, trả 160 hồ sơ.",
        "Bố trí 90 triệu đồng, lũy kế đã chi 60,3 triệu đồng, bằng 67,0%.",
        "Giao 12 việc: xong 08, đang làm 03, quá hạn 01.",
        "Nửa năm nhận 930 hồ sơ và đã trả 905 hồ sơ; 66 hồ sơ đang giải quyết.\n- Kỳ trước chuyển "
        "sang 41 hồ sơ.",
        "Được giao 30 biên chế, còn thiếu 3 biên chế. Bố trí 5 người trực Bộ phận Một cửa.",
        "Được giao 22 biên chế, hiện có mặt 24 người (dôi dư 02 người sau sắp xếp).",
        "Theo tuổi: dưới 30 tuổi 96 người, từ 30 đến 45 tuổi 164 người, trên 45 tuổi 148 người."
        " Thu về 408 phiếu. Nam 187 người, nữ 221 người.",
        "Trong 5 tháng (từ tháng 11/2023 đến hết tháng 3/2024) mở 4 lớp.",
        "Hai tổ đạt 43 và 47 lượt; cao nhất là tổ 9 với 81 lượt.",
        "Đã bố trí 90 triệu đồng; lũy kế chi 64 triệu đồng.",
        # names with numbers are one list, none of them a total of the rest
        "Hồ sơ quá hạn: 527.\n- Sở A: 214; Sở B: 120; Sở C: 77; các đơn vị khác: 116.",
        "Mở 5 lớp với 163 lượt người; trong đó quý III so với cùng kỳ 171 lượt người là giảm.",
        "Tháng 5 cấp 240 thẻ, ít hơn tháng 4 là 31 thẻ (tháng 4: 271).",
        "Nhận 640 hồ sơ (gồm cả 25 hồ sơ cũ bàn giao); đã trả 611; đang giải quyết 29 hồ sơ.",
        "Tổng số 903, gồm:\n+ 02 xã cũ giao qua: 88 (xã A 51, xã B 37)\n+ Mới nhận: 815",
        # lists whose total is told a line before, whose parts are priced, or share what they count
        "Nhận 34 vụ việc.\n- Năm trước xong 25/31 vụ việc.\n- Chia theo mâu thuẫn: ruộng đất 13; "
        "nợ nần 11; gia đình 6; khác 4.",
        "Đã chi 170 triệu đồng:\n- máy in 04 chiếc, đơn giá 12 triệu đồng, thành tiền 48 triệu "
        "đồng;\n- bàn 10 cái, đơn giá 4 triệu đồng, thành tiền 40 triệu đồng;\n- sửa nhà: 82 triệu "
        "đồng.",
        "Thành 20 vụ x 200.000 đồng = 4.000.000 đồng; không thành 5 vụ x 100.000 đồng = 500.000 "
        "đồng; cộng 4.500.000 đồng.",
        "Trong 9 ý góp, 6 ý về chờ lâu, trong đó có 2 ý cũng phàn nàn thiếu ghế; 3 ý còn lại khác.",
        "Toàn huyện quá hạn 21 hồ sơ.\n- Hai xã không có hồ sơ quá hạn: Mẫu Đông, Mẫu Tây.",
        "Quá hạn 17 hồ sơ.\n- Xã Mẫu Bắc không có hồ sơ quá hạn.",
        "Nửa đầu năm nhận 1.200 hồ sơ, nửa cuối năm 1.440 hồ sơ. Bình quân một tháng 220 hồ sơ.",
        "Có 6 người học tin học, trong đó 1 người học cả hai lớp, như vậy có 8 người được học.",
        "Đã xong 1.840 hồ sơ. Trong đó có 8 hồ sơ trễ, các hồ sơ còn lại đúng hạn, đạt 99,6%.",
        "Kho có 5.240 cuốn sách, năm nay thêm 180 cuốn, thanh lý 60 cuốn; đầu năm có 5.120 cuốn.",
        "Toàn xã có 120 người phải dự thì 114 người dự; 6 người vắng: 4 người ốm, 2 người bận.",
        "Có 17 hồ sơ trễ, trong đó 16 hồ sơ đã trả xong, 1 hồ sơ đang chờ.",
        "Báo cáo kết quả trong năm (1): nhận 5 hồ sơ.",
        "Cấp xã giải quyết 31 240 hồ sơ, trong đó đúng hạn 30 988 hồ sơ, đạt 99,19%.",
        # a denial of one unit only, a bracket of another period, those who are there now
        "Quá hạn 14 hồ sơ.\n- Xã Yên Hòa là nơi duy nhất không có hồ sơ quá hạn.",
        "Trả 520 hồ sơ (trước hạn 310, đúng hạn 206), trễ 4 hồ sơ.\n- Số trễ giảm 5 hồ sơ (quý II "
        "trễ 9 hồ sơ).",
        "Được giao 18, đang có 17. Đầu năm có 18 người. Xếp loại: xuất sắc 3, tốt 12, khá 2.",
        "Đầu năm có 96 thủ tục; bãi bỏ 7 thủ tục, ban hành mới 4 thủ tục; cuối năm còn 93 thủ tục.",
        "Giao 20 việc: hoàn thành 11, đang làm đúng hạn 6, chậm 2, chưa đến kỳ 1.",
        "Ngày 01/7 phường nhận 80 người; nghỉ hưu 5, điều động đi 3, tuyển mới 2, biệt phái về 1; "
        "hiện còn 75 người.",
        "Nữ 5 đồng chí trong cấp ủy. Đảng viên 48 người, trong đó 21 người là nữ.",
        "Tự chấm 22/20 điểm, kể cả 2 điểm cộng.",
        "Quý I trả 803 đơn, quý II trả 861 đơn, quý III trả 829 đơn. Số trễ của quý III nhiều hơn "
        "3 đơn so với quý II.",
        "Tháng 11 tiếp nhận 829 đơn, tháng 10 tiếp nhận 861 đơn. Số đơn trực tuyến tháng 11 tăng "
        "30 đơn so với tháng 10.",
        "Năm 2024 đã trả 2.189 hồ sơ, đúng hạn 2.180 hồ sơ.\n\nIV. NĂM 2025\nTrực tuyến 75%, đúng "
        "hạn 99,8%.",
        "Mỗi người được chọn một hoặc nhiều phương án: nhanh 60%, rẻ 30%, thuận tiện 25%.",
        "Tỷ lệ hài lòng theo độ tuổi: dưới 35 tuổi 35%, từ 35 đến 60 tuổi 30%, trên 60 tuổi 25%.",
        "Rất tốt 51 phiếu, tốt 62 phiếu, khá 9 phiếu. Tính gộp hai mức đầu: 113 phiếu.",
    ],
)
def test_what_only_looks_wrong_is_left_alone(said: str) -> None:
    assert failed(said) == []
