"""Texts in several languages, and lists, as they stand in YAML: one value read and changed for one language."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from cxsite.model.written_number import number_as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def plain(value: Any) -> Any:  # noqa: ANN401 -- any YAML value
    """Return a value as plain dicts and lists; keys without a value are left out."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if one is not None}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def text_in(raw: Any, language: str, main: str) -> str:  # noqa: ANN401
    """Return a text in a language as written; a plain one is in the main language. Empty if it is missing."""
    if isinstance(raw, dict):
        raw = raw.get(language)
    elif language != main:
        return ""
    return "" if raw is None else str(number_as_text(raw)).strip()


def with_text(raw: Any, language: str, main: str, text: str) -> Any:  # noqa: ANN401
    """Return a text with new words in one language; None if it then has none in any."""
    if isinstance(raw, dict):
        rest = {key: one for key, one in raw.items() if key != language or text}
        return {**rest, language: _ended(raw.get(language), text)} if text else rest or None
    if language == main or (raw is None and not text):
        return _ended(raw, text) or None
    if not text:
        return raw
    return {language: text} if raw is None else {main: raw, language: text}


def _ended(raw: Any, text: str) -> str:  # noqa: ANN401
    """Return the new text with the line end of the old one, which a block of lines has."""
    return f"{text}\n" if text and isinstance(raw, str) and raw.endswith("\n") else text


def changed_items(
    items: Sequence[Any],
    before: Sequence[str],
    after: Sequence[str],
    make: Callable[[Any, str], Any],
) -> list[Any]:
    """Return list items changed as their lines were: `make` gives an item its new line, from None a new item.

    `before` has a line for each item. Items whose lines stay are kept as they are.
    """
    made: list[Any] = []
    for how, start, end, first, last in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if how == "equal":
            made += items[start:end]
            continue
        both = min(end - start, last - first)
        made += [make(items[start + n], after[first + n]) for n in range(both)]
        made += [make(None, line) for line in after[first + both : last]]
    return [one for one in made if one is not None]
