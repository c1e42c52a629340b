"""Numbers as printed: where they stand, what they are worth, and which digits are no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.text.mentions import masked
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_NUMERAL = re.compile(
    r"(?<![\w.,])(?<![^\W\d_]-)"
    r"(?P<number>\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?|(?<!\d )[1-9]\d{0,2}(?:[ \xa0]\d{3}){1,4}"
    r"(?:,\d{1,6})?(?![.,]?\d|[ \xa0]\d)|\d{1,15}[.,]\d{1,6}|\d{1,15})"
    r"(?![.,]?\d)(?=\W|$|(?:đ|đồng|m2|m3|tr|trđ|k|ha|km|kg|hs|tấn|tạ|tỷ|tỉ|triệu)\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
_WORDED = "|".join(
    (
        r"(?<!sắp )(?:xếp|đứng|hạng|vị trí)(?: thứ| hạng| vị trí){0,2}(?: thứ)?:? \d{1,4}"
        r"(?![.,]?\d)(?: ?/ ?\d{1,4})?",
        r"thứ \d{1,4}(?: ?/ ?\d{1,4})?",
        r"(?:tốp|top|nhóm) \d{1,4}(?: ?/ ?\d{1,4})?",
        rf"(?:ngày|sáng|chiều|đêm|lễ|hết|từ|đến|sau|trước|tới)(?: ngày)? {_DAY_OF_MONTH}"
        rf"(?: ?(?:,|và|đến|-|–) ?(?:ngày )?{_DAY_OF_MONTH}){{0,4}}(?![\d/])",
        rf"từ(?: ngày)? \d{{1,2}} ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? {_DAY_OF_MONTH}(?![\d/])",
        r"(?:trên|dưới|từ|quá) \d{1,3}(?: ?(?:-|–|đến) ?\d{1,3})? (?:ngày|tháng|năm|giờ)(?= \d)",
        r"\d{1,2} ?(?:-|–|đến) ?\d{1,2} giờ\b"
        r"|(?<!được )(?<!giảm )(?<!thêm )(?<!tăng )(?<!bớt )\d{1,2} giờ(?: \d{1,2}(?: phút)?)?",
        r"tháng (?:0?[1-9]|1[0-2])\b(?![.,]\d)",
        r"(?:trên|dưới|từ|đủ) \d{1,3} (?:đến \d{1,3} )?tuổi\b|\d{1,3} tuổi\b",
        r"(?:năm|kỳ|khóa) (?:19|20)\d\d\b",
        r"(?:mã|mã số|mã hồ sơ|số hiệu|ký hiệu) [\w./-]{3,40}",
    )
)
_NO_FIGURE = re.compile(
    rf"(?<!\w)(?=\w)(?:{_WORDED})|\(ngày {_DAY_OF_MONTH}\)|(?:^|(?<=[;:.,] ))\(\d{{1,2}}\)(?= )"
    rf"|\(\d(?: ?[+-] ?\d){{1,6}}\)|(?<![\w/.,]){_DAY_OF_MONTH} ?[-–] ?{_DAY_OF_MONTH}(?![\d/])",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"(?<![\w.,/-])\d{1,2}(?= tháng\b)|(?<=\bmức )[1-4](?![\w.,/]|,? ?\d| ?%)")
"""The period that a report is for, a grade of a thing: they count nothing and end no clause."""
_NAMED = re.compile(
    rf"(?<!\w)(?P<noun>[^\W\d_]{{2,12}}) (?P<number>[1-9]|1\d)(?![\w%]|[.,/]\d| ?[%/]"
    rf"| {any_of(COUNTED)}\b)",
    re.IGNORECASE,
)
"""A noun with a small number behind it that counts nothing: 1, 2, 3 in a row are names."""
_UNITS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES = {**{word: n for n, word in enumerate(_UNITS, 1)}, "mốt": 1, "tư": 4, "lăm": 5}
_TIMES = {"mười": 10, "mươi": 10, "trăm": 100}
AGAIN = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:{'|'.join([*_ONES, *_TIMES])}|nghìn|ngàn|không|linh|lẻ) ){{1,12}})"
    r"\((?P<digits>\d[\d.]{0,8})\)",
    re.IGNORECASE,
)
"""A number in words with its digits in a bracket: "hai mươi tám (28)"."""
WORDS_AGAIN = re.compile(
    r"(?<![\w.,])(?P<digits>\d[\d.]{0,8})(?: [^\W\d_]+){0,3} \((?:viết |ghi )?bằng chữ:? "
    rf"(?P<words>(?:(?:{'|'.join([*_ONES, *_TIMES])}|nghìn|ngàn|không|linh|lẻ)\b ?){{1,12}})"
    r"(?!\w|triệu|tỷ|đồng)[^()\d]{0,20}\)",
    re.IGNORECASE,
)
"""A number in digits with its words in a bracket: "20 phiếu (bằng chữ: hai mươi phiếu)"."""
MONEY_WORDS = re.compile(
    r"\((?:(?:viết |ghi )?bằng chữ:? ?)?"
    rf"(?P<words>(?:(?:{'|'.join([*_ONES, *_TIMES])}|nghìn|ngàn|không|linh|lẻ"
    r"|triệu|tỷ|tỉ),? ){2,25})đồng(?: chẵn)?\.?\)",
    re.IGNORECASE,
)
"""Money in words in a bracket: "(sáu tỷ bốn trăm triệu đồng)"."""
_DIGIT_WORD = "|".join(_UNITS[1:])
SEVERAL = "|".join((*_UNITS[1:], "mười"))
"""The numbers in words from two on, as a pattern."""
MEAN_OF_SO_MANY = re.compile(
    r"\b(?:bình quân|trung bình)(?: cộng)?(?: số học| điểm)?(?: của)?(?: cả)? "
    rf"(?P<count>\d{{1,2}}|{SEVERAL}) [^\W\d_]+(?: [^\W\d_]+){{0,3}}"
    r"(?::|,? (?:là|bằng|đạt|được|tức)(?: là)?) ?$"
)
"""Before a mean behind of how many it is: "trung bình cộng của năm yếu tố, bằng"."""
_SPELLED_NOUNS = any_of(
    f"{COUNTED}|thôn|bản|ấp|xóm|khóm|buôn|quầy|cuốn|thiết bị|thành viên|tổ viên|phần trăm"
)
_NO_SPELLED = any_of("%|‰|đ|đồng|ngày|giờ|cấp|kỳ|lần|điểm|bộ|ban|tổ|HS|xã|huyện")
"""Behind a single word of a number these count no thing of a list: "hai cấp", "ba lần"."""
_NUMBER_WORD = rf"(?:{'|'.join([*_ONES, *_TIMES])}|nghìn|ngàn|không|linh|lẻ)\b"
_COMPOUND = (
    rf"(?:(?:một|{_DIGIT_WORD}) (?:trăm|mươi|nghìn|ngàn)|mười)"
    rf"(?: {_NUMBER_WORD}){{0,8}}(?! {_NUMBER_WORD})"
)
"""A number of several words, whole."""
_POINTS_BACK = r"(?! (?:này|đó|trên|ấy|nêu trên|nói trên|còn lại)\b)"
_NOT_BEHIND = "".join(
    rf"(?<!\b{word} )"
    for word in (
        *("thứ", "cả", "các", "ngày", "tháng", "quý", "tổ", "mỗi", "từng", "một", "trong", "đầu"),
        *("cuối", "hàng", "hằng", "ngoài", "giữa", "của", "tổng", "cộng", "chung", "triệu", "tỷ"),
    )
)
_SPELLED = re.compile(
    rf"(?<!thứ )(?<!triệu )(?<!tỷ )(?<![\w-])(?P<words>{_COMPOUND})"
    rf"(?= (?!(?:đ|đồng|nghìn|ngàn|triệu|tỷ|tỉ|tháng|năm|và)\b)[^\W\d_]+{_POINTS_BACK})"
    rf"|(?:(?<=[,;:§] )|(?<=\bvà )){_NOT_BEHIND}(?P<single>một)"
    rf"(?= (?!{_NO_SPELLED}\b){_SPELLED_NOUNS}\b{_POINTS_BACK})"
    rf"|{_NOT_BEHIND}(?<![\w-])(?P<one>{_DIGIT_WORD})"
    rf"(?= (?!{_NO_SPELLED}\b){_SPELLED_NOUNS}\b{_POINTS_BACK})"
    rf"|\b(?:khuyết|thiếu|thừa|dư|hỏng|vắng|xong) (?P<alone>{_COMPOUND}|{_DIGIT_WORD})(?=[.,;)]|$)",
    re.IGNORECASE,
)
"""A number in words before what it counts, where nothing makes it a name, a month or a pointer."""
_IN_A_ROW = re.compile(
    rf"\b(?!và )(?P<like>[^\W\d_]+) (?:\d{{1,3}}|{_COMPOUND}|{_DIGIT_WORD})"
    rf" (?P<noun>{_SPELLED_NOUNS})\b[^.:()]{{0,120}}[,;]"
    r" [^.,;:()\d]{0,40}\b(?P=like) (?P<last>một) (?P=noun)\b",
    re.IGNORECASE,
)
"""The one of "tháng 7 mở hai lớp, tháng 8 mở một lớp", told like those before it."""
_SCALES = (
    (re.compile(r" ?(?:nghìn|ngàn) tỷ(?: đồng| đ\b)?", re.I), Decimal(10) ** 12),
    (re.compile(r" ?(?:tỷ|tỉ)(?: đồng| đ\b)?(?!\w)(?! lệ)", re.I), Decimal(10) ** 9),
    (re.compile(r" ?triệu đ(?:ồng)?\b", re.I), Decimal(10) ** 6),
    (
        re.compile(
            r" ?(?:triệu(?! (?:lượt|người|con|cây|tấn|bản|m|kg|kwh|cổ))|tr\.? ?đ|tr)(?!\w)", re.I
        ),
        Decimal(10) ** 6,
    ),
    (re.compile(r"k\b"), Decimal(10) ** 3),
    (re.compile(r" ?(?:nghìn|ngàn) đ(?:ồng)?\b", re.I), Decimal(10) ** 3),
    (re.compile(r" ?(?:đồng|đ)(?!\w)(?! chí)", re.I), Decimal(1)),
)


_MIXED = re.compile(
    r"(?<![\w.,])(?P<large>\d{1,3}(?:\.\d{3})?) (?:(?:tỷ|tỉ)(?: đồng)?,? (?:và )?(?P<small>\d{1,3})"
    r"(?= ?(?:triệu|tr\b|trđ))|triệu(?: đồng)?,? (?:và )?(?P<fine>\d{1,3})(?= (?:nghìn|ngàn)\b))"
)
"""Money in two units: "1 tỷ 280 triệu đồng" is 1.280 million."""


@dataclass(frozen=True)
class Numeral:
    """A number as printed, by the characters `start` to `end` of its text."""

    text: str
    number: Decimal
    start: int
    end: int

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return max(0, -int(self.number.as_tuple().exponent))


def blanked(text: str, cited: Sequence[tuple[int, int]] = ()) -> str:
    """Return a text in which every digit that is no figure is the sign "§", places unchanged.

    >>> blanked("Xếp thứ 5/21, tăng 03 bậc so với tháng 10")
    '§§§§§§§§§§§§, tăng 03 bậc so với §§§§§§§§'
    """
    plain = _MONTHS.sub(lambda found: "_" * len(found[0]), text)
    plain = _NO_FIGURE.sub(lambda found: "§" * len(found[0]), plain)
    return masked(_without_names(plain), cited)


def _without_names(text: str) -> str:
    """Return a text in which the numbers of "lớp 1 có 50, lớp 2 có 48" are signs: they are names.

    >>> _without_names("lớp 1 có 50, lớp 2 có 48")
    'lớp § có 50, lớp § có 48'
    """
    series: dict[str, list[re.Match[str]]] = {}
    for found in _NAMED.finditer(text):
        own = series.setdefault(found["noun"].lower(), [])
        if int(found["number"]) == len(own) + 1:
            own.append(found)
    for own in series.values():
        for found in own if len(own) > 1 else ():
            start, end = found.span("number")
            text = f"{text[:start]}{'§' * (end - start)}{text[end:]}"
    return text


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of a blanked text in order; a bare year is none.

    >>> [(one.text, one.number) for one in numerals("1.247 hồ sơ, đạt 87.4%, năm nay 2024")]
    [('1.247', Decimal('1247')), ('87.4', Decimal('87.4'))]
    """
    mixed = [
        Numeral(
            one[0], worth(one["large"]) * 1000 + worth(one["small"] or one["fine"]), *one.span()
        )
        for one in _MIXED.finditer(text)
    ]
    inside = {at for one in mixed for at in range(one.start, one.end)}
    found = mixed + [
        Numeral(one["number"], worth(one["number"]), *one.span("number"))
        for one in _NUMERAL.finditer(text)
        if one.start() not in inside
        and (not _YEAR.fullmatch(one["number"]) or _counts_something(text, one.end("number")))
    ]
    found += [
        Numeral(one[name], Decimal(spelled(one[name])), *one.span(name))
        for one in _SPELLED.finditer(text)
        for name in (one.lastgroup or "",)
    ]
    last = (one.span("last") for one in _IN_A_ROW.finditer(text))
    found += [Numeral(text[a:b], Decimal(1), a, b) for a, b in last]
    yield from sorted(found, key=lambda one: one.start)


def spelled(words: str) -> int:
    """Return a whole number below a million that is written in words.

    >>> spelled("bảy"), spelled("mười lăm"), spelled("ba mươi chín"), spelled("năm trăm linh bảy")
    (7, 15, 39, 507)
    >>> spelled("hai nghìn không trăm ba mươi tư")
    2034
    """
    total = part = last = 0
    for word in words.lower().split():
        if word in ("nghìn", "ngàn"):
            total, part, last = total + (part + last) * 1000, 0, 0
        elif word in _TIMES:
            part, last = part + (last or word == "mười") * _TIMES[word], 0
        else:
            last = _ONES.get(word, 0)
    return total + part + last


def spelled_money(words: str) -> Decimal:
    """Return the đồng that words tell.

    >>> spelled_money("hai tỷ ba trăm linh bốn triệu"), spelled_money("năm mươi nghìn")
    (Decimal('2304000000'), Decimal('50000'))
    """
    rest, total = words.lower().replace(",", " ").replace("tỉ", "tỷ"), Decimal(0)
    for unit, worth_of_one in (("tỷ", 9), ("triệu", 6)):
        before, found, behind = rest.partition(unit)
        if found:
            total, rest = total + spelled(before) * Decimal(10) ** worth_of_one, behind
    return total + spelled(rest)


def count_of(text: str) -> int:
    """Return a whole number that is written in digits or in words.

    >>> count_of("05"), count_of("năm")
    (5, 5)
    """
    return int(text) if text.isdigit() else spelled(text)


def worth(printed: str) -> Decimal:
    """Return what a printed number is: dots or spaces between groups of three, else a decimal sign.

    >>> worth("1.034"), worth("93,47"), worth("87.42"), worth("1.234,5"), worth("31 240")
    (Decimal('1034'), Decimal('93.47'), Decimal('87.42'), Decimal('1234.5'), Decimal('31240'))
    """
    printed = re.sub(r"[ \xa0]", "", printed)
    whole, comma, decimals = printed.partition(",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        return Decimal(whole.replace(".", "") + ("." + decimals if comma else ""))
    return Decimal(printed.replace(",", "."))


def money_at(text: str, end: int) -> tuple[Decimal, int] | None:
    """Return how many đồng one unit after a number is worth and where it ends, None if no money.

    >>> money_at("13 tỷ đồng", 2), money_at("13 tỷ lệ", 2)
    ((Decimal('1000000000'), 10), None)
    """
    for pattern, scale in _SCALES:
        found = pattern.match(text, end)
        if found:
            return scale, found.end()
    return None


def _counts_something(text: str, end: int) -> bool:
    return bool(re.match(r" (?:hồ sơ|TTHC|thủ tục|lượt|văn bản|người|hộ|phiếu|tin|%)", text[end:]))
