"""Checks that a hand-written page closes only the elements that it opened, and leaves none open."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FRAME: Final = (
    "<!doctype html><html><head></head><body><div><main><div><div><article><div>",
    '<wbr id="cx-end"></div></article></div></div></main><footer><p id="cx-after"></p></footer></div></body></html>',
)
"""The elements around a page: those of the theme, and the element that marks another language."""
_TAG: Final = re.compile(r"<(/?)([a-z][^\s/<>]*)[^<>]*>?|<(?:!--|!|\?)", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"<(?:!(?!--)|\?)[^>\n]{0,40}")
_TRIED: Final = 60
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
_CLOSED_BY_OTHERS: Final = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"})
_OF_TABLES: Final = frozenset({"caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th"})
_CELLS: Final = frozenset({"td", "th", "caption"})
_OF_DOCUMENTS: Final = frozenset({"html", "head", "body", "frameset", "frame"})


def stays_within(html: str) -> bool:
    """Return whether a page's HTML leaves the structure around it unchanged when a browser parses it."""
    tree = LexborHTMLParser(html.join(_FRAME))
    end = tree.css_first("#cx-end")
    holder = end.parent if end is not None else None
    if end is None or holder is None or len(tree.css("article > div")) != 1 or len(tree.css("#cx-end")) != 1:
        return False
    for node in list(holder.iter(include_text=True)):
        if node.mem_id != end.mem_id:
            node.decompose()
    return tree.html == _empty_frame()


@cache
def _empty_frame() -> str | None:
    return LexborHTMLParser("".join(_FRAME)).html


def declarations(html: str) -> Iterator[str]:
    """Yield `<!` and `<?` that are no comments: browsers hide what follows, other programs stop there."""
    yield from (one[0].strip() for one in _DECLARATION.finditer(html))


def misplaced(html: str) -> Iterator[tuple[str, str]]:
    """Yield what is in a wrong place: its kind, `table` or `structure`, and the tag or text.

    Browsers move tags and texts in a table outside its cells to before the table. They ignore tags of a whole document
    inside a page, but other programs take them for the end of the page.
    """
    parser = _Misplaced()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # an invalid declaration, which is reported as a fault of its own
        return
    yield from parser.found


class _Misplaced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._open[-1:] == ["table"] and tag not in _OF_TABLES:
            self.found.append(("table", f"<{tag}"))
        if tag in _OF_DOCUMENTS:
            self.found.append(("structure", f"<{tag}"))
        if tag == "table" or tag in _CELLS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _OF_DOCUMENTS:
            self.found.append(("structure", f"</{tag}"))
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["table"] and data.strip():
            self.found.append(("table", data.strip()[:40]))


def find_escape(text: str, render: Callable[[str], str]) -> tuple[int, str]:
    """Return where the Markdown closes or leaves open a foreign element: an offset, and the tag there."""
    tags = list(_TAG.finditer(text))
    found = _closing(text, tags, render) or _opening(text, tags, render) or next(iter(tags), None)
    return (found.start(), found[0]) if found else (0, text[:1])


def _closing(text: str, tags: Sequence[re.Match[str]], render: Callable[[str], str]) -> re.Match[str] | None:
    """Return the end tag that closes an outer element. All later text is outside, too, which allows bisection."""
    ends = [tag for tag in tags if tag[1]]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_outside(render(text[: ends[middle].end()])) else (middle + 1, high)
    return ends[low] if low < len(ends) else None


def _is_outside(html: str) -> bool:
    end = LexborHTMLParser(html.join(_FRAME)).css_first("#cx-end")
    holders = []
    while end is not None and end.parent is not None:
        end = end.parent
        holders.append(end.tag)
    return bool(holders) and holders.count("div") - holders[: _until(holders)].count("div") < len(("div",) * 4)


def _until(holders: Sequence[str | None]) -> int:
    return holders.index("article") - 1 if "article" in holders else 0


def _opening(text: str, tags: Sequence[re.Match[str]], render: Callable[[str], str]) -> re.Match[str] | None:
    """Return the tag without which the structure is intact, or the first tag that is never closed."""
    starts = [tag for tag in tags if not tag[1]]
    unclosed = list(_find_unclosed(tags))
    for tag in [*unclosed, *(one for one in starts if one not in unclosed)][:_TRIED]:
        if stays_within(render(f"{text[: tag.start()]}x{text[tag.start() + 1 :]}")):
            return tag
    return next(iter(unclosed), None)


def _find_unclosed(tags: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the start tags without an end tag, judged by the text alone."""
    opened: list[re.Match[str]] = []
    for tag in tags:
        name = (tag[2] or "").lower()
        if tag[1]:
            same = next((one for one in reversed(opened) if one[2].lower() == name), None)
            if same is not None:
                del opened[opened.index(same) :]
        elif name and name not in _VOID | _CLOSED_BY_OTHERS and not tag[0].endswith("/>"):
            opened.append(tag)
        elif not name:
            yield tag
    yield from opened
