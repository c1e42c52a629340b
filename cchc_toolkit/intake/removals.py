"""A delivery that lacks much of what stood there before is asked about, never taken silently."""

from __future__ import annotations

from collections.abc import Collection

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.compare import Reported
from cchc_toolkit.submission import NOT_REPORTED

_SOME = 10
_SHARE = 4
"""So many are asked about, where they are more than one in so many of what stood there."""


def refuse_removals(before: Reported, now: Reported, form: Form, name: str) -> None:
    """Raise `DataError` where many values or texts would go; say how many of each.

    A value that is said to be none, not applicable or suppressed has not gone. Documents do not
    count: a report as issued brings the same ones under names of its own.
    """
    stood = [row.key for row in form.fillable if _said(before, row.key)]
    gone = [key for key in stood if not _said(now, key)]
    lost = (
        ("số liệu", len(gone), len(stood)),
        ("mục lời văn", *_gone(before.texts, now.texts)),
    )
    if any(count >= _SOME and count * _SHARE > whole for _, count, whole in lost):
        said = ", ".join(f"{count}/{whole} {what}" for what, count, whole in lost if count)
        raise DataError(
            f"Tệp này bỏ mất {said} đang có.",
            where=name,
            advice="Kiểm tra xem có nhầm tệp hoặc tệp thiếu dòng; nếu đúng là bỏ, thêm "
            "--accept-removals vào lệnh.",
        )


def _said(reported: Reported, key: str) -> bool:
    return reported.values.get(key, NOT_REPORTED).state != "not_reported"


def _gone(before: Collection[str], now: Collection[str]) -> tuple[int, int]:
    return sum(one not in now for one in before), len(before)
