"""Errors a user can cause, each with an exit code and a message that says what to do.

A message says what was wrong, where, and what to do, in the user's words (Vietnamese). The CLI
prints it without a traceback. Anything else that is raised is a bug and keeps its traceback.

>>> print(DataError("Giá trị 'abc' không phải số.", where="dòng 5", advice="Ghi số."))
Giá trị 'abc' không phải số.
  Ở đâu: dòng 5
  Cách sửa: Ghi số.
"""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable


class CchcError(Exception):
    """What was wrong, where it is, and what to do about it."""

    exit_code = 1

    def __init__(self, problem: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        lines = [self.problem]
        if self.where:
            lines.append(f"  Ở đâu: {self.where}")
        if self.advice:
            lines.append(f"  Cách sửa: {self.advice}")
        return "\n".join(lines)

    def _render_traceback_(self, *_: object) -> list[str]:
        """Return what IPython shows in place of a traceback: the message is all a user needs."""
        return str(self).splitlines()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.problem, self.where, self.advice)


def _rebuild(cls: type[CchcError], problem: str, where: str, advice: str) -> CchcError:
    return cls(problem, where=where, advice=advice)


class UsageError(CchcError):
    """The command, a parameter or a name is wrong (exit code 2)."""

    exit_code = 2


class DataError(CchcError):
    """A data file is missing, broken or holds something it must not (exit code 3)."""

    exit_code = 3


class ReaderStoppedError(DataError):
    """What read a file was stopped, or ran out of time: another time it may be read."""


class BlockedError(CchcError):
    """A blocking finding stands and the report was to be signed or issued (exit code 4)."""

    exit_code = 4


class RenderError(CchcError):
    """The notebook, the typesetter or the writing of outputs failed (exit code 5)."""

    exit_code = 5


EXIT_CODES: dict[int, str] = {
    0: "đã làm xong mọi việc được yêu cầu",
    1: "một số báo cáo chưa lập được, các báo cáo khác đã lập (xem "
    "index.html hoặc run.json); với verify và diff: có chỗ khác nhau; "
    "với import: một số tệp bị từ chối",
    2: "sai lệnh, tham số hoặc tên; chưa chạy gì",
    3: "tệp số liệu thiếu, hỏng hoặc có nội dung không được phép",
    4: "còn phát hiện mức chặn nên không lập bản trình ký hay phát hành",
    5: "lỗi khi chạy sổ tay, dàn trang hoặc ghi tệp",
}


_DISK = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EAGAIN: "hệ thống đã hết chỗ",
    errno.ENOMEM: "hết bộ nhớ",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "đang mở quá nhiều tệp",
    errno.ENOLCK: "hệ thống tệp này không khóa được tệp",
}


def disk_problem(error: OSError) -> str:
    """Return what the system says of a file in Vietnamese, in its own words where it is rare.

    >>> disk_problem(PermissionError(errno.EACCES, "Permission denied"))
    'không có quyền'
    """
    return _DISK.get(error.errno or 0, error.strerror or str(error))


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a Vietnamese hint with the nearest right name, or "" where none is near.

    >>> nearest("perod", ["period", "form"])
    'Có phải ý bạn là "period"?'
    """
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f'Có phải ý bạn là "{found[0]}"?' if found else ""
