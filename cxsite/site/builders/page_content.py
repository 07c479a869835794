"""Reads the sections of a page: what search finds in them, their anchors, and what they refer to.

The HTML of our templates has a simple form, whose pieces repeat on many pages and are read once each: a page takes
0.9 ms less than with a parser. HTML in any other form is parsed. `cxsite build --check` and a test compare both.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from cxsite.problems import make_message
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.html_pieces import HEADINGS, INLINE, NotPlainError, PlainTag, read_pieces
from cxsite.site.docs_tree import heading_words
from cxsite.site.engines.material import TOUCHED
from cxsite.site.file_references import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from cxsite.problems import Message
    from cxsite.rendering.page import Page
    from cxsite.site.file_references import AddressReference
    from cxsite.site.verify import ExaminedFile

_NAME: Final = re.compile("[a-z][a-z0-9]*")
_TEMPLATE: Final = re.compile("<template[ >].*?</template>", re.DOTALL)
_EXCLUDED: Final = " data-search-exclude"
_NOT_SEARCHED: Final = "[data-search-exclude],.linenodiv,object,script,style"


class SearchedText(NamedTuple):
    """What search keeps of a section: its anchor ("" for the page itself), and its title and text as HTML."""

    anchor: str
    title: str
    text: str


class PageContent(NamedTuple):
    """What is read of a page: its searched texts, its anchors and its references, without those of headings."""

    texts: tuple[SearchedText, ...]
    anchors: frozenset[str]
    references: tuple[AddressReference, ...]


def read_content(page: Page) -> PageContent:
    """Return the content of a page.

    Raises:
        UnexpectedThemeError: the page contains something that finishing would change or count.
    """
    if (found := read_plain_content(page)) is not None:
        return found
    if touched := next((text for text in TOUCHED for section in page.sections if text in section.html), None):
        raise UnexpectedThemeError("the page {path} contains {found}", path=page.path, found=touched)
    return parse_content(page)


def parse_content(page: Page) -> PageContent:
    """Return the content of a page as a browser understands its HTML."""
    parts = [f'<h{one.level} id="{one.id}">{heading_words(one)}</h{one.level}>{one.html}' for one in page.sections]
    html = f"<!doctype html><body>{''.join(parts)}</body>"
    found = read_html(html)
    return PageContent(tuple(_parse_texts(html)), found.anchors, found.references)


def _parse_texts(html: str) -> Iterator[SearchedText]:
    """Yield the texts below the headings with an id, each of which begins a section of the element that it is in."""
    tree = LexborHTMLParser(html)
    for node in reversed(tree.css(_NOT_SEARCHED)):  # inner ones first
        node.decompose()
    found: list[tuple[LexborNode, list[str]]] = []
    if tree.body is not None:
        _collect_texts(tree.body, [], found)
    for number, (heading, texts) in enumerate(found):
        anchor = heading.attributes["id"] if number else ""
        yield SearchedText(anchor or "", _fold(heading.text()), _fold("".join(texts)))


def _collect_texts(node: LexborNode, texts: list[str], found: list[tuple[LexborNode, list[str]]]) -> None:
    for child in node.iter(include_text=True):
        if child.tag in HEADINGS and child.attributes.get("id"):
            texts = []
            found.append((child, texts))
        elif child.tag == "-text":
            texts.append(child.text_content or "")
        else:
            edge = "" if child.tag in INLINE else " "
            texts.append(edge)
            _collect_texts(child, texts, found)
            texts.append(edge)


def find_misreadings(
    file: str, page: Page, texts: tuple[SearchedText, ...], examined: ExaminedFile, parsed: ExaminedFile
) -> Iterator[Message]:
    """Yield whether a parser reads something else in a finished page than what its build has read in its parts.

    `texts` and `examined` are what the build has read, `parsed` is what the parser reads in the whole page.
    """
    if examined.anchors != parsed.anchors or _find_needed(file, examined) != _find_needed(file, parsed):
        yield make_message("has other links or anchors for an HTML parser than for the build")
    if texts != parse_content(page).texts:
        yield make_message("has other words for an HTML parser than in the search index")


def _find_needed(file: str, examined: ExaminedFile) -> set[tuple[str, str]]:
    """Return the anchors that a page wants, except its own, to which its headings refer."""
    wanted = {(path, anchor) for path, anchors in examined.wanted.items() for anchor in anchors}
    return wanted - {(file, anchor) for anchor in examined.anchors}


def read_plain_content(page: Page) -> PageContent | None:
    """Return the content of sections in the form of our templates; None if they need a parser."""
    tags: list[PlainTag] = []
    texts: list[SearchedText] = []
    try:
        for section in page.sections:
            title = _heading_text(str(heading_words(section)))
            texts.append(SearchedText(section.id if texts else "", title, _read_section(section.html, tags)))
    except NotPlainError:
        return None
    if any(tag.begins for tag in tags):
        return None
    anchors = frozenset([unescape(section.id) for section in page.sections])
    anchors |= frozenset([anchor for tag in tags for anchor in tag.anchors])
    return PageContent(tuple(texts), anchors, tuple(dict.fromkeys([one for tag in tags for one in tag.references])))


def _read_section(html: str, tags: list[PlainTag]) -> str:
    """Return the searched text of plain HTML, and add its tags with content to `tags`."""
    if "<template" in html:
        if any(read_pieces(found)[1] for found in _TEMPLATE.findall(html)):
            raise NotPlainError  # anchors and references in a template are not part of the page yet
        html = _TEMPLATE.sub("", html)
    if _EXCLUDED in html:
        html, excluded = _split_excluded(html)
        tags += read_pieces(excluded)[1]
    text, found = read_pieces(html)
    tags += found
    return _searched_text(text)


def _split_excluded(html: str) -> tuple[str, str]:
    """Return plain HTML without the elements that search excludes, and these elements."""
    kept, excluded, done = list[str](), list[str](), 0
    while (mark := html.find(_EXCLUDED, done)) >= 0:
        start = html.rfind("<", done, mark)
        if start < 0 or html.find(">", start, mark) >= 0 or html.count('"', start, mark) % 2:
            raise NotPlainError  # the words are in a text or in the value of an attribute
        kept.append(html[done:start])
        done = _find_end(html, start)
        excluded.append(html[start:done])
    return "".join((*kept, html[done:])), "".join(excluded)


def _find_end(html: str, start: int) -> int:
    """Return where the element ends that begins at `start`."""
    name = _NAME.match(html, start + 1)
    depth = 0
    for tag in re.compile(rf"<(/?){name[0]}\b[^>]*>").finditer(html, start) if name else ():
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise NotPlainError


def _heading_text(html: str) -> str:
    return _searched_text(html) if "&" in html else html


def _searched_text(html: str) -> str:
    """Return a text of HTML without tags as search keeps it: white space folded, and few characters as references."""
    return _fold(unescape(html)) if "&" in html else " ".join(html.split())


def _fold(text: str) -> str:
    return " ".join(escape(text, quote=False).split())
