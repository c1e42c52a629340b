"""A report as issued, taken back as a delivery: its appendix, its prose, the documents it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import AppendixRow, ParsedReport
from cchc_toolkit.documents.raw import Line, Raw
from cchc_toolkit.documents.read import read_raw, understood
from cchc_toolkit.documents.sniff import MAX_TEXT, content_of, kind_of, load_bytes
from cchc_toolkit.documents.text import read_text
from cchc_toolkit.documents.understanding.issued_submission import read_issued
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.documents.web import read_web
from cchc_toolkit.documents.word import read_word
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.cleaning import clean, repair_of, shortened
from cchc_toolkit.intake.csv_table import decoded
from cchc_toolkit.intake.word_fonts import in_unicode_fonts
from cchc_toolkit.submission import Passage, Value
from cchc_toolkit.submission.delivery import Delivery, Repair
from cchc_toolkit.submission.filler import is_filler, says_nothing, without_marks
from cchc_toolkit.submission.save import number_text
from cchc_toolkit.submission.table import raise_all
from cchc_toolkit.text.legacy_text import Encoding, convert, detect

_BULLETS = {"-": "- ", "–": "- ", "—": "- ", "•": "- ", "+": "+ "}
_SHOWN = 20


def read_issued_report(path: Path, form: Form) -> tuple[Delivery, ParsedReport]:
    """Return the delivery that a report amounts to, and what was read of it.

    Raises `DataError` where the report has no appendix of the form, or where a cell of it cannot
    be read as a number: every such cell is named.
    """
    raw, repairs = _raw(path)
    issued = understood(raw, form, path.name)
    if not issued.rows:
        raise DataError(
            f"Báo cáo không có bảng phụ lục theo {form.called}, không có số liệu để nhập.",
            where=path.name,
            advice="Nhập tệp có kèm phụ lục thống kê, hoặc nhập biểu Excel.",
        )
    _refuse_unreadable(path.name, issued.rows)
    reading = read_issued(issued, form)
    submission = reading.scope.submission
    period = issued.letterhead.period
    values = {key: _placed(path.name, value) for key, value in submission.values.items()}
    taken, said = _from_prose(path.name, reading)
    texts = dict(_texts(reading))
    own = {item: kept for item, text in texts.items() if (kept := _own(text, item, reading))}
    delivery = Delivery(
        source=path.name,
        commune="",
        period=period.id if period else issued.mark.period if issued.mark else "",
        form=form.id,
        values=MappingProxyType(values),
        documents=submission.documents,
        texts=MappingProxyType(own),
        repairs=(*repairs, *_rewritten(reading), *taken),
        notes=(*issued.notes, *_other_period(issued), *said, *_left_out(texts, own)),
    )
    return delivery, issued


def _other_period(issued: ParsedReport) -> Iterator[str]:
    """Yield a note where a report was written over one of ours of another period."""
    period, mark = issued.letterhead.period, issued.mark
    if period and mark and mark.period != period.id:
        yield (f"Tệp mang dấu của kỳ {mark.period}, tên báo cáo ghi kỳ {period.id}: lấy theo tên.")


def _raw(path: Path) -> tuple[Raw, tuple[Repair, ...]]:
    """Return the lines and tables of a file, those in an old encoding turned into Unicode."""
    data = load_bytes(path)
    if content_of(BytesIO(data)) == "text":
        return _from_text(path, data)
    if kind_of(data, path.name) == "docx":
        mended, repairs = in_unicode_fonts(data, path.name)
        return (read_raw(path) if mended == data else _word(mended, path.name)), repairs
    raw = read_raw(path)
    encoding = detect(piece.text for piece in raw.pieces if isinstance(piece, Line))
    if encoding is not None:
        raise DataError(
            f"Chữ trong PDF dùng phông {encoding.name}, không đọc lại được đủ chữ.",
            where=path.name,
            advice="Nhập tệp Word gốc, hoặc biểu Excel.",
        )
    return raw, ()


def _word(data: bytes, name: str) -> Raw:
    return read_word(data, name).bounded()


def _from_text(path: Path, data: bytes) -> tuple[Raw, tuple[Repair, ...]]:
    if len(data) > MAX_TEXT:
        return read_raw(path), ()  # which says that it is too large
    text, encoding = decoded(data, path.name)
    lines = text.splitlines()
    repairs = tuple(
        repair
        for number, found in enumerate(lines, 1)
        if (repair := _repair(f"{path.name}, dòng {number}", found, encoding))
    )
    if encoding is None:
        return read_raw(path), repairs
    mended = "\n".join(convert(line, encoding) for line in lines)
    if kind_of(mended.encode(), path.name) == "html":
        return read_web(mended, path.name).bounded(), repairs
    return read_text(mended).bounded(), repairs


def _repair(where: str, found: str, encoding: Encoding | None) -> Repair | None:
    """Return what had to be done to a line besides folding its spaces, which readers do anyway."""
    flat = " ".join(found.split(" "))
    repair = repair_of(where, flat.strip(), clean(flat, encoding), encoding)
    return None if repair is None or "khoảng trắng" in repair.why else repair


def _refuse_unreadable(name: str, rows: Iterable[AppendixRow]) -> None:
    problems = [
        DataError(
            f'Ô số liệu "{row.text}" của {row.stt} "{row.label}" không đọc được thành số.',
            where=f"{name}, phụ lục, {row.where}",
            advice="Sửa ô này trong tệp: chỉ ghi số, để trống, KAD hoặc KCB.",
        )
        for row in rows
        if row.state == "unreadable"
    ]
    raise_all(problems[:_SHOWN])


def _placed(name: str, value: Value) -> Value:
    source = f"{name}, {value.source}" if value.source else name
    text = value.text if value.reported else ""
    return Value(value.state, value.number, text, source, value.note)


def _rewritten(reading: UnderstoodReport) -> Iterator[Repair]:
    """Yield what stands in a cell of the appendix besides the number that it is read as."""
    for key, row in reading.rows.items():
        value = reading.scope.submission.value(key)
        stored = number_text(value, reading.form.indicators[key])
        if row.text and row.text != stored:
            why = "ghi mã lựa chọn" if reading.form.indicators[key].choices else "chỉ giữ lại số"
            if row.state != "reported":
                why = "không phải là số"
            yield Repair(f"phụ lục, {row.where}", row.text, stored, why)


def _from_prose(name: str, reading: UnderstoodReport) -> tuple[tuple[Repair, ...], tuple[str, ...]]:
    """Return the figures that the words of the report gave: what was read as none, and a note."""
    values = reading.scope.submission.values
    prose = {key: value for key, value in values.items() if key not in reading.rows}
    repairs = tuple(
        Repair(
            f"{name}, {value.source}", shortened(value.text), "0", f"{key}: lời văn nói không có"
        )
        for key, value in prose.items()
        if not any(char.isdigit() for char in value.text)
    )
    if not prose:
        return repairs, ()
    note = f"{len(prose)} số liệu ngoài biểu lấy từ lời văn, cần đối chiếu: {', '.join(prose)}."
    return repairs, (note,)


def _own(passage: Passage, item: str, reading: UnderstoodReport) -> Passage | None:
    """Return what of a passage is the commune's own word, None where a report printed it by itself.

    The outline's statement that nothing arose is taken as that word of the commune, not as a text;
    a gap in a sentence of the commune's is an open place.
    """
    asked = reading.form.items[item]
    kept = tuple(without_marks(text) for text in passage.paragraphs if not is_filler(text, asked))
    if kept and all(says_nothing(text, asked) for text in kept):
        return Passage((), passage.source, nothing=True)
    return replace(passage, paragraphs=kept) if kept else None


def _left_out(read: Mapping[str, Passage], own: Mapping[str, Passage]) -> Iterator[str]:
    left = [item for item, passage in read.items() if passage != own.get(item)]
    left = [item for item in left if item not in own or not own[item].nothing]
    if left:
        yield (
            f"Câu mẫu, câu kết, chỗ trống của dự thảo ở {len(left)} mục không nhập làm lời văn "
            f"của xã: {', '.join(left)}."
        )


def _texts(reading: UnderstoodReport) -> Iterator[tuple[str, Passage]]:
    """Yield the passages with the bullets that they had, and the file that they stand in."""
    marks: dict[str, list[str]] = {}
    for passage, place in zip(reading.issued.paragraphs, reading.places, strict=True):
        if place.item and passage.text[place.start :].strip():
            mark = "" if place.start else _BULLETS.get(passage.mark, "")
            marks.setdefault(place.item, []).append(mark)
    for item, written in reading.scope.submission.texts.items():
        said = zip(marks[item], written.paragraphs, strict=True)
        source = f"{reading.issued.source}, {written.source}"
        yield item, Passage(tuple(f"{mark}{text}" for mark, text in said), source)
