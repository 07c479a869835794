"""Quotes a text so that YAML reads it back unchanged."""

from __future__ import annotations

import json


def in_quotes(text: str) -> str:
    """Return the text in double quotes, or in single quotes if it has double quotes or backslashes itself."""
    if "'" in text and ('"' in text or "\\" in text):
        return json.dumps(text, ensure_ascii=False)
    if '"' in text or "\\" in text:
        return f"'{text}'"
    return f'"{text}"'
