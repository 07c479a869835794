"""Reads the sections of a page: what search finds in them, their anchors, and what they refer to.

The HTML of our templates has a simple form, which regular expressions read in half of the time of a parser (0.6 instead
of 1.0 ms for a journey). HTML in any other form is parsed. `cxsite build --check` and a test compare both.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from cxsite.problems import make_message
from cxsite.site.docs_tree import heading_words
from cxsite.site.file_references import LINKS, AddressReference, attribute_addresses, read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from cxsite.problems import Message
    from cxsite.rendering.page import Page
    from cxsite.site.verify import ExaminedFile

_TAG: Final = re.compile("<([^<>]*)>")
_FORM: Final = re.compile(r'/?([a-z][a-z0-9]*)((?:\s+[a-z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)\s*/?')
_NAME: Final = re.compile("[a-z][a-z0-9]*")
_ATTRIBUTE: Final = re.compile(r'\s([a-z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"}
    | {"rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements inside a word; any other element separates words."""
_TEMPLATE: Final = re.compile("<template[ >].*?</template>", re.DOTALL)
_EXCLUDED: Final = " data-search-exclude"
_ELSEWHERE: Final = frozenset(
    {"base", "body", "embed", "frame", "frameset", "head", "html", "iframe", "image", "link", "meta", "noembed"}
    | {"noframes", "noscript", "object", "plaintext", "script", "style", "textarea", "xmp"}
)
"""Elements that a browser moves, or whose content it does not read as HTML."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_SEARCHED: Final = "[data-search-exclude],.linenodiv,object,script,style"
_MOST_TAGS: Final = 1 << 15


class SearchedText(NamedTuple):
    """What search keeps of a section: its anchor ("" for the page itself), and its title and text as HTML."""

    anchor: str
    title: str
    text: str


class PageContent(NamedTuple):
    """What is read of a page: its searched texts, its anchors and its references."""

    texts: tuple[SearchedText, ...]
    anchors: frozenset[str]
    references: tuple[AddressReference, ...]


def read_content(page: Page, body: str, around: str) -> PageContent:
    """Return the content of a page; `body` is its HTML with headings, `around` is more HTML of its own."""
    return read_plain_content(page, around) or parse_content(body, around)


def parse_content(body: str, around: str) -> PageContent:
    """Return the content as a browser understands the HTML."""
    found = read_html(f"<!doctype html><body>{body}{around}</body>")
    return PageContent(tuple(_parse_texts(body)), found.anchors, found.references)


def find_misreadings(
    texts: tuple[SearchedText, ...], body: str, examined: ExaminedFile, parsed: ExaminedFile
) -> Iterator[Message]:
    """Yield whether a parser reads something else in a finished page than what its build has read in its parts.

    `texts` and `examined` are what the build has read, `parsed` is what the parser reads in the whole page. `body` is
    the page's part with the marks of search.
    """
    if examined.anchors != parsed.anchors or _as_sets(examined) != _as_sets(parsed):
        yield make_message("has other links or anchors for an HTML parser than for the build")
    if texts != parse_content(body, "").texts:
        yield make_message("has other words for an HTML parser than in the search index")


def _as_sets(examined: ExaminedFile) -> dict[str, frozenset[str]]:
    return {path: frozenset(anchors) for path, anchors in examined.wanted.items()}


class _NotPlainError(Exception):
    pass


class _PlainTag(NamedTuple):
    """What a tag contributes to a page.

    `begins` is whether it begins a section of its own for search, `edge` what search reads in its place.
    """

    anchors: tuple[str, ...]
    references: tuple[AddressReference, ...]
    begins: bool
    edge: str


class _TagCache(dict[str, _PlainTag]):
    """Reads each distinct tag once: three thousand tags of a page are three hundred distinct ones."""

    def __missing__(self, written: str) -> _PlainTag:
        if len(self) >= _MOST_TAGS:
            self.clear()
        found = self[written] = _read_tag(written)
        return found


_TAGS: Final = _TagCache()


def read_plain_content(page: Page, around: str) -> PageContent | None:
    """Return the content of sections in the form of our templates; None if they need a parser."""
    tags: dict[str, None] = {}
    texts: list[SearchedText] = []
    try:
        for section in page.sections:
            parts = _split_at_tags(section.html)
            tags.update(dict.fromkeys(parts[1::2]))
            title = _heading_text(str(heading_words(section)))
            texts.append(SearchedText(section.id if texts else "", title, _plain_text(section.html, parts)))
        if any(_TAGS[tag].begins for tag in tags):
            return None
        tags.update(dict.fromkeys(_split_at_tags(around)[1::2]))
        read = [_TAGS[tag] for tag in tags]
    except _NotPlainError:
        return None
    anchors = frozenset(anchor for tag in read for anchor in tag.anchors)
    return PageContent(tuple(texts), anchors, tuple(dict.fromkeys(one for tag in read for one in tag.references)))


def _split_at_tags(html: str) -> list[str]:
    """Return the texts in HTML and, between them, what its tags contain."""
    parts = _TAG.split(html)
    if not len(parts) // 2 == html.count("<") == html.count(">"):
        raise _NotPlainError
    return parts


def _read_tag(written: str) -> _PlainTag:
    form = _FORM.fullmatch(written)
    if form is None or form[1] in _ELSEWHERE:
        raise _NotPlainError
    attributes = _ATTRIBUTE.findall(form[2])
    names = dict(attributes)
    if len(names) < len(attributes) or names.get("class") == "linenodiv":
        raise _NotPlainError
    anchors = tuple(
        unescape(value) for name, value in attributes if value and (name == "id" or (name == "name" and form[1] == "a"))
    )
    references = tuple(
        AddressReference(*one)
        for name, value in attributes
        for one in attribute_addresses(name, unescape(value), link=form[1] in LINKS)
    )
    return _PlainTag(anchors, references, form[1] in _HEADINGS and "id" in names, "" if form[1] in _INLINE else " ")


def _plain_text(html: str, parts: list[str]) -> str:
    """Return the searched text of plain HTML, which has these parts."""
    if "<template" in html:
        if any(any(_TAGS[tag][:2]) for found in _TEMPLATE.findall(html) for tag in _split_at_tags(found)[1::2]):
            raise _NotPlainError  # anchors and references in a template are not part of the page yet
        html = _TEMPLATE.sub("", html)
        parts = _TAG.split(html)
    if _EXCLUDED in html:
        parts = _TAG.split(_remove_excluded(html))
    parts[1::2] = [_TAGS[tag].edge for tag in parts[1::2]]
    return _searched_text("".join(parts))


def _remove_excluded(html: str) -> str:
    """Return plain HTML without the elements that search excludes."""
    kept, done = [], 0
    while (mark := html.find(_EXCLUDED, done)) >= 0:
        start = html.rfind("<", done, mark)
        if start < 0 or html.find(">", start, mark) >= 0:
            raise _NotPlainError  # the words are in a text
        kept.append(html[done:start])
        done = _find_end(html, start)
    return "".join((*kept, html[done:]))


def _find_end(html: str, start: int) -> int:
    """Return where the element ends that begins at `start`."""
    name = _NAME.match(html, start + 1)
    depth = 0
    for tag in re.compile(rf"<(/?){name[0]}\b[^>]*>").finditer(html, start) if name else ():
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise _NotPlainError


def _heading_text(html: str) -> str:
    return _searched_text(html) if "&" in html else html


def _searched_text(html: str) -> str:
    """Return a text of HTML without tags as search keeps it: white space folded, and few characters as references."""
    text = escape(unescape(html), quote=False) if "&" in html else html
    return " ".join(text.split())


def _parse_texts(body: str) -> Iterator[SearchedText]:
    tree = LexborHTMLParser(f"<!doctype html><body>{body}</body>")
    while (node := tree.css_first(_NOT_SEARCHED)) is not None:
        node.decompose()
    found: list[tuple[LexborNode | None, list[str]]] = [(None, [])]
    if tree.body is not None:
        _collect_texts(tree.body, found[0][1], found)
    first = 0 if "".join(found[0][1]).strip() else 1
    for number, (heading, texts) in enumerate(found[first:]):
        anchor = (heading.attributes.get("id") or "") if heading is not None and number else ""
        yield SearchedText(anchor, _parsed_title(heading), _folded("".join(texts)))


def _collect_texts(node: LexborNode, texts: list[str], found: list[tuple[LexborNode | None, list[str]]]) -> None:
    """Collect the texts in an element below the headings with an id, each of which begins a section."""
    for child in node.iter(include_text=True):
        if child.tag in _HEADINGS and child.attributes.get("id"):
            texts = []
            found.append((child, texts))
        elif child.tag == "-text":
            texts.append(child.text_content or "")
        else:
            edge = "" if child.tag in _INLINE else " "
            texts.append(edge)
            _collect_texts(child, texts, found)
            texts.append(edge)


def _parsed_title(heading: LexborNode | None) -> str:
    if heading is None:
        return ""
    while (permalink := heading.css_first("a.headerlink")) is not None:
        permalink.decompose()
    return _folded(heading.text())


def _folded(text: str) -> str:
    return " ".join(escape(text, quote=False).split())
