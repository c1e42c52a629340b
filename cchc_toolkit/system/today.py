"""The day that it is, for the command alone: whatever is made of data is told its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7))


def today() -> date:
    """Return the day that it is in Việt Nam now, whatever the zone of the machine."""
    return datetime.now(VIET_NAM).date()
