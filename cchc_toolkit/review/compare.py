"""One call for the command and the notebook: read, review, and compare with what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.documents import ParsedReport, read_report
from cchc_toolkit.documents.understanding.issued_submission import read_issued
from cchc_toolkit.documents.understanding.office import commune_name
from cchc_toolkit.errors import DataError, UsageError, nearest
from cchc_toolkit.review.against import with_differences
from cchc_toolkit.review.review import Review, review_issued
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.named import codes_named
from cchc_toolkit.submission.params import Params, load_params, override
from cchc_toolkit.system import paths

STORED = "data"
"""What `--against` names the stored submission by."""


@dataclass(frozen=True)
class ReviewOptions:
    """What the user says besides the file; every field may be empty."""

    commune: str = ""
    period: Period | None = None
    against: str = ""
    data: str = ""
    params: str = ""
    appendix: Path | None = None
    """A workbook with the tables of the report, where they are no part of the file itself."""


def compared(file: Path, form: Form, asked: ReviewOptions) -> Review:
    """Return the review of a report, compared with its stored data or another report if asked.

    Raises `DataError` where a file cannot be read, `UsageError` where it is unclear which stored
    data are meant.
    """
    issued = read_report(file, form, asked.appendix)
    if asked.against == STORED:
        return _against_stored(issued, form, asked)
    made = review_issued(issued, form, code=asked.commune, period=asked.period)
    if not asked.against:
        return made
    other = Path(asked.against)
    theirs = read_issued(read_report(other, form), form, period=asked.period)
    return with_differences(made, theirs.scope.submission, other.name)


def _against_stored(issued: ParsedReport, form: Form, asked: ReviewOptions) -> Review:
    period = asked.period or issued.letterhead.period
    if period is None:
        raise UsageError(
            "Báo cáo không nêu kỳ nên không biết đối chiếu với số liệu nào.",
            where=issued.source,
            advice="Thêm --period, ví dụ --period 2024-6T.",
        )
    params = override(load_params(asked.params or f"params/{period.id}.yml"), data=asked.data)
    params.refuse_other_period(period.id)
    code = asked.commune or _code_of(issued, params)
    stored = load_submission(params.data, params.commune(code), period, form)
    earlier = read_earlier(code, params)
    made = review_issued(
        issued, form, code=code, period=period, earlier=earlier, window=params.window
    )
    return with_differences(made, stored, f"số liệu lưu {period.id}/{code}")


def _code_of(issued: ParsedReport, params: Params) -> str:
    """Return the code of the one commune of the parameters that is named as the report is."""
    name = commune_name(issued)
    same = codes_named(name, params)
    if len(same) == 1:
        return same[0]
    names = [office.name for office in params.offices.values()]
    raise DataError(
        f'Tệp tham số có {len(same)} xã tên "{name}".',
        where=params.source.name,
        advice=nearest(name, names) or "Thêm --commune với mã xã của báo cáo.",
    )


def review_report(file: str | Path, *, against: str = "", form: str = "") -> Review:
    """Return the review of a finished report for a notebook; paths are found from the project.

    `against` is `data` or another report.
    """
    other = against if against in ("", STORED) else str(paths.project_file(against))
    return compared(paths.project_file(file), load_form(form), ReviewOptions(against=other))
