"""What is wrong with the world, in a language: sentences that code makes in English, from the catalogue `world`."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from cxsite.problems import Message, describe_file, to_plain_text
from cxsite.words.catalogue import Words

if TYPE_CHECKING:
    from cxsite.problems import CxsiteError

ENGLISH: Final = "en"


def told(sentence: Message, language: str) -> str:
    """The sentence in the language. Raises KeyError for one that the catalogue does not have: that is a bug."""
    if language == ENGLISH or not sentence.text:
        return str(sentence)
    words = Words(language, "world")
    return sentence.fill(words(f"said.{sentence.text}"), lambda value: _shown(value, words))


def told_error(error: CxsiteError, language: str) -> tuple[str, str]:
    """What happened, and (or empty) what to do."""
    return told(error.what, language), told(error.advice, language)


def _shown(value: object, words: Words) -> str:
    if isinstance(value, Message):
        return told(value, words.language)
    if isinstance(value, tuple):
        return "".join(f"\n  {_shown(one, words)}" for one in value)
    key = f"reason.{errno.errorcode.get(value.errno or 0, '')}" if isinstance(value, OSError) else ""
    return (
        f"{words(key)}{describe_file(value)}" if isinstance(value, OSError) and words.has(key) else to_plain_text(value)
    )
