"""The packed sitemap depends on the sitemap alone."""

from __future__ import annotations

import gzip

from cxsite.site.finish import compress_sitemap


def test_packing_is_reversible_and_carries_no_time() -> None:
    assert gzip.decompress(compress_sitemap(b"<urlset/>")) == b"<urlset/>"
    assert compress_sitemap(b"<urlset/>")[4:8] == bytes(4)  # the time of packing, RFC 1952
