"""Finishes frames once, instead of finishing each page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxsite.site.builders.frame_template import FrameTemplate, UnexpectedThemeError
from cxsite.site.engines.material import TOUCHED
from cxsite.site.finish import added_files, finish_page, languages, not_found, policy
from cxsite.site.finish.theme_scripts import move_scripts
from cxsite.site.finish.whitespace import strip_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.table_of_contents import TableOfContents
    from cxsite.site.builders.theme import SiteTheme

_GAP = "\0"
_SWITCH = "\1"
_GAPS = re.compile(f"({_GAP}|{_SWITCH}[^{_SWITCH}]*{_SWITCH})")


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
        switched = languages.switch_at(path, text, self.switch(path)) if self.folders else text
        return self._finish(switched, path)

    def added(self, text: str, path: str) -> dict[str, bytes]:
        """Return the files that finishing a page adds, each below the folder of the page's language."""
        return dict(added_files(text, path, self.known))

    def added_for_shell(self, shell: FrameTemplate) -> dict[str, bytes]:
        """Return the files that finishing a frame adds."""
        return self.added(_GAP.join(shell.texts), "")

    def switch(self, path: str) -> dict[str, str]:
        """Map each language to the address that the page at a path links to for it."""
        return languages.find_counterparts(path, self.folders, self.files.__contains__) if self.folders else {}

    def shell(self, shell: FrameTemplate) -> FrameTemplate:
        """Finish a frame; the gaps named like `switch:vi` depend on the page."""
        text, names = _GAP.join(shell.texts), iter(shell.names)
        text = languages.switch(text, {one: f"{_SWITCH}{one}{_SWITCH}" for one in self.folders})
        texts = _GAPS.split(self._finish(text, ""))
        gaps = (next(names) if gap == _GAP else f"switch:{gap.strip(_SWITCH)}" for gap in texts[1::2])
        return FrameTemplate(tuple(texts[0::2]), tuple(gaps))

    def _finish(self, text: str, path: str) -> str:
        is_anywhere = posixpath.basename(path) == not_found.NAME
        return policy.add_policy(finish_page(text, path, self.known), self.content, is_anywhere=is_anywhere)


def finish_toc(toc: TableOfContents) -> TableOfContents:
    """Finish the theme's table of contents."""
    leaf, node = (FrameTemplate(tuple(map(strip_part, one.texts)), one.names) for one in (toc.leaf, toc.node))
    between, inner = strip_part(toc.between), strip_part(toc.between_inner)
    return replace(toc, leaf=leaf, node=node, between=between, between_inner=inner)


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
    shells = (_GAP.join(theme.shells[kind].texts) for theme, kinds in themes.items() for kind in kinds)
    moved = (move_scripts(text, known) for text in (*wholes, *shells))
    hashes = frozenset[str]().union(*(policy.script_hashes(text, known) for text in moved))
    return FrameFinisher(known, policy.make_policy(hashes), folders, files)


def refuse_touched(body: str, path: str) -> None:
    """Refuse a body in which finishing would change or count something.

    Raises:
        UnexpectedThemeError: the body contains something of `TOUCHED`.
    """
    if found := next((character for character in TOUCHED if character in body), None):
        raise UnexpectedThemeError("the page {path} contains {found}", path=path, found=found)
