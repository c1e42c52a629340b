"""Rules about texts and documents never fail, whatever a commune writes, and stay quick."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Scope, check
from cchc_toolkit.checks.text_rules import repeated_phrase
from cchc_toolkit.sample import name_of, write_sample
from cchc_toolkit.submission import Document, Passage, Submission, load_submission
from cchc_toolkit.submission.office import Office

WINDOW = Window(date(2023, 12, 15), date(2024, 6, 14))
OFFICE = Office(name="Xã Minh Hoạ 01")
SECONDS = 20.0
"""Of processor time, a hundred times what it takes: a guard against what never ends."""

words = st.sampled_from(
    ["{so:tthc.ho_so.tiep_nhan}", "{vb:a}", "652", "1.234,5", "hồ sơ", "thủ tục", "%", "mức độ 3",
     "UBND huyện", "\u0130", "ﬁ", "ß", "", ". ", "; ", "đạt", "/", "(", "hồ sơ hồ sơ"]
)  # fmt: skip
paragraphs = st.one_of(st.text(max_size=200), st.lists(words, max_size=30).map(" ".join))
papers = st.builds(
    Document,
    id=st.just("a"),
    type=st.sampled_from(["Công văn", "Nghị định", ""]),
    number=st.one_of(
        st.sampled_from(["28", "61/2018", "", "²", "1999", "28a"]), st.text(max_size=6)
    ),
    symbol=st.sampled_from(["UBND-VP", "NĐ-CP", ""]),
    date=st.one_of(st.none(), st.dates()),
    issuer=st.sampled_from(["UBND xã Minh Hoạ 01", "UBND huyện X", ""]),
    subject=st.text(max_size=20),
    implements=st.sampled_from(["", "a", "b"]),
    as_printed=st.sampled_from(["", "Công văn số 28"]),
    source=st.just(""),
)


@given(paragraphs, papers, papers)
@settings(max_examples=150)
def test_no_text_and_no_register_makes_a_rule_fail(
    text: str, paper: Document, other: Document
) -> None:
    submission = Submission(
        commune=Commune("99001", OFFICE.name),
        period=Period(2024, "6T"),
        form=load_form(),
        values=MappingProxyType({}),
        documents=MappingProxyType({"a": paper, "b": other}),
        texts=MappingProxyType({"I.1.noi_dung": Passage((text,), "x")}),
        digest="",
    )
    for finding in check(Scope(submission, WINDOW, OFFICE)):
        assert finding.message
        assert finding.advice


def test_a_hostile_commune_is_checked_in_time(tmp_path: Path) -> None:
    form, period = load_form(), Period(2024, "6T")
    write_sample(tmp_path, period, WINDOW, form, ["99019"])
    submission = load_submission(tmp_path, Commune("99019", name_of("99019")), period, form)

    started = time.process_time()
    check(Scope(submission, WINDOW, OFFICE))

    assert time.process_time() - started < SECONDS


def test_long_words_do_not_make_the_search_for_repeats_slow() -> None:
    started = time.process_time()
    for text in ("a" * 50_000, "ab " * 20_000, "a b c d " * 10_000, "xã," * 20_000):
        repeated_phrase(text)

    assert time.process_time() - started < SECONDS
