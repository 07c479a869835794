"""Authors' files as one frozen `Content`, with every problem that stands in the way."""

from cxsite.reading.folder import read, read_held
from cxsite.reading.known import Known

__all__ = ["Known", "read", "read_held"]
