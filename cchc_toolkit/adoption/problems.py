"""What is wrong with the declaration of a form, by file, line and column: all of it at once."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.adoption.draft import CHARTS, EARLIER, FIGURES, ROWS, RULES
from cchc_toolkit.adoption.row_faults import row_faults
from cchc_toolkit.catalogue import (
    APPLICABLE,
    DENOMINATOR_RULES,
    FILLED,
    MISSING,
    NEEDED,
    RELATION_KINDS,
    Form,
    read_form,
)
from cchc_toolkit.checks.lint import lint_rules
from cchc_toolkit.errors import CchcError, nearest
from cchc_toolkit.text.strict_yaml import parse_yaml

SUPPLEMENT, HEAD, OUTLINE = "supplement.csv", "form.yml", "outline.yml"
_LINT = {
    "unknown": "quy tắc hoặc mức không có",
    "contradictory": "mâu thuẫn với một khai báo khác",
    "redundant": "thừa: đã suy ra từ một khai báo khác",
    "never": "không bao giờ xét được",
    "unit": "so hai đơn vị khác nhau",
    "untouched": "không quy tắc, tỷ lệ hay câu mặc định nào xét dòng này",
}


@dataclass(frozen=True)
class FormProblem:
    """One thing that is wrong; `grave` where the form does not load or checks wrongly for it."""

    file: str
    line: int
    """0 where the whole file is meant."""
    column: str
    said: str
    advice: str = ""
    grave: bool = True

    def __str__(self) -> str:
        place = [
            self.file,
            f"dòng {self.line}" if self.line else "",
            self.column and f"cột {self.column}",
        ]
        mark = "[sai]" if self.grave else "[lưu ý]"
        told = f"{mark} {', '.join(filter(None, place))}: {self.said}"
        return f"{told}\n    Cách sửa: {self.advice}" if self.advice else told


def form_problems(folder: Path) -> tuple[FormProblem, ...]:
    """Return what is wrong with a form's folder, in the order of its files and their lines."""
    found = _Folder(folder)
    problems = list(found.problems())
    try:
        form = read_form(folder)
    except CchcError as error:
        if not any(one.grave for one in problems):
            problems.append(_of_loading(error))
    else:
        problems += _linted(form, found)
    return tuple(problems)


def _of_loading(error: CchcError) -> FormProblem:
    place = re.search(r"([\w-]+\.(?:csv|yml))(?:, dòng (\d+))?", error.where)
    file, line = (place[1], int(place[2]) if place[2] else 0) if place else (HEAD, 0)
    return FormProblem(file, line, "", error.problem, error.advice)


def _linted(form: Form, folder: _Folder) -> Iterator[FormProblem]:
    """Yield what the linter of rules says, each at the line that declares it."""
    for problem in lint_rules(form):
        file, line = folder.line_of(problem.subject)
        grave = problem.problem in ("unknown", "contradictory", "unit")
        told = f"{problem.subject}: {_LINT[problem.problem]}"
        detail = "" if problem.problem == "untouched" else f" ({problem.detail})"
        yield FormProblem(file, line, "", f"{told}{detail}", grave=grave)


class _Folder:
    """The tables of a form as they stand in their files, before anything is made of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables = {
            name: list(_lines(folder / name))
            for name in (ROWS.file, SUPPLEMENT, FIGURES.file, RULES.file, CHARTS.file, EARLIER.file)
        }
        self._rows = {
            line["key"]: line
            for name in (ROWS.file, SUPPLEMENT)
            for _, line in self._tables[name]
            if line.get("key")
        }
        self._rates = {line.get("key", "") for _, line in self._tables[FIGURES.file]}

    def line_of(self, subject: str) -> tuple[str, int]:
        """Return the file and line that declare a relation, rate, row or item of the outline."""
        for name, lines in self._tables.items():
            field = "id" if name in (RULES.file, CHARTS.file) else "key"
            for number, line in lines:
                said = line.get(field, "")
                if said and (said == subject or (subject.startswith(f"{said}.") and field == "id")):
                    return name, number
        item = re.compile(rf"\s*(?:- )?id: [\"']?{re.escape(subject)}\b")
        text = enumerate(self._text(OUTLINE).splitlines(), 1)
        at = next((number for number, line in text if item.match(line)), 0)
        return (OUTLINE, at) if at else (RULES.file, 0)

    def problems(self) -> Iterator[FormProblem]:
        """Yield what is wrong with single cells, and between the tables."""
        yield from self._files()
        yield from self._head()
        for name in (ROWS.file, SUPPLEMENT):
            yield from self._of_rows(name)
        yield from self._of_figures()
        yield from self._of_rules()
        yield from self._of_charts()
        yield from self._of_outline()
        yield from self._of_earlier()

    def _text(self, name: str) -> str:
        file = self._folder / name
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""

    def _files(self) -> Iterator[FormProblem]:
        for name in NEEDED:
            if not self._text(name).strip():
                yield FormProblem(
                    name,
                    0,
                    "",
                    "thiếu tệp này, hoặc tệp trống",
                    "Chép từ một biểu có sẵn, để dòng tiêu đề.",
                )
        for name, lines in self._tables.items():
            for number, line in lines:
                if None in line or None in line.values():
                    yield FormProblem(name, number, "", "số ô không bằng số cột của dòng tiêu đề",
                                      "Đặt ô có dấu phẩy trong ngoặc kép.")  # fmt: skip

    def _head(self) -> Iterator[FormProblem]:
        head = self._head_said()
        levels = head.get("levels")
        known = levels if isinstance(levels, dict) else {}
        for key in ("level", "reported_by"):
            said = str(head.get(key, ""))
            if known and said not in known:
                told = f'cấp "{said}" không có ở mục levels'
                advice = nearest(said, known) or f"Các cấp: {', '.join(known)}."
                yield FormProblem(HEAD, self._line(HEAD, f"{key}:"), key, told, advice)

    def _head_said(self) -> Mapping[str, object]:
        try:
            said = parse_yaml(self._text(HEAD), Path(HEAD))
        except CchcError:
            return {}  # read_form says so
        return said if isinstance(said, dict) else {}

    def _line(self, name: str, start: str) -> int:
        lines = enumerate(self._text(name).splitlines(), 1)
        return next((number for number, line in lines if line.startswith(start)), 0)

    def _of_rows(self, name: str) -> Iterator[FormProblem]:
        counts = Counter(
            line.get("key", "") for f in (ROWS.file, SUPPLEMENT) for _, line in self._tables[f]
        )
        levels = self._head_said().get("levels")
        known = levels if isinstance(levels, dict) else {}
        above: set[str] = set()
        for number, line in self._tables[name]:
            for column, said, advice in row_faults(line, counts, self._rows, known):
                yield FormProblem(name, number, column, said, advice)
            if line.get("parent") in self._rows.keys() - above and name == ROWS.file:
                yield FormProblem(name, number, "parent", "dòng cha đứng dưới dòng con",
                                  "Đưa dòng cha lên trên.")  # fmt: skip
            above.add(line.get("key", ""))

    def _of_figures(self) -> Iterator[FormProblem]:
        for number, line in self._tables[FIGURES.file]:
            for column in ("numerator", "denominator"):
                keys = [key.strip() for key in line.get(column, "").split("+") if key.strip()]
                yield from self._unknown(FIGURES.file, number, column, keys, {FILLED, APPLICABLE})
            stated = [line["stated"]] if line.get("stated") else []
            yield from self._unknown(FIGURES.file, number, "stated", stated)
            if line.get("rule", "") not in DENOMINATOR_RULES:
                yield _word(FIGURES.file, number, "rule", line.get("rule", ""), DENOMINATOR_RULES)
            for column in ("scale", "decimals"):
                if not line.get(column, "").isdecimal():
                    yield FormProblem(
                        FIGURES.file, number, column, "phải là số nguyên", "Với tỷ lệ %: 100 và 2."
                    )

    def _of_rules(self) -> Iterator[FormProblem]:
        for number, line in self._tables[RULES.file]:
            if line.get("kind", "") not in RELATION_KINDS:
                yield _word(RULES.file, number, "kind", line.get("kind", ""), RELATION_KINDS)
            for column in ("missing_left", "missing_right"):
                if line.get(column) and line[column] not in MISSING:
                    yield _word(RULES.file, number, column, line[column], MISSING)
            right = () if line.get("kind") in ("documents", "told") else ("right",)
            for column in ("left", *right, "unless"):
                words = [
                    w for w in line.get(column, "").split() if w not in "+-" and not w.isdecimal()
                ]
                yield from self._unknown(RULES.file, number, column, words)

    def _of_charts(self) -> Iterator[FormProblem]:
        for number, line in self._tables[CHARTS.file]:
            parts = [line["parts_of"]] if line.get("parts_of") else []
            yield from self._unknown(CHARTS.file, number, "parts_of", parts)
            for bar in filter(None, line.get("figures", "").split("|")):
                key = bar.partition("=")[0].strip()
                if key not in self._rates:
                    advice = nearest(key, self._rates) or "Khai báo ở figures.csv."
                    told = f'không có tỷ lệ "{key}"'
                    yield FormProblem(CHARTS.file, number, "figures", told, advice)

    def _of_outline(self) -> Iterator[FormProblem]:
        known = self._rows.keys() | self._rates
        for number, line in enumerate(self._text(OUTLINE).splitlines(), 1):
            for key in re.findall(r"\{[a-z_]+:([a-z0-9_.]+)", line):
                if key not in known:
                    told = f'câu dùng khóa "{key}" không có trong biểu'
                    advice = nearest(key, known) or "Dùng khóa ở rows.csv, figures.csv."
                    yield FormProblem(OUTLINE, number, "sentence", told, advice)

    def _of_earlier(self) -> Iterator[FormProblem]:
        for number, line in self._tables[EARLIER.file]:
            yield from self._unknown(EARLIER.file, number, "key", [line.get("key", "")])
            if not line.get("was") and not line.get("reason"):
                told = "không có khóa cũ thì phải nêu lý do"
                advice = "Ghi vì sao số kỳ trước không so được."
                yield FormProblem(EARLIER.file, number, "reason", told, advice)

    def _unknown(
        self, file: str, line: int, column: str, keys: Iterable[str], also: Container[str] = ()
    ) -> Iterator[FormProblem]:
        for key in keys:
            if key not in self._rows and key not in also:
                yield FormProblem(file, line, column, f'không có dòng "{key}"',
                                  nearest(key, self._rows) or "Dùng khóa ở rows.csv.")  # fmt: skip


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a table with their numbers in the file; none where it is not there."""
    if not file.is_file():
        return
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader(stream)
        for line in reader:
            yield reader.line_num, line


def _word(file: str, line: int, column: str, said: str, words: Iterable[str]) -> FormProblem:
    known = [word for word in words if word]
    advice = nearest(said, known) or f"Ghi một trong: {', '.join(known)}."
    return FormProblem(file, line, column, f'"{said}" không đúng', advice)
