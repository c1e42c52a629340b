"""Tables in every shape a text may give them, against themselves and against what is told."""

from __future__ import annotations

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.documents.claims.reading import claims_of
from cchc_toolkit.documents.raw import Grid
from cchc_toolkit.documents.read import understood
from cchc_toolkit.documents.text import read_text


def failed(said: str) -> list[str]:
    text = f"BÁO CÁO\nCông tác quý III năm 2025\n\nI. KẾT QUẢ\n{said}\n\nHết số liệu.\n"
    read = understood(read_text(text), load_form("phu_luc_01b"), "a.txt")
    return [f"{one.message} {one.expected} {one.found}" for one in claims_of(read).failed]


ROWS = (("Lĩnh vực", "Số hồ sơ"), ("Hộ tịch", "214"), ("Đất đai", "96"), ("Cộng", "310"))


@pytest.mark.parametrize("gap", ["\t", " | ", " ; ", ";", "      ", " ..... ", "………"])
@pytest.mark.parametrize("head", [True, False])
def test_two_cells_a_line_are_a_table(gap: str, head: bool) -> None:
    rows = ROWS if head else (("Cư trú", "52"), ("Hộ tịch", "162"), *ROWS[2:])
    lines = [f"{name.ljust(12)}{gap}{number}" for name, number in rows]
    grids = [one for one in read_text("\n".join(lines)).pieces if isinstance(one, Grid)]
    assert [row.cells for row in grids[0].rows] == list(rows)
    assert any("310" in one for one in failed("\n".join(lines).replace("96", "69")))
    assert failed("\n".join(lines)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tháng 7: 214 hồ sơ | tháng 8: 96 hồ sơ | tháng 9: 310 hồ sơ.",
        "Hộ tịch: 214; đất đai: 96.\nXã A: 214; xã B: 96.\nTổ 1: 4; tổ 2: 9.",
        "- Hộ tịch:  214\n- Đất đai:  96\n- Cư trú:  52",
        "Nơi nhận:        CHỦ TỊCH\n- Như trên;\n- Lưu.        Lê Văn Mẫu",
    ],
)
def test_lines_that_only_look_like_a_table_are_text(text: str) -> None:
    assert not [one for one in read_text(text).pieces if isinstance(one, Grid)]


def test_heads_that_one_space_parts_stand_over_their_columns() -> None:
    text = (
        "Thôn        Tiếp nhận Trực tuyến   Trễ\n"
        "Mẫu Hạ            412        380     3\n"
        "Mẫu Trung         275        201     0"
    )
    grid = next(one for one in read_text(text).pieces if isinstance(one, Grid))
    assert grid.rows[0].cells == ("Thôn", "Tiếp nhận", "Trực tuyến", "Trễ")


@pytest.mark.parametrize(
    ("table", "wrong", "right"),
    [
        # totals of rows and of columns, in any words, or in none
        ("Thôn\tĐi bộ\tĐi xe\tCả hai\nHạ\t31\t44\t75\nTrung\t27\t52\t79\nThượng\t18\t25\t{}",
         "34", "43"),
        ("Thôn\tNam\tNữ\tDân số\nHạ\t310\t344\t654\nTrung\t227\t252\t479\nThượng\t118\t125\t{}",
         "234", "243"),
        ("Tháng\t7\t8\t9\tCả quý\nLượt\t131\t129\t140\t{}", "410", "400"),
        ("Lớp\tTháng 7\tTháng 8\tTháng 9\tQuý III\nTin\t31\t29\t40\t{}\nMột cửa\t12\t18\t10\t40",
         "110", "100"),
        ("Tổng số phiếu\tTốt\tKhá\tKém\n{}\t231\t168\t12", "441", "411"),
        ("Phương thức\tSố\nToàn trình\t520\nMột phần\t131\nTại quầy\t49\nTổng\t{}", "680", "700"),
        ("Mục\tSố\n1. Phải trả\t640\n1.1. Mới\t{}\n- qua mạng\t511\n- tại quầy\t89\n1.2. Cũ\t40",
         "590", "600"),
        # a row made of others, a rate of rows, a balance of columns
        ("Nội dung\tT5\tT6\tT7\tT8\nNhận\t240\t260\t{}\t310\nQua mạng\t204\t234\t276\t290\n"
         "Tại quầy\t36\t26\t24\t20", "330", "300"),
        ("Nội dung\tT5\tT6\tT7\nNhận\t240\t260\t300\nQua mạng\t204\t234\t276\nTỷ lệ (%)\t85,0\t90,0"
         "\t{}", "93,0", "92,0"),
        ("Thôn\tĐầu kỳ\tNhận\tTrả\tCuối kỳ\nHạ\t12\t140\t138\t14\nTrung\t9\t122\t125\t6\n"
         "Thượng\t4\t61\t60\t{}", "15", "5"),
        # what columns give but for rounding: products, means, how far rates are apart
        ("Lớp\tSố lớp\tNgười mỗi lớp\tLượt người\nTin\t4\t35\t140\nMột cửa\t3\t28\t84\n"
         "Số hóa\t2\t45\t90\nAn toàn\t5\t32\t{}", "180", "160"),
        ("Vật tư\tSố lượng\tĐơn giá (đồng)\tThành tiền (triệu đồng)\nMáy quét\t4\t12.500.000\t50\n"
         "Máy in\t3\t6.000.000\t18\nGhế\t20\t850.000\t17\nBảng tin\t6\t1.500.000\t{}", "8", "9"),
        ("Tổ\tSố lượt\tSố ngày\tBình quân mỗi ngày\n1\t440\t22\t20,0\n2\t396\t22\t18,0\n"
         "3\t345\t20\t{}", "17,8", "17,3"),
        ("Tổ\tĐiểm 1\tĐiểm 2\tĐiểm trung bình\nMột\t8,0\t9,0\t8,5\nHai\t7,0\t8,0\t7,5\n"
         "Ba\t9,0\t9,0\t{}", "9,5", "9,0"),
        ("Xã\tNăm 2024 (%)\tNăm 2025 (%)\tTăng (điểm %)\nMẫu A\t81,2\t88,4\t7,2\n"
         "Mẫu B\t76,0\t80,5\t4,5\nMẫu C\t90,1\t93,3\t{}", "2,3", "3,2"),
        # lists of lines with the total below
        ("Chi trong quý:\n- Mua máy: 12,4 triệu đồng\n- Sửa nhà: 8,6 triệu đồng\n- In tờ gấp: 4,2 "
         "triệu đồng\nCộng chi {} triệu đồng.", "25,9", "25,2"),
        ("Tháng 7: 170 lượt, 16 trẻ em\nTháng 8: 105 lượt, 11 trẻ em\nTháng 9: 190 lượt, 9 trẻ em\n"
         "Cả quý: 465 lượt, {} trẻ em", "63", "36"),
        ("a) Hộ tịch: 124\nb) Đất đai: 86\nc) Cư trú: 240\nTổng: {}", "480", "450"),
        ("+ Văn phòng (7 người)\n+ Phòng Kinh tế (6 người)\n+ Phòng Văn hóa (5 người)\nTổng số: {} "
         "người.", "21", "18"),
        ("Nhận mới 2.400 hồ sơ.\n2. Theo nhóm:\n- Tư pháp: 1.104 (46,0%)\n- Đất đai: 672 (28,0%)\n"
         "- Xây dựng: 384 (16,0%)\n- Khác: 240 ({}%)", "11,0", "10,0"),
    ],
)  # fmt: skip
def test_what_does_not_fit_in_a_table_is_told(table: str, wrong: str, right: str) -> None:
    assert any(wrong in one for one in failed(f"Số liệu:\n\n{table.replace('{}', wrong)}"))
    assert failed(f"Số liệu:\n\n{table.replace('{}', right)}") == []


ONE = "Thôn\tSố hộ cài ứng dụng\nMẫu Hạ\t142\nMẫu Trung\t97\nMẫu Thượng\t58"
WAYS = (
    "Thôn\tToàn trình\tMột phần\tTrực tiếp\tCộng\nMẫu Hạ\t310\t44\t21\t375\n"
    "Mẫu Trung\t205\t36\t19\t260\nMẫu Thượng\t118\t29\t8\t155\nCộng\t633\t109\t48\t790"
)
DUE = (
    "Xã\tĐã trả\tĐúng hạn\tTỷ lệ (%)\nMẫu Hạ\t1.240\t1.222\t98,5\nMẫu Trung\t965\t951\t98,5\n"
    "Mẫu Thượng\t2.617\t2.601\t99,4\nMẫu Đông\t1.418\t1.413\t99,6"
)
MONTHS = "Tháng\t7\t8\t9\tCả quý\nGiao dịch\t121\t139\t138\t398"


@pytest.mark.parametrize(
    ("table", "said", "wrong", "right"),
    [
        (ONE, "Dẫn đầu là thôn Mẫu Hạ với {} hộ.", "124", "142"),
        (ONE, "Đứng đầu là Mẫu Hạ ({} hộ).", "124", "142"),
        (ONE, "Có {} hộ ở thôn Mẫu Hạ đã cài ứng dụng.", "124", "142"),
        (ONE, "Ba thôn có 297 hộ cài, trong đó Mẫu Hạ {} hộ.", "124", "142"),
        (MONTHS, "Cả quý ghi nhận {} giao dịch.", "389", "398"),
        (MONTHS, "Tháng 8 ghi nhận {} giao dịch.", "193", "139"),
        (WAYS, "Hồ sơ trực tuyến (toàn trình và một phần) {} hồ sơ.", "724", "742"),
        (WAYS, "Thôn Mẫu Trung có toàn trình, một phần là {}.", "214", "241"),
        (DUE, "Trễ nhiều nhất là Mẫu Hạ ({} kết quả), rồi đến Mẫu Thượng (16), Mẫu Trung (14); Mẫu "
         "Đông ít nhất (5).", "28", "18"),
        (DUE, "Xã Mẫu Thượng đạt {}%, thấp hơn Mẫu Đông.", "94,9", "99,4"),
    ],
)  # fmt: skip
def test_a_cell_is_told_as_it_stands(table: str, said: str, wrong: str, right: str) -> None:
    assert any(wrong in one for one in failed(f"{said.replace('{}', wrong)}\n\n{table}"))
    assert failed(f"{said.replace('{}', right)}\n\n{table}") == []


SHORT = "Lĩnh vực\tHồ sơ\nHộ tịch\t131\nĐất đai\t89\nCư trú\t264\nCộng\t484"


@pytest.mark.parametrize(
    "said",
    [
        # a stock, the best of many, parts that overlap, a table of contents
        "Nội dung\tTháng 7\tTháng 8\tTháng 9\tQuý III\nTồn đầu\t20\t25\t18\t20\nNhận\t240\t260\t300"
        "\t800\nTrả\t235\t267\t288\t790\nTồn cuối\t25\t18\t30\t30",
        "Ba thôn làm khá nhất, kèm số cả xã:\n\nThôn\tHộ\nHạ\t41\nTrung\t38\nĐông\t33\nCả xã\t187",
        "Lớp\tHọc viên\tNữ\tĐảng viên\nTin\t41\t20\t12\nMột cửa\t38\t22\t9\nSố hóa\t33\t18\t15",
        "1. Chỉ đạo ...... 3\n2. Thủ tục ...... 5\n3. Bộ máy ...... 8\n4. Công vụ ...... 11",
        # a list of figures of many kinds, years, aims, a mean of all
        "Chỉ tiêu\tKết quả\nTổng số hồ sơ\t760\nTrực tuyến\t702\nTỷ lệ (%)\t92,4\nThư\t2",
        "Năm\t2023\t2024\t2025\nHồ sơ\t1.200\t1.350\t1.410",
        "Mục\tMục tiêu (%)\tKết quả (%)\nTrực tuyến\t85\t92,4\nĐúng hạn\t99\t98\nSố hóa\t80\t81",
        "Tháng\tHồ sơ\tBình quân ngày\n7\t460\t20\n8\t441\t21\n9\t462\t21\nCộng\t1.363\t21",
        "Nội dung\tT7\tT8\tCả năm\nNhận\t344\t405\t1.905\n- Qua mạng\t330\t380\t1.762\n"
        "- Tại quầy\t14\t25\t143\nĐã trả\t351\t400\t1.880\nQuá hạn\t0\t0\t6",
        # lines that are not all, or are of other things
        "Theo thôn:\n- Thôn Hạ: 41 hộ\n- Thôn Trung: 38 hộ\nToàn xã 1.240 hộ đã cài.",
        "Ba thôn nhiều nhất:\n- Hạ: 141 hộ\n- Trung: 138 hộ\n- Đông: 133 hộ\nCả xã: 414 hộ.",
        # a figure of something else than the row of a table
        f"Hộ tịch đúng hạn 113 hồ sơ.\n\n{SHORT}",
        f"Hộ tịch có 113 hồ sơ nộp trực tuyến.\n\n{SHORT}",
        f"Đất đai còn 98 thửa chưa đo. Cư trú thu 246 nghìn đồng.\n\n{SHORT}",
        f"Có 484 hồ sơ, trong đó hộ tịch 131 hồ sơ, có 98 hồ sơ nộp qua mạng.\n\n{SHORT}",
        f"Quý trước hộ tịch có 113 hồ sơ.\n\n{SHORT}",
        f"Trễ hạn: Mẫu Hạ 18, Mẫu Trung 14, Mẫu Thượng 16; Mẫu Đông không có. Do máy 03.\n\n{DUE}",
    ],
)
def test_a_table_that_leaves_it_open_is_left_alone(said: str) -> None:
    assert failed(said) == []
