"""The power goes right after `cchc import` has ended well: nothing that it took in is lost.

A file system in an image of its own is copied at that moment, as a disk is found after a cut: what
was only in memory is not in the copy. Needs a system where mounting is allowed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import PERIOD, Project
from test_import import KEY, tidy

NewProject = Callable[..., Project]
_SIZE = 24_000_000


@contextmanager
def _mounted(image: Path, place: Path) -> Iterator[Path]:
    place.mkdir()
    done = subprocess.run(
        ["mount", "-o", "loop", str(image), str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """An empty file system and the image that it is in."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("mounting is not allowed here")
    image = tmp_path / "disk.img"
    with image.open("wb") as stream:
        stream.truncate(_SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    with _mounted(image, tmp_path / "disk") as place:
        yield place, image


def test_what_an_import_took_in_survives_a_power_cut(
    disk: tuple[Path, Path], new_project: NewProject, tmp_path: Path
) -> None:
    place, image = disk
    project = new_project("99001")
    shutil.copytree(project.root / "data", place / "data")
    os.sync()
    box = project.root / "hop-thu"
    for name, value in (("a.csv", "651"), ("b.csv", "652")):
        file = tidy(box / name, ("99001", KEY, value))
        done = project.cchc("import", "--accept-removals", str(file), "--data", str(place / "data"))
        assert done.code == 0, done.said
    shutil.copyfile(image, tmp_path / "cut.img")
    with _mounted(tmp_path / "cut.img", tmp_path / "after") as after:
        folder = after / "data" / PERIOD / "99001"
        assert f"{KEY},652" in (folder / "indicators.csv").read_text()
        for number, value in (("001", "651"), ("002", "652")):
            version = folder / "versions" / number
            assert f"{KEY},{value}" in (version / "indicators.csv").read_text()
            assert (version / "version.json").stat().st_size
        assert sorted(file.read_bytes() for file in (folder / "raw").iterdir()) == sorted(
            (box / name).read_bytes() for name in ("a.csv", "b.csv")
        )
