"""A finished report in the folder of outputs: its manifest proves whose it is and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_toolkit.blocks import Identity
from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.guard import strangers
from cchc_toolkit.outputs.manifest import NAME, read_manifest, sha256
from cchc_toolkit.system import paths


@dataclass(frozen=True)
class LocalReport:
    """A report in the folder of outputs: its manifest and what that names."""

    folder: Path
    manifest: bytes
    outputs: dict[str, str]
    """The SHA-256 of each file by name."""

    def without(self, names: Sequence[str]) -> LocalReport:
        """Return it without some of its files; the manifest still names them."""
        return replace(self, outputs={n: sha for n, sha in self.outputs.items() if n not in names})

    def read(self) -> dict[str, bytes]:
        """Return the files, each what the manifest says; raise `DataError` otherwise."""
        files = {name: (self.folder / name).read_bytes() for name in self.outputs}
        spoilt = [name for name in files if sha256(files[name]) != self.outputs[name]]
        if spoilt:
            raise DataError("Đầu ra đã bị sửa từ khi lập.", where=", ".join(spoilt))
        return files


def local_report(folder: Path, code: str, period: str) -> LocalReport:
    """Return a report whose manifest is of this commune and period; raise `DataError` otherwise."""
    found = read_manifest(folder / code)
    if found is None:
        raise DataError("Thiếu hoặc hỏng manifest.json.", advice="Chạy lại cchc batch.")
    content = (folder / code / NAME).read_bytes()
    wrong = strangers({NAME: content}, Identity(code, period, found["stamp"]))
    if wrong:
        raise DataError("Thư mục chứa báo cáo của xã hoặc kỳ khác.", where="; ".join(wrong))
    for name in found["outputs"]:
        paths.inside(folder / code, name)
    return LocalReport(folder / code, content, found["outputs"])
