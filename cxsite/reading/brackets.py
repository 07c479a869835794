"""Texts in a bracketed list that a comma cuts: `[“Nhanh, rẻ”, đẹp]` has three entries, not two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.problems import Level, Place, Problem
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.source_location import Items, SourceFile
    from cxsite.problems import Value

_PAIRS: Final = ("“”", "«»", "()", "\u2018\u2019", "\uff08\uff09")
_GO_ON: Final = re.compile(
    r"(?:và|nhưng|nên|thì|rồi|hoặc|vì|mà|chứ|cho nên|vậy mà|do đó|and|but|or|so|because|which|nor|yet|then)\s"
)
"""Words that continue a sentence, and hardly ever begin an entry of a list."""
_OPENS: Final = re.compile(r'(?:^|[\s(])"\w')
_CLOSES: Final = re.compile(r'[^\s\d(]"(?:\W|$)')
"""A straight mark as a quotation mark; after a digit it may mean inches."""
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][”’»\"')]*\Z")
_LONG_AMONG_OTHERS, _LONG_ALONE = 5, 6
"""The number of words (in Vietnamese, syllables) an entry needs to be the start of a sentence that goes on: if further
entries begin with a capital letter, and in a list of two.
"""
_SHOWN: Final = 80


def cut_entries(items: Items, file: SourceFile) -> Iterator[Problem]:
    """Return a problem for each text of a bracketed list that a comma seems to cut into several entries."""
    texts = [str(item) if _is_plain(items, number, file) else "" for number, item in enumerate(items)]
    commas = [_separator(items, number, file) for number in range(len(items) - 1)]
    joined = [False, *(_continues(texts, number, commas) for number in range(1, len(texts)))]
    for first, last in _quoted_runs(texts):
        joined[first + 1 : last + 1] = [True] * (last - first)
    number = 1
    while number < len(joined):
        first = number - 1
        while number < len(joined) and joined[number]:
            number += 1
        if number - 1 > first:
            yield _problem(items, first, number - 1, file)
        number += 1


def _is_plain(items: Items, number: int, file: SourceFile) -> bool:
    """Return whether it is a text without YAML quotation marks, which would make it one entry."""
    line, column, *_ = items.places[number]
    return not isinstance(items[number], (list, dict)) and file.lines[line][column : column + 1] not in ('"', "'")


def _separator(items: Items, number: int, file: SourceFile) -> str:
    """Return the text between an entry and the next: `,` or `, `; a space if a line ends between them."""
    _, _, line, end = items.places[number]
    following, start, *_ = items.places[number + 1]
    return file.lines[line][end:start] if line == following else ", "


def _quoted_runs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Return the entries from one that opens a quotation mark or bracket up to the one that closes it."""
    for opening, closing in _PAIRS:
        excess = [text.count(opening) - text.count(closing) for text in texts]
        for first in range(len(texts)):
            last = next((number for number in range(first + 1, len(texts)) if excess[number] < 0), None)
            if excess[first] > 0 and last is not None:
                yield first, last
    odd = [number for number, text in enumerate(texts) if text.count('"') % 2]
    for first, last in zip(odd[::2], odd[1::2], strict=False):
        if _OPENS.search(texts[first]) and _CLOSES.search(texts[last]):
            yield first, last


def _continues(texts: list[str], number: int, commas: list[str]) -> bool:
    """Return whether an entry seems to continue the one before it."""
    before, text = texts[number - 1], texts[number]
    if not before or not text:
        return False
    if _is_within_number(texts, number, commas):
        return True
    if not text[:1].islower():
        return False
    if _GO_ON.match(text) or (_ENDS_SENTENCE.search(text) and not _ENDS_SENTENCE.search(before)):
        return True
    words, is_sentence = len(before.split()), before[:1].isupper()
    if len(texts) == 2:  # noqa: PLR2004 -- a pair
        return is_sentence and words >= _LONG_ALONE and len(text.split()) > 2  # noqa: PLR2004 -- more than a name
    others = any(one[:1].isupper() for one in texts[1:])
    return is_sentence and others and words >= _LONG_AMONG_OTHERS and len(text.split()) > 1


def _is_within_number(texts: list[str], number: int, commas: list[str]) -> bool:
    """Return whether the comma is between two digits, as in `2,5 triệu`, and is not the separator of this list."""
    before, text = texts[number - 1], texts[number]
    if commas[number - 1] != "," or not (before[-1:].isdigit() and text[:1].isdigit()):
        return False
    return not (before.isdigit() and text.isdigit()) or any(comma != "," for comma in commas)


def _problem(items: Items, first: int, last: int, file: SourceFile) -> Problem:
    line, column, *_ = items.places[first]
    *_, end_line, end = items.places[last]
    lines = file.lines[line : end_line + 1]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][column:]
    whole = " ".join(" ".join(lines).split())
    values: dict[str, Value] = {"n": last - first + 1, "found": whole[:_SHOWN], "paste": in_quotes(whole)}
    place = Place(file.path, line + 1, column + 1, end_line + 1, end + 1)
    return Problem(code="CX121", level=Level.WARNING, place=place, values=values)
