"""A text that stands in for the one that is missing in a page's language."""

from __future__ import annotations


class Fallback(str):
    """A text in another language than the page's: `language` is the one it is written in.

    It is a plain text everywhere; only where it is written as HTML does it tell what it is.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Fallback:  # noqa: PYI034 -- final in all but name
        """The text, in that language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language
