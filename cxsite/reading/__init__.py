"""Authors' files as one frozen `Content`, with every problem that stands in the way."""

from cxsite.reading.folder import read, read_held

__all__ = ["read", "read_held"]
