"""Fixes a bug of the search library in Material: words with digits broke its index.

lunr 2.3.9 identifies the nodes of its word tree by concatenated letters and node numbers. Digits in words make that
ambiguous: `8` + `12` equals `81` + `2`. Two different nodes then become one, the index gets words that no page has, and
a query that matches one of them fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.site.engines.material import SEARCH_WORKERS, WORKER_BUG, WORKER_FIX

if TYPE_CHECKING:
    from pathlib import Path


def fix_worker(site: Path) -> None:
    """Separate letters and numbers in the theme's search worker. Idempotent; another library is not changed."""
    for worker in sorted(site.rglob(SEARCH_WORKERS)):
        text = worker.read_bytes().decode()
        if WORKER_BUG in text:
            worker.write_bytes(text.replace(WORKER_BUG, WORKER_FIX).encode())
