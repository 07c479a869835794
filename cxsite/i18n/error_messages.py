"""Error messages of the environment in any language: the catalogue `error_messages` translates them."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import Translator
from cxsite.problems import Message, describe_file, to_plain_text

if TYPE_CHECKING:
    from cxsite.problems import CxsiteError

ENGLISH: Final = "en"


def translate_message(sentence: Message, language: str) -> str:
    """Return the message in the language. Raises KeyError if the catalogue does not have it, which is a bug."""
    if language == ENGLISH or not sentence.text:
        return str(sentence)
    words = Translator(language, "error_messages")
    return sentence.fill(words(f"sentence.{sentence.text}"), lambda value: _format_value(value, words))


def translate_error(error: CxsiteError, language: str) -> tuple[str, str]:
    """Return what happened, and what to do about it (empty where there is no advice)."""
    return translate_message(error.what, language), translate_message(error.advice, language)


def _format_value(value: object, words: Translator) -> str:
    if isinstance(value, Message):
        return translate_message(value, words.language)
    if isinstance(value, tuple):
        return "".join(f"\n  {_format_value(one, words)}" for one in value)
    key = f"reason.{errno.errorcode.get(value.errno or 0, '')}" if isinstance(value, OSError) else ""
    return (
        f"{words(key)}{describe_file(value)}" if isinstance(value, OSError) and words.has(key) else to_plain_text(value)
    )
