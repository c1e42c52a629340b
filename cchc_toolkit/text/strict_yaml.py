"""YAML as people write it: every scalar stays text, a repeated key is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cchc_toolkit.errors import DataError

Node = dict[str, Any] | list[Any] | str


class _Refused(yaml.MarkedYAMLError):
    """What we refuse although it is YAML."""


# libyaml reads the same YAML ten times faster where the wheel has it.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


_DEEPEST = 50
"""Deeper nesting than any file of ours needs; libyaml runs out of stack at some ten thousand."""


class _TextLoader(_Base):  # type: ignore[misc]
    """PyYAML's loader of plain text scalars, with unique keys that are text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(problem="khóa phải là chữ", problem_mark=key.start_mark)
            if key.value in seen:
                raise _Refused(problem=f'khóa "{key.value}" lặp lại', problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def parse_yaml(text: str, path: Path) -> Node:
    """Return nested dicts, lists and text; raise `DataError` where the YAML is broken.

    >>> parse_yaml('ma: 00007\\nco: no', Path("x.yml"))
    {'ma': '00007', 'co': 'no'}
    """
    try:
        _refuse_bombs(text)
        loaded: Node = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - text scalars only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", dòng {mark.line + 1}" if mark else ""
        raise DataError(
            f"Tệp YAML hỏng: {error.problem if isinstance(error, _Refused) else 'sai cú pháp'}.",
            where=f"{path.name}{line}",
            advice="Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này.",
        ) from None
    except yaml.YAMLError:
        raise DataError(
            "Tệp YAML hỏng.", where=path.name, advice="Kiểm tra ký tự lạ trong tệp."
        ) from None
    return loaded


def _refuse_bombs(text: str) -> None:
    """Raise on aliases, which blow a small file up to gigabytes, and on bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(problem="không dùng neo (&, *)", problem_mark=mark)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Refused(problem="lồng quá nhiều tầng", problem_mark=mark)
