"""What became of a report, as its manifest tells it: findings by rule, the files that there are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.manifest import OUTPUTS, manifest_of, summary_of
from cchc_toolkit.outputs.outcome import Outcome, RuleCount, failed, outcome_of
from cchc_toolkit.report import Report
from cchc_toolkit.text.json_text import indented

FILES = {"bao-cao.docx": b"PK", "bao-cao.html": b"<html>"}


def test_every_finding_is_counted_under_its_rule_and_severity(phung_minh: Report) -> None:
    hits = outcome_of(manifest_of(phung_minh, {}, FILES)).hits
    counted = Counter((found.rule, found.severity) for found in phung_minh.findings)
    assert {(hit.rule, hit.severity): hit.count for hit in hits} == counted
    assert len(hits) == len(counted) > 5
    assert [hit.rule for hit in hits] == sorted(hit.rule for hit in hits)
    for hit in hits:
        first = phung_minh.findings[hit.first - 1]
        assert (first.rule, first.severity) == (hit.rule, hit.severity)
        earlier = phung_minh.findings[: hit.first - 1]
        assert not any((f.rule, f.severity) == (hit.rule, hit.severity) for f in earlier)


def test_an_outcome_read_back_from_json_is_the_same(phung_minh: Report) -> None:
    manifest = manifest_of(phung_minh, {}, FILES)
    read = json.loads(indented(manifest))
    assert outcome_of(read, "made", 1.5, {"pdf": 0.1}) == outcome_of(
        manifest, "made", 1.5, {"pdf": 0.1}
    )
    assert outcome_of(read).files == ("bao-cao.docx", "bao-cao.html", "manifest.json")


def test_a_summary_without_rules_gives_none(phung_minh: Report) -> None:
    manifest = manifest_of(phung_minh, {}, FILES)
    del manifest["summary"]["rules"]
    assert outcome_of(manifest).hits == ()
    assert summary_of(phung_minh)["rules"]


def test_files_are_those_of_every_report_unless_told() -> None:
    outcome = Outcome("99001", "Xã Minh Hoạ 01", "made", {}, hits=(RuleCount("R01", "chặn", 1, 1),))
    assert outcome.files == (*OUTPUTS, "manifest.json")


def test_a_failure_has_no_files() -> None:
    outcome = failed("99001", "Xã Minh Hoạ 01", DataError("Hỏng."), 1.5)
    assert (outcome.files, outcome.hits, outcome.made) == ((), (), False)


def test_what_stands_in_the_manifest_is_not_told_again() -> None:
    outcome = Outcome("99001", "Xã", "made", {}, hits=(RuleCount("R01", "chặn", 1, 1),))
    assert {"hits", "shared", "files", "mode"} == {*asdict(outcome)} - {*outcome.to_json()}
