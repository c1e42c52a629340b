"""Taking back what communes send: files of many kinds into versions of their submissions."""

from cchc_toolkit.intake.arrival import STATUSES, Outcome, Status
from cchc_toolkit.intake.compare import Change, compare_versions
from cchc_toolkit.intake.read import ImportOptions
from cchc_toolkit.intake.run import ImportObserver, import_files

__all__ = [
    "STATUSES",
    "Change",
    "ImportObserver",
    "ImportOptions",
    "Outcome",
    "Status",
    "compare_versions",
    "import_files",
]
