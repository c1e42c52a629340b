"""The documents that a text cites, as a register: one entry each, however often it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_toolkit.submission import Document
from cchc_toolkit.text.formatting import upper_first
from cchc_toolkit.text.passage import Citation

_YEAR = re.compile(r"/(?:19|20)\d\d$")
_OFFICE_BOOK = re.compile(r"(?:^|-)UBND(?:-|$)")


@dataclass(frozen=True)
class Register:
    """The documents by id, and for every citation in order the id of its document."""

    documents: dict[str, Document]
    ids: tuple[str, ...]

    def citations_of(self, document: str) -> Iterator[int]:
        """Yield the places among the citations that cite a document."""
        for place, found in enumerate(self.ids):
            if found == document:
                yield place


def register_of(citations: Sequence[Citation], office: str) -> Register:
    """Return the register of what is cited; `office` issued what is cited without an issuer.

    Two citations are of one document if number and symbol agree and neither date nor issuer
    differs where both give it. An issuer is filled in only for the kinds of documents that a
    people's committee numbers in its own book, and not for one that the commune implements.
    """
    documents: dict[str, Document] = {}
    ids: list[str] = []
    for cited in citations:
        known = next((one for one in documents.values() if _same(one, cited)), None)
        if known is None:
            known = _document(f"vb-{len(documents) + 1}", cited)
        else:
            known = _completed(known, cited)
        documents[known.id] = known
        ids.append(known.id)
    for place, cited in enumerate(citations):
        own = documents[ids[place]]
        if cited.implements is not None and not own.implements:
            target = ids[cited.implements]
            if target != own.id:
                documents[own.id] = replace(own, implements=target)
    return Register(_with_issuers(documents, office), tuple(ids))


def _same(known: Document, cited: Citation) -> bool:
    if not cited.symbol or (known.number, known.symbol.upper()) != (
        cited.number,
        cited.symbol.upper(),
    ):
        return False
    if known.date and cited.date and known.date != cited.date:
        return False
    if known.issuer and cited.issuer:
        one, other = known.issuer.casefold(), cited.issuer.casefold()
        return one in other or other in one
    return bool(known.date and cited.date) or bool(_YEAR.search(f"/{cited.number}"))


def _document(name: str, cited: Citation) -> Document:
    return Document(
        id=name,
        type=upper_first(cited.type) or "Văn bản",
        number=cited.number,
        symbol=cited.symbol,
        date=cited.date,
        issuer=cited.issuer,
        subject=cited.subject,
        implements="",
        as_printed=cited.text,
        source=cited.where,
    )


def _completed(known: Document, cited: Citation) -> Document:
    """Return a document with what a later citation says of it besides."""
    longer = len(cited.issuer) > len(known.issuer)
    return replace(
        known,
        date=known.date or cited.date,
        issuer=cited.issuer if longer else known.issuer,
        subject=known.subject or cited.subject,
        as_printed=known.as_printed if known.date or not cited.date else cited.text,
    )


def _with_issuers(documents: dict[str, Document], office: str) -> dict[str, Document]:
    implemented = {paper.implements for paper in documents.values()}
    return {
        name: replace(paper, issuer=f"UBND {office}")
        if office
        and not paper.issuer
        and name not in implemented
        and not _YEAR.search(f"/{paper.number}")
        and _OFFICE_BOOK.search(paper.symbol.upper())
        else paper
        for name, paper in documents.items()
    }
