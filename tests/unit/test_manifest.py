"""A manifest says what a report was made from and what came out, and nothing of when or where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from project import ROOT, Project

from cchc_toolkit.outputs.manifest import (
    LIBRARIES,
    damaged,
    inputs_of,
    manifest_of,
    package_digest,
    read_manifest,
    sha256,
    sha256_file,
    versions,
)
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.text.json_text import indented

NOTEBOOK = ROOT / "notebooks" / "commune_report.ipynb"
OUTPUTS = {"bao-cao.pdf": b"%PDF", "bao-cao.html": b"<html>"}


@pytest.fixture
def filled(project: Project) -> Project:
    project.fill({"the_che.ban_hanh": "0"}, {"V.noi_dung": ["a"]}, [])
    project.write_params()
    return project


def inputs(project: Project) -> dict[str, Any]:
    return inputs_of(project.params(), "15109", NOTEBOOK, choose_font(system_dirs=[]))


def test_the_same_inputs_give_the_same_manifest(filled: Project) -> None:
    first = indented(manifest_of(filled.report(), inputs(filled), OUTPUTS))
    assert indented(manifest_of(filled.report(), inputs(filled), OUTPUTS)) == first
    manifest = json.loads(first)
    assert (manifest["commune"], manifest["period"]) == ("15109", "2024-6T")
    assert (manifest["mode"], manifest["charts"]) == ("draft", True)
    assert manifest["stamp"] == filled.report().stamp
    assert manifest["outputs"] == {
        "bao-cao.html": sha256(b"<html>"),
        "bao-cao.pdf": sha256(b"%PDF"),
    }
    assert list(manifest["inputs"]["data"]) == ["indicators.csv", "narrative.yml"]


def test_it_names_no_place_and_no_time(filled: Project) -> None:
    text = indented(manifest_of(filled.report(), inputs(filled), OUTPUTS))
    assert str(filled.root) not in text
    assert str(ROOT) not in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}", text)


@pytest.mark.parametrize(
    ("name", "content"),
    [("indicators.csv", "key,value,state,source\n"), ("documents.csv", "id\n")],
)
def test_every_file_of_the_data_counts(filled: Project, name: str, content: str) -> None:
    before = inputs(filled)
    filled.write(name, content)
    after = inputs(filled)
    assert after["data"] != before["data"]
    assert {key: after[key] for key in after if key != "data"} == {
        key: before[key] for key in before if key != "data"
    }


def test_the_findings_are_counted_by_severity(filled: Project) -> None:
    report = filled.report()
    summary = manifest_of(report, inputs(filled), OUTPUTS)["summary"]
    assert sum(summary["findings"].values()) == len(report.findings)
    assert list(summary["findings"]) == ["chặn", "cao", "vừa", "thấp"]
    assert summary["completeness"] == report.figures["ty_le.day_du"].with_unit


def test_a_changed_or_missing_output_is_seen(filled: Project, tmp_path: Path) -> None:
    manifest = manifest_of(filled.report(), inputs(filled), OUTPUTS)
    for name, content in OUTPUTS.items():
        (tmp_path / name).write_bytes(content)
    assert damaged(tmp_path, manifest) == ()
    (tmp_path / "bao-cao.html").write_bytes(b"<html >")
    (tmp_path / "bao-cao.pdf").unlink()
    assert damaged(tmp_path, manifest) == ("bao-cao.html", "bao-cao.pdf")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": "cchc-manifest/0"}', "\x00"])
def test_what_is_no_manifest_of_ours_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "x") is None


def test_versions_and_hashes(tmp_path: Path) -> None:
    assert list(versions()) == ["python", "cchc_toolkit", *LIBRARIES]
    assert re.fullmatch("[0-9a-f]{64}", package_digest())
    (tmp_path / "a").write_bytes(b"xa")
    assert sha256_file(tmp_path / "a") == sha256(b"xa")


def test_json_is_written_for_people(tmp_path: Path) -> None:
    assert indented({"b": "Xã", "a": [1]}) == '{\n  "b": "Xã",\n  "a": [\n    1\n  ]\n}\n'
