"""Lists and fields in brackets on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from cxsite.model.located import Fields, Items
from cxsite.reading.scalars import ABSENT, TELLING, plain_value

if TYPE_CHECKING:
    from cxsite.model.written import WrittenFile

KEY: Final = "[A-Za-z_][A-Za-z0-9_-]*"
MAX_DEPTH: Final = 20
_IN_BRACKETS: Final = re.compile(r"((?:-(?=\d))?[^\W_][^,\[\]{}:#\"'\n]*)|\"([^\"\\\n]*)\"|'([^'\n]*)'|[\[{]")
_WORDS: Final = re.compile(r"\[([a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*)\]")
_NO_TEXTS: Final = frozenset(["true", "false", "null"])
"""Words that are no texts, among those in small letters."""
_KEY_BEFORE: Final = re.compile(rf"({KEY}): +")


class Unlike(Exception):  # noqa: N818 -- not an error: the parser reads on
    """Something that lines alone do not tell for sure."""


def in_brackets(file: WrittenFile, number: int, line: str, at: int, depth: int = 0) -> tuple[Fields | Items, int]:
    """A list or fields on one line, from the bracket at `at`; and the column behind the closing one."""
    if depth > MAX_DEPTH:
        raise Unlike
    begin = at
    if (words := _WORDS.match(line, at)) and (made := words_in_brackets(number, words[0], at)) is not ABSENT:
        return cast("Items", made), words.end()
    fields = Fields(file, (0, 0, 0, 0)) if line[at] == "{" else None
    items = Items((0, 0, 0, 0))
    closing = "]" if fields is None else "}"
    at = _next(line, at + 1)
    while line[at : at + 1] != closing:
        key_at = (0, 0, 0)
        key = ""
        if fields is not None:
            match = _KEY_BEFORE.match(line, at)
            if match is None or match[1] in fields.at:
                raise Unlike
            key, key_at, at = match[1], (number, at, at + len(match[1])), match.end()
        value, start, end = _one(file, number, line, at, depth)
        place = (number, start, number, end)
        if fields is None:
            items.add(value, place)
        else:
            fields[key] = value
            fields.at[key] = (*key_at, *place)
        at = _next(line, end)
        if line[at : at + 1] == ",":
            at = _next(line, at + 1)
            if line[at : at + 1] == closing:
                raise Unlike
        elif line[at : at + 1] != closing:
            raise Unlike
    done: Fields | Items = items if fields is None else fields
    done.span = (number + 1, begin + 1, number + 1, at + 2)
    return done, at + 1


def words_in_brackets(number: int, text: str, at: int) -> object:
    """A list of nothing but ids, which most lists in brackets are; ABSENT for any other."""
    if not _WORDS.fullmatch(text):
        return ABSENT
    words = text[1:-1].split(", ")
    if not _NO_TEXTS.isdisjoint(words):
        return ABSENT
    items = Items((number + 1, at + 1, number + 1, at + len(text) + 1))
    items += words
    items.at = None
    return items


def _one(file: WrittenFile, number: int, line: str, at: int, depth: int) -> tuple[object, int, int]:
    """A value between brackets and commas, where it begins, and the column behind it."""
    match = _IN_BRACKETS.match(line, at)
    if match is None:
        raise Unlike
    plain, double, single = match.groups()
    if plain is not None:
        text = plain.rstrip(" ")
        value = plain_value(text) if text[0] in TELLING else text
        if value is ABSENT:
            raise Unlike
        return value, at, at + len(text)
    if double is not None or single is not None:
        return (single if double is None else double), at, match.end()
    inner, end = in_brackets(file, number, line, at, depth + 1)
    return inner, at, end


def _next(line: str, at: int) -> int:
    while line[at : at + 1] == " ":
        at += 1
    return at
