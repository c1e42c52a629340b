"""An error says what was wrong, where and what to do, and each class has its exit code."""

from __future__ import annotations

import errno
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from project import Project

from cchc_toolkit import errors
from cchc_toolkit.errors import (
    EXIT_CODES,
    BlockedError,
    CchcError,
    DataError,
    ReaderStoppedError,
    RenderError,
    UsageError,
    disk_problem,
    nearest,
)

CLASSES = {
    CchcError: 1, UsageError: 2, DataError: 3, ReaderStoppedError: 3, BlockedError: 4,
    RenderError: 5,
}  # fmt: skip


@pytest.mark.parametrize(("error", "code"), CLASSES.items())
def test_every_class_has_a_documented_exit_code(error: type[CchcError], code: int) -> None:
    assert error.exit_code == code
    assert EXIT_CODES[code]


def test_every_class_is_tested() -> None:
    declared = [cls for cls in vars(errors).values() if isinstance(cls, type)]
    assert {cls for cls in declared if issubclass(cls, CchcError)} == set(CLASSES)
    assert set(EXIT_CODES) == {0, *CLASSES.values()}


def test_an_error_says_only_what_it_knows() -> None:
    assert str(DataError("A.")) == "A."
    assert str(DataError("A.", where="b")) == "A.\n  Ở đâu: b"
    assert str(DataError("A.", where="b", advice="C.")) == "A.\n  Ở đâu: b\n  Cách sửa: C."


def test_the_command_prints_the_message_and_exits_with_the_code(
    cchc: Callable[..., Result], project: Project, tmp_path: Path
) -> None:
    project.write_params()
    empty = cchc("check", "--period", "2024-6T", "--params", str(project.params_file))
    folder = project.root / "data" / "2024-6T" / "15109"
    assert (empty.exit_code, empty.stdout, empty.stderr) == (
        3,
        "",
        f"15109: Không có số liệu của xã 15109 kỳ 2024-6T.\n  Ở đâu: {folder}\n  Cách sửa: Đặt tệp "
        "indicators.csv của xã vào thư mục này, hoặc kiểm tra mã xã và kỳ.\n",
    )
    missing = tmp_path / "x.yml"
    wrong = cchc("check", "--period", "2024-6T", "--params", str(missing))
    assert (wrong.exit_code, wrong.stdout, wrong.stderr) == (
        2,
        "",
        "Lỗi: Không đọc được tệp tham số: không có tệp hoặc thư mục này.\n"
        f"  Ở đâu: {missing}\n  Cách sửa: Kiểm tra đường dẫn, ví dụ params/2024-6T.yml.\n",
    )


def test_an_error_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(RenderError("A.", where="b", advice="C.")))  # noqa: S301
    assert (type(error), str(error)) == (RenderError, "A.\n  Ở đâu: b\n  Cách sửa: C.")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("perod", 'Có phải ý bạn là "period"?'), ("xyz", ""), ("", "")],
)
def test_the_nearest_right_name(name: str, hint: str) -> None:
    assert nearest(name, ["form", "period", "window"]) == hint
    assert nearest(name, []) == ""


def test_what_the_disk_says_in_vietnamese() -> None:
    assert disk_problem(FileNotFoundError(errno.ENOENT, "No such file or directory")) == (
        "không có tệp hoặc thư mục này"
    )
    assert disk_problem(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"
    assert disk_problem(OSError("?")) == "?"
