"""A cure of the search library that the theme carries: it lost its way among words with digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SICK: Final = "var s=r[i],o=this.edges[s];e=e+s+o.id}return e}"
_CURED: Final = 'var s=r[i],o=this.edges[s];e=e+s+o.id+"."}return e}'
"""lunr 2.3.9 tells the nodes of its tree of words apart by letters and numbers of nodes written one after another.

A word's digit runs into the number: `8`, `12` is `81`, `2`. Two unlike nodes are then taken for one, words turn up
that no page has, and a query that meets one fails as a whole.
"""


def fix_worker(site: Path) -> None:
    """Keep letters and numbers apart in the theme's search worker; twice, or another library, changes nothing."""
    for worker in sorted(site.rglob("assets/javascripts/workers/search.*.min.js")):
        text = worker.read_bytes().decode()
        if _SICK in text:
            worker.write_bytes(text.replace(_SICK, _CURED).encode())
