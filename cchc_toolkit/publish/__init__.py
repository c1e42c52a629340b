"""Publishing: finished reports copied to a folder or anything else that fsspec reaches."""

from cchc_toolkit.publish.place import check_kind
from cchc_toolkit.publish.publish import Published, Refused, publish

__all__ = ["Published", "Refused", "check_kind", "publish"]
