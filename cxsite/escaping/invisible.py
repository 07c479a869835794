"""Invisible characters: which ones they are, where a script or an emoji needs them, and how to show them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces of another width, and no-break spaces: allowed inside a text, a mistake at its ends."""
_ANY: Final = re.compile(f"[{_BIDI}{_ZERO_WIDTH}{_SPACES}]")
_REVERSING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_IS_BIDI: Final = re.compile(f"[{_BIDI}]")
_IS_ZERO_WIDTH: Final = re.compile(f"[{_ZERO_WIDTH}]")
_IS_SPACE: Final = re.compile(f"[{_SPACES}]")
_SOFT_HYPHEN: Final = "\u00ad"
_JOINERS: Final = "\u200c\u200d"
_EMOJI_FORMS: Final = "\ufe0e\ufe0f"
_BLACK_FLAG: Final = "\U0001f3f4"
_FIRST_TAG, _LAST_TAG = 0xE0020, 0xE007F
_FIRST_OF_JOINING_SCRIPTS: Final = 0x0600
_LATIN_EXTENDED: Final = range(0x1E00, 0x2000)
_BASIC_PLANE: Final = 0xFFFF


def find_invisible(text: str) -> Iterator[tuple[int, str]]:
    """Find each invisible character that nothing needs: its index, and its kind `bidi`, `space` or `zero`."""
    for hit in _ANY.finditer(text):
        one_character, at = hit[0], hit.start()
        if _IS_BIDI.match(one_character):
            yield at, "bidi"
        elif _IS_SPACE.match(one_character):
            yield at, "space"
        elif not is_needed(text, at):
            yield at, "zero"


def has_invisible(text: str) -> bool:
    """Return whether the text may hold invisible characters: a fast check, as most texts have none."""
    return not text.isascii() and _ANY.search(text) is not None


def is_zero_width(one_character: str) -> bool:
    """Return whether a character has no width of its own and does not affect the direction of a line."""
    return _IS_ZERO_WIDTH.match(one_character) is not None


def is_needed(text: str, at: int) -> bool:
    """Return whether the zero-width character at index `at` is needed to draw its neighbours correctly.

    Joiners form emoji and the letters of Arabic, Indic and related scripts (RFC 5892, appendix A); selectors choose
    the form of a symbol; tags write the flag of a region; a soft hyphen marks where a long word may be divided.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    one_character = text[at]
    if one_character in _JOINERS:
        return _can_join(before) and (_can_join(after) or (_is_of_joining_script(before) and not after.isascii()))
    if "\ufe00" <= one_character <= "\ufe0f" or "\U000e0100" <= one_character <= "\U000e01ef":
        return _takes_form(before, one_character)
    if _FIRST_TAG <= ord(one_character) <= _LAST_TAG:
        return _black_flag_before(text, at)
    if "\u180b" <= one_character <= "\u180f":
        return "\u1800" <= before <= "\u18af"
    return one_character == _SOFT_HYPHEN and before.isalpha() and after.isalpha()


def visible(text: str) -> str:
    r"""Return the text with each invisible character, and each unusual space, as an escape such as `\u200b`."""
    if text.isascii():
        return text
    return _ANY.sub(lambda hit: hit[0] if is_kept(text, hit.start()) else as_escape(hit[0]), text)


def is_kept(text: str, at: int) -> bool:
    """Return whether an invisible character is needed by its neighbours, and is neither a bidi control nor a space."""
    return not _IS_BIDI.match(text[at]) and not _IS_SPACE.match(text[at]) and is_needed(text, at)


def without_invisible(text: str) -> str:
    """Return the text as its author sees it: unusual spaces as plain ones, none at the ends."""
    kept = _ANY.sub(lambda hit: _replacement(text, hit.start()), text)
    return kept.strip(" ")


def without_reversing(text: str) -> str:
    """Return the text without characters that reverse the text after them.

    Direction marks next to single letters stay, because Arabic and Hebrew texts need them.
    """
    return text if text.isascii() else _REVERSING.sub("", text)


def as_escape(one_character: str) -> str:
    r"""Return a character as an escape such as `\u200b`."""
    code = ord(one_character)
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"


def _replacement(text: str, at: int) -> str:
    if _IS_SPACE.match(text[at]):
        return " "
    return text[at] if is_kept(text, at) else ""


def _can_join(character: str) -> bool:
    """Return whether a joiner next to it has an effect: an emoji, its modifier, or a letter of a joining script."""
    if not character:
        return False
    return (
        unicodedata.category(character) in ("So", "Sk", "Sm")
        or character in _EMOJI_FORMS
        or _is_of_joining_script(character)
    )


def _is_of_joining_script(character: str) -> bool:
    code = ord(character) if character else 0
    if code < _FIRST_OF_JOINING_SCRIPTS or code in _LATIN_EXTENDED or unicodedata.category(character)[0] not in "LM":
        return False
    return not 0x2E80 <= code <= 0xA7FF  # noqa: PLR2004 -- Chinese, Japanese and kindred letters never join


def _takes_form(before: str, selector: str) -> bool:
    if not before:
        return False
    if before in "#*0123456789\u00a9\u00ae\u203c\u2049":
        return selector in _EMOJI_FORMS
    category = unicodedata.category(before)
    return category[0] == "S" or category == "Lo" or (category == "Po" and not before.isascii())


def _black_flag_before(text: str, at: int) -> bool:
    while at and _FIRST_TAG <= ord(text[at]) <= _LAST_TAG:
        at -= 1
    return text[at] == _BLACK_FLAG
