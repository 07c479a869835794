"""Authors' files as one frozen `Content`, with every problem that stands in the way."""

from cxsite.reading.folder import read, read_files
from cxsite.reading.parse_cache import ParseCache

__all__ = ["ParseCache", "read", "read_files"]
