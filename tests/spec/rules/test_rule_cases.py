"""What each rule finds, what it does not, and what it does when something is missing."""

# ruff: noqa: E501 - a table: one case, one or two lines
from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from rule_cases import ABOUT, NOTHING, OWN, Case, found_by, scope_of

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.checks import RULES

TN, DH = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
DA, DANG = "bs.ho_so.da_giai_quyet", "bs.ho_so.dang_giai_quyet"
KT, XL = "bs.ho_so.ky_truoc_chuyen_sang", "tthc.xin_loi"
PARTS = {f"{TN}.truc_tiep": "40", f"{TN}.bcci": "0", f"{TN}.truc_tuyen_muc_3": "50"}
RATE = "bs.ho_so.ty_le_dung_han"
AP = "tthc.thong_ke.dang_ap_dung.cap_xa"
ROOT = ("ct", "Chỉ thị", "27", "CT-TTg", "27/10/2023", "Thủ tướng Chính phủ", "")


def own(name: str, number: str, day: str, implements: str = "") -> tuple[str, ...]:
    return (name, "Công văn", number, "UBND-VP", day, OWN, implements)


EVERY_ITEM = {item.id: "Không có." for item in load_form().items.values() if not item.lead}
JOBS = "cong_vu.vi_tri_viec_lam.co_quan_hanh_chinh"
SURVEY = "chi_dao.khao_sat.hinh_thuc"

TODAY: dict[str, Any] = {
    "period": "2026-Q3",
    "form": "khoi_tao_2026_xa",
    "window": ("15/6/2026", "14/9/2026"),
    "office": {"superior": "Ủy ban nhân dân tỉnh Minh Hoạ"},
}
"""A report of a commune of today."""

CASES = [
    # C01: a number within the range that the form allows.
    Case("C01", "fires", {TN: "-1"}, '3.3.1 "Số lượng hồ sơ đã tiếp nhận" ghi -1 Hồ sơ, phải ≥ 0.',
         "chặn"),
    Case("C01", "holds", {TN: "0"}),
    Case("C01", "missing left", {TN: ""}),
    Case("C01", "missing right", {TN: "KAD"}),
    # C02: a coded answer that the form offers.
    Case("C02", "fires", {SURVEY: "3"}, '1.4.2 "Hình thức khảo sát" ghi 3, biểu chỉ có: 0', "chặn"),
    Case("C02", "holds", {SURVEY: "2"}),
    Case("C02", "missing left", {SURVEY: ""}),
    Case("C02", "missing right", {SURVEY: "KAD"}),
    # C03: a commune fills no cell of the district.
    Case("C03", "fires", {f"{TN}.truc_tiep.cap_huyen": "5"}, '"- Cấp huyện" thuộc "Tiếp nhận trực '
         'tiếp" là ô của cấp huyện, xã ghi 5.', "vừa"),
    Case("C03", "holds", {f"{TN}.truc_tiep.cap_xa": "5"}),
    Case("C03", "missing left", {f"{TN}.truc_tiep.cap_huyen": ""}),
    Case("C03", "missing right", {f"{TN}.truc_tiep.cap_huyen": "KAD"}),
    # C04: the form is in force on the last day.
    Case("C04", "fires", {}, "Phụ lục 01b chỉ dùng đến 30/6/2025; kỳ này kết thúc 01/7/2025.", "chặn",
         window=("15/12/2024", "01/7/2025")),
    Case("C04", "holds", {}, window=("15/12/2024", "30/6/2025")),
    Case("C04", "missing left", {}),
    Case("C04", "missing right", {}, form="bieu_06_kstt", window=("15/12/2029", "14/6/2030")),
    # C05: the commune is there on the last day.
    Case("C05", "fires", {}, "Xã Minh Hoạ 01 (mã 99001) không tồn tại vào 14/6/2024.", "chặn",
         commune=("", "13/6/2024")),
    Case("C05", "holds", {}, commune=("01/01/2020", "14/6/2024")),
    Case("C05", "missing left", {}, commune=("", "14/6/2024")),
    Case("C05", "missing right", {}, commune=("14/6/2024", "")),
    # C06: every item of the outline says something.
    Case("C06", "fires", {}, 'Mục V chưa có nội dung: "', "thấp"),
    Case("C06", "holds", {}, texts=EVERY_ITEM),
    Case("C06", "missing left", {"bs.nhiem_vu_chinh_phu_giao": ""}, "Mục I.5 chưa có"),
    Case("C06", "missing right", {"bs.nhiem_vu_chinh_phu_giao": "KAD"}, "Mục I.5 chưa có"),
    # C07: no invisible characters.
    Case("C07", "fires", {}, "narrative.yml, mục V.noi_dung: bỏ ký tự vô hình.", "thấp",
         repairs=("narrative.yml, mục V.noi_dung: bỏ ký tự vô hình",)),
    Case("C07", "holds", {TN: "652"}, texts={"V.noi_dung": "Không có."}),
    Case("C07", "missing left", {}),
    Case("C07", "missing right", {TN: "KAD"}),
    # C08: an issued report has a number and a date.
    Case("C08", "fires", {}, "Bản phát hành chưa có số văn bản.", "chặn", mode="issue"),
    Case("C08", "holds", {}, mode="issue", office={"number": "05", "date": "17/6/2024"}),
    Case("C08", "missing left", {}, "Bản phát hành chưa có số văn bản.", mode="issue",
         office={"date": "17/6/2024"}),
    Case("C08", "missing right", {}, "Bản phát hành chưa có ngày văn bản.", mode="issue",
         office={"number": "05"}),
    # C09: no sentence has a gap.
    Case("C09", "fires", {"bs.ngan_sach.thu": "5"}, 'Mục II.5 "thu, chi ngân sách" có câu còn chỗ trống', "thấp"),
    Case("C09", "holds", {"bs.ngan_sach.thu": "5"}, texts={"II.5.thu_chi": "Đã thu."}, mode="sign"),
    Case("C09", "missing left", {"bs.phap_luat.nguoi": "9"}, 'Mục II.1 "tuyên truyền, phổ biến giáo dục pháp luật" có câu còn chỗ',
         severity="chặn", mode="sign"),
    Case("C09", "missing right", {"bs.phap_luat.lop": "2", "bs.phap_luat.nguoi": "KAD"},
         'Mục II.1 "tuyên truyền, phổ biến giáo dục pháp luật" có câu còn chỗ trống', "thấp"),
    # C10: where nothing arose, no number says otherwise.
    Case("C10", "fires", {"bs.phan_anh.tiep_nhan": "2"}, 'Mục II.2 "tiếp nhận, xử lý phản ánh, kiến nghị" ghi "không phát',
         "chặn", texts={"II.2.mot_cua.phan_anh": NOTHING}),
    Case("C10", "holds", {"bs.phan_anh.tiep_nhan": "0"}, texts={"II.2.mot_cua.phan_anh": NOTHING}),
    Case("C10", "missing left", {}, texts={"II.2.mot_cua.phan_anh": NOTHING}),
    Case("C10", "missing right", {"bs.phan_anh.tiep_nhan": "2"}),
    # C11: no two communes have one set of values.
    Case("C11", "fires", {TN: "100"}, "Toàn bộ số liệu giống hệt số liệu của Xã Kia (99002); có",
         "cao", twins=("Xã Kia (99002)",)),
    Case("C11", "holds", {TN: "100", **PARTS}),
    Case("C11", "missing left", {}),
    Case("C11", "missing right", {TN: "100"}),
    # C12: nothing of the parameters waits to be filled in.
    Case("C12", "fires", {}, 'Tham số signatory còn ghi chữ giữ chỗ "[họ và tên người ký]".',
         "chặn", office={"signatory": "[họ và tên người ký]"}, mode="sign"),
    Case("C12", "fires in a draft", {}, 'Tham số place còn ghi chữ giữ chỗ "Xã ......".',
         "thấp", office={"place": "Xã ......"}),
    Case("C12", "holds", {}, mode="sign"),
    Case("C12", "missing left", {}, office={"signatory": ""}, mode="sign"),
    Case("C12", "missing right", {}, office={"signatory": ""}),
    # C13: a report comes in by the deadline; where no day is known, nothing is said.
    Case("C13", "fires", {}, "Báo cáo nhận lần đầu ngày 22/6/2024, muộn 2 ngày so với hạn gửi "
         "20/6/2024.", "thấp", received="22/6/2024"),
    Case("C13", "holds", {}, received="20/6/2024"),
    Case("C13", "missing left", {}),
    Case("C13", "missing right", {TN: "100"}),
    # R01: a total is the sum of its parts.
    Case("R01", "fires", {TN: "100", **PARTS, f"{TN}.truc_tuyen_muc_4": "4"},
         '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 40 + 0 + 50 + 4 = 94 ≠ 100, thiếu 6.', "chặn"),
    Case("R01", "holds", {TN: "100", **PARTS, f"{TN}.truc_tuyen_muc_4": "10"}),
    Case("R01", "missing left", {**PARTS, f"{TN}.truc_tuyen_muc_4": "4"}),
    Case("R01", "missing right", {TN: "100"}),
    Case("R01", "a blank part is named", {TN: "100", **PARTS},
         '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 40 + 0 + 50 = 90 ≠ 100, thiếu 10 (ô bỏ trống: '),
    Case("R01", "a typed list", {}, '"50 lượt người": 20 + 25 = 45 ≠ 50, thiếu 5.', "cao",
         texts={"V.noi_dung": "Có 50 lượt người dự, gồm: 20 lượt người dự trực tiếp và 25 lượt người "
         "dự trực tuyến."}),
    Case("R01", "a typed list that adds up", {}, texts={"V.noi_dung": "Có 45 lượt người dự, gồm: 20 "
         "lượt người dự trực tiếp và 25 lượt người dự trực tuyến."}),
    Case("R01", "a part that does not apply is none", {TN: "90", **PARTS,
         f"{TN}.truc_tuyen_muc_4": "KAD"}),
    # R02: a total is not below a part, nor blank above one.
    Case("R02", "fires", {"tthc.cong_khai.thanh_toan_truc_tuyen": "0",
         "tthc.cong_khai.thanh_toan_truc_tuyen.cap_xa": "5"},
         '3.4.3 "Số TTHC đã tích hợp', "chặn"),
    Case("R02", "holds", {XL: "5", f"{XL}.cap_xa": "5"}),
    Case("R02", "missing left", {f"{XL}.cap_xa": "5"},
         '3.5 "Số thư/ trường hợp đã công khai xin lỗi" để trống', "vừa"),
    Case("R02", "missing right", {XL: "5"}),
    # R03: a stated rate is the recomputed one, rounded half up.
    Case("R03", "fires", {RATE: "99,83", DH: "648", TN: "652"},
         "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận: ghi 99,83%, tính lại 648 / 652", "chặn"),
    Case("R03", "holds", {RATE: "99,39", DH: "648", TN: "652"}),
    Case("R03", "cut off is less grave", {RATE: "99,38", DH: "648", TN: "652"},
         "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận: ghi 99,38%", "vừa"),
    Case("R03", "missing left", {DH: "648", TN: "652"}),
    Case("R03", "missing right", {RATE: "99,38", DH: "648"}),
    Case("R03", "a typed rate and its amounts", {}, "Lời văn ghi 135%, tính lại 5.000/4.000 = "
         "125%, làm tròn là 125%.", "chặn",
         texts={"II.5.thu_chi": "Thu 5.000 đồng/4.000 đồng, đạt 135% dự toán."}),
    Case("R03", "a typed rate that is right", {},
         texts={"II.5.thu_chi": "Thu 5.000 đồng/4.000 đồng, đạt 125% dự toán."}),
    Case("R03", "a typed rate of the item's own figures", {"to_chuc.bien_che.duoc_giao": "20",
         "to_chuc.bien_che.co_mat": "19"}, "Lời văn ghi 59%, tính lại 19/20 = 95%", "cao",
         texts={"II.3.bien_che": "Biên chế có mặt đạt 59%."}),
    # R04: a rate says what it is divided by.
    Case("R04", "fires", {RATE: "99,39", TN: "652"},
         "Tỷ lệ đúng hạn nêu trong báo cáo phải có số hồ sơ đã giải quyết", "cao"),
    Case("R04", "holds", {RATE: "99,39", DA: "652"}),
    Case("R04", "missing left", {DA: "652"}),
    Case("R04", "missing right", {RATE: "99,39", DA: "KAD"}),
    Case("R04", "a text that does not say", {}, "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận: "
         "lời văn không nói", "vừa", texts={"II.2.mot_cua.chat_luong":
         "tỷ lệ đúng hạn {so:ty_le.dung_han.tren_tiep_nhan}%."}),
    Case("R04", "a text that says", {}, texts={"II.2.mot_cua.chat_luong":
         "đúng hạn {so:ty_le.dung_han.tren_tiep_nhan}% trên số hồ sơ tiếp nhận."}),
    # R05: what is a part of something is not more than it.
    Case("R05", "fires", {DH: "700", DA: "652"},
         "Hồ sơ đúng hạn không lớn hơn hồ sơ đã giải quyết: 3.3.2", "chặn"),
    Case("R05", "holds", {DH: "652", DA: "652"}),
    Case("R05", "missing left", {DA: "652"}),
    Case("R05", "missing right", {DH: "700"}),
    # R06: the balance of dossiers.
    Case("R06", "fires", {KT: "3", TN: "100", DA: "90", DANG: "10"},
         "Hồ sơ kỳ trước chuyển sang cộng tiếp nhận bằng đã giải quyết", "chặn"),
    Case("R06", "holds", {KT: "0", TN: "100", DA: "90", DANG: "10"}),
    Case("R06", "missing left", {TN: "100", DA: "90", DANG: "11"}),
    Case("R06", "missing right", {KT: "3", TN: "100", DA: "90"}),
    Case("R06", "Biểu 06 brings its own", {"kstt.nhan": "100", "kstt.da_giai_quyet": "90",
         "kstt.dang_giai_quyet": "9"}, "Hồ sơ nhận bằng đã giải quyết cộng đang giải quyết", "chặn",
         form="bieu_06_kstt"),
    # R07: an apology for each overdue dossier.
    Case("R07", "fires", {"bs.ho_so.qua_han": "4", XL: "1"}, "Mỗi hồ sơ quá hạn phải có thư xin lỗi",
         "cao"),
    Case("R07", "holds", {"bs.ho_so.qua_han": "4", XL: "4"}),
    Case("R07", "missing left", {XL: "1"}),
    Case("R07", "missing right", {"bs.ho_so.qua_han": "4"}, "Mỗi hồ sơ quá hạn phải có thư xin lỗi"),
    Case("R07", "no overdue, no apology needed", {"bs.ho_so.qua_han": "0"}),
    Case("R07", "not on time and nothing said of it", {TN: "652", DH: "648", XL: "0"},
         "Hồ sơ không đúng hạn phải có thư xin lỗi", "cao"),
    # R08: a text and the data say the same.
    Case("R08", "fires", {"bs.ho_so.muc_3": "423", f"{TN}.truc_tuyen_muc_3.cap_xa": "432"},
         "Số hồ sơ mức độ 3 nêu trong lời văn bằng số của biểu", "chặn"),
    Case("R08", "holds", {"bs.ho_so.muc_3": "423", f"{TN}.truc_tuyen_muc_3.cap_xa": "423"}),
    Case("R08", "missing left", {f"{TN}.truc_tuyen_muc_3.cap_xa": "432"}),
    Case("R08", "missing right", {"bs.ho_so.muc_3": "423"}),
    Case("R08", "a typed number", {TN: "652"}, 'Lời văn ghi "625 hồ sơ", số liệu ghi 652', "cao",
         texts={"II.2.mot_cua.ho_so": "trong kỳ xã nhận được 625 hồ sơ."}),
    Case("R08", "a typed number in the outline's own words", {TN: "652"},
         'Lời văn ghi "625 hồ sơ", số liệu ghi 652', "chặn",
         texts={"II.2.mot_cua.ho_so": "kết quả: tiếp nhận 625 hồ sơ, trong đó có hồ sơ khó."}),
    Case("R08", "none is said, and some is reported", {"the_che.ban_hanh": "2"},
         'Lời văn ghi "không ban hành văn bản qppl", số liệu ghi 2', "cao",
         texts={"II.1.xay_dung": "Không ban hành văn bản QPPL."}),
    Case("R08", "a typed number that is right", {TN: "652"},
         texts={"II.2.mot_cua.ho_so": "tiếp nhận 652 hồ sơ trong năm 2024, gồm 3 lĩnh vực."}),
    Case("R08", "a text about something else", {TN: "652"},
         'Mục "số hóa hồ sơ, giấy tờ', "cao",
         texts={"II.2.mot_cua.so_hoa": "có {so:tthc.ho_so.tiep_nhan} hồ sơ."}),
    # R09: a number is counted in its own unit.
    Case("R09", "fires", {"bs.ho_so.muc_4": "103"}, 'Lời văn ghi "103 thủ tục"', "chặn",
         texts={"II.2.mot_cua.so_hoa": "có {so:bs.ho_so.muc_4} thủ tục mức độ 4."}),
    Case("R09", "holds", {"bs.ho_so.muc_4": "103"},
         texts={"II.2.mot_cua.so_hoa": "có {so:bs.ho_so.muc_4} hồ sơ mức độ 4."}),
    Case("R09", "missing left", {"bs.ho_so.muc_4": "103"},
         texts={"II.2.mot_cua.so_hoa": "không có thủ tục nào."}),
    Case("R09", "missing right", {}, 'Lời văn ghi "… thủ tục"',
         texts={"II.2.mot_cua.so_hoa": "có {so:bs.ho_so.muc_4} thủ tục."}),
    Case("R09", "a typed number that counts something else", {TN: "652"},
         'Lời văn ghi "652 thủ tục", mà 652 là số hồ sơ', "chặn",
         texts={"II.2.mot_cua.ho_so": "đã tiếp nhận 652 thủ tục."}),
    Case("R09", "a word that is no unit", {"bs.ho_so.muc_4": "103"},
         texts={"II.2.mot_cua.so_hoa": "đạt {so:bs.ho_so.muc_4}, bằng kỳ trước."}),
    # R10: nothing implements what is not there yet.
    Case("R10", "fires", says="Công văn số 21/UBND-VP ngày 20/10/2023 triển khai Chỉ thị số 27/CT-TTg "
         "ngày 27/10/2023 nhưng có trước 7 ngày.", severity="chặn",
         documents=(ROOT, own("cv", "21", "20/10/2023", "ct"))),
    Case("R10", "holds", documents=(ROOT, own("cv", "21", "27/10/2023", "ct"))),
    Case("R10", "missing left", documents=(ROOT, own("cv", "21", "", "ct"))),
    Case("R10", "missing right", documents=((*ROOT[:4], "", *ROOT[5:]),
         own("cv", "21", "20/10/2023", "ct"))),
    Case("R10", "typed citations", says="Công văn số 21/UBND-VP ngày 20/10/2023 triển khai Chỉ thị số "
         "27/CT-TTg ngày 27/10/2023 nhưng có trước 7 ngày.", severity="chặn",
         texts={"V.noi_dung": "Ban hành Công văn số 21/UBND-VP ngày 20/10/2023 về việc triển khai Chỉ "
         "thị số 27/CT-TTg ngày 27/10/2023 của Thủ tướng Chính phủ."}),
    # R10b: the year in a number is the year of issue.
    Case("R10b", "fires", says="Nghị định số 118/2025/NĐ-CP ngày 01/7/2017: số hiệu mang năm 2025",
         severity="cao", documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "01/7/2017", "", ""),)),
    Case("R10b", "holds", documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "09/6/2025", "", ""),)),
    Case("R10b", "a known document with another date", severity="vừa",
         says="Nghị định số 118/2025/NĐ-CP ngày 01/7/2025: ngày ban hành đúng là 09/6/2025",
         documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "01/7/2025", "", ""),)),
    Case("R10b", "missing left", documents=(("cv", "Công văn", "118", "CP", "01/7/2017", "", ""),)),
    Case("R10b", "missing right", documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "", "", ""),)),
    # R11: a number is given once, and numbers grow with dates.
    Case("R11", "fires", says="Cùng một số cho 2 văn bản", severity="chặn",
         documents=(own("a", "28", "01/02/2024"), own("b", "28", "01/4/2024"))),
    Case("R11", "holds", documents=(own("a", "28", "01/02/2024"), own("b", "29", "01/4/2024"))),
    Case("R11", "missing left", documents=(own("a", "", "01/02/2024"), own("b", "28", "01/4/2024"))),
    Case("R11", "missing right", documents=(own("a", "28", ""), own("b", "28", "01/4/2024"))),
    Case("R11", "another year, another book",
         documents=(own("a", "28", "29/12/2023"), own("b", "28", "01/4/2024"))),
    Case("R11", "an office made by the reform, another book",
         documents=(own("a", "28", "08/01/2025"), own("b", "28", "10/7/2025"))),
    Case("R11", "the one out of order", says="Công văn số 30/UBND-VP ngày 15/01/2024: thứ tự số",
         severity="vừa", documents=(own("z", "27", "22/01/2024"),
         own("a", "28", "01/02/2024"), own("b", "30", "15/01/2024"),
         own("c", "31", "01/3/2024"))),
    Case("R11", "a typed day that is not the register's", says="Cùng một số cho 2 văn bản",
         documents=(own("a", "28", "01/02/2024"),),
         texts={"V.noi_dung": "Theo Công văn số 28/UBND-VP ngày 11/02/2024 của UBND xã Minh Hoạ 01."}),
    Case("R11", "a typed day that is the register's", documents=(own("a", "28", "01/02/2024"),),
         texts={"V.noi_dung": "Theo Công văn số 28/UBND-VP ngày 01/02/2024 của UBND xã Minh Hoạ 01."}),
    Case("R11", "a later number with an earlier day, the year of the other one being a slip",
         says="Công văn số 21/UBND-VP ngày 29/01/2014 (hiểu là 29/01/2024): thứ tự số", severity="vừa",
         documents=(ROOT, own("a", "21", "29/01/2014", "ct"), own("b", "24", "22/01/2024"))),
    Case("R11", "years away from the window, in order once the year is mended",
         documents=(own("a", "21", "18/01/2014"), own("b", "24", "22/01/2024"))),
    Case("R11", "an old document of another office is no slip", documents=(
         ("a", "Công văn", "21", "UBND-VP", "29/01/2014", "UBND huyện X", ""),
         ("b", "Công văn", "24", "UBND-VP", "22/01/2024", "UBND huyện X", ""))),
    # R12: what counts as this period's is of this period.
    Case("R12", "fires", says="Công văn số 5/UBND-VP ngày 22/8/2023: ngày ban hành trước kỳ",
         severity="vừa", documents=(own("a", "5", "22/8/2023"),)),
    Case("R12", "holds", documents=(own("a", "5", "22/01/2024"),)),
    Case("R12", "missing left", documents=(own("a", "5", ""),)),
    Case("R12", "missing right", documents=((*own("a", "5", "22/8/2023")[:5], "", ""),)),
    Case("R12", "what others issued may be older", documents=(ROOT,)),
    Case("R12", "what is implemented may be older", documents=(own("a", "5", "22/8/2023"),
         own("b", "6", "22/01/2024", "a"))),
    Case("R12", "a typed day that no calendar has", severity="cao",
         says='Công văn số 5/UBND-VP ngày 30/02/2024: không có ngày "30/02/2024".',
         texts={"V.noi_dung": "Đã ban hành Công văn số 5/UBND-VP ngày 30/02/2024."}),
    # R13: no document on a day off.
    Case("R13", "fires", says="Công văn số 24/UBND-VP ngày 20/01/2024: 20/01/2024 là thứ Bảy",
         severity="vừa", documents=(own("a", "24", "20/01/2024"),)),
    Case("R13", "holds", documents=(own("a", "24", "19/01/2024"),)),
    Case("R13", "missing left", documents=(own("a", "24", ""),)),
    Case("R13", "missing right", documents=()),
    Case("R13", "a public holiday", says="Công văn số 24/UBND-VP ngày 12/02/2024: 12/02/2024 là ngày "
         "nghỉ Tết Giáp Thìn", documents=(own("a", "24", "12/02/2024"),)),
    # R14: cumulative numbers do not fall.
    Case("R14", "fires", {TN: "300"}, '3.3.1 "Số lượng hồ sơ đã tiếp nhận" lũy kế kỳ này ghi 300, '
         "nhỏ hơn kỳ 2024-Q1 đã ghi 320, thiếu 20.", "cao", before={TN: "320"}),
    Case("R14", "holds", {TN: "320"}, before={TN: "320"}),
    Case("R14", "missing left", {}, before={TN: "320"}),
    Case("R14", "missing right", {TN: "300"}, before={}),
    Case("R14", "nothing before", {TN: "300"}),
    Case("R14", "another window than the nationwide one", {}, "Kỳ số liệu 10/11/2023 – 05/6/2024 "
         "(209 ngày) khác mốc chung", "thấp", window=("10/11/2023", "05/6/2024")),
    # R15: blank, zero and not applicable.
    Case("R15", "fires", {"bs.tuyen_dung": "0"}, "Lời văn đã nêu kết quả tuyển dụng", "vừa"),
    Case("R15", "holds", {"bs.tuyen_dung": "0", "cong_vu.tuyen_dung.cong_chuc": "0"}),
    Case("R15", "missing left", {"cong_vu.tuyen_dung.cong_chuc": "0"}),
    Case("R15", "missing right", {"bs.tuyen_dung": "0", "cong_vu.tuyen_dung.cong_chuc": "KAD"}),
    Case("R15", "a part left blank", {XL: "0"}, '3.5 "Số thư/ trường hợp đã công khai xin lỗi" ghi 0 '
         "nhưng để trống: Cấp xã.", "thấp"),
    Case("R15", "does not apply, yet a part has a number", {XL: "KAD", f"{XL}.cap_xa": "2"},
         '3.5 "Số thư/ trường hợp đã công khai xin lỗi" ghi không áp dụng', "vừa"),
    Case("R15", "a decision told, its row blank", {}, "Lời văn đã nêu quyết định phê duyệt vị trí việc",
         "vừa", texts={"II.4.vi_tri_viec_lam": "Đề án vị trí việc làm được phê duyệt tại Quyết định."}),
    Case("R15", "a decision told, its row says none", {JOBS: "0"}, "Lời văn đã nêu quyết định phê duyệt "
         "vị trí việc", "vừa", texts={"II.4.vi_tri_viec_lam": "Đã phê duyệt đề án vị trí việc làm."}),
    Case("R15", "a decision told, its row filled", {JOBS: "1"},
         texts={"II.4.vi_tri_viec_lam": "Đề án vị trí việc làm được phê duyệt tại Quyết định."}),
    Case("R15", "a decision told, its row does not apply", {JOBS: "KAD"},
         texts={"II.4.vi_tri_viec_lam": "Đề án vị trí việc làm được phê duyệt tại Quyết định."}),
    Case("R15", "a decision still to come", {},
         texts={"II.4.vi_tri_viec_lam": "Đề án vị trí việc làm chưa được phê duyệt; đề nghị được phê "
         "duyệt vị trí việc làm."}),
    Case("R15", "a decision of the plan for the next period", {},
         texts={"IV.4.noi_dung": "Hoàn thiện đề án vị trí việc làm đã được phê duyệt."}),
    Case("R15", "problems told, their part of the form blank", {}, "Lời văn đã nêu vấn đề phát hiện",
         "vừa", texts={"I.3.noi_dung": "Qua kiểm tra phát hiện một số hạn chế về thể thức văn bản."}),
    Case("R15", "no problem found", {}, texts={"I.3.noi_dung": "Qua kiểm tra không phát hiện vi phạm."}),
    Case("R15", "problems told in two sentences are not linked", {},
         texts={"I.3.noi_dung": "Đã kiểm tra 2 lần. Công tác phát hiện tồn tại được chú trọng."}),
    # R16: the form's own printed numbers.
    Case("R16", "fires", {}, "Số thứ tự in trên Phụ lục 01b trùng 1.1.1", "thấp"),
    Case("R16", "holds", {}, form="bieu_06_kstt"),
    Case("R16", "missing left", {"kstt.nhan": ""}, form="bieu_06_kstt"),
    Case("R16", "missing right", {"kstt.nhan": "1"}, form="bieu_06_kstt"),
    # R17: a form for communes.
    Case("R17", "fires", {f"{TN}.truc_tiep.cap_huyen": "0"}, "Phụ lục 01b là biểu của cấp huyện, báo "
         "cáo là của cấp xã, và xã đã điền 1 ô của cấp khác.", "cao"),
    Case("R17", "holds", {"kstt.nhan": "1"}, form="bieu_06_kstt"),
    Case("R17", "missing left", {}, "Phụ lục 01b là biểu của cấp huyện", "thấp"),
    Case("R17", "missing right", {TN: "1"}, "Phụ lục 01b là biểu của cấp huyện", "thấp"),
    # R18: terms by date.
    Case("R18", "fires", says='"mức độ 3" không còn đúng vào 14/6/2024', severity="vừa",
         texts={"IV.7.noi_dung": "- Đẩy mạnh dịch vụ công mức độ 3."}),
    Case("R18", "holds", texts={"IV.7.noi_dung": "- Đẩy mạnh dịch vụ công toàn trình."}),
    Case("R18", "missing left", texts={}),
    Case("R18", "a replaced decree cited as current", says='"42/2022/nđ-cp" không còn đúng vào 14/9/2026',
         severity="vừa", **TODAY, texts={"IV.noi_dung": "Thực hiện Nghị định số 42/2022/NĐ-CP."}),
    Case("R18", "the decree that was replaced, named as such", **TODAY, texts={
         "IV.noi_dung": "Nghị định số 224/2026/NĐ-CP thay thế Nghị định số 42/2022/NĐ-CP."}),
    Case("R18", "the decree while it held", window=("15/12/2025", "14/6/2026"), form=TODAY["form"],
         period="2026-6T", texts={"IV.noi_dung": "Thực hiện Nghị định số 42/2022/NĐ-CP."},
         office=TODAY["office"]),
    Case("R18", "levels that no longer hold", says='"mức độ 3" không còn đúng vào 14/9/2026',
         **TODAY, texts={"IV.noi_dung": "Đẩy mạnh dịch vụ công trực tuyến mức độ 3."}),
    Case("R18", "chủ động mức độ 3 holds from 01/7/2026", **TODAY, texts={
         "IV.noi_dung": "Triển khai dịch vụ công trực tuyến chủ động mức độ 3, mức độ 4."}),
    Case("R18", "and not before", says='"chủ động mức độ" không còn đúng vào 14/6/2026',
         window=("15/12/2025", "14/6/2026"), form=TODAY["form"], period="2026-6T",
         office=TODAY["office"],
         texts={"IV.noi_dung": "Triển khai dịch vụ công trực tuyến chủ động mức độ 3."}),
    Case("R18", "one-stop desk is still a name of the decree", **TODAY,
         texts={"IV.noi_dung": "Củng cố Bộ phận Một cửa."}),
    Case("R18", "missing right", texts={"IV.7.noi_dung": "- Đẩy mạnh dịch vụ công mức độ 3."},
         window=("15/12/2021", "14/6/2022"), period="2022-6T"),
    # R19: documents counted and cited.
    Case("R19", "fires", {"chi_dao.ke_hoach.van_ban_chi_dao": "1"},
         '1.1.3 "Số văn bản chỉ đạo CCHC đã ban hành" ghi 1, lời văn dẫn 2 văn bản của xã, thừa 1.',
         "vừa", documents=(own("a", "1", "22/01/2024"), own("b", "2", "23/01/2024")),
         texts={"I.1.noi_dung": "Ban hành {vb:a}; {vb:b}; {vb:a}."}),
    Case("R19", "holds", {"chi_dao.ke_hoach.van_ban_chi_dao": "1"},
         documents=(own("a", "1", "22/01/2024"),), texts={"I.1.noi_dung": "Ban hành {vb:a}."}),
    Case("R19", "missing left", {}, documents=(own("a", "1", "22/01/2024"),),
         texts={"I.1.noi_dung": "Ban hành {vb:a}."}),
    Case("R19", "missing right", {"chi_dao.ke_hoach.van_ban_chi_dao": "1"}),
    Case("R19", "a typed count of a typed list", {}, 'Lời văn ghi "03 văn bản", liệt kê 2 văn bản.',
         "vừa", texts={"V.noi_dung": "Đã ban hành 03 văn bản, gồm: Kế hoạch số 1/KH-UBND ngày "
         "22/01/2024; Kế hoạch số 2/KH-UBND ngày 23/01/2024."}),
    # R20: present staff.
    Case("R20", "fires", {"to_chuc.bien_che.co_mat": "19", "to_chuc.bien_che.duoc_giao": "18"},
         "Biên chế có mặt không lớn hơn biên chế được giao: 4.2.2", "cao"),
    Case("R20", "holds", {"to_chuc.bien_che.co_mat": "18", "to_chuc.bien_che.duoc_giao": "18"}),
    Case("R20", "missing left", {"to_chuc.bien_che.duoc_giao": "18"}),
    Case("R20", "missing right", {"to_chuc.bien_che.co_mat": "19"}),
    # R21: procedures of one kind are not more than all.
    Case("R21", "fires", {"chinh_quyen_dien_tu.dich_vu_cong.muc_do_3": "250",
         "chinh_quyen_dien_tu.dich_vu_cong.muc_do_4": "46", AP: "254"},
         "Thủ tục cung cấp trực tuyến không nhiều hơn thủ tục đang áp dụng", "cao"),
    Case("R21", "holds", {"chinh_quyen_dien_tu.dich_vu_cong.muc_do_3": "111",
         "chinh_quyen_dien_tu.dich_vu_cong.muc_do_4": "46", AP: "254"}),
    Case("R21", "missing left", {AP: "254"}),
    Case("R21", "missing right", {"chinh_quyen_dien_tu.dich_vu_cong.muc_do_3": "250"}),
    Case("R21", "one kind alone is already too many",
         {"chinh_quyen_dien_tu.dich_vu_cong.muc_do_3": "255", AP: "254"},
         "Thủ tục cung cấp trực tuyến không nhiều hơn thủ tục đang áp dụng"),
    # R22: plausible by period.
    Case("R22", "fires", {"bs.ngan_sach.chi": "4148813873", "bs.ngan_sach.du_toan_chi": "4078860239"},
         "Chi ngân sách so với dự toán không vượt mức hợp lý của kỳ", "cao"),
    Case("R22", "holds", {"bs.ngan_sach.chi": "2148813873", "bs.ngan_sach.du_toan_chi": "4078860239"}),
    Case("R22", "missing left", {"bs.ngan_sach.du_toan_chi": "4078860239"}),
    Case("R22", "missing right", {"bs.ngan_sach.chi": "4148813873"}),
    Case("R22", "over 100 % is no surprise over a year", {"bs.ngan_sach.chi": "4148813873",
         "bs.ngan_sach.du_toan_chi": "4078860239"}, period="2024-N"),
    # R23: units by date.
    Case("R23", "fires", says='Công văn số 3/UBND-NV ngày 08/7/2025: ngày này không còn "UBND huyện X"',
         severity="cao", documents=(("a", "Công văn", "3", "UBND-NV", "08/7/2025", "UBND huyện X", ""),)),
    Case("R23", "holds", documents=(("a", "Công văn", "3", "UBND-NV", "08/5/2025", "UBND huyện X", ""),)),
    Case("R23", "an old level after 01/7/2025", says='"cấp huyện" không còn đúng vào 14/9/2026',
         severity="vừa", **TODAY, texts={"IV.noi_dung": "Phối hợp với cấp huyện."}),
    Case("R23", "that it is no more may be said", **TODAY,
         texts={"IV.noi_dung": "Do không còn cấp huyện, xã nhận thêm nhiệm vụ."}),
    Case("R23", "a commune reports to its province", severity="vừa",
         says='"Kính gửi" ghi "Ủy ban nhân dân xã Bên"; từ 01/7/2025 cấp xã báo cáo cấp tỉnh',
         **{**TODAY, "office": {"superior": "Ủy ban nhân dân xã Bên"}}),
    Case("R23", "missing left", documents=(("a", "Công văn", "3", "UBND-NV", "08/7/2025", "", ""),)),
    Case("R23", "missing right", documents=(("a", "Công văn", "3", "UBND-NV", "", "UBND huyện X", ""),)),
    Case("R23", "the office that receives the report", says='"ủy ban nhân dân huyện" không còn đúng',
         severity="cao", window=("15/12/2024", "14/12/2025"), period="2025-N"),
    # R24: communes add up.
    Case("R24", "fires", {TN: "100"}, '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 2 xã cộng lại 90 ≠ 100, '
         "thiếu 10.", "cao", members=({TN: "40"}, {TN: "50"})),
    Case("R24", "holds", {TN: "90"}, members=({TN: "40"}, {TN: "50"})),
    Case("R24", "missing left", {}, members=({TN: "40"}, {TN: "50"})),
    Case("R24", "missing right", {TN: "100"}, members=({TN: "40"}, {})),
    Case("R24", "too much, even with a blank", {TN: "30"},
         '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 2 xã cộng lại 40 ≠ 30, thừa 10 (chưa có số: ',
         members=({TN: "40"}, {})),
    # R25: one manner of rounding.
    Case("R25", "fires", {RATE: "99,38", DH: "648", TN: "652", "bs.ngan_sach.ty_le_thu": "133,2",
         "bs.ngan_sach.thu": "5432209679", "bs.ngan_sach.du_toan_thu": "4078860239"},
         "Trong cùng báo cáo, tỷ lệ hồ sơ giải quyết đúng hạn", "thấp"),
    Case("R25", "holds", {RATE: "99,39", DH: "648", TN: "652"}),
    Case("R25", "missing left", {DH: "648", TN: "652"}),
    Case("R25", "missing right", {RATE: "99,4", TN: "652"}),
    Case("R25", "fewer decimals than agreed", {RATE: "99,4", DH: "648", TN: "652"},
         "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận ghi 99,4% với 1 chữ số", "thấp"),
    # R26: head and signature.
    Case("R26", "fires", says='Ký "CHỦ TỊCH" mà không ghi thẩm quyền.', severity="vừa",
         office={"authority": ""}),
    Case("R26", "the head of a ward before 01/7/2025", says='Ký "CHỦ TỊCH" mà không ghi thẩm quyền.',
         severity="thấp", office={"name": "Phường Minh Hoạ 01", "authority": ""}),
    Case("R26", "the head of an office that is no committee", office={"role": "TRƯỞNG PHÒNG", "authority": ""}),
    Case("R26", "a deputy for nobody", says='Ký "PHÓ TRƯỞNG PHÒNG" mà không ghi thẩm quyền.',
         severity="vừa", office={"role": "PHÓ TRƯỞNG PHÒNG", "authority": ""}),
    Case("R26", "holds", mode="issue", office={"number": "05", "date": "17/6/2024"}),
    Case("R26", "missing left", mode="issue", office={"number": "05"}),
    Case("R26", "missing right", mode="issue", says='Báo cáo gửi cấp trên thiếu "Kính gửi".',
         office={"superior": ""}),
    Case("R26", "signed before the data end", mode="issue", severity="cao",
         says="Ngày ký 03/6/2024 trước ngày chốt số liệu 14/6/2024.", office={"date": "03/6/2024"}),
    # R27: said twice.
    Case("R27", "fires", says='Cụm từ lặp lại: "hồ sơ hồ sơ".', severity="thấp",
         texts={"II.2.mot_cua.ho_so": "652 hồ sơ hồ sơ."}),
    Case("R27", "holds", texts={"II.2.mot_cua.ho_so": "phân công công chức, rõ người, rõ việc."}),
    Case("R27", "dots that lead to a number", texts={"II.2.mot_cua.ho_so": "Khai sinh ........ 97"}),
    Case("R27", "missing left", texts={}),
    Case("R27", "a gap left open", says='Còn chỗ chưa điền: "……".', severity="vừa",
         texts={"V.noi_dung": "Số lớp tập huấn là ……"}),
    Case("R27", "two things that begin alike",
         texts={"V.noi_dung": "cơ chế một cửa, một cửa liên thông"}),
    Case("R27", "missing right", texts={"II.2.mot_cua.ho_so": "không"}),
    # R28: a law by a name that laws have.
    Case("R28", "fires", says='Không có luật nào mang tên "Luật thủ tục hành chính".', severity="thấp",
         texts={"V.noi_dung": "Thực hiện đúng Luật thủ tục hành chính và các quy định."}),
    Case("R28", "holds", texts={"V.noi_dung": "Thực hiện Luật Tổ chức chính quyền địa phương năm 2025, "
         "Luật Phòng chống tham nhũng, Luật hôn nhân và gia đình; Bộ luật Dân sự."}),
    Case("R28", "a short form, letters, a number", texts={
         "V.noi_dung": "Theo Luật Ngân sách năm 2015, Luật BHYT, Luật số 72/2025/QH15 và Luật này."}),
    Case("R28", "no law at all", texts={
         "V.noi_dung": "Hội Luật gia, Đoàn Luật sư phổ biến pháp luật; kỷ luật nghiêm."}),
    Case("R28", "missing left", texts={}),
    Case("R28", "missing right", texts={"V.noi_dung": "Thực hiện đúng pháp luật."}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    scope = scope_of(case)

    found = found_by(case.rule, scope)

    if not case.says:
        assert [finding.message for finding in found] == []
        return
    told = [finding for finding in found if finding.message.startswith(case.says)]
    assert len(told) == 1, [finding.message for finding in found]
    assert told[0].rule == case.rule
    if case.severity:
        assert told[0].severity == case.severity
    assert told[0].advice
    assert told[0].message.endswith(".")


def test_every_rule_has_a_case_that_fires_one_that_holds_and_one_missing_on_each_side() -> None:
    shown = defaultdict(set)
    for case in CASES:
        shown[case.rule].add(case.about)

    declared = [rule.code for rule in RULES]

    assert {code: set(ABOUT) - shown[code] for code in declared} == {c: set() for c in declared}


def test_what_is_missing_is_missing() -> None:
    """A side that is missing is what a case that fires or holds has: no case passes by chance."""
    for code in (rule.code for rule in RULES):
        own = {case.about: case for case in CASES if case.rule == code}
        assert own["missing left"] != own["missing right"], code
        assert own["fires"].says, code
        assert not own["holds"].says, code


def test_a_case_that_fires_names_cells_documents_or_items_that_exist() -> None:
    for case in CASES:
        scope = scope_of(case)
        known = {*scope.form.indicators, *scope.submission.documents, *scope.form.items}
        for finding in found_by(case.rule, scope):
            assert set(finding.keys) <= known | set(scope.form.ratio)
