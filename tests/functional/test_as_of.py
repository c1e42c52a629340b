"""`--as-of`: any report as it stood on a day, in the warm engine and in a stock kernel alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command import COMPLETE, PERIOD, Project

KEY = "tthc.ho_so.tiep_nhan"


@pytest.fixture
def delivered(new_project: Callable[..., Project]) -> Project:
    """A project whose commune sent one number on 1 June, and another on 10 June."""
    project = new_project(COMPLETE)
    for day, number in (("01/6/2024", "1111"), ("10/6/2024", "2222")):
        file = project.root / "gui.csv"
        file.write_text(
            f"commune,period,key,value\n{COMPLETE},{PERIOD},{KEY},{number}\n", encoding="utf-8"
        )
        done = project.cchc("import", "--accept-removals", str(file), "--received", day)
        assert done.code == 0, done.said
    return project


def reported(project: Project) -> str:
    found = json.loads((project.made / COMPLETE / "figures.json").read_bytes())["figures"]
    (rate,) = (f for f in found if f["key"] == "ty_le.dung_han.tren_tiep_nhan")
    return str(rate["denominator"])


def manifest(project: Project) -> dict[str, object]:
    path: Path = project.made / COMPLETE / "manifest.json"
    return dict(json.loads(path.read_bytes()))


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["warm", "kernel"])
def test_a_report_as_it_stood_on_a_day(delivered: Project, engine: str) -> None:
    run = ("--engine", engine, "--no-charts")
    for day, number in (("05/6/2024", "1111"), ("10/6/2024", "2222")):
        done = delivered.report(COMPLETE, "--as-of", day, *run)
        assert done.code == 0, done.said
        assert (reported(delivered), manifest(delivered)["as_of"]) == (number, day)
        assert delivered.cchc("verify", str(delivered.made / COMPLETE)).code == 0
    assert delivered.report(COMPLETE, *run).code == 0
    assert (reported(delivered), manifest(delivered)["as_of"]) == ("2222", "")


def test_status_and_check_go_by_the_day_too(delivered: Project) -> None:
    assert delivered.report(COMPLETE, "--as-of", "05/6/2024", "--no-charts").code == 0
    status = ("status", f"params/{PERIOD}.yml", "--only", COMPLETE, "--why")
    assert "đổi số liệu" not in delivered.cchc(*status, "--as-of", "05/6/2024").said
    assert "đổi số liệu" in delivered.cchc(*status).said
    checked = delivered.cchc("check", "--period", PERIOD, "--commune", COMPLETE,
                             "--as-of", "05/6/2024").said  # fmt: skip
    assert "1.111" in checked
    assert "2.222" not in checked


def test_a_day_that_is_none_is_refused(delivered: Project) -> None:
    delivered.report(COMPLETE, "--as-of", "31/02/2024").refused(
        2, "không phải là ngày", where="--as-of", advice="05/6/2024"
    )
