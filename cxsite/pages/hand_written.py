"""Pages that the team writes by hand in Markdown."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from cxsite.escaping.url import INTERNAL_KINDS, encode_path, encode_segment
from cxsite.pages.page_plan import PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.pages.address import Addresses
    from cxsite.pages.basis import Basis

_KINDS: Final = "|".join(sorted(INTERNAL_KINDS))
_CODE: Final = r"(?P<code>(?P<ticks>`+).*?(?P=ticks))"
_CODE_OR_LINK: Final = re.compile(
    rf"{_CODE}|(?P<start>\]\(<?|^ {{0,3}}\[[^\[\]\n]+\]: *<?)(?P<kind>{_KINDS}):(?P<key>[^\s)>]+)",
    re.DOTALL | re.MULTILINE,
)
_CODE_OR_WORDS: Final = re.compile(rf"{_CODE}|\[(?P<words>[^\[\]]*)\]\((?:{_KINDS}):[^\s)]+\)", re.DOTALL)


def hand_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `pages/<id>` for each hand-written page; links like `persona:lan` in its Markdown become page links.

    A link to something unpublished becomes plain text. A page that is not written in the language of the
    others is marked with its own.
    """
    for key, page in basis.content.pages.items():
        # Pictures and anchors are published with names in NFC; an address in another form would not match.
        text = unicodedata.normalize("NFC", page.markdown)
        markdown = resolve_links(text, f"pages/{key}", basis.addresses)
        words = _CODE_OR_WORDS.sub(lambda match: match["code"] or match["words"], markdown)
        if page.language != basis.words.language:
            words = f'<div class="cx-fallback" lang="{page.language}" markdown="1">\n\n{words.strip()}\n\n</div>\n'
        yield PagePlan(path=f"pages/{key}", kind="hand", title=page.title, markdown=words)


def resolve_links(markdown: str, path: str, addresses: Addresses) -> str:
    """Return the Markdown with `](persona:lan)` replaced by the path of that page's Markdown file.

    Links in code, and links to things that the site does not show, are not changed.
    """

    def write_link(match: re.Match[str]) -> str:
        target = None if match["code"] else addresses.of(match["kind"], match["key"])
        return match[0] if target is None else f"{match['start']}{_markdown_path(path, target)}"

    return _CODE_OR_LINK.sub(write_link, markdown)


def link_offsets(markdown: str) -> frozenset[int]:
    """Return the offsets of the targets of links such as `persona:lan` that `resolve_links` replaces."""
    matches = _CODE_OR_LINK.finditer(markdown)
    return frozenset(match.start("kind") for match in matches if match["kind"] is not None)


def _markdown_path(from_path: str, to: str) -> str:
    page, _, anchor = to.partition("#")
    relative = posixpath.relpath(f"{page}.md", posixpath.dirname(from_path))
    return encode_path(relative) + (f"#{encode_segment(anchor)}" if anchor else "")
