"""Makes a page's entries of the search index, equal to those of Material's search plugin."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from cxsite.escaping import html
from cxsite.site.builders.search_exclusions import VOID, strip_excluded
from cxsite.site.builders.section_text import NotFlatError, section_text
from cxsite.site.docs_tree import heading_words
from cxsite.site.finish.search_index import finish_entries
from cxsite.site.finish.search_titles import is_further, is_thing
from cxsite.site.plain_html import parse_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.rendering.page import Page
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.builders.table_of_contents import HeadingTemplates
    from cxsite.site.plain_html import PlainHtml

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_KEPT_TAGS: Final = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_READ: Final = frozenset({"object", "script", "style"})
_TOKEN: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>|<!--.*?-->", re.DOTALL)
_ABOVE: Final = '<h1 id="above"></h1>'
"""Put above a heading that is read alone, because the first heading of a page has no id in the index."""
_WORD: Final = "cxword"
_ID: Final = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(slots=True)
class _SearchSection:
    """A section of the page while it is read; `heading` is the tag that began it."""

    heading: str = ""
    depth: float = 0
    id: str = ""
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def make_entries(
    page: Page, sections: Sequence[PlainHtml | None], url: str, language: str, headings: HeadingTemplates
) -> str:
    """Return the entries of a page with folded accents, as JSON objects separated by commas.

    `sections` are the parsed sections of the page, `language` is the language of the search interface.
    """
    title = str(html.encode_line(" ".join(page.title.split())))
    shown, parts = _without_excluded(page, sections)
    reported = [_entry(part, url, title) for part in _parts(shown, parts, headings) if not part.excluded]
    return _ENCODE(finish_entries(reported, language))[1:-1]


def _without_excluded(page: Page, sections: Sequence[PlainHtml | None]) -> tuple[Page, Sequence[PlainHtml | None]]:
    """Return the page without what `finish_entries` would remove."""
    if not is_further(page.path):
        return page, sections
    kept = [both for both in zip(page.sections[1:], sections[1:], strict=True) if is_thing(both[0].id)]
    first = replace(page.sections[0], html="")
    return replace(page, sections=(first, *(one for one, _ in kept))), (parse_plain(""), *(part for _, part in kept))


def _parts(page: Page, sections: Sequence[PlainHtml | None], headings: HeadingTemplates) -> list[_SearchSection]:
    """Return the searched text of each section, on a fast path if all sections have the form of our templates."""
    try:
        texts = [section_text(section) for section in sections]
    except NotFlatError:
        return _Reader().read(headings.body(page))
    around = {level: _around(headings.levels[level]) for level in {section.level for section in page.sections}}
    parts: list[_SearchSection] = []
    for section, text in zip(page.sections, texts, strict=True):
        if (wording := around[section.level]) is None:
            return _Reader().read(headings.body(page))
        words = escape(unescape(str(heading_words(section))), quote=False)
        parts.append(_SearchSection(id=section.id if parts else "", title=[words.join(wording)], text=[text]))
    return parts


@lru_cache(maxsize=1 << 4)
def _around(heading: FrameTemplate) -> list[str] | None:
    """Return what search reads before and after the text of such headings; None if they do not start sections."""
    read = _Reader().read(_ABOVE + heading.fill({"id": _WORD, "heading": _WORD}))
    if len(read) != 2 or read[1].id != _WORD or read[1].excluded:  # noqa: PLR2004 -- the one above, and this one
        return None
    around = "".join(read[1].title).split(_WORD)
    return around if len(around) == 2 else None  # noqa: PLR2004 -- before and after


def _entry(part: _SearchSection, url: str, title: str) -> dict[str, str]:
    return {
        "location": f"{url}#{part.id}" if part.id else url,
        "title": "".join(part.title or [title]).strip(),
        "text": "".join(part.text).strip(),
    }


class _Reader:
    """Reads HTML from start to end and tracks the open elements.

    As in the plugin, an element is identified by its tag name: excluding a `<div>` ends at the next `</div>`.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._not_searched = set(_NEVER_READ)
        self._hidden = 0
        self._parts: list[_SearchSection] = []
        self._part: _SearchSection | None = None

    def read(self, body: str) -> list[_SearchSection]:
        """Return the sections of a page: one for its start, and one for each heading with an id."""
        # re.split gives text and token parts in turn: text, end slash, tag name, attributes.
        pieces = _TOKEN.split(strip_excluded(body))
        for at in range(0, len(pieces) - 1, 4):
            if text := pieces[at]:
                self._data(text)
            if tag := pieces[at + 2]:
                tag = tag.lower()
                if pieces[at + 1]:
                    self._end(tag)
                elif tag not in VOID:
                    self._start(tag, attributes := pieces[at + 3])
                    if attributes.endswith("/"):
                        self._end(tag)
        if pieces[-1]:
            self._data(pieces[-1])
        return self._parts

    def _start(self, tag: str, attributes: str) -> None:
        self._open.append(tag)
        if tag in self._not_searched:
            self._hidden += 1
        if tag in _HEADINGS and (name := _ID.search(attributes)):
            self._begin(tag, unescape(next(filter(None, name.groups()), "")), attributes)
        part = self._part or self._first()
        if attributes and ("data-search-exclude" in attributes or 'class="linenodiv"' in attributes):
            self._not_searched.add(tag)
            self._count_hidden()
        elif tag in _KEPT_TAGS and not self._hidden:
            self._words(part).append(f"<{tag}>")

    def _begin(self, tag: str, name: str, attributes: str) -> None:
        depth = len(self._open)
        if tag != "h1" and not self._parts:
            self._parts.append(_SearchSection(depth=depth))
        excluded = "data-search-exclude" in attributes
        self._part = _SearchSection(heading=tag, depth=depth, id=name if self._parts else "", excluded=excluded)
        self._parts.append(self._part)

    def _end(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            return
        self._leave_part()
        self._open.pop()
        if tag in self._not_searched:
            self._hidden -= 1
            if tag not in _NEVER_READ:
                self._not_searched.remove(tag)
                self._count_hidden()
        elif tag in _KEPT_TAGS and not self._hidden:
            _close(self._words(self._part or self._first()), tag)

    def _count_hidden(self) -> None:
        self._hidden = sum(tag in self._not_searched for tag in self._open)

    def _leave_part(self) -> None:
        """Return to an earlier section when the element that contains the heading ends."""
        part, depth = self._part or self._first(), len(self._open)
        if part.depth > depth and (earlier := next((p for p in reversed(self._parts) if p.depth <= depth), None)):
            part.depth = float("inf")
            self._part = earlier

    def _first(self) -> _SearchSection:
        self._part = _SearchSection()
        self._parts.append(self._part)
        return self._part

    def _words(self, part: _SearchSection) -> list[str]:
        return part.title if part.heading in self._open else part.text

    def _data(self, raw: str) -> None:
        if self._hidden:
            return
        text = unescape(raw) if "&" in raw else raw
        blank = text.isspace()
        if "pre" not in self._open:
            text = " " if blank else text.replace("\n", " ")
        part = self._part or self._first()
        if part.heading in self._open:
            if "a" not in self._open:  # the permalink symbol of a heading
                part.title.append(escape(text, quote=False))
        elif not blank:
            part.text.append(escape(text, quote=False))
        elif not part.text or not part.text[-1].isspace() or "pre" in self._open:
            part.text.append(text)


def _close(words: list[str], tag: str) -> None:
    """Write an end tag, or remove the start tag if only white space follows it."""
    start = words.index(f"<{tag}>")
    if all(word.isspace() for word in words[start + 1 :]):
        del words[start:]
    else:
        words.append(f"</{tag}>")
