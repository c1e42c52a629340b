"""What checking costs: every rule over many fictional communes, a full form, texts and register.

    python benchmarks/checks.py [--communes 3321] [--faulty 0.05] [--report-seconds 0.24]

Prints seconds in total and milliseconds a commune, all at once and one by one, and the share of
what rendering a report costs (0.24 s in the measurements). A share of the communes is the
contradictory variety, whose findings cost most: messages and suspects are made for them alone.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Scope, check, check_all
from cchc_toolkit.sample import make_submission, name_of
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.params import Office

PERIOD = Period(2024, "6T")
WINDOW = Window(date(2023, 12, 15), date(2024, 6, 14))
OFFICE = Office(
    name="Xã Minh Hoạ", superior="Ủy ban nhân dân huyện Minh Hoạ", signatory="N", filed_by="VT, VP"
)


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        scopes = _scopes(Path(folder), asked.communes, asked.faulty)
    load_form().relations_with  # noqa: B018 - what a process computes once is not a commune's

    started, busy = time.perf_counter(), time.process_time()
    together = check_all(scopes)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    one_by_one = time.process_time()
    alone = tuple(check(scope) for scope in scopes)
    busy_alone = time.process_time() - one_by_one

    assert together == alone
    each = busy / asked.communes
    share = each / asked.report_seconds
    print(f"communes {asked.communes}, faulty {asked.faulty:.0%}, findings {sum(map(len, alone))}")
    print(
        f"all at once: {seconds:.2f} s, {busy:.2f} s of processor, {each * 1000:.2f} ms a commune"
    )
    print(
        f"one by one:  {busy_alone:.2f} s of processor, {busy_alone / asked.communes * 1e3:.2f} ms"
    )
    print(f"share of rendering at {asked.report_seconds} s of processor a report: {share:.2%}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--faulty", type=float, default=0.05)
    parser.add_argument("--report-seconds", type=float, default=0.24)
    return parser.parse_args()


def _scopes(folder: Path, count: int, faulty: float) -> list[Scope]:
    every = round(1 / faulty) if faulty else count + 1
    scopes = []
    for number in range(count):
        code = str(90000 + number)
        variety = "contradictory" if number % every == every - 1 else "complete"
        form = load_form()
        files = make_submission(form, code, name_of(code), PERIOD, WINDOW, 1, variety)
        home = folder / PERIOD.id / code
        home.mkdir(parents=True)
        for name, text in files.items():
            (home / name).write_text(text, encoding="utf-8")
        submission = load_submission(folder, Commune(code, name_of(code)), PERIOD, form)
        scopes.append(Scope(submission, WINDOW, OFFICE))
    return scopes


if __name__ == "__main__":
    main()
