"""A whole fictional country: thousands of communes, several periods, faults that are known.

What a commune reports depends on seed, code and period alone, so parts can be written side by side
and any of them made again. `truth.csv` says which rule every fault put in on purpose should wake.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.calendar import national_window
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.errors import UsageError
from cchc_toolkit.sample.faults import Truth
from cchc_toolkit.sample.make import injected_faults, make_submission
from cchc_toolkit.sample.setting import TWO_LEVELS, setting_of
from cchc_toolkit.sample.variety import VARIETY_OF, Variety, name_of
from cchc_toolkit.sample.write import write_folder
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date

MOST = 9999
"""So many codes are free of real communes: 90001 to 99999."""
FEW = 999
"""Up to so many communes, the codes are those after 99000, as in the project's own sample."""
FIRST_YEAR = 2024
_SHARES: tuple[tuple[Variety, float], ...] = (
    ("contradictory", 0.05),
    ("mostly_blank", 0.02),
    ("hostile", 0.01),
    ("empty", 0.005),
)
"""How many of the communes are special; the others are complete and break no rule."""
_ENDS = {"Q1": (3, 5), "6T": (6, 5), "Q3": (9, 5), "9T": (9, 5), "N": (11, 5)}
TRUTH_COLUMNS = ("commune", "period", "variety", "rule", "where")
_ROOT_FILE = "truth.csv"


@dataclass(frozen=True)
class Country:
    """How many communes and periods a fictional country has, and the seed it is made from."""

    communes: int
    periods: int
    seed: int = 1
    form_id: str = ""
    """The form that they report on, "" for the default one. The faults put in are of that one: on
    another all communes are complete."""
    first_year: int = FIRST_YEAR

    def __post_init__(self) -> None:
        if not 1 <= self.communes <= MOST or self.periods < 1:
            raise UsageError(
                f"Không tạo được {self.communes} xã, {self.periods} kỳ.",
                advice=f"Chọn từ 1 đến {MOST} xã và ít nhất một kỳ.",
            )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its communes.

        >>> Country(2, 1).codes, Country(3321, 1).codes[-1]
        (('99001', '99002'), '93321')
        """
        first = 99001 if self.communes <= FEW else 90001
        return tuple(str(first + number) for number in range(self.communes))

    @property
    def dates(self) -> tuple[tuple[Period, Window], ...]:
        """Its periods with their windows, one after another from the first of its first year.

        >>> [period.id for period, _ in Country(1, 6).dates]
        ['2024-Q1', '2024-6T', '2024-Q3', '2024-9T', '2024-N', '2025-Q1']
        """
        kinds = tuple(_ENDS)
        found = (divmod(number, len(kinds)) for number in range(self.periods))
        periods = tuple(Period(self.first_year + year, kinds[kind]) for year, kind in found)
        return tuple((period, self._window(period)) for period in periods)

    def name(self, code: str) -> str:
        """Return a commune's name; it says that the commune is made up.

        >>> Country(3321, 1).name("90017")
        'Xã Minh Hoạ 0017'
        """
        return name_of(code) if self.communes <= FEW else f"Xã Minh Hoạ {int(code) - 90000:04d}"

    def variety(self, code: str) -> Variety:
        """Return what is special about a commune, the same in every period."""
        if self.form_id:
            return "complete"
        if self.communes <= FEW and code in VARIETY_OF:
            return VARIETY_OF[code]
        drawn = random.Random(f"{self.seed}:{code}:variety").random()
        for variety, portion in _SHARES:
            if drawn < portion:
                return variety
            drawn -= portion
        return "complete"

    @property
    def form(self) -> Form:
        """What its communes report on."""
        return load_form(self.form_id)

    def _window(self, period: Period) -> Window:
        """Return the days of a period: as districts usually set them, or nationwide without any."""
        if setting_of(self.form) is TWO_LEVELS:
            return national_window(period)
        last = date(period.year, *_ENDS[period.kind])
        if period.kind == "Q3":
            return Window(date(period.year, 6, 6), last)
        return Window(date(period.year - 1, 11, 10), last)


def country_of_today(communes: int) -> Country:
    """Return a country of two levels: three periods of 2026 on the starter form.

    >>> country = country_of_today(1)
    >>> [f"{period.id} đến {window.last:%d/%m}" for period, window in country.dates]
    ['2026-Q1 đến 14/03', '2026-6T đến 14/06', '2026-Q3 đến 14/09']
    """
    return Country(communes, 3, form_id="khoi_tao_2026_xa", first_year=2026)


def write_country(country: Country, root: Path) -> None:
    """Write parameters and ground truth below a folder; the data are written by `write_part`.

    Raises `UsageError`, with nothing written, where that would touch what is not made up or
    replace what is there.
    """
    for period, _ in country.dates:
        _refuse_replacing(country, root, period)
    for period, window in country.dates:
        text = params_text(country, period, window)
        paths.write_file(root / "params" / f"{period.id}.yml", text)
    paths.write_file(root / _ROOT_FILE, _truth(country, country.form))


def write_part(
    country: Country, root: Path, period: Period, window: Window, codes: Sequence[str]
) -> int:
    """Write the data of some communes for a period; return how many folders that made."""
    form = country.form
    for code in codes:
        made = make_submission(
            form, code, country.name(code), period, window, country.seed, country.variety(code)
        )
        write_folder(paths.inside(root / "data", period.id, code), made)
    return len(codes)


def params_text(country: Country, period: Period, window: Window) -> str:
    """Return the file of parameters of a period.

    It names its folders from where it lies: a country lies beside a project and must not meet its
    data, and a copy of it must not write into the original.
    """
    form = country.form
    setting = setting_of(form)
    name, above = setting.issuer
    head = f"""# Dữ liệu minh hoạ do máy tạo ra; không phải số liệu của xã nào.
period: {period.id}
form: {form.id}
window:
  from: {print_date(window.first)}
  to: {print_date(window.last)}
mode: draft
charts: true
data: ../data
output: ../outputs

issuer:
  name: {name}
  superior: {above}
  place: Minh Hoạ
  signatory: Nguyễn Văn Minh Hoạ
  filed_by: VT, NC

defaults:
  superior: {setting.superior}
  via: {setting.via}
  place: Minh Hoạ
  signatory: Nguyễn Văn Minh Hoạ
  recipients:
  - {setting.receives} (báo cáo)
  - Chủ tịch, Phó Chủ tịch UBND xã
  filed_by: VT

communes:
"""
    return head + "".join(f'  "{c}":\n    name: {country.name(c)}\n' for c in country.codes)


def _truth(country: Country, form: Form) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(TRUTH_COLUMNS)
    special = [code for code in country.codes if country.variety(code) != "complete"]
    for period, window in country.dates:
        for code in special:
            variety, name = country.variety(code), country.name(code)
            faults: Truth = (("", ""),)
            if variety == "contradictory":
                faults = injected_faults(form, code, name, period, window, country.seed)
            writer.writerows((code, period.id, variety, *fault) for fault in faults)
    return stream.getvalue()


def _refuse_replacing(country: Country, root: Path, period: Period) -> None:
    """Raise `UsageError` unless this period's parameters are new and so is every folder of data.

    Made-up communes may be added beside real ones; neither those nor earlier ones are replaced.
    """
    params, data = root / "params" / f"{period.id}.yml", root / "data" / period.id
    there = {path.name for path in data.iterdir()} if data.is_dir() else set[str]()
    replaced = sorted(there & set(country.codes))
    if not params.exists() and not replaced:
        return
    real = sum(not is_fictional(code) for code in _told(params)) + sum(
        not is_fictional(name) for name in there
    )
    what = "có cả xã thật" if real else "đã có dữ liệu"
    raise UsageError(
        f"Thư mục {what}, không ghi đè bằng dữ liệu minh hoạ.",
        where=paths.shown(data if replaced else params),
        advice="Chọn thư mục mới bằng --output.",
    )


def _told(params: Path) -> tuple[str, ...]:
    return load_params(params).communes if params.exists() else ()
