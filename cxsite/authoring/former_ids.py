"""Adds an id to the list of a file's former ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.authoring.text_edits import TextEdit, find_offsets, scalar_edit
from cxsite.reading.scalars import plain_value

if TYPE_CHECKING:
    from cxsite.model.records.record import FileMetadata

_KEY: Final = "formerly"


def former_id_edit(text: str, record: FileMetadata, old: str, new: str) -> TextEdit:
    """Return the edit that adds `old` to a file's `formerly`, in the style of the existing list.

    If the list contains `new`, which is the file's current id again, `old` replaces it.
    """
    if new in record.formerly:
        return scalar_edit(text, record.place(_KEY, record.formerly.index(new)), old)
    word = old if isinstance(plain_value(old), str) else f'"{old}"'
    if not record.source or _KEY not in record.source.places:
        return _new_key(text, f"{_KEY}: [{word}]")
    if not record.formerly:
        return _first(text, record, word)
    start, _ = find_offsets(text, record.place(_KEY))
    last = find_offsets(text, record.place(_KEY, len(record.formerly) - 1))[1]
    if text[start] != "[":
        indent = re.search(r"[ ]*$", text[:start])
        line_end = text.find("\n", last)
        line_end = len(text) if line_end < 0 else line_end
        return TextEdit(line_end, line_end, f"\n{indent[0] if indent else ''}- {word}")
    return TextEdit(last, last, f", {word}")


def _first(text: str, record: FileMetadata, word: str) -> TextEdit:
    """Return the edit for `formerly:` or `formerly: []` without an id."""
    start, end = find_offsets(text, record.place(_KEY))
    if text[start] == "[":
        return TextEdit(start, end, f"[{word}]")
    colon = text.index(":", find_offsets(text, record.key_place(_KEY))[1] - 1) + 1
    empty = re.compile(r"[ ]*(?:~|null|Null|NULL)?").match(text, colon)
    return TextEdit(colon, empty.end() if empty else colon, f" [{word}]")


def _new_key(text: str, line: str) -> TextEdit:
    """Return the edit that adds a last line, or a first entry in a file that is one flow mapping."""
    brace = re.match(r"(?:\s*(?:#[^\n]*|---)?\n)*\s*\{", text)
    if brace:
        return TextEdit(brace.end(), brace.end(), f"{line}, ")
    end = re.search(r"\n\.\.\.\s*\Z", text)
    at = end.start() + 1 if end else len(text)
    return TextEdit(at, at, ("" if text[:at].endswith("\n") else "\n") + line + "\n")
