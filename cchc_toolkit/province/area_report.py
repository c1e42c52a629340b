"""The report of an area: who is in it, what it sums to, how its units compare, its form filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchc_toolkit.blocks import AppendixTitle, Block, Column, Heading, Paragraph, Row, Run, Table
from cchc_toolkit.checks import Finding
from cchc_toolkit.province.area import KIND_NAMES
from cchc_toolkit.province.course import Course
from cchc_toolkit.province.letter import Letter
from cchc_toolkit.province.ranking import Place, ranked
from cchc_toolkit.province.roll_up import Rate, RolledUp
from cchc_toolkit.report.tables.appendix import form_table
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_date, print_number

_NAMED = 10
"""Missing units that the text names; all stand in an appendix."""
_LONG, _ENDS = 30, 10
"""Units of which the text ranks all; of more so many at either end, and all in an appendix."""
_PLACES = (
    Column("Thứ", "right", 14), Column("Đơn vị"), Column("Mã", "center", 18),
    Column("Kết quả", "right", 28), Column("n", "right", 24),
)  # fmt: skip


def area_report(
    params: Params,
    found: RolledUp,
    findings: tuple[Finding, ...],
    charts: tuple[Block, ...] = (),
    rank: str = "",
    series: tuple[Course, ...] = (),
) -> tuple[Block, ...]:
    """Return the whole report of an area as blocks; `charts` follow the ranking by `rank`."""
    letter = _letter(params, found)
    places = ranked(found, rank)
    labels = _labels(found, places)
    return (
        *letter.opening(),
        *_numbered(
            ("Tình hình báo cáo của các đơn vị", _sentences(found, labels)),
            ("Kết quả tổng hợp", _results(found)),
            ("Xếp thứ tự các đơn vị", _ranking(found, places, charts, labels)),
            ("Diễn biến qua các kỳ", _series(found, series)),
            (
                f"So với số cấp {KIND_NAMES[found.area.kind]} tự báo cáo",
                _own_figures(found, findings),
            ),
        ),
        Paragraph((Run(_closing(params, labels)),)),
        *letter.ending(),
        *_form(params, found, labels),
        *_all_places(found, places, labels),
        *_missing(found, labels),
    )


def _labels(found: RolledUp, places: Sequence[Place]) -> Mapping[str, str]:
    """Return the labels of the appendices that there are: form, ranking, missing."""
    there = ["form"]
    there += ["ranking"] if len(places) > _LONG else []
    there += ["missing"] if found.missing else []
    if len(there) == 1:
        return {"form": "Phụ lục"}
    return {
        name: f"Phụ lục {number}" for name, number in zip(there, ("I", "II", "III"), strict=False)
    }


def _numbered(*sections: tuple[str, Iterator[Block]]) -> Iterator[Block]:
    """Yield the sections that there are, each below its number and title."""
    there = [(title, blocks) for title, found in sections if (blocks := tuple(found))]
    for number, (title, blocks) in zip(("I", "II", "III", "IV", "V"), there, strict=False):
        yield Heading(1, f"{number}. {title}")
        yield from blocks


def _letter(params: Params, found: RolledUp) -> Letter:
    area, office = found.area, params.issuer
    units = [(unit.code, unit.sha256) for unit in found.units.values()]
    own = found.own.sha256 if found.own else ""
    return Letter(
        params=params,
        title="BÁO CÁO",
        subject=f"Tổng hợp {params.form.subject} {params.period.label} của {area.name}",
        symbol=office.symbol if office else "BC-UBND",
        code=area.own_folder,
        name=area.name,
        receivers=(office.superior,) if office else (),
        said=repr((area.code, area.name, units, own)),
        fictional=area.fictional,
        note=f"(Số liệu tính từ ngày {print_date(params.window.first)} đến hết ngày "
        f"{print_date(params.window.last)})",
    )


def _sentences(found: RolledUp, labels: Mapping[str, str]) -> Iterator[Block]:
    if found.area.borders_said:
        yield Paragraph((Run(f"Tổng hợp theo {found.area.borders_said}."),))
    present, whole = len(found.present), len(found.area.members)
    yield Paragraph((Run(
        f"Tổng hợp này gồm số liệu của {print_number(present)} trên {print_number(whole)} đơn vị "
        f"cấp xã của {found.area.name}. Đơn vị chưa có số liệu không được tính là 0; mỗi số dưới "
        "đây ghi rõ cộng từ bao nhiêu đơn vị."
    ),))  # fmt: skip
    if found.missing:
        names = [f"{one.name} ({one.code}): {why}" for one, why in found.missing[:_NAMED]]
        more = len(found.missing) - _NAMED
        rest = f"; và {more} đơn vị khác, xem {labels['missing']}" if more > 0 else ""
        yield Paragraph((Run(f"Chưa có trong tổng hợp: {'; '.join(names)}{rest}."),))
    partial = [total for total in found.totals.values() if total.covered and not total.whole]
    if partial:
        yield Paragraph((Run(
            f"{print_number(len(partial))} chỉ tiêu cộng chưa đủ các đơn vị; cột Ghi chú của phụ "
            "lục ghi mỗi tổng cộng từ bao nhiêu trên bao nhiêu đơn vị, không kể đơn vị ghi không "
            "áp dụng."
        ),))  # fmt: skip


def _results(found: RolledUp) -> Iterator[Block]:
    rows = [_rate_row(rate) for rate in found.rates.values()]
    yield Table(
        id="ty-le",
        caption="Các chỉ số tính lại từ số cộng",
        columns=(
            Column("Chỉ số"), Column("Tử số", "right", 31), Column("Mẫu số", "right", 31),
            Column("Kết quả", "right", 22), Column("Cộng từ (đơn vị)", "right", 20),
        ),
        rows=tuple(rows),
        notes=(
            "Tỷ lệ tính từ tổng tử số và tổng mẫu số của các đơn vị có cả hai số; không lấy trung "
            "bình các tỷ lệ.",
        ),
    )  # fmt: skip


def _rate_row(rate: Rate) -> Row:
    numbers = (rate.numerator, rate.denominator)
    printed = [print_number(one) if one is not None and rate.covered else "" for one in numbers]
    return Row(
        (Run(rate.ratio.label), *map(Run, printed), Run(rate.printed), Run(rate.coverage)),
        key=rate.ratio.key,
    )


def _ranking(
    found: RolledUp,
    places: Sequence[Place],
    charts: tuple[Block, ...],
    labels: Mapping[str, str],
) -> Iterator[Block]:
    if not places:
        return
    rate = found.rates[places[0].key]
    yield Paragraph((Run(
        f"Theo {rate.ratio.label.lower()}; n là mẫu số. Đơn vị có n nhỏ dễ cao hoặc thấp chỉ do "
        "ngẫu nhiên, nên đọc cùng biểu đồ."
    ),))  # fmt: skip
    long = "ranking" in labels
    shown = (*places[:_ENDS], *places[-_ENDS:]) if long else places
    caption = f"{rate.ratio.label}: {_ENDS} đơn vị đầu, {_ENDS} đơn vị cuối"
    yield Table(
        id="xep-thu-tu",
        caption=caption if long else rate.ratio.label,
        columns=_PLACES,
        rows=tuple(map(_place_row, shown)),
        notes=(f"Đủ {print_number(len(places))} đơn vị: {labels['ranking']}.",) if long else (),
    )
    yield from charts


def _all_places(
    found: RolledUp, places: Sequence[Place], labels: Mapping[str, str]
) -> tuple[Block, ...]:
    if "ranking" not in labels:
        return ()
    label = found.rates[places[0].key].ratio.label
    return (
        AppendixTitle(labels["ranking"], ("XẾP THỨ TỰ CÁC ĐƠN VỊ",), "", _attached(found)),
        Table("xep-thu-tu-du", label, _PLACES, tuple(map(_place_row, places))),
    )


def _attached(found: RolledUp) -> str:
    return f"(Kèm theo Báo cáo tổng hợp của {found.area.name})"


def _place_row(place: Place) -> Row:
    cases = print_number(place.cases)
    return Row.of(str(place.rank), place.name, place.code, place.printed, cases)


def _series(found: RolledUp, series: tuple[Course, ...]) -> Iterator[Block]:
    for at, course in enumerate(series, 1):
        rows = [Row.of(one.period, one.printed, one.coverage, one.note) for one in course.points]
        yield Table(
            id=f"dien-bien-{at}",
            caption=f"{course.label} ({course.unit}) của {found.area.name}",
            columns=(
                Column("Kỳ", "center", 22), Column("Kết quả", "right", 34),
                Column("Cộng từ (đơn vị)", "right", 26), Column("Ghi chú"),
            ),
            rows=tuple(rows),
            notes=("Từng đơn vị qua các kỳ: trang Diễn biến của so-lieu.xlsx.",),
        )  # fmt: skip


def _own_figures(found: RolledUp, findings: tuple[Finding, ...]) -> Iterator[Block]:
    if found.own is None:
        return
    if not findings:
        yield Paragraph((Run("Các tổng tự báo cáo khớp với số cộng từ các đơn vị."),))
    for one in findings:
        yield Paragraph((Run(f"{one.rule}: {one.message} {one.advice}"),), "-")


def _closing(params: Params, labels: Mapping[str, str]) -> str:
    appendices = "các Phụ lục" if len(labels) > 1 else "Phụ lục"
    told = f"Trên đây là kết quả tổng hợp {params.form.subject} {params.period.label}"
    return f"{told}; số liệu chi tiết tại {appendices} kèm theo Báo cáo này./."


def _form(params: Params, found: RolledUp, labels: Mapping[str, str]) -> tuple[Block, ...]:
    title = AppendixTitle(labels["form"], params.form.title, params.form.label, _attached(found))
    return title, form_table(params.form, found.cell)


def _missing(found: RolledUp, labels: Mapping[str, str]) -> tuple[Block, ...]:
    if not found.missing:
        return ()
    rows = [
        Row.of(str(at), one.code, one.name, why) for at, (one, why) in enumerate(found.missing, 1)
    ]
    columns = (
        Column("STT", "center", 14), Column("Mã", "center", 20), Column("Đơn vị", "left", 55),
        Column("Lý do"),
    )  # fmt: skip
    return (
        AppendixTitle(labels["missing"], ("CÁC ĐƠN VỊ CHƯA CÓ TRONG TỔNG HỢP",), "",
                      _attached(found)),
        Table("chua-co", "Các đơn vị chưa có trong tổng hợp", columns, tuple(rows),
              show_caption=False),
    )  # fmt: skip
