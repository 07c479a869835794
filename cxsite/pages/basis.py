"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxsite.coverage import measure_coverage
from cxsite.incremental.dependency_tracking import get_shared
from cxsite.pages.address import Addresses

if TYPE_CHECKING:
    from cxsite.coverage.records import Coverage
    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.pages.recent_changes import RecentChanges


@dataclass(frozen=True)
class Basis:
    """The content that is shown (with drafts in a preview), the words of its language, and what changed recently.

    `site_url` is where the site of that language will stand, "" where mkdocs.yml does not say.
    """

    content: Content
    words: Translator
    recent_changes: RecentChanges | None = None
    site_url: str = ""

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything lives."""
        return Addresses(self.content)

    @property
    def coverage(self) -> Coverage:
        """How complete the content is."""
        return get_shared(self.content, "coverage", measure_coverage)
