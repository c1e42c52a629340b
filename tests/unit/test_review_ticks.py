"""Every number of a reviewed report: checked and right, contradicted, or not checkable."""

from __future__ import annotations

import json

from review_texts import review

from cchc_toolkit.render.tick import counted, tally
from cchc_toolkit.review.output import findings_json
from cchc_toolkit.review.page import review_page
from cchc_toolkit.review.ticks import ticks_of

PROSE = (
    "II. KẾT QUẢ THỰC HIỆN",
    "- Có 05 cán bộ dự lớp, gồm: 02 công chức và 03 cán bộ; đã ký số 90/100 văn bản, đạt 95%.",
    "- Có 17 tin.",
)


def test_each_number_of_the_prose_is_judged() -> None:
    made = review(*PROSE, cells={})
    body = [tick for tick in ticks_of(made) if tick.span.part == "body"]
    texts = [
        made.reading.issued.paragraphs[t.span.at].text[t.span.start : t.span.end] for t in body
    ]
    assert dict(zip(texts, [tick.state for tick in body], strict=True)) == {
        "05": "confirmed",
        "02": "confirmed",
        "03": "confirmed",
        "90": "open",
        "100": "open",
        "95": "contradicted",
        "17": "open",
    }


def test_the_counts_stand_at_the_top_of_the_page_and_in_the_json() -> None:
    made = review(*PROSE, cells={})
    ticks = ticks_of(made)
    page = review_page(made)
    assert tally(ticks) == "7 số: 3 khớp, 1 mâu thuẫn, 3 chưa kiểm được"
    assert tally(ticks) in page
    assert '<span class="t t-contradicted" title="mâu thuẫn">95</span>' in page
    numbers = json.loads(findings_json(made))["numbers"]
    assert (numbers["all"], len(numbers["ticks"])) == (7, 7)
    assert {state: numbers[state] for state in counted(ticks)} == counted(ticks)
