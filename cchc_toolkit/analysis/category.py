"""Columns of few words as categories of pandas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int32]


def of_words(words: Sequence[str], codes: Any, *, ordered: bool = False) -> Any:
    """Return a category from words by place, of which several may be the same.

    >>> list(of_words(["Hồ sơ", "%", "Hồ sơ"], [0, 1, 2, 2]))
    ['Hồ sơ', '%', 'Hồ sơ', 'Hồ sơ']
    """
    distinct = list(dict.fromkeys(words))
    place = {word: at for at, word in enumerate(distinct)}
    ranks = np.array([place[word] for word in words], dtype="i4")
    chosen: Codes = ranks[np.asarray(codes, dtype="i4")] if len(words) else np.array([], "i4")
    return from_codes(chosen, distinct, ordered=ordered)


def from_codes(codes: Codes, words: Sequence[str], *, ordered: bool = False) -> Any:
    """Return a category from places in some different words; -1 is for none."""
    kind = pd.CategoricalDtype(pd.Index(list(words), dtype="str"), ordered=ordered)
    return pd.Categorical.from_codes(codes, dtype=kind)
