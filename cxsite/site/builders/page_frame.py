"""The frames of one language, into which rendered pages are filled. They can be pickled for another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.site.builders.frame_kinds import find_kind
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.output_paths import output_path
from cxsite.site.builders.splice import splice_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxsite.rendering.page import Page
    from cxsite.site.builders.frame_finishing import FrameFinisher
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.builders.table_of_contents import TableOfContents
    from cxsite.site.builders.theme import SiteTheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrames:
    """The finished frames of a language. `folder` is the language's folder in the whole site."""

    language: str
    folder: str
    menu: frozenset[str]
    theme: SiteTheme
    toc: TableOfContents
    shells: Mapping[FrameKind, FrameTemplate]
    finish: FrameFinisher

    def file(self, path: str) -> str:
        """Return the file of a page in the whole site."""
        output = output_path(path, directories=self.theme.directories)
        return f"{self.folder}/{output}" if self.folder else output

    def paths(self, file: str) -> tuple[str, ...]:
        """Return the possible page paths of a file; empty for a file of another language, or of no page."""
        inside = file.removeprefix(f"{self.folder}/") if self.folder else file
        path = inside.removesuffix(".html")
        return tuple(one for one in dict.fromkeys((path.removesuffix("/index"), path)) if self.file(one) == file)

    def kind(self, page: Page) -> FrameKind:
        """Return the frame kind of a page."""
        return find_kind(page, self.menu, listed=len(page.sections) > 1)

    def render(self, page: Page) -> SplicedPage | None:
        """Fill a page into its frame; None if its kind has no frame. Raises CxsiteError and UnexpectedThemeError."""
        shell = self.shells.get(self.kind(page))
        return (
            None
            if shell is None
            else splice_page(page, shell, self.theme, self.toc, self.finish.switch(self.file(page.path)))
        )


def render_early(looks: Sequence[PageFrames], file: str, page_of: Callable[[str, str], Page | None]) -> str | None:
    """Render the page of a file of the site before the next build; None if that needs a full build.

    `page_of` renders the page of a language and path.
    """
    for look in looks:
        page = next(filter(None, (page_of(look.language, path) for path in look.paths(file))), None)
        if page:
            try:
                shown = look.render(page)
            except UnexpectedThemeError:
                return None
            return shown.html if shown else None
    return None
