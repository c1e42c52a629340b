"""Where a fault may sit: in stored data, in the commune's own texts, in a finished document.

A fault is made once, in the finished report; here the same change is carried over to the data that
`cchc check` reads, or to a file of another format that `cchc review` reads.
"""

from __future__ import annotations

import difflib
import html
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from detection_base import WINDOW, Doc
from detection_faults import CAUSE, ISSUED, OWN, Target

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks import Finding, Scope, check
from cchc_toolkit.documents import read_report
from cchc_toolkit.documents.read import understood
from cchc_toolkit.errors import DataError
from cchc_toolkit.review import Review, review_issued
from cchc_toolkit.submission import Document, Passage, Value
from cchc_toolkit.submission.office import Office
from cchc_toolkit.text.formatting import parse_date, parse_number

DATA, TEXT, FILE = "số liệu lưu", "lời văn lưu", "văn bản"
SURFACES = (DATA, TEXT, FILE)
FORMATS = ("txt", "html", "docx")
CELL_KINDS = {"count", "money", "percent", "choice"}
DECREE = r"Nghị định số 30/2020/NĐ-CP ngày (\d+/\d+/\d+)"
OFFICE_FAULTS = {
    "thieu_kinh_gui": {"superior": ""},
    "thieu_so": {"number": ""},
    "thieu_ngay": {"date": ""},
    "thieu_tm": {"authority": ""},
}
"""Faults of the layout that a file of parameters can have as well."""
OFFICE = Office(
    name="Xã Minh Hoạ",
    superior="Ủy ban nhân dân huyện Minh Hoạ",
    place="Minh Hoạ",
    number="45",
    date="17/6/2024",
    signatory="Nguyễn Văn Minh Hoạ",
    filed_by="VT, VP",
)
REFUSED = Finding("đọc", "chặn", "Tệp số liệu không đọc được.", "")
"""What stands for a file of data that is refused: the error names the line and the cell."""


# --- a finished document ------------------------------------------------------------------------


def reviewed(doc: Doc, kind: str) -> Review:
    """Return the review of a report as a file of a format."""
    form = load_form()
    if kind == "txt":
        return review_issued(understood(doc.raw(), form, "bao-cao.txt"), form, earlier=doc.earlier)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"bao-cao.{kind}"
        file.write_bytes(as_html(doc) if kind == "html" else as_word(doc))
        return review_issued(read_report(file, form), form, earlier=doc.earlier)


def as_html(doc: Doc) -> bytes:
    """Return a report as a web page: a paragraph a line, then the table."""
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in doc.lines)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>\n"
        for row in doc.table
    )
    head = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head>'
    return f"{head}<body>{lines}<table>{rows}</table></body></html>".encode()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="r1" Type="{R}" Target="word/document.xml"/></Relationships>',
}


def as_word(doc: Doc) -> bytes:
    """Return a report as a Word file: the least that a package may hold."""
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in doc.table
    )
    text = "".join(map(_paragraph, doc.lines))
    body = f'<w:document xmlns:w="{W}"><w:body>{text}<w:tbl>{rows}</w:tbl></w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in {**PARTS, "word/document.xml": body}.items():
            package.writestr(name, content)
    return stream.getvalue()


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


# --- stored data --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """What `cchc check` looks at; `wanted` are the cells, documents or items that are wrong."""

    scope: Scope | None
    """None where the files are refused when they are read."""
    wanted: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules any finding of which counts: for what has no place."""


def as_data(doc: Doc, clean: Doc, kind: str, targets: tuple[Target, ...]) -> Stored | None:
    """Return the stored data with the fault of a report, None where they cannot have it."""
    base = base_scope(clean)
    rules = tuple(name for what, name in targets if what == "whole")
    if kind in OFFICE_FAULTS:
        office = Office(**{**vars(OFFICE), **OFFICE_FAULTS[kind]})
        return Stored(replace(base, office=office), (), ("C08", "R26"))
    cells = [key for key in doc.keys if doc.cell(key) != clean.cell(key)]
    if cells:
        return Stored(_with_cells(base, doc, cells), _rows(targets), rules)
    window = _window_line(doc)
    if window is not None and window != _window_line(clean):
        return Stored(replace(base, window=window), (), ("R14", "R12"))
    return _with_papers(base, doc, clean)


def _rows(targets: tuple[Target, ...]) -> tuple[str, ...]:
    return tuple(name for what, name in targets if what == "row")


def _with_cells(base: Scope, doc: Doc, keys: list[str]) -> Scope | None:
    values = dict(base.submission.values)
    for key in keys:
        text, row = doc.cell(key), base.form.indicators[key]
        if row.kind not in CELL_KINDS or not text:
            values[key] = Value("not_reported")
            continue
        try:
            number = parse_number(text, integer=row.integer)
        except DataError:
            return None
        values[key] = Value("reported", number, text, f"indicators.csv, {key}")
    return _with(base, values=MappingProxyType(values))


def _with(base: Scope, **changes: object) -> Scope:
    return replace(base, submission=replace(base.submission, **changes))  # type: ignore[arg-type]


def _window_line(doc: Doc) -> Window | None:
    for line in doc.lines[:14]:
        found = re.search(r"từ ngày (\d+/\d+/\d+) đến (?:hết )?ngày (\d+/\d+/\d+)", line)
        if found is not None:
            return Window(parse_date(found[1]), parse_date(found[2]))
    return None


def _with_papers(base: Scope, doc: Doc, clean: Doc) -> Stored | None:
    """Carry a changed number or date of a citation over to the register."""
    before, after = Papers.of(clean), Papers.of(doc)
    changed = [
        at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other
    ]
    if len(after) != len(before) or not changed:
        return None
    documents = dict(base.submission.documents)
    wanted = []
    for at in changed:
        (symbol, number, day), (_, new_number, new_day) = before[at], after[at]
        names = [
            name
            for name, paper in documents.items()
            if (paper.symbol, paper.number.lstrip("0")) == (symbol, number.lstrip("0"))
            and paper.date == parse_date(day)
        ]
        if not names:
            return None
        try:
            moved = parse_date(new_day)
        except DataError:
            return Stored(None)
        documents[names[0]] = replace(documents[names[0]], number=new_number, date=moved)
        wanted.append(names[0])
    return Stored(_with(base, documents=MappingProxyType(documents)), tuple(wanted))


class Papers:
    """The citations of a report that the benchmark changes: symbol, number, day."""

    @staticmethod
    def of(doc: Doc) -> list[tuple[str, str, str]]:
        found = []
        for line in doc.lines:
            found += [(m[2], m[1], m[3]) for m in OWN.finditer(line)]
            found += [("TB-UBND", "61", m[1]) for m in re.finditer(ISSUED, line)]
            found += [("CT-UBND", _number(m[0]), m[1]) for m in re.finditer(CAUSE, line)]
            found += [("NĐ-CP", "30/2020", m[1]) for m in re.finditer(DECREE, line)]
        return found


def _number(citation: str) -> str:
    return re.search(r"\d+", citation)[0]  # type: ignore[index]


@cache
def base_scope(clean: Doc) -> Scope:
    """Return the stored data of a clean report, the sentences added to it in its register."""
    documents = dict(clean.submission.documents)
    for paper in _added(clean):
        documents[paper.id] = paper
    submission = replace(clean.submission, documents=MappingProxyType(documents))
    return Scope(submission, WINDOW, OFFICE, "sign", earlier=clean.earlier)


def _added(clean: Doc) -> Iterator[Document]:
    own = f"UBND {clean.submission.commune.name[:1].lower()}{clean.submission.commune.name[1:]}"
    for symbol, number, day in Papers.of(clean):
        kind, issuer, implements = {
            "TB-UBND": ("Thông báo", own, "chi-thi"),
            "CT-UBND": ("Chỉ thị", "UBND huyện Minh Hoạ", ""),
            "NĐ-CP": ("Nghị định", "Chính phủ", ""),
        }.get(symbol, ("", "", ""))
        if kind:
            name = {"TB-UBND": "thong-bao", "CT-UBND": "chi-thi"}.get(symbol, "nghi-dinh")
            yield Document(
                name, kind, number, symbol, parse_date(day), issuer, "", implements, "", "sổ"
            )


# --- the commune's own texts --------------------------------------------------------------------


def as_texts(doc: Doc, clean: Doc) -> tuple[Scope, Scope, tuple[str, ...]] | None:
    """Return clean and faulty data whose changed lines are the commune's own texts, and the items.

    None where the change is in no item of the outline, or leaves nothing of a line.
    """
    changed = _changed_lines(doc, clean)
    items = {line.item for line in changed}
    if not changed or "" in items or not all(line.faulty[-1:] for line in changed):
        return None
    base = base_scope(clean)
    before = _typed(base, changed, [line.clean for line in changed])
    return before, _typed(base, changed, [line.faulty for line in changed]), tuple(items)


def all_typed(clean: Doc) -> Scope:
    """Return the stored data of a report whose every sentence the commune typed itself."""
    found = [Line(item, (), _cut(line, label)) for line, (item, label) in labels_of(clean).items()]
    scope = base_scope(clean)
    bare = _with(scope, texts=MappingProxyType({}))
    return _typed(bare, found, [line.faulty for line in found])


@dataclass(frozen=True)
class Line:
    """A changed line: what it says under its item, and what it says with the fault."""

    item: str
    clean: tuple[str, ...]
    faulty: tuple[str, ...]
    nth: int = 99
    """Which paragraph of the item it is; one that is not there comes last."""


def _typed(base: Scope, changed: list[Line], said: list[tuple[str, ...]]) -> Scope:
    texts = dict(base.submission.texts)
    for line, words in zip(changed, said, strict=True):
        others = texts[line.item].paragraphs if line.item in texts else ()
        before, after = others[: line.nth], others[line.nth + bool(line.clean) :]
        texts[line.item] = Passage((*before, *words, *after), "narrative.yml")
    return _with(base, texts=MappingProxyType(texts))


def _changed_lines(doc: Doc, clean: Doc) -> list[Line]:
    """Return what a fault changed in the prose, by item of the outline."""
    labels = labels_of(clean)
    found = []
    matcher = difflib.SequenceMatcher(None, clean.lines, doc.lines, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        old, new = clean.lines[a:b], doc.lines[c:d]
        if what == "replace" and len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                item, label = labels.get(one, ("", ""))
                if not item:
                    return [Line("", (), ())]
                nth = [line for line, (name, _) in labels.items() if name == item].index(one)
                found.append(Line(item, _cut(one, label), _cut(other, label), nth))
        elif what == "insert":
            above = next((line for line in reversed(clean.lines[:a]) if line in labels), "")
            for line in new:
                item, label = labels.get(line, labels.get(above, ("", "")))
                once = _cut(line, label) if line in labels else ()
                found.append(Line(item, once, (*once, *_cut(line, label if once else ""))))
        elif what != "equal":
            found.append(Line("", (), ()))
    return found


def _cut(line: str, label: str) -> tuple[str, ...]:
    said = line[len(label) :].strip(" -+")
    return (said,) if said.strip(" .") else ()


@cache
def labels_of(clean: Doc) -> dict[str, tuple[str, str]]:
    """Return for each line of the prose its item of the outline and the label that opens it."""
    reading = reviewed(clean, "txt").reading
    found = {}
    by_text = {line.lstrip("-+ ").strip(): line for line in clean.lines}
    # The last paragraph is the closing sentence, which no item asks for.
    for passage, place in list(zip(reading.issued.paragraphs, reading.places, strict=True))[:-1]:
        line = by_text.get(passage.text)
        item = reading.form.items.get(place.item)
        if line is not None and item is not None and not item.lead:
            mark = len(line) - len(line.lstrip("-+ "))
            found[line] = (place.item, line[: mark + place.start])
    return found


# --- what a check names -------------------------------------------------------------------------


def checked(scope: Scope) -> tuple[Finding, ...]:
    """Return what the check finds in stored data."""
    return check(scope)


def identity(finding: Finding) -> tuple[str, str, str]:
    """Return what makes a finding the same one: rule, message, quote."""
    return finding.rule, finding.message, finding.quote


def ranked(findings: list[Finding]) -> list[str]:
    """Return the places that findings name, chief places first."""
    chief = [f.suspect or f.keys[0] for f in findings if f.keys]
    others = [key for f in findings for key in f.keys]
    return list(dict.fromkeys((*chief, *others)))
