"""The two pages for clerks who fill the entry workbook, and the pictures beside them."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_toolkit.system import paths

CLERKS_GUIDE, PICTURES = "HUONG-DAN-CAN-BO.md", "hinh"
_PICTURE = re.compile(r"<!-- hình: (\S+) \| (.+) -->\n+")


def clerks_guide(pictures: str = PICTURES) -> str:
    """Return the guide with the pictures of a folder.

    >>> "](hinh/bieu-nhap.png)" in clerks_guide()
    True
    """
    text = paths.package_file("project", CLERKS_GUIDE).read_text(encoding="utf-8")
    return _PICTURE.sub(rf"![\2]({pictures}/\1)\n\n", text)


def guide_files(folder: Path) -> dict[Path, str | bytes]:
    """Return the guide and its pictures by where a project keeps them."""
    found = sorted(paths.package_file("project", PICTURES).glob("*.png"))
    pictures = {folder / PICTURES / file.name: file.read_bytes() for file in found}
    return {folder / CLERKS_GUIDE: clerks_guide(), **pictures}
