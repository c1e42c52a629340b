"""Dossiers through the one-stop shop, a quarter at a time, so that every balance holds.

The four equations of Biểu số 06/VPCP/KSTT hold for every quarter and so for every sum of
quarters: carried over + received = solved + in process; solved = on time + overdue; in process =
still in time + late. What is carried over into a quarter is solved overdue in it: so neither the
dossiers on time nor those plus the ones still in time can exceed the received.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cchc_toolkit.sample.profile import Profile

CHANNELS = ("truc_tiep", "bcci", "truc_tuyen_muc_3", "truc_tuyen_muc_4")
_RECEIVED, _ON_TIME = "tthc.ho_so.tiep_nhan", "tthc.ho_so.dung_han.cap_xa"


@dataclass(frozen=True)
class _Quarter:
    """What is drawn for one quarter; the rest follows."""

    received: tuple[int, ...]
    """By channel, in the order of `CHANNELS`."""
    overdue: int
    carried: int
    late: int
    """Of the dossiers carried into this quarter, those that were late when it began."""


def dossiers(profile: Profile, year: int, quarters: tuple[int, ...]) -> dict[str, int]:
    """Return every dossier figure of the form and its supplement by key, for quarters in a row."""
    total: Counter[str] = Counter()
    for number in quarters:
        total.update(_flows(profile, year, number))
    start = _draw(profile, year, quarters[0])
    end = _following(profile, year, quarters[-1])
    figures = dict(total)
    solved = figures["bs.ho_so.da_giai_quyet"]
    late = figures["bs.ho_so.qua_han"] + end.late
    figures |= {
        "bs.ho_so.ky_truoc_chuyen_sang": start.carried,
        "bs.ho_so.dang_giai_quyet": end.carried,
        "bs.ho_so.dang_giai_quyet_qua_han": end.late,
        "bs.ho_so.dang_giai_quyet_trong_han": end.carried - end.late,
        "bs.ho_so.den_han": solved + end.late,
        "tthc.cong_khai.cong_dich_vu_cong": solved,
        "tthc.cong_khai.cong_dich_vu_cong.cap_xa": solved,
        "tthc.xin_loi": late,
        "tthc.xin_loi.cap_xa": late,
    }
    return figures


def _flows(profile: Profile, year: int, number: int) -> dict[str, int]:
    """Return what one quarter adds to the period's counts."""
    quarter = _draw(profile, year, number)
    received = sum(quarter.received)
    solved = quarter.carried + received - _following(profile, year, number).carried
    on_time = solved - quarter.overdue
    solved_by_channel = _shorten(quarter.received, received - on_time)
    level_3, level_4 = quarter.received[2:]
    return {
        **_by_channel(_RECEIVED, quarter.received, ".cap_xa"),
        **_by_channel(_ON_TIME, solved_by_channel, ""),
        **_fields(profile, year, number, on_time, solved),
        "bs.ho_so.da_giai_quyet": solved,
        "bs.ho_so.qua_han": quarter.overdue,
        "bs.ho_so.muc_3_4": level_3 + level_4,
        "bs.ho_so.muc_3": level_3,
        "bs.ho_so.muc_4": level_4,
        "bs.ho_so.truc_tuyen_giai_quyet": sum(solved_by_channel[2:]),
    }


def _fields(profile: Profile, year: int, number: int, on_time: int, solved: int) -> dict[str, int]:
    draw = profile.random(year, number, "linh_vuc")
    land = int(on_time * draw.uniform(0.03, 0.09))
    building = int(on_time * draw.uniform(0, 0.015))
    shown = int(solved * draw.uniform(0.2, 0.9))
    return {
        "tthc.ho_so.dung_han_dat_dai": land,
        "tthc.ho_so.dung_han_dat_dai.cap_xa": land,
        "tthc.ho_so.dung_han_xay_dung": building,
        "tthc.ho_so.dung_han_xay_dung.cap_xa": building,
        "tthc.cong_khai.trang_thong_tin": shown,
        "tthc.cong_khai.trang_thong_tin.cap_xa": shown,
        "bs.ho_so.so_hoa": int(solved * draw.uniform(0.6, 0.97)),
    }


def _by_channel(key: str, counts: tuple[int, ...], below: str) -> dict[str, int]:
    """Return the counts under the total's key, the channels' and the rows below those."""
    found = {key: sum(counts)}
    for channel, count in zip(CHANNELS, counts, strict=True):
        found[f"{key}.{channel}"] = count
        if below:
            found[f"{key}.{channel}{below}"] = count
    return found


def _shorten(received: tuple[int, ...], by: int) -> tuple[int, ...]:
    """Take dossiers not solved on time off the channels, those that come by hand first."""
    left = []
    for count in received:
        taken = min(count, by)
        left.append(count - taken)
        by -= taken
    return tuple(left)


def _draw(profile: Profile, year: int, number: int) -> _Quarter:
    draw = profile.random(year, number, "ho_so")
    count = round(320 * profile.size * draw.uniform(0.85, 1.15))
    online = round(count * min(0.95, profile.online * draw.uniform(0.95, 1.05)))
    level_4 = round(online * profile.online_full)
    post = round(count * draw.uniform(0.005, 0.02)) if profile.post else 0
    overdue = draw.choice((0, 0, 1, 2, 3, 4))
    carried = draw.randint(0, overdue)
    return _Quarter(
        received=(count - online - post, post, online - level_4, level_4),
        overdue=overdue,
        carried=carried,
        late=draw.randint(0, carried),
    )


def _following(profile: Profile, year: int, number: int) -> _Quarter:
    """Return the quarter after: what it carries over is what this one leaves in process."""
    return _draw(profile, year + number // 4, number % 4 + 1)
