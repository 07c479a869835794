"""A text in another language, shown where the page's language has none."""

from __future__ import annotations


class Fallback(str):
    """A text in another language than the page's; `language` is the one it is written in.

    It behaves as a plain string everywhere; only the HTML encoder marks its language.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Fallback:  # noqa: PYI034 -- final in all but name
        """Create the text in that language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language
