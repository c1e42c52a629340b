"""What a page of ours may run and show: its own styles and scripts, each by its hash."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

_INLINE = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)


def content_policy(template: str, scripts: str = "") -> str:
    """Return the policy of a page from its template, as the page's head states it.

    Nothing but the styles and scripts that stand in the template runs: what a report says cannot.
    `scripts` are further sources of scripts.

    >>> content_policy("<style>p { color: red }</style>")[:50]
    "default-src 'none'; base-uri 'none'; form-action '"
    """
    styles = " ".join(_hashes(template, "style")) or "'none'"
    own = " ".join((*_hashes(template, "script"), *scripts.split())) or "'none'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {styles}; script-src {own}"
    )


def _hashes(template: str, kind: str) -> Iterator[str]:
    for name, text in _INLINE.findall(template):
        if name == kind:
            digest = hashlib.sha256(text.encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"
