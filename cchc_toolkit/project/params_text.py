"""The file of parameters that a new project begins with, as text with its explanations."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.calendar import Schedule
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.catalogue.units import Unit
from cchc_toolkit.text.formatting import lower_first, print_date

TO_FILL = "[họ và tên người ký]"
"""Stands for a name that only the office knows; no copy to sign is made with it (C12)."""


def params_text(
    period: Period, schedule: Schedule, form: Form, province: str, units: Iterable[Unit]
) -> str:
    """Return the parameters of a period for some communes of a province.

    The superior of a commune is its province (two levels since 01/7/2025), through Sở Nội vụ.
    """
    window = schedule.window
    head = f"""\
# Kỳ {period.label}. Mọi giá trị đọc là chữ: mã xã giữ nguyên số 0 đứng đầu.
# Hạn gửi báo cáo: {print_date(schedule.deadline)}. Nguồn của mốc: {schedule.source}.
period: {period.id}
province: {province}
form: {form.id}
window:            # mốc chốt số liệu, sửa theo hướng dẫn của địa phương
  from: {print_date(window.first)}
  to: {print_date(window.last)}
mode: draft        # bản dự thảo; xem HUONG-DAN.md để lập bản trình ký
charts: true

defaults:          # dùng cho xã nào không ghi riêng
  superior: Ủy ban nhân dân {lower_first(province)}
  via: Sở Nội vụ
  signatory: "{TO_FILL}"
  recipients:
  - Sở Nội vụ (báo cáo)
  filed_by: VT     # thêm chữ viết tắt của bộ phận soạn thảo: VT, VP

communes:
"""
    return head + "".join(map(_commune, units))


def _commune(unit: Unit) -> str:
    return f'  "{unit.code}":\n    name: {unit.full_name}\n    place: {unit.name}\n'
