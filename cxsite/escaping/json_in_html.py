"""JSON inside an HTML `<script type="application/json">`."""

from __future__ import annotations

import json
from typing import Final

from markupsafe import Markup

_ESCAPED: Final = (*map(ord, "<>&\u2028\u2029"), *range(0xD800, 0xE000))
_CHARACTERS: Final = {code: f"\\u{code:04x}" for code in _ESCAPED}


def encode(value: object) -> Markup:
    """Return `value` as compact JSON in one line that can neither close its script nor begin a comment.

    Raises:
        ValueError: a number is NaN or infinite.
        TypeError: JSON has no form for the value.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_CHARACTERS))  # noqa: S704 - this is the encoder
