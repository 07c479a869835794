"""A text as an author may type it into a file so that it is read back unchanged."""

from __future__ import annotations

import json


def in_quotes(text: str) -> str:
    """The text in quotation marks: double ones, or single ones where it has double ones or backslashes itself."""
    if "'" in text and ('"' in text or "\\" in text):
        return json.dumps(text, ensure_ascii=False)
    if '"' in text or "\\" in text:
        return f"'{text}'"
    return f'"{text}"'
