"""Making a fictional submission: numbers, cells, register, texts, then its variety, then files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.sample.documents import documents, own_documents
from cchc_toolkit.sample.draft import BLANK, Draft, cells
from cchc_toolkit.sample.faults import Case, Truth, inject
from cchc_toolkit.sample.files import Files, files_of
from cchc_toolkit.sample.hostile import hostile
from cchc_toolkit.sample.numbers import numbers
from cchc_toolkit.sample.profile import profile_of
from cchc_toolkit.sample.setting import setting_of
from cchc_toolkit.sample.texts import texts
from cchc_toolkit.sample.variety import Variety

FEW_CELLS = (
    "chi_dao.ke_hoach.nhiem_vu",
    "chi_dao.ke_hoach.nhiem_vu_hoan_thanh",
    "tthc.thong_ke.dang_ap_dung",
    "tthc.thong_ke.dang_ap_dung.cap_xa",
    "tthc.ho_so.tiep_nhan",
    "tthc.ho_so.dung_han.cap_xa",
    "to_chuc.bien_che.duoc_giao",
    "to_chuc.bien_che.co_mat",
    "bs.tuyen_truyen.tin_bai",
    "bs.ngan_sach.thu",
)
"""All that a mostly blank submission answers."""


def make_submission(
    form: Form,
    code: str,
    name: str,
    period: Period,
    window: Window,
    seed: int,
    variety: Variety = "complete",
) -> Files:
    """Return the files of a fictional commune's submission by name, as text.

    A pure function of its arguments: the same bytes each time, whatever else is made. A `complete`
    submission breaks no rule; `mostly_blank` and `empty` have `indicators.csv` only.

    >>> from datetime import date
    >>> from cchc_toolkit.catalogue import load_form
    >>> window = Window(date(2023, 11, 10), date(2024, 6, 5))
    >>> period = Period(2024, "6T")
    >>> files = make_submission(load_form(), "99001", "Xã Minh Hoạ 01", period, window, 1)
    >>> sorted(files)
    ['documents.csv', 'indicators.csv', 'narrative.yml']
    """
    draft = _complete(form, code, name, period, window, seed)
    if variety == "contradictory":
        draft, _ = inject(Case(form, window, draft))
    if variety == "hostile":
        draft = hostile(draft)
    if variety in ("mostly_blank", "empty"):
        draft = _only(draft, FEW_CELLS if variety == "mostly_blank" else ())
    return files_of(draft)


def injected_faults(
    form: Form, code: str, name: str, period: Period, window: Window, seed: int
) -> Truth:
    """Return what is wrong with a contradictory submission: rules with the cell or document.

    >>> from datetime import date
    >>> from cchc_toolkit.catalogue import load_form
    >>> window = Window(date(2023, 11, 10), date(2024, 6, 5))
    >>> period = Period(2024, "6T")
    >>> injected_faults(load_form(), "99018", "Xã Minh Hoạ 18", period, window, 1)[0]
    ('C01', 'chinh_quyen_dien_tu.chung_thu_so')
    """
    return inject(Case(form, window, _complete(form, code, name, period, window, seed)))[1]


def _complete(form: Form, code: str, name: str, period: Period, window: Window, seed: int) -> Draft:
    profile = profile_of(seed, code)
    register = documents(profile, name, period, window, seed, setting_of(form))
    found = numbers(form, profile, period)
    found["chi_dao.ke_hoach.van_ban_chi_dao"] = Decimal(len(own_documents(register)))
    return Draft(
        cells=cells(form, profile, found, period.id),
        register=register,
        texts=texts(form, profile, name, period, register),
    )


def _only(draft: Draft, kept: tuple[str, ...]) -> Draft:
    """Return the draft with a few cells and nothing else."""
    left = {key: cell if key in kept else BLANK for key, cell in draft.cells.items()}
    return replace(draft, cells=left, register=(), texts={})
