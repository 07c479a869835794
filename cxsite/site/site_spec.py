"""What a site is made of: its pages, assets and settings, in each of its languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.rendering.page import Page
from cxsite.rendering.page_factory import FinishedPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from cxsite.rendering.page_factory import PageFactory
    from cxsite.site.docs_tree import MovedPage, SiteAsset


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSpec:
    """The parts of a site. `assets` are pictures and files of the content; styles and scripts are added automatically.

    `pages` are rendered pages or factories of pages. `config` is the team's mkdocs.yml, `templates` the
    folders of templates, the team's own first, whose `assets/` are copied to the site. `further` are the same site in
    other languages, each published in the folder named like its `language`. `key` is a hash of what all pages depend on
    besides their own facts.
    """

    pages: Sequence[Page | PageFactory]
    config: Path
    templates: Sequence[Path]
    as_of: date
    assets: Sequence[SiteAsset] = ()
    moved: Sequence[MovedPage] = ()
    language: str = ""
    further: Sequence[SiteSpec] = ()
    key: str = ""

    @property
    def folders(self) -> dict[str, str]:
        """The folder of each language in the published site; empty for a site in one language."""
        if not self.further:
            return {}
        return {self.language: "", **{other.language: other.language for other in self.further}}

    @property
    def factories(self) -> tuple[PageFactory, ...]:
        """A factory for each page."""
        return tuple(FinishedPage(one) if isinstance(one, Page) else one for one in self.pages)
