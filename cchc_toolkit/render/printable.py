"""Text as it may stand on a page: one spelling of each letter, no signs that show nothing."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""Return the text in NFC; line breaks stay, tabs become spaces, other control signs go.

    They come from pasting, show nothing, and make a PDF/A or an HTML page invalid.

    >>> printable("Hoa\u0300\tBi\u0300nh\x0b\ufeff")
    'Hoà Bình'
    """
    text = _CONTROL.sub(lambda sign: " " if sign[0] == "\t" else "", text)
    return unicodedata.normalize("NFC", text)
