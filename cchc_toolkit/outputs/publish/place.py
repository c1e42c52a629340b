"""Where reports are published to: a folder of a file system that fsspec knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import RenderError, UsageError, disk_problem

_SECRET = re.compile(r"(?<=//)[^/@]*@")


@dataclass(frozen=True)
class Place:
    """A folder of a file system of fsspec."""

    files: Any
    path: str

    def __truediv__(self, name: str) -> Place:
        return Place(self.files, f"{self.path}/{name}")

    def names(self) -> list[str]:
        """Return the names of the files there."""
        return self._listed(folders=False)

    def folders(self) -> list[str]:
        """Return the names of the folders there."""
        return self._listed(folders=True)

    def _listed(self, *, folders: bool) -> list[str]:
        self.files.invalidate_cache(self.path)
        try:
            found = self.files.ls(self.path, detail=True)
        except FileNotFoundError:
            return []
        asked = (one for one in found if (one.get("type") == "directory") == folders)
        return [one["name"].rstrip("/").rpartition("/")[2] for one in asked]

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none."""
        try:
            content: bytes = self.files.cat_file(f"{self.path}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        """Write a file and read it back; raise `RenderError` if it is not the same."""
        self.files.pipe_file(f"{self.path}/{name}", content)
        if self.read(name) != content:
            raise RenderError(
                "Tệp đọc lại từ nơi công bố khác với tệp đã gửi.",
                where=name,
                advice="Chạy lại lệnh; nếu vẫn sai, kiểm tra nơi lưu trữ.",
            )

    def remove(self, name: str) -> None:
        """Remove a file that is there."""
        self.files.rm_file(f"{self.path}/{name}")

    def remove_if_empty(self) -> None:
        """Remove the folder, where the store has folders and nobody put anything else into it."""
        with suppress(OSError, NotImplementedError):
            self.files.rmdir(self.path)


def check_kind(url: str) -> None:
    """Raise `UsageError` if nothing installed reaches such a place.

    For before a run: it opens no connection and starts no thread, so forking stays safe.

    >>> check_kind("memory://vi-du")
    """
    with _explained(url):
        from fsspec import get_filesystem_class
        from fsspec.core import split_protocol

        get_filesystem_class(split_protocol(url)[0] or "file")


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Turn what fsspec says of a place that it does not know into a `UsageError`."""
    try:
        import fsspec  # noqa: F401
    except ImportError:
        raise UsageError(
            "Chưa cài fsspec, nên không công bố được.",
            where=_shown(url),
            advice='Cài thêm: pip install "cchc-toolkit[cloud]".',
        ) from None
    try:
        yield
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"Không dùng được nơi công bố: {_shown(str(error))}.",
            where=_shown(url),
            advice="Ghi file:///thư-mục, s3://kho/thư-mục…; cài gói mà fsspec đòi cho loại này.",
        ) from None


def _shown(text: str) -> str:
    """Return an address, or words about one, without the password in it."""
    return _SECRET.sub("", text)


def open_place(url: str, output: Path, period: str) -> Place:
    """Return the folder of the period at the place, made if it is not there."""
    with _explained(url):
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem

        files, path = url_to_fs(url)
    if isinstance(files, LocalFileSystem) and Path(path).resolve() == output.resolve():
        raise UsageError(
            "Nơi công bố chính là thư mục kết quả.",
            where=_shown(url),
            advice="Chọn một thư mục khác.",
        )
    place = Place(files, f"{path.rstrip('/')}/{period}")
    try:
        files.makedirs(place.path, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Không tới được nơi công bố: {disk_problem(error)}.",
            where=_shown(url),
            advice="Kiểm tra địa chỉ, quyền ghi và mạng.",
        ) from None
    return place
