"""A review as a notebook shows it: the page itself, and its findings as a pandas frame."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

from cchc_toolkit.review.page import review_page
from cchc_toolkit.review.review import Review

COLUMNS = ["severity", "rule", "message", "suggestion", "advice", "quote", "where"]
_HEIGHT = 820


@dataclass(frozen=True)
class Page:
    """The page of a review; JupyterLab shows it in a frame of its own, scripts shut in."""

    html: str

    def _repr_html_(self) -> str:
        escaped = html.escape(self.html, quote=True)
        return (
            f'<iframe sandbox="allow-scripts" title="Rà soát báo cáo" width="100%" '
            f'height="{_HEIGHT}" srcdoc="{escaped}"></iframe>'
        )


def page(review: Review) -> Page:
    """Show the page of a review: the report with every suspect passage marked."""
    return Page(review_page(review))


def review_frame(review: Review) -> pd.DataFrame:
    """Return one row a finding, the gravest first; `where` is in the file that was read."""
    rows = [
        (
            found.severity,
            found.rule,
            found.message,
            found.suggestion,
            found.advice,
            found.quote,
            "; ".join(dict.fromkeys(filter(None, found.where))),
        )
        for found in review.findings
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def citations_frame(review: Review) -> pd.DataFrame:
    """Return one row a document that the report cites, as it was read."""
    papers = review.reading.scope.submission.documents.values()
    known = review.reading.scope.submission.documents
    rows = [
        (
            paper.type,
            f"{paper.number}/{paper.symbol}".strip("/"),
            paper.date,
            paper.issuer,
            known[paper.implements].short_citation if paper.implements else "",
            paper.source,
        )
        for paper in papers
    ]
    columns = ["type", "number", "date", "issuer", "implements", "where"]
    return pd.DataFrame(rows, columns=columns)


def values_of_report(review: Review) -> pd.DataFrame:
    """Return one row an indicator that was read: its printed number, key, text and place."""
    form, values = review.reading.form, review.reading.scope.submission.values
    rows = [
        (row.stt, row.label, row.key, cell.text, cell.state, cell.source)
        for row in form.fillable
        if (cell := values.get(row.key)) is not None
    ]
    return pd.DataFrame(rows, columns=["stt", "label", "key", "text", "state", "where"])
