"""A form of a project's own: read from the official file, corrected by a person, written down."""

from cchc_toolkit.adoption.adopt import Adopted, adopt, readopt

__all__ = ["Adopted", "adopt", "readopt"]
