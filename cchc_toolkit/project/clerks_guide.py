"""The two pages for clerks who fill the entry workbook: one text, with or without its pictures."""

from __future__ import annotations

import re

from cchc_toolkit.system import paths

CLERKS_GUIDE = "HUONG-DAN-CAN-BO.md"
_PICTURE = re.compile(r"<!-- hình: (\S+) \| (.+) -->\n+")


def clerks_guide(pictures: str = "") -> str:
    """Return the guide; with the pictures of a folder, or without them where none is named.

    >>> "bieu-nhap.png" in clerks_guide("images"), "bieu-nhap.png" in clerks_guide()
    (True, False)
    """
    text = paths.package_file("project", CLERKS_GUIDE).read_text(encoding="utf-8")
    shown = rf"![\2]({pictures}/\1)\n\n" if pictures else ""
    return _PICTURE.sub(shown, text)
