"""Sums told in prose and flows of dossiers in everyday words: with a slip, and right."""

from __future__ import annotations

import pytest
from test_claims_by_reason import failed, plain

TOTAL_BEHIND = [
    ("Quý I thu 128 lượt, quý II thu thêm 146 lượt, nâng tổng số lượt của nửa năm lên {} "
     "lượt.",
     "247", "274"),
    ("Khai sinh 64 việc, khai tử 27 việc, kết hôn 31 việc; thế là trong tháng bộ phận hộ "
     "tịch làm được {} việc.",
     "132", "122"),
    ("Ba cuộc họp thôn có 45 người, 38 người và 52 người dự, vị chi {} người.",
     "153", "135"),
    ("Ngân sách xã bỏ ra 82 triệu đồng, nhân dân góp 37,5 triệu đồng, hợp lại được {} triệu "
     "đồng.",
     "191,5", "119,5"),
    ("Tin đăng trên trang điện tử: 31.\n- Tin phát trên loa: 44.\n- Tin gửi nhóm Zalo: "
     "25.\nTính gộp ba kênh, đã có {} tin.",
     "110", "100"),
    ("Bộ phận A trả 212 hồ sơ, bộ phận B trả 187 hồ sơ, cộng hai bên lại là {} hồ sơ.",
     "389", "399"),
    ("Tháng 4 có 61 phiếu, tháng 5 có 58 phiếu, tháng 6 có 66 phiếu. Nhập cả ba tháng, tổ "
     "tổng hợp nhận {} phiếu.",
     "195", "185"),
    ("Số cũ 1.240 trang, nay quét thêm 380 trang, đưa tổng số lên {} trang.",
     "1.602", "1.620"),
    ("Thôn Hạ 14 hộ, thôn Trung 17 hộ và thôn Thượng 8 hộ đăng ký, nên cả xã có {} hộ.",
     "49", "39"),
    ("Lớp sáng 24 người, lớp chiều 29 người, lớp tối 17 người, hết thảy {} người.",
     "60", "70"),
    ("Đợt một cấp 120 thẻ, đợt hai 85 thẻ, đợt ba 95 thẻ; gom ba đợt được {} thẻ.",
     "310", "300"),
    ("Khối Đảng 14 người (6 nữ), khối chính quyền 31 người (12 nữ). Gộp lại có 45 người, "
     "trong đó {} nữ.",
     "19", "18"),
    ("Sở hỗ trợ 6 máy, phường mua 11 máy, dân tặng 3 máy; như vậy phường có thêm cả thảy {} "
     "máy.",
     "21", "20"),
    ("Cán bộ xã góp 1.250.000 đồng, hội phụ nữ góp 830.000 đồng, gom lại thành {} đồng.",
     "2.800.000", "2.080.000"),
    ("Buổi sáng làm 34 bộ, buổi chiều làm 27 bộ. Cộng cả ngày được {} bộ hồ sơ.",
     "71", "61"),
    ("Tổ 1 đi 14 nhà, tổ 2 đi 19 nhà, tổ 3 đi 22 nhà. Vậy ba tổ đã đi {} nhà.",
     "65", "55"),
    ("Từ đầu năm đến hết tháng 6 cấp 1.840 bản sao; quý III cấp 962 bản sao nữa, tính cả "
     "thảy {} bản sao.",
     "2.820", "2.802"),
    ("Văn bản đến 412, văn bản đi 268, tổng hai loại là {} văn bản.",
     "690", "680"),
    ("Ấp Trên có 63 hộ, ấp Giữa có 71 hộ, ấp Dưới có 58 hộ tham gia. Kết lại, ba ấp có {} hộ "
     "tham gia.",
     "202", "192"),
    ("- Thôn Đoài: 26 hộ\n- Thôn Trung: 31 hộ\n- Thôn Đông: 19 hộ\nTất cả ba thôn: {} hộ.",
     "86", "76"),
    ("Chi tiêu\na) Tập huấn: 45,5 triệu đồng;\nb) Máy móc: 120 triệu đồng;\nc) Văn phòng "
     "phẩm: 14,5 triệu đồng.\nBa khoản cộng lại hết {} triệu đồng.",
     "190", "180"),
    ("Hộ tịch\n1. Khai sinh: 41 việc.\n2. Kết hôn: 18 việc.\n3. Khai tử: 12 việc.\nTổng "
     "cộng: {} việc.",
     "81", "71"),
    ("Nhận mới 482 hồ sơ, cộng với 18 hồ sơ của tháng trước thành {} hồ sơ phải giải quyết.",
     "510", "500"),
    ("Quý I 214 hồ sơ, quý II 231 hồ sơ, quý III 198 hồ sơ. Chín tháng đầu năm tiếp nhận {} "
     "hồ sơ.",
     "634", "643"),
]  # fmt: skip
TOTAL_AHEAD = [
    ("Trong tháng mở {} lớp. Đi vào cụ thể: lớp tin học 3, lớp một cửa 4, lớp văn thư 2.",
     "8", "9"),
    ("Tựu chung năm nay có {} sáng kiến được công nhận.\nRõ hơn, khối giáo dục bốn sáng "
     "kiến, khối y tế ba sáng kiến, khối xã hai sáng kiến.",
     "10", "9"),
    ("Xã có {} hộ đăng ký, chia làm hai loại: hộ nghèo 38 và hộ cận nghèo 45.",
     "73", "83"),
    ("Có {} ý kiến góp ý, xếp thành ba nhóm: thái độ 12 ý kiến; thời gian 21 ý kiến; cơ sở "
     "vật chất 9 ý kiến.",
     "52", "42"),
    ("Cả năm được {} triệu đồng, do tỉnh cấp 240 triệu đồng cộng với 85 triệu đồng xã tự cân "
     "đối.",
     "335", "325"),
    ("{} thủ tục được đơn giản hóa, ấy là 8 thủ tục đất đai, 11 thủ tục hộ tịch, 5 thủ tục "
     "xây dựng.",
     "26", "24"),
    ("Tổng cộng đã đi {} thôn: tháng 7 đi bốn thôn, tháng 8 đi năm thôn, tháng 9 đi nốt ba "
     "thôn.",
     "14", "12"),
    ("Nửa năm tiếp {} lượt dân, là số cộng của 214 lượt quý I và 198 lượt quý II.",
     "422", "412"),
    ("Kỳ này xã có {} văn bản ban hành; kể ra gồm: 6 nghị quyết, 14 quyết định và 9 kế "
     "hoạch.",
     "31", "29"),
    ("Số máy của xã là {} chiếc, lấy từ hai nguồn: tỉnh cấp 18 chiếc, xã mua 9 chiếc.",
     "29", "27"),
    ("Tổng chi {} triệu đồng. Phần mua máy hết 64,5 triệu đồng, phần sửa nhà hết 32,5 triệu "
     "đồng, không còn khoản nào khác.",
     "99", "97"),
    ("Xã có {} thôn. Chín thôn đã có tổ hòa giải, bốn thôn đang kiện toàn, không thôn nào bỏ "
     "trống.",
     "15", "13"),
    ("Quý này xử lý {} phản ánh. Trong đó qua điện thoại 14, qua cổng tỉnh 9, gặp trực tiếp "
     "6; ngoài ba đường ấy không còn đường nào khác.",
     "31", "29"),
    ("Đã cấp {} chữ ký số: cho lãnh đạo 5, cho công chức 22, cho trường học 8.",
     "36", "35"),
    ("Trong quý có {} cuộc họp dân, rải ra tháng 7 bốn cuộc, tháng 8 sáu cuộc, tháng 9 năm "
     "cuộc.",
     "16", "15"),
    ("Hòa giải {} vụ. Số này gồm tranh chấp đất 14 vụ, hôn nhân 9 vụ, nợ 5 vụ.",
     "29", "28"),
    ("Có {} lượt góp ý, tính ra: khen 31 lượt, chê 9 lượt, hỏi 14 lượt.",
     "56", "54"),
    ("{} người trả lời phiếu thì 118 người chọn rất hài lòng, 46 người chọn hài lòng, 6 "
     "người chọn chưa hài lòng.",
     "180", "170"),
    ("Ngân sách bố trí {} triệu đồng, dành 150 triệu đồng mua máy và 62 triệu đồng tập huấn, "
     "không còn khoản nào nữa.",
     "222", "212"),
    ("Xã rà soát {} văn bản; kết quả: còn hiệu lực 31 văn bản, hết hiệu lực 12 văn bản, cần "
     "sửa 4 văn bản.",
     "49", "47"),
    ("Phát {} tờ rơi, nơi phát là: chợ 250 tờ, trường 180 tờ, nhà văn hóa 95 tờ.",
     "552", "525"),
    ("Công chức của phường có {} người; chia theo giới thì nam 21 người, nữ 17 người.",
     "39", "38"),
]  # fmt: skip
IN_BRACKETS = [
    ("Dự họp 64 người, gồm 46 đại biểu xã (nam 29; nữ {}) và 18 khách mời.",
     "19", "17"),
    ("Thu 412 phiếu, gồm 260 phiếu giấy (nam 120, nữ {}) và 152 phiếu điện tử.",
     "150", "140"),
    ("Tỉnh giao 30 việc (xong 26, đang làm 4); xã đề ra 24 việc (xong 19, đang làm {}).",
     "7", "5"),
    ("- Thôn Đông: 40 hộ (đã ký 31, chưa ký 9)\n- Thôn Tây: 52 hộ (đã ký 44, chưa ký {})",
     "10", "8"),
    ("Mở 9 lớp, gồm 5 lớp tin học (tháng 7: 2 lớp; tháng 8: {} lớp) và 4 lớp nghiệp vụ.",
     "4", "3"),
    ("Kho có 640 hộp, trong đó 410 hộp đã chỉnh lý (kho A 260, kho B {}) và 230 hộp chưa "
     "chỉnh lý.",
     "160", "150"),
    ("Đoàn đi 12 thôn: 7 thôn vùng cao (đợt một 4, đợt hai {}); 5 thôn vùng thấp.",
     "4", "3"),
    ("Ban có 11 thành viên (1 trưởng ban, 2 phó ban, {} ủy viên).",
     "9", "8"),
]  # fmt: skip
MORE_THAN_ALL = [
    ("Nhận 318 hồ sơ đất đai; nằm trong số đó {} hồ sơ nộp qua mạng.",
     "381", "138"),
    ("Trong 96 đơn phải hỏi ý kiến cấp trên có {} đơn đã được trả lời.",
     "99", "90"),
    ("Có 42 công chức, kể cả {} công chức tập sự.",
     "45", "4"),
    ("Trong tổng số 214 hộ được hỏi thì {} hộ trả lời hài lòng.",
     "241", "204"),
    ("Đã trả 640 hồ sơ; thuộc số này, hồ sơ trả đúng hẹn là {} hồ sơ.",
     "646", "630"),
    ("Số hồ sơ đã xong là 1.204; tính riêng hồ sơ sớm và đúng hẹn là {}.",
     "1.240", "1.200"),
    ("Đã giải quyết 845 hồ sơ, còn 31 hồ sơ. Riêng hồ sơ trước hạn và đúng hạn có {} hồ sơ.",
     "854", "840"),
    ("Tổ công nghệ số có 36 người, trong số này {} người là đoàn viên.",
     "63", "26"),
    ("Cả xã có 18 thôn, trong đó thôn đã có tủ sách là {} thôn.",
     "20", "16"),
    ("Thu về 190 phiếu, số phiếu hợp lệ trong này là {}.",
     "196", "186"),
    ("Trong 410 hồ sơ nhận qua mạng thì {} hồ sơ có chữ ký số hợp lệ.",
     "418", "398"),
]  # fmt: skip
FLOW = [
    ("Kỳ trước để lại 24 hồ sơ, kỳ này bà con nộp thêm 512 hồ sơ; cán bộ đã trả 498 hồ sơ, "
     "hiện còn nằm ở các phòng {} hồ sơ.",
     "48", "38"),
    ("Mang sang từ quý I 17 hồ sơ, quý II nhận thêm 430 hồ sơ, trả xong 418 hồ sơ, cuối quý "
     "còn dở dang {} hồ sơ.",
     "39", "29"),
    ("Hồ sơ gối đầu từ tháng 5 là 12 hồ sơ, trong tháng 6 vào thêm 240 hồ sơ, đã trả 233 hồ "
     "sơ, để lại tháng 7 {} hồ sơ.",
     "29", "19"),
    ("Hồ sơ cũ còn lại 31 bộ, nhận mới 605 bộ, đã giải quyết xong 598 bộ, tồn sang quý sau "
     "{} bộ.",
     "83", "38"),
    ("Số xong sớm hẹn 214, xong đúng hẹn 96, xong sau hẹn 07, cả thảy {} hồ sơ đã trả.",
     "371", "317"),
    ("Đã trả {} hồ sơ, trong số xong có 402 hồ sơ trả sớm, 118 hồ sơ trả đúng ngày hẹn và 6 "
     "hồ sơ trả chậm hẹn.",
     "562", "526"),
    ("Trả cho dân {} hồ sơ: sớm hẹn 250, đúng hẹn 61, chậm hẹn 4.",
     "351", "315"),
    ("Nhận vào 716 hồ sơ, trả ra 689 hồ sơ, chưa xong {} hồ sơ.",
     "37", "27"),
    ("Nộp qua mạng 540 hồ sơ, nộp tại quầy 132 hồ sơ, nộp qua bưu điện 18 hồ sơ; vậy là nhận "
     "cả thảy {} hồ sơ.",
     "609", "690"),
    ("Trong 386 hồ sơ đã có kết quả thì 290 hồ sơ xong trước ngày hẹn, 91 hồ sơ xong đúng "
     "ngày hẹn và {} hồ sơ lỡ hẹn.",
     "15", "5"),
    ("Hồ sơ từ tháng trước dồn lại 15 hồ sơ, tháng này tiếp nhận 208 hồ sơ, đã làm xong 201 "
     "hồ sơ, đang làm dở {} hồ sơ.",
     "32", "22"),
    ("Khóa sổ quý trước còn 44 hồ sơ; trong quý nhận 980 hồ sơ; đã trao kết quả 969 hồ sơ; "
     "khóa sổ quý này còn {} hồ sơ.",
     "65", "55"),
    ("Đầu quý còn 20 hồ sơ, trong quý nộp thêm 315 hồ sơ. Trả kết quả được 309 hồ sơ. Chuyển "
     "quý sau {} hồ sơ.",
     "36", "26"),
    ("Số hồ sơ phải làm là {}, gồm 27 hồ sơ quý trước gửi lại và 451 hồ sơ mới nộp.",
     "487", "478"),
    ("Hồ sơ còn từ quý trước: 22. Dân nộp trong quý: 418. Trả trong quý: 405. Hiện chưa trả: "
     "{}.",
     "45", "35"),
    ("Đầu tháng có 9 hồ sơ tồn, trong tháng nhận 167 hồ sơ, giải quyết 161 hồ sơ, cuối tháng "
     "tồn {} hồ sơ.",
     "25", "15"),
    ("Quý II gửi sang 13 hồ sơ; quý III tiếp nhận thêm 290 hồ sơ; đã có kết quả 284 hồ sơ; "
     "{} hồ sơ gối sang quý IV.",
     "29", "19"),
    ("Tiếp nhận 530 hồ sơ, trả sớm 341, trả đúng hẹn 160, trả muộn 4, còn {} hồ sơ đang làm.",
     "35", "25"),
    ("Đã trả {} hồ sơ, về sớm 214 hồ sơ, vừa đúng hẹn 77 hồ sơ, để dân chờ quá hẹn 3 hồ sơ.",
     "304", "294"),
    ("Số hồ sơ đã có kết quả là 388; trả trước hoặc đúng hẹn {} hồ sơ.",
     "398", "380"),
    ("Hồ sơ nộp tại quầy 96, nộp qua mạng 318, gửi bưu điện 11; tổng số tiếp nhận {}.",
     "435", "425"),
    ("Giải quyết xong 905 hồ sơ (trước hẹn 640; đúng hẹn 251; sau hẹn {}).",
     "41", "14"),
    ("Nhận 244 hồ sơ, xong 231 hồ sơ, trả lại dân 5 hồ sơ vì thiếu giấy, còn {} hồ sơ.",
     "18", "8"),
    ("Cộng 27 hồ sơ cũ và 613 hồ sơ mới, xã phải giải quyết {} hồ sơ.",
     "604", "640"),
]  # fmt: skip
SO_MANY_OF_ALL = [
    ("Quý này xong {}/20 việc. Cụ thể: việc đã xong 15; việc đang làm 04; việc chưa làm 01.",
     "16", "15"),
    ("Đến nay hoàn thành {}/24 nhiệm vụ. Trong 24 nhiệm vụ, đã xong 18, đang làm 5, chưa làm "
     "1.",
     "19", "18"),
    ("Toàn xã có {}/12 thôn đạt chuẩn. Nói rõ: đạt chuẩn 9 thôn; gần đạt 2 thôn; chưa đạt 1 "
     "thôn.",
     "10", "9"),
    ("Giải quyết {}/15 đơn, trong đó đã giải quyết 12 đơn, đang giải quyết 2 đơn, chưa giải "
     "quyết 1 đơn.",
     "13", "12"),
    ("Kế hoạch năm hoàn thành {}/30 nhiệm vụ; cụ thể hoàn thành 24, đang thực hiện 5, chưa "
     "thực hiện 1.",
     "25", "24"),
    ("Đã khắc phục {}/9 tồn tại, trong đó: khắc phục xong 7, đang khắc phục 2.",
     "8", "7"),
]  # fmt: skip
MONEY = [
    ("Tỉnh cấp 320 triệu đồng\n- Xã bỏ 145 triệu đồng\n- Dân góp 60 triệu đồng\nTổng kinh "
     "phí: {} đồng",
     "525 tỷ", "525 triệu"),
    ("Chi thường xuyên 12,4 tỷ đồng, chi đầu tư 8,5 tỷ đồng, tổng chi {} đồng.",
     "20,9 triệu", "20,9 tỷ"),
    ("Tổng chi {}, gồm lương 410 triệu đồng, vật tư 120 triệu đồng, sửa chữa 95 triệu đồng.",
     "625 tỷ đồng", "625 triệu đồng"),
]  # fmt: skip
STAFF = [
    ("Đầu năm có 45 công chức; trong năm tuyển thêm 3 người, nghỉ hưu 2 người, chuyển công "
     "tác 1 người; cuối năm còn {} công chức.",
     "46", "45"),
    ("Đầu quý phường có 58 người, trong quý nhận về 3 người, cho nghỉ việc 1 người, điều "
     "động đi 2 người, đến nay có {} người.",
     "59", "58"),
]  # fmt: skip
SHARES = [
    ("Người dân trả lời theo ba mức, cộng lại đủ 100%: rất hài lòng 58,4%; hài lòng 33,1%; "
     "chưa hài lòng {}%.",
     "9,5", "8,5"),
]  # fmt: skip
MORE_WORDS = [
    ("Tính từ đầu năm đến hết quý II, xã hòa giải 31 vụ; sang quý III thêm 12 vụ, thành ra "
     "chín tháng có {} vụ.",
     "53", "43"),
    ("Số tiền ủng hộ gồm: cán bộ 8,4 triệu đồng, giáo viên 5,2 triệu đồng, doanh nghiệp 20 "
     "triệu đồng - vị chi {} triệu đồng.",
     "36,6", "33,6"),
    ("Hồ sơ đất đai 118, hồ sơ xây dựng 42, hồ sơ môi trường 9 (cộng {}).",
     "179", "169"),
    ("Cả xã phát {} phiếu: thôn Trung 85, thôn Hạ 74, còn lại 61 phiếu phát ở chợ.",
     "230", "220"),
    ("Ba tháng nhận 412, 398 và 405 hồ sơ, cộng là {} hồ sơ.",
     "1.251", "1.215"),
    ("Nhận bàn giao 7 máy in, mua thêm 4 máy, thanh lý 2 máy, hiện có {} máy.",
     "11", "9"),
    ("Trong quý sửa 16 quyết định và 7 kế hoạch, tổng số văn bản phải sửa là {}.",
     "25", "23"),
    ("Phường có {} tổ dân phố, chia làm ba cụm: cụm Bắc 7 tổ, cụm Nam 9 tổ, cụm Tây 6 tổ.",
     "24", "22"),
    ("Đoàn thanh niên làm 14 buổi, hội phụ nữ làm 11 buổi, hội nông dân làm 8 buổi, như vậy "
     "ba hội làm {} buổi hướng dẫn.",
     "43", "33"),
    ("Nguồn thu gồm hai khoản: phí 46,8 triệu đồng và lệ phí 31,5 triệu đồng; tổng thu {} "
     "triệu đồng.",
     "87,3", "78,3"),
    ("Có {} phản ánh gửi về: qua đường dây nóng 17; qua Zalo 26; gửi thư 3; nói trực tiếp 8.",
     "55", "54"),
    ("Một cửa có 5 quầy; quầy 1 tiếp 212 lượt, quầy 2 tiếp 187 lượt, quầy 3 tiếp 165 lượt, "
     "quầy 4 tiếp 98 lượt, quầy 5 tiếp 71 lượt, cả năm quầy {} lượt.",
     "743", "733"),
    ("Tháng 7 trả 310 hồ sơ (trễ 2), tháng 8 trả 295 hồ sơ (trễ 1), tháng 9 trả 322 hồ sơ "
     "(trễ 4); tổng trả {} hồ sơ.",
     "937", "927"),
    ("Quý trước mang sang 14 hồ sơ, quý này người dân nộp vào 377 hồ sơ. Ra kết quả 369 hồ "
     "sơ. Số gối sang quý tới {} hồ sơ.",
     "32", "22"),
    ("Số đã nhận 455 hồ sơ; đã trả 431 hồ sơ; trả lại vì không hợp lệ 6 hồ sơ; đang thẩm tra "
     "{} hồ sơ.",
     "28", "18"),
    ("Trong số 431 hồ sơ đã trả, 302 hồ sơ về trước hẹn, 125 hồ sơ về đúng hẹn, {} hồ sơ về "
     "sau hẹn.",
     "14", "4"),
    ("Hồ sơ nhận 218, trong đó số hồ sơ nộp trên Cổng dịch vụ công là {}.",
     "281", "181"),
    ("Xong đúng và trước hẹn {} hồ sơ trong tổng số 640 hồ sơ đã trả.",
     "646", "630"),
    ("Tổng số cán bộ, công chức là 47 người (cán bộ 12, công chức {}).",
     "37", "35"),
    ("Cả phường 9.860 nhân khẩu, nam 4.912, nữ {}.",
     "4.984", "4.948"),
    ("Kho có 3 tủ hồ sơ: tủ A 420 tập, tủ B 388 tập, tủ C 405 tập, tổng {} tập.",
     "1.231", "1.213"),
    ("Xã hoàn thành {}/18 tiêu chí. Chi tiết: đạt 15 tiêu chí, gần đạt 2 tiêu chí, chưa đạt "
     "1 tiêu chí.",
     "16", "15"),
    ("Chi cho phần mềm 38 triệu đồng, máy móc 95 triệu đồng, tập huấn 17 triệu đồng, nâng "
     "tổng chi lên {} triệu đồng.",
     "160", "150"),
    ("- Nhận qua mạng: 412\n- Nhận tại quầy: 133\n- Nhận qua bưu chính: 15\nTổng ba đường: "
     "{} hồ sơ.",
     "570", "560"),
    ("Đã số hóa {} hồ sơ; trong đó hộ tịch 640 hồ sơ, đất đai 215 hồ sơ, còn 85 hồ sơ thuộc "
     "lĩnh vực khác.",
     "930", "940"),
    ("Đầu kỳ có 6 vụ chưa hòa giải, trong kỳ phát sinh 19 vụ, hòa giải xong 21 vụ, cuối kỳ "
     "còn {} vụ.",
     "6", "4"),
    ("Thu phí 84,2 triệu đồng/80 triệu đồng kế hoạch, bằng 105,3%. Chi 61,7 triệu đồng. Còn "
     "{} triệu đồng.",
     "25,2", "22,5"),
    ("Kho có đầu quý 340 hộp, mua thêm 120 hộp, thanh lý 45 hộp, cuối quý còn {} hộp.",
     "451", "415"),
]  # fmt: skip
REASONS = {
    "sums and flows of all kinds": MORE_WORDS,
    "a total behind its parts": TOTAL_BEHIND,
    "a total before its parts": TOTAL_AHEAD,
    "parts of a part, in a bracket": IN_BRACKETS,
    "more than that of which it is told": MORE_THAN_ALL,
    "the flow of dossiers in everyday words": FLOW,
    "so many of all, told apart behind": SO_MANY_OF_ALL,
    "money in the wrong thousand": MONEY,
    "who was there, came and left": STAFF,
    "shares that make a hundred": SHARES,
}
EACH = [(reason, *one) for reason, own in REASONS.items() for one in own]


@pytest.mark.parametrize(("reason", "said", "wrong", "right"), EACH)
def test_a_sum_that_fails_is_told(reason: str, said: str, wrong: str, right: str) -> None:
    told = failed(said.replace("{}", wrong))
    assert any(plain(wrong) in plain(one) for one in told), reason
    assert failed(said.replace("{}", right)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Quý này xã có 12 thôn. Chín thôn có wifi, bảy thôn có camera, không thôn nào thiếu "
        "loa.",
        "Đã trả 512 hồ sơ; trong tháng còn tiếp nhận qua mạng 590 hồ sơ.",
        "Nhận 96 đơn. Cụ thể, đất đai 40 đơn, tư pháp 21 đơn, còn nhiều lĩnh vực khác.",
        "Toàn xã có 46 người dự. Trong đó có 20 nữ, 31 đảng viên.",
        "Trong quý làm 14 việc, tiêu biểu là 3 việc về đất đai, 4 việc về hộ tịch.",
        "Tỉnh giao 30 việc (xong 26, đang làm 4); xã đề ra 24 việc (xong 19, đang làm 3).",
        "Mở 5 lớp, gồm 2 lớp cho cán bộ và 3 lớp cho dân; gộp hai xã cũ thành một nên không "
        "mở thêm.",
        "Tổ 1 làm 12 ngày, tổ 2 làm 15 ngày; cả hai tổ đều về trước ngày 20/9.",
        "Nhận 512 hồ sơ, trả 498 hồ sơ; riêng hồ sơ đúng hạn của cả năm là 1.920 hồ sơ.",
        "Có 24 người học lớp sáng, 29 người học lớp chiều; vì nhiều người học cả hai lớp nên "
        "cả thảy có 41 người được học.",
        "Thu hồi 3 máy hỏng, cấp mới 5 máy, tất cả đã đưa vào dùng; toàn xã hiện có 41 máy.",
        "Có 3 hồ sơ trễ ở đất đai, 2 hồ sơ ở xây dựng; tất cả 5 hồ sơ đã được xin lỗi.",
        "Quý trước chuyển qua 11 hồ sơ, quý này nhận 328 hồ sơ. Lũy kế từ đầu năm đã trả "
        "1.319 hồ sơ, để lại quý sau 20 hồ sơ.",
        "Mỗi thôn cử một người, riêng hai thôn lớn cử hai người; tổng cộng có 14 người.",
        "Trong 42 công chức có 18 đảng viên, 25 nữ, 31 người trình độ đại học.",
        "Tháng 7 nhận 120 đơn, tháng 8 nhận 140 đơn. Gộp cả những đơn từ tháng 6, xã đang có "
        "288 đơn.",
        "Kinh phí 320 triệu đồng, trong đó đã chi 145 triệu đồng mua máy, 60 triệu đồng sửa "
        "nhà.",
        "Trả cho dân 300 hồ sơ sớm hẹn, 42 hồ sơ đúng hẹn, 3 hồ sơ chậm hẹn, trong quý đã "
        "nhận 372 hồ sơ.",
        "Nhìn chung mở được 05 lớp. Cụ thể, tháng 7 mở hai lớp, tháng 9 mở hai lớp, các "
        "tháng khác lồng ghép.",
        "Đợt 1 có 30 người, đợt 2 có 26 người. Như vậy, tổng cộng đã có hơn 60 người, kể cả "
        "khách mời.",
        "Đã xong 14/16 việc. Hai việc chậm: một việc về đất đai, một việc về xây dựng.",
        "Cấp 9 chữ ký số cho cán bộ, 7 chữ ký số cho trường học; toàn xã đến nay có 61 chữ "
        "ký số.",
        "Trước hẹn 287; đúng hẹn 118; sau hẹn 05 - tất cả là 410 hồ sơ đã trả.",
        "Tổng chi 97 triệu đồng. Mua máy hết 64,5 triệu đồng, in ấn 3,2 triệu đồng.",
        "Hồ sơ nhận trong tháng: 312; hồ sơ trả trong tháng: 330 (kể cả hồ sơ của tháng "
        "trước).",
        "Trong số 268 hồ sơ phải hỏi ý kiến, đã có 261 hồ sơ được trả lời; xã nhận tổng cộng "
        "900 hồ sơ.",
        "Nhận 482 hồ sơ, trong đó 310 hồ sơ qua mạng; cộng với số hồ sơ chứng thực, cả quý "
        "phục vụ 1.020 lượt.",
        "Tổ 1 đi 14 nhà, tổ 2 đi 19 nhà, có 5 nhà cả hai tổ cùng đến, vậy đã đi 28 nhà.",
        "Mua 3 máy in hết 14 triệu đồng, 2 máy quét hết 18 triệu đồng; tính cả tiền lắp đặt "
        "hết 34 triệu đồng.",
        "Có 40 lượt góp ý, phần nhiều về thời gian 17 lượt và thái độ 9 lượt.",
        "Hai thôn đầu nộp 120 hồ sơ và 96 hồ sơ; cả xã đến nay đã nhận 734 hồ sơ.",
        "Trong 36 thành viên có 20 nữ, 31 đảng viên, 12 người dân tộc thiểu số.",
        "Giao 24 việc, đã xong 18 việc, đang làm 5 việc.",
        "Kế hoạch có 30 nhiệm vụ: 24 nhiệm vụ phải xong trong năm, 10 nhiệm vụ thường xuyên "
        "(có nhiệm vụ vừa phải xong trong năm, vừa thường xuyên).",
        "Mở 9 lớp (3 lớp tin học, 2 lớp văn thư…).",
        "Ban có 11 thành viên (1 trưởng ban, 2 phó ban).",
        "Đã trả 905 hồ sơ (trong đó trước hẹn 640; đúng hẹn 251), còn lại sau hẹn vì mất "
        "điện.",
        "Đã trả 300 hồ sơ, trong số xong có 210 hồ sơ trả sớm.",
        "Đã cấp 35 chữ ký số: cho lãnh đạo 5, cho công chức 22, còn lại cho trường học.",
        "Tổng cộng đã đi 12 thôn: tháng 7 đi bốn thôn, tháng 8 đi năm thôn, tháng 9 đi hết "
        "các thôn còn lại.",
        "Năm nay chi 212 triệu đồng. Mua máy 150 triệu đồng, tập huấn 62 triệu đồng; năm "
        "trước chi 190 triệu đồng.",
        "Xã có 14 thôn, 9 thôn vùng cao, 5 thôn vùng thấp; 4 thôn giáp biên giới.",
        "Đầu năm có 58 người; nhận về 3 người, nghỉ hưu 2 người; đến nay có 59 người.",
        "Cả ba cách đều tốt: loa 34 lượt, mạng 21 lượt; trong quý có 120 lượt người hỏi.",
        "Gộp hai xã cũ lại, xã mới có 24 thôn; xã A cũ có 13 thôn, xã B cũ có 11 thôn.",
        "Kế hoạch năm hoàn thành 24/30 nhiệm vụ. Quý IV còn phải làm: 4 nhiệm vụ về đất đai, "
        "2 nhiệm vụ về số hóa.",
        "Nhận 1.384 hồ sơ, gồm cả 120 hồ sơ của hai xã cũ gửi sang; nộp mạng 917 hồ sơ.",
        "Số hồ sơ phải trả là 512. Trả trước hạn 300, đúng hạn 190, số chưa đến hạn 22.",
        "Cộng đủ 100% kế hoạch vốn; giải ngân đợt một 40%, đợt hai 35%.",
        "Tỷ lệ hài lòng tổng thể gộp hai mức đạt 100%: rất hài lòng 62%, hài lòng 38%.",
        "Trả đúng hẹn 98%, trễ hẹn 2%, tổng cộng đủ 100% hồ sơ đến hạn.",
        "Khối xã dự 18 người, khối thôn dự 27 người; nữ chiếm 16 người.",
        "Ba đoàn đi 12 thôn, 9 thôn và 7 thôn, có thôn đi hai lần nên cả thảy là 21 thôn.",
        "Nhận bàn giao 7 máy in, mua thêm 4 máy; hiện có 9 máy vì đã thanh lý máy cũ.",
        "Trong quý sửa 16 quyết định và 7 kế hoạch, tổng số văn bản đang có hiệu lực là 214.",
        "Tháng 7 trả 310 hồ sơ (trễ 2), tháng 8 trả 295 hồ sơ (trễ 1); tổng số trễ từ đầu "
        "năm là 9 hồ sơ.",
        "Xã có 14 thôn; thôn Hạ 210 hộ, thôn Trung 185 hộ, thôn Thượng 96 hộ là đông nhất, "
        "toàn xã 1.420 hộ.",
        "Đã số hóa 940 hồ sơ, trong đó hộ tịch 640 hồ sơ, đất đai 215 hồ sơ.",
        "Có 54 phản ánh gửi về, qua đường dây nóng 17, qua Zalo 26, số còn lại nói trực "
        "tiếp.",
        "Phường có 22 tổ dân phố, trong đó cụm Bắc 7 tổ, cụm Nam 9 tổ.",
        "Chi phần mềm 38 triệu đồng, máy móc 95 triệu đồng. Tổng chi cả năm dự kiến 260 "
        "triệu đồng.",
        "Thu phí 46,8 triệu đồng, nộp ngân sách 30 triệu đồng, còn lại để chi thường xuyên "
        "16 triệu đồng và 0,8 triệu đồng gửi quỹ.",
        "Ba tháng nhận 412, 398 và 405 hồ sơ, tháng 7 cao nhất với 412 hồ sơ.",
        "Tổ có 9 người: tổ trưởng, 2 tổ phó và 6 tổ viên.",
        "Trong 431 hồ sơ đã trả, 302 hồ sơ về trước hẹn; trả tại nhà 125 hồ sơ, gửi bưu điện "
        "40 hồ sơ.",
        "Nhận 218 hồ sơ, nộp trên Cổng 181 hồ sơ; riêng Cổng quốc gia tính cả lượt nộp lại "
        "là 260 lượt.",
        "Tổng số hồ sơ phải giải quyết 560 (gồm 12 hồ sơ cũ). Qua mạng 412, tại quầy 133, "
        "bưu chính 15.",
        "Năm nay xã hòa giải 43 vụ, thành 36 vụ; năm ngoái 39 vụ, thành 31 vụ; hai năm thành "
        "67 vụ.",
        "Đầu kỳ có 6 vụ chưa hòa giải, trong kỳ phát sinh 19 vụ, hòa giải xong 21 vụ.",
        "Cả năm quầy tiếp 733 lượt; quầy 1 tiếp 212 lượt, quầy 2 tiếp 187 lượt.",
        "Kho có 3 tủ hồ sơ: tủ A 420 tập, tủ B 388 tập, tủ C chưa kiểm; tổng 1.190 tập.",
        "Xã hoàn thành 15/18 tiêu chí. Năm sau phấn đấu đạt thêm 2 tiêu chí, còn 1 tiêu chí "
        "xin lùi.",
        "Mở 4 lớp với 120 học viên; lớp 1 có 30 học viên, các lớp khác đông hơn.",
        "Quý này trả 512 hồ sơ, nằm trong số 1.420 hồ sơ trả từ đầu năm.",
        "Kỳ trước còn 22 hồ sơ, kỳ này nhận 418 hồ sơ, đã trả 405 hồ sơ; 35 hồ sơ đang chờ, "
        "trong đó 3 hồ sơ quá hẹn.",
        "Số hồ sơ đúng hẹn là 640, nhiều hơn số đã trả của quý trước (612 hồ sơ).",
        "Gộp hai tổ thành một, tổ mới có 21 người, tổ 1 cũ 11 người, tổ 2 cũ 12 người (hai "
        "người chuyển đi).",
        "Chín tháng nhận 1.215 hồ sơ. Tháng 7 nhận 140 hồ sơ, tháng 8 nhận 131 hồ sơ, tháng "
        "9 nhận 126 hồ sơ.",
        "Tập huấn 3 lớp: lớp 1 cho 30 người, lớp 2 cho 28 người, lớp 3 cho 25 người; có "
        "người học hai lớp nên có 71 người được học.",
        "Nhà văn hóa đón 212 lượt buổi sáng, 187 lượt buổi tối, hết thảy hơn 400 lượt.",
    ],
)  # fmt: skip
def test_what_is_no_sum_is_left_alone(said: str) -> None:
    assert failed(said) == []
