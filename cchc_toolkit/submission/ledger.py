"""The ledger of a commune's versions: a line for each record, chained, never rewritten.

`versions.jsonl` keeps the number of every version that ever was and the hash of its
`version.json`; each line carries a hash over itself and all lines before. So a version that was
edited or removed is seen, and its number is not given to another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LEDGER = "versions.jsonl"


@dataclass(frozen=True)
class LedgerLine:
    """One record as it was written; `problem` is set for a line that is none."""

    number: int
    record: str
    """SHA-256 of its `version.json`."""
    chain: str
    """SHA-256 over the chain of the line before, the number and the record."""
    problem: str = ""


def ledger_of(folder: Path) -> str:
    """Return the text of a commune's ledger, "" where it has none."""
    try:
        return (folder / LEDGER).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def read_lines(text: str) -> tuple[LedgerLine, ...]:
    """Return the lines of a ledger."""
    return tuple(map(_line, text.splitlines()))


def _line(text: str) -> LedgerLine:
    try:
        said = json.loads(text)
        return LedgerLine(int(said["number"]), str(said["record"]), str(said["chain"]))
    except (ValueError, KeyError, TypeError):
        return LedgerLine(-1, "", "", f"Dòng lạ trong {LEDGER}: {text[:60]}")


def appended(text: str, number: int, record: bytes) -> str:
    """Return the text of a ledger with the record of one more version, or a newer one of it.

    >>> lines = read_lines(appended(appended("", 1, b"one"), 2, b"two"))
    >>> [line.number for line in lines], breaks(lines)
    ([1, 2], ())
    """
    lines = read_lines(text)
    said = hashlib.sha256(record).hexdigest()
    chain = _chained(lines[-1].chain if lines else "", number, said)
    line = json.dumps({"number": number, "record": said, "chain": chain})
    return text + ("\n" if text and not text.endswith("\n") else "") + line + "\n"


def breaks(lines: Sequence[LedgerLine]) -> tuple[int, ...]:
    """Return the numbers of the lines, from 1, that do not go on from the one before.

    >>> one, two = read_lines(appended(appended("", 1, b"one"), 2, b"two"))
    >>> breaks((two,)), breaks((one, LedgerLine(2, "another", two.chain)))
    ((1,), (2,))
    """
    before = ("", *(line.chain for line in lines))
    return tuple(
        at
        for at, line in enumerate(lines, 1)
        if line.problem or line.chain != _chained(before[at - 1], line.number, line.record)
    )


def _chained(before: str, number: int, record: str) -> str:
    return hashlib.sha256(f"{before}\n{number}\n{record}".encode()).hexdigest()
