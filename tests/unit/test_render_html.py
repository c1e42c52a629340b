"""What the HTML page promises: one safe file, marked, identified, accessible, in NFC."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from render_sample import FRONT, SVG, paragraph, report_blocks

from cchc_toolkit.blocks import AppendixTitle, Chart, Heading, Letterhead
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.html import render_html

VOID = {"meta", "br", "col", "link", "img", "hr"}


class Reader(HTMLParser):
    """Checks that elements close as they open and keeps what the tests ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(report_blocks())


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    return read(page)


def test_it_needs_nothing_from_outside(page: str, reader: Reader) -> None:
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "link", "img", "iframe", "object"}
    assert all("src" not in attrs for _, attrs in reader.tags)
    links = [attrs["href"] for _, attrs in reader.tags if "href" in attrs]
    assert links
    assert all(link is not None and link.startswith("#") for link in links)
    assert "@import" not in page
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\';' in page


def test_it_says_who_it_is(page: str, reader: Reader) -> None:
    metas = {attrs["name"]: attrs["content"] for tag, attrs in reader.tags if "name" in attrs}
    assert metas["cchc-commune"] == "15109"
    assert metas["cchc-period"] == "2024-6T"
    assert metas["cchc-stamp"] == "1f3a9c20d1"
    assert ("html", {"lang": "vi"}) in reader.tags
    assert "<footer>15109 · 2024-6T · 1f3a9c20d1</footer>" in page
    assert f"<title>{FRONT.title}</title>" in page


def test_marks_stand_on_screen_and_on_every_printed_page(page: str) -> None:
    assert '<p class="marks" role="note">DỰ THẢO · DỮ LIỆU MINH HOẠ</p>' in page
    assert 'data-marks="DỰ THẢO&#10;DỮ LIỆU MINH HOẠ"' in page
    assert re.search(r"@top-right \{ content: var\(--marks\)", page)


def test_a_page_without_marks_has_no_banner() -> None:
    page = render_html((dataclasses.replace(FRONT, marks=()), paragraph("x")))
    assert 'class="marks"' not in page
    assert 'class="watermark"' not in page


def test_landmarks_and_headings_in_order(reader: Reader) -> None:
    names = [tag for tag, _ in reader.tags]
    assert [names.count(name) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    levels = [int(name[1]) for name in names if re.fullmatch(r"h[1-6]", name)]
    assert levels == [1, 2, 3, 2, 2]


def test_every_link_and_description_has_its_target(reader: Reader) -> None:
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in reader.tags:
        if "aria-describedby" in attrs:
            assert attrs["aria-describedby"] in ids
        if "href" in attrs:
            assert str(attrs["href"]).removeprefix("#") in ids


def test_a_number_stays_whole_with_its_sentence(page: str) -> None:
    text = re.sub(r"<[^>]*>", "", page)
    assert "- Giải quyết trước và đúng hạn 99,39%." in text


def test_it_is_in_nfc_without_control_signs() -> None:
    page = render_html((FRONT, paragraph("Hoa\u0300 Bi\u0300nh\x0b")))
    assert "Hoà Bình</p>" in page
    assert page == unicodedata.normalize("NFC", page)


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "{{7*7}}", "\" onload='x' &amp; </style>", "العربية", "x" * 400],
)
def test_what_was_written_is_text_everywhere(words: str) -> None:
    front = dataclasses.replace(FRONT, title=words, stamp=words, marks=(words,), author=words)
    page = render_html(
        (
            front,
            Letterhead((words,), words, words, superior=words),
            Heading(1, f"I. {words}"),
            paragraph(words),
            AppendixTitle(words, (words,), words, words),
            Chart('a" onload="x', words, words, SVG),
        )
    )
    for tag, attrs in read(page).tags:
        assert tag != "script"
        assert not any(name.startswith("on") for name in attrs)
    assert page.count("</style>") == 1


def test_blocks_without_front_are_refused() -> None:
    with pytest.raises(RenderError):
        render_html((paragraph("x"),))
