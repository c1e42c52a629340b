"""A form of a project's own: read from the official file, corrected by a person, written down."""

from cchc_toolkit.adoption.adopt import BOOK, Adopted, adopt, form_folder, readopt

__all__ = ["BOOK", "Adopted", "adopt", "form_folder", "readopt"]
