"""Vietnamese from before Unicode: text in TCVN3 (ABC) or VNI fonts, found and converted."""

from cchc_toolkit.text.legacy_text.detect import convert, detect
from cchc_toolkit.text.legacy_text.encoding import (
    ENCODINGS,
    TCVN3,
    VNI,
    Encoding,
    from_bytes,
    of_font,
)

__all__ = [
    "ENCODINGS",
    "TCVN3",
    "VNI",
    "Encoding",
    "convert",
    "detect",
    "from_bytes",
    "of_font",
]
