"""`nhan-xet.docx`: the issuer's own Word file with a comment at each passage, else a list by page.

Every character of the issuer's text stays, as do pictures and styles, byte for byte; only the parts
that hold comments and their anchors are written anew. Same file, same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from cchc_toolkit.documents.word import word_places
from cchc_toolkit.render.docx.package import packed_entry, without_clock
from cchc_toolkit.render.printable import printable
from cchc_toolkit.review.remarks import Remark, by_page, remarks_of
from cchc_toolkit.review.review import Review

AUTHOR = "cchc_toolkit"
NAME = "nhan-xet.docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRITTEN = ("word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")


def annotated(review: Review, source: Path | None) -> bytes:
    """Return the Word file that a reviewer sends back.

    `source` is the reviewed file; one that is no Word document, or one with macros, which this does
    not write, gets a list of the remarks by page.
    """
    remarks = remarks_of(review)
    if source is not None and review.reading.issued.format == "docx":
        made = _commented(source.read_bytes(), remarks)
        if made is not None:
            return made
    return _listed(review, remarks)


def _commented(data: bytes, remarks: Sequence[Remark]) -> bytes | None:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except ValueError:  # a document with macros
        return None
    places = word_places(document.element)
    first = next(document.element.body.iter(f"{_W}r"), None)
    if first is None:
        return None
    # Of comments at one place the last put in stands first.
    for remark in reversed(remarks):
        runs = _runs(places.get(remark.where), remark) or [first]
        _comment(document, runs, remark.text)
    saved = io.BytesIO()
    document.save(saved)
    main = str(document.part.partname).lstrip("/")
    return _with_own_bytes(data, saved.getvalue(), (main, *_WRITTEN))


def _runs(node: Any, remark: Remark) -> list[Any]:
    """Return the runs that a remark is about: those of its text, else all of its place."""
    if node is None:
        return []
    if remark.column >= 0:
        cells = [cell for cell in node if cell.tag == f"{_W}tc"]
        node = cells[remark.column] if remark.column < len(cells) else node
    runs = [run for run in node.iter(f"{_W}r") if any(True for _ in run.iter(f"{_W}t"))]
    texts = ["".join(piece.text or "" for piece in run.iter(f"{_W}t")) for run in runs]
    at = "".join(texts).find(remark.passage) if remark.passage else -1
    if at < 0:
        return runs
    kept, start, end = [], 0, at + len(remark.passage)
    for run, text in zip(runs, texts, strict=True):
        if start < end and start + len(text) > at:
            kept.append(_cut(run, max(0, at - start), min(len(text), end - start)))
        start += len(text)
    return kept


def _cut(run: Any, first: int, last: int) -> Any:
    """Return the run of the characters `first` to `last` of one, cut out where it is plain text.

    The characters stay as they are and in their order; each piece keeps the looks of the whole.
    """
    pieces = [child for child in run if child.tag != f"{_W}rPr"]
    if len(pieces) != 1 or pieces[0].tag != f"{_W}t":
        return run
    text = pieces[0].text or ""
    before, after = text[:first], text[last:]
    if before:
        run.addprevious(_with_text(run, before))
    if after:
        run.addnext(_with_text(run, after))
    _say(pieces[0], text[first:last])
    return run


def _with_text(run: Any, text: str) -> Any:
    made = deepcopy(run)
    _say(next(made.iter(f"{_W}t")), text)
    return made


def _say(node: Any, text: str) -> None:
    node.text = text
    node.set(_SPACE, "preserve")


def _comment(document: Any, runs: Sequence[Any], text: str) -> None:
    """Put a comment at some runs, without the day and hour, which no output of ours has."""
    from docx.text.run import Run

    anchors = [Run(run, document) for run in (runs[0], runs[-1])]
    made = document.add_comment(anchors, text=printable(text), author=AUTHOR, initials="CCHC")
    made._comment_elm.attrib.pop(f"{_W}date", None)


def _with_own_bytes(original: bytes, saved: bytes, written: Sequence[str]) -> bytes:
    """Return an archive with every entry of the original as it was, but for those written anew."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as old,
        zipfile.ZipFile(io.BytesIO(saved)) as new,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as both,
    ):
        kept = set(old.namelist())
        names = [*old.namelist(), *(name for name in new.namelist() if name not in kept)]
        comments = {name for name in new.namelist() if name.startswith("word/comments")}
        for name in dict.fromkeys(names):
            anew = name in (*written, *comments) and name in new.namelist()
            entry = packed_entry(name)
            both.writestr(entry, new.read(name) if anew or name not in kept else old.read(name))
    return made.getvalue()


def _listed(review: Review, remarks: Sequence[Remark]) -> bytes:
    """Return a Word document that lists the remarks by page."""
    import docx

    document = docx.Document()
    document.add_heading("Nhận xét khi rà soát báo cáo", 1)
    document.add_paragraph(printable(f"Tệp: {review.reading.issued.source}"))
    for note in review.unread:
        document.add_paragraph(printable(f"Chưa đọc được: {note}"))
    for note in review.notes:
        document.add_paragraph(printable(f"Lưu ý: {note}"))
    if not remarks:
        document.add_paragraph("Không có nhận xét nào.")
    heading = document.styles["Heading 2"].style_id
    for place, own in by_page(remarks).items():
        # add_heading() looks the style up among all of them each time
        document.add_paragraph(printable(place))._p.style = heading
        for remark in own:
            document.add_paragraph(printable(remark.text))
            if remark.passage:
                document.add_paragraph(printable(f"Chỗ ấy ghi: “{remark.passage}”"))
    document.core_properties.author = AUTHOR
    saved = io.BytesIO()
    document.save(saved)
    return without_clock(saved.getvalue())
