"""Locates parts of a page's HTML in its Markdown, because Markdown processors report no positions."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.problems import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Render: TypeAlias = Callable[[str], str]

Use: TypeAlias = tuple[str, str]
"""The use of an address, such as `markdown` or `browser`, and the address."""

_MARK: Final = re.compile(r"qz(\d+)zq")
_PUNCTUATION: Final = frozenset("_*[]()#+.!-`{}~")
_MOST_MARKS: Final = 3_000
_TRIED: Final = 100_000
"""How many characters are rendered again to locate one fault, so that long pages do not take too long."""
_LEAST: Final = 3
_NEEDLE: Final = 40


def locate_addresses(
    text: str, wanted: Iterable[Use], render: Render, uses_of: Callable[[str], Iterable[Use]]
) -> Mapping[Use, list[int]]:
    """Return the offsets in the Markdown of addresses in that use, ignoring those in text or code.

    A distinct number is appended to each possible occurrence; the HTML of the marked text shows
    which of them became an address. An address that is written with entities or escapes may be missing.
    """
    asked = frozenset(wanted)
    spans = _occurrences(text, sorted({address for _, address in asked}))
    found: dict[Use, list[int]] = {}
    if not spans or len(spans) > _MOST_MARKS:
        return found
    parts, end = [], 0
    for number, (_, stop, _) in enumerate(spans):
        parts += [text[end:stop], f"qz{number}zq"]
        end = stop
    for use, address in uses_of(render("".join([*parts, text[end:]]))):
        bare = _MARK.sub("", address)
        for number in map(int, _MARK.findall(address)):
            start, _, meant = spans[number]
            if meant == bare and (use, bare) in asked and start not in found.setdefault((use, bare), []):
                found[use, bare].append(start)
    return found


def _occurrences(text: str, wanted: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the possible occurrences of addresses; longer ones first, because they contain shorter ones."""
    known = sorted(filter(None, wanted), key=len, reverse=True)
    if not known:
        return []
    either = re.compile("|".join(f"({_forms(one)})" for one in known))
    return [(one.start(), one.end(), known[(one.lastindex or 1) - 1]) for one in either.finditer(text)]


def _forms(address: str) -> str:
    """Return a pattern of an address as it is, with entities, or with backslashes before Markdown's characters."""
    escaped = "".join(f"\\\\?{re.escape(sign)}" if sign in _PUNCTUATION else re.escape(sign) for sign in address)
    return "|".join(
        dict.fromkeys((re.escape(html.escape(address)), re.escape(html.escape(address, quote=False)), escaped))
    )


def locate_faults(path: str, text: str, found: str, count: Callable[[str], int]) -> Iterator[Place]:
    """Yield the places of something in the text; `count` returns how often the HTML of a text contains it.

    A place is right if replacing it by letters lowers the count; otherwise the first line that raises it is the place.
    """
    whole, needle = count(text), found.lower()[:_NEEDLE]
    lowered = text.lower()
    likely = [one.start() for one in re.finditer(re.escape(needle), lowered)] if needle else []
    tried = likely[: max(_LEAST, _TRIED // max(len(text), 1))]
    filler = "x" * max(1, len(needle))
    guilty = [at for at in tried if count(f"{text[:at]}{filler}{text[at + len(needle) :]}") < whole]
    if guilty:
        yield from (place_at(path, text, at, len(needle)) for at in guilty)
    else:
        yield from _by_lines(path, text.split("\n"), needle, count)


def _by_lines(path: str, lines: Sequence[str], needle: str, count: Callable[[str], int]) -> Iterator[Place]:
    whole = count("\n".join(lines))
    likely = [n for n, line in enumerate(lines) if needle in html.unescape(line).lower()]
    tried = likely[: max(_LEAST, _TRIED // max(sum(map(len, lines)), 1))]
    guilty = [n for n in tried if count("\n".join([*lines[:n], "", *lines[n + 1 :]])) < whole]
    for number in guilty or [first_line(lines, count)]:
        column = max(lines[number].lower().find(needle), 0)
        end = column + len(needle) if needle in lines[number].lower() else len(lines[number])
        yield Place(path, number + 1, column + 1, number + 1, end + 1)


def first_line(lines: Sequence[str], count: Callable[[str], int]) -> int:
    """Return the first line (from 0) whose addition to the text adds the fault."""
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count("\n".join(lines[:middle])) else (middle + 1, high)
    return low - 1


def place_at(path: str, text: str, start: int, length: int) -> Place:
    """Return the place of `length` characters of a text from an offset."""
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Place(path, line, column, line, column + max(length, 1))
