"""Taking back what communes send: files of many kinds into versions of their submissions."""

from cchc_toolkit.intake.arrival import STATUSES, Outcome, Status
from cchc_toolkit.intake.compare import KINDS, Change, compare_versions
from cchc_toolkit.intake.read import ImportOptions
from cchc_toolkit.intake.receipt import correct_received
from cchc_toolkit.intake.run import ImportObserver, import_files

__all__ = [
    "KINDS",
    "STATUSES",
    "Change",
    "ImportObserver",
    "ImportOptions",
    "Outcome",
    "Status",
    "compare_versions",
    "correct_received",
    "import_files",
]
