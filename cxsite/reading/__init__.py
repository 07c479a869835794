"""Reads authors' files into one frozen `Content`, and reports every problem of the files."""

from cxsite.reading.folder import read, read_files
from cxsite.reading.parse_cache import ParseCache

__all__ = ["ParseCache", "read", "read_files"]
