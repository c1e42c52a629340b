"""What one commune reported for one period on one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.submission.document import Document
from cchc_toolkit.submission.value import NOT_REPORTED, Value
from cchc_toolkit.submission.waiver import Waiver


@dataclass(frozen=True)
class Passage:
    """The text a commune wrote for one item of the outline, one entry a paragraph."""

    paragraphs: tuple[str, ...]
    source: str = ""
    nothing: bool = False
    """The commune says that there is nothing to report ("không phát sinh"): no paragraphs then."""


@dataclass(frozen=True)
class Submission:
    """Values by key, documents by id, passages by outline item; all as reported, none mended."""

    commune: Commune
    period: Period
    form: Form
    values: Mapping[str, Value]
    documents: Mapping[str, Document]
    texts: Mapping[str, Passage]
    digest: str
    """SHA-256 over the files it was read from."""
    repairs: tuple[str, ...] = ()
    """What reading had to take out of the texts (invisible characters), one line each."""
    waivers: tuple[Waiver, ...] = ()
    """Findings that somebody let stand (`waivers.yml`)."""

    def value(self, key: str) -> Value:
        """Return what was reported under a key; a key with no row was not reported."""
        return self.values.get(key, NOT_REPORTED)
