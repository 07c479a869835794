"""Compresses the sitemap reproducibly: without the time of compression."""

from __future__ import annotations

import gzip


def compress_sitemap(sitemap: bytes) -> bytes:
    """Return `sitemap` compressed by gzip; the result depends on its bytes alone."""
    return gzip.compress(sitemap, compresslevel=9, mtime=0)
