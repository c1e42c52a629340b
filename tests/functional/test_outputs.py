"""What a run leaves behind: the files that are promised, whole, hashed and without a clock."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import (
    COMPLETE,
    CONTRADICTORY,
    FIXTURES,
    OF_THE_RUN,
    OUTPUTS,
    PERIOD,
    REAL,
    ROOT,
    Batch,
)
from reading import page, pdf_pages, squeeze

from cchc_toolkit.outputs.notebook_digest import notebook_digest

SEVERITIES = ["chặn", "cao", "vừa", "thấp"]
EVERY = pytest.mark.parametrize("commune", FIXTURES)


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_run_ends_well_and_says_so_in_plain_lines(batch: Batch) -> None:
    assert batch.done.code == 0
    lines = batch.done.out.splitlines()
    counted = [line[:5] for line in lines if line.startswith("[")]
    assert counted == [f"[{n}/5]" for n in range(1, 6)]
    (last,) = [line for line in lines if " 5/5 báo cáo" in line]
    assert last.endswith(f"{PERIOD}/index.html")
    assert "\r" not in batch.done.out + batch.done.err, "a progress bar where there is no terminal"
    assert batch.done.err == ""


def test_nothing_but_what_is_promised_is_written(batch: Batch) -> None:
    assert {path.name for path in batch.folder.iterdir()} - OF_THE_RUN == set(FIXTURES)
    assert (batch.folder / "index.html").is_file()
    assert (batch.folder / "run.json").is_file()
    assert batch.project.hidden() == []


@EVERY
def test_a_report_has_its_files(batch: Batch, commune: str) -> None:
    folder = batch.folder / commune
    assert {path.name for path in folder.iterdir()} >= set(OUTPUTS)
    assert all(path.stat().st_size > 0 for path in folder.iterdir())
    assert (folder / "bao-cao.pdf").read_bytes()[:8] == b"%PDF-1.7"


@EVERY
def test_the_manifest_holds_the_hash_of_every_file(batch: Batch, commune: str) -> None:
    manifest = load(batch.file(commune, "manifest.json"))
    made = {path.name: path.read_bytes() for path in (batch.folder / commune).iterdir()}
    del made["manifest.json"]
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    assert manifest["outputs"] == hashes
    for path in batch.project.data(commune).iterdir():
        if path.is_file():
            content = path.read_bytes()
            assert manifest["inputs"]["data"][path.name] == hashlib.sha256(content).hexdigest()
    notebook = batch.project.root / "notebooks" / "commune_report.ipynb"
    assert manifest["inputs"]["notebook"] == notebook_digest(notebook)
    assert manifest["schema"] == "cchc-manifest/1"
    assert (manifest["commune"], manifest["period"], manifest["mode"]) == (commune, PERIOD, "draft")
    assert manifest["inputs"]["font"]["family"]
    assert {"python", "cchc_toolkit", "typst", "papermill"} <= set(manifest["inputs"]["versions"])


@EVERY
def test_every_file_says_whose_report_it_is(batch: Batch, commune: str) -> None:
    identity = {
        key: load(batch.file(commune, "manifest.json"))[key]
        for key in ("commune", "period", "stamp")
    }
    for name in ("figures.json", "findings.json"):
        assert load(batch.file(commune, name)).items() >= identity.items()
    assert load(batch.file(commune, "bao-cao.ipynb"))["metadata"]["cchc"] == identity
    meta = {
        m.get("name"): m.get("content")
        for m in page(batch.file(commune, "bao-cao.html")).named("meta")
    }
    assert meta["cchc-commune"] == commune
    assert meta["cchc-stamp"] == identity["stamp"]
    for text in pdf_pages(batch.file(commune, "bao-cao.pdf")):
        assert " · ".join(identity.values()) in text


@EVERY
def test_figures_have_a_value_or_a_reason(batch: Batch, commune: str) -> None:
    figures = load(batch.file(commune, "figures.json"))["figures"]
    assert len({figure["key"] for figure in figures}) == len(figures) >= 9
    for figure in figures:
        assert (figure["value"] is None) == bool(figure["reason"]), figure["key"]
        assert figure["label"]
        assert figure["formula"]
        assert bool(figure["rule"]) == bool(figure["denominator"]) or figure["reason"]
        if figure["value"] is not None:
            assert re.fullmatch(r"-?\d+(\.\d+)?", figure["value"])
            assert figure["inputs"]


@EVERY
def test_findings_are_sorted_and_say_what_to_do(batch: Batch, commune: str) -> None:
    findings = load(batch.file(commune, "findings.json"))["findings"]
    ranks = [SEVERITIES.index(found["severity"]) for found in findings]
    assert ranks == sorted(ranks)
    for found in findings:
        assert re.fullmatch(r"[CR]\d{2}b?", found["rule"])
        assert found["message"].endswith(".")
        assert found["advice"]


def test_the_contradictory_commune_is_caught(batch: Batch) -> None:
    findings = load(batch.file(CONTRADICTORY, "findings.json"))["findings"]
    assert {"C01", "C02", "C03", "R01", "R02", "R03"} <= {found["rule"] for found in findings}
    assert any(found["severity"] == "chặn" for found in findings)


def test_the_complete_commune_could_be_signed(batch: Batch) -> None:
    findings = load(batch.file(COMPLETE, "findings.json"))["findings"]
    assert [found for found in findings if found["severity"] != "thấp"] == []
    assert "[" not in page(batch.file(COMPLETE, "bao-cao.html")).text.replace("[…]", "")


def test_run_json_tells_what_became_of_each(batch: Batch) -> None:
    run = load(batch.folder / "run.json")
    assert (run["schema"], run["period"], run["mode"]) == ("cchc-run/1", PERIOD, "draft")
    assert (run["made"], run["failed"]) == (len(FIXTURES), 0)
    assert [report["commune"] for report in run["reports"]] == list(FIXTURES)
    assert all(report["status"] == "made" for report in run["reports"])
    for report in run["reports"]:
        findings = load(batch.file(report["commune"], "findings.json"))["findings"]
        assert sum(report["findings"].values()) == len(findings)


def test_the_index_lists_every_report_and_its_links_lead_somewhere(batch: Batch) -> None:
    index = page(batch.folder / "index.html")
    rows = index.tables["reports"]
    assert [row[0] for row in rows[1:]] == list(FIXTURES)
    links = [link["href"] for link in index.named("a")]
    assert set(links) >= {f"{commune}/{name}" for commune in FIXTURES for name in OUTPUTS}
    text = (batch.folder / "index.html").read_text(encoding="utf-8")
    for link in links:
        there = f'id="{link[1:]}"' in text if link[0] == "#" else (batch.folder / link).is_file()
        assert there, link
    assert "CÓ DỮ LIỆU MINH HOẠ" in index.text


def test_no_clock_and_no_path_of_the_machine_outside_the_record_of_the_run(batch: Batch) -> None:
    year = load(batch.folder / "run.json")["started"][:10]
    told = [str(batch.project.root), str(ROOT), sys.prefix, year, str(Path.home())]
    for path in sorted(batch.folder.rglob("*")):
        if path.is_file() and path.name not in ("run.js", "run.json"):
            content = path.read_bytes()
            for words in told:
                if len(words) > 5:
                    assert words.encode() not in content, f"{words} in {path.name}"


@EVERY
def test_an_html_report_needs_no_network_and_no_script(batch: Batch, commune: str) -> None:
    report = page(batch.file(commune, "bao-cao.html"))
    tags = {tag for tag, _ in report.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert {"header", "main", "footer", "nav"} <= tags
    for tag, attributes in report.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("src", "href", "xlink:href"):
            assert attributes.get(name, "#").startswith("#"), attributes
    assert dict(report.tags)["html"]["lang"] == "vi"


@EVERY
def test_tables_have_captions_scopes_and_drawings_a_description(batch: Batch, commune: str) -> None:
    report = page(batch.file(commune, "bao-cao.html"))
    tags = [tag for tag, _ in report.tags]
    assert tags.count("caption") == tags.count("table") == 2
    assert all(cell.get("scope") for cell in report.named("th"))
    assert all(figure.get("aria-labelledby") or figure.get("aria-label") or figure.get("role")
               for figure in report.named("svg"))  # fmt: skip


def test_every_computed_figure_shows_formula_inputs_and_source(batch: Batch) -> None:
    report = page(batch.file(REAL, "bao-cao.html"))
    noted = [span for span in report.named("span") if span.get("class") == "so"]
    assert len(noted) > 30
    ids = {attributes["id"] for _, attributes in report.tags if "id" in attributes}
    for span in noted:
        assert span["tabindex"] == "0"
        assert span["aria-describedby"] in ids
        assert squeeze(span["data-note"]) in squeeze(report.text), "the printed notes lack it"
    rate = next(span["data-note"] for span in noted if "99,39" in span["data-note"])
    assert "648 / 652 × 100 = 99,39%" in rate
    assert "3.3.1 Số lượng hồ sơ đã tiếp nhận = 652" in rate
    figures = {
        figure["key"]: figure for figure in load(batch.file(REAL, "figures.json"))["figures"]
    }
    sources = [cell["source"] for cell in figures["ty_le.dung_han.tren_tiep_nhan"]["inputs"]]
    assert sources == [f"bao-cao-phung-minh-2024-6t.txt:{line}" for line in (337, 316)]


def test_a_report_without_charts_has_none(batch: Batch) -> None:
    with_charts = page(batch.file(COMPLETE, "bao-cao.html")).named("svg")
    assert len(with_charts) == 3
    done = batch.project.report(COMPLETE, "--no-charts", "--output", "khong-bieu-do")
    assert done.code == 0, done.said
    folder = batch.project.root / "khong-bieu-do" / PERIOD / COMPLETE
    assert page(folder / "bao-cao.html").named("svg") == []
    assert not load(folder / "manifest.json")["charts"]


def test_the_command_is_also_on_the_path() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("cchc"), "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("cchc, phiên bản ")
