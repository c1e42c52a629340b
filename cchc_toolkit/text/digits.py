"""How one number becomes another at the keyboard: swapped, dropped, doubled digits, a lost zero."""

from __future__ import annotations

from decimal import Decimal


def slip(written: Decimal, meant: Decimal) -> str:
    """Return in Vietnamese how `written` is a slip of the pen for `meant`, "" if it is not.

    >>> slip(Decimal(684), Decimal(648)), slip(Decimal(65), Decimal(652))
    ('đảo hai chữ số', 'thiếu một chữ số')
    >>> slip(Decimal(6522), Decimal(652)), slip(Decimal(652), Decimal(100))
    ('gõ lặp một chữ số', '')
    """
    far = abs(written.adjusted() - meant.adjusted()) > 1
    one, other = ("", "") if far else (_digits(written), _digits(meant))
    if not one or not other or one == other:
        return ""
    if len(one) == len(other) and _swapped(one, other):
        return "đảo hai chữ số"
    if len(other) == len(one) + 1 and _without_one(other, one):
        return "thiếu một chữ số"
    if len(one) == len(other) + 1 and _without_one(one, other):
        return "gõ lặp một chữ số" if _doubled(one, other) else "thừa một chữ số"
    if len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return "sai một chữ số"
    return ""


def likely_meant(written: Decimal) -> tuple[Decimal, ...]:
    """Return what a whole number may have been meant for: two digits swapped or one taken away.

    >>> [int(number) for number in likely_meant(Decimal(103))]
    [13, 130, 3, 10]
    """
    digits = _digits(written)
    found: list[str] = []
    for place in range(len(digits) - 1):
        found.append(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
    if len(digits) > 1:
        found.extend(digits[:place] + digits[place + 1 :] for place in range(len(digits)))
    numbers = dict.fromkeys(Decimal(text) for text in found)
    return tuple(number for number in numbers if number != written)


def _digits(number: Decimal) -> str:
    return str(int(number)) if number == number.to_integral_value() and number >= 0 else ""


def _swapped(one: str, other: str) -> bool:
    differ = [
        place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]
    ]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _doubled(longer: str, shorter: str) -> bool:
    return any(
        longer[place] == longer[place - 1] and longer[:place] + longer[place + 1 :] == shorter
        for place in range(1, len(longer))
    )
