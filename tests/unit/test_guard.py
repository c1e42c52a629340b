"""The identity guard: what each output says of whose it is, read back from its own bytes."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from project import refusal

from cchc_toolkit import charts, narrative, tables
from cchc_toolkit.blocks import Front, Identity
from cchc_toolkit.blocks.values import MIME, to_json
from cchc_toolkit.errors import RenderError
from cchc_toolkit.outputs.guard import Claim, claims, refuse_mixed, strangers
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.render.statistics import render_statistics
from cchc_toolkit.report import Report


@pytest.fixture(scope="module")
def mine(phung_minh: Report) -> Identity:
    return Identity(phung_minh.commune.code, phung_minh.period.id, phung_minh.stamp)


@pytest.fixture(scope="module")
def pdf(phung_minh: Report) -> bytes:
    shown = narrative.letterhead(phung_minh) + tables.figures(phung_minh)
    return render_pdf(shown.blocks)


@pytest.fixture(scope="module")
def html(phung_minh: Report) -> bytes:
    return render_html(narrative.letterhead(phung_minh).blocks).encode()


def notebook(mine: Identity, *bundles: dict[str, object]) -> bytes:
    outputs = [{"output_type": "display_data", "data": {MIME: bundle}} for bundle in bundles]
    metadata = {
        "cchc": mine.to_json(),
        "papermill": {"parameters": {"commune": mine.commune, "period": mine.period}},
    }
    return json.dumps({"metadata": metadata, "cells": [{"outputs": outputs}]}).encode()


def test_a_pdf_says_it_in_its_metadata_and_on_every_page(pdf: bytes, mine: Identity) -> None:
    found = claims("bao-cao.pdf", pdf)
    assert [claim.place for claim in found][:4] == ["Info", "XMP", "trang 1", "trang 2"]
    assert {claim.identity for claim in found} == {mine}


def test_a_workbook_says_it_in_its_keywords_and_on_every_sheet(
    phung_minh: Report, mine: Identity
) -> None:
    found = claims("so-lieu.xlsx", render_statistics(phung_minh))
    assert found[0] == Claim("siêu dữ liệu", mine)
    assert [claim.identity for claim in found] == [mine] * 7


def test_a_page_says_it_at_its_head_and_at_its_foot(html: bytes, mine: Identity) -> None:
    assert claims("bao-cao.html", html) == (Claim("phần đầu", mine), Claim("chân trang", mine))


def test_a_copy_to_sign_says_it_inside_and_not_on_its_pages(
    phung_minh: Report, mine: Identity
) -> None:
    front, *rest = narrative.letterhead(phung_minh).blocks
    assert isinstance(front, Front)
    blocks = (replace(front, mode="sign", marks=()), *rest)
    inside = (Claim("Info", mine), Claim("XMP", mine))
    assert claims("bao-cao.pdf", render_pdf(blocks)) == inside
    assert claims("bao-cao.html", render_html(blocks).encode()) == (Claim("phần đầu", mine),)
    assert claims("bao-cao.docx", render_docx(blocks)) == (Claim("siêu dữ liệu", mine),)


def test_a_draft_without_its_foot_is_refused(html: bytes, mine: Identity) -> None:
    page = html.decode()
    cut = page[: page.index("<footer>")] + page[page.index("</footer>") + 9 :]
    assert strangers({"bao-cao.html": cut.encode()}, mine)


def test_every_display_of_a_notebook_says_it(phung_minh: Report, mine: Identity) -> None:
    shown = narrative.letterhead(phung_minh), charts.all_charts(phung_minh)
    bundles = [{**to_json(one.blocks), "stamp": one.stamp} for one in shown]
    found = claims("bao-cao.ipynb", notebook(mine, *bundles))
    places = ["siêu dữ liệu", "tham số", "ô 0", "ô 0, phần mở đầu", "ô 0"]
    assert [claim.place for claim in found] == places
    assert {claim.identity for claim in found} == {mine}


def test_a_display_of_no_report_is_refused(phung_minh: Report, mine: Identity) -> None:
    bundle = to_json(charts.all_charts(phung_minh).blocks)
    problem, where, advice = refusal(
        RenderError, lambda: refuse_mixed({"bao-cao.ipynb": notebook(mine, bundle)}, mine)
    )
    assert problem == "Báo cáo lẫn xã, kỳ hoặc số liệu khác với yêu cầu."
    assert where == "15109, kỳ 2024-6T; bao-cao.ipynb (ô 0): không ghi mã nhận dạng"
    assert advice == "Không dùng báo cáo này; kiểm tra ô tham số và ô đọc số liệu của sổ tay."


def test_displays_of_two_reports_put_together_belong_to_neither(phung_minh: Report) -> None:
    from dataclasses import replace

    other = replace(phung_minh, stamp="0" * 16)
    assert (narrative.letterhead(phung_minh) + narrative.closing(other)).stamp == ""


def recompressed(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the PDF with the first stream that has a foot changed, of the same length."""

    def mended(found: re.Match[bytes]) -> bytes:
        length = int(found[1])
        raw = zlib.decompress(found[2][:length])
        new = zlib.compress(change(raw), 9)
        return found[0].replace(found[2][:length], new.ljust(length, b"\0")[:length], 1)

    pattern = re.compile(rb"/Length (\d+)/Filter/FlateDecode>>\s*stream\n(.*?)endstream", re.DOTALL)
    at = next(m for m in pattern.finditer(pdf) if b"/Subtype/Footer" in _plain(m[2]))
    return pdf[: at.start()] + mended(at) + pdf[at.end() :]


def _plain(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw)
    except zlib.error:
        return b""


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda pdf: b"",
    "cut off": lambda pdf: pdf[: len(pdf) // 2],
    "another's keywords": lambda pdf: pdf.replace(b"(15109, ", b"(15108, "),
    "another's XMP": lambda pdf: pdf.replace(b"<pdf:Keywords>15109", b"<pdf:Keywords>15108"),
    "two sets of keywords": lambda pdf: pdf + b"/Keywords(15109, 2024-6T, 0)",
    "no keywords": lambda pdf: pdf.replace(b"/Keywords(", b"/Keywordz("),
    "no foot": lambda pdf: recompressed(pdf, lambda page: page.replace(b"/Footer", b"/Header")),
    "not a PDF": lambda pdf: b"<html>",
}


@pytest.mark.parametrize("break_it", BROKEN.values(), ids=BROKEN.keys())
def test_a_pdf_that_cannot_vouch_is_refused(
    pdf: bytes, mine: Identity, break_it: Callable[[bytes], bytes]
) -> None:
    broken = break_it(pdf)
    assert broken != pdf
    with pytest.raises(RenderError, match="lẫn"):
        refuse_mixed({"bao-cao.pdf": broken}, mine)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("figures.json", b""), ("figures.json", b"[]"), ("figures.json", b"null"),
        ("figures.json", b'{"commune": "15109"}'), ("bao-cao.html", b"\xff"),
        ("bao-cao.html", b"<html></html>"), ("bao-cao.ipynb", b"{}"), ("bao-cao.docx", b"PK"),
        ("so-lieu.xlsx", b"PK"), ("la.xyz", b""), ("khong-duoi", b""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_proves_nothing(name: str, content: bytes, mine: Identity) -> None:
    assert claims(name, content) == (Claim("", None),)
    with pytest.raises(RenderError):
        refuse_mixed({name: content}, mine)


def test_a_second_set_of_metas_is_refused(html: bytes, mine: Identity) -> None:
    more = b'<head>\n<meta name="cchc-commune" content="15109">'
    with pytest.raises(RenderError):
        refuse_mixed({"bao-cao.html": html.replace(b"<head>", more, 1)}, mine)
