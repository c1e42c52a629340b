"""Words of a repeated header that a PDF prints over the first row of a page."""

from __future__ import annotations


def without_header(label: str, header: str, here: str) -> str:
    """Return the label of a page's first row without words of the header that ran into it.

    `header` is the header of the first page, `here` that of this one, which lacks its end: a
    program that repeats a header with merged cells lets it run over the row below.

    >>> without_header("Cơ cấu tổ dụng chức", "Chỉ tiêu (Sử dụng trong kỳ)", "Chỉ tiêu (Sử")
    'Cơ cấu tổ chức'
    >>> without_header("Áp dụng ISO", "Chỉ tiêu", "Chỉ tiêu")
    'Áp dụng ISO'
    """
    if not here or here == header or not header.startswith(here):
        return label
    words, at = label.split(), 0
    for lost in header[len(here) :].split():
        if lost not in words[at:]:
            break
        at = words.index(lost, at)
        del words[at]
    return " ".join(words)
