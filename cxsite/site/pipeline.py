"""The steps of a build: plan → context → render → frame → assemble → finish → verify → publish.

Each step is one function, and its result is a value for the next one. `cxsite.site.build` calls the steps for `build`,
`build --check`, `serve` and `generate`; `publish` is in `cxsite.site.publishing.publish`.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.problems import CxsiteError, make_message
from cxsite.reading.garbage_collection import collector_paused
from cxsite.rendering.table_downloads import files_of_pages, page_name
from cxsite.site.builders.build_state import NOTHING_BUILT, PageState, SiteFindings, is_as_published, pack
from cxsite.site.builders.fallback import find_fallback_reason
from cxsite.site.builders.language_plan import plan_language
from cxsite.site.builders.page_content import find_misreadings
from cxsite.site.builders.page_frame import make_frames
from cxsite.site.builders.processes import map_in_processes
from cxsite.site.builders.site_files import write_language
from cxsite.site.settings import read_settings
from cxsite.site.verify import ExaminedFile, examine, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.rendering.page_factory import PageContext, PageFactory, RenderResult
    from cxsite.site.builders.build_state import BuildState
    from cxsite.site.builders.fallback import FallbackReason
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.language_plan import LanguagePlan
    from cxsite.site.builders.output_files import OutputFiles
    from cxsite.site.builders.page_frame import FinishedFrame, PageFrames, SiteFrames
    from cxsite.site.builders.splice import SplicedPage
    from cxsite.site.publishing.manifest import ManifestEntry
    from cxsite.site.settings import SiteEngine
    from cxsite.site.site_spec import SiteSpec
    from cxsite.site.verify import SiteFault

_FAULTS_SHOWN: Final = 20


class OutdatedError(Exception):
    """Raised when a build stops because its content has changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SitePlan:
    """The plan of a site in its languages, the main one first; `before` is the state of the site that it replaces.

    `fallback` is why the engine must build it itself, or None.
    """

    site: SiteSpec
    languages: tuple[LanguagePlan, ...]
    before: BuildState
    fallback: FallbackReason | None

    @property
    def site_url(self) -> str:
        """The address of the published site, or ""."""
        return self.languages[0].settings.site_url

    @property
    def engine(self) -> SiteEngine:
        """The engine of all languages."""
        return self.languages[0].settings.engine

    @property
    def page_count(self) -> int:
        """The number of pages in all languages."""
        return sum(len(one.site.pages) for one in self.languages)

    def pages(self) -> Iterator[tuple[str, int, PageFactory]]:
        """Yield for each page that we make: its path in the whole site, the number of its language, and its factory."""
        for number, language in enumerate(self.languages):
            for path, factory in language.factories.items():
                yield language.inside(path), number, factory


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that was made and written: its state for the next build, its file, and the files it offers."""

    page: PageState
    entry: ManifestEntry
    downloads: tuple[ManifestEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePages:
    """The pages of a site by path: `kept` of the old site, and `made`; there is no frame for those `missed` yet."""

    kept: Mapping[str, PageState] = field(default_factory=dict)
    made: Mapping[str, WrittenPage] = field(default_factory=dict)
    missed: Mapping[str, FrameKind] = field(default_factory=dict)

    def states(self) -> dict[str, PageState]:
        """Return the state of each page."""
        return {**self.kept, **{name: one.page for name, one in self.made.items()}}


@dataclass(frozen=True, slots=True)
class PageWork:
    """What pages are made with: their plan and frames, and the files that are written.

    `go_on` is called before each page, and raises OutdatedError to stop; a parser checks each page if `is_checked`.
    """

    planned: SitePlan
    frames: SiteFrames
    output: OutputFiles
    go_on: Callable[[], object] = bool
    is_checked: bool = False


NO_PAGES: Final = SitePages()
_Share: TypeAlias = "list[tuple[str, FrameKind, WrittenPage | None]]"


def plan(site: SiteSpec, before: BuildState = NOTHING_BUILT) -> SitePlan:
    """Plan the files of the site in each language.

    Raises CxsiteError if two files have one address, mkdocs.yml cannot be read, or languages have different engines.
    """
    sites = (site, *site.further)
    settings = [read_settings(one.config) for one in sites]
    for one, found in zip(sites, settings, strict=True):
        if found.engine != settings[0].engine:
            raise CxsiteError(
                "{file} has `engine: {engine}`, and {main} has `engine: {other}`.",
                "Remove `engine:` from {file}: one engine builds all languages.",
                file=one.config.name,
                engine=found.engine.value,
                main=site.config.name,
                other=settings[0].engine.value,
            )
    fallback = next(filter(None, map(find_fallback_reason, settings)), None)
    languages = tuple(
        plan_language(one, found, before, folder="" if one is site else one.language)
        for one, found in zip(sites, settings, strict=True)
    )
    return SitePlan(site=site, languages=languages, before=before, fallback=fallback)


def context(factory: PageFactory) -> PageContext:
    """Return the context of a page: everything that its template shows."""
    return factory.context()


def render(factory: PageFactory, values: PageContext) -> RenderResult:
    """Render a page from its context. Raises CxsiteError if its template is broken."""
    return factory.render(values)


def load_frames(planned: SitePlan, cache: Path) -> SiteFrames:
    """Return the theme's frames for the kinds of pages in the plan, from the `cache` or by the engine.

    Raises:
        CxsiteError: the engine warns or fails.
        UnexpectedThemeError: the theme writes something in an unknown way; let the engine build the site itself.
    """
    return make_frames(planned.languages, planned.site.folders, cache)


def frame(rendered: RenderResult, frames: PageFrames) -> FinishedFrame | None:
    """Return the frame of a page; None if there is none of its kind yet."""
    return frames.shells.get(frames.kind(rendered.page))


def assemble(rendered: RenderResult, shell: FinishedFrame, frames: PageFrames) -> SplicedPage:
    """Fill a page into its frame, and read its links and searched words.

    Raises UnexpectedThemeError if the page contains something that no probe contained.
    """
    return frames.assemble(rendered.page, shell)


def make_pages(work: PageWork, done: SitePages = NO_PAGES) -> SitePages:
    """Take each page that has changed through context, render, frame and assemble, and write it; keep the others.

    Pages that are `done` already are not made again.
    """
    pages = {name: (number, factory) for name, number, factory in work.planned.pages()}
    kept = {name: page for name, page in _find_kept(work) if name not in done.made}

    def make_share(names: Sequence[str]) -> _Share:
        made_here: _Share = []
        for name in names:
            number, factory = pages[name]
            work.go_on()
            rendered = render(factory, context(factory))
            frames = work.frames.languages[number]
            shell = frame(rendered, frames)
            written = _write_page(rendered, assemble(rendered, shell, frames), number, work) if shell else None
            made_here.append((name, frames.kind(rendered.page), written))
        return made_here

    with collector_paused():
        shares = map_in_processes(make_share, [name for name in pages if name not in kept and name not in done.made])
    made = {**done.made, **{name: written for name, _, written in shares if written}}
    return SitePages(kept, made, {name: kind for name, kind, written in shares if not written})


def _find_kept(work: PageWork) -> Iterator[tuple[str, PageState]]:
    """Yield the pages whose dependencies are unchanged."""
    before, finisher = work.planned.before, work.frames.finish
    downloads = files_of_pages(before.files)
    if work.frames.key != before.key:
        return
    for name, number, factory in work.planned.pages():
        work.go_on()
        page = before.pages.get(name)
        if (
            page is not None
            and all(is_as_published(one, before) for one in (page.file, *downloads.get(page_name(name), ())))
            and page.kind == work.planned.languages[number].kinds[factory.head.path]
            and page.switch == finisher.switch(page.file)
            and page.is_up_to_date(factory)
        ):
            yield name, page


def _write_page(rendered: RenderResult, shown: SplicedPage, number: int, work: PageWork) -> WrittenPage:
    """Write one page of the language with this number and the files it offers, and return its state."""
    frames, page = work.frames.languages[number], rendered.page
    file, data, kind = frames.file(page.path), shown.html.encode(), frames.kind(page)
    examined = frames.shells[kind].examine_page(file, shown, work.output.site_url)
    if work.is_checked:
        parsed = examine(file, data, frames.finish.known, work.output.site_url)
        misread = find_misreadings(file, page, shown.content.texts, examined, parsed)
        examined = replace(examined, faults=(*examined.faults, *misread))
    state = PageState(
        kind=kind,
        title=page.title,
        description=page.description,
        file=file,
        dependencies=rendered.dependencies,
        switch=frames.finish.switch(file),
        entries=pack(shown.entries.encode()),
        references=pack(pickle.dumps(examined)),
    )
    inside = work.planned.languages[number].inside
    downloads = tuple(work.output.write(inside(one.path), (one.content,)) for one in page.files)
    return WrittenPage(state, work.output.write(file, (data,)), downloads)


def finish(planned: SitePlan, frames: SiteFrames, pages: SitePages, output: OutputFiles) -> None:
    """Write all other files: those of the theme and the content, search indexes and sitemaps."""
    downloads = files_of_pages(planned.before.files)
    for name, page in pages.kept.items():
        output.keep(page.file)
        for file in downloads.get(page_name(name), ()):
            output.keep(file)
            output.examined[file] = ExaminedFile()
    for written in pages.made.values():
        for entry in (written.entry, *written.downloads):
            output.entries[entry.path] = entry
        output.examined |= {entry.path: ExaminedFile() for entry in written.downloads}
    entries = {name: page.entries for name, page in pages.states().items()}
    for language, own in zip(planned.languages, frames.languages, strict=True):
        write_language(language, own, entries, output)


def verify(pages: SitePages, output: OutputFiles) -> None:
    """Check every link and anchor of the site.

    Raises CxsiteError if a target is missing, or a page has a fault.
    """
    states = {page.file: page for page in pages.states().values()}
    refuse_faults(judge(SiteFindings(output.examined, states)))


def refuse_faults(faults: Sequence[SiteFault]) -> None:
    """Raise CxsiteError if there are faults."""
    if faults:
        reported = tuple(
            make_message("{path}: {what}", path=fault.path, what=fault.what) for fault in faults[:_FAULTS_SHOWN]
        )
        raise CxsiteError(
            "The built site has errors ({n}) and was not published:{errors}",
            "Correct the text, page or template that the message names, then build again.",
            n=len(faults),
            errors=reported,
        )


def with_kinds(planned: SitePlan, found: Mapping[str, FrameKind]) -> SitePlan:
    """Return the plan with the kinds of frames that pages turned out to need."""
    return replace(planned, languages=tuple(one.with_kinds(found) for one in planned.languages))
