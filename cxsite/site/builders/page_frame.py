"""The frames of a site, into which rendered pages are filled. They can be pickled for another process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.site.builders.frame_finishing import make_finisher
from cxsite.site.builders.frame_kinds import find_kind
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.output_files import output_path
from cxsite.site.builders.splice import splice_page
from cxsite.site.builders.theme_cache import load_or_learn_theme
from cxsite.site.finish.search import in_sector_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cxsite.rendering.page import Page
    from cxsite.site.builders.frame_finishing import FinishedFrame, FrameFinisher
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.language_plan import LanguagePlan
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.builders.theme import SiteTheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrames:
    """The finished frames of a language. `folder` is the language's folder in the whole site."""

    language: str
    folder: str
    menu: frozenset[str]
    theme: SiteTheme
    shells: Mapping[FrameKind, FinishedFrame]
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

    def assemble(self, page: Page, shell: FinishedFrame) -> SplicedPage:
        """Fill a page into its frame. Raises CxsiteError and UnexpectedThemeError."""
        switch = self.finish.switch(self.file(page.path))
        language = in_sector_words(self.theme.language, self.language)
        return splice_page(page, shell.template, self.theme, switch, language=language)


@dataclass(frozen=True, slots=True)
class SiteFrames:
    """The frames of all languages, the main one first, and what finishes pages.

    `key` is a hash of what every page depends on.
    """

    languages: tuple[PageFrames, ...]
    finish: FrameFinisher
    key: str

    def agrees_with(self, other: SiteFrames) -> bool:
        """Return whether pages in the other's frames would be the same in these, if both have frames of their kind."""
        both = zip(self.languages, other.languages, strict=True)
        return self.finish == other.finish and all(
            one.shells[kind] == two.shells[kind] for one, two in both for kind in one.shells.keys() & two.shells.keys()
        )


def make_frames(plans: Sequence[LanguagePlan], folders: Mapping[str, str], cache: Path) -> SiteFrames:
    """Load or learn the theme of each language, and finish its frames.

    `folders` has the folder of each language, empty for a site in one; themes are cached in `cache`.

    Raises:
        CxsiteError: MkDocs warned or failed.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    themes = [load_or_learn_theme(one, cache) for one in plans]
    html = {path: text for one in plans for path, text in one.whole_pages()}
    both = list(zip(plans, themes, strict=True))
    files = html.keys() | {
        one.file(path) for one in plans for path in (*one.factories, *(page.path for page in one.hand))
    }
    files |= {one.inside(path) for one, theme in both for path, _ in theme.added() if path.endswith(".html")}
    finish = make_finisher({theme: one.used for one, theme in both}, html, folders, frozenset(files))
    url = plans[0].settings.site_url
    keys = [f"{one.folder}:{one.site.key}:{theme.key}" for one, theme in both]
    key = hashlib.sha256("\0".join((*keys, url, finish.content)).encode()).hexdigest()
    return SiteFrames(tuple(_finish_frames(one, theme, finish) for one, theme in both), finish, key)


def _finish_frames(planned: LanguagePlan, theme: SiteTheme, finish: FrameFinisher) -> PageFrames:
    return PageFrames(
        language=planned.site.language,
        folder=planned.folder,
        menu=planned.menu,
        theme=theme,
        shells={kind: finish.frame(theme.shells[kind]) for kind in planned.used},
        finish=finish,
    )


def render_early(looks: Sequence[PageFrames], file: str, page_of: Callable[[str, str], Page | None]) -> str | None:
    """Render the page of a file of the site before the next build; None if that needs a full build.

    `page_of` renders the page of a language and path.
    """
    for look in looks:
        page = next(filter(None, (page_of(look.language, path) for path in look.paths(file))), None)
        if page:
            try:
                shell = look.shells.get(look.kind(page))
                return look.assemble(page, shell).html if shell else None
            except UnexpectedThemeError:
                return None
    return None
