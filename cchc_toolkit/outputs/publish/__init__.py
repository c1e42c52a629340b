"""Publishing: finished reports copied to a folder or anything else that fsspec reaches."""

from cchc_toolkit.outputs.publish.place import check_kind
from cchc_toolkit.outputs.publish.publish import LEFT_OUT, Published, Refused, publish

__all__ = ["LEFT_OUT", "Published", "Refused", "check_kind", "publish"]
