"""Submissions as hypothesis makes them, and files as people hand them in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from project import OFFICE, PERIOD, Project

from cchc_toolkit.catalogue import Form, Indicator, load_form
from cchc_toolkit.intake import ImportOptions
from cchc_toolkit.submission import Document, Passage, Value
from cchc_toolkit.text.formatting import clean_text

FORM = load_form()
CODE = "99001"
NAME = "Xã Minh Hoạ 01"
DAY = date(2024, 6, 10)
ROWS = tuple(row.key for row in FORM.rows if row.fillable)
KEY, OTHER, PERCENT = (
    "tthc.ho_so.tiep_nhan",
    "tthc.ho_so.tiep_nhan.bcci",
    next(row.key for row in FORM.rows if row.kind == "percent"),
)


def asked(project: Project, **said: str) -> ImportOptions:
    project.write_params(CODE, {"name": NAME})
    return ImportOptions({PERIOD: project.params()}, **said)


def tidy(rows: Iterable[Mapping[str, str]], *, mark: str = ",") -> str:
    """Return a tidy table with the columns of its first line."""
    lines = list(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(lines[0]), delimiter=mark, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()


def line(key: str, value: str = "", state: str = "", **more: str) -> dict[str, str]:
    return {
        "commune": CODE, "period": PERIOD, "key": key, "value": value, "state": state, "note": "",
        **more,
    }  # fmt: skip


def put(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


STATES = st.sampled_from(("not_applicable", "suppressed", "not_reported"))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=40).map(clean_text)
VIETNAMESE = st.lists(
    st.sampled_from(["hồ sơ", "đã giải quyết", "trước hạn,", "của Ủy ban nhân dân", "đạt 99,38%"]),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip


def numbers(row: Indicator) -> st.SearchStrategy[Value]:
    """Values of a row as reported, each with a text that means its number."""
    if row.choices:
        made = st.sampled_from([Decimal(code) for code, _ in row.choices])
    elif row.integer:
        made = st.integers(0, 10**15).map(Decimal)
    else:
        made = st.one_of(
            st.decimals(0, Decimal("99999"), places=4), st.integers(1000, 999_999).map(Decimal)
        )
    return made.map(lambda number: Value("reported", number, _written(number)))


def _written(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def values(
    form: Form = FORM, keys: tuple[str, ...] = tuple(row.key for row in FORM.fillable),
    notes: st.SearchStrategy[str] = WORDS,
) -> st.SearchStrategy[dict[str, Value]]:  # fmt: skip
    @st.composite
    def made(draw: st.DrawFn) -> dict[str, Value]:
        chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=25))
        return {key: draw(_value(form.indicators[key], notes)) for key in chosen}

    return made()


def _value(row: Indicator, notes: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    blank = STATES.map(Value)
    return st.builds(_with_note, st.one_of(numbers(row), numbers(row), blank), notes)


def _with_note(value: Value, note: str) -> Value:
    return Value(value.state, value.number, value.text, "sổ theo dõi", note)


DOCUMENTS = st.lists(
    st.builds(
        Document,
        id=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
        type=st.sampled_from(("Công văn", "Kế hoạch")),
        number=WORDS, symbol=WORDS,
        date=st.none() | st.dates(date(2000, 1, 1), date(2030, 12, 31)),
        issuer=WORDS, subject=WORDS, implements=st.just(""), as_printed=WORDS,
        source=st.just("nguồn"),
    ), max_size=4, unique_by=lambda paper: paper.id,
).map(lambda found: {paper.id: paper for paper in found})  # fmt: skip

ITEMS = tuple(item.id for item in FORM.items.values() if not item.lead)
_PROSE = st.one_of(VIETNAMESE, WORDS.map(lambda t: t.replace("{", "(")), st.just("- Đạt {{so:x}}"))
TEXTS = st.dictionaries(
    st.sampled_from(ITEMS),
    st.lists(_PROSE.filter(bool), min_size=1, max_size=3).map(
        lambda said: Passage(tuple(said), "văn bản")
    )
    | st.just(Passage((), "văn bản", nothing=True)),
    max_size=4,
)


def office() -> dict[str, str]:
    return {**OFFICE, "name": NAME}
