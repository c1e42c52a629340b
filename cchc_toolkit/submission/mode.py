"""The states of a report: dự thảo, trình ký, phát hành."""

from __future__ import annotations

from typing import Literal

from cchc_toolkit.errors import UsageError

Mode = Literal["draft", "sign", "issue"]
MODE_NAMES: dict[Mode, str] = {"draft": "dự thảo", "sign": "trình ký", "issue": "phát hành"}
"""In order; a report is issued by `cchc issue` alone."""
_ASKED: dict[str, Mode] = {
    "draft": "draft", "dự thảo": "draft", "sign": "sign", "trình ký": "sign", "final": "sign",
}  # fmt: skip
"""How parameters and the command line may name a state."""
_FINAL = (
    "mode: final nay là mode: sign (bản trình ký): không in số và ngày; phát hành bằng cchc issue."
)


def read_mode(text: str, where: str) -> Mode:
    """Return the state that a person names; raise `UsageError` on another.

    >>> read_mode("trình ký", "--mode")
    'sign'
    """
    if text not in _ASKED:
        raise UsageError(
            f'Chế độ "{text}" không đúng.',
            where=where,
            advice="Ghi draft (dự thảo) hoặc sign (bản trình ký); phát hành bằng cchc issue.",
        )
    return _ASKED[text]


def mode_notes(text: str) -> tuple[str, ...]:
    """Return what a person should know who names a state by its old name."""
    return (_FINAL,) if text == "final" else ()
