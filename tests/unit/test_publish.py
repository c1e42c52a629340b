"""Publishing: what arrives is what was made, whole or without a manifest, and nobody else's."""

from __future__ import annotations

import errno
import importlib.util
import itertools
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.manifest import NAME, OUTPUTS, SCHEMA, sha256
from cchc_toolkit.outputs.publish import Published, Refused, check_kind, publish
from cchc_toolkit.text.json_text import indented
from tests.project import refusal

fsspec = pytest.importorskip("fsspec")

PERIOD = "2024-6T"
CODES = ("99001", "99002", "99003")
_numbers = itertools.count()


def leave(output: Path, code: str, said: str = "", extra: tuple[str, ...] = ()) -> Path:
    """Write what a batch leaves of one report, its files being a word each."""
    folder = output / PERIOD / code
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: f"{code} {name} {said}".encode() for name in (*OUTPUTS, *extra)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    manifest = {
        "schema": SCHEMA, "commune": code, "commune_name": "Xã Minh Hoạ", "period": PERIOD,
        "form": "x", "mode": "draft", "stamp": sha256(said.encode())[:16],
        "summary": {"findings": {}, "completeness": "", "rules": []}, "inputs": {},
        "outputs": {name: sha256(content) for name, content in files.items()},
    }  # fmt: skip
    (folder / NAME).write_text(indented(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for code in CODES:
        leave(tmp_path / "outputs", code)
    for name in ("index.html", "run.js", "run.json"):
        (tmp_path / "outputs" / PERIOD / name).write_text(name)
    (tmp_path / "outputs" / PERIOD / "loi").mkdir()
    (tmp_path / "outputs" / PERIOD / "loi" / "99004.ipynb").write_text("{}")
    return tmp_path / "outputs"


@pytest.fixture(params=["file", "memory", "path"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "memory":
        name = f"/cong-bo-{next(_numbers)}"
        yield f"memory:/{name}"
        fsspec.filesystem("memory").rm(name, recursive=True)
        return
    place = tmp_path / "nơi chung [1]"
    yield f"file://{place}" if request.param == "file" else str(place)


def there(url: str) -> dict[str, bytes]:
    """What stands at the place, by path below the period."""
    files, root = fsspec.core.url_to_fs(f"{url}/{PERIOD}")
    return {name[len(root) + 1 :]: files.cat_file(name) for name in files.find(root)}


def here(output: Path) -> dict[str, bytes]:
    folder = output / PERIOD
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "loi" not in path.parts
    }


def test_reports_arrive_whole_and_only_once(output: Path, url: str) -> None:
    heard: list[str] = []
    assert publish(output, PERIOD, url, heard.append) == Published(CODES, (), ())
    assert there(url) == here(output)
    assert heard == list(CODES)
    assert publish(output, PERIOD, url) == Published((), CODES, ())
    assert publish(output, PERIOD, f"{url}/") == Published((), CODES, ())


def test_only_what_changed_is_sent_and_what_is_no_longer_made_goes(output: Path, url: str) -> None:
    leave(output, "99002", extra=("bao-cao.docx", "cu.html"))
    publish(output, PERIOD, url)
    assert "99002/cu.html" in there(url)
    for name in ("bao-cao.docx", "cu.html"):
        (output / PERIOD / "99002" / name).unlink()
    leave(output, "99002", "khác")
    (output / PERIOD / "index.html").write_text("mới")
    assert publish(output, PERIOD, url) == Published(("99002",), ("99001", "99003"), ())
    assert there(url) == here(output)


def test_what_is_not_current_is_withdrawn_or_not_sent(output: Path, url: str) -> None:
    """Failed, outdated, no longer asked for: none of them passes for a report of today."""
    publish(output, PERIOD, url)
    files, root = fsspec.core.url_to_fs(url)
    files.pipe_file(f"{root}/{PERIOD}/99003/ghi-chu.txt", b"cua toi")
    current = lambda code, manifest: bool(manifest) and code not in ("99002", "99003")  # noqa: E731
    became = publish(output, PERIOD, url, current=current)
    assert became == Published((), ("99001",), (), ("99002", "99003"))
    kept = {name for name in here(output) if not name.startswith(("99002", "99003"))}
    assert set(there(url)) == {*kept, "99003/ghi-chu.txt"}
    assert publish(output, PERIOD, url, current=current) == Published((), ("99001",), ())


def test_a_file_of_the_same_length_is_not_the_same(output: Path, url: str) -> None:
    publish(output, PERIOD, url)
    files, root = fsspec.core.url_to_fs(url)
    path = f"{root}/{PERIOD}/99002/bao-cao.pdf"
    files.pipe_file(path, b"?" * len(files.cat_file(path)))
    assert publish(output, PERIOD, url).sent == ("99002",)
    assert there(url) == here(output)


def test_what_somebody_put_beside_a_report_stays(output: Path, url: str) -> None:
    publish(output, PERIOD, url)
    files, root = fsspec.core.url_to_fs(url)
    files.pipe_file(f"{root}/{PERIOD}/99001/ghi-chu.txt", b"cua toi")
    assert publish(output, PERIOD, url).same == CODES
    leave(output, "99001", "khác")
    assert publish(output, PERIOD, url).sent == ("99001",)
    assert there(url)["99001/ghi-chu.txt"] == b"cua toi"


@pytest.mark.parametrize(
    "spoil", ["bao-cao.html", "manifest.json", "bao-cao.pdf cut", "bao-cao.docx left"]
)
def test_what_was_spoilt_there_is_sent_again(output: Path, url: str, spoil: str) -> None:
    publish(output, PERIOD, url)
    files, root = fsspec.core.url_to_fs(url)
    name, _, how = spoil.partition(" ")
    path = f"{root}/{PERIOD}/99002/{name}"
    files.pipe_file(path, b"x") if how else files.rm_file(path)
    assert publish(output, PERIOD, url) == Published(("99002",), ("99001", "99003"), ())
    assert there(url) == here(output)


def test_a_report_that_is_not_what_its_manifest_says_is_not_sent(output: Path, url: str) -> None:
    (output / PERIOD / "99001" / "bao-cao.pdf").write_bytes(b"another")
    (output / PERIOD / "99002" / "figures.json").unlink()
    (output / PERIOD / "99003" / NAME).write_text("{")
    became = publish(output, PERIOD, url)
    assert became.failed == (
        Refused("99001", "Đầu ra đã bị sửa từ khi lập. (bao-cao.pdf)"),
        Refused("99002", "Không đọc hoặc không gửi được: không có tệp hoặc thư mục này."),
        Refused("99003", "Thiếu hoặc hỏng manifest.json."),
    )
    assert set(there(url)) == {"index.html", "run.js", "run.json"}


def test_another_communes_report_in_the_folder_is_not_sent(output: Path, url: str) -> None:
    (output / PERIOD / "99002").rename(output / "aside")
    (output / PERIOD / "99001").rename(output / PERIOD / "99002")
    became = publish(output, PERIOD, url)
    assert [refused.name for refused in became.failed] == ["99002"]
    assert became.failed[0].why.startswith("Thư mục chứa báo cáo của xã hoặc kỳ khác.")
    assert "manifest.json: ghi 99001 · 2024-6T" in became.failed[0].why
    assert not any(name.startswith("99002") for name in there(url))


def test_a_name_that_would_leave_the_folder_is_refused(output: Path, url: str) -> None:
    manifest = output / PERIOD / "99001" / NAME
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"outputs": {', '"outputs": {"../../x": "",'))
    (refused,) = publish(output, PERIOD, url).failed
    assert (refused.name, refused.why) == (
        "99001", 'Tên "../../x" không dùng làm tên tệp được.'
    )  # fmt: skip


class Store:
    """The memory file system with something wrong with it, and a list of what was written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from fsspec.implementations.memory import MemoryFileSystem

        self.written: list[str] = []
        self.fails_at = ""
        self.lies_about = ""
        self.seconds = 0.0
        pipe, cat = MemoryFileSystem.pipe_file, MemoryFileSystem.cat_file

        def pipe_file(fs: Any, path: str, value: bytes, **more: Any) -> None:
            if self.fails_at and path.endswith(self.fails_at):
                raise OSError(errno.ENOSPC, "No space left on device")
            time.sleep(self.seconds)
            self.written.append(path.rpartition(f"{PERIOD}/")[2])
            pipe(fs, path, value, **more)

        def cat_file(fs: Any, path: str, *some: Any, **more: Any) -> bytes:
            content: bytes = cat(fs, path, *some, **more)
            lie = self.lies_about and path.endswith(self.lies_about)
            return content[:-1] if lie else content

        monkeypatch.setattr(MemoryFileSystem, "pipe_file", pipe_file)
        monkeypatch.setattr(MemoryFileSystem, "cat_file", cat_file)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    return Store(monkeypatch)


@pytest.fixture
def memory() -> Iterator[str]:
    name = f"/cong-bo-{next(_numbers)}"
    yield f"memory:/{name}"
    fsspec.filesystem("memory").rm(name, recursive=True)


def test_the_manifest_is_sent_last_and_the_page_after_all_reports(
    output: Path, memory: str, store: Store
) -> None:
    publish(output, PERIOD, memory)
    for code in CODES:
        sent = [name for name in store.written if name.startswith(code)]
        assert sent[-1] == f"{code}/{NAME}"
        assert len(sent) == len(OUTPUTS) + 1
    assert store.written[-3:] == ["run.js", "run.json", "index.html"]
    store.written.clear()
    publish(output, PERIOD, memory)
    assert store.written == []


def test_what_a_full_disk_stopped_has_no_manifest_and_is_sent_the_next_time(
    output: Path, memory: str, store: Store
) -> None:
    publish(output, PERIOD, memory)
    leave(output, "99002", "khác")
    store.fails_at = "99002/findings.json"
    assert publish(output, PERIOD, memory) == Published(
        (), ("99001", "99003"),
        (Refused("99002", "Không đọc hoặc không gửi được: đĩa đã đầy."),),
    )  # fmt: skip
    assert f"99002/{NAME}" not in there(memory)
    store.fails_at = ""
    assert publish(output, PERIOD, memory) == Published(("99002",), ("99001", "99003"), ())
    assert there(memory) == here(output)


def test_what_reads_back_differently_is_told_and_gets_no_manifest(
    output: Path, memory: str, store: Store
) -> None:
    store.lies_about = "99003/bao-cao.html"
    (refused,) = publish(output, PERIOD, memory).failed
    assert refused == Refused(
        "99003", "Tệp đọc lại từ nơi công bố khác với tệp đã gửi. (bao-cao.html)"
    )
    store.lies_about = ""
    assert f"99003/{NAME}" not in there(memory)


def test_a_page_that_cannot_be_sent_is_told(output: Path, memory: str, store: Store) -> None:
    store.fails_at = "index.html"
    became = publish(output, PERIOD, memory)
    assert became.sent == CODES
    assert became.failed == (Refused("index.html", "Không đọc hoặc không gửi được: đĩa đã đầy."),)


def test_a_stop_is_heard_at_once_and_finished_by_the_next_call(
    output: Path, memory: str, store: Store
) -> None:
    codes = tuple(str(number) for number in range(99001, 99041))
    for code in codes:
        leave(output, code)

    def stop(_code: str) -> None:
        raise KeyboardInterrupt

    store.seconds = 0.01
    with pytest.raises(KeyboardInterrupt):
        publish(output, PERIOD, memory, stop)
    written = len(store.written)
    assert sum(name.endswith(NAME) for name in store.written) < len(codes)
    store.seconds = 0
    became = publish(output, PERIOD, memory)
    assert became.sent
    assert sorted(became.sent + became.same) == list(codes)
    assert len(store.written) > written
    assert there(memory) == here(output)


def test_the_folder_of_outputs_is_no_place_to_publish_to(output: Path) -> None:
    problem, _, advice = refusal(UsageError, lambda: publish(output, PERIOD, str(output)))
    assert (problem, advice) == ("Nơi công bố chính là thư mục kết quả.", "Chọn một thư mục khác.")
    assert publish(output, PERIOD, str(output / "khac")).sent == CODES


def test_an_unknown_kind_of_place_is_refused_without_showing_secrets(output: Path) -> None:
    problem, where, advice = refusal(
        UsageError, lambda: publish(output, PERIOD, "xyz://ten:matkhau@kho/a")
    )
    assert problem.startswith("Không dùng được nơi công bố: ")
    assert where == "xyz://kho/a"
    assert "matkhau" not in problem + advice


def test_the_kind_of_place_can_be_checked_before_a_run(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = threading.active_count()
    for url in ("memory://x", "file:///x", "x/y", "C:/x", "s3://kho" if has_s3() else "x"):
        check_kind(url)
    assert threading.active_count() == threads
    _, where, _ = refusal(UsageError, lambda: check_kind("xyz://ten:matkhau@kho/a"))
    assert where == "xyz://kho/a"
    monkeypatch.setitem(sys.modules, "fsspec", None)
    problem, _, advice = refusal(UsageError, lambda: check_kind("memory://x"))
    assert problem == "Chưa cài fsspec, nên không công bố được."
    assert advice == 'Cài thêm: pip install "cchc-toolkit[cloud]".'
    refusal(UsageError, lambda: publish(output, PERIOD, "memory://x"))


def has_s3() -> bool:
    return importlib.util.find_spec("s3fs") is not None


def test_a_place_that_only_gives_is_told(
    output: Path, memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    def pipe_file(*_some: Any, **_more: Any) -> None:
        raise NotImplementedError

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", pipe_file)
    became = publish(output, PERIOD, memory)
    assert became.failed[0] == Refused("99001", "Nơi công bố này chỉ cho đọc.")
    assert [refused.name for refused in became.failed] == [*CODES, "run.js", "run.json",
                                                           "index.html"]  # fmt: skip


def test_a_place_that_cannot_be_reached_is_told_before_anything(output: Path) -> None:
    problem, _, advice = refusal(
        UsageError, lambda: publish(output, PERIOD, str(output / PERIOD / "index.html"))
    )
    assert problem.startswith("Không tới được nơi công bố: ")
    assert advice == "Kiểm tra địa chỉ, quyền ghi và mạng."


def test_a_period_is_checked(output: Path) -> None:
    refusal(UsageError, lambda: publish(output, "../2024", "memory://x"))
