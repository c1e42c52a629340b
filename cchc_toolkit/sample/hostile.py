"""Texts and names that try to be code: valid data that must come out as plain, printed words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cchc_toolkit.sample.draft import Draft
from cchc_toolkit.submission import Document

_LONG_PARAGRAPH = 3000
_SENTENCE = "Nội dung minh hoạ được lặp lại để thử một đoạn văn rất dài trong báo cáo. "

SPELLS: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> &lt;b&gt; &amp;",
    "**đậm** _nghiêng_ [liên kết](javascript:alert(1)) `mã` # tiêu đề | ô |",
    '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x^2$ @nhan <nhan> \\ #eval("1+1")',
    "\\input{/etc/passwd} \\write18{id} $$\\frac{1}{0}$$ % chú thích ~ ^",
    "{{7*7}} {% raw %} ${7*7} {{so:tthc.ho_so}} {so:} {vb:} {khac:x} }{",
    "../../etc/passwd %2e%2e%2f ..\\..\\windows file:///etc/passwd",
    "\u202eđảo chiều\u202c \u2066cô lập\u2069 không\u200bkhoảng\u200dnối\ufeff gạch\u00admềm",
    "dài" * 120,
    "🏛️ 👩🏽‍💼 ✅ 🇻🇳",
    "'; DROP TABLE xa; -- \" ' ` =1+1 @SUM(A1) +1 -1 \t tab",
    "tiếng Việt dựng sẵn và tổ hợp: Hòa, Ho\u0300a, Hoà",
)
"""Each is a way in that some renderer, loader or spreadsheet leaves open."""


def hostile(draft: Draft) -> Draft:
    """Return the draft with spells in every text, name, note and number of a document."""
    return replace(
        draft,
        texts=_texts(draft.texts),
        register=tuple(_paper(paper, at) for at, paper in enumerate(draft.register)),
        cells={
            key: replace(cell, note=SPELLS[at % len(SPELLS)])
            for at, (key, cell) in enumerate(draft.cells.items())
        },
    )


def _texts(texts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for at, (item, paragraphs) in enumerate(texts.items()):
        spell = SPELLS[at % len(SPELLS)]
        found[item] = (*paragraphs, spell, f"- {spell}")
    last = list(found)[-1]
    repeats = _LONG_PARAGRAPH // len(_SENTENCE) + 1
    found[last] = (*found[last], (_SENTENCE * repeats)[:_LONG_PARAGRAPH].strip())
    return found


def _paper(paper: Document, at: int) -> Document:
    spell, number = SPELLS[at % len(SPELLS)], f"{paper.number}{'../' * (at % 2)}"
    return replace(
        paper, issuer=f"{paper.issuer} {spell}", subject=f"{paper.subject} {spell}", number=number
    )
