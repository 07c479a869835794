"""The build of a site in one language: its theme, and its pages in the theme's frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.pages import address
from cxsite.site.builders.frame_finishing import finish_toc
from cxsite.site.builders.frame_kinds import find_kind, menu_paths
from cxsite.site.builders.frame_references import read_frame
from cxsite.site.builders.output_files import bytes_of
from cxsite.site.builders.output_paths import output_path
from cxsite.site.builders.packed_bytes import PackedBytes
from cxsite.site.builders.page_frame import PageFrames
from cxsite.site.builders.page_references import pack_references
from cxsite.site.builders.page_state import PageState
from cxsite.site.builders.theme import ThemeQuestion
from cxsite.site.builders.theme_cache import load_or_learn_theme
from cxsite.site.finish import not_found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cxsite.rendering.page import Page
    from cxsite.rendering.page_factory import Dependencies, PageFactory
    from cxsite.site.builders.build_state import BuildState
    from cxsite.site.builders.frame_finishing import FrameFinisher
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.frame_references import FrameReferences
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.builders.theme import SiteTheme
    from cxsite.site.docs_tree import Content
    from cxsite.site.settings import SiteSettings
    from cxsite.site.verify import ExaminedFile

_UNDIVIDED: Final = frozenset({address.JOURNEYS, address.PLAYS})
"""Indexes with usually one section, and their further pages. A wrong guess costs another run of MkDocs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageOrder:
    """The site in one language. `folder` is its folder in the whole site, empty for the main language.

    `assets` are all files of the docs tree except pages, by path. `key` is a hash of what every page depends on
    besides its own facts.
    """

    language: str
    folder: str
    factories: Sequence[PageFactory]
    assets: Mapping[str, Content]
    settings: SiteSettings
    config: Path
    as_of: date
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page that was just rendered; `shown` is None if there is no frame of its kind yet."""

    page: Page
    kind: FrameKind
    file: str
    dependencies: Dependencies | None
    switch: Mapping[str, str]
    shown: SplicedPage | None

    def to_state(self, examined: ExaminedFile) -> PageState:
        """Return the state of the page for the next build."""
        page, entries = self.page, PackedBytes(self.shown.entries.encode() if self.shown else b"")
        seen = PackedBytes(pack_references(examined))
        return PageState(
            self.kind, page.title, page.description, self.file, self.dependencies, self.switch, entries, seen
        )


class LanguageBuild:
    """The build of one language."""

    theme: SiteTheme
    look: PageFrames

    def __init__(self, language: LanguageOrder, memory: BuildState) -> None:
        self.language = language
        values = language.settings.values
        self._directories = bool(values.get("use_directory_urls", True))
        self._menu = menu_paths(values)
        self.shells: Mapping[FrameKind, FrameTemplate] = {}
        self.hand = [one.head for one in language.factories if one.head.markdown is not None]
        self.makers = {one.head.path: one for one in language.factories if one.head.markdown is None}
        self.kinds = {path: self._guess_kind(maker, memory) for path, maker in self.makers.items()}

    @property
    def used(self) -> frozenset[FrameKind]:
        """The frame kinds of its pages."""
        return frozenset(self.kinds.values())

    @property
    def key(self) -> str:
        """The hash of what all of its pages depend on."""
        return f"{self.language.folder}:{self.language.key}:{self.theme.key}"

    def _guess_kind(self, maker: PageFactory, memory: BuildState) -> FrameKind:
        """Guess the kind of a page before it is rendered, from its state in the last build."""
        path = maker.head.path
        before = memory.pages.get(self.name(path))
        return find_kind(
            maker.head, self._menu, listed=before.kind.listed if before else path.partition("_")[0] not in _UNDIVIDED
        )

    def name(self, path: str) -> str:
        """Return the path of a page in the whole site."""
        return self.inside(path)

    def inside(self, path: str) -> str:
        """Return the path of a file of this language in the whole site."""
        return f"{self.language.folder}/{path}" if self.language.folder else path

    def file(self, path: str) -> str:
        """Return the file of a page in the whole site."""
        return self.inside(output_path(path, directories=self._directories))

    def page_files(self) -> Iterator[str]:
        """Yield the files of all pages."""
        yield from (self.file(path) for path in self.makers)
        yield from (self.file(head.path) for head in self.hand)
        yield from (self.inside(path) for path, _ in self.theme_files() if path.endswith(".html"))

    def learn(self, state: Path | None, scratch: Path) -> None:
        """Load the theme. Raises CxsiteError and UnexpectedThemeError like `load_or_learn_theme`."""
        asked = ThemeQuestion(
            kinds=self.used,
            settings=self.language.settings,
            config=self.language.config,
            as_of=self.language.as_of,
            hand=self.hand,
            known=(*(f"{path}.md" for path in self.makers), *self.language.assets),
        )
        self.theme = load_or_learn_theme(asked, state=state, scratch=scratch)

    def set_shells(self, finish: FrameFinisher) -> None:
        """Finish the frames."""
        self._finish = finish
        self.shells = {kind: finish.shell(self.theme.shells[kind]) for kind in self.used}
        self._frames: dict[FrameKind, FrameReferences] = {}
        self.look = PageFrames(
            language=self.language.language,
            folder=self.language.folder,
            menu=self._menu,
            theme=self.theme,
            toc=finish_toc(self.theme.toc),
            shells=self.shells,
            finish=finish,
        )

    def theme_files(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that the theme adds to every site."""
        for path in self.theme.files.rglob("*"):
            if path.is_file():
                yield path.relative_to(self.theme.files).as_posix(), path

    @property
    def not_found(self) -> str:
        """The theme's 404 page; empty if it has none."""
        file = self.theme.files / not_found.NAME
        return file.read_text("utf-8") if file.is_file() else ""

    def whole_pages(self) -> Iterator[tuple[str, str]]:
        """Yield the assets that are HTML, with their paths in the whole site."""
        for path, content in self.language.assets.items():
            if path.endswith(".html"):
                yield self.inside(path), bytes_of(content).decode()

    def is_same(self, path: str, page: PageState) -> bool:
        """Return whether rendering a page again would give the same result."""
        head = self.makers[path].head
        return (
            page.dependencies is not None
            and page.kind == self.kinds[path]
            and (page.title, page.description) == (head.title, head.description)
            and page.switch == self._finish.switch(page.file)
            and self.makers[path].is_up_to_date(page.dependencies)
        )

    def examine(self, kind: FrameKind, file: str, shown: SplicedPage, site_url: str) -> ExaminedFile:
        """Return the anchors and references of a page in a frame of this kind."""
        frame = self._frames.get(kind)
        if frame is None:
            frame = self._frames[kind] = read_frame(self.shells[kind], self._finish.known)
        return frame.examine_page(file, shown, site_url)

    def make(self, path: str) -> MadePage:
        """Render a page, and fill it into its frame if there is one.

        Raises:
            CxsiteError: its template is broken.
            UnexpectedThemeError: the page contains something that no probe contained.
        """
        page, dependencies = self.makers[path].make()
        file = self.file(path)
        return MadePage(
            page=page,
            kind=self.look.kind(page),
            file=file,
            dependencies=dependencies,
            switch=self._finish.switch(file),
            shown=self.look.render(page),
        )
