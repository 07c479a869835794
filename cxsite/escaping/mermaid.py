"""Text inside a Mermaid diagram: titles, sections, tasks, actors, labels.

Every character except letters, digits, marks and the space is written as a decimal entity `#NN;`,
which Mermaid decodes after it has parsed the diagram.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PLAIN: Final = frozenset("LNM")  # The first letters of the Unicode categories that stay unchanged.
_BLANK: Final = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
# Mermaid's own placeholders for an entity while it parses: it would remove them from an author's text.
_PLACEHOLDERS: Final = frozenset("ﬂ°¶ß")
# Flowcharts decode entities twice, so an invisible character separates the pairs.
_PAIR: Final = re.compile("ﬂ(?=°)|¶(?=ß)")
_WORD_JOINER: Final = "\u2060"
_LEADING_KEYWORD: Final = re.compile(
    "(?:journey|timeline|gantt|flowchart|graph|subgraph|end|title|section|accTitle|accDescr|dateFormat|axisFormat"
    "|tickInterval|excludes|includes|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|click|call|href|direction"
    "|default|linkStyle|class|done|active|crit|milestone|vert|after|until|LR|TD|TB|RL|BT)",
    re.IGNORECASE,
)
_STYLE_WORD: Final = re.compile("style|classDef", re.IGNORECASE)
_ELLIPSIS: Final = "…"


def tidy(text: str) -> str:
    """Return `text` in NFC on one line: white space and controls folded to single spaces."""
    normal = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(" " if unicodedata.category(character) in _BLANK else character for character in normal).split()
    )


def shorten(text: str, longest: int) -> str:
    """Return `text` tidied and at most `longest` characters long, ending in `…` if it was cut.

    The cut falls between words if a word ends in the last third, and never before a combining mark.
    """
    whole = tidy(text)
    if len(whole) <= longest:
        return whole
    cut = longest - 1
    while cut > 1 and _is_joining(whole, cut):
        cut -= 1
    space = whole.rfind(" ", longest * 2 // 3, cut + 1)
    return whole[: space if space > 0 else cut].rstrip() + _ELLIPSIS


def encode(text: str, *, longest: int | None = None, empty: str = "–") -> str:
    """Return `text` encoded for a Mermaid diagram, or `empty` (also encoded) if nothing would be visible.

    The text is shortened to `longest` characters first, because half an entity would be shown as such.
    """
    whole = tidy(text) if longest is None else shorten(text, longest)
    shown = whole if any(unicodedata.category(character) != "Cf" for character in whole) else empty
    encoded = _PAIR.sub(rf"\g<0>{_WORD_JOINER}", shown).translate(_CHARACTERS)
    if _LEADING_KEYWORD.match(encoded):
        encoded = _reference(encoded[0]) + encoded[1:]
    return _STYLE_WORD.sub(lambda word: _reference(word[0][0]) + word[0][1:], encoded)


class _CharacterTable(dict[int, str]):
    """The output for each character by its code point, computed once for all texts."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        plain = character == " " or (unicodedata.category(character)[0] in _PLAIN and character not in _PLACEHOLDERS)
        found = self[number] = character if plain else _reference(character)
        return found


_CHARACTERS: Final = _CharacterTable()


def _reference(character: str) -> str:
    return f"#{ord(character)};"


def _is_joining(text: str, at: int) -> bool:
    joined = {"Mn", "Me", "Mc", "Cf", "Sk"}
    return unicodedata.category(text[at]) in joined or text[at - 1] == "\N{ZERO WIDTH JOINER}"
