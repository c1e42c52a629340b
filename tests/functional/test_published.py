"""`cchc batch --publish`: the finished reports of a real run at another place, and only those."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from command import COMPLETE, PERIOD, Project

pytest.importorskip("fsspec")


def test_a_run_is_published_and_finished_by_the_next(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    place = project.root / "chung"
    command = ("batch", "params/2024-6T.yml", "--only", COMPLETE, "--to", "xlsx")
    everything = ("--publish-all", "--publish", place.as_uri())
    done = project.cchc(*command, *everything)
    assert done.code == 0, done.said
    assert "Công bố: 1 báo cáo đã gửi, 0 không đổi, 0 chưa gửi được." in done.out
    here = {
        path.relative_to(project.made): path.read_bytes()
        for path in project.made.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    there = {
        path.relative_to(place / PERIOD): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
    assert there == here
    assert (place / PERIOD / COMPLETE / "so-lieu.xlsx").is_file()
    (place / PERIOD / COMPLETE / "manifest.json").unlink()
    assert "1 báo cáo đã gửi" in project.cchc(*command, *everything).out
    assert "1 không đổi" in project.cchc(*command, *everything).out
    (project.made / COMPLETE / "bao-cao.pdf").write_bytes(b"x")  # made anew, so it differs nowhere
    assert "1 không đổi" in project.cchc(*command, *everything).out
    done = project.cchc(*command, "--publish", place.as_uri())
    assert "1 báo cáo đã gửi" in done.out, "what is not to be there goes"
    left = {path.name for path in place.rglob("*") if path.is_file()}
    assert not left & {"bao-cao.ipynb", "figures.json", "findings.json", "run.json"}
    assert left >= {"bao-cao.html", "bao-cao.pdf", "so-lieu.xlsx", "manifest.json", "index.html"}
    page = (place / PERIOD / "index.html").read_text(encoding="utf-8")
    links = [one for one in re.findall(r'href="([^"#]+)"', page) if "://" not in one]
    assert links
    assert all((place / PERIOD / one).is_file() for one in links)


def test_a_report_that_is_no_longer_current_is_withdrawn(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE, "99017")
    place = project.root / "chung"
    publish = ("--publish", str(place))
    both = ("batch", "params/2024-6T.yml", "--only", COMPLETE, "--only", "99017")
    assert project.cchc(*both, *publish).code == 0
    broken = project.data("99017") / "indicators.csv"
    broken.write_text("hỏng", encoding="utf-8")
    done = project.cchc(*both, *publish)
    assert done.code == 1
    assert "1 không đổi, 0 chưa gửi được, 1 rút lại" in done.out, done.said
    assert not (place / PERIOD / "99017").exists()
    assert (place / PERIOD / COMPLETE / "manifest.json").is_file()
    page = (place / PERIOD / "index.html").read_text(encoding="utf-8")
    assert "CHƯA LẬP ĐƯỢC" in page or "Chưa lập" in page


def test_a_place_of_no_known_kind_is_refused(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    command = ("batch", "params/2024-6T.yml", "--only", COMPLETE)
    done = project.cchc(*command, "--publish", "xyz://kho")
    done.refused(2, "Không dùng được nơi công bố", where="xyz://kho", advice="fsspec")
