"""A day that a program with the month first has understood otherwise than it was meant.

08/01/2024 typed into an Excel set to English is the first of August. The register shows each date
in words while somebody types; reading it back tells of those that fit the period only the other way
round. Nothing is exchanged: both days may be meant.
"""

from __future__ import annotations

from datetime import date

from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.text.formatting import print_date

_MONTHS = 12


def other_way_round(day: date, window: Window) -> date | None:
    """Return a day outside a window with day and month exchanged, if that lies in the window.

    >>> window = Window(date(2023, 12, 15), date(2024, 6, 14))
    >>> other_way_round(date(2024, 8, 1), window), other_way_round(date(2024, 3, 5), window)
    (datetime.date(2024, 1, 8), None)
    """
    if window.first <= day <= window.last or day.day > _MONTHS:
        return None
    other = date(day.year, day.day, day.month)
    return other if window.first <= other <= window.last else None


def in_words(day: date, window: Window) -> str:
    """Return what the column beside a date shows.

    >>> in_words(date(2024, 8, 1), Window(date(2023, 12, 15), date(2024, 6, 14)))
    '1 tháng 8 năm 2024 – NGOÀI KỲ: đảo ngày, tháng?'
    """
    doubt = DOUBT if other_way_round(day, window) else ""
    return f"{day.day} tháng {day.month} năm {day.year}{doubt}"


def formula(cell: str, window: Window) -> str:
    """Return `in_words` of a cell as a formula; for a text that is no date, that it is none."""
    first, last = (f"DATE({d.year},{d.month},{d.day})" for d in (window.first, window.last))
    words = f'DAY({cell})&" tháng "&MONTH({cell})&" năm "&YEAR({cell})'
    other = f"DATE(YEAR({cell}),DAY({cell}),MONTH({cell}))"
    outside = f"OR({cell}<{first},{cell}>{last})"
    doubt = f"AND({outside},DAY({cell})<={_MONTHS},{other}>={first},{other}<={last})"
    said = f'IF(ISNUMBER({cell}),{words}&IF({doubt},"{DOUBT}",""),"{NO_DATE}")'
    return f'=IF({cell}="","",{said})'


def told(day: date, other: date) -> str:
    """Return what an import says of a day that fits the period only the other way round."""
    return (
        f"ngày {print_date(day)} nằm ngoài kỳ; nếu máy để tháng trước ngày thì là "
        f"{print_date(other)}: kiểm lại."
    )


DOUBT = " – NGOÀI KỲ: đảo ngày, tháng?"
NO_DATE = "ghi bằng chữ, máy chưa hiểu là ngày"
