"""Fixes a bug of the search library in the theme: words with digits broke its index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SICK: Final = "var s=r[i],o=this.edges[s];e=e+s+o.id}return e}"
_CURED: Final = 'var s=r[i],o=this.edges[s];e=e+s+o.id+"."}return e}'
"""lunr 2.3.9 identifies the nodes of its word tree by concatenated letters and node numbers.

Digits in words make that ambiguous: `8` + `12` equals `81` + `2`. Two different nodes then become one, the index gets
words that no page has, and a query that matches one of them fails.
"""


def fix_worker(site: Path) -> None:
    """Separate letters and numbers in the theme's search worker. Idempotent; another library is not changed."""
    for worker in sorted(site.rglob("assets/javascripts/workers/search.*.min.js")):
        text = worker.read_bytes().decode()
        if _SICK in text:
            worker.write_bytes(text.replace(_SICK, _CURED).encode())
