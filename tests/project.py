"""A project folder of a test: real files, read by the real loaders."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import CchcError
from cchc_toolkit.report import Report, build_report
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.params import Params, load_params

ROOT = Path(__file__).parents[1]
CODE, PERIOD = "15109", "2024-6T"
SIGNS = {"KAD": "not_applicable", "KCB": "suppressed"}
"""How a test writes a cell that holds a state instead of a number."""
OFFICE = {
    "name": "Xã Phùng Minh",
    "superior": "Ủy ban nhân dân huyện Ngọc Lặc",
    "place": "Phùng Minh",
    "signatory": "Nguyễn Anh Tuấn",
}
DOCUMENT = dict.fromkeys(
    ("id", "type", "number", "symbol", "date", "issuer", "subject", "implements", "as_printed"), ""
)


@dataclass(frozen=True)
class Project:
    """A folder with `params.yml` and `data/<period>/<code>/`."""

    root: Path

    def folder(self, code: str = CODE) -> Path:
        path = self.root / "data" / PERIOD / code
        path.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, content: str | bytes, code: str = CODE) -> Path:
        """Write one file of a commune as it stands."""
        path = self.folder(code) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def fill(
        self,
        values: dict[str, str],
        texts: dict[str, list[str]],
        documents: list[dict[str, str]],
        code: str = CODE,
    ) -> None:
        """Write a commune's files; those with nothing in them are left out, the first never."""
        self.write("indicators.csv", cells(values), code)
        if texts:
            self.write("narrative.yml", json.dumps(texts, ensure_ascii=False), code)
        if documents:
            rows = [{**DOCUMENT, **document} for document in documents]
            with (self.folder(code) / "documents.csv").open("w", newline="", encoding="utf-8") as f:
                writer = csv.DictWriter(f, list(DOCUMENT))
                writer.writeheader()
                writer.writerows(rows)

    def write_params(
        self, code: str = CODE, office: dict[str, Any] | None = None, **said: Any
    ) -> None:
        """Write parameters for one commune or for those of `communes`; the rest may be said."""
        window = {"from": "10/11/2023", "to": "05/6/2024"}
        whole = {
            "period": PERIOD,
            "window": window,
            "data": str(self.root / "data"),
            "communes": {code: {**OFFICE, **(office or {})}},
            **said,
        }
        self.params_file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")

    @property
    def params_file(self) -> Path:
        return self.root / "params.yml"

    def params(self) -> Params:
        return load_params(self.params_file)

    def submission(self, code: str = CODE) -> Submission:
        commune = Commune(code, OFFICE["name"])
        return load_submission(self.root / "data", commune, parse_period(PERIOD), load_form())

    def report(self, code: str = CODE) -> Report:
        return build_report(code, self.params())


def cells(values: dict[str, str]) -> str:
    """Return `indicators.csv` with a line for each cell."""
    lines = ["key,value,state,source"]
    for key, text in values.items():
        state = SIGNS.get(text, "")
        lines.append(f'{key},"{"" if state else text}",{state},nguon:{len(lines)}')
    return "\n".join(lines) + "\n"


def refusal(error: type[CchcError], call: Callable[[], object]) -> tuple[str, str, str]:
    """Return problem, place and advice of the error that a call raises, of exactly this class."""
    with pytest.raises(error) as raised:
        call()
    assert type(raised.value) is error
    return raised.value.problem, raised.value.where, raised.value.advice
