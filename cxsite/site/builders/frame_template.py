"""Templates learned from the theme's output: a text is cut at sentinels, and the gaps are filled with values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cxsite.problems import make_message

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "cxzq"
"""Part of every sentinel; text that still contains it after cutting was transformed in an unknown way."""

GAP = "\0"
"""Stands before and after the name of a gap; HTML cannot contain it."""


class UnexpectedThemeError(Exception):
    """Raised if the theme's output is not as expected, so that MkDocs must build the site. `what` is the message."""

    def __init__(self, what: str, /, **values: object) -> None:
        self.what = make_message(what, **values)
        super().__init__(str(self.what))


@dataclass(frozen=True, slots=True)
class FrameTemplate:
    """A text with gaps, which are the names of values."""

    text: str

    @property
    def names(self) -> list[str]:
        """The names of its gaps."""
        return self.text.split(GAP)[1::2]

    def fill(self, values: Mapping[str, str]) -> str:
        """Fill the gaps and return the text. Raises KeyError if a value is missing."""
        parts = self.text.split(GAP)
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)


def make_gap(name: str) -> str:
    """Return a gap for the value with this name."""
    return f"{GAP}{name}{GAP}"


def cut_at_sentinels(text: str, sentinels: Mapping[str, str]) -> FrameTemplate:
    """Cut a text at its sentinels; `sentinels` maps each sentinel to the name of the value that replaces it.

    Raises:
        UnexpectedThemeError: a part of a sentinel is left.
    """
    for sentinel, name in sentinels.items():  # the longest first, because one may contain another
        text = text.replace(sentinel, make_gap(name))
    if (left := text.lower().find(MARK)) >= 0:
        start = max(left - 40, 0)
        raise UnexpectedThemeError(
            "the theme writes a value in an unknown form: {found}", found=text[start : start + 120]
        )
    return FrameTemplate(text)


@lru_cache(maxsize=1 << 12)  # cached: touchpoints have the same name on many pages
def forms(name: str, html: str) -> Mapping[str, str]:
    """Return each form in which themes write a text's HTML, by the form's name."""
    plain = Markup(html).striptags()  # noqa: S704 -- already HTML
    return {
        f"{name}": html,
        f"{name}:plain": str(plain),
        f"{name}:plain-escaped": str(escape(str(plain))),
        f"{name}:escaped": str(escape(str(html))),
    }


def sentinel_forms(name: str, sentinel: str) -> dict[str, str]:
    """Map the forms of a sentinel, longest first, to the names of these forms.

    The sentinel must contain `&#38;`, which differs in each form.
    """
    return {text: form for form, text in sorted(forms(name, sentinel).items(), key=lambda item: -len(item[1]))}
