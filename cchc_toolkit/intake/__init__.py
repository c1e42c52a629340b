"""Taking back what communes send: files of many kinds into versions of their submissions."""

from cchc_toolkit.intake.arrival import STATUSES, Outcome
from cchc_toolkit.intake.compare import KINDS, Change, compare_versions
from cchc_toolkit.intake.read import ImportOptions
from cchc_toolkit.intake.receipt import correct_received
from cchc_toolkit.intake.run import ImportObserver, import_files
from cchc_toolkit.intake.verify_data import data_folders, same_values, verify_data

__all__ = [
    "KINDS",
    "STATUSES",
    "Change",
    "ImportObserver",
    "ImportOptions",
    "Outcome",
    "compare_versions",
    "correct_received",
    "data_folders",
    "import_files",
    "same_values",
    "verify_data",
]
