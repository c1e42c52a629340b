"""Where things are, and how files come to be: aside first, then moved into place in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError, RenderError, disk_problem
from cchc_toolkit.system.terminal import visible

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def package_file(*parts: str) -> Path:
    """Return the path of a data file of the package.

    >>> package_file("catalogue", "forms", "phu_luc_01b", "rows.csv").name
    'rows.csv'
    """
    return Path(__file__).parents[1].joinpath(*parts)


def project_file(path: str | Path) -> Path:
    """Return `path` as given if it exists, else the same path below the nearest project folder.

    A notebook opened in JupyterLab runs in `notebooks/`; the command runs anywhere below the
    project. The project folder is the nearest one upwards that holds both `params` and `data`.
    """
    path = Path(path)
    if path.is_absolute() or path.exists():
        return path
    return project_root() / path


def notebooks_folder() -> Path:
    """Return the folder of the notebooks that come with the package: in it, or beside its sources.

    >>> (notebooks_folder() / "commune_report.ipynb").is_file()
    True
    """
    packaged = package_file("notebooks")
    return packaged if packaged.is_dir() else package_file().parent / "notebooks"


def notebook_file(path: str | Path) -> Path:
    """Return the project's notebook if it has one there, else the package's of that name."""
    own = project_file(path)
    packaged = notebooks_folder() / own.name
    return packaged if not own.exists() and packaged.is_file() else own


def look(file: str | Path) -> tuple[int, int, int]:
    """Return the number, size and time of change of a file, none of it read; 0 for no file.

    >>> look("no such file")
    (0, 0, 0)
    """
    try:
        found = os.stat(file)  # noqa: PTH116 - 40,000 of them
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def inside(root: Path, *names: str) -> Path:
    """Return `root` joined with names that cannot leave it; raise `DataError` otherwise.

    >>> inside(Path("outputs"), "2024-6T", "15109").as_posix()
    'outputs/2024-6T/15109'
    >>> inside(Path("outputs"), "../etc")
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.DataError: Tên "../etc" không dùng làm tên tệp được.
      Cách sửa: Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.
    """
    for name in names:
        if not _SAFE_NAME.fullmatch(name) or ".." in name:
            raise DataError(
                f'Tên "{name}" không dùng làm tên tệp được.',
                advice="Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
            )
    return root.joinpath(*names)


def refuse_links(root: Path, *names: str) -> None:
    """Raise `DataError` where a folder on the way below `root` is a link that leads elsewhere."""
    place = root
    for name in names:
        place = place / name
        if place.is_symlink():
            raise DataError(
                "Thư mục số liệu là liên kết tới nơi khác, không dùng.",
                where=str(place),
                advice="Thay liên kết bằng thư mục thật.",
            )


def write_staged(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder that nobody reads yet (`staged_folder`)."""
    with writable(folder):
        for name, content in contents.items():
            (folder / name).write_bytes(content)


def write_file(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file aside, then rename it into place: a reader sees the old one or the new one.

    A durable file is on the disk, and found there under its name, when this returns.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with writable(path.parent):
        above = _made(path.parent)
        aside = _aside(path)
        try:
            with aside.open("xb") as stream:
                stream.write(data)
            if durable:
                _sync(aside)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        if durable:
            _sync_folders(above)


def _aside(path: Path, mark: str = "") -> Path:
    """Return a hidden name beside a path that nothing has; who makes it follows the umask."""
    return path.with_name(f".{path.name}{mark}.{secrets.token_hex(4)}")


@contextmanager
def staged_folder(
    final: Path, *, durable: bool = False, replaced: Callable[[Path], object] | None = None
) -> Iterator[Path]:
    """Give an empty folder beside `final`; move it into place if the block ends well.

    On an error the folder is removed and what stood in `final` before still stands. What a durable
    folder holds survives a power cut from the moment the block has ended: every file and folder is
    on the disk before it takes the place of the old one, and its name is before the old one goes.
    `replaced` is shown the old folder when the new one stands in its place.
    """
    with writable(final.parent):
        above = _made(final.parent)
        staging = _aside(final)
        staging.mkdir()
    leftover = staging
    try:
        yield staging
        with writable(final.parent):
            if durable:
                sync_tree(staging)
            leftover, old = _swap(staging, final)
            if durable:
                _sync_folders(above)
            if replaced is not None and old is not None:
                replaced(old)
    finally:
        shutil.rmtree(leftover, ignore_errors=True)


def sync_tree(folder: Path) -> None:
    """Bring a folder with all that is in it to the disk, each file before the folder it is in."""
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            file = Path(place, name)
            if not file.is_symlink():
                _sync(file)
        _sync(Path(place))


def _made(folder: Path) -> tuple[Path, ...]:
    """Make a folder; return it and those above it whose lists of names have changed thereby."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(dict.fromkeys((folder, *(one.parent for one in missing))))


def _sync_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        _sync(folder)


def _sync(path: Path) -> None:
    """Bring a file, or the list of names of a folder, to the disk."""
    folder = path.is_dir()
    if folder and os.name == "nt":  # it keeps its folders itself and opens none
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # A network disk that cannot do this for folders says so; for files it is a failure.
        if not folder or error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _swap(staging: Path, final: Path) -> tuple[Path, Path | None]:
    """Put `staging` where `final` is: in one step where the system can (Linux), else in two moves.

    Returns what is to be removed then, and the folder that stood there before, None without one.
    If this process dies between the two moves, `lock.tidy` puts the old folder back.
    """
    if not final.exists():
        staging.replace(final)
        return staging, None
    if not os.access(final, os.W_OK | os.X_OK):  # another user's: it could be moved, never removed
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(final))
    if _exchanged(staging, final):
        return staging, staging
    aside = _aside(final, ".old")
    aside.mkdir()
    final.replace(aside / final.name)
    try:
        staging.replace(final)
    except OSError:
        (aside / final.name).replace(final)
        aside.rmdir()
        raise
    return aside, aside / final.name


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say whether this system and disk could."""
    call = _renameat2()
    if call is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(call(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "renameat2", None)


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses in the block into a `RenderError` that says what to do."""
    try:
        yield
    except OSError as error:
        raise RenderError(
            f"Không ghi được vào thư mục: {disk_problem(error)}.",
            where=str(folder),
            advice="Kiểm tra quyền ghi và chỗ trống của đĩa, hoặc chọn thư mục khác bằng --output.",
        ) from error


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """Give an empty folder beside a path, removed after the block, whatever comes."""
    make_folder(beside.parent)
    with writable(beside.parent):
        scratch = _aside(beside, ".tam")
        scratch.mkdir(0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def remove_aside(folder: Path, names: Container[str]) -> None:
    """Remove what a killed process left aside for these names: it could not tidy up itself."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.split(".")[1] in names:
                shutil.rmtree(entry.path, ignore_errors=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raise `RenderError` if the disk does not allow it."""
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)


def project_root() -> Path:
    """Return the nearest folder upwards that holds `params` and `data`, else the current one."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir() and (folder / "data").is_dir():
            return folder
    return here


def shown(path: Path) -> str:
    """Return the path as a person in the current folder would write it."""
    absolute, here = path.resolve(), Path.cwd().resolve()
    said = str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)
    return " ".join(visible(said).splitlines())
