"""A text with gaps: cut where sentinels stand, filled with what belongs there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cxsite.problems import make_message

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "cxzq"
"""Every sentinel holds it; what still holds it after cutting was used in a way that we do not know."""


class UnexpectedThemeError(Exception):
    """The theme wrote something differently from expected: this site is left to MkDocs. `what` says it to users."""

    def __init__(self, what: str, /, **values: object) -> None:
        self.what = make_message(what, **values)
        super().__init__(str(self.what))


@dataclass(frozen=True, slots=True)
class FrameTemplate:
    """Fixed texts and, between each two of them, the name of what belongs there."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The whole text. Raises KeyError for a value that is wanted and not given."""
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            parts += (values[name], text)
        return "".join(parts)


def cut_at_sentinels(text: str, sentinels: Mapping[str, str]) -> FrameTemplate:
    """Cut a text at its sentinels, which are reported with the names of what takes their places.

    Raises:
        UnknownShapeError: something of a sentinel is left.
    """
    texts, names = [text], list[str]()
    for sentinel, name in sentinels.items():  # the longest first, for one may hold another
        new_texts, new_names = list[str](), list[str]()
        for number, one in enumerate(texts):
            found = one.split(sentinel)
            new_texts += found
            new_names += [name] * (len(found) - 1)
            new_names += names[number : number + 1]
        texts, names = new_texts, new_names
    if left := next((one for one in texts if MARK in one.lower()), None):
        start = max(left.lower().index(MARK) - 40, 0)
        raise UnexpectedThemeError(
            "the theme writes a value in a form of its own: {found}", found=left[start : start + 120]
        )
    return FrameTemplate(tuple(texts), tuple(names))


@lru_cache(maxsize=1 << 12)  # touchpoints are called alike on many pages
def forms(name: str, html: str) -> Mapping[str, str]:
    """A text's HTML in each form in which themes write it, by the form's name."""
    plain = Markup(html).striptags()  # noqa: S704 -- already HTML
    return {
        f"{name}": html,
        f"{name}:plain": str(plain),
        f"{name}:plain-escaped": str(escape(str(plain))),
        f"{name}:escaped": str(escape(str(html))),
    }


def sentinel_forms(name: str, sentinel: str) -> dict[str, str]:
    """The forms of a sentinel, longest first, each with its form's name.

    The sentinel must hold `&#38;`, which is another text in each form.
    """
    return {text: form for form, text in sorted(forms(name, sentinel).items(), key=lambda item: -len(item[1]))}
