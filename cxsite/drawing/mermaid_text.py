"""The common parts of all Mermaid diagrams: name and description for screen readers, limits, and HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from cxsite.escaping import html, mermaid

LONGEST_NAME: Final = 40
"""Mermaid clips longer names at the edge of their box."""
LONGEST_DIAGRAM: Final = 50_000
"""Mermaid's `maxTextSize`: it draws an error instead of a longer diagram."""
MOST_EDGES: Final = 500
"""Mermaid's `maxEdges`."""
_LONGEST_DESCRIPTION: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A kind of diagram on a page, in one or several drawings, and a table with the same facts.

    Readers see the table if the drawing cannot be made: without scripts, or if the server allows no styles.
    """

    drawings: tuple[Markup, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1 << 12)  # Cached: many journeys share touchpoint names.
def name(text: str) -> str:
    """Return a short name, escaped for a diagram."""
    return mermaid.encode(text, longest=LONGEST_NAME)


def head(kind: str, title: str, description: str) -> tuple[str, ...]:
    """Return a diagram's first lines: its kind, and the description for screen readers."""
    described = mermaid.encode(description, longest=_LONGEST_DESCRIPTION)
    return (kind, f"accTitle: {name(title)}", f"accDescr: {described}")


def block(diagram: str) -> Markup:
    """Return the HTML in which themes of the MkDocs family look for a diagram, in one line."""
    return Markup('<pre class="mermaid"><code>{}</code></pre>').format(html.encode(diagram))
