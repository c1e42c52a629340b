"""The blocks that an executed notebook carries in its outputs.

>>> from nbformat.v4 import new_notebook
>>> blocks_of(new_notebook())
Traceback (most recent call last):
    ...
cchc_toolkit.errors.RenderError: Sổ tay không có khối nội dung nào để in.
  Ở đâu: đầu ra của sổ tay
  Cách sửa: Chạy sổ tay báo cáo trước khi xuất (cchc render, hoặc Run All Cells).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cchc_toolkit.blocks.values import MIME, Block, Front, from_json
from cchc_toolkit.errors import RenderError


def blocks_of(nb: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the blocks of an executed notebook in cell order, the `Front` first.

    Raises `RenderError` if a cell ended in an error, if there are no blocks, or if the first
    one is not a `Front`. The notebook is read, never changed.
    """
    _refuse_failed(nb)
    blocks = tuple(block for data in _carried(nb) for block in from_json(data))
    require_front(blocks)
    return blocks


def require_front(blocks: tuple[Block, ...]) -> Front:
    """Return the `Front` that opens a report; raise `RenderError` where there is none."""
    if not blocks:
        raise RenderError(
            "Sổ tay không có khối nội dung nào để in.",
            where="đầu ra của sổ tay",
            advice="Chạy sổ tay báo cáo trước khi xuất (cchc render, hoặc Run All Cells).",
        )
    front = blocks[0]
    if not isinstance(front, Front):
        raise RenderError(
            f"Khối đầu tiên là {front.kind!r}, không phải {Front.kind!r} (tên và mã báo cáo).",
            where="đầu ra của sổ tay",
            advice="Hiển thị phần mở đầu báo cáo ở ô đầu tiên có nội dung.",
        )
    return front


def _refuse_failed(nb: Mapping[str, Any]) -> None:
    for index, output in _outputs(nb):
        if output["output_type"] == "error":
            raise RenderError(
                f"Ô số {index} của sổ tay dừng vì lỗi {output['ename']}: {output['evalue']}",
                where=f"sổ tay, ô số {index}",
                advice="Sửa nguyên nhân, chạy lại cả sổ tay rồi xuất.",
            )


def _carried(nb: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for _, output in _outputs(nb):
        data = output.get("data", {}).get(MIME)
        if data is None:
            continue
        # Some front ends save a JSON output as text, whole or in lines.
        if isinstance(data, list):
            data = "".join(data)
        yield json.loads(data) if isinstance(data, str) else data


def _outputs(nb: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for index, cell in enumerate(nb["cells"], start=1):
        for output in cell.get("outputs", ()):
            yield index, output
