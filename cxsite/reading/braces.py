"""Texts in braces that a comma cuts, and keys without a value: YAML accepts them silently and loses the text.

`{text: Hỏi tiếng Anh, được trả lời bằng tiếng Việt}` is a key `text` and, after the comma, a key without a value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.problems import Level, Place, Problem
from cxsite.reading.model_at import is_text_at, keys_at, records_at
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record
    from cxsite.model.records.source_location import Fields

Loc = tuple[str | int, ...]
_COLON: Final = re.compile(r"\s*:")
_SHOWN: Final = 80


class _Entry(NamedTuple):
    """What is between two commas in braces: its key, the key's position (from 0), and its kind."""

    key: str
    at: tuple[int, ...]
    is_known: bool
    is_bare: bool
    """Without a colon, so hardly meant as a key."""
    is_prose: bool
    """Not meant as a key: without a colon, or lower-case words that continue a sentence and happen to have a colon."""


def is_cut_in_braces(fields: Fields) -> bool:
    """Return whether keys in braces may be parts of a text: a fast check, because most braces have no such keys."""
    return (len(fields.places) != len(fields) or " " in "".join(fields)) and is_in_braces(fields)


def keys_without_value(fields: Fields, loc: Loc, model: type[Record]) -> Iterator[str]:
    """Return the unknown keys that have a colon but no value."""
    if len(fields.places) != len(fields) and records_at(model, loc):
        known = keys_at(model, loc)
        in_braces = is_in_braces(fields)
        for key, at in fields.places.items():
            if key not in fields and key not in known and not (in_braces and _is_bare(fields, at)):
                yield key


def is_in_braces(fields: Fields) -> bool:
    """Return whether the keys are in `{ }`, not each on a line of its own."""
    line, column, *_ = fields.span
    return fields.file.lines[line - 1].startswith("{", column - 1)


def cut_texts(fields: Fields, loc: Loc, model: type[Record]) -> Iterator[Problem]:
    """Return one problem for each text or key in braces that a comma cuts, located at the first key after the cut."""
    entries = list(_entries(fields, loc, model))
    number = 0
    while number < len(entries):
        first = number
        number += 1
        if not entries[first].is_prose:
            continue
        while number < len(entries) and entries[number].is_prose and not entries[number].is_known:
            number += 1
        before = entries[first - 1] if first else None
        goes_on = before is not None and _can_be_cut(fields, before, (*loc, before.key), model)
        known = keys_at(model, loc) if records_at(model, loc) else ()
        yield _cut_problem(fields, before if goes_on else None, entries[first], entries[number : number + 1], known)


def _can_be_cut(fields: Fields, before: _Entry, loc: Loc, model: type[Record]) -> bool:
    """Return whether a value can be the start of a cut text; a number is one only where a text is expected."""
    value = fields.get(before.key)
    return isinstance(value, str) or (isinstance(value, (int, float)) and is_text_at(model, loc))


def _entries(fields: Fields, loc: Loc, model: type[Record]) -> Iterator[_Entry]:
    """Return the keys of braces. Braces of a text allow only language names as keys; others allow any key."""
    is_record = bool(records_at(model, loc))
    if not is_record and is_text_at(model, loc):
        known: tuple[str, ...] = LANGUAGES if set(LANGUAGES) & fields.places.keys() else tuple(fields.places)
    else:
        known = keys_at(model, loc) if is_record else ()
    for key, at in fields.places.items():
        is_known = key in known
        is_bare = key not in fields and _is_bare(fields, at)
        is_sentence = is_record and not is_known and " " in key and key[:1].islower() and not suggest(key, known)
        is_prose = (is_bare and not (is_known and known is not LANGUAGES and not is_record)) or (
            is_sentence and isinstance(fields.get(key), str)
        )
        yield _Entry(key, at, is_known, is_bare, is_prose)


def _is_bare(fields: Fields, at: tuple[int, ...]) -> bool:
    """Return whether a key has no colon: in braces a comma may follow directly."""
    lines = fields.file.lines
    rest = lines[at[0]][at[2] :] if at[2] else ""
    following = at[0] + 1
    while not rest.strip() and following < len(lines):
        rest, following = lines[following], following + 1
    return not _COLON.match(rest)


def _cut_problem(
    fields: Fields, before: _Entry | None, entry: _Entry, following: list[_Entry], known: tuple[str, ...]
) -> Problem:
    """Return the problem of an entry that is no key, together with those up to the next key."""
    start = (entry.at[0], entry.at[1])
    end = max(start, _end_of_entry(fields, (following[0].at[0], following[0].at[1]) if following else None))
    values: dict[str, str] = {"found": entry.key[:_SHOWN], "reason": "alone"}
    if before is not None:
        whole = _text_between(fields, (before.at[3], before.at[4]), end)
        values |= {"key": before.key[:_SHOWN], "paste": f"{before.key}: {in_quotes(whole)}", "reason": "text"}
    elif following and not entry.is_known and not following[0].is_known:
        values |= _cut_key(fields, entry, following[0])
    if entry.is_known:
        values["reason"] = "known" if "paste" in values else "empty"
    elif "paste" in values and (meant := _without_colon(fields, entry.key, known)):
        values |= {"reason": "colon", "meant": meant}
    span = (start[0] + 1, start[1] + 1, end[0] + 1, end[1] + 1)
    return Problem(code="CX120", level=Level.ERROR, place=Place(fields.path, *span), values=values)


def _without_colon(fields: Fields, words: str, known: tuple[str, ...]) -> str:
    """Return `severity: 3` for `severity 3`: the words begin with a key that has no value yet."""
    key, _, value = words.partition(" ")
    return f"{key}: {value}" if value and key in known and key not in fields else ""


def _cut_key(fields: Fields, entry: _Entry, following: _Entry) -> dict[str, str]:
    """Return the problem of a key that contains a comma."""
    whole = _text_between(fields, (entry.at[0], entry.at[1]), (following.at[0], following.at[2]))
    return {"reason": "key", "paste": f"{in_quotes(whole)}: …"}


def _end_of_entry(fields: Fields, following: tuple[int, int] | None) -> tuple[int, int]:
    """Return the position after the last character before the next entry, or before the closing brace."""
    lines = fields.file.lines
    line, column = following or (fields.span[2] - 1, fields.span[3] - 2)
    while not (text := lines[line][:column].rstrip(" ,")):
        line, column = line - 1, len(lines[line - 1])
    return line, len(text)


def _text_between(fields: Fields, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the text between two positions of a file, in one line."""
    lines = fields.file.lines[start[0] : end[0] + 1]
    lines[-1] = lines[-1][: end[1]]
    lines[0] = lines[0][start[1] :]
    return " ".join(" ".join(lines).split())
