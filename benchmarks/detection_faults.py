"""The faults that the detection benchmark injects: what, where, and one function each.

A fault returns the changed report and its targets: the cells or the stretches of text that are
wrong, any of which counts as the right place. It returns None where a report has no room for it.
"""

# ruff: noqa: E501 - tables with a line a row; made-up data, no secrets

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detection_base import BEFORE_WINDOW, Doc

from cchc_toolkit.text.formatting import parse_date, print_date

Target = tuple[str, str]
"""("row", key), ("text", the changed words in their line), ("whole", rule that must say it)."""
Result = tuple[Doc, tuple[Target, ...]] | None
Fault = Callable[[Doc, random.Random], Result]


@dataclass(frozen=True)
class Kind:
    """One kind of fault: its group (goals are by group), what it is, how it is made."""

    id: str
    group: str
    says: str
    make: Fault


KINDS: list[Kind] = []
R, D = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"
PARTS = (
    f"{R}.truc_tiep.cap_xa", f"{R}.truc_tuyen_muc_3.cap_xa", f"{R}.truc_tuyen_muc_4.cap_xa",
    f"{D}.truc_tiep", f"{D}.truc_tuyen_muc_3", f"{D}.truc_tuyen_muc_4",
)  # fmt: skip
TOTALS = (R, D)
DATE = re.compile(r"ngày (\d{1,2}/\d{1,2}/\d{4})")
OWN = re.compile(r"số (\d+)/(KH-UBND|UBND-VP|QĐ-UBND) ngày (\d{1,2}/\d{1,2}/\d{4}) của UBND xã")


def fault(group: str, says: str) -> Callable[[Fault], Fault]:
    """Declare a kind of fault."""

    def declare(make: Fault) -> Fault:
        KINDS.append(Kind(make.__name__, group, says, make))
        return make

    return declare


# --- numbers -----------------------------------------------------------------------------------


def _int(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _swap(text: str, draw: random.Random) -> str:
    places = [
        at for at in range(len(text) - 1) if text[at] != text[at + 1] and (at or text[1] != "0")
    ]
    if not places:
        return ""
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _drop(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(text)) if len(text) > 1 else 0
    return text[:at] + text[at + 1 :] if len(text) > 1 else ""


def _double(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text))
    return text[: at + 1] + text[at:]


def _digit(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text))
    other = draw.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def _more(text: str, draw: random.Random) -> str:
    return str(int(text) + draw.randint(1, 9))


def _ten(text: str, draw: random.Random) -> str:  # noqa: ARG001 - one signature
    return f"{text}0"


CHANGES: dict[str, tuple[str, Callable[[str, random.Random], str]]] = {
    "dao": ("đảo hai chữ số", _swap),
    "rot": ("rơi một chữ số", _drop),
    "lap": ("lặp một chữ số", _double),
    "sai": ("sai một chữ số", _digit),
    "cong": ("cộng thêm vài đơn vị", _more),
    "them_khong": ("thừa một số 0", _ten),
}


def _cell_fault(keys: tuple[str, ...], change: Callable[[str, random.Random], str]) -> Fault:
    def make(doc: Doc, draw: random.Random) -> Result:
        fit = [key for key in keys if (_int(doc.cell(key)) or 0) >= 10]
        if not fit:
            return None
        key = draw.choice(fit)
        text = change(doc.cell(key), draw)
        if not text or text == doc.cell(key) or text.startswith("0"):
            return None
        return doc.with_cell(key, text), (("row", key),)

    return make


for name, (says, change) in CHANGES.items():
    KINDS.append(
        Kind(f"tong_{name}", "số học", f"tổng trong biểu: {says}", _cell_fault(TOTALS, change))
    )
    KINDS.append(
        Kind(
            f"phan_{name}",
            "số học",
            f"phần của tổng trong biểu: {says}",
            _cell_fault(PARTS, change),
        )
    )


@fault("số học", "ô của phần để trống")
def phan_trong(doc: Doc, draw: random.Random) -> Result:
    fit = [key for key in PARTS if (_int(doc.cell(key)) or 0) > 0]
    key = draw.choice(fit)
    return doc.with_cell(key, ""), (("row", key), ("row", key.removesuffix(".cap_xa")))


@fault("số học", "số 0 thay cho số của phần")
def phan_khong(doc: Doc, draw: random.Random) -> Result:
    fit = [key for key in PARTS if (_int(doc.cell(key)) or 0) > 0]
    key = draw.choice(fit)
    return doc.with_cell(key, "0"), (("row", key),)


@fault("số học", "ô của tổng để trống")
def tong_trong(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice(TOTALS)
    return doc.with_cell(key, ""), (("row", key),)


@fault("số học", "hai ô cạnh nhau đổi chỗ số")
def doi_cho(doc: Doc, draw: random.Random) -> Result:
    one, other = draw.choice([(PARTS[1], PARTS[2]), (PARTS[4], PARTS[5]), (R, D)])
    a, b = doc.cell(one), doc.cell(other)
    if a == b:
        return None
    return doc.with_cell(one, b).with_cell(other, a), (("row", one), ("row", other))


@fault("số học", "cả khối số lệch xuống một dòng")
def lech_dong(doc: Doc, draw: random.Random) -> Result:
    first = draw.choice((R, D, "to_chuc.bien_che.duoc_giao"))
    at, length = doc.keys.index(first), draw.randint(4, 7)
    keys = doc.keys[at : at + length]
    moved, above = doc, ""
    for key in keys:
        moved, above = moved.with_cell(key, above), doc.cell(key)
    return moved, tuple(("row", key) for key in keys)


@fault("số học", "một số ghi sang dòng dưới")
def sang_dong(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice([key for key in (*TOTALS, *PARTS) if doc.cell(key)])
    below = doc.keys[doc.keys.index(key) + 1]
    moved = doc.with_cell(below, doc.cell(key)).with_cell(key, "")
    return moved, (("row", key), ("row", below))


def _at_most(small: str, large: str) -> Fault:
    def make(doc: Doc, draw: random.Random) -> Result:
        most = _int(doc.cell(large))
        if most is None or _int(doc.cell(small)) is None:
            return None
        return doc.with_cell(small, str(most + draw.randint(1, 20))), (("row", small),)

    return make


for name, says, small, large in (
    ("hoan_thanh_qua", "hoàn thành nhiều hơn kế hoạch", "chi_dao.ke_hoach.nhiem_vu_hoan_thanh", "chi_dao.ke_hoach.nhiem_vu"),
    ("xu_ly_qua", "vấn đề xử lý nhiều hơn phát hiện", "chi_dao.kiem_tra.van_de_xu_ly_xong", "chi_dao.kiem_tra.van_de"),
    ("co_mat_qua", "biên chế có mặt nhiều hơn được giao", "to_chuc.bien_che.co_mat", "to_chuc.bien_che.duoc_giao"),
    ("truc_tuyen_qua", "thủ tục trực tuyến nhiều hơn thủ tục đang áp dụng", "chinh_quyen_dien_tu.dich_vu_cong.muc_do_3", "tthc.thong_ke.dang_ap_dung.cap_xa"),
    ("dat_dai_qua", "đúng hạn lĩnh vực đất đai nhiều hơn tổng đúng hạn", "tthc.ho_so.dung_han_dat_dai.cap_xa", D),
    ("dung_han_qua", "đúng hạn nhiều hơn tiếp nhận", D, R),
    ("con_lon_hon_cha", "dòng con lớn hơn dòng cha", "tthc.cong_khai.thanh_toan_truc_tuyen.cap_xa", "tthc.cong_khai.thanh_toan_truc_tuyen"),
    ("da_xu_ly_qua", "văn bản đã xử lý nhiều hơn kiến nghị xử lý", "the_che.da_xu_ly", "the_che.kien_nghi_xu_ly"),
):  # fmt: skip
    KINDS.append(Kind(name, "số học", says, _at_most(small, large)))


@fault("số học", "số âm")
def so_am(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice([key for key in (*TOTALS, *PARTS) if _int(doc.cell(key))])
    return doc.with_cell(key, f"-{doc.cell(key)}"), (("row", key),)


@fault("số học", "chữ trong ô số")
def chu_trong_o(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice([key for key in (*TOTALS, *PARTS) if _int(doc.cell(key))])
    return doc.with_cell(key, f"{doc.cell(key)}a"), (("row", key),)


@fault("số học", "số thập phân trong ô đếm")
def thap_phan(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice([key for key in (*TOTALS, *PARTS) if _int(doc.cell(key))])
    return doc.with_cell(key, f"{doc.cell(key)},5"), (("row", key),)


@fault("số học", "mã lựa chọn không có trên biểu")
def ma_la(doc: Doc, draw: random.Random) -> Result:
    key = "chinh_quyen_dien_tu.mot_cua_dien_tu.ket_noi_tinh"
    found = [k for k in doc.keys if "=" in doc.rows[doc.keys.index(k)][2] and doc.cell(k)]
    key = draw.choice(found)
    return doc.with_cell(key, str(draw.randint(4, 9))), (("row", key),)


@fault("số học", "tỷ lệ trong biểu vượt 100")
def ty_le_qua(doc: Doc, draw: random.Random) -> Result:
    found = [k for k in doc.keys if doc.rows[doc.keys.index(k)][2] == "%" and doc.cell(k)]
    if not found:
        return None
    key = draw.choice(found)
    return doc.with_cell(key, str(draw.randint(101, 900))), (("row", key),)


@fault("số học", "xã điền ô của huyện")
def o_cua_huyen(doc: Doc, draw: random.Random) -> Result:
    from cchc_toolkit.catalogue import load_form

    rows = [row for row in load_form().rows if row.fillable and "xa" not in row.levels]
    row = draw.choice([row for row in rows if row.kind == "count"])
    return doc.with_cell(row.key, str(draw.randint(1, 40))), (("row", row.key),)


@fault("số học", "đơn vị tính của dòng bị đổi")
def doi_don_vi(doc: Doc, draw: random.Random) -> Result:
    found = [
        k for k in doc.keys if doc.rows[doc.keys.index(k)][2] in ("Thủ tục", "Người", "Văn bản")
    ]
    key = draw.choice([k for k in found if doc.cell(k)])
    return doc.with_cell(key, "Hồ sơ", 2), (("row", key),)


@fault("số học", "số lũy kế nhỏ hơn kỳ trước")
def luy_ke_giam(doc: Doc, draw: random.Random) -> Result:
    before = doc.earlier[0].submission
    assert before is not None
    key = "chi_dao.khao_sat.so_phieu"
    then = before.value(key).number
    if not then or then < 2 or not doc.cell(key):
        return None
    return doc.with_cell(key, str(draw.randrange(0, int(then)))), (("row", key),)


@fault("số học", "chép nguyên số của kỳ trước")
def chep_ky_truoc(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    before = doc.earlier[0].submission
    assert before is not None
    for key in doc.keys:
        cell = before.value(key)
        if cell.reported:
            doc = doc.with_cell(key, cell.text)
    return doc, (("whole", "R14"), ("whole", "R08"))


# --- prose -------------------------------------------------------------------------------------


def _change(doc: Doc, pattern: str, new: Callable[[re.Match[str]], str]) -> Result:
    """Change the one group of the first match in the prose; None where nothing matches."""
    for at, line in enumerate(doc.lines):
        match = re.search(pattern, line)
        if match is None:
            continue
        text = new(match)
        if not text or text == match[1]:
            return None
        start, end = match.span(1)
        changed = f"{line[:start]}{text}{line[end:]}"
        return doc.with_line(at, changed), (
            ("text", changed[max(0, start - 12) : start + len(text) + 12]),
        )
    return None


PROSE = {
    "tiếp nhận hồ sơ": r"(?:tiếp nhận|Trong kỳ đã nhận) (\d[\d.]*) hồ sơ, trong đó",
    "hồ sơ trực tuyến": r"trong đó (?:tiếp nhận trực tuyến|số nộp trực tuyến là) (\d[\d.]*) hồ sơ",
    "hồ sơ đúng hạn": r"(?:giải quyết đúng hạn|trả đúng hạn được) (\d[\d.]*) hồ sơ",
    "thủ tục đang áp dụng": r"tại địa phương\): (?:hiện có )?(\d+) thủ tục",
    "nhiệm vụ kế hoạch": r"(?:năm đề ra|năm đặt ra) (\d+) nhiệm vụ",
    "biên chế được giao": r"được giao (\d+) biên chế",
    "biên chế có mặt": r"(?:có mặt|hiện có) (\d+) người",
    "thủ tục mức 3": r"mức độ 3 (?:có|là) (\d+) TTHC",
}


def _prose_fault(change: Callable[[str, random.Random], str]) -> Fault:
    def make(doc: Doc, draw: random.Random) -> Result:
        pattern = draw.choice(list(PROSE.values()))
        return _change(doc, pattern, lambda m: _reprinted(m[1], change, draw))

    return make


def _reprinted(text: str, change: Callable[[str, random.Random], str], draw: random.Random) -> str:
    """Change the digits of a number and print it with its dots again; "" where it has but one."""
    digits = text.replace(".", "")
    changed = change(digits, draw) if len(digits) > 1 else ""
    return f"{int(changed):,}".replace(",", ".") if changed else ""


for name, (says, change) in CHANGES.items():
    KINDS.append(
        Kind(
            f"loi_van_{name}",
            "lời văn",
            f"số trong lời văn khác biểu: {says}",
            _prose_fault(change),
        )
    )


@fault("lời văn", "tỷ lệ bị cắt bớt thay vì làm tròn, hoặc lệch số cuối")
def ty_le_lech(doc: Doc, draw: random.Random) -> Result:
    pattern = draw.choice(
        (r"đúng hạn ([\d,]+)% \(", r"đạt ([\d,]+)% dự toán;", r"người, (?:đạt|bằng) ([\d,]+)%")
    )

    def new(match: re.Match[str]) -> str:
        whole, _, part = match[1].partition(",")
        return f"{whole},{(int(part) - 1):0{len(part)}d}" if part and int(part) else ""

    return _change(doc, pattern, new)


@fault("lời văn", "tỷ lệ đảo chữ số")
def ty_le_dao(doc: Doc, draw: random.Random) -> Result:
    pattern = draw.choice(
        (r"đúng hạn ([\d,]+)% \(", r"đạt ([\d,]+)% dự toán;", r"nhiệm vụ, đạt ([\d,]+)%")
    )
    return _change(
        doc,
        pattern,
        lambda m: (
            _swap(m[1].replace(",", ""), draw)[:2] + "," + m[1].split(",")[1] if "," in m[1] else ""
        ),
    )


@fault("lời văn", "tỷ lệ mất dấu phẩy")
def ty_le_mat_phay(doc: Doc, draw: random.Random) -> Result:
    pattern = draw.choice((r"đạt ([\d,]+)% dự toán;", r"người, (?:đạt|bằng) ([\d,]+)%"))
    return _change(doc, pattern, lambda m: m[1].replace(",", "") if "," in m[1] else "")


@fault("lời văn", "tử số của tỷ lệ bị sửa")
def tu_so(doc: Doc, draw: random.Random) -> Result:
    return _change(
        doc,
        r"Thu ngân sách ước đạt ([\d.]+) đồng",
        lambda m: f"{draw.randint(10, 99)}{m[1]}"[:0] + _digit_group(m[1], draw),
    )


@fault("lời văn", "mẫu số của tỷ lệ bị sửa")
def mau_so(doc: Doc, draw: random.Random) -> Result:
    return _change(
        doc, r"Thu ngân sách ước đạt [\d.]+ đồng/([\d.]+) đồng", lambda m: _digit_group(m[1], draw)
    )


@fault("lời văn", "số tiền rơi một nhóm ba chữ số")
def roi_nhom(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    return _change(doc, r"chi ngân sách ước đạt ([\d.]+) đồng", lambda m: m[1].rpartition(".")[0])


def _digit_group(text: str, draw: random.Random) -> str:
    first, rest = text.split(".", 1)
    return f"{int(first) + draw.randint(1, 4)}.{rest}"


@fault("lời văn", "phần liệt kê trong câu không cộng thành tổng")
def liet_ke_phan(doc: Doc, draw: random.Random) -> Result:
    return _change(doc, r"gồm: (\d+) lượt người", lambda m: _more(m[1], draw))


@fault("lời văn", "tổng của phần liệt kê trong câu sai")
def liet_ke_tong(doc: Doc, draw: random.Random) -> Result:
    return _change(doc, r"Trong kỳ có (\d+) lượt người", lambda m: _swap(m[1], draw))


@fault("lời văn", "hồ sơ viết thành thủ tục")
def sai_don_vi(doc: Doc, draw: random.Random) -> Result:
    pattern = draw.choice(
        (
            r"đúng hạn (?:được )?\d[\d.]+ (hồ sơ)\.",
            r"trực tuyến (?:là )?\d[\d.]+ (hồ sơ);",
            r"nhận \d[\d.]+ (hồ sơ), trong",
        )
    )
    return _change(doc, pattern, lambda _: draw.choice(("thủ tục", "TTHC")))


@fault("lời văn", "thủ tục viết thành hồ sơ")
def thu_tuc_thanh_ho_so(doc: Doc, draw: random.Random) -> Result:
    pattern = draw.choice(
        (r"tại địa phương\): (?:hiện có )?\d+ (thủ tục)", r"mức độ 3 (?:có|là) \d+ (TTHC)")
    )
    return _change(doc, pattern, lambda _: "hồ sơ")


@fault("lời văn", "lời văn ghi không mà biểu có số")
def khong_ma_co(doc: Doc, draw: random.Random) -> Result:
    options = (
        (r"quy phạm pháp luật: (ban hành \d+ văn bản QPPL)\.", "không ban hành văn bản QPPL"),
        (
            r"^(Qua kiểm tra đã phát hiện \d+ vấn đề, đã xử lý xong \d+ vấn đề)\.",
            "Qua kiểm tra không phát hiện vấn đề nào",
        ),
    )
    pattern, text = draw.choice(options)
    return _change(doc, pattern, lambda _: text)


@fault("lời văn", "cùng một nội dung ghi hai số ở hai mục")
def hai_so(doc: Doc, draw: random.Random) -> Result:
    return _change(doc, r"tiếp nhận (\d+) hồ sơ mức độ 3, 4", lambda m: _digit(m[1], draw))


@fault("lời văn", "số của kỳ trước trong lời văn")
def so_ky_truoc(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    before = doc.earlier[0].submission
    assert before is not None
    then = before.value(R).number
    return _change(doc, PROSE["tiếp nhận hồ sơ"], lambda _: str(then) if then else "")


@fault("lời văn", "lời văn có số mà ô của biểu để trống")
def bieu_trong(doc: Doc, draw: random.Random) -> Result:
    key = draw.choice(
        ("to_chuc.bien_che.duoc_giao", "chi_dao.ke_hoach.nhiem_vu", "chi_dao.kiem_tra.van_de")
    )
    return (doc.with_cell(key, ""), (("row", key),)) if (_int(doc.cell(key)) or 0) > 0 else None


@fault("lời văn", "số văn bản nêu khác số văn bản liệt kê")
def so_van_ban(doc: Doc, draw: random.Random) -> Result:
    result = _change(
        doc, r"đã ban hành (\d+) văn bản chỉ đạo", lambda m: str(int(m[1]) - draw.randint(1, 4))
    )
    return result and (result[0], (*result[1], ("row", "chi_dao.ke_hoach.van_ban_chi_dao")))


# --- dates, numbers of documents ----------------------------------------------------------------


def _dated(doc: Doc, pattern: str, new: Callable[[date], date | str]) -> Result:
    def text(match: re.Match[str]) -> str:
        moved = new(parse_date(match[1]))
        return moved if isinstance(moved, str) else print_date(moved)

    return _change(doc, pattern, text)


ISSUED = r"Thông báo số 61/TB-UBND ngày (\d+/\d+/\d+)"
CAUSE = r"Chỉ thị số \d+/CT-UBND ngày (\d+/\d+/\d+)"


def _later_line(doc: Doc, draw: random.Random) -> list[tuple[int, re.Match[str]]]:
    found = [(at, m) for at, line in enumerate(doc.lines) for m in OWN.finditer(line)]
    draw.shuffle(found)
    return found


def _own(doc: Doc, draw: random.Random, new: Callable[[re.Match[str]], tuple[int, str]]) -> Result:
    """Change one group of the citation of one of the commune's own documents."""
    for at, match in _later_line(doc, draw)[:1]:
        group, text = new(match)
        if not text or text == match[group]:
            return None
        line = doc.lines[at]
        start, end = match.span(group)
        changed = f"{line[:start]}{text}{line[end:]}"
        begin = match.start()
        return doc.with_line(at, changed), (("text", changed[begin : begin + len(match[0])]),)
    return None


@fault("ngày, số hiệu", "văn bản triển khai có trước văn bản gốc")
def truoc_goc(doc: Doc, draw: random.Random) -> Result:
    cause = next(re.search(CAUSE, line) for line in doc.lines if re.search(CAUSE, line))
    assert cause is not None
    day = parse_date(cause[1])
    return _dated(doc, ISSUED, lambda _: day - timedelta(days=draw.randint(1, 60)))


@fault("ngày, số hiệu", "văn bản gốc có sau văn bản triển khai")
def goc_sau(doc: Doc, draw: random.Random) -> Result:
    done = next(re.search(ISSUED, line) for line in doc.lines if re.search(ISSUED, line))
    assert done is not None
    day = parse_date(done[1])
    return _dated(doc, CAUSE, lambda _: day + timedelta(days=draw.randint(1, 20)))


@fault("ngày, số hiệu", "gõ nhầm năm (2024 thành 2014, 2042)")
def nham_nam(doc: Doc, draw: random.Random) -> Result:
    year = draw.choice(("2014", "2042", "2034", "2020"))
    return _own(doc, draw, lambda m: (3, m[3][:-4] + year))


@fault("ngày, số hiệu", "năm trong số hiệu khác năm ban hành")
def nam_so_hieu(doc: Doc, draw: random.Random) -> Result:
    year = draw.choice(("2010", "2019", "2021"))
    return _change(doc, r"Nghị định số 30/2020/NĐ-CP ngày (05/3/2020)", lambda _: f"05/3/{year}")


@fault("ngày, số hiệu", "hai văn bản một số")
def trung_so(doc: Doc, draw: random.Random) -> Result:
    found = _later_line(doc, draw)
    for at, match in found:
        same = [
            m
            for _, m in found
            if m[2] == match[2] and m[1] != match[1] and m[3][-4:] == match[3][-4:]
        ]
        if same:
            line, (start, end) = doc.lines[at], match.span(1)
            changed = f"{line[:start]}{same[0][1]}{line[end:]}"
            return doc.with_line(at, changed), (
                ("text", changed[start - 4 : start + len(match[0]) - 6]),
            )
    return None


@fault("ngày, số hiệu", "thứ tự số ngược thứ tự ngày")
def nguoc_so(doc: Doc, draw: random.Random) -> Result:
    cited = [match for line in doc.lines for match in OWN.finditer(line)]

    def new(match: re.Match[str]) -> tuple[int, str]:
        number, day = int(match[1]) + draw.randint(200, 400), parse_date(match[3])
        later = [
            other
            for other in cited
            if other[2] == match[2]
            and int(other[1]) < number
            and day < parse_date(other[3])
            and parse_date(other[3]).year == day.year
        ]
        return 1, str(number) if later else ""

    return _own(doc, draw, new)


@fault("ngày, số hiệu", "ngày trước kỳ số liệu")
def truoc_ky(doc: Doc, draw: random.Random) -> Result:
    day = date(2023, 12, 14) - timedelta(days=draw.randint(1, 200))
    return _own(doc, draw, lambda _: (3, print_date(day)))


@fault("ngày, số hiệu", "ngày sau kỳ số liệu")
def sau_ky(doc: Doc, draw: random.Random) -> Result:
    day = date(2024, 6, 15) + timedelta(days=draw.randint(1, 200))
    return _own(doc, draw, lambda _: (3, print_date(day)))


@fault("ngày, số hiệu", "ngày là thứ Bảy, Chủ nhật")
def cuoi_tuan(doc: Doc, draw: random.Random) -> Result:
    def move(match: re.Match[str]) -> tuple[int, str]:
        day = parse_date(match[3])
        return 3, print_date(day + timedelta(days=draw.choice((5, 6)) - day.weekday()))

    return _own(doc, draw, move)


@fault("ngày, số hiệu", "ngày là ngày nghỉ lễ, Tết")
def ngay_le(doc: Doc, draw: random.Random) -> Result:
    day = draw.choice(
        ("01/01/2024", "08/02/2024", "12/02/2024", "18/4/2024", "30/4/2024", "01/5/2024")
    )
    return _own(doc, draw, lambda _: (3, day))


@fault("ngày, số hiệu", "ngày không có thật")
def ngay_khong_co(doc: Doc, draw: random.Random) -> Result:
    return _own(
        doc,
        draw,
        lambda _: (3, draw.choice(("30/02/2024", "31/4/2024", "32/3/2024", "15/13/2024"))),
    )


@fault("ngày, số hiệu", "một văn bản dẫn hai nơi hai ngày khác nhau")
def hai_ngay(doc: Doc, draw: random.Random) -> Result:
    pattern = r"Nghị định số 30/2020/NĐ-CP ngày (05/3/2020) của Chính phủ"
    other = draw.choice(("15/3/2020", "05/4/2020", "25/3/2020"))
    at = next(n for n, line in enumerate(doc.lines) if re.search(pattern, line))
    extra = f"- Tiếp tục thực hiện Nghị định số 30/2020/NĐ-CP ngày {other} của Chính phủ về công tác văn thư."
    return replace(doc, lines=(*doc.lines[: at + 1], extra, *doc.lines[at + 1 :])), (
        ("text", f"30/2020/NĐ-CP ngày {other}"), ("text", "30/2020/NĐ-CP ngày 05/3/2020"),
    )  # fmt: skip


@fault("ngày, số hiệu", "mốc số liệu sai năm")
def moc_sai_nam(doc: Doc, draw: random.Random) -> Result:
    return _change(
        doc, r"từ ngày 15/12/(2023) đến", lambda _: draw.choice(("2022", "2024", "2013"))
    )


@fault("ngày, số hiệu", "mốc số liệu ngược")
def moc_nguoc(doc: Doc, draw: random.Random) -> Result:
    month = draw.randint(7, 12)
    return _change(doc, r"từ ngày (15/12/2023) đến", lambda _: f"15/{month}/2024")


@fault("ngày, số hiệu", "mốc số liệu chồng kỳ trước")
def moc_chong(doc: Doc, draw: random.Random) -> Result:
    first = date(2023, 12, 15) - timedelta(days=draw.randint(3, 35))
    result = _change(doc, r"từ ngày (15/12/2023) đến", lambda _: print_date(first))
    assert BEFORE_WINDOW.first > first
    return result and (result[0], (*result[1], ("whole", "R14")))


@fault("ngày, số hiệu", "kỳ ở câu kết khác kỳ ở tên báo cáo")
def ky_khac(doc: Doc, draw: random.Random) -> Result:
    other = draw.choice(("9 tháng đầu năm 2023", "6 tháng đầu năm 2023", "quý I 2024", "năm 2023"))
    return _change(
        doc, r"kết quả thực hiện cải cách hành chính (6 tháng đầu năm 2024)", lambda _: other
    )


@fault("ngày, số hiệu", "ngày ký trước ngày chốt số liệu")
def ky_truoc_chot(doc: Doc, draw: random.Random) -> Result:
    day = draw.randint(10, 28)
    result = _change(doc, r"ngày (17 tháng 6) năm 2024", lambda _: f"{day} tháng 5")
    return result and (result[0], (*result[1], ("whole", "R14")))


# --- terms and layout ---------------------------------------------------------------------------


@fault("thể thức, từ ngữ", "thuật ngữ hết hiệu lực")
def thuat_ngu(doc: Doc, draw: random.Random) -> Result:
    old = draw.choice(("mức độ 3, mức độ 4", "mức độ 3", "mức độ 4"))
    at = next(n for n, line in enumerate(doc.lines) if line.startswith("IV. "))
    text = f"- Hướng dẫn người dân sử dụng dịch vụ công trực tuyến {old} tại nhà."
    extra = replace(doc, lines=(*doc.lines[: at + 2], text, *doc.lines[at + 2 :]))
    return extra, (("text", old),)


@fault("thể thức, từ ngữ", 'thiếu "Kính gửi"')
def thieu_kinh_gui(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    at = next(n for n, line in enumerate(doc.lines) if line.startswith("Kính gửi"))
    return doc.without_line(at), (("whole", "R26"),)


@fault("thể thức, từ ngữ", "thiếu số văn bản")
def thieu_so(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    result = _change(doc, r"^Số: (45)/BC", lambda _: " ")
    return result and (result[0], (("whole", "R26"),))


@fault("thể thức, từ ngữ", "thiếu ngày văn bản")
def thieu_ngay(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    result = _change(doc, r"ngày (17) tháng 6 năm 2024", lambda _: " ")
    return result and (result[0], (("whole", "R26"),))


@fault("thể thức, từ ngữ", 'thiếu "TM."')
def thieu_tm(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    at = next(n for n, line in enumerate(doc.lines) if line.startswith("TM."))
    return doc.without_line(at), (("whole", "R26"),)


@fault("thể thức, từ ngữ", 'Nơi nhận thiếu "Như trên"')
def thieu_nhu_tren(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    at = next(n for n, line in enumerate(doc.lines) if line.startswith("- Như trên"))
    return doc.without_line(at), (("whole", "R26"),)


@fault("thể thức, từ ngữ", "không chỉ dẫn tới phụ lục")
def thieu_dan_phu_luc(doc: Doc, draw: random.Random) -> Result:  # noqa: ARG001
    at = next(n for n, line in enumerate(doc.lines) if "Phụ lục kèm theo" in line)
    return doc.without_line(at), (("whole", "R26"),)


@fault("thể thức, từ ngữ", "câu kết không đúng “./.”")
def ket_sai(doc: Doc, draw: random.Random) -> Result:
    return _change(doc, r"Minh Hoạ\)(\./\.)$", lambda _: draw.choice((".", " ./.", "./ .")))


@fault("thể thức, từ ngữ", "gạch đầu dòng không có nội dung")
def gach_trong(doc: Doc, draw: random.Random) -> Result:
    found = [
        n for n, line in enumerate(doc.lines) if line.startswith("- Kết quả xây dựng, phát triển")
    ]
    at = draw.choice(found)
    label = doc.lines[at].partition(":")[0]
    return doc.with_line(at, f"{label}."), (("text", label[2:40]),)


@fault("thể thức, từ ngữ", "cụm từ lặp")
def lap_cum_tu(doc: Doc, draw: random.Random) -> Result:
    phrase = draw.choice(("hồ sơ", "công chức", "thủ tục"))
    found = [n for n, line in enumerate(doc.lines) if f" {phrase} " in line and line[0] in "-+"]
    if not found:
        return None
    at = draw.choice(found)
    line = doc.lines[at].replace(f" {phrase} ", f" {phrase} {phrase} ", 1)
    return doc.with_line(at, line), (("text", f"{phrase} {phrase}"),)


@fault("thể thức, từ ngữ", "đoạn văn chép hai lần")
def chep_doan(doc: Doc, draw: random.Random) -> Result:
    found = [
        n
        for n, line in enumerate(doc.lines)
        if line.startswith(("- ", "+ ")) and len(line) > 70 and ":" not in line
    ]
    if not found:
        return None
    at = draw.choice(found)
    return replace(doc, lines=(*doc.lines[: at + 1], doc.lines[at], *doc.lines[at + 1 :])), (
        ("text", doc.lines[at][2:50]),
    )


@fault("thể thức, từ ngữ", "tên xã khác còn sót")
def xa_khac(doc: Doc, draw: random.Random) -> Result:
    other = draw.choice(("xã Tân Lập Mới", "xã Hòa Thắng Đông", "xã Vĩnh Ninh"))
    return _change(doc, r"^Ủy ban nhân dân (xã Minh Hoạ) (?:báo cáo|đã)", lambda _: other)


@fault("thể thức, từ ngữ", "số mục nhảy cóc")
def nhay_muc(doc: Doc, draw: random.Random) -> Result:
    number = draw.randint(3, 6)
    found = [n for n, line in enumerate(doc.lines) if line.startswith(f"{number}. Cải cách")]
    if not found:
        return None
    line = f"{number + 2}{doc.lines[found[0]][1:]}"
    return doc.with_line(found[0], line), (("text", line[:14]), ("whole", "R16"))


@fault("thể thức, từ ngữ", "chỗ chưa điền")
def chua_dien(doc: Doc, draw: random.Random) -> Result:
    gap = draw.choice(("……", "........", "[bổ sung sau]"))
    return _change(doc, r"kỷ cương (hành chính)\. Thực hiện", lambda _: gap)


def kinds() -> Iterator[Kind]:
    """Yield every kind, in the order of its group and of this file."""
    order = ("số học", "lời văn", "ngày, số hiệu", "thể thức, từ ngữ")
    yield from sorted(KINDS, key=lambda kind: order.index(kind.group))
