"""What `test_press.py` has done by a fresh process: one that may fork, since it has one thread.

Ends well where what the case promises holds. Run as `press_cases.py CASE`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import typst
from render_sample import report_blocks

from cchc_toolkit.render import typesetter
from cchc_toolkit.render import typesetting_server as press
from cchc_toolkit.render.fonts import bundled_font
from cchc_toolkit.render.pdf import typesetter_input
from cchc_toolkit.system.fork_pool import ForkPool
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import side_by_side

FONT = bundled_font()
REPORT = json.loads(typesetter_input(report_blocks(), FONT))


def question(number: int) -> str:
    """Return one of many reports, each with an identity and texts of its own."""
    body = [{"kind": "paragraph", "mark": "-", "runs": [f"Báo cáo số {number}."], "long": False}]
    parts = [REPORT["parts"][0] + body * (1 + number % 7), *REPORT["parts"][1:]]
    return json.dumps({**REPORT, "identity": f"{number:05d}", "parts": parts}, ensure_ascii=False)


def asked(number: int) -> bytes:
    return press.typeset(question(number), FONT)


def alone(number: int) -> bytes:
    return typesetter.typeset(question(number), FONT)


def of_press_only(number: int) -> bytes:
    """Return what the press answers, b"" where the asker has to typeset by itself.

    The press was open before, so that what is put in place here is the asker's alone.
    """
    typesetter.typeset = lambda _report, _font: b""
    return asked(number)


def lanes(work: Callable[[int], Any], numbers: range, count: int = 4) -> dict[int, Any]:
    return dict(side_by_side(numbers, count, work, seconds=60, pool=ForkPool))


def processes() -> list[int]:
    """Return the processes that stem from this one."""
    found, waiting = list[int](), [os.getpid()]
    while waiting:
        for file in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            waiting += (own := [int(pid) for pid in file.read_text("ascii").split()])
            found += own
    return found


def same_bytes() -> None:
    with press.open_press(FONT, 2, seconds=30, memory=0):
        answers = lanes(of_press_only, range(60))
    assert all(answers.values())
    assert len(set(answers.values())) == 60
    assert answers == lanes(alone, range(60))


def nothing_is_left() -> None:
    with press.open_press(FONT, 2, seconds=30, memory=0):
        lanes(asked, range(4))
        ours = processes()
    time.sleep(0.2)
    assert len(ours) == 4
    assert not any(Path(f"/proc/{pid}").exists() for pid in ours)


def killed_all_the_time() -> None:
    with press.open_press(FONT, 2, seconds=30, memory=0):
        places = processes()[:2]

        def asked_while_killing(number: int) -> bytes:
            if number % 3 == 0:
                for pid in [pid for place in places for pid in children(place)]:
                    with suppress(ProcessLookupError):  # another lane was faster
                        os.kill(pid, signal.SIGKILL)
            return asked(number)

        answers = lanes(asked_while_killing, range(40))
        assert lanes(of_press_only, range(99, 100))[99], "who was killed is replaced"
    assert len(set(answers.values())) == 40
    assert answers == lanes(alone, range(40))


def children(pid: int) -> list[int]:
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text("ascii").split()]


def no_place_left() -> None:
    with press.open_press(FONT, 2, seconds=30, memory=0):
        for place in processes()[:2]:
            os.kill(place, signal.SIGKILL)
        time.sleep(0.2)
        started = time.monotonic()
        answers = lanes(of_press_only, range(4))
        assert set(answers.values()) == {b""}
        assert time.monotonic() - started < 30 - 1  # not by waiting its time out
        assert all(len(pdf) > 10_000 for pdf in lanes(asked, range(4)).values())


def too_slow() -> None:
    def slow(_report: str, _font: Any) -> bytes:
        time.sleep(60)
        return b""

    quick, typesetter.typeset = typesetter.typeset, slow
    with press.open_press(FONT, 1, seconds=0.3, memory=0):
        typesetter.typeset = quick
        started = time.monotonic()
        assert lanes(of_press_only, range(2)) == {0: b"", 1: b""}
        assert time.monotonic() - started < 50  # nor by sleeping it out


def an_asker_that_dies() -> None:
    def dies(number: int) -> bytes:
        if number % 2:
            signal.setitimer(signal.ITIMER_REAL, 0.005)  # the alarm ends it while it waits
        return of_press_only(number)

    with press.open_press(FONT, 1, seconds=30, memory=0):
        answers = lanes(dies, range(20), 2)
    assert all(isinstance(answers[number], Lost) for number in range(1, 20, 2))
    right = lanes(alone, range(0, 20, 2))
    assert all(answers[number] == pdf for number, pdf in right.items())


def refused_by_typst() -> None:
    broken = question(1).replace(REPORT["family"], "Không Có Phông Này")

    def ask(_: int) -> str:
        try:
            press.typeset(broken.replace('"parts": [[', '"parts": [[{"kind": "la"}, '), FONT)
        except typst.TypstError as error:
            return error.message
        return ""

    with press.open_press(FONT, 1, seconds=30, memory=0):
        assert "la" in lanes(ask, range(1))[0]
        assert lanes(of_press_only, range(1))[0]


def makes_way() -> None:
    press.REPORTS = 3
    with press.open_press(FONT, 1, seconds=30, memory=0):
        place = processes()[0]
        first = children(place)
        answers = lanes(of_press_only, range(7), 1)
        assert all(answers.values())
        assert children(place) != first


if __name__ == "__main__":
    globals()[sys.argv[1]]()
