"""Values of a page's YAML front matter.

Material writes front matter into its pages without escaping it, so the text is first encoded for HTML;
the result has no character that is special in YAML's double quotes.
"""

from __future__ import annotations

from cxsite.escaping import html


def encode(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar whose value is its HTML, with white space folded."""
    return f'"{html.encode_line(" ".join(text.split()))}"'
