"""The three lists of what must be installed agree: pyproject.toml, environment.yml, the lock."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)\s*(.*)")


def parsed(requirements: list[str]) -> dict[str, str]:
    """Return names as indexes compare them, with what is asked of the version."""
    found = {}
    for requirement in requirements:
        match = REQUIREMENT.fullmatch(requirement.split(";")[0].strip())
        assert match, requirement
        found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[2].replace(" ", "")
    return found


def wanted() -> dict[str, str]:
    extras = PROJECT["optional-dependencies"].values()
    return parsed([*PROJECT["dependencies"], *(name for extra in extras for name in extra)])


def test_conda_users_get_the_same() -> None:
    packages = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
    assert "-e ." in pip
    given = parsed([*packages, *(name for name in pip if name != "-e .")])
    assert given.pop("python") == PROJECT["requires-python"]
    assert given.pop("pip") == "", "conda wants it named where a pip section follows"
    assert given == wanted()
    assert CONDA["channels"] == ["conda-forge"]


def test_the_lock_covers_every_dependency_within_its_bound() -> None:
    locked = dict(re.findall(r"(?m)^([a-z0-9][a-z0-9-]*)==([^ ;\\\n]+)", LOCK.lower()))
    for name, bound in wanted().items():
        assert name in locked, f"requirements.lock lacks {name}"
        if bound:
            least = bound.removeprefix(">=")
            assert _numbers(locked[name]) >= _numbers(least), f"{name} {locked[name]} < {least}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def test_the_lock_names_no_host_and_hashes_everything() -> None:
    assert "://" not in LOCK
    assert not re.search(r"(?m)^\s*--(?:index-url|extra-index-url|find-links|trusted-host)", LOCK)
    pinned = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(pinned) > 50
    assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []
