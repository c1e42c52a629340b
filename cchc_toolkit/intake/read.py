"""Reading what came in: one file to the submissions that it holds, each with whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import CchcError, DataError, ReaderStoppedError
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.csv_table import read_csv
from cchc_toolkit.intake.kinds import digest_of, kind_of
from cchc_toolkit.intake.names import readable
from cchc_toolkit.intake.owner import commune_of_report
from cchc_toolkit.intake.parquet_table import read_parquet
from cchc_toolkit.intake.tidy import deliveries
from cchc_toolkit.submission.delivery import Delivery
from cchc_toolkit.submission.file_name import other_name
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import (
    DOCUMENTS_FILE,
    TEXTS_FILE,
    VALUES_FILE,
    documents_text,
    texts_text,
    values_text,
)

_TABLES = {"csv": read_csv, "parquet": read_parquet}


@dataclass(frozen=True)
class ImportOptions:
    """What the user says besides the files; `params` are those of each period that may occur."""

    params: Mapping[str, Params]
    period: str = ""
    commune: str = ""

    def params_of(self, period: str) -> Params:
        """Return the parameters of a period; raise `DataError` where there are none."""
        if period in self.params:
            return self.params[period]
        known = ", ".join(sorted(self.params))
        raise DataError(
            f"Không có tham số của kỳ {period}.",
            advice=f"Tạo params/{period}.yml, hoặc thêm --params."
            + (f" Đang có: {known}." if known else ""),
        )

    def form_of(self, period: str) -> Form:
        """Return the form of a period; where none is named, the form that is meant unless said."""
        period = period or self.period
        if period:
            return self.params_of(period).form
        forms = {params.form.id: params.form for params in self.params.values()}
        return next(iter(forms.values())) if len(forms) == 1 else load_form()


Read = Arrival | Outcome


def read_file(path: Path, asked: ImportOptions) -> tuple[Read, ...]:
    """Return every submission that a file holds; for what cannot be read, why, as an outcome."""
    try:
        digest = digest_of(path)
        found = list(_read(path, digest, asked))
    except CchcError as error:
        return (refused(path, error),)
    arrivals = sum(isinstance(one, Arrival) for one in found)
    if arrivals == len(found) == 1:
        return tuple(found)
    return tuple(_among_others(one) for one in found)


def _among_others(one: Read) -> Read:
    if isinstance(one, Outcome):
        return one
    return Arrival(
        one.file, one.period, one.commune, one.reader, one.sha256, one.files, False, one.repairs,
        one.notes,
    )  # fmt: skip


def refused(path: Path, error: CchcError, period: str = "", commune: str = "") -> Outcome:
    """Return what could not be taken as an outcome, with the whole message."""
    wrong, where, advice = map(readable, (error.problem, error.where, error.advice))
    return Outcome(
        str(path), "refused", period, commune, problem=readable(str(error)),
        why=(wrong, where, advice),
        exit_code=error.exit_code,
        stopped=isinstance(error, ReaderStoppedError),
    )  # fmt: skip


def _read(path: Path, digest: str, asked: ImportOptions) -> Iterator[Read]:
    kind = kind_of(path)
    made = partial(_arrival, path, digest, asked)
    if kind == "report":
        yield _report(path, asked, made)
    elif kind == "xlsx":
        yield _from_workbook(path, made)
    else:
        yield from _table(path, kind, asked, made)


_Made = Callable[..., Arrival]


def _table(path: Path, kind: str, asked: ImportOptions, made: _Made) -> Iterator[Read]:
    entries, repairs = _TABLES[kind](path)
    if not entries:
        raise DataError("Bảng không có dòng số liệu nào.", where=path.name, advice="Chọn đúng tệp.")
    for found in deliveries(path.name, entries, asked.form_of, repairs):
        if isinstance(found, Delivery):
            try:
                yield made(found, kind, values_only=True)
            except CchcError as error:
                yield refused(path, error, found.period, found.commune)
        else:
            (period, commune), wrong = found
            yield refused(path, wrong, period, commune)


def _from_workbook(path: Path, made: _Made) -> Read:
    """Return what a workbook holds; a refused one is of the commune that stands inside it."""
    from cchc_toolkit.workbook import owner_in, read_workbook  # slow to import, only needed here

    try:
        return made(read_workbook(path, load_form), "xlsx")
    except CchcError as error:
        return refused(path, error, *owner_in(path))


def _report(path: Path, asked: ImportOptions, made: _Made) -> Arrival:
    from cchc_toolkit.intake.issued import read_issued_report

    form = asked.form_of("")
    delivery, issued = read_issued_report(path, form)
    period = _agreed("kỳ", delivery.period, asked.period, path)
    own = asked.form_of(period)
    if own.id != form.id:
        delivery, issued = read_issued_report(path, own)
    code = commune_of_report(issued, asked.params_of(period), asked.commune)
    return made(delivery, issued.format, commune=code)


def _arrival(
    path: Path, digest: str, asked: ImportOptions, delivery: Delivery, reader: str, *,
    commune: str = "", values_only: bool = False,
) -> Arrival:  # fmt: skip
    period = _agreed("kỳ", delivery.period, asked.period, path)
    code = _agreed("xã", delivery.commune or commune, asked.commune, path)
    parse_code(code, where=path.name)
    params = asked.params_of(parse_period(period).id)
    params.office(code)
    if params.form.id != delivery.form:
        raise DataError(
            f"Tệp theo biểu {delivery.form}, kỳ {period} dùng biểu {params.form.id}.",
            where=path.name,
            advice="Lấy biểu của đúng kỳ bằng cchc form write, rồi điền lại.",
        )
    files = {VALUES_FILE: values_text(delivery.values, params.form)}
    if not values_only:
        files[DOCUMENTS_FILE] = documents_text(delivery.documents)
        files[TEXTS_FILE] = texts_text(delivery.texts, params.form)
    notes = delivery.notes if values_only else (*delivery.notes, *other_name(path, code, params))
    files = {name: text.encode("utf-8", "replace").decode() for name, text in files.items()}
    return Arrival(path, period, code, reader, digest, files, True, delivery.repairs, notes)


def _agreed(what: str, own: str, asked: str, path: Path) -> str:
    """Return what the file or the command says; raise where they disagree or neither does."""
    if own and asked and own != asked:
        raise DataError(
            f"Tệp là của {what} {own}, lệnh ghi {what} {asked}.",
            where=path.name,
            advice="Chọn đúng tệp, hoặc bỏ tùy chọn này trong lệnh.",
        )
    if own or asked:
        return own or asked
    option = "--period" if what == "kỳ" else "--commune"
    raise DataError(
        f"Tệp không nói là của {what} nào.", where=path.name, advice=f"Thêm {option} vào lệnh."
    )
