"""The sitemap's packed form without the time of packing."""

from __future__ import annotations

import gzip


def compress_sitemap(sitemap: bytes) -> bytes:
    """`sitemap` as gzip that depends on nothing else."""
    return gzip.compress(sitemap, compresslevel=9, mtime=0)
