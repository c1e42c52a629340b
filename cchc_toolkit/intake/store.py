"""The store: every delivery a new version, none overwritten, the newest one the current files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_toolkit.checks import SEVERITIES, Scope, check
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.compare import Reported, changes, document_changes, reported, text_changes
from cchc_toolkit.intake.removals import refuse_removals
from cchc_toolkit.intake.version_files import (
    Contents,
    Standing,
    add,
    add_by_hand,
    bring_late,
    contents_of,
    keep,
    keep_shared,
)
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.lateness import Lateness, lateness_of
from cchc_toolkit.submission.load import read_submission
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import SAVED
from cchc_toolkit.submission.versions import Version, read_versions, refuse_foreign
from cchc_toolkit.submission.waivers_file import WAIVERS_FILE
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


@dataclass(frozen=True)
class Storing:
    """How deliveries are stored."""

    received: date
    dry_run: bool = False
    accept_removals: bool = False
    """Whether a delivery may lack much of what stood there before."""


def store(arrival: Arrival, params: Params, how: Storing, *, among: bool = False) -> Outcome:
    """Keep a delivery as the newest version of its commune and period; say what became of it.

    Either the whole new version stands in the end, current files included, or nothing of it.
    `among` says that the command brings other files of this commune too. Raises `DataError` where
    the delivery does not read back as a submission.
    """
    paths.refuse_links(params.data, arrival.period, arrival.commune)
    folder = paths.inside(params.data, arrival.period, arrival.commune)
    versions = read_versions(folder)
    refuse_foreign(folder, versions)
    current = contents_of(folder)
    wanted = {**current, **{name: text.encode() for name, text in arrival.files.items()}}
    known = _known(arrival, versions, wanted, current, among=among)
    if known is not None:
        return known
    _refuse_earlier(arrival, versions, how.received)
    before = reported(folder, params.form)
    place = _Place(folder, how.dry_run)
    with place.staged() as staging:
        place.standing = keep(folder, staging)
        add_by_hand(staging, arrival, current, how.received)
        added = add(staging, arrival, wanted, how.received)
        submission = _read_back(staging, arrival, params)
        now = Reported(submission.values, submission.documents, submission.texts)
        if not how.accept_removals:
            refuse_removals(before, now, params.form, arrival.file.name)
        if not arrival.alone and not how.dry_run:
            keep_shared(params.data, arrival)
        _refuse_changed(folder, current)
    here_before = versions[0].received if versions else None
    first = here_before if versions or current else how.received
    late = None if first is None else lateness_of(first, params)
    told = tuple(one.problem for one in versions if one.problem)
    if late is not None and late.days and not versions:
        told += (f"Báo cáo {late.words}.",)
    return _outcome(arrival, added.number, (before, now), submission, params, late, told)


def _known(
    arrival: Arrival, versions: tuple[Version, ...], wanted: Contents, current: Contents, *,
    among: bool,
) -> Outcome | None:  # fmt: skip
    """Return the outcome of a delivery that brings nothing new, None for one that does.

    A file that was imported before is taken again where the data are no longer as it made them;
    but not beside others of its commune, as in a folder of files that is imported once more.
    """
    if not versions:
        return None
    newest = versions[-1]
    same = next((one for one in reversed(versions) if one.sha256 == arrival.sha256), None)
    unedited = current == contents_of(newest.folder)
    stands = unedited if same is newest else wanted == current and (same is not None or unedited)
    superseded = among and same is not None and same.number != newest.number
    if not stands and not superseded:
        return None
    found = same or newest
    notes: tuple[str, ...] = ()
    if found.number != newest.number:
        notes = (f"Tệp này đã nhập ở bản {found.name}; bản mới nhất là {newest.name}.",)
    return Outcome(
        str(arrival.file), "unchanged", arrival.period, arrival.commune, found.number, notes=notes
    )


def _refuse_earlier(arrival: Arrival, versions: tuple[Version, ...], received: date) -> None:
    newest = max((one.received for one in versions if one.received), default=None)
    if newest is not None and received < newest:
        raise DataError(
            f"Ngày nhận {print_date(received)} trước ngày nhận của bản mới nhất "
            f"({print_date(newest)}).",
            where=f"{arrival.file.name}, xã {arrival.commune} kỳ {arrival.period}",
            advice="Nhập các bản theo thứ tự ngày nhận; kiểm tra --received. Ngày của bản cũ ghi "
            "sai thì sửa bằng cchc versions … --received.",
        )


def _refuse_changed(folder: Path, current: Contents) -> None:
    """Raise where somebody has edited the data while the delivery was read."""
    if contents_of(folder) != current:
        raise DataError(
            "Số liệu của xã vừa được sửa trong lúc đang nhập.",
            where=str(folder),
            advice="Lưu và đóng tệp đang sửa rồi nhập lại.",
        )


class _Place:
    """Where a new version is built: beside the folder, or for a trial in a folder of its own."""

    def __init__(self, folder: Path, dry_run: bool) -> None:
        self._folder = folder
        self._dry_run = dry_run
        self.standing: Standing = {}

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Give an empty folder; put it in place if the block ends well and it is no trial."""
        if self._dry_run:
            with tempfile.TemporaryDirectory(prefix="cchc-") as scratch:
                yield Path(scratch)
            return
        with paths.staged_folder(self._folder, durable=True, replaced=self._replaced) as staging:
            yield staging

    def _replaced(self, old: Path) -> None:
        bring_late(old, self._folder, self.standing)


def _read_back(staging: Path, arrival: Arrival, params: Params) -> Submission:
    """Return what the new current files say to whoever loads them: the proof that they can."""
    files = {name: staging / name for name in (*SAVED, WAIVERS_FILE)}
    return read_submission(files, params.commune(arrival.commune), params.period, params.form)


def _outcome(
    arrival: Arrival, number: int, both: tuple[Reported, Reported], submission: Submission,
    params: Params, late: Lateness | None, told: tuple[str, ...],
) -> Outcome:  # fmt: skip
    office, earlier = params.office(arrival.commune), read_earlier(arrival.commune, params)
    scope = Scope(
        submission, params.window, office, params.mode, earlier,
        calendar=params.calendar, lateness=late,
    )  # fmt: skip
    checked = check(scope)
    own = [found for found in checked if found.speaks_of == "commune"]
    before, now = both
    return Outcome(
        file=str(arrival.file),
        status="repaired" if arrival.repairs else "accepted",
        period=arrival.period,
        commune=arrival.commune,
        version=number,
        findings={one: sum(found.severity == one for found in own) for one in SEVERITIES},
        changes=len(changes(before.values, now.values, params.form)),
        documents=len(document_changes(before.documents, now.documents)),
        texts=len(text_changes(before.texts, now.texts, params.form)),
        repairs=tuple(repair.line for repair in arrival.repairs),
        notes=(*arrival.notes, *told),
    )
