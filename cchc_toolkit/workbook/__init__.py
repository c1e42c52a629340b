"""The entry workbook: an Excel form for one commune and period, written out and read back."""

from cchc_toolkit.workbook.entry import Entry, entry_of
from cchc_toolkit.workbook.read import owner_in, read_workbook
from cchc_toolkit.workbook.saved import was_saved
from cchc_toolkit.workbook.write import write_workbook

__all__ = ["Entry", "entry_of", "owner_in", "read_workbook", "was_saved", "write_workbook"]
