"""Every rule about finished documents: a report it fires on, one it leaves alone, two that lack
what it compares. A row is one of each; `missing` is a side that is not there.
"""

# ruff: noqa: E501 - a table: one case a line
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from review_texts import FOOT, HEAD, review

from cchc_toolkit.checks import RULES as RULES_OF_TEXTS
from cchc_toolkit.checks import Finding, Rule, text_rules
from cchc_toolkit.review import Review
from cchc_toolkit.review.rules import RULES

II = "II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"
II_1 = (II, "1. Cải cách thể chế")
II_2 = (II, "2. Cải cách thủ tục hành chính (TTHC)")
II_3 = (II, "3. Cải cách tổ chức bộ máy")
II_5 = (II, "5. Cải cách tài chính công")
II_6 = (II, "6. Xây dựng và phát triển Chính quyền điện tử, Chính quyền số")
HO_SO = "+ Tổng hợp, cập nhật kết quả giải quyết hồ sơ TTHC tại các cấp chính quyền ở địa phương:"
SO_LUONG = (
    "- Tổng hợp, cập nhật số lượng TTHC thuộc thẩm quyền giải quyết của địa phương (Tổng số TTHC):"
)
DATA = "- Kết quả xây dựng, phát triển dữ liệu"
CITY = "- Kết quả xây dựng, phát triển đô thị thông minh: chưa triển khai."
STAFF = "+ Tình hình quản lý, sử dụng biên chế: được giao 20 biên chế, có mặt 19 người"
CELLS = {
    "tthc.ho_so.tiep_nhan": "310",
    "tthc.thong_ke.dang_ap_dung": "187",
    "tthc.thong_ke.dang_ap_dung.cap_xa": "187",
    "to_chuc.bien_che.duoc_giao": "20",
    "to_chuc.bien_che.co_mat": "19",
}
CLOSING = "Ủy ban nhân dân xã Mẫu báo cáo kết quả thực hiện cải cách hành chính"
OF_TEXT = {
    "none_of_text": "R08",
    "unreal_days": "R12",
    "repeated_text": "R27",
}
"""Rules about the words of any text, typed or issued, by function."""
LATER = (
    *HEAD[:3],
    "Mẫu, ngày 16 tháng 12 năm 2025",
    "BÁO CÁO",
    "Cải cách hành chính năm 2025",
    "(Số liệu tính từ ngày 01/7/2025 đến hết ngày 14/12/2025)",
    "Kính gửi: Ủy ban nhân dân tỉnh Mẫu.",
    HEAD[8],
)
ABOUT = ("fires", "holds", "missing left", "missing right")


@dataclass(frozen=True)
class Case:
    """A rule by the name of its function, what the row shows, the report, words of the finding."""

    rule: str
    about: str
    prose: tuple[str, ...] = ()
    says: str = ""
    cells: dict[str, str] = field(default_factory=lambda: CELLS)
    head: tuple[str, ...] = HEAD
    foot: tuple[str, ...] = FOOT

    def __str__(self) -> str:
        return f"{self.rule} {self.about}"


def window(text: str) -> tuple[str, ...]:
    return (*HEAD[:6], text, *HEAD[7:])


def closing(text: str) -> tuple[str, ...]:
    return (f"{CLOSING} {text}./.", *FOOT[1:])


LONG = "Xã đã tổ chức hội nghị quán triệt kế hoạch cải cách hành chính tới toàn thể cán bộ, công chức và trưởng thôn"
CASES = [
    Case("copied_sentences", "fires", (*II_3, f"- {LONG}.", "- Xã đã họp.", f"- {LONG}."), "Một câu viết hai lần"),
    Case("copied_sentences", "holds", (*II_3, f"- {LONG}.", f"- {LONG} trong quý III.")),
    Case("copied_sentences", "missing left", (*II_3, f"- {LONG}.")),
    Case("copied_sentences", "missing right", (*II_3, "- Xã đã họp.", "- Xã đã họp.")),
    Case("unreadable_cells", "fires", says='"31O"', cells={**CELLS, "tthc.ho_so.tiep_nhan": "31O"}),
    Case("unreadable_cells", "holds"),
    Case("unreadable_cells", "missing left", cells={}),
    Case("unreadable_cells", "missing right", cells={"tthc.ho_so.tiep_nhan": "KAD"}),
    Case("claims_told R01", "fires", (*II_3, "- Có 05 cán bộ dự lớp, gồm: 02 công chức và 02 cán bộ."), "= 4 ≠ 5"),
    Case("claims_told R01", "holds", (*II_3, "- Có 05 cán bộ dự lớp, gồm: 02 công chức và 03 cán bộ.")),
    Case("claims_told R01", "missing left", (*II_3, "- Cán bộ dự lớp, gồm: 02 công chức và 02 cán bộ.")),
    Case("claims_told R01", "missing right", (*II_3, "- Có 05 cán bộ dự lớp, gồm: 02 công chức và cán bộ khác.")),
    Case("claims_told R03", "fires", (*II_5, "- Thu được 250 đồng/300 đồng, đạt 88,3% dự toán."), "ghi 88,3%"),
    Case("claims_told R03", "holds", (*II_5, "- Thu được 250 đồng/300 đồng, đạt 83,3% dự toán.")),
    Case("claims_told R03", "missing left", (*II_5, "- Thu được 250 đồng/300 đồng dự toán.")),
    Case("claims_told R03", "missing right", (*II_5, "- Thu được 250 đồng, đạt 88,3% dự toán.")),
    Case("claims_told R05", "fires", (*II_3, "- Đã ký số 22/21 công chức."), "lớn hơn toàn thể"),
    Case("claims_told R05", "holds", (*II_3, "- Đã ký số 21/21 công chức.")),
    Case("claims_told R05", "missing left", (*II_3, "- Đã ký số 21 công chức.")),
    Case("claims_told R05", "missing right", (*II_3, "- Đã ký số cho công chức.")),
    Case("claims_told R06", "fires", (*II_2, "- Tổng số phải giải quyết 500 hồ sơ; đã giải quyết 470 hồ sơ; đang giải quyết 20 hồ sơ."), "470 + 20 = 490 ≠ 500"),
    Case("claims_told R06", "holds", (*II_2, "- Tổng số phải giải quyết 500 hồ sơ; đã giải quyết 480 hồ sơ; đang giải quyết 20 hồ sơ.")),
    Case("claims_told R06", "missing left", (*II_2, "- Đã giải quyết 470 hồ sơ; đang giải quyết 20 hồ sơ.")),
    Case("claims_told R06", "missing right", (*II_2, "- Tổng số phải giải quyết 500 hồ sơ; đã giải quyết 470 hồ sơ.")),
    Case("same_people", "fires", (*II_3, "- Tổng số công chức xã là 09 người.", "- Bố trí 16 máy tính/08 cán bộ, công chức."), '"09 công chức" (dòng 12); "08 cán bộ, công chức"'),
    Case("same_people", "holds", (*II_3, "- Tổng số công chức xã là 09 người.", "- Bố trí 16 máy tính/18 cán bộ, công chức.")),
    Case("same_people", "missing left", (*II_3, "- Bố trí 16 máy tính/08 cán bộ, công chức.")),
    Case("same_people", "missing right", (*II_3, "- Tổng số công chức xã là 09 người.", "- Bố trí 16 máy tính cho công chức.")),
    Case("claims_told R08", "fires", (*II_3, "- Cử 23 công chức dự lớp kỹ năng số do Sở mở.", "- Sau khi 32 công chức dự lớp kỹ năng số do Sở mở, công việc nhanh hơn."), "Cử 23 công chức"),
    Case("claims_told R08", "holds", (*II_3, "- Cử 23 công chức dự lớp kỹ năng số do Sở mở.", "- Sau khi 23 công chức dự lớp kỹ năng số do Sở mở, công việc nhanh hơn.")),
    Case("claims_told R08", "missing left", (*II_3, "- Sau khi 32 công chức dự lớp kỹ năng số do Sở mở, công việc nhanh hơn.")),
    Case("claims_told R08", "missing right", (*II_3, "- Cử 23 công chức dự lớp kỹ năng số do Sở mở.")),
    Case("claims_told R09", "fires", (*II_5, "- Kinh phí 86 triệu đồng, gồm máy tính 52 triệu đồng, máy quét 21 triệu đồng, bàn ghế 13 tỷ đồng."), "13 tỷ đồng"),
    Case("claims_told R09", "holds", (*II_5, "- Kinh phí 86 triệu đồng, gồm máy tính 52 triệu đồng, máy quét 21 triệu đồng, bàn ghế 13 triệu đồng.")),
    Case("claims_told R09", "missing left", (*II_5, "- Kinh phí gồm máy tính 52 triệu đồng, máy quét 21 triệu đồng, bàn ghế 13 tỷ đồng.")),
    Case("claims_told R09", "missing right", (*II_5, "- Kinh phí 86 triệu đồng.")),
    Case("claims_told R15", "fires", (*II_2, "- Không phát sinh hồ sơ quá hạn trong kỳ.", "- Giải quyết trước hạn 640 hồ sơ, quá hạn 05 hồ sơ."), "quá hạn 05"),
    Case("claims_told R15", "holds", (*II_2, "- Không phát sinh hồ sơ quá hạn trong kỳ.", "- Giải quyết trước hạn 640 hồ sơ, quá hạn 0 hồ sơ.")),
    Case("claims_told R15", "missing left", (*II_2, "- Giải quyết trước hạn 640 hồ sơ, quá hạn 05 hồ sơ.")),
    Case("claims_told R15", "missing right", (*II_2, "- Không phát sinh hồ sơ quá hạn trong kỳ.")),
    Case("days_of_prose", "fires", (*II_3, "- Ngày 31/11/2023, xã tổ chức hội thi."), "không có ngày này"),
    Case("days_of_prose", "fires", (*II_3, "- Buổi đối thoại mở hôm 31 tháng 4 năm 2024."), "không có ngày này"),
    Case("days_of_prose", "fires", (*II_3, "- Sáng 30/02, xã họp; lớp học từ ngày 25 đến 31 tháng 4."), "không có ngày này"),
    Case("days_of_prose", "holds", (*II_3, "- Ngày 30/11/2023, xã tổ chức hội thi.", "- Lễ mở ngày 30 tháng 2 âm lịch.", "- Họp ngày 29/02 và ngày 31 tháng 3.")),
    Case("days_of_prose", "missing left", (*II_3, "- Xã tổ chức hội thi.")),
    Case("days_of_prose", "missing right", ()),
    Case("done_before_its_cause", "fires", (*II_3, "- Thực hiện Kế hoạch số 55/KH-UBND ngày 20/3/2024 của UBND xã, từ ngày 04/02/2024 đến ngày 25/02/2024 xã tổ chức 09 buổi."), "20/3/2024"),
    Case("done_before_its_cause", "holds", (*II_3, "- Thực hiện Kế hoạch số 55/KH-UBND ngày 20/01/2024 của UBND xã, từ ngày 04/02/2024 đến ngày 25/02/2024 xã tổ chức 09 buổi.")),
    Case("done_before_its_cause", "missing left", (*II_3, "- Từ ngày 04/02/2024 đến ngày 25/02/2024 xã tổ chức 09 buổi.")),
    Case("done_before_its_cause", "missing right", (*II_3, "- Thực hiện Kế hoạch số 55/KH-UBND ngày 20/3/2024 của UBND xã.")),
    Case("done_before_its_cause", "fires", (*II_3, "- Sau khi nhận Công văn số 88/SNV-CCHC ngày 14/3/2024 của Sở Nội vụ, xã họp quán triệt ngày 09/3/2024."), "14/3/2024"),
    Case("done_before_its_cause", "fires", (*II_3, "- Đoàn kiểm tra ngày 02/4/2024 theo Kế hoạch số 55/KH-UBND ngày 20/4/2024 của UBND huyện."), "20/4/2024"),
    Case("done_before_its_cause", "fires", (*II_3, "- Sở Nội vụ có Công văn số 88/SNV-CCHC ngày 14/3/2024. Thực hiện nội dung công văn trên, xã đã tổ chức họp ngày 09/3/2024."), "14/3/2024"),
    Case("done_before_its_cause", "holds", (*II_3, "- Thực hiện Công văn số 88/SNV-CCHC ngày 14/3/2024 về báo cáo kết quả hội nghị tổ chức ngày 05/3/2024, xã đã gửi.")),
    Case("stretches_of_work", "fires", (*II_3, "- Rà soát sổ từ ngày 20/5/2024 đến ngày 05/4/2024."), "ngày đầu sau ngày cuối"),
    Case("stretches_of_work", "fires", (*II_3, "- Khảo sát từ ngày 01/6/2024 đến hết ngày 30/8/2024, thu về 300 phiếu."), "ngày ký"),
    Case("stretches_of_work", "holds", (*II_3, "- Rà soát sổ từ ngày 05/4/2024 đến ngày 20/5/2024.", "- Kế hoạch khảo sát từ ngày 01/6/2024 đến ngày 30/8/2024.")),
    Case("done_before_its_cause", "fires", (*II_3, "- Căn cứ: Kế hoạch số 55/KH-UBND ngày 20/3/2024 → triển khai tại xã từ 11/3/2024."), "20/3/2024"),
    Case("done_before_its_cause", "fires", (*II_3, "- Xã thực hiện Kế hoạch số 55/KH-UBND ngày 20/3/2024. Việc phát phiếu diễn ra từ 11/3/2024 đến 15/4/2024."), "20/3/2024"),
    Case("done_before_its_cause", "holds", (*II_3, "- Xã thực hiện Kế hoạch số 55/KH-UBND ngày 20/3/2024. Việc phát phiếu diễn ra từ 25/3/2024 đến 15/4/2024.")),
    Case("stretches_of_work", "fires", (*II_3, "- Đợt 2 (14/02 - 15/01) nhận 702 phiếu."), "ngày đầu sau ngày cuối"),
    Case("stretches_of_work", "holds", (*II_3, "- Đợt 1 (15/12 - 14/01) nhận 596 phiếu, đợt 2 (15/01 - 14/02) nhận 702 phiếu.")),
    Case("stretches_of_work", "missing left", (*II_3, "- Rà soát sổ đến ngày 20/5/2024.")),
    Case("stretches_of_work", "missing right", (*II_3, "- Rà soát sổ từ ngày 05/4/2024.")),
    Case("deadlines_past", "fires", (*II_3, "III. VIỆC 6 THÁNG CUỐI NĂM", "- Số hóa xong sổ hộ tịch trước ngày 31/3/2024."), "31/3/2024"),
    Case("deadlines_past", "fires", (*II_3, "III. PHƯƠNG HƯỚNG, NHIỆM VỤ", "- Tuyển đủ công chức trong tháng 4/2024."), "tháng 4/2024"),
    Case("deadlines_past", "holds", (*II_3, "- Số hóa xong sổ hộ tịch trước ngày 31/3/2024.", "III. NHIỆM VỤ", "- Trả hết hồ sơ nhận trước ngày 01/5/2024.", "- Tuyển đủ công chức trước ngày 30/9/2024.")),
    Case("deadlines_past", "fires", (*II_3, "- Đã trả lời 15 phản ánh, còn 01 đang xem xét, sẽ trả lời trước ngày 31/3/2024."), "31/3/2024"),
    Case("deadlines_past", "fires", (*II_3, "III. NHỮNG THÁNG CUỐI NĂM", "- Chấm điểm thi đua trước ngày 31/3/2024."), "31/3/2024"),
    Case("deadlines_past", "holds", (*II_3, "- Còn 01 phản ánh đang xem xét, sẽ trả lời trước ngày 30/9/2024.")),
    Case("deadlines_past", "fires", (*II_3, "Trong 6 tháng cuối năm tới đây:", "- Số hóa xong sổ hộ tịch trước ngày 31/3/2024."), "31/3/2024"),
    Case("deadlines_past", "fires", (*II_3, "- Quý III tới, văn phòng soát lại quy trình, làm xong trước ngày 31/3/2024."), "31/3/2024"),
    Case("deadlines_past", "holds", (*II_3, "Việc giao cho các phòng trong kỳ:", "- Số hóa xong sổ hộ tịch trước ngày 31/3/2024.")),
    Case("deadlines_past", "missing left", (*II_3, "III. NHIỆM VỤ", "- Tuyển đủ công chức.")),
    Case("deadlines_past", "missing right", (*II_3, "- Xã tuyển công chức trước ngày 31/3/2024.")),
    Case("days_of_prose", "fires", (*II_3, "- Số liệu ghi ở đầu."), "không có ngày này", head=(*LATER[:5], "(Số liệu lấy đến ngày 31/11/2025)", *LATER[5:])),
    Case("other_period", "fires", (*II_3, "- Xã họp.", "Trên đây là báo cáo công tác cải cách hành chính quý III năm 2025."), "quý III", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Đề nghị UBND huyện Mẫu sớm bố trí kinh phí."), "UBND huyện Mẫu", head=LATER),
    Case("abolished_offices", "holds", (*II_3, "- Đề nghị UBND tỉnh sớm bố trí kinh phí.", "- Nhận bàn giao tài sản từ UBND huyện Mẫu cũ."), head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Chính quyền địa phương hai cấp (tỉnh, huyện, xã) chạy thông suốt."), "hai cấp", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Xã vận hành mô hình chính quyền địa phương ba cấp."), "ba cấp", head=LATER),
    Case("abolished_offices", "holds", (*II_3, "- Chính quyền địa phương hai cấp (tỉnh, xã) chạy thông suốt.", "- Không còn cấp huyện."), head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Hồ sơ chuyển về Thanh tra huyện Mẫu xem xét."), "Thanh tra huyện Mẫu", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Đề nghị UBND huyện cấp kinh phí trong quý I/2026."), "UBND huyện", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Quý nào xã cũng gửi báo cáo cho Phòng Nội vụ huyện sớm."), "Phòng Nội vụ huyện", head=LATER),
    Case("abolished_offices", "holds", (*II_3, "- Trong quý I, xã gửi UBND huyện Mẫu 02 báo cáo."), head=LATER),
    Case("other_commune", "fires", (*II_3, "- Bộ phận Một cửa xã Khe Sâu có 05 quầy."), "Khe Sâu", head=LATER),
    Case("other_commune", "fires", (*II_3, "- Cán bộ, công chức xã Khe Sâu chấp hành tốt giờ làm việc."), "Khe Sâu", head=LATER),
    Case("other_commune", "holds", (*II_3, "- Điều động 02 công chức xã Khe Sâu cũ; công chức xã Mẫu làm đúng giờ."), head=LATER),
    Case("other_commune", "holds", (*II_3, "- Bộ phận Một cửa xã Mẫu có 05 quầy, ít hơn xã Khe Sâu."), head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Còn 02 lỗi chờ Phòng Văn hóa và Thông tin huyện."), "Phòng Văn hóa và Thông tin huyện", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Kiến nghị UBND quận Mẫu cấp 02 máy tính."), "UBND quận", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Đã trình cấp huyện phê duyệt dự toán."), "trình cấp huyện", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Tháng 9/2025, xã gửi Phòng Tài chính huyện xin ý kiến."), "Phòng Tài chính huyện", head=LATER),
    Case("abolished_offices", "fires", (*II_3, "- Đề nghị UBND thị xã Mẫu cấp 02 máy tính."), "UBND thị xã", head=(*LATER[:2], "Số: 12/BC-UBND, ngày 16/12/2025", *LATER[4:6], *LATER[7:])),
    Case("abolished_offices", "missing left", (*II_3, "- Đề nghị sớm bố trí kinh phí."), head=LATER),
    Case("abolished_offices", "missing right", (*II_3, "- Đề nghị UBND huyện Mẫu sớm bố trí kinh phí.")),
    Case("replaced_documents", "fires", ("I. KẾT QUẢ", "- Trung tâm làm theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."), "118/2025/NĐ-CP", head=LATER),
    Case("replaced_documents", "holds", ("I. KẾT QUẢ", "- Nghị định số 118/2025/NĐ-CP thay thế Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."), head=LATER),
    Case("replaced_documents", "missing left", ("I. KẾT QUẢ", "- Trung tâm làm theo quy định."), head=LATER),
    Case("replaced_documents", "missing right", ("I. KẾT QUẢ", "- Xã làm theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.")),
    Case("afterwards_on_an_earlier_day", "fires", (*II_3, "- Ngày 27/5/2024 xã ký quyết định; ngay sau đó, ngày 25/5/2024, các bộ phận họp."), "có trước ngày"),
    Case("afterwards_on_an_earlier_day", "holds", (*II_3, "- Ngày 27/5/2024 xã ký quyết định; ngay sau đó, ngày 28/5/2024, các bộ phận họp.")),
    Case("afterwards_on_an_earlier_day", "fires", (*II_3, "- Máy in hỏng ngày 18/4/2024; sau khi hỏng, ngày 12/4/2024 xã đề nghị sửa."), "có trước ngày"),
    Case("afterwards_on_an_earlier_day", "missing left", (*II_3, "- Ngay sau đó, ngày 25/5/2024, các bộ phận họp.")),
    Case("afterwards_on_an_earlier_day", "missing right", (*II_3, "- Ngày 27/5/2024 xã ký quyết định.")),
    Case("days_of_the_week", "fires", (*II_3, "- Thứ Hai, ngày 04/6/2024, xã họp."), "là thứ ba"),
    Case("days_of_the_week", "holds", (*II_3, "- Thứ Ba, ngày 04/6/2024, xã họp.")),
    Case("days_of_the_week", "missing left", (*II_3, "- Ngày 04/6/2024, xã họp.")),
    Case("days_of_the_week", "missing right", (*II_3, "- Thứ Hai hằng tuần, xã họp.")),
    Case("two_numbers", "fires", (*II_3, "- Thực hiện Quyết định số 25/QĐ-TTg ngày 22/7/2021 và Quyết định số 25/2021/QĐ-TTg ngày 22/7/2021."), "hai số hiệu"),
    Case("two_numbers", "holds", (*II_3, "- Thực hiện Quyết định số 25/QĐ-TTg ngày 22/7/2021 và Quyết định số 25/2021/QĐ-TTg ngày 23/7/2021.")),
    Case("two_numbers", "missing left", (*II_3, "- Thực hiện Quyết định số 25/2021/QĐ-TTg ngày 22/7/2021.")),
    Case("two_numbers", "missing right", (*II_3, "- Thực hiện Quyết định số 25/QĐ-TTg ngày 22/7/2021.")),
    Case("rates_of_cells", "fires", (*II_3, f"{STAFF}, đạt 59%."), "ghi 59%"),
    Case("rates_of_cells", "holds", (*II_3, f"{STAFF}, đạt 95%.")),
    Case("rates_of_cells", "missing left", (*II_3, f"{STAFF}.")),
    Case("rates_of_cells", "missing right", (*II_3, "+ Tình hình quản lý, sử dụng biên chế: đạt 59%."), cells={}),
    Case("prose_against_appendix", "fires", (*II_2, f"{SO_LUONG} 178 thủ tục."), 'ghi "178 thủ tục", phụ lục ghi 187'),
    Case("prose_against_appendix", "holds", (*II_2, f"{SO_LUONG} 187 thủ tục.")),
    Case("prose_against_appendix", "missing left", (*II_2, f"{SO_LUONG} đầy đủ.")),
    Case("prose_against_appendix", "missing right", (*II_2, f"{SO_LUONG} 187 thủ tục."), "phụ lục để trống", cells={}),
    Case("wrong_units", "fires", (*II_2, f"{HO_SO} tiếp nhận 310 thủ tục."), 'ghi "310 thủ tục"'),
    Case("wrong_units", "holds", (*II_2, f"{HO_SO} tiếp nhận 310 hồ sơ.")),
    Case("wrong_units", "missing left", (*II_2, f"{HO_SO} tiếp nhận 310.")),
    Case("wrong_units", "missing right", (*II_2, f"{HO_SO} tiếp nhận 310 thủ tục."), cells={}),
    Case("dates_ahead", "fires", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày 30/12/2024 của UBND huyện."), "sau ngày"),
    Case("dates_ahead", "holds", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày 29/02/2024 của UBND huyện.")),
    Case("dates_ahead", "missing left", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND của UBND huyện.")),
    Case("dates_ahead", "missing right", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày 30/12/2024 của UBND huyện."), head=()),
    Case("none_of_text", "fires", (*II_2, f"{HO_SO} không phát sinh hồ sơ."), "phụ lục ghi 310"),
    Case("none_of_text", "holds", (*II_2, f"{HO_SO} tiếp nhận 310 hồ sơ.")),
    Case("none_of_text", "missing left", (*II_2, "- Ổn định.")),
    Case("none_of_text", "missing right", (*II_2, f"{HO_SO} không phát sinh hồ sơ."), cells={}),
    Case("unreal_days", "fires", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày 30/02/2024."), "không có ngày"),
    Case("unreal_days", "holds", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày 29/02/2024.")),
    Case("unreal_days", "missing left", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND.")),
    Case("unreal_days", "missing right", (*II_3, "- Thực hiện Quyết định số 12/QĐ-UBND ngày … của UBND huyện.")),
    Case("window_against_report", "fires", says="ngày đầu sau ngày cuối", head=window("(Số liệu tính từ ngày 15/12/2024 đến hết ngày 14/6/2024)")),
    Case("window_against_report", "holds", head=HEAD),
    Case("window_against_report", "fires", ("UBND xã báo cáo như sau, toàn bộ số liệu đã khóa sổ đến hết ngày 25/6/2024:", *II_3, "- Ổn định."), "mà ngày ký là", head=(*HEAD[:6], *HEAD[7:])),
    Case("window_against_report", "holds", ("UBND xã báo cáo như sau, số liệu sẽ chốt lại vào ngày 25/6/2024:", *II_3, "- Ổn định."), head=(*HEAD[:6], *HEAD[7:])),
    Case("window_against_report", "missing left", head=(*HEAD[:6], *HEAD[7:])),
    Case("window_against_report", "missing right", head=(*HEAD[:5], "Cải cách hành chính", *HEAD[6:])),
    Case("other_period", "fires", (*II_3, "- Ổn định."), "9 tháng đầu năm 2023", foot=closing("9 tháng đầu năm 2023")),
    Case("other_period", "holds", (*II_3, "- Ổn định."), foot=closing("6 tháng đầu năm 2024")),
    Case("other_period", "missing left", (*II_3, "- Ổn định."), foot=closing("")),
    Case("other_period", "missing right", (*II_3, "- Ổn định."), head=(*HEAD[:5], "Cải cách hành chính", *HEAD[6:]), foot=closing("9 tháng đầu năm 2023")),
    Case("section_numbers", "fires", ("I. CHỈ ĐẠO", "1. Kế hoạch", "Đã ban hành.", "3. Kiểm tra", "Xong."), 'Mục "3."'),
    Case("section_numbers", "holds", ("I. CHỈ ĐẠO", "1. Kế hoạch", "Đã ban hành.", "2. Kiểm tra", "Xong.")),
    Case("section_numbers", "missing left", ("Đã ban hành.",)),
    Case("section_numbers", "missing right", ("I. CHỈ ĐẠO", "1. Kế hoạch", "Đã ban hành.")),
    Case("other_commune", "fires", (*II_3, "- Ủy ban nhân dân xã Kiên Thọ đã ban hành văn bản."), "Kiên Thọ"),
    Case("other_commune", "holds", (*II_3, "- Ủy ban nhân dân xã Mẫu đã ban hành văn bản.")),
    Case("other_commune", "missing left", (*II_3, "- UBND xã đã ban hành văn bản.")),
    Case("other_commune", "missing right", (*II_3, "- Ủy ban nhân dân xã đã ban hành văn bản.")),
    Case("document_layout", "fires", (*II_3, "- Ổn định."), "Kính gửi", head=(*HEAD[:7], HEAD[8])),
    Case("document_layout", "holds", (*II_3, "- Ổn định.")),
    Case("document_layout", "missing left", (*II_3, "- Ổn định."), head=()),
    Case("document_layout", "missing right", (*II_3, "- Ổn định."), foot=FOOT[:1]),
    Case("empty_bullets", "fires", (*II_6, f"{DATA}.", CITY), "chỉ có đề mục"),
    Case("empty_bullets", "holds", (*II_6, f"{DATA}: đã làm sạch.", CITY)),
    Case("empty_bullets", "missing left", (*II_6, CITY)),
    Case("empty_bullets", "missing right", ()),
    Case("repeated_text", "fires", (*II_3, "- Tổng số …… công chức."), "chưa điền"),
    Case("repeated_text", "holds", (*II_3, "- Tổng số 20 công chức.")),
    Case("repeated_text", "missing left", (*II_3, "- Tổng số công chức.")),
    Case("repeated_text", "missing right", ()),
    Case("repeated_text", "fires", (*II_3, "- Công chức công chức đều có mặt."), "công chức công chức"),
    Case("repeated_text", "holds", (*II_3, "- Cơ chế một cửa, một cửa liên thông hoạt động ổn định.")),
    Case("repeated_text", "missing left", (*II_3, "- Ổn định.")),
    Case("repeated_text", "missing right", ()),
]  # fmt: skip


def named(rule: Rule) -> str:
    """Return the function of a rule, with its code where rules share one."""
    name = rule.finds.__name__
    return f"{name} {rule.code}" if name == "claims_told" else name


def found_by(name: str, made: Review) -> list[Finding]:
    if name in OF_TEXT:
        rule = next(rule for rule in RULES_OF_TEXTS if rule.code == OF_TEXT[name])
        return list(getattr(text_rules, name)(rule, made.reading.scope))
    rule = next(rule for rule in RULES if named(rule) == name)
    return list(rule.finds(rule, made.reading))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    made = review(*case.prose, cells=case.cells, head=case.head, foot=case.foot)

    told = [finding.message for finding in found_by(case.rule, made)]

    if case.says:
        assert any(case.says in message for message in told), told
    elif case.rule == "document_layout" and case.about.startswith("missing"):
        assert not any("Kính gửi" in message and not case.head for message in told)
    else:
        assert told == []


def test_every_rule_about_documents_has_a_case_of_each_kind() -> None:
    shown = defaultdict(set)
    for case in CASES:
        shown[case.rule].add(case.about)

    declared = [*OF_TEXT, *map(named, RULES)]

    assert {name: set(ABOUT) - shown[name] for name in declared} == {n: set() for n in declared}
