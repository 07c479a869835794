"""Builds a site without MkDocs, except for the theme's frames, and renders only pages that have changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxsite.reading.garbage_collection import collector_paused
from cxsite.site.builders.build_state import BuildState
from cxsite.site.builders.frame_finishing import make_finisher
from cxsite.site.builders.language_build import LanguageBuild
from cxsite.site.builders.output_files import OutputFiles, bytes_of
from cxsite.site.builders.output_paths import page_url, sort_key
from cxsite.site.builders.packed_bytes import PlainBytes
from cxsite.site.builders.page_content import find_misreadings
from cxsite.site.builders.processes import map_in_processes
from cxsite.site.builders.search_files import search_files
from cxsite.site.builders.site_findings import SiteFindings
from cxsite.site.builders.theme_cache import remove_stale_themes
from cxsite.site.finish import sitemap, style_icons
from cxsite.site.verify import examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.problems import Message
    from cxsite.site.builders.frame_finishing import FrameFinisher
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.builders.language_build import LanguageOrder
    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.builders.page_state import PageState, Slice
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.docs_tree import Content
    from cxsite.site.publishing.manifest import ManifestEntry
    from cxsite.site.verify import ExaminedFile, SiteFault


class OutdatedError(Exception):
    """Raised when a build stops because its content has changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrder:
    """A request to build a site in its languages, the main one first.

    `site` is the folder to write into, `live` the published site and `memory` its state. `state` is where
    the theme's frames are cached, if anywhere, and `scratch` a temporary folder of the build. Before each
    page, the build stops if `is_outdated` returns true. `is_checked` is whether an HTML parser checks every page.
    """

    languages: Sequence[LanguageOrder]
    site: Path
    live: Path
    memory: BuildState = field(default_factory=BuildState)
    state: Path | None
    scratch: Path
    is_outdated: Callable[[], bool] = bool
    is_checked: bool = False

    @property
    def folders(self) -> dict[str, str]:
        """The folder of each language; empty for a site in one language."""
        return {one.language: one.folder for one in self.languages} if len(self.languages) > 1 else {}


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The result of a build: the state of every page, and the known hash of each file.

    `slices` are the places of each page's entries in the search index, `made` is the number of rendered pages,
    `linked` are the files shared with the published site, `findings` their references, and `parts` the site in its
    languages.
    """

    key: str
    pages: Mapping[str, PageState]
    slices: Mapping[str, Slice]
    made: int
    entries: Mapping[str, ManifestEntry]
    linked: frozenset[str]
    findings: SiteFindings
    parts: Sequence[LanguageBuild]

    def faults(self) -> tuple[SiteFault, ...]:
        """The faults of the whole site."""
        return self.findings.judge()


def build_fast(wanted: BuildOrder) -> BuildOutcome:
    """Build and finish the site.

    Raises:
        CxsiteError: MkDocs warns or fails, a template is broken, or writing fails.
        UnexpectedThemeError: the theme writes something in an unknown way; build the site with MkDocs instead.
        OutdatedError: the content has changed meanwhile.
    """
    return _FastBuild(wanted).run()


@dataclass(frozen=True, slots=True)
class _WrittenPage:
    """A rendered page with its file and its faults."""

    page: PageState
    entry: ManifestEntry
    faults: tuple[Message, ...]


class _FastBuild:
    def __init__(self, wanted: BuildOrder) -> None:
        self.order = wanted
        self.slices: dict[str, Slice] = {}
        self.faults: dict[str, tuple[Message, ...]] = {}
        self.finish: FrameFinisher
        self.files: OutputFiles
        self.parts = [LanguageBuild(language, wanted.memory) for language in wanted.languages]
        self.part_of = {part.name(path): (part, path) for part in self.parts for path in part.makers}

    def run(self) -> BuildOutcome:
        made = self._begin_and_make()
        for page in self.kept.values():
            self.files.keep(page.file)
        pages = {**self.kept, **made}
        for part in self.parts:
            self._write_part(part, pages)
        if self.order.state:
            remove_stale_themes(self.order.state, (part.theme for part in self.parts))
        files = self.files
        linked = frozenset(files.linked)
        findings = SiteFindings(
            others=files.examined,
            made={page.file: page for page in made.values()},
            faults=self.faults,
            kept={page.file: page for page in self.kept.values()},
            before=self.order.memory,
            entries=files.entries,
        )
        return BuildOutcome(self.key, pages, self.slices, len(made), files.entries, linked, findings, self.parts)

    def _begin_and_make(self) -> dict[str, PageState]:
        """Render the pages that are not kept. If one has an unexpected frame kind, begin again with that kind."""
        made: dict[str, PageState] = {}
        shells = self._begin()
        while missed := self._make_pages(made):
            for name, kind in missed.items():
                part, path = self.part_of[name]
                part.kinds[path] = kind
            before, files, finish = shells, self.files, self.finish
            shells = self._begin()
            if finish == self.finish and all(shells[key] == shell for key, shell in before.items() if key in shells):
                self.files = files
            else:
                made.clear()
                self.faults.clear()
        return made

    def _make_pages(self, made: dict[str, PageState]) -> dict[str, FrameKind]:
        """Render the missing pages into `made`, and return those of an unexpected kind."""
        missed: dict[str, FrameKind] = {}
        names = [name for name in self.part_of if name not in self.kept and name not in made]
        with collector_paused():
            done = map_in_processes(self._make_share, names)
        for name, kind, written in done:
            if written is None:
                missed[name] = kind
            else:
                made[name] = written.page
                self.files.entries[written.entry.path] = written.entry
                if written.faults:
                    self.faults[written.page.file] = written.faults
        return missed

    def _begin(self) -> dict[tuple[str, FrameKind], FrameTemplate]:
        """Load the theme and decide which pages are kept; return all frames."""
        wanted = self.order
        for part in self.parts:
            part.learn(wanted.state, wanted.scratch)
        html = {path: text for part in self.parts for path, text in part.whole_pages()}
        pages = frozenset(file for part in self.parts for file in part.page_files())
        themes = {part.theme: part.used for part in self.parts}
        self.finish = make_finisher(themes, html, wanted.folders, pages | frozenset(html))
        self.files = OutputFiles(wanted.site, wanted.live, wanted.memory, self.finish.known, self._site_url)
        reported = [part.key for part in self.parts]
        self.key = hashlib.sha256("\0".join((*reported, self._site_url, self.finish.content)).encode()).hexdigest()
        for part in self.parts:
            part.set_shells(self.finish)
        self.kept = dict(self._find_kept()) if self.key == wanted.memory.key else {}
        return {(part.language.folder, kind): shell for part in self.parts for kind, shell in part.shells.items()}

    @property
    def _site_url(self) -> str:
        return self.order.languages[0].settings.site_url

    def _find_kept(self) -> Iterator[tuple[str, PageState]]:
        """Yield the pages whose dependencies are unchanged."""
        for name, (part, path) in self.part_of.items():
            self._go_on()
            page = self.order.memory.pages.get(name)
            if page is not None and self.files.is_as_published(page.file) and part.is_same(path, page):
                yield name, page

    def _go_on(self) -> None:
        if self.order.is_outdated():
            raise OutdatedError

    def _make_share(self, names: Sequence[str]) -> list[tuple[str, FrameKind, _WrittenPage | None]]:
        """Render and write pages. A page of an unexpected kind is not written, only returned with its kind."""
        done: list[tuple[str, FrameKind, _WrittenPage | None]] = []
        for name in names:
            self._go_on()
            part, path = self.part_of[name]
            made = part.make(path)
            if made.shown is None:
                done.append((name, made.kind, None))
            else:
                examined = part.examine(made.kind, made.file, made.shown, self._site_url)
                entry = self.files.write(made.file, made.shown.html.encode())
                faults = [*examined.faults, *self._find_misreadings(made.file, made.shown, examined)]
                done.append((name, made.kind, _WrittenPage(made.to_state(examined), entry, tuple(faults))))
        return done

    def _find_misreadings(self, file: str, shown: SplicedPage, examined: ExaminedFile) -> Iterator[Message]:
        """Yield what an HTML parser reads differently in the finished page, if the build checks that."""
        if self.order.is_checked:
            parsed = examine(file, shown.html.encode(), self.finish.known, self._site_url)
            yield from find_misreadings(shown.content.texts, shown.body, examined, parsed)

    def _write_part(self, part: LanguageBuild, pages: Mapping[str, PageState]) -> None:
        """Write all files of one language except the pages that we render."""
        given: dict[str, Content] = {**dict(part.theme_files()), **part.language.assets}
        texts = {path: bytes_of(one).decode() for path, one in given.items() if path.endswith((".html", ".css"))}
        pages_given = {part.inside(path): text for path, text in texts.items() if path.endswith(".html")}
        pages_given |= {part.file(head.path): part.theme.hand[head.path].html for head in part.hand}
        given |= style_icons.moved_files({path: text for path, text in texts.items() if path.endswith(".css")})
        for file, text in pages_given.items():
            given |= self.finish.added(text, file)
            self.files.put(file, self.finish.page(text, file).encode())
        for kind in part.used:
            given |= self.finish.added_for_shell(part.theme.shells[kind])
        for path, content in given.items():
            if not path.endswith(".html"):
                self.files.put(part.inside(path), bytes_of(content))
        entries = {path: pages[part.name(path)].entries for path in part.makers}
        entries |= {head.path: PlainBytes(part.theme.hand[head.path].entries.encode()) for head in part.hand}
        self._write_indices(part, entries)

    def _write_indices(self, part: LanguageBuild, entries: Mapping[str, StoredBytes]) -> None:
        paths = sorted(entries, key=sort_key)
        found = search_files(part.theme.search, {path: entries[path] for path in paths}, part.not_found)
        for path, pieces in found.files.items():
            self.files.put_pieces(part.inside(path), pieces)
        for path, (file, start, end) in found.slices.items():
            self.slices[part.name(path)] = (part.inside(file), start, end)
        urls = [page_url(path, directories=part.theme.directories) for path in paths]
        if text := part.theme.sitemap.text(urls).encode():
            self.files.put(part.inside("sitemap.xml"), text)
            self.files.put(part.inside("sitemap.xml.gz"), sitemap.compress_sitemap(text))
