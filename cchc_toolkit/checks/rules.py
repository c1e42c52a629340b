"""The rules in force, in the order of their codes. To add one: a row here, a function, a test."""

from __future__ import annotations

from cchc_toolkit.checks import arithmetic_rules, structure_rules
from cchc_toolkit.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "C01",
        "Số liệu nằm trong khoảng mà biểu cho phép.",
        "chặn",
        "Kiểm tra lại số liệu gốc và đơn vị tính.",
        structure_rules.out_of_range,
    ),
    Rule(
        "C02",
        "Chỉ tiêu lựa chọn chỉ nhận các mã in trên biểu.",
        "chặn",
        "Ghi một trong các mã in ở cột đơn vị tính.",
        structure_rules.unknown_choice,
    ),
    Rule(
        "C03",
        "Xã chỉ điền các ô áp dụng cho cấp xã.",
        "vừa",
        "Chuyển số liệu sang dòng của cấp xã, hoặc để trống ô của cấp huyện.",
        structure_rules.wrong_level,
    ),
    Rule(
        "C04",
        "Biểu còn hiệu lực vào ngày cuối kỳ.",
        "chặn",
        "Dùng biểu đang có hiệu lực cho kỳ báo cáo.",
        structure_rules.form_not_in_force,
    ),
    Rule(
        "C05",
        "Đơn vị hành chính tồn tại vào ngày cuối kỳ.",
        "chặn",
        "Kiểm tra mã và tên xã sau sắp xếp đơn vị hành chính.",
        structure_rules.commune_not_in_force,
    ),
    Rule(
        "C06",
        "Mỗi mục của đề cương có nội dung.",
        "thấp",
        'Viết nội dung cho mục này; nếu không phát sinh, ghi rõ "Không có".',
        structure_rules.empty_item,
    ),
    Rule(
        "C07",
        "Văn bản không chứa ký tự vô hình.",
        "thấp",
        "Gõ lại đoạn này nếu nội dung in ra khác ý định.",
        structure_rules.cleaned_text,
    ),
    Rule(
        "C08",
        "Bản trình ký có số và ngày văn bản.",
        "chặn",
        "Ghi number và date của xã trong tệp tham số, hoặc dùng chế độ draft.",
        structure_rules.unsigned,
    ),
    Rule(
        "R01",
        "Tổng bằng tổng các phần.",
        "chặn",
        "Đối chiếu sổ theo dõi: sửa tổng hoặc phần còn thiếu trước khi ký.",
        arithmetic_rules.parts_against_total,
    ),
    Rule(
        "R02",
        "Dòng cha không nhỏ hơn dòng con và không để trống khi dòng con có số.",
        "chặn",
        "Đối chiếu hai dòng: một trong hai số đã ghi sai.",
        arithmetic_rules.parent_against_child,
    ),
    Rule(
        "R03",
        "Tỷ lệ đã ghi bằng tỷ lệ tính lại, làm tròn nửa lên.",
        "chặn",
        "Ghi lại tỷ lệ theo tử số và mẫu số của báo cáo.",
        arithmetic_rules.rate_recomputed,
    ),
)
