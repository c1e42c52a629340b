"""Plainly fictional communes, made from a seed: for learning, tests and benchmarks.

Everything here is invented. The codes from 90000 on are kept free of real communes, the names say
"Minh Hoạ", and every page of such a report says so too. Never put invented figures on a real
commune: `write_sample` refuses every code below 90000.

A commune is consistent unless its variety says otherwise: parts add up to totals, quarters add up
to the cumulative periods, a stated rate is the recomputed one, and no document is dated on a day
off. `injected_faults` says what is wrong with a contradictory one, so that checks can be measured.
"""

from cchc_toolkit.sample.country import Country, write_country, write_part
from cchc_toolkit.sample.make import injected_faults, make_submission
from cchc_toolkit.sample.variety import CODES, VARIETY_OF, Variety, name_of, variety_of
from cchc_toolkit.sample.write import write_sample

__all__ = [
    "CODES",
    "VARIETY_OF",
    "Country",
    "Variety",
    "injected_faults",
    "make_submission",
    "name_of",
    "variety_of",
    "write_country",
    "write_part",
    "write_sample",
]
