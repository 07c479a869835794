"""Writes a new value in the style of the old one, so that diffs are small.

YAML has five styles for a text: plain, in single or double quotation marks, literal (`|`) and folded (`>`). A value
keeps its style where that can hold the new text. In folded, literal and plain texts over several lines, words that
stay keep their line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Final

import yaml

from cxsite.model.written_number import WrittenFloat, WrittenInteger, number_as_text
from cxsite.reading.backslashes import find_backslash
from cxsite.reading.scalars import plain_value
from cxsite.reading.yaml_events import control_character

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Scalar = str | int | float | bool
WIDTH: Final = 100
_LONGEST_LINE: Final = 120
_PLAIN_START: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])")
_UNSAFE: Final = re.compile(
    r":(?=\s|$)|(?<=\s)#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u00a0\u200b-\u200f\u202a-\u202e]"
)
_TYPOGRAPHIC: Final = ("“", "”", "‘", "–", "—")  # noqa: RUF001 -- what word processors put in
_SHORT_ESCAPE: Final = re.compile(r"\\(.)")
_NUMBERED: Final = ({"t": r"\x09", "n": r"\x0A"}, {"t": r"\x09", "n": r"\x0A", "\\": r"\x5C"})
_NOT_ASCII: Final = re.compile(r"[^\x20-\x7e]")
_OTHER_NUMBER: Final = re.compile(r"[-+]?0[xXoObB][0-9a-fA-F_]+")
_OTHER_MEANINGS: Final = tuple(
    f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "merge", "null", "value")
)
"""Texts for our reader are numbers and switches for others, such as those of editors, by YAML 1.1: `No`, `010`, `1:30`.

Dates are not among them, because everybody writes these without quotation marks.
"""
_UNSAFE_IN_FLOW: Final = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True, slots=True)
class ScalarPlace:
    """The place of a scalar: its current text (empty for a new one), its indentation, and whether it is in brackets.

    `indent` is the column of the key or dash that the value belongs to, and `start` that of the value.
    """

    written: str
    indent: int
    in_flow: bool
    start: int = 0

    @property
    def style(self) -> str:
        """The character that begins the value: a quotation mark, `|`, `>`, or empty for a plain one."""
        return self.written[:1] if self.written[:1] in ('"', "'", "|", ">") else ""

    @property
    def is_plain(self) -> bool:
        """Whether a text without quotation marks stands there on one line."""
        return bool(self.written) and not self.style and "\n" not in self.written


def renderings(value: Scalar, place: ScalarPlace) -> Iterator[str]:
    """Yield ways to write a value at a place, the best first; the last one is always read as the same value."""
    if not isinstance(value, str):
        yield str(number_as_text(value)) if isinstance(value, (WrittenInteger, WrittenFloat)) else json.dumps(value)
        return
    escaped = _quoted(_NOT_ASCII.sub(_with_code_point, json.dumps(value, ensure_ascii=False)))
    if control_character("", value):  # no YAML text may hold it, in any style
        yield escaped
        return
    if _becomes_too_wide(value, place):
        yield _new_folded(value, place.indent + 2)
    if place.written:
        yield from _in_old_style(value, place)
    if not place.in_flow and ("\n" in value or ("\t" in value and not value[0].isspace())):
        yield _literal(value, place.indent)
    if _can_be_plain(value, in_flow=place.in_flow) and (place.is_plain or not value.startswith(_TYPOGRAPHIC)):
        yield value
    if "\\" in value and "\n" not in value:  # in double quotation marks a backslash begins an escape
        yield "'" + value.replace("'", "''") + "'"
    yield _quoted(json.dumps(value, ensure_ascii=False))
    yield escaped


def _with_code_point(character: re.Match[str]) -> str:
    """Return the escape of a character; YAML has no pairs of surrogates, as JSON does."""
    code = ord(character[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 -- what four digits can say


def _quoted(text: str) -> str:
    r"""Return a text in double quotes, with numbers for escapes that look like the backslashes of a path (`\t`).

    The reader warns of these, since authors hardly ever mean them.
    """
    candidates = (_SHORT_ESCAPE.sub(partial(_with_number, numbers), text) for numbers in ({}, *_NUMBERED))
    return next((one for one in candidates if find_backslash(one[1:-1]) is None), text)


def _with_number(numbers: Mapping[str, str], escape: re.Match[str]) -> str:
    return numbers.get(escape[1], escape[0])


def _can_be_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether a one-line text may be written without quotation marks."""
    if not text or text != text.strip() or "\n" in text or not isinstance(plain_value(text), str):
        return False
    if _OTHER_NUMBER.fullmatch(text) or _has_other_meaning(text):
        return False
    return bool(_PLAIN_START.match(text)) and not (_UNSAFE.search(text) or (in_flow and _UNSAFE_IN_FLOW.search(text)))


def _has_other_meaning(text: str) -> bool:
    """Return whether YAML 1.1 takes an unquoted text for something else."""
    known = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ())
    return any(tag in _OTHER_MEANINGS and pattern.match(text) for tag, pattern in known)


def _in_old_style(value: str, place: ScalarPlace) -> Iterator[str]:
    if place.style == "'" and not {"\n", "\t"} & set(value):  # `cxsite format` would write a tab in other quotes
        yield "'" + value.replace("'", "''") + "'"
    elif place.style == '"':
        yield json.dumps(value, ensure_ascii=False)
    elif place.style == "|":
        yield from _as_literal(value, place)
    elif place.style == ">":
        yield from _as_folded(value, place)
    elif not place.style and "\n" in place.written and "\n" not in value:
        lines = place.written.split("\n")
        margin = len(lines[1]) - len(lines[1].lstrip())
        kept = _same_lines([line.strip() for line in lines], value)
        yield "\n".join([kept[0], *(" " * margin + line for line in kept[1:])])


def _becomes_too_wide(value: str, place: ScalarPlace) -> bool:
    """Return whether a text on one line does not fit there, unless its old text was already wider than a line."""
    if place.in_flow or "\n" in place.written or place.style in {"|", ">"} or place.start + len(place.written) > WIDTH:
        return False
    quotes = 0 if _can_be_plain(value, in_flow=False) else 2
    limit = _LONGEST_LINE if place.written else WIDTH  # a changed word should change one line
    return value == " ".join(value.split()) and place.start + len(value) + quotes > limit


def _new_folded(value: str, column: int) -> str:
    """Return a text folded over lines that begin in a column."""
    return "\n".join([">-", *(" " * column + line for line in _lines_of(value, WIDTH - column))])


def _lines_of(text: str, width: int) -> list[str]:
    """Return a text broken at spaces into lines of that width."""
    spaces = list(break_lines(text, width))
    return [text[start:end] for start, end in zip([0, *(one + 1 for one in spaces)], [*spaces, len(text)], strict=True)]


def break_lines(text: str, width: int) -> Iterator[int]:
    """Yield the offsets of the spaces at which lines of that width end."""
    start, last = 0, -1
    for at, character in enumerate(text):
        if character == " ":
            if at - start > width and last > start:
                yield last
                start = last + 1
            last = at
    if len(text) - start > width and last > start:
        yield last


def _literal(value: str, indent: int) -> str:
    """Return a text as a new literal block below its key."""
    indented = "2" if value.lstrip("\n").startswith(" ") else ""  # otherwise the first line's spaces would be lost
    keep = "" if value.endswith("\n") else "-"
    body = "\n".join(" " * (indent + 2) + line if line else "" for line in value.rstrip("\n").split("\n"))
    return f"|{indented}{keep}\n{body}"


def _as_literal(value: str, place: ScalarPlace) -> Iterator[str]:
    """Yield the new lines with the old header and indentation. The header determines trailing line breaks."""
    header, margin = _block(place)
    lines = value.strip("\n").split("\n")
    yield header + "\n".join(" " * margin + line if line else "" for line in lines)


def _as_folded(value: str, place: ScalarPlace) -> Iterator[str]:
    """Yield the text with the old header and indentation; unchanged words keep their line, paragraphs stay separate."""
    header, margin = _block(place)
    old = [line[margin:] for line in place.written[len(header) :].split("\n")]
    paragraphs = [paragraph.split("\n") for paragraph in "\n".join(old).strip("\n").split("\n\n")]
    new = value.strip("\n").split("\n")
    if len(new) == len(paragraphs):
        made = [_same_lines(before, after) for before, after in zip(paragraphs, new, strict=True)]
        yield header + "\n\n".join("\n".join(" " * margin + line for line in lines) for lines in made)


def _block(place: ScalarPlace) -> tuple[str, int]:
    """Return the header of a block with its line end, and the column at which its lines begin."""
    header, *lines = place.written.split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    return f"{header}\n", min(margins, default=place.indent + 2)


def _same_lines(old: list[str], new: str) -> list[str]:
    """Distribute the words of a new text over the lines of the old one: each unchanged word keeps its line.

    New words go to the line of the word before them; a line that becomes too long is broken.
    """
    before = [(word, number) for number, line in enumerate(old) for word in line.split(" ")]
    words = new.split(" ")
    matcher = SequenceMatcher(None, [word for word, _ in before], words, autojunk=False)
    lines: list[list[str]] = [[] for _ in old]
    at = 0
    for _, first, last, begin, end in matcher.get_opcodes():
        numbers = [number for _, number in before[first:last]] or [at]
        for offset, word in enumerate(words[begin:end]):
            at = numbers[offset * len(numbers) // (end - begin)]
            lines[at].append(word)
    joined = [" ".join(line) for line in lines if line]
    return [part for line in joined for part in (_lines_of(line, WIDTH) if len(line) > _LONGEST_LINE else [line])]
