"""How reproducible a project is, by the "Levels of RAP" of the NHS community of practice.

The lines are those of September 2024 (Open Government Licence 3.0), in Vietnamese. A level counts
when every line of it and of the levels below is met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cchc_toolkit.project.rap.facts import Facts

Level = Literal["baseline", "silver", "gold"]
LEVELS: tuple[Level, ...] = ("baseline", "silver", "gold")
_ROOMS = ("params", "data", "notebooks")
_LINTERS = ("ruff.toml", ".ruff.toml", ".flake8", "setup.cfg", ".pre-commit-config.yaml", "tox.ini")
_DEPENDENCIES = ("requirements*.txt", "requirements*.lock", "environment.y*ml", "pyproject.toml",
                 "Pipfile")  # fmt: skip
_CI = (".github/workflows/*", ".gitlab-ci.yml", ".ci/*", "azure-pipelines.yml", "Jenkinsfile")
_LONG_CELL = 200
"""Letters from which on the same cell in two notebooks should be a function."""


@dataclass(frozen=True)
class Line:
    """One line of the checklist for one project: met where there is evidence, else what to do."""

    level: Level
    asks: str
    evidence: str
    advice: str

    @property
    def met(self) -> bool:
        """Whether the project shows it."""
        return bool(self.evidence)


def checklist(facts: Facts) -> tuple[Line, ...]:
    """Return every line of the checklist with its evidence in a project."""
    return tuple(Line(level, asks, judge(facts), advice) for level, asks, judge, advice in _LINES)


def reached(lines: tuple[Line, ...]) -> Level | None:
    """Return the highest level whose lines, and those below, are all met.

    >>> met, missed = Line("baseline", "", "git", ""), Line("silver", "", "", "")
    >>> reached((met, missed))
    'baseline'
    """
    best: Level | None = None
    for level in LEVELS:
        if not all(line.met for line in lines if line.level == level):
            break
        best = level
    return best


def _code(facts: Facts) -> str:
    params = len(list(facts.root.glob("params/*.yml")))
    return (
        f"Python, cchc_toolkit; {params} tệp tham số, {len(facts.notebooks)} sổ tay riêng"
        if params
        else ""
    )


def _versioned(facts: Facts) -> str:
    commit = facts.git("log", "-1", "--format=%h %cs")
    changed = len(facts.git("status", "--porcelain").splitlines())
    return f"git, bản {commit}; {changed} tệp chưa lưu vào git" if commit else ""


def _readme(facts: Facts) -> str:
    for name in ("README.md", "README.vi.md", "HUONG-DAN.md"):
        file = facts.root / name
        if file.is_file() and "cchc " in file.read_text(encoding="utf-8"):
            return f"{name} nêu lệnh phải chạy"
    return ""


def _reviewed(facts: Facts) -> str:
    trailers = facts.git("log", "--format=%(trailers:key=Reviewed-by,valueonly)").split("\n")
    people = sorted({line for line in trailers if line})
    said = facts.statements.get("peer_review", "")
    return f"rap.yml: {said}" if said else f"Reviewed-by: {', '.join(people)}" if people else ""


def _published(facts: Facts) -> str:
    said = facts.statements.get("published", "")
    return f"rap.yml: {said}" if said else ""


def _untouched(facts: Facts) -> str:
    return (
        f"{facts.reports} báo cáo do lệnh lập, không tệp nào sửa tay"
        if facts.reports and not facts.by_hand
        else ""
    )


def _documented(facts: Facts) -> str:
    mute = [name for name, told in facts.public if not told]
    if mute or not _readme(facts):
        return ""
    return f"{_readme(facts)}; {len(facts.public)} hàm, lớp riêng đều có docstring; docs của gói"


def _laid_out(facts: Facts) -> str:
    return (
        f"{', '.join(_ROOMS)}, outputs"
        if all((facts.root / room).is_dir() for room in _ROOMS)
        else ""
    )


def _reused(facts: Facts) -> str:
    long = Counter(source for _, source in facts.cells if len(source) > _LONG_CELL)
    if any(times > 1 for times in long.values()):
        return ""
    return "các sổ tay gọi hàm của gói, không ô dài nào chép lại"


def _styled(facts: Facts) -> str:
    file = facts.first(*_LINTERS)
    project = facts.root / "pyproject.toml"
    if not file and project.is_file() and "[tool.ruff" in project.read_text(encoding="utf-8"):
        file = "pyproject.toml"
    return (
        f"quy tắc ở {file}" if file else "" if facts.modules else "không có mã riêng ngoài sổ tay"
    )


def _tested(facts: Facts) -> str:
    return f"{len(facts.tests)} tệp kiểm thử, ví dụ {facts.tests[0].name}" if facts.tests else ""


def _dependencies(facts: Facts) -> str:
    return facts.first(*_DEPENDENCIES)


def _logged(facts: Facts) -> str:
    return facts.first("outputs/*/run.json")


def _tidy(facts: Facts) -> str:
    files = len(list(facts.root.glob("data/*/*/indicators.csv")))
    return f"{files} tệp indicators.csv, mỗi dòng một số" if files else ""


def _packaged(facts: Facts) -> str:
    if (facts.root / "pyproject.toml").is_file():
        return "pyproject.toml"
    return "" if facts.modules else "mã nằm trong gói cchc_toolkit; dự án chỉ có tham số và sổ tay"


def _integrated(facts: Facts) -> str:
    return facts.first(*_CI)


def _scheduled(facts: Facts) -> str:
    said = facts.statements.get("schedule", "")
    for pattern in _CI:
        for path in sorted(facts.root.glob(pattern)):
            if path.is_file() and "cron" in path.read_text(encoding="utf-8", errors="replace"):
                return f"lịch trong {path.relative_to(facts.root).as_posix()}"
    return f"rap.yml: {said}" if said else ""


def _signposted(facts: Facts) -> str:
    tags = facts.git("tag").split()
    return facts.first("CHANGELOG*") or (
        f"{len(tags)} thẻ git, mới nhất {tags[-1]}" if tags else ""
    )


_SAY = "ghi ai, khi nào, ở đâu vào rap.yml, khóa {}:"
_LINES: tuple[tuple[Level, str, Callable[[Facts], str], str], ...] = (
    ("baseline", "Số liệu do mã nguồn mở tạo ra", _code, "chạy cchc init"),
    (
        "baseline",
        "Mã có quản lý phiên bản",
        _versioned,
        "git init, rồi lưu params, data, notebooks",
    ),
    (
        "baseline",
        "Có README nêu các bước làm lại",
        _readme,
        "viết README.md có các lệnh cchc phải chạy",
    ),
    ("baseline", "Mã đã được người khác đọc lại", _reviewed, _SAY.format("peer_review")),
    ("baseline", "Mã công khai, báo cáo dẫn về mã", _published, _SAY.format("published")),
    (
        "silver",
        "Kết quả do lệnh lập, ít làm tay",
        _untouched,
        "chạy cchc batch; sửa ở số liệu, không sửa tệp kết quả",
    ),
    (
        "silver",
        "Mã có tài liệu, hàm có docstring",
        _documented,
        "thêm docstring cho hàm riêng, README cho dự án",
    ),
    ("silver", "Thư mục xếp theo chuẩn", _laid_out, "cần có params/, data/, notebooks/"),
    ("silver", "Hàm dùng lại được", _reused, "đưa ô chép ở nhiều sổ tay thành một hàm"),
    ("silver", "Mã theo quy tắc viết chung", _styled, "thêm ruff.toml"),
    (
        "silver",
        "Có kiểm thử",
        _tested,
        "thêm tests/test_….py, ví dụ so figures.json với số đã công bố",
    ),
    (
        "silver",
        "Có danh sách phần mềm cần cài",
        _dependencies,
        "ghi cchc-toolkit==<phiên bản> vào requirements.txt",
    ),
    ("silver", "Tự ghi nhật ký", _logged, "chạy cchc batch: nhật ký là outputs/<kỳ>/run.json"),
    ("silver", "Số liệu gọn (mỗi dòng một số)", _tidy, "nhập số liệu bằng cchc import"),
    ("gold", "Mã đóng gói hẳn", _packaged, "thêm pyproject.toml cho mã riêng"),
    (
        "gold",
        "Kiểm thử tự chạy khi có thay đổi",
        _integrated,
        "thêm cấu hình CI chạy pytest và cchc batch",
    ),
    (
        "gold",
        "Chạy theo lịch hoặc theo sự kiện",
        _scheduled,
        "đặt lịch trong CI, hoặc " + _SAY.format("schedule"),
    ),
    ("gold", "Thay đổi được báo rõ", _signposted, "ghi CHANGELOG.md hoặc gắn thẻ git cho mỗi kỳ"),
)
