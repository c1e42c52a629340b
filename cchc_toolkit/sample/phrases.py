"""What fictional communes write: stock sentences of official prose, none of them about anyone.

Only items of the outline without a sentence of their own are here. `«xa»` is the commune's name
inside a sentence, `«cap_tren»` and `«mot_cua»` are words of its setting. An alternative that names
a document the register lacks, or a figure the form lacks, is not chosen.
"""

from __future__ import annotations

PASSAGES: dict[str, tuple[str, ...]] = {
    "II.1.thi_hanh": (
        "ban hành {vb:kh-thi-hanh:ngan}; tổ chức theo dõi tình hình thi hành pháp luật "
        "theo lĩnh vực được phân công.",
        "phân công công chức Tư pháp - Hộ tịch theo dõi, tổng hợp tình hình thi hành pháp luật "
        "trên địa bàn «xa».",
    ),
    "II.2.chat_luong": (
        "kết quả phục vụ được theo dõi trên Cổng Dịch vụ công quốc gia và công khai tại «mot_cua».",
        "ý kiến của người dân được tổng hợp hằng tháng để chấn chỉnh thái độ phục vụ.",
    ),
    "II.3.quy_dinh": (
        "rà soát quy chế làm việc, phân công lại nhiệm vụ của công chức cho phù hợp với thực tế.",
        "quy chế làm việc của Ủy ban nhân dân xã được rà soát, bảo đảm không chồng chéo nhiệm vụ.",
        "chưa phát sinh nội dung cần sửa đổi trong quy định về chức năng, nhiệm vụ.",
    ),
    "II.3.sap_xep": (
        "giữ ổn định các bộ phận chuyên môn, không phát sinh việc sắp xếp lại trong kỳ.",
        "tiếp tục bố trí công chức theo đúng chức danh, số lượng được giao.",
    ),
    "II.3.phan_cap": (
        "thực hiện đầy đủ các nhiệm vụ được phân cấp, chưa phát sinh vướng mắc.",
        "các nội dung phân cấp được công khai và phân công rõ người chịu trách nhiệm.",
    ),
    "II.4.vi_tri_viec_lam": (
        "công chức được bố trí theo vị trí việc làm đã phê duyệt, phù hợp với chuyên môn.",
        "bản mô tả công việc của từng vị trí được rà soát, cập nhật khi thay đổi nhiệm vụ.",
    ),
    "II.5.quan_ly": (
        "quản lý thu, chi đúng dự toán; công khai tài chính theo quy định; thực hiện "
        "{vb:qd-chi-tieu:ngan}.",
        "dự toán được công khai tại trụ sở; các khoản chi có chứng từ, đúng tiêu chuẩn, định mức.",
    ),
    "II.5.tai_san": (
        "thực hiện {vb:qd-tai-san:ngan}; tài sản được ghi sổ, kiểm kê theo quy định.",
        "tài sản công được giao cho từng bộ phận quản lý, sử dụng đúng mục đích.",
    ),
    "II.5.tu_chu": (
        "xã không có đơn vị sự nghiệp công lập trực thuộc.",
        "không có đơn vị sự nghiệp công lập thuộc phạm vi quản lý.",
    ),
    "II.6.the_che.noi_dung": (
        "Ban hành {vb:kh-chuyen-doi-so:ngan} và phân công nhiệm vụ cho từng bộ phận.",
        "Duy trì hoạt động của Tổ công nghệ số cộng đồng theo quy chế đã ban hành.",
    ),
    "II.6.nen_tang": (
        "sử dụng ổn định các nền tảng dùng chung do cấp trên triển khai.",
        "khai thác nền tảng tích hợp, chia sẻ dữ liệu dùng chung, không đầu tư riêng.",
    ),
    "II.6.du_lieu": (
        "cập nhật dữ liệu hộ tịch, đất đai và an sinh xã hội trên các phần mềm chuyên ngành.",
        "dữ liệu dân cư được đối chiếu, làm sạch thường xuyên phục vụ giải quyết hồ sơ.",
    ),
    "II.6.ung_dung_noi_bo": (
        "văn bản đi, đến được xử lý trên hệ thống quản lý văn bản và hồ sơ công việc.",
        "chữ ký số được sử dụng trong phát hành văn bản và xử lý công việc nội bộ.",
    ),
    "II.6.ung_dung_nguoi_dan": (
        "hướng dẫn người dân nộp hồ sơ, thanh toán trực tuyến tại «mot_cua».",
        "trang thông tin điện tử của xã đăng tải thủ tục hành chính và kết quả giải quyết.",
    ),
    "II.6.nguoi_dan": (
        "hướng dẫn người dân nộp hồ sơ, thanh toán trực tuyến tại «mot_cua» và tại thôn.",
        "Tổ công nghệ số cộng đồng hỗ trợ người dân tạo tài khoản định danh, nộp hồ sơ trực tuyến.",
    ),
    "II.6.do_thi_thong_minh": (
        "không thuộc phạm vi thực hiện của xã.",
        "chưa triển khai trên địa bàn.",
    ),
    "III.1.noi_dung": (
        "Công tác cải cách hành chính được triển khai theo kế hoạch. Trong kỳ, «mot_cua» "
        "tiếp nhận {so:tthc.ho_so.tiep_nhan} hồ sơ, giải quyết đúng hạn "
        "{so:tthc.ho_so.dung_han.cap_xa} hồ sơ.",
        "Kỷ luật, kỷ cương hành chính được giữ vững; {so:tong.ho_so.muc_3_4} hồ sơ được tiếp nhận "
        "trực tuyến, giảm thời gian đi lại của người dân.",
        "Nhận thức của công chức về cải cách hành chính được nâng lên; tỷ lệ hồ sơ giải quyết "
        "đúng hạn trên số tiếp nhận đạt {so:ty_le.dung_han.tren_tiep_nhan}%.",
        "Công tác cải cách hành chính được triển khai theo kế hoạch. Trong kỳ, «mot_cua» đã "
        "giải quyết {so:tthc.ho_so.da_giai_quyet} hồ sơ.",
        "Kỷ luật, kỷ cương hành chính được giữ vững; {so:tong.ho_so.truc_tuyen} hồ sơ được "
        "tiếp nhận trực tuyến, giảm thời gian đi lại của người dân.",
    ),
}
"""One alternative is chosen for each item."""

BULLETS: dict[str, tuple[str, ...]] = {
    "III.2.ton_tai.noi_dung": (
        "+ Một số người dân còn thói quen nộp hồ sơ giấy, công chức phải hỗ trợ nhiều thao tác.",
        "+ Hình thức tuyên truyền về cải cách hành chính chưa phong phú.",
        "+ Việc cập nhật hồ sơ lên hệ thống có lúc chưa kịp thời.",
        "+ Trang thiết bị tại «mot_cua» đã sử dụng nhiều năm.",
    ),
    "III.2.nguyen_nhan.noi_dung": (
        "+ Đường truyền có thời điểm không ổn định, ảnh hưởng tới việc xử lý hồ sơ.",
        "+ Công chức kiêm nhiệm nhiều việc trong khi khối lượng hồ sơ tăng.",
        "+ Kinh phí dành cho cải cách hành chính còn hạn hẹp.",
        "+ Kỹ năng số của một bộ phận người dân chưa đồng đều.",
    ),
    "III.2.noi_dung": (
        "- Một số người dân còn thói quen nộp hồ sơ giấy, công chức phải hỗ trợ nhiều thao tác.",
        "- Việc cập nhật hồ sơ lên hệ thống có lúc chưa kịp thời do đường truyền không ổn định.",
        "- Công chức kiêm nhiệm nhiều việc trong khi khối lượng hồ sơ tăng.",
    ),
    "IV.noi_dung": (
        "- Niêm yết công khai đầy đủ thủ tục hành chính ngay sau khi có quyết định công bố.",
        "- Tăng tỷ lệ hồ sơ trực tuyến và hồ sơ được số hóa so với kỳ này.",
        "- Tự kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính ít nhất mỗi quý một lần.",
        "- Bảo đảm an toàn thông tin cho hệ thống máy tính của xã.",
    ),
    "IV.1.noi_dung": (
        "- Rà soát văn bản quy phạm pháp luật, kiến nghị xử lý văn bản không còn phù hợp.",
        "- Nâng cao chất lượng tham mưu, góp ý dự thảo văn bản của cấp trên.",
        "- Tổ chức phổ biến, giáo dục pháp luật phù hợp với từng nhóm đối tượng.",
    ),
    "IV.2.noi_dung": (
        "- Niêm yết công khai đầy đủ thủ tục hành chính ngay sau khi có quyết định công bố.",
        "- Giải quyết hồ sơ đúng hạn; công khai xin lỗi khi để hồ sơ quá hạn.",
        "- Tăng tỷ lệ hồ sơ trực tuyến và hồ sơ được số hóa so với kỳ này.",
        "- Tiếp nhận, xử lý kịp thời phản ánh, kiến nghị của người dân, tổ chức.",
    ),
    "IV.3.noi_dung": (
        "- Bố trí công chức đúng chức danh, không để trống vị trí tại «mot_cua».",
        "- Sửa đổi quy chế làm việc khi cấp trên có hướng dẫn mới.",
    ),
    "IV.4.noi_dung": (
        "- Cử công chức tham gia đầy đủ các lớp bồi dưỡng theo kế hoạch.",
        "- Tự kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính ít nhất mỗi quý một lần.",
        "- Đánh giá công chức gắn với kết quả giải quyết công việc.",
    ),
    "IV.5.noi_dung": (
        "- Điều hành ngân sách theo dự toán, tiết kiệm chi thường xuyên.",
        "- Công khai thu, chi ngân sách và quản lý tài sản công theo quy định.",
    ),
    "IV.6.noi_dung": (
        "- Duy trì gửi, nhận văn bản điện tử có ký số trong toàn bộ công việc.",
        "- Hướng dẫn người dân tạo tài khoản và nộp hồ sơ trực tuyến tại thôn.",
        "- Bảo đảm an toàn thông tin cho hệ thống máy tính của xã.",
    ),
    "IV.7.noi_dung": (
        "- Đưa kết quả cải cách hành chính vào nội dung họp giao ban hằng tháng.",
        "- Gắn trách nhiệm người đứng đầu với tiến độ thực hiện kế hoạch.",
        "- Đổi mới tuyên truyền trên hệ thống truyền thanh và trang thông tin điện tử.",
    ),
    "V.noi_dung": (
        "- Đề nghị «cap_tren» mở lớp bồi dưỡng kỹ năng số cho công chức «mot_cua».",
        "- Đề nghị «cap_tren» hỗ trợ kinh phí thay thế máy tính, máy quét đã cũ.",
        "- Đề nghị «cap_tren» nâng cấp đường truyền phục vụ giải quyết hồ sơ trực tuyến.",
    ),
}
"""Two or more are chosen for each item, in this order."""
