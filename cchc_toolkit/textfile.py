"""YAML as people write it: every scalar stays text, a repeated key is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cchc_toolkit.errors import DataError

Node = dict[str, Any] | list[Any] | str


class _Refused(yaml.MarkedYAMLError):
    """What we refuse although it is YAML."""


class _TextLoader(yaml.BaseLoader):
    """PyYAML's loader of plain text scalars, without merge keys and with unique keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(problem="khóa phải là chữ", problem_mark=key.start_mark)
            if key.value in seen:
                raise _Refused(problem=f'khóa "{key.value}" lặp lại', problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # Aliases can blow a small file up to gigabytes; no file of ours needs them.
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise _Refused(problem="không dùng neo (&, *)", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def parse_yaml(text: str, path: Path) -> Node:
    """Return nested dicts, lists and text; raise `DataError` where the YAML is broken.

    >>> parse_yaml('ma: 00007\\nco: no', Path("x.yml"))
    {'ma': '00007', 'co': 'no'}
    """
    try:
        loaded: Node = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - text scalars only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", dòng {mark.line + 1}" if mark else ""
        raise DataError(
            f"Tệp YAML hỏng: {error.problem if isinstance(error, _Refused) else 'sai cú pháp'}.",
            where=f"{path.name}{line}",
            advice="Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này.",
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise DataError(
            "Tệp YAML hỏng.", where=path.name, advice="Kiểm tra ký tự lạ trong tệp."
        ) from None
    return loaded
