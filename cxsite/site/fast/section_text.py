"""What search finds in a section of plain HTML: the same as `search_entries` reads of any page, in one quick pass."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Final

from cxsite.site.fast.unread import without_unread
from cxsite.site.plain_html import TAGS, pieces

_KEPT: Final = {name: f"<{name}>" for name in ("p", "code", "li", "ol", "ul", "sub", "sup")}
_BEYOND: Final = re.compile('data-search-exclude|class="linenodiv"|<(?:pre|h[1-6])[ >]')
_WORDLESS: Final = re.compile("<svg [^>]*+>(?:</?(?!svg)[a-z]++(?: [^>]*+)?+>)*+</svg>")
"""A drawing without words: it says nothing, and has many tags."""


class NotFlatError(Exception):
    """The section is to be read by the reader of any page."""


def section_text(html: str) -> str:  # noqa: C901 -- what is done for each of a site's tags, without a call for each
    """The text of a section of plain HTML, as search keeps it.

    Raises:
        NotFlatError: it holds headings, preformatted text or parts left out in a way of their own, or elements that do
            not end where they should.
    """
    html = _WORDLESS.sub("<x></x>", without_unread(html))
    if _BEYOND.search(html):
        raise NotFlatError
    found = pieces(html)
    words, opened = _Words(), list[str]()
    for text, written in zip(found[0::2], found[1::2], strict=False):
        if text:
            words.text(text)
        tag = TAGS[written]
        if tag is None:
            raise NotFlatError
        if name := tag.opens:
            opened.append(name)
            if name in _KEPT:
                words.begin(name)
        if name := tag.closes:
            if not opened or opened.pop() != name:
                raise NotFlatError
            if name in _KEPT:
                words.end(name)
    if opened:
        raise NotFlatError
    words.text(found[-1])
    return "".join(words.said).strip()


class _Words:
    """What was said so far; `_begun` knows where each element first began, `_last` where something last stood."""

    __slots__ = ("_begun", "_blank", "_last", "said")

    def __init__(self) -> None:
        self.said: list[str] = []
        self._begun: dict[str, int] = {}
        self._last = -1
        self._blank = False

    def text(self, raw: str) -> None:
        """Keep a text; of spaces that stand alone one is kept, and one beside another not."""
        if not raw.isspace():
            self._say(_shown(raw))
        elif not self._blank:
            self.said.append(" ")
            self._blank = True

    def begin(self, name: str) -> None:
        """Keep a start tag."""
        self._begun.setdefault(name, len(self.said))
        self._say(_KEPT[name])

    def end(self, name: str) -> None:
        """Keep an end tag, or take back all from the first such start tag where nothing but space stands behind it."""
        start = self._begun[name]
        if self._last > start:
            self._say(f"</{name}>")
            return
        del self.said[start:]
        self._begun = {name: at for name, at in self._begun.items() if at < start}
        self._last = next((at for at in reversed(range(start)) if not self.said[at].isspace()), -1)
        self._blank = start > 0 and self._last < start - 1

    def _say(self, text: str) -> None:
        if text:
            self._last = len(self.said)
            self.said.append(text)
            self._blank = False


@lru_cache(maxsize=1 << 14)  # a playbook's names stand on many pages
def _shown(raw: str) -> str:
    text = escape(unescape(raw), quote=False) if "&" in raw else raw
    return text.replace("\n", " ")
