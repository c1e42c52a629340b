"""A notebook made by another version may hold blocks that this one does not know."""

from __future__ import annotations

import pytest

from cchc_toolkit.blocks.values import SCHEMA, from_json
from cchc_toolkit.errors import UsageError


@pytest.mark.parametrize("item", [{"kind": "map"}, {}])
def test_an_unknown_kind_of_block_is_refused_in_words(item: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        from_json({"schema": SCHEMA, "blocks": [item]})
    assert caught.value.problem == (
        f"Khối nội dung loại {item.get('kind')!r} không có trong bản này."
    )
    assert caught.value.where == "đầu ra của sổ tay"
