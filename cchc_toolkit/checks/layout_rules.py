"""R26: head, signature and recipients as Nghị định 30/2020/NĐ-CP, Phụ lục I, wants them.

C12: none of them still what a new file of parameters puts there to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from cchc_toolkit.checks.finding import Finding, Severity, SpeaksOf
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.workdays import day_off
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params_lines import place_of
from cchc_toolkit.text.formatting import parse_date, print_date

_NUMBER = re.compile(r"\d+[A-Z]?")
_SYMBOL = re.compile(r"[A-ZĐ]+(?:-[A-ZĐ]+)+")
_TO_FILL = re.compile(r"\[[^\]]{0,200}\]|\.{4}|…{2}|_{3}")
"""What stands for something to be filled in: words in brackets, dots, a line."""
_FACTS = {"signatory": "họ và tên người ký", "name": "tên xã", "superior": "nơi nhận báo cáo"}
_TWO_LEVELS = date(2025, 7, 1)
"""Until then the head of a ward signed alone in cities without councils of wards.

Nghị quyết số 97/2019/QH14, 119/2020/QH14, 131/2020/QH14.
"""
_NOT_ALONE = ("CHỦ TỊCH", "PHÓ")
"""Who signs for a committee, or for a head; the head of an office that is none signs alone."""
_ON_BEHALF = ("TM.", "KT.", "TL.", "Q.", "TUQ.")


def layout(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each fact of head, signature and recipients that the decree forbids."""
    for fault in (*_number(scope), *_date(scope)):
        yield _finding(rule, scope, fault, "commune")
    for fault in (*_head(scope), *_end(scope)):
        yield _finding(rule, scope, fault, "parameters")


def placeholders(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each fact about the office that still waits to be filled in."""
    if scope.document is not None:
        return  # what a finished document prints is its own
    facts = ((one.name, getattr(scope.office, one.name)) for one in fields(Office))
    said = ((key, text) for key, value in facts for text in _texts(value))
    for key, text in said:
        if not _TO_FILL.search(text):
            continue
        place = scope.office_source
        if scope.clean and scope.params_file is not None:
            place = place_of(scope.params_file, scope.submission.commune.code, key, text)
        yield rule.finding(
            scope,
            (),
            f'Tham số {key} còn ghi chữ giữ chỗ "{text}".',
            severity=rule.severity if scope.clean else "thấp",
            advice=f"Ghi {_FACTS.get(key, 'nội dung thật')} ở {place}.",
            where=(place,),
        )


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _finding(rule: Rule, scope: Scope, fault: Fault, speaks_of: SpeaksOf) -> Finding:
    severity, message, advice = fault
    where = (scope.office_source,)
    return rule.finding(
        scope, (), message, severity=severity, advice=advice, where=where, speaks_of=speaks_of
    )


Fault = tuple[Severity, str, str]


def _number(scope: Scope) -> Iterator[Fault]:
    office = scope.office
    if office.number and not _NUMBER.fullmatch(office.number):
        yield "vừa", f'Số văn bản "{office.number}" không phải là số.', "Chỉ ghi số, ví dụ 05."


def _head(scope: Scope) -> Iterator[Fault]:
    office = scope.office
    if office.symbol and not _SYMBOL.fullmatch(office.symbol):
        yield (
            "vừa",
            f'Ký hiệu "{office.symbol}" không đúng thể thức.',
            "Viết hoa, gạch nối giữa các nhóm, không cách, ví dụ BC-UBND.",
        )
    if scope.clean and not office.superior:
        yield "vừa", 'Báo cáo gửi cấp trên thiếu "Kính gửi".', "Ghi superior trong tệp tham số."


def _date(scope: Scope) -> Iterator[Fault]:
    signed = _signed(scope)
    if signed is None:
        return
    if signed < scope.window.last:
        yield (
            "cao",
            f"Ngày ký {print_date(signed)} trước ngày chốt số liệu "
            f"{print_date(scope.window.last)}.",
            "Sửa ngày ký hoặc mốc chốt số liệu.",
        )
    off = day_off(signed)
    if off:
        yield "thấp", f"Ngày ký {print_date(signed)} là {off}.", "Kiểm tra lại ngày ký."


def _signed(scope: Scope) -> date | None:
    if scope.mode != "issue" or not scope.office.date:
        return None
    try:
        return parse_date(scope.office.date)
    except DataError:
        return None


def _end(scope: Scope) -> Iterator[Fault]:
    office = scope.office
    role = office.role if office.role.isupper() else ""
    if role.startswith(_NOT_ALONE) and not office.authority.startswith(_ON_BEHALF):
        alone = office.name.lower().startswith("phường") and scope.window.last < _TWO_LEVELS
        yield (
            "thấp" if alone else "vừa",
            f'Ký "{role}" mà không ghi thẩm quyền.',
            'Ủy ban nhân dân làm việc theo chế độ tập thể: ghi "TM. ỦY BAN NHÂN DÂN".',
        )
    if scope.clean and scope.document is None and not office.signatory:
        yield "cao", "Chưa có họ tên người ký.", "Ghi signatory trong tệp tham số."
    if any(line.lower().startswith("như trên") for line in office.recipients):
        yield "thấp", '"Như trên" ghi hai lần ở Nơi nhận.', "Bỏ dòng này trong recipients."
    if office.filed_by.strip(" .;").upper() == "VT":
        yield (
            "thấp",
            '"Lưu: VT" thiếu đơn vị soạn thảo.',
            "Ghi thêm chữ viết tắt của bộ phận soạn thảo, ví dụ VT, VP.",
        )
