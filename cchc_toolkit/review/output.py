"""`findings.json` of a review: what was found, where, and what could not be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_toolkit.documents.understanding.office import UNKNOWN
from cchc_toolkit.render.tick import counted
from cchc_toolkit.review.annotated import NAME as REMARKS
from cchc_toolkit.review.annotated import annotated
from cchc_toolkit.review.page import review_page
from cchc_toolkit.review.review import Review
from cchc_toolkit.review.ticks import ticks_of
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date

SCHEMA = "cchc-review/1"
FINDINGS, PAGE = "findings.json", "ra-soat.html"
FOLDER = "ra-soat"
"""Where a review is written unless another folder is named."""


def write_review(review: Review, folder: Path, source: Path | None = None) -> tuple[Path, ...]:
    """Write the page, the list of findings and the remarks of a review into a folder.

    Returns their paths. The remarks are comments in `source`, the reviewed file, where that is
    Word's.
    """
    page, listed, remarks = folder / PAGE, folder / FINDINGS, folder / REMARKS
    paths.write_file(page, review_page(review))
    paths.write_file(listed, findings_json(review))
    paths.write_file(remarks, annotated(review, source))
    return page, listed, remarks


def findings_json(review: Review) -> str:
    """Return the findings of a review as JSON: the same text for the same report."""
    return json.dumps(as_object(review), ensure_ascii=False, indent=2) + "\n"


def as_object(review: Review) -> dict[str, Any]:
    """Return a review as a JSON object."""
    issued, submission = review.reading.issued, review.reading.scope.submission
    period, window = issued.letterhead.period, issued.letterhead.window
    code = submission.commune.code
    ticks = ticks_of(review)
    return {
        "schema": SCHEMA,
        "source": issued.source,
        "format": issued.format,
        "commune": "" if code == UNKNOWN else code,
        "commune_name": submission.commune.name,
        "period": period.id if period else "",
        "window": [print_date(window.first), print_date(window.last)] if window else [],
        "form": submission.form.id,
        "against": review.against,
        "unread": list(review.unread),
        "notes": list(review.notes),
        "numbers": {
            "all": len(ticks),
            **counted(ticks),
            "ticks": [{**tick.span.to_json(), "state": tick.state} for tick in ticks],
        },
        "findings": [
            {**found.to_json(), "spots": [span.to_json() for span in found.spans]}
            for found in review.findings
        ],
    }
