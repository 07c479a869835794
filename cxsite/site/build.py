"""Builds sites for `build`, `build --check`, `serve` and `generate`, with the same steps of the pipeline."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from cxsite.incremental.state_files import find_user_cache
from cxsite.problems import CxsiteError, make_message
from cxsite.site import pipeline
from cxsite.site.builders import build_state
from cxsite.site.builders.build_state import NOTHING_BUILT, BuildState
from cxsite.site.builders.fallback import FallbackReason
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.language_plan import site_assets
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_docs
from cxsite.site.builders.output_files import OutputFiles
from cxsite.site.docs_tree import make_docs_tree
from cxsite.site.finish import finish_site
from cxsite.site.pipeline import NO_PAGES, PageWork, SitePlan, refuse_faults
from cxsite.site.publishing.manifest import find_differences, make_manifest
from cxsite.site.publishing.publish import NOTHING_KNOWN, KnownFiles, open_staging, publish
from cxsite.site.settings import SiteEngine, read_settings
from cxsite.site.temporary_folder import temporary_folder
from cxsite.site.tree_folder import write_tree
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cxsite.problems import Message
    from cxsite.site.builders.page_frame import PageFrames
    from cxsite.site.docs_tree import Tree
    from cxsite.site.publishing.manifest import ManifestEntry
    from cxsite.site.settings import SiteSettings
    from cxsite.site.site_spec import SiteSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A finished and verified site in `folder`, with `made` pages of `pages` rendered.

    `state` is for the next build; it is empty, as are `frames`, if the `engine` built the site itself, which has the
    reason `fallback`. `known` are the files whose hashes are known. `notes` are
    messages for the user although the site is published.
    """

    folder: Path
    pages: int
    made: int
    known: KnownFiles = NOTHING_KNOWN
    state: BuildState = NOTHING_BUILT
    frames: Sequence[PageFrames] = ()
    engine: SiteEngine
    fallback: FallbackReason | None = None
    notes: tuple[Message, ...] = ()


def build(
    site: SiteSpec,
    output: Path,
    *,
    state: Path | None = None,
    protected: Sequence[Path] = (),
    step: Callable[[str], object] = str,
) -> BuiltSite:
    """Build, finish, verify and publish the site to `output`; `step` is called with the name of each step.

    `state` is the file of the state that makes the next build faster; `protected` folders are never written.

    Raises:
        CxsiteError: anything went wrong; `output` is as it was.
    """
    notes: list[Message] = []
    with open_staging(output, protected=(*protected, *site.templates), note=notes.append) as staging:
        before = build_state.load_state(state, output) if state else NOTHING_BUILT
        built = build_into(site, staging.folder, before, step=step)
        step("publish")
        entries = publish(staging, built.known)
        if state and built.fallback is None:
            notes += _save_state(state, output, built, entries)
    return replace(built, folder=output, notes=tuple(notes))


def build_into(  # noqa: PLR0913 -- what is built, and how
    site: SiteSpec,
    folder: Path,
    before: BuildState = NOTHING_BUILT,
    *,
    go_on: Callable[[], object] = bool,
    is_checked: bool = False,
    step: Callable[[str], object] = str,
) -> BuiltSite:
    """Build, finish and verify the site in the subfolder `site` of an empty folder of the caller.

    Pages that have not changed are taken from the site whose state is `before`. `go_on` and `is_checked` are as in
    `PageWork`; `step` is called with the name of each step.

    Raises:
        CxsiteError: anything went wrong.
        OutdatedError: the content has changed meanwhile.
    """
    step("build")
    planned = pipeline.plan(site, before)
    if planned.fallback is None:
        try:
            return _build_ourselves(planned, folder, step, go_on, is_checked=is_checked)
        except UnexpectedThemeError as error:
            planned = replace(planned, fallback=FallbackReason("shape", error.what))
            shutil.rmtree(folder / "site", ignore_errors=True)
    return _build_with_engine(planned, folder, step)


class OpenedSite:
    """A site without its pages, each of which is rendered when it is requested."""

    def __init__(self, planned: SitePlan, folder: Path) -> None:
        self._planned, self._cache = planned, find_user_cache("themes") or folder
        self._frames = pipeline.load_frames(planned, self._cache)
        self._lock = Lock()
        self.folder = folder / "site"
        output = OutputFiles(self.folder, NOTHING_BUILT, self._frames.finish.known, planned.site_url)
        pipeline.finish(planned, self._frames, NO_PAGES, output)

    @property
    def frames(self) -> Sequence[PageFrames]:
        """The frames of all languages."""
        return self._frames.languages

    def render(self, file: str) -> str | None:
        """Render the page of a file of the site; None if there is no such page, or it cannot be rendered."""
        with self._lock:  # dependencies are recorded for one page at a time
            for number, planned in enumerate(self._planned.languages):
                for path in self._frames.languages[number].paths(file):
                    if path in planned.factories:
                        return self._render(number, path)
        return None

    def _render(self, number: int, path: str) -> str | None:
        planned = self._planned.languages[number]
        factory, frames = planned.factories[path], self._frames.languages[number]
        try:
            rendered = pipeline.render(factory, pipeline.context(factory))
            shell = pipeline.frame(rendered, frames)
            if shell is None:  # its kind was guessed wrongly
                found = {planned.inside(path): frames.kind(rendered.page)}
                self._planned = pipeline.with_kinds(self._planned, found)
                self._frames = pipeline.load_frames(self._planned, self._cache)
                frames = self._frames.languages[number]
                shell = frames.shells[frames.kind(rendered.page)]
            return pipeline.assemble(rendered, shell, frames).html
        except (CxsiteError, UnexpectedThemeError):
            return None  # the build reports it


def open_site(site: SiteSpec, folder: Path, before: BuildState) -> OpenedSite | None:
    """Write the site without its pages in the subfolder `site` of an empty folder; None if the engine must build it.

    Raises:
        CxsiteError: anything went wrong.
    """
    planned = pipeline.plan(site, before)
    try:
        return OpenedSite(planned, folder) if planned.fallback is None else None
    except UnexpectedThemeError:
        return None


def _build_ourselves(
    planned: SitePlan, folder: Path, step: Callable[[str], object], go_on: Callable[[], object], *, is_checked: bool
) -> BuiltSite:
    cache = find_user_cache("themes") or folder
    frames, pages = pipeline.load_frames(planned, cache), NO_PAGES
    while True:
        output = OutputFiles(folder / "site", planned.before, frames.finish.known, planned.site_url)
        pages = pipeline.make_pages(PageWork(planned, frames, output, go_on, is_checked), pages)
        if not pages.missed:
            break
        planned = pipeline.with_kinds(planned, pages.missed)
        before, frames = frames, pipeline.load_frames(planned, cache)
        pages = pages if frames.agrees_with(before) else NO_PAGES
    pipeline.finish(planned, frames, pages, output)
    step("verify")
    pipeline.verify(pages, output)
    made = folder / "site"
    return BuiltSite(
        folder=made,
        pages=planned.page_count,
        made=len(pages.made),
        known=KnownFiles(output.entries, frozenset(output.linked)),
        state=BuildState(made, frames.key, pages.states()),
        frames=frames.languages,
        engine=planned.engine,
    )


def _build_with_engine(planned: SitePlan, folder: Path, step: Callable[[str], object]) -> BuiltSite:
    made, site = folder / "site", planned.site
    # The main language comes first, because it empties the folder.
    for one in planned.languages:
        docs = folder / f"docs.{one.folder}"
        step("write pages")
        write_tree(_docs_tree(one.site, one.settings), docs)
        step("build")
        build_docs(
            docs, made / one.folder, one.settings.engine, MkDocsOptions(config=one.site.config, as_of=one.site.as_of)
        )
    step("finish")
    finish_site(made, site.folders, site.language)
    step("verify")
    refuse_faults(verify(made, site_url=planned.site_url))
    pages, engine = planned.page_count, planned.engine
    return BuiltSite(folder=made, pages=pages, made=pages, engine=engine, fallback=planned.fallback)


def _docs_tree(site: SiteSpec, settings: SiteSettings) -> Tree:
    """Render all pages of a site in one language, and return its docs tree."""
    pages = (pipeline.render(factory, pipeline.context(factory)).page for factory in site.factories)
    return make_docs_tree(pages, site_assets(site, settings), site.moved)


def generate_docs(site: SiteSpec) -> tuple[Path, ...]:
    """Write the docs tree of each language to the `docs_dir` of its mkdocs.yml, and return those folders.

    Raises:
        CxsiteError: mkdocs.yml or the folder cannot be used, or writing fails.
    """
    settings = [read_settings(one.config) for one in (site, *site.further)]
    for one, found in zip((site, *site.further), settings, strict=True):
        write_tree(_docs_tree(one, found), found.docs)
    return tuple(found.docs for found in settings)


def find_changes(site: SiteSpec, output: Path, *, step: Callable[[str], object] = str) -> tuple[str, ...]:
    """Build the site into a temporary folder and return the paths of files that differ from `output`.

    A parser checks each page. Nothing is written to `output`; if there is no site, every file differs.

    Raises:
        CxsiteError: the site cannot be built, or writing fails.
    """
    try:
        with temporary_folder() as scratch:
            built = build_into(site, scratch, is_checked=True, step=step)
            return find_differences(output, make_manifest(built.folder))
    except OSError as error:
        raise CxsiteError(
            "The site could not be built for comparison: {error}.",
            "Free space on the disk or correct the folder's permissions, then try again.",
            error=error,
        ) from error


def _save_state(place: Path, output: Path, built: BuiltSite, entries: Iterable[ManifestEntry]) -> Iterator[Message]:
    """Save the state of the site just published to `output`, and yield why it could not be, as on a read-only disk."""
    try:
        state = build_state.make_state(output, built.state.key, built.state.pages, entries)
        build_state.save_state(place, state)
    except OSError as error:
        yield make_message(
            "{folder} cannot be used, so nothing is stored there for the next build, which will take longer: {error}.",
            folder=place.parent,
            error=error,
        )
