"""What is stored comes back from a form that nobody has changed: all of it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from project import ROOT, Project
from workbook_files import (
    COUNT,
    RATE,
    TEXTS,
    entry,
    figure,
    letter,
    loaded,
    reported,
    row_of,
    saved,
)  # fmt: skip

from cchc_toolkit.catalogue import Indicator, load_form
from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Document, Value
from cchc_toolkit.submission.delivery import Delivery
from cchc_toolkit.submission.entry_cells import text_cell, text_rows, value_cell
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.text.formatting import clean_text
from cchc_toolkit.workbook import Entry, entry_of, read_workbook, write_workbook
from cchc_toolkit.workbook.write import prepared

FORM = load_form()
ITEMS = [name for name, item in FORM.items.items() if not item.lead]


def came_back(found: Delivery, sent: Entry) -> None:
    """Assert that a form gives back what it was filled with."""
    submission = prepared(sent)[0].submission
    for row in sent.form.fillable:
        cell, read = submission.value(row.key), found.values[row.key]
        assert (read.state, read.number, read.note) == (cell.state, cell.number, cell.note), row.key
        # 99,40 is not 99,4 to a rule about decimals.
        assert str(read.number) == str(cell.number), row.key
    assert list(found.documents) == list(submission.documents)
    for name, paper in submission.documents.items():
        assert _said(found.documents[name]) == _said(paper)
    assert _paragraphs(found.texts) == _paragraphs(submission.texts)
    assert _nothing(found.texts) == _nothing(submission.texts)
    assert found.repairs == ()
    assert [note for note in found.notes if "nằm ngoài kỳ" not in note] == []


def _said(paper: Document) -> tuple[Any, ...]:
    return (paper.id, paper.type, paper.number, paper.symbol, paper.date, paper.issuer,
            paper.subject, paper.implements, paper.as_printed)  # fmt: skip


def _paragraphs(texts: Any) -> dict[str, tuple[str, ...]]:
    return {item: passage.paragraphs for item, passage in texts.items()}


def _nothing(texts: Any) -> set[str]:
    return {item for item, passage in texts.items() if passage.nothing}


# -- submissions made up at random

_SPELLS = ["=1+1", "-1", "+1", "@a", "\t", "<b>&amp;", "{{x}}", "{so:", "'", '"', "_x0041_", "🇻🇳",
           "Hòa", "đ", "\u2028", "]]>", "ấ", "0", "005", "TRUE", "1/2"]  # fmt: skip
_characters = st.one_of(
    st.sampled_from(_SPELLS), st.characters(exclude_categories=["Cs"]), st.sampled_from(" .,-")
)
texts = st.lists(_characters, max_size=12).map(lambda found: clean_text("".join(found)))
paragraphs = st.lists(texts.filter(bool), min_size=1, max_size=4).map(tuple)


def _clean(text: str) -> bool:
    """Whether a text means in a cell what it means alone: no state, no placeholder by chance."""
    return "{so:" not in text and "{vb:" not in text


def values_of(row: Indicator) -> st.SearchStrategy[Value]:
    whole = st.integers(-(10**15), 10**16 - 1)
    wide = st.decimals(-(10**8), 10**8, places=4, allow_nan=False)
    number = {
        "choice": st.sampled_from([Decimal(code) for code, _ in row.choices] or [Decimal(0)]),
        "percent": st.one_of(
            wide, st.decimals(0, 100, places=2), st.just(Decimal("0.123456")),
            st.just(Decimal("1234567890123.123456")), st.just(Decimal("99.40")),
        ),
    }.get(row.kind, st.one_of(st.integers(0, 9), whole).map(Decimal))  # fmt: skip
    said = st.one_of(
        number.map(lambda n: ("reported", n)),
        st.sampled_from(["not_reported", "not_applicable", "suppressed"]).map(lambda s: (s, None)),
    )
    return st.builds(lambda pair, note: Value(pair[0], pair[1], note=note), said, texts)


ids = st.text("abcxyzABC019_.-", min_size=1, max_size=8)
papers = st.builds(
    letter, ids, type=texts.filter(bool), number=texts, symbol=texts, issuer=texts, subject=texts,
    as_printed=texts, date=st.none() | st.dates(date(1945, 1, 1), date(2199, 12, 31)),
)  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """What a commune has stored; short to print where a test fails."""

    values: dict[str, Value]
    texts: dict[str, tuple[str, ...]]
    documents: dict[str, Document]


@st.composite
def stored(draw: st.DrawFn) -> Stored:
    rows = draw(st.lists(st.sampled_from(FORM.fillable), max_size=25, unique_by=lambda r: r.key))
    values = {row.key: draw(values_of(row)) for row in rows}
    found = draw(st.lists(papers, max_size=5, unique_by=lambda paper: paper.id))
    documents = {paper.id: paper for paper in found}
    if len(found) > 1 and draw(st.booleans()):
        documents[found[0].id] = letter(found[0].id, implements=found[1].id)
    items = draw(st.lists(st.sampled_from(ITEMS), max_size=4, unique=True))
    written = {item: draw(paragraphs.filter(lambda p: all(map(_clean, p)))) for item in items}
    # The store gives the passages in the order of the outline.
    return Stored(values, {item: written[item] for item in ITEMS if item in written}, documents)


# Without shrinking: an example takes a third of a second, and shows what is wrong as it is.
@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(held=stored())
def test_nothing_is_lost_and_nothing_added(
    tmp_path_factory: pytest.TempPathFactory, held: Stored
) -> None:
    sent = entry(held.values, held.texts, held.documents)
    path = tmp_path_factory.getbasetemp() / "vong.xlsx"
    path.write_bytes(write_workbook(sent))
    came_back(read_workbook(path, load_form), sent)


@pytest.mark.parametrize("code", ["15109", "99001", "99017", "99018", "99019", "99020"])
def test_the_projects_own_submissions_come_back(tmp_path: Path, code: str) -> None:
    sent = entry_of(code, load_params(ROOT / "params" / "2024-6T.yml"))
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(sent))
    came_back(read_workbook(path, load_form), sent)


def test_the_small_form_comes_back_too(tmp_path: Path) -> None:
    form = load_form("bieu_06_kstt")
    sent = entry({"kstt.nhan": reported("7")}, form=form)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(sent))
    came_back(read_workbook(path, load_form), sent)


def test_names_in_texts_stay_names(tmp_path: Path) -> None:
    named = f"Có {{so:{COUNT}}} nhiệm vụ, đạt {{so:ty_le.ke_hoach.hoan_thanh}}%, {{vb:a:ngan}}."
    sent = entry({}, {ITEMS[0]: (named,)}, {"a": letter("a")})
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(sent))
    came_back(read_workbook(path, load_form), sent)


def test_a_line_break_that_libreoffice_makes_of_a_name_is_undone(tmp_path: Path) -> None:
    key = "chinh_quyen_dien_tu.mot_cua_dien_tu.ty_le_cap_xa_ket_noi"
    sent = write_workbook(entry({}, {ITEMS[0]: (f"Tỷ lệ {{so:{key}}}%.",)}))

    def change(book: Any) -> None:
        for row in book[TEXTS].iter_rows(min_col=5, max_col=5):
            if isinstance(row[0].value, str):
                row[0].value = row[0].value.replace("_xa_", "\n")

    found = read_workbook(saved(tmp_path / "a.xlsx", sent, change), load_form)
    assert found.texts[ITEMS[0]].paragraphs == (f"Tỷ lệ {{so:{key}}}%.",)
    assert [r.why for r in found.repairs] == ["khôi phục tên chỉ tiêu bị LibreOffice đổi"]


def test_an_item_of_which_nothing_arose_comes_back_as_that(tmp_path: Path) -> None:
    sent = entry({}, {ITEMS[1]: ("Một.", "Hai.")}, nothing=(ITEMS[0], ITEMS[-1]))
    found = read_workbook(saved(tmp_path / "a.xlsx", write_workbook(sent)), load_form)
    came_back(found, sent)
    assert _nothing(found.texts) == {ITEMS[0], ITEMS[-1]}


def test_messages_name_the_cells_that_the_form_has() -> None:
    texts = {ITEMS[0]: ("Một.", "Hai.", "Ba."), ITEMS[4]: ("Một.",)}
    sent = entry({}, texts)
    book = loaded(write_workbook(sent))
    for item, (at, _) in text_rows(sent.form, sent.submission.texts).items():
        assert row_of(book[TEXTS], item) == at
    assert (
        book[TEXTS][text_cell(sent.form, sent.submission.texts, ITEMS[4]).split("!")[1]].value
        == "Một."
    )
    for key in (COUNT, "bs.ngan_sach.thu"):
        sheet, _, cell = value_cell(sent.form, key).removeprefix("biểu nhập ").partition("!")
        assert figure(book, key).coordinate == cell
        assert figure(book, key).parent.title == sheet


def test_the_bytes_depend_on_the_entry_alone() -> None:
    sent = entry({COUNT: reported("6"), RATE: reported("99.40")})
    assert write_workbook(sent) == write_workbook(sent)
    other = entry({COUNT: reported("7"), RATE: reported("99.40")})
    assert write_workbook(sent) != write_workbook(other)
    assert write_workbook(sent) == write_workbook(
        entry({COUNT: reported("6"), RATE: reported("99.40")})
    )


def test_a_text_that_no_cell_holds_is_refused() -> None:
    long = entry({}, {ITEMS[0]: ("dài " * 9000,)})
    with pytest.raises(DataError) as raised:
        write_workbook(long)
    assert raised.value.where == f"{TEXTS}, mục {ITEMS[0]}"
    assert "32.767 ký tự" in raised.value.problem


def test_stored_data_that_cannot_be_read_makes_no_form(new_project: Callable[[], Project]) -> None:
    project = new_project()
    project.write("indicators.csv", "key,value,state,source\nla,1,,\n")
    project.write_params()
    with pytest.raises(DataError, match='Không có chỉ tiêu "la"'):
        entry_of("15109", project.params())


def test_a_commune_without_data_gets_a_blank_form(new_project: Callable[[], Project]) -> None:
    project = new_project()
    project.write_params()
    assert dict(entry_of("15109", project.params()).submission.values) == {}
