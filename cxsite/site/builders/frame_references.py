"""The anchors and references in a frame, read once for all pages of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from cxsite.site.file_references import AddressReference, HtmlPage, read_html
from cxsite.site.verify import check_page, examine_parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.problems import Message
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.verify import ExaminedFile

_GAP: Final = "cxqgap"
_WORDS: Final = ("title", "description")
"""Values that occur only in texts, never in addresses."""
_BODIES: Final = ("body", "toc")


@dataclass(frozen=True, slots=True)
class FrameReferences:
    """The anchors, references and faults of a frame.

    In addresses, the names of gaps replace what depends on the page.
    """

    anchors: frozenset[str]
    references: tuple[AddressReference, ...]
    faults: tuple[Message, ...]

    def examine_page(self, name: str, shown: SplicedPage, site_url: str) -> ExaminedFile:
        """Return the anchors and references of a page in this frame."""
        ours = shown.content
        wording = (_fill_reference(one, shown.values) for one in self.references)
        page = HtmlPage(self.anchors | ours.anchors, tuple(dict.fromkeys((*wording, *ours.references))))
        return examine_parsed(name, page, self.faults, site_url)


def read_frame(shell: FrameTemplate, known: frozenset[str]) -> FrameReferences:
    """Read a finished frame; `known` are the theme's scripts."""
    empty = (*_WORDS, *_BODIES)
    text = shell.fill({name: "" if name.partition(":")[0] in empty else _gap(name) for name in shell.names})
    page = read_html(text)
    return FrameReferences(page.anchors, page.references, tuple(check_page(text, known)))


def _gap(name: str) -> str:
    return f"{_GAP}{name.encode().hex()}{_GAP}"


def _fill_reference(reference: AddressReference, values: Mapping[str, str]) -> AddressReference:
    address = reference.address
    if _GAP not in address:
        return reference
    parts = address.split(_GAP)
    parts[1::2] = (unescape(values[bytes.fromhex(name).decode()]) for name in parts[1::2])
    return AddressReference("".join(parts), reference.link)
