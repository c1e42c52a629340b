"""Files come to be whole or not at all, and no name leads out of its folder."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import ROOT, refusal

from cchc_toolkit.errors import CchcError, DataError, RenderError, UsageError
from cchc_toolkit.outputs.by_hand import keep_by_hand
from cchc_toolkit.system import paths
from cchc_toolkit.system.lock import only_batch
from cchc_toolkit.system.temporary import temporary_folder

BAD_NAME = "Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."
WRITABLE = "Kiểm tra quyền ghi và chỗ trống của đĩa, hoặc chọn thư mục khác bằng --output."


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Names


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a", "a/../b", "/etc/passwd", "a/b", "a\\b", "C:", "C:\\a", "a\x00b",
     ".hidden", "-rf", "a\n", "xã", "a b", "a..b", "~"],
)  # fmt: skip
def test_names_that_could_leave_the_folder_are_refused(name: str) -> None:
    said = refusal(DataError, lambda: paths.inside(Path("outputs"), "2024-6T", name))
    assert said == (f'Tên "{name}" không dùng làm tên tệp được.', "", BAD_NAME)


@given(st.text(max_size=12))
def test_whatever_the_name_the_path_stays_inside(name: str) -> None:
    root = Path("outputs")
    try:
        found = paths.inside(root, name)
    except DataError:
        return
    assert found.parent == root
    assert Path(os.path.normpath(found)) == found


def test_safe_names_are_joined() -> None:
    assert paths.inside(Path("out"), "2024-6T", "00007") == Path("out/2024-6T/00007")
    assert paths.inside(Path("out")) == Path("out")


# One file


def test_write_file_makes_folders_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "index.html"
    paths.write_file(target, "cũ")
    paths.write_file(target, "mới")
    assert target.read_bytes() == "mới".encode()
    assert left(target.parent) == ["index.html"]
    assert target.stat().st_mode & 0o777 == 0o644
    paths.write_file(target, b"\x00\xff")
    assert target.read_bytes() == b"\x00\xff"


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "index.html"
    paths.write_file(target, "cũ")

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = refusal(RenderError, lambda: paths.write_file(target, "mới"))
    assert said == ("Không ghi được vào thư mục: đĩa đã đầy.", str(tmp_path), WRITABLE)
    assert target.read_text(encoding="utf-8") == "cũ"
    assert left(tmp_path) == ["index.html"]


def test_a_file_where_a_folder_must_be(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("")
    said = refusal(RenderError, lambda: paths.write_file(tmp_path / "outputs" / "a.html", ""))
    assert said == (
        "Không ghi được vào thư mục: đã có tệp trùng tên.",
        str(tmp_path / "outputs"),
        WRITABLE,
    )
    said = refusal(RenderError, lambda: paths.make_folder(tmp_path / "outputs" / "2024-6T"))
    assert said[0] == ("Không ghi được vào thư mục: một phần của đường dẫn không phải thư mục.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        said = refusal(RenderError, lambda: paths.write_file(tmp_path / "a.html", ""))
    finally:
        tmp_path.chmod(0o700)
    assert said == ("Không ghi được vào thư mục: không có quyền.", str(tmp_path), WRITABLE)


# A folder


def test_a_staged_folder_replaces_the_old_one(tmp_path: Path) -> None:
    final = tmp_path / "15109"
    for content in ("cũ", "mới"):
        with paths.staged_folder(final) as staging:
            (staging / f"{content}.html").write_text(content)
    assert left(tmp_path) == ["15109"]
    assert left(final) == ["mới.html"]
    assert final.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(paths, "_renameat2", lambda: None)
    final = tmp_path / "99001"
    final.mkdir()
    (final / "a").write_text("old")
    (final / "b").write_text("old")
    with paths.staged_folder(final) as staging:
        (staging / "a").write_text("new")
        assert {path.name: path.read_text() for path in final.iterdir()} == {"a": "old", "b": "old"}
    assert left(tmp_path) == ["99001"]
    assert {path.name: path.read_text() for path in final.iterdir()} == {"a": "new"}


def test_an_error_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    final = tmp_path / "15109"
    with paths.staged_folder(final) as staging:
        (staging / "a").write_text("cũ")
    with pytest.raises(ValueError, match="bug"), paths.staged_folder(final) as staging:
        (staging / "a").write_text("mới")
        raise ValueError("bug")
    assert left(tmp_path) == ["15109"]
    assert (final / "a").read_text() == "cũ"


def test_an_error_before_there_was_a_folder_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), paths.staged_folder(tmp_path / "15109") as staging:
        (staging / "a").write_text("mới")
        raise KeyboardInterrupt
    assert left(tmp_path) == []


def test_a_move_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = tmp_path / "15109"
    with paths.staged_folder(final) as staging:
        (staging / "a").write_text("cũ")
    monkeypatch.setattr(paths, "_renameat2", lambda: None)  # where two moves are needed
    move, moves = Path.replace, []

    def second_fails(self: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(errno.EACCES, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", second_fails)

    def again() -> None:
        with paths.staged_folder(final) as staging:
            (staging / "a").write_text("mới")

    assert refusal(RenderError, again)[0] == "Không ghi được vào thư mục: không có quyền."
    assert left(tmp_path) == ["15109"]
    assert (final / "a").read_text() == "cũ"


# On the disk


def test_a_durable_folder_is_on_the_disk_before_the_old_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of what the system is asked: files, their folders, the exchange, the parent."""
    final = tmp_path / "data" / "99001"
    (tmp_path / "data").mkdir()
    asked: list[tuple[str, str]] = []
    _record(monkeypatch, asked, tmp_path)
    with paths.staged_folder(final, durable=True) as staging:
        (staging / "raw").mkdir()
        (staging / "raw" / "a.csv").write_text("1")
        (staging / "b.csv").write_text("1")
    asked.clear()
    with paths.staged_folder(final, durable=True) as staging:
        (staging / "raw").mkdir()
        (staging / "raw" / "a.csv").write_text("2")
        (staging / "b.csv").write_text("2")
    aside = f"data/{staging.name}"
    assert sorted(asked[:3]) == [
        ("fsync", f"{aside}/b.csv"), ("fsync", f"{aside}/raw"), ("fsync", f"{aside}/raw/a.csv"),
    ]  # fmt: skip
    assert asked.index(("fsync", f"{aside}/raw/a.csv")) < asked.index(("fsync", f"{aside}/raw"))
    assert asked[3:] == [
        ("fsync", aside), ("exchange", aside), ("fsync", "data"), ("remove", aside),
    ]  # fmt: skip


def test_the_names_of_new_folders_are_on_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    _record(monkeypatch, asked, tmp_path)
    paths.write_file(tmp_path / "data" / "raw" / "a.csv", "1", durable=True)
    assert asked[0][1].startswith("data/raw/.a.csv.")
    assert asked[1:] == [("fsync", "data/raw"), ("fsync", "data"), ("fsync", ".")]
    asked.clear()
    paths.write_file(tmp_path / "data" / "raw" / "a.csv", "2")
    assert asked == [], "outputs can be made again and need not wait for the disk"


def _record(monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, str]], root: Path) -> None:
    """Write down what the system is asked to do, with paths from a folder."""
    fsync, exchanged, remove = os.fsync, paths._exchanged, shutil.rmtree

    def at(path: str | Path) -> str:
        return Path(path).relative_to(root).as_posix()

    def noted_fsync(handle: int) -> None:
        asked.append(("fsync", at(Path(f"/proc/self/fd/{handle}").readlink())))
        fsync(handle)

    def noted_exchange(one: Path, other: Path) -> bool:
        asked.append(("exchange", at(one)))
        return exchanged(one, other)

    def noted_remove(path: Path, **more: bool) -> None:
        asked.append(("remove", at(path)))
        remove(path, **more)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(paths, "_exchanged", noted_exchange)
    monkeypatch.setattr(shutil, "rmtree", noted_remove)


# The project


def test_a_project_file_is_found_from_any_folder_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("params", "data", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "params" / "a.yml").write_text("")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert paths.project_root() == tmp_path
    assert paths.project_file("params/a.yml") == tmp_path / "params" / "a.yml"
    assert paths.project_file(tmp_path / "x") == tmp_path / "x"
    monkeypatch.chdir(tmp_path)
    assert paths.project_file("params/a.yml") == Path("params/a.yml")


def test_without_a_project_the_current_folder_is_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.project_root() == tmp_path


def test_package_files_are_in_the_package() -> None:
    assert paths.package_file("catalogue", "forms") == ROOT / "cchc_toolkit" / "catalogue" / "forms"


# Users


@pytest.fixture
def umask() -> Iterator[Callable[[int], object]]:
    before = os.umask(0)
    yield os.umask
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="quyền của POSIX")
@pytest.mark.parametrize(("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o007, 0o660, 0o770)])
def test_what_is_written_follows_the_umask(
    tmp_path: Path, umask: Callable[[int], object], mask: int, file: int, folder: int
) -> None:
    umask(mask)
    for _ in range(2):  # new, and in the place of an old one
        paths.write_file(tmp_path / "index.html", "x")
        with paths.staged_folder(tmp_path / "99001") as staging:
            paths.write_staged(staging, {"bao-cao.html": b"x"})
        modes = [
            path.stat().st_mode & 0o777
            for path in (
                tmp_path / "index.html", tmp_path / "99001", tmp_path / "99001" / "bao-cao.html"
            )
        ]  # fmt: skip
        assert modes == [file, folder, file]


@pytest.mark.skipif(os.name == "nt", reason="quyền của POSIX")
def test_another_users_folder_that_may_not_be_emptied_is_refused_and_leaves_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with paths.staged_folder(tmp_path / "99001") as staging:
        (staging / "a").write_text("cũ")
    monkeypatch.setattr(os, "access", lambda *_: False)

    def again() -> None:
        with paths.staged_folder(tmp_path / "99001") as staging:
            (staging / "a").write_text("mới")

    assert refusal(RenderError, again)[0] == "Không ghi được vào thư mục: không có quyền."
    assert left(tmp_path) == ["99001"]
    assert (tmp_path / "99001" / "a").read_text() == "cũ"


# Locks and leavings


def test_a_disk_without_locks_is_told_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)

    def hold() -> None:
        with only_batch(tmp_path, lambda _: None):
            pass

    assert refusal(RenderError, hold) == (
        "Không khóa được thư mục này: hệ thống tệp này không khóa được tệp.",
        str(tmp_path),
        "Chọn thư mục trên đĩa của máy, hoặc bật khóa tệp của ổ mạng (NFS: lockd).",
    )


@pytest.mark.skipif(os.name == "nt", reason="quyền của POSIX")
def test_a_lock_holds_on_a_disk_too_full_to_say_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("cchc_toolkit.system.lock.os.write", full)
    refused = pytest.raises(UsageError, match="không rõ tiến trình nào")
    with only_batch(tmp_path, print), refused, only_batch(tmp_path, print, wait=False):
        raise AssertionError("the lock is held")
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_of_a_report_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, place = tmp_path / "99001", tmp_path / "giu-lai"
    folder.mkdir()
    (folder / "ghi chú.txt").write_bytes(b"x" * 5000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as a disk with little left
    try:
        with pytest.raises(CchcError):
            keep_by_hand(folder, place, "draft")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not place.exists() or list(place.iterdir()) == []
    (kept,) = keep_by_hand(folder, place, "draft")
    assert (place / kept).read_bytes() == b"x" * 5000
    assert (place / kept).stat().st_mtime_ns == (folder / "ghi chú.txt").stat().st_mtime_ns


def test_temporary_folders_of_dead_processes_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    host = socket.gethostname()
    dead, ours = tmp_path / f"cchc-{host}-999999999-x", tmp_path / f"cchc-{host}-{os.getpid()}-y"
    foreign = tmp_path / "cchc-may-khac-999999999-z"
    for folder in (dead, ours, foreign):
        folder.mkdir()
    made = temporary_folder()
    assert left(tmp_path) == sorted(folder.name for folder in (ours, foreign, made))
