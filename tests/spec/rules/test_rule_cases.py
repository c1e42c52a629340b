"""What each rule finds, what it does not, and what it does when something is missing."""

# ruff: noqa: E501 - a table: one case, one or two lines
from __future__ import annotations

from collections import defaultdict

import pytest
from rule_cases import ABOUT, OWN, Case, found_by, scope_of

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


CASES = [
    # R01: a total is the sum of its parts.
    Case("R01", "fires", {TN: "100", **PARTS, f"{TN}.truc_tuyen_muc_4": "4"},
         '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 40 + 0 + 50 + 4 = 94 ≠ 100, thiếu 6.', "chặn"),
    Case("R01", "holds", {TN: "100", **PARTS, f"{TN}.truc_tuyen_muc_4": "10"}),
    Case("R01", "missing left", {**PARTS, f"{TN}.truc_tuyen_muc_4": "4"}),
    Case("R01", "missing right", {TN: "100"}),
    Case("R01", "a blank part is named", {TN: "100", **PARTS},
         '3.3.1 "Số lượng hồ sơ đã tiếp nhận": 40 + 0 + 50 = 90 ≠ 100, thiếu 10 (ô bỏ trống: '),
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
         texts={"II.2.mot_cua.ho_so": "tiếp nhận 625 hồ sơ."}),
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
    # R10b: the year in a number is the year of issue.
    Case("R10b", "fires", says="Nghị định số 118/2025/NĐ-CP ngày 01/7/2017: số hiệu mang năm 2025",
         severity="cao", documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "01/7/2017", "", ""),)),
    Case("R10b", "holds", documents=(("nd", "Nghị định", "118/2025", "NĐ-CP", "09/6/2025", "", ""),)),
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
    Case("R11", "the one out of order", says="Công văn số 30/UBND-VP ngày 15/01/2024: thứ tự số",
         severity="vừa", documents=(own("z", "27", "22/01/2024"),
         own("a", "28", "01/02/2024"), own("b", "30", "15/01/2024"),
         own("c", "31", "01/3/2024"))),
    # R12: what counts as this period's is of this period.
    Case("R12", "fires", says="Công văn số 5/UBND-VP ngày 22/8/2023: ngày ban hành trước kỳ",
         severity="vừa", documents=(own("a", "5", "22/8/2023"),)),
    Case("R12", "holds", documents=(own("a", "5", "22/01/2024"),)),
    Case("R12", "missing left", documents=(own("a", "5", ""),)),
    Case("R12", "missing right", documents=((*own("a", "5", "22/8/2023")[:5], "", ""),)),
    Case("R12", "what others issued may be older", documents=(ROOT,)),
    Case("R12", "what is implemented may be older", documents=(own("a", "5", "22/8/2023"),
         own("b", "6", "22/01/2024", "a"))),
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
    Case("R26", "holds", final=True, office={"number": "05", "date": "17/6/2024"}),
    Case("R26", "missing left", final=True, office={"number": "05"}),
    Case("R26", "missing right", final=True, says='Báo cáo gửi cấp trên thiếu "Kính gửi".',
         office={"superior": ""}),
    Case("R26", "signed before the data end", final=True, severity="cao",
         says="Ngày ký 03/6/2024 trước ngày chốt số liệu 14/6/2024.", office={"date": "03/6/2024"}),
    # R27: said twice.
    Case("R27", "fires", says='Cụm từ lặp lại: "hồ sơ hồ sơ".', severity="thấp",
         texts={"II.2.mot_cua.ho_so": "652 hồ sơ hồ sơ."}),
    Case("R27", "holds", texts={"II.2.mot_cua.ho_so": "phân công công chức, rõ người, rõ việc."}),
    Case("R27", "missing left", texts={}),
    Case("R27", "missing right", texts={"II.2.mot_cua.ho_so": "không"}),
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


def test_every_rule_of_content_has_every_kind_of_case() -> None:
    shown = defaultdict(set)
    for case in CASES:
        shown[case.rule].add(case.about)

    declared = [rule.code for rule in RULES if rule.code.startswith("R")]

    assert {code: set(ABOUT) - shown[code] for code in declared} == {c: set() for c in declared}


def test_a_case_that_fires_names_cells_documents_or_items_that_exist() -> None:
    for case in CASES:
        scope = scope_of(case)
        known = {*scope.form.indicators, *scope.submission.documents, *scope.form.items}
        for finding in found_by(case.rule, scope):
            assert set(finding.keys) <= known | set(scope.form.ratio)
