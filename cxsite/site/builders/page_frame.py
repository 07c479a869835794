"""The finished frames of a site, into which rendered pages are filled. They can be pickled for another process.

Frames are finished and read once, instead of finishing and reading each page.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from cxsite.site.builders.frame_kinds import find_kind
from cxsite.site.builders.frame_template import FrameTemplate, UnexpectedThemeError, make_gap
from cxsite.site.builders.output_files import output_path
from cxsite.site.builders.splice import splice_page
from cxsite.site.builders.theme_cache import load_or_learn_theme
from cxsite.site.file_references import AddressReference, HtmlPage, read_html
from cxsite.site.finish import finish_page, policy, theme_html
from cxsite.site.finish.search import in_sector_words
from cxsite.site.verify import check_page, examine_parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from cxsite.problems import Message
    from cxsite.rendering.page import Page
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.language_plan import LanguagePlan
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
    finish = _make_finisher({theme: one.used for one, theme in both}, html, folders, frozenset(files))
    url = plans[0].settings.site_url
    keys = [f"{one.folder}:{one.site.key}:{theme.key}" for one, theme in both]
    key = hashlib.sha256("\0".join((*keys, url, finish.content)).encode()).hexdigest()
    return SiteFrames(tuple(_finish_frames(one, theme, finish) for one, theme in both), finish, key)


def _make_finisher(
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
