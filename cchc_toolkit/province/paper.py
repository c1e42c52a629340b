"""Papers that an area sends out, as PDF and Word, each in a folder of its own.

A folder is whole or not at all, and what a person has changed in it is kept before it is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from cchc_toolkit.blocks import Block
from cchc_toolkit.outputs.by_hand import keep_edited, kept_folder
from cchc_toolkit.outputs.manifest import sha256
from cchc_toolkit.outputs.paper_record import RECORD, read_record
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.text import json_text

_SCHEMA = "cchc-paper/1"


def put_paper(
    params: Params, folder: Path, name: str, blocks: tuple[Block, ...], pdf: bytes = b""
) -> tuple[str, ...]:
    """Write a paper as `<name>.pdf` and `.docx` into its folder; return the files kept of people.

    `pdf` is that of the same blocks where it is known already.
    """
    font = choose_font()
    files = {
        f"{name}.pdf": pdf or render_pdf(blocks, font),
        f"{name}.docx": render_docx(blocks, font),
    }
    return put_files(params, folder, files)


def put_files(
    params: Params, folder: Path, files: Mapping[str, bytes], **made: str | list[str]
) -> tuple[str, ...]:
    """Write the files of a paper into its folder; return those kept of people.

    `made` goes into its record: how it was made.
    """
    kept = _keep(params, folder)
    record = {
        "schema": _SCHEMA,
        "period": params.period.id,
        **made,
        "outputs": {name: sha256(content) for name, content in files.items()},
    }
    with paths.staged_folder(folder) as staging:
        paths.write_staged(staging, {**files, RECORD: json_text.indented(record).encode()})
    return kept


def take_away(params: Params, folder: Path) -> tuple[str, ...]:
    """Remove a paper that there is no reason for any more; return the files kept of people."""
    kept = _keep(params, folder)
    with paths.writable(folder):
        shutil.rmtree(folder)
    return kept


def _keep(params: Params, folder: Path) -> tuple[str, ...]:
    place = kept_folder(params, folder.name)
    with paths.writable(place):
        return keep_edited(folder, place, _ours(folder))


def _ours(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of what was made, the record itself among it."""
    said = read_record(folder)
    return {RECORD: sha256((folder / RECORD).read_bytes()), **said["outputs"]} if said else {}
