"""What a report tells in words, none, all, most, so many named: with a slip, and as it is right."""

from __future__ import annotations

import pytest
from test_claims_by_reason import failed

FIRST_OR_LAST = [
    ("Điểm của ba tổ: tổ Mẫu Đông 71 điểm, tổ Mẫu Tây 84 điểm, tổ Mẫu Nam 79 điểm. Tổ {} được điểm "
     "cao nhất.", "Mẫu Nam", "Mẫu Tây"),
    ("Điểm: ấp Mẫu Đông 71 điểm; ấp Mẫu Tây 84 điểm; ấp Mẫu Nam 79 điểm. {} dẫn đầu.", "Ấp Mẫu Nam",
     "Ấp Mẫu Tây"),
    ("Điểm: ấp Thượng 71 điểm, ấp Hạ 64 điểm, ấp Nà 69 điểm. Xếp cuối là {}.", "ấp Thượng",
     "ấp Hạ"),
    ("Theo lĩnh vực, hộ tịch nhiều phản ánh nhất ({} lượt), các lĩnh vực còn lại gồm đất đai 22 "
     "lượt, chứng thực 9 lượt, kinh doanh 4 lượt.", "20", "31"),
    ("Có 700 đơn, nhiều nhất là đất đai {} đơn, hộ tịch 260 đơn, chứng thực 75 đơn.", "240", "310"),
    ("Thư theo ấp: ấp Thượng 41 lá ({}), ấp Hạ 55 lá, ấp Nà 63 lá.", "nhiều nhất", "ít nhất"),
    ("Số lượt của các ấp:\n+ Ấp Thượng: 41 lượt;\n+ Ấp Hạ: 55 lượt;\n+ Ấp Nà: 63 lượt.\n- {} có "
     "nhiều lượt nhất.", "Ấp Hạ", "Ấp Nà"),
    ("Đơn vị nhận đơn:\nTháng 4    511\nTháng 5    642\nTháng 6    590\nĐông nhất là {}.",
     "tháng 6", "tháng 5"),
]  # fmt: skip
REACHED = [
    ("Cả 3 ấp vùng sâu đều vượt mốc 75% hộ dùng ví điện tử (Mẫu Đông 81,0%; Mẫu Tây {}%; Mẫu Nam "
     "77,5%).", "73,2", "78,2"),
    ("Các ấp đều đạt trên 75%: ấp Thượng 81%, ấp Hạ {}%, ấp Nà 90%.", "72", "76"),
    ("Không có ấp nào dưới 75%: ấp Thượng 81%, ấp Hạ {}%, ấp Nà 90%.", "72", "76"),
    ("Ấp Thượng 81%, ấp Hạ {}%, ấp Nà 90%; cả ba ấp đều vượt 75%.", "72", "76"),
    ("Kết quả: ấp Thượng 81%, ấp Hạ 62%, ấp Nà 70%, ấp Cồn 90%. Có {} ấp chưa đạt chỉ tiêu 75%.",
     "03", "02"),
]  # fmt: skip
VERDICTS = [
    ("Chỉ tiêu giao tối thiểu 70% hồ sơ nộp qua mạng. Phường làm được 66,5%, như vậy là {} chỉ "
     "tiêu.", "vượt", "không đạt"),
    ("Huyện giao 30 lớp, đã mở {} lớp, hoàn thành vượt mức kế hoạch.", "28", "33"),
    ("Số hóa được {}% (chỉ tiêu giao 90%), đạt chỉ tiêu.", "88,4", "93,1"),
    ("Mục tiêu: 90%. Thực hiện: {}%. Đánh giá: vượt mục tiêu.", "88,4", "93,1"),
    ("Nộp phí trực tuyến {}%, cao hơn mức kế hoạch là 60%.", "58,0", "62,5"),
    ("Nộp phí trực tuyến {}%, vượt ngưỡng 60% của tỉnh.", "58,0", "62,5"),
    ("Huyện ra đề bài ít nhất 70% đơn nộp qua mạng. Phường được {}%, vượt đề bài.", "66,5", "71,2"),
    ("Số hóa đạt {}%; mức huyện giao 90%, vượt.", "88,4", "93,1"),
]  # fmt: skip
NONE_SAID = [
    ("Không để hồ sơ nào lỡ hẹn. Trả 210 hồ sơ, trong đó {} hồ sơ chậm hẹn thuộc lĩnh vực đất đai.",
     "03", "0"),
    ("Trong kỳ chưa nhận được góp ý nào của người dân. Đã trả lời {} góp ý về giờ mở cửa.",
     "04", "0"),
    ("Đúng hẹn cả, không trễ hồ sơ nào. Trả 190 hồ sơ, trễ hẹn {} hồ sơ.", "02", "0"),
    ("Toàn bộ hồ sơ đều được trả đúng hẹn. Có {} hồ sơ trả chậm hẹn.", "05", "0"),
    ("Hồ sơ hộ tịch không có hồ sơ nào quá hạn. Quá hạn {}.", "2 hồ sơ hộ tịch", "2 hồ sơ đất đai"),
    ("Không có hồ sơ chậm hẹn ở bất kỳ bộ phận nào. Có {} hồ sơ trả sau ngày hẹn.", "04", "0"),
    ("Phường không tiếp nhận kiến nghị nào của các tổ chức. Đã trả lời {} kiến nghị.", "03", "0"),
]  # fmt: skip
SO_MANY = [
    ("Quý này phường ra {} văn bản chỉ đạo:\n+ Kế hoạch số 12/KH-UBND ngày 08/01/2024;\n+ Công văn "
     "số 77/UBND-VP ngày 21/02/2024;\n+ Thông báo số 9/TB-UBND ngày 12/3/2024.", "04", "03"),
    ("Mở {} lớp:\n+ Lớp kỹ năng số ngày 05/3/2024, 30 người;\n+ Lớp hộ tịch ngày 12/3/2024, 25 "
     "người.", "03", "02"),
    ("Còn {} ấp chưa có sóng là Mẫu Đông, Mẫu Tây và Mẫu Nam nên dân phải ra quầy.", "hai", "ba"),
    ("Phường chạy thử {} mô hình (“Giờ vàng hộ tịch”; “Quầy lưu động”).", "ba", "hai"),
    ("Lập {} tổ, gồm tổ tiếp dân, tổ gõ cửa từng nhà và tổ quét giấy tờ cũ.", "bốn", "ba"),
    ("Đã ra {} quyết định về CCHC: Quyết định số 5/QĐ-UBND ngày 05/01/2024 về phân công; Quyết "
     "định số 9/QĐ-UBND ngày 22/01/2024 về kiểm tra.", "03", "02"),
    ("Để làm việc năm 2024 có {} kế hoạch cho năm 2024, gồm: Kế hoạch số 5/KH-UBND ngày "
     "05/01/2024; Kế hoạch số 9/KH-UBND ngày 22/01/2024.", "03", "02"),
    ("Vận hành chính quyền 02 cấp gồm {}.", "cấp tỉnh, cấp huyện và cấp xã", "cấp tỉnh và cấp xã"),
    ("Trung tâm có 07 người trực quầy. Đã cấp áo cho cả {} người trực quầy của Trung tâm.", "tám",
     "bảy"),
    ("Phường có {} khóm. Có 8 khóm làm đều, 3 khóm làm thử, không còn khóm nào chưa làm.", "12",
     "11"),
]  # fmt: skip
RANKS_AND_DAYS = [
    ("Năm 2022 phường đứng thứ 44, năm 2023 đứng thứ 29. Như vậy leo được {} bậc.", "16", "15"),
    ("Năm 2022 xếp 44/60 phường, năm 2023 xếp 29/60 phường, {} 15 bậc.", "tụt", "cải thiện"),
    ("Khối thi đua gồm 16 phường; quý này phường xếp thứ {} toàn khối.", "19", "9"),
    ("Phường xếp thứ 8/16, lên {} bậc so với năm 2022 (80,5 điểm, xếp thứ 11/16).", "4", "3"),
    ("Đợt cao điểm kéo dài {} ngày liên tục, từ ngày 10/3/2024 đến hết ngày 20/4/2024.", "30",
     "42"),
    ("Từ ngày 10/3/2024 đến hết ngày 20/4/2024 ({} ngày) phường đi từng nhà.", "60", "41"),
    ("Quý này nhận 25 đơn; quý I là 40 đơn. Như vậy số đơn {} 15 đơn.", "tăng", "giảm"),
]  # fmt: skip
SUMMED_UP = [
    ("Phường ban hành 21 văn bản chỉ đạo về chuyển đổi số, gồm 12 kế hoạch và 9 công văn.\n- Đánh "
     "giá chung: có {} văn bản chỉ đạo về chuyển đổi số.", "18", "21"),
    ("Đã phát 14 tin, bài trên hệ thống loa truyền thanh cơ sở.\n- Nổi bật là việc phát {} tin, "
     "bài trên hệ thống loa truyền thanh cơ sở.", "11", "14"),
]  # fmt: skip
EVERY = [
    *FIRST_OR_LAST, *REACHED, *VERDICTS, *NONE_SAID, *SO_MANY, *RANKS_AND_DAYS, *SUMMED_UP
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong", "right"), EVERY)
def test_words_are_held_against_figures(said: str, wrong: str, right: str) -> None:
    assert failed(said.format(wrong))
    assert failed(said.format(right)) == []


@pytest.mark.parametrize(
    "said",
    [
        # a first or last of something else, of some only, of what less is better of
        "Ấp Thượng 41 lượt, ấp Hạ 55 lượt, ấp Nà 63 lượt. Về số hóa, ấp Hạ dẫn đầu.",
        "Ấp Thượng 41 lượt, ấp Hạ 55 lượt, ấp Nà 63 lượt; trong hai ấp xa, ấp Hạ nhiều nhất.",
        "Thời gian xử lý: ấp Thượng 2,1 ngày, ấp Hạ 3,4 ngày, ấp Nà 4,0 ngày. Ấp Thượng dẫn đầu.",
        "Nhiều nhất là đất đai 310 đơn, đã trả 320 đơn, còn 18 đơn.",
        "Ấp Thượng mở ít nhất 4 buổi, ấp Hạ 3 buổi, ấp Nà 5 buổi.",
        # all but one; a mark of something else
        "Các ấp đều trên 75%, riêng ấp Hạ đạt 62%. Ấp Thượng 81%, ấp Hạ 62%, ấp Nà 90%.",
        # an aim yet to be reached, of something else, of a year beside a part of it
        "Mục tiêu là 85%. Đến nay đạt 79,5%; để đạt mục tiêu, quý sau phường làm thêm.",
        "Chỉ tiêu nộp qua mạng 80%. Số hóa đạt 76,3%, vượt chỉ tiêu.",
        "Kế hoạch năm 120 buổi; 9 tháng mở 92 buổi, đạt kế hoạch.",
        "Đạt 78,1%; tháng 5/2024 là 74,7%, như vậy cao hơn 3,4 điểm phần trăm và vượt mốc 75%.",
        # a denial of some only
        "Không có hồ sơ trễ hẹn do lỗi của cán bộ. Có 04 hồ sơ trễ hẹn vì mất điện.",
        "Hồ sơ nộp qua mạng không có hồ sơ nào trễ. Trễ hẹn 04 hồ sơ nộp giấy.",
        "Phấn đấu 100% hồ sơ trả đúng hẹn. Trong năm có 05 hồ sơ trả trễ hẹn.",
        "Không để xảy ra khiếu nại đông người. Nhận 02 đơn khiếu nại về đất đai.",
        # two names in one line, names that go on
        "Có 04 ấp:\n+ Ấp Thượng, ấp Trung: 12 người;\n+ Ấp Hạ: 9 người;\n+ Ấp Nà: 8 người.",
        "Hai ấp là Mẫu Đông, Mẫu Tây đã có sóng và Mẫu Nam chưa có sóng.",
        # some of those who are there
        "Cử 05 người trực quầy đi học. Đã cấp áo cho cả sáu người trực quầy.",
        "Có 12 khóm vùng cao. Cả hai khóm vùng cao chưa có điện đều dùng máy nổ.",
        # days of which some only are meant, ranks of two things
        "Trực 10 ngày, từ 10/3/2024 đến 20/4/2024.",
        "Năm 2022 đứng thứ 44, năm 2023 đứng thứ 29 về cải cách; chuyển đổi số tăng 12 bậc.",
        "Cụm gồm 6 xã, phường; toàn tỉnh có 120 phường, phường xếp thứ 44.",
        # some of what is told elsewhere
        "Ra 21 văn bản chỉ đạo về chuyển đổi số.\n- Nhìn chung mỗi quý có 5 văn bản chỉ đạo về "
        "chuyển đổi số.",
    ],
)
def test_words_that_leave_it_open_are_left_alone(said: str) -> None:
    assert failed(said) == []
