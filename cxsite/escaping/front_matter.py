"""Values of a page's YAML front matter.

Material writes front matter into its pages without escaping it, so the text is encoded for HTML
first; what is left has no character that YAML's double quotes react to.
"""

from __future__ import annotations

from cxsite.escaping import html


def encode(text: str) -> str:
    """Give `text` as a double-quoted YAML scalar whose value is its HTML, white space folded."""
    return f'"{html.encode_line(" ".join(text.split()))}"'
