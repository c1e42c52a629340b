"""The rules about finished documents, in the order of their codes.

To add one: a row here, a function that yields what it finds, a test.
"""

from __future__ import annotations

from cchc_toolkit.checks import Rule
from cchc_toolkit.review import (
    abolished,
    claims,
    dates,
    document_layout,
    prose_figures,
    ratios,
    same_document,
    wording,
)

RULES: tuple[Rule, ...] = (
    Rule(
        "C01",
        "Ô số liệu của phụ lục chỉ ghi số.",
        "cao",
        "Ghi lại số theo đơn vị tính của dòng; dấu chấm ngăn hàng nghìn, dấu phẩy thập phân.",
        wording.unreadable_cells,
    ),
    Rule(
        "R01",
        "Các phần liệt kê trong câu cộng lại bằng tổng đã nêu.",
        "cao",
        "Đối chiếu sổ theo dõi: sửa tổng hoặc phần liệt kê.",
        claims.sums_told,
    ),
    Rule(
        "R03",
        "Tỷ lệ trong câu bằng thương của hai số cạnh nó.",
        "chặn",
        "Tính lại tỷ lệ, hoặc sửa tử số, mẫu số.",
        claims.rates_told,
    ),
    Rule(
        "R05",
        "Phần không lớn hơn toàn thể.",
        "cao",
        "Kiểm tra lại hai số: phần không thể lớn hơn toàn thể.",
        claims.parts_told,
    ),
    Rule(
        "R06",
        "Hồ sơ tiếp nhận, đã giải quyết, đang giải quyết cân đối với nhau.",
        "cao",
        "Đối chiếu sổ theo dõi hồ sơ: sửa tổng hoặc một trong các phần.",
        claims.flow_told,
    ),
    Rule(
        "R08",
        "Một nội dung nêu ở nhiều nơi thì ghi cùng một số.",
        "cao",
        "Đối chiếu nguồn số liệu, sửa cho thống nhất.",
        claims.told_twice,
    ),
    Rule(
        "R15",
        "Điều nói là không có thì không có số ở nơi khác.",
        "cao",
        "Sửa câu nói không có, hoặc sửa số.",
        claims.denied,
    ),
    Rule(
        "R09",
        "Đơn vị đếm, đơn vị tiền của các số trong một mục thống nhất.",
        "cao",
        "Sửa đơn vị cho thống nhất.",
        claims.units_told,
    ),
    Rule(
        "R03",
        "Tỷ lệ trong câu bằng tỷ lệ tính từ phụ lục.",
        "chặn",
        "Tính lại tỷ lệ theo số liệu của phụ lục.",
        ratios.rates_of_cells,
    ),
    Rule(
        "R08",
        "Lời văn và phụ lục ghi cùng một số cho cùng một nội dung.",
        "chặn",
        "Đối chiếu sổ theo dõi rồi sửa lời văn hoặc phụ lục.",
        prose_figures.prose_against_appendix,
    ),
    Rule(
        "R09",
        "Danh từ sau con số đúng với đơn vị đếm: hồ sơ không phải là thủ tục.",
        "chặn",
        "Sửa danh từ đứng sau con số, hoặc ghi đúng số của danh từ ấy.",
        prose_figures.wrong_units,
    ),
    Rule(
        "R11",
        "Một văn bản được dẫn bằng một số hiệu.",
        "vừa",
        "Ghi thống nhất số hiệu của văn bản, có năm hay không có năm.",
        same_document.two_numbers,
    ),
    Rule(
        "R12",
        "Văn bản được dẫn không có ngày sau ngày của báo cáo.",
        "cao",
        "Kiểm tra lại ngày của văn bản được dẫn.",
        dates.dates_ahead,
    ),
    Rule(
        "R12",
        "Ngày nêu trong lời văn là ngày có thật.",
        "cao",
        "Kiểm tra lại ngày, tháng.",
        dates.days_of_prose,
    ),
    Rule(
        "R10",
        "Việc thực hiện một văn bản không có trước ngày của văn bản ấy.",
        "cao",
        "Kiểm tra ngày của văn bản và ngày thực hiện.",
        dates.done_before_its_cause,
    ),
    Rule(
        "R14",
        "Mốc số liệu ứng với kỳ báo cáo, với ngày ký và thống nhất trong văn bản.",
        "cao",
        "Sửa mốc chốt số liệu cho thống nhất.",
        dates.window_against_report,
    ),
    Rule(
        "R14",
        "Câu mở đầu và câu kết nói đúng kỳ của báo cáo.",
        "cao",
        "Sửa kỳ cho thống nhất.",
        dates.other_period,
    ),
    Rule(
        "R16",
        "Các mục đánh số liên tục.",
        "thấp",
        "Đánh lại số mục.",
        document_layout.section_numbers,
    ),
    Rule(
        "R23",
        "Báo cáo chỉ nhân danh cơ quan ghi ở phần đầu.",
        "cao",
        "Sửa tên cơ quan.",
        document_layout.other_commune,
    ),
    Rule(
        "R23",
        "Báo cáo không nói cấp, cơ quan đã thôi hoạt động như đang hoạt động.",
        "cao",
        "Sửa tên cơ quan, hoặc ghi rõ là cơ quan cũ.",
        abolished.abolished_offices,
    ),
    Rule(
        "R26",
        "Phần đầu, phần cuối và phụ lục đúng thể thức Nghị định số 30/2020/NĐ-CP.",
        "cao",
        "Sửa theo Nghị định số 30/2020/NĐ-CP, Phụ lục I.",
        document_layout.document_layout,
    ),
    Rule(
        "R27",
        "Không có gạch đầu dòng trống.",
        "thấp",
        "Viết nội dung cho mục này.",
        wording.empty_bullets,
    ),
    Rule(
        "R27",
        "Không có câu nào chép hai lần.",
        "thấp",
        "Bỏ câu chép lại, hoặc viết nội dung riêng.",
        wording.copied_sentences,
    ),
)
