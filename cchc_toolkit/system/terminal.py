"""What is printed never ends the work: streams that replace what they cannot print and go on.

A pipe whose reader has gone, a full disk behind `>`, a closed output, an encoding without a letter:
each would raise in the middle of a run of thousands of reports. The streams given here take what
cannot be written for written; whether something was lost is asked for at the end.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import sys
from typing import Any

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What could steer a terminal or turn its text round; a tab, a line's end and its start cannot."""


def visible(text: str) -> str:
    r"""Return text that prints as itself: what would steer a terminal is written out.

    >>> visible("a\x1b[31mb\n")
    'a\\x1b[31mb\n'
    """
    return _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)


class _Raw(io.RawIOBase):
    """A file that takes everything; after the first failure it writes nothing more."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.failed: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def write(self, content: Any) -> int:
        if self.failed is None:
            try:
                written = self._raw.write(content)
            except OSError as error:
                self.failed = error
            else:
                return len(content) if written is None else int(written)
        return len(content)


class PatientStream(io.TextIOWrapper):
    """A text stream over a file of the system that no write to it stops."""

    def __init__(self, raw: io.RawIOBase, encoding: str) -> None:
        self._file = _Raw(raw)
        # A system that claims to print nothing but ASCII knows nothing of its terminal.
        known = "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding
        super().__init__(io.BufferedWriter(self._file), known, "replace", line_buffering=True)

    def write(self, text: str) -> int:
        """Write text, with whatever could steer a terminal written out."""
        return super().write(visible(text))

    @property
    def lost(self) -> OSError | None:
        """Why something was not written; None where a reader merely went away."""
        self.flush()
        failed = self._file.failed
        return None if failed is None or failed.errno == errno.EPIPE else failed


def open_closed() -> None:
    """Open closed standard streams on nothing: before any other file takes their numbers.

    Else what is printed would go into the next file that is opened, a lock or a report.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number, so this one


def keep_printing() -> None:
    """Replace this process's output and error streams by ones that stop nothing.

    Streams that are no files of the system (a test's, a notebook's) stay as they are.
    """
    for name, number in (("stdout", 1), ("stderr", 2)):
        stream = getattr(sys, name)
        if stream is None:  # closed when this process began
            setattr(sys, name, PatientStream(io.FileIO(number, "w", closefd=False), "utf-8"))
            continue
        buffer = getattr(stream, "buffer", None)
        raw = getattr(buffer, "raw", buffer)  # unbuffered, the one is the other
        if isinstance(raw, io.RawIOBase) and not isinstance(stream, PatientStream):
            stream.flush()
            setattr(sys, name, PatientStream(raw, stream.encoding))


def lost_output() -> OSError | None:
    """Return why not all of standard output was written, None where it was or nobody reads it."""
    return sys.stdout.lost if isinstance(sys.stdout, PatientStream) else None
