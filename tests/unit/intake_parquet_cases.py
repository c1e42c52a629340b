"""Parquet taken in: run by `test_intake_parquet.py` in a process of its own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import CODE, KEY, OTHER, PERCENT, asked, values
from project import PERIOD, Project
from test_intake_round_trips import QUICK, Said, cells, lines, taken_in
from test_intake_tables import problem
from test_intake_tables import values as written

from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.read import read_file
from cchc_toolkit.system.threads import allow_threads

allow_threads()
pytest.importorskip("pyarrow")


@QUICK
@given(said=values().filter(bool))
def test_a_tidy_parquet_with_typed_numbers(said: Said) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = lines(said)
    table = pa.table(
        {
            **{name: [row[name] for row in rows] for name in ("commune", "period", "key", "note")},
            "value": pa.array([one.number for one in said.values()], pa.decimal128(28, 6)),
            "state": [one.state for one in said.values()],
        }
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so-lieu.parquet"
        parquet.write_table(table, path)
        found = taken_in(path)
    assert cells(dict(found.values)) == cells(said)


class TestParquet:
    def write(self, project: Project, name: str = "a.parquet", **columns: list[object]) -> Path:
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        rows = len(next(iter(columns.values())))
        base = {"commune": [CODE] * rows, "period": [PERIOD] * rows}
        path = project.root / name
        parquet.write_table(pa.table({**base, **columns}), path)
        return path

    def test_typed_numbers_need_no_reading(self, project: Project) -> None:
        path = self.write(project, key=[KEY, OTHER, PERCENT], value=[652.0, None, 99.38])
        (found,) = read_file(path, asked(project))
        assert isinstance(found, Arrival), found.problem
        lines = "\n".join(written(found))
        assert f"{KEY},652,," in lines
        assert f"{OTHER},,," in lines
        assert f'{PERCENT},"99,38",,' in lines

    def test_a_number_that_is_not_exact_is_refused(self, project: Project) -> None:
        path = self.write(project, key=[PERCENT], value=[0.1 + 0.2])
        (found,) = read_file(path, asked(project))
        assert isinstance(found, Outcome)
        assert 'Số "0,30000000000000004" quá dài.' in found.problem

    def test_a_column_of_dates_is_refused(self, project: Project) -> None:
        from datetime import date

        path = self.write(project, key=[KEY], value=[date(2024, 1, 1)])
        (found,) = read_file(path, asked(project))
        assert isinstance(found, Outcome)
        assert found.problem.startswith("Cột có kiểu dữ liệu không dùng được: date32[day].")

    def test_a_truncated_file(self, project: Project) -> None:
        path = self.write(project, key=[KEY], value=["1"])
        content = path.read_bytes()
        assert problem(project, content[:-9], "b.parquet") == (
            "Tệp Parquet hỏng hoặc bị cắt cụt.\n  Ở đâu: b.parquet\n"
            "  Cách sửa: Xuất lại tệp từ chương trình đã tạo ra nó."
        )

    def test_a_file_without_bounds(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cchc_toolkit.intake.parquet_table.MAX_ROWS", 1)
        path = self.write(project, key=[KEY, OTHER], value=["1", "2"])
        (found,) = read_file(path, asked(project))
        assert isinstance(found, Outcome)
        assert found.problem.startswith("Tệp Parquet bung ra quá lớn")

    def test_without_pyarrow_it_says_what_to_install(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sys

        monkeypatch.setattr("cchc_toolkit.intake.parquet_table.allow_threads", lambda: None)
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        assert problem(project, b"PAR1....PAR1", "a.parquet") == (
            "Máy này chưa cài phần đọc tệp Parquet.\n"
            "  Cách sửa: Chạy: pip install 'cchc-toolkit[parquet]', hoặc gửi tệp .csv."
        )

    @settings(max_examples=40)
    @given(at=st.integers(0, 2000), byte=st.integers(0, 255))
    def test_a_spoilt_file_is_read_or_refused(self, at: int, byte: int) -> None:
        with TemporaryDirectory() as folder:
            project = Project(Path(folder))
            path = self.write(project, key=[KEY] * 5, value=["1"] * 5)
            content = bytearray(path.read_bytes())
            content[at % len(content)] = byte
            path.write_bytes(content)
            assert len(read_file(path, asked(project))) >= 1
