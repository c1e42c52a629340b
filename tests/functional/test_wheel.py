"""What is installed is enough: a built wheel, and nothing of the repository beside it."""

from __future__ import annotations

from pathlib import Path

from installed import Installed

ASKED = ("--province", "Thanh Hóa", "--period", "2026-Q3", "--form", "khoi_tao_2026_xa")


def test_the_wheel_makes_a_project_its_forms_and_a_report(
    installed: Installed, tmp_path: Path
) -> None:
    installed.done(tmp_path, "init", ".", *ASKED, "--commune", "Xã Kiên Thọ")
    installed.done(tmp_path, "form", "write", "--period", "2026-Q3", "--all")
    folder = tmp_path / "data" / "2026-Q3" / "15112"
    folder.mkdir(parents=True)
    text = "key,value,state,source,note\ntthc.ho_so.tiep_nhan,1000,,,SỐ LIỆU MINH HOẠ\n"
    (folder / "indicators.csv").write_text(text, encoding="utf-8")
    said = installed.done(tmp_path, "batch", "params/2026-Q3.yml")
    assert "Có 1/1 báo cáo" in said
    assert not list((tmp_path / "notebooks").iterdir())


def test_the_wheel_stays_small(installed: Installed) -> None:
    package = installed.site / "cchc_toolkit"
    size = sum(file.stat().st_size for file in package.rglob("*") if file.suffix != ".pyc")
    assert size < 6_000_000
