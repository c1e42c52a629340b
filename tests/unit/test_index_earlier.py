"""The page of a run lists the reports of earlier runs, and never an outdated one as current."""

from __future__ import annotations

from pathlib import Path

from cchc_toolkit.outputs.manifest import NAME, OUTPUTS, SCHEMA, inputs_of, sha256
from cchc_toolkit.outputs.run_page import with_earlier
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.submission.params import Params, load_params, override
from cchc_toolkit.system import paths
from cchc_toolkit.text.json_text import indented
from tests.project import ROOT

NOTEBOOK = ROOT / "notebooks" / "commune_report.ipynb"
CODE = "99001"


def params_of(folder: Path) -> Params:
    """The parameters of one commune of the repository, its data copied aside."""
    data = folder / "data" / "2024-6T" / CODE
    data.mkdir(parents=True)
    for file in (ROOT / "data" / "2024-6T" / CODE).glob("*.*"):
        (data / file.name).write_bytes(file.read_bytes())
    whole = load_params(ROOT / "params" / "2024-6T.yml")
    return override(whole, data=str(folder / "data"), output=str(folder / "out"))


def leave_a_report(params: Params) -> None:
    """Write the manifest of a report that a run made from what is there now."""
    folder = paths.inside(params.output, params.period.id, CODE)
    folder.mkdir(parents=True)
    for name in OUTPUTS:
        (folder / name).write_bytes(b"made")
    manifest = {
        "schema": SCHEMA,
        "commune": CODE,
        "commune_name": "Xã Minh Hoạ 01",
        "period": params.period.id,
        "form": params.form.id,
        "mode": params.mode,
        "stamp": "0" * 16,
        "summary": {"findings": {"chặn": 0}, "completeness": "98,78%"},
        "inputs": inputs_of(params, CODE, NOTEBOOK, choose_font()),
        "outputs": dict.fromkeys(OUTPUTS, sha256(b"made")),
    }
    (folder / NAME).write_text(indented(manifest), encoding="utf-8")


def test_a_report_of_an_earlier_run_is_listed_as_kept(tmp_path: Path) -> None:
    params = params_of(tmp_path)
    leave_a_report(params)
    (listed,) = with_earlier(params, (), NOTEBOOK)
    assert (listed.commune, listed.status) == (CODE, "kept")


def test_one_whose_data_have_changed_since_is_not_taken_for_current(tmp_path: Path) -> None:
    params = params_of(tmp_path)
    leave_a_report(params)
    with (params.data / "2024-6T" / CODE / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (listed,) = with_earlier(params, (), NOTEBOOK)
    assert listed.status == "failed"
    assert listed.problem == (
        "Báo cáo lập trước đây đã cũ: đổi số liệu, văn bản hoặc lời văn của xã (indicators.csv).\n"
        "  Cách sửa: Chạy lại cchc batch cho xã này."
    )


def test_communes_without_a_report_are_not_listed(tmp_path: Path) -> None:
    assert with_earlier(params_of(tmp_path), (), NOTEBOOK) == ()
