"""The input from which every page's context is computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxsite.coverage import measure_coverage
from cxsite.incremental.dependency_tracking import get_shared
from cxsite.pages.address import Addresses
from cxsite.pages.links import ContentLinks

if TYPE_CHECKING:
    from cxsite.coverage.records import Coverage
    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.review.records import RecentChanges


@dataclass(frozen=True)
class Basis:
    """The content that is shown (with drafts in a preview), its translator, and the recent changes.

    `site_url` is the address of the site in that language, "" if mkdocs.yml has no `site_url`.
    """

    content: Content
    words: Translator
    recent_changes: RecentChanges | None = None
    site_url: str = ""

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of everything that the site shows."""
        return Addresses(self.content)

    @property
    def links(self) -> ContentLinks:
        """The links to everything that the site shows, for one use: they remember what they looked up."""
        return ContentLinks(self.addresses)

    @property
    def coverage(self) -> Coverage:
        """The coverage of the content."""
        return get_shared(self.content, "coverage", measure_coverage)
