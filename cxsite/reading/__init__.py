"""Reads authors' files into one frozen `Content`, and reports every problem of the files."""

from cxsite.reading.folder import read, read_files
from cxsite.reading.parse_cache import ParseCache, load_saved_files

__all__ = ["ParseCache", "load_saved_files", "read", "read_files"]
