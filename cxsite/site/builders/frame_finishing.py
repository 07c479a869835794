"""Finishes and reads frames once, instead of finishing and reading each page."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from cxsite.site.builders.frame_template import FrameTemplate, make_gap
from cxsite.site.file_references import AddressReference, HtmlPage, read_html
from cxsite.site.finish import finish_page, policy, theme_html
from cxsite.site.verify import check_page, examine_parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.problems import Message
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.builders.theme import SiteTheme
    from cxsite.site.verify import ExaminedFile

_ADDRESS_GAP: Final = "cxqgap"
_NOT_IN_ADDRESSES: Final = frozenset({"title", "description", "body", "toc"})


@dataclass(frozen=True, slots=True)
class FinishedFrame:
    """A finished frame, and what is read of it once for all pages of its kind: anchors, references and faults.

    In the addresses that are `read`, the names of gaps replace what depends on the page.
    """

    template: FrameTemplate
    read: HtmlPage
    faults: tuple[Message, ...]

    def examine_page(self, name: str, shown: SplicedPage, site_url: str) -> ExaminedFile:
        """Return the anchors, references and faults of a page in this frame."""
        ours = shown.content
        wording = (_fill_reference(one, shown.values) for one in self.read.references)
        page = HtmlPage(self.read.anchors | ours.anchors, tuple(dict.fromkeys((*wording, *ours.references))))
        return examine_parsed(name, page, self.faults, site_url)


def _fill_reference(reference: AddressReference, values: Mapping[str, str]) -> AddressReference:
    address = reference.address
    if _ADDRESS_GAP not in address:
        return reference
    parts = address.split(_ADDRESS_GAP)
    parts[1::2] = (unescape(values[bytes.fromhex(name).decode()]) for name in parts[1::2])
    return AddressReference("".join(parts), reference.link)


@dataclass(frozen=True, slots=True)
class FrameFinisher:
    """Finishes the pages of one site: `known` are the theme's scripts, `content` is the policy of all pages.

    `folders` has the folder of each language, empty for a site in one; `files` are the paths of all pages.
    """

    known: frozenset[str]
    content: str
    folders: Mapping[str, str]
    files: frozenset[str]

    def page(self, text: str, path: str) -> str:
        """Finish the whole page at a path."""
        switched = theme_html.switch_at(path, text, self.switch(path)) if self.folders else text
        return self._finish(switched, path)

    def added(self, text: str, path: str) -> dict[str, bytes]:
        """Return the files that finishing a page adds, each below the folder of the page's language."""
        return finish_page(text, path, self.known)[1]

    def switch(self, path: str) -> dict[str, str]:
        """Map each language to the address that the page at a path links to for it."""
        return theme_html.find_counterparts(path, self.folders, self.files.__contains__) if self.folders else {}

    def frame(self, shell: FrameTemplate) -> FinishedFrame:
        """Finish and read a frame; its gaps named like `switch:vi` depend on the page."""
        switched = theme_html.switch(shell.text, {one: make_gap(f"switch:{one}") for one in self.folders})
        template = FrameTemplate(self._finish(switched, ""))
        empty = {name for name in template.names if name.partition(":")[0] in _NOT_IN_ADDRESSES}
        marks = {name: f"{_ADDRESS_GAP}{name.encode().hex()}{_ADDRESS_GAP}" for name in template.names}
        text = template.fill({**marks, **dict.fromkeys(empty, "")})
        return FinishedFrame(template, read_html(text), tuple(check_page(text, self.known)))

    def _finish(self, text: str, path: str) -> str:
        is_anywhere = posixpath.basename(path) == theme_html.NOT_FOUND_PAGE
        return policy.add_policy(finish_page(text, path, self.known)[0], self.content, is_anywhere=is_anywhere)


def make_finisher(
    themes: Mapping[SiteTheme, Iterable[FrameKind]],
    others: Mapping[str, str],
    folders: Mapping[str, str],
    files: frozenset[str],
) -> FrameFinisher:
    """Make a finisher for a site with these frames, hand-written pages, and `others`, which are whole pages."""
    missing = [theme.not_found for theme in themes]
    known = frozenset[str]().union(*(policy.find_theme_scripts(text) for text in missing if text))
    wholes = (*missing, *others.values(), *(page.html for theme in themes for page in theme.hand.values()))
    shells = (theme.shells[kind].text for theme, kinds in themes.items() for kind in kinds)
    moved = (policy.move_scripts(text, known)[0] for text in (*wholes, *shells))
    hashes = frozenset[str]().union(*(policy.script_hashes(text, known) for text in moved))
    return FrameFinisher(known, policy.make_policy(hashes), folders, files)
