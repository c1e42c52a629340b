"""Whose report came in: the code that it carries, its name and superior, and the command, agreed.

A report in the wrong folder is the worst that an import can do: nothing is taken on a likeness.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.documents.understanding.office import commune_name
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.named import codes_named, names_superior, other_superior, same_name
from cchc_toolkit.submission.params import Params

_ENDS = 5
"""Paragraphs of the prose, from either end, in which a report names whom it reports to."""


def commune_of_report(issued: ParsedReport, params: Params, asked: str = "") -> str:
    """Return the code of the commune whose report it is; raise `DataError` unless all agree.

    The code among the properties of a report of ours decides. Without one, the name with its kind
    and the superior must be those of one commune of the parameters, or the command must name the
    commune; nothing in the report may then say otherwise.
    """
    carried = issued.mark.commune if issued.mark else ""
    if carried and asked and carried != asked:
        raise DataError(
            f"Tệp mang mã xã {carried} trong thuộc tính tài liệu, lệnh ghi xã {asked}.",
            where=issued.source,
            advice="Chọn đúng tệp, hoặc bỏ tùy chọn này trong lệnh.",
        )
    code = carried or asked or _code_named(issued, params)
    _refuse_other(issued, params, code)
    return code


def _code_named(issued: ParsedReport, params: Params) -> str:
    """Return the code of the one commune that is named as the report is, and reports to the same.

    Raises `DataError` where that is none, several, or one whose superior the report never names.
    """
    name = commune_name(issued)
    same = codes_named(name, params)
    sure = [code for code in same if names_superior(params.offices[code], _said(issued))]
    if len(sure) == 1:
        return sure[0]
    if len(same) == 1:
        office = params.offices[same[0]]
        raise DataError(
            f'Báo cáo của "{name}" không nêu cấp trên là {office.superior}: xã nơi khác có thể '
            "trùng tên.",
            where=issued.source,
            advice=f"Nếu đúng là xã này, thêm --commune {same[0]} vào lệnh.",
        )
    names = [office.name for office in params.offices.values()]
    listed = f": {', '.join(same)}" if same else ""
    raise DataError(
        f'Tệp tham số {f"có {len(same)} xã" if same else "không có xã nào"} tên "{name}".',
        where=issued.source,
        advice=(not same and nearest(name, names))
        or f"Thêm --commune với mã xã của báo cáo{listed}.",
    )


def _refuse_other(issued: ParsedReport, params: Params, code: str) -> None:
    """Raise where the report says that it is another commune's than it is imported for."""
    office, name = params.office(code), commune_name(issued)
    if name and not same_name(name, office.name):
        raise DataError(
            f'Báo cáo là của "{name}", mã {code} trong tham số là "{office.name}".',
            where=issued.source,
            advice="Chọn đúng --commune, hoặc sửa tên xã trong tệp tham số nếu ghi sai.",
        )
    other = other_superior(office, (*issued.letterhead.addressee, *_above_issuer(issued)))
    if other:
        raise DataError(
            f'Báo cáo gửi {other}, cấp trên của "{office.name}" ({code}) trong tham số là '
            f"{office.superior}.",
            where=issued.source,
            advice="Chọn đúng tệp của xã này, hoặc sửa superior trong tệp tham số nếu ghi sai.",
        )


def _above_issuer(issued: ParsedReport) -> tuple[str, ...]:
    return tuple(line.text for line in issued.head[:2])


def _said(issued: ParsedReport) -> Iterator[str]:
    """Yield the lines in which a report names whom it reports to."""
    prose = issued.paragraphs
    for passage in (*issued.head, *prose[:_ENDS], *prose[-_ENDS:], *issued.foot):
        yield passage.text
