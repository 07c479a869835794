"""From pages to a published site, in one go."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError, said
from cxsite.rendering.maker import Ready
from cxsite.rendering.page import Page
from cxsite.site import disk
from cxsite.site.assets import site_assets
from cxsite.site.docs_tree import check_paths, docs_tree
from cxsite.site.fast import memory
from cxsite.site.fast.build_fast import Order, build_fast
from cxsite.site.fast.fitness import Reason, unfit
from cxsite.site.fast.part import Language
from cxsite.site.fast.pieces import UnknownShapeError
from cxsite.site.finish import finish
from cxsite.site.manifest import differences, manifest
from cxsite.site.mkdocs_build import Terms, build_with_mkdocs
from cxsite.site.publish import Known, publish
from cxsite.site.settings import read_settings
from cxsite.site.tree_folder import write_tree
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cxsite.rendering.maker import Maker
    from cxsite.site.docs_tree import Asset, Moved, Tree
    from cxsite.site.fast.build_fast import Outcome
    from cxsite.site.fast.part import Part
    from cxsite.site.settings import Settings
    from cxsite.site.verify import Fault

_FAULTS_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is made of. `assets` are pictures and files of the content; styles and scripts come by themselves.

    `pages` are there already, or made when they are wanted. `config` is the team's mkdocs.yml, `templates` the
    folders of templates, the team's own first, whose `assets/` every site carries. `further` are the same site in
    other languages, each published in the folder that is called as its `language`. `state` is a folder for what helps
    the next build, if it may be helped; `told` names what all pages hang on beside their own facts.
    """

    pages: Sequence[Page | Maker]
    config: Path
    templates: Sequence[Path]
    as_of: date
    assets: Sequence[Asset] = ()
    moved: Sequence[Moved] = ()
    language: str = ""
    further: Sequence[Site] = ()
    state: Path | None = None
    told: str = ""

    @property
    def folders(self) -> dict[str, str]:
        """By language: its folder in the published site. Empty for a site in one language."""
        if not self.further:
            return {}
        return {self.language: "", **{other.language: other.language for other in self.further}}

    @property
    def makers(self) -> tuple[Maker, ...]:
        """Something that makes each page."""
        return tuple(Ready(one) if isinstance(one, Page) else one for one in self.pages)


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: how many pages and files it has, and the seconds that each step took.

    `made` of the pages were made anew. `stock` says why the site was left to MkDocs, where it was.
    """

    pages: int
    files: int
    made: int
    seconds: dict[str, float] = field(default_factory=dict)
    stock: Reason | None = None


def generate(site: Site) -> tuple[Path, ...]:
    """Write the docs tree where mkdocs.yml looks for it, and that of each further language; gives those folders.

    Raises:
        CxsiteError: mkdocs.yml or the folder is unfit, or the disk refuses.
    """
    settings = [read_settings(one.config) for one in (site, *site.further)]
    for one, found in zip((site, *site.further), settings, strict=True):
        write_tree(_tree(one, found), found.docs)
    return tuple(found.docs for found in settings)


def build(site: Site, output: Path, *, protected: Sequence[Path] = (), step: Callable[[str], object] = str) -> Built:
    """Build, finish, verify and publish the site to `output`; `step` hears the name of each step as it begins.

    Raises:
        CxsiteError: anything went wrong; `output` is as it was.
    """
    with _alone(site.state):
        return _build(site, output, protected, _Clock(step))


def _build(site: Site, output: Path, protected: Sequence[Path], clock: _Clock) -> Built:
    place = memory.place_for(site.state, output) if site.state else None
    making = _Making(site, output, memory.load(place, output) if place else memory.Memory(), clock)
    entries = publish(output, making.make, protected=(*protected, *site.templates))
    if place and making.outcome:
        memory.save(place, output, making.outcome, entries)
    clock.end()
    pages = sum(len(one.pages) for one in making.sites)
    return Built(pages, len(entries), making.made, clock.seconds, making.stock)


def build_into(site: Site, folder: Path) -> Path:
    """Build, finish and verify the site below an empty folder of the caller's own; gives the site's folder.

    Raises:
        CxsiteError: anything went wrong.
    """
    return Preview().build(replace(site, state=None), folder)


def changes(site: Site, output: Path, *, step: Callable[[str], object] = str) -> tuple[str, ...]:
    """Build the site anew into a folder that is thrown away; gives the paths of the files that `output` has otherwise.

    Nothing is written to `output`; where there is no site, every file is one of these.

    Raises:
        CxsiteError: the site cannot be built, or the disk refuses.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="cxsite-") as scratch:
            fresh = replace(site, state=None)
            _Making(fresh, Path(scratch) / "nowhere", memory.Memory(), _Clock(step)).make(Path(scratch))
            return differences(output, manifest(Path(scratch) / "site"))
    except OSError as error:
        raise CxsiteError(
            "The site could not be built for comparison: {error}.",
            "Make room on the disk or correct the folder's rights, then try again.",
            error=error,
        ) from error


class Preview:
    """Builds a site again and again, each time below a new folder, and each time only what has changed."""

    def __init__(self) -> None:
        self._live = Path()
        self._memory = memory.Memory()
        self._parts: Sequence[Part] = ()

    def build(self, site: Site, folder: Path, is_outdated: Callable[[], bool] = bool) -> Path:
        """As `build_into`. The site that was built last must still be there.

        Raises OutdatedError as soon as `is_outdated` says so; the next build is upon the last that was not.
        """
        making = _Making(site, self._live, self._memory, _Clock(str), is_outdated)
        making.make(folder)
        self._live = folder / "site"
        self._memory, self._parts = memory.Memory(), ()
        if outcome := making.outcome:
            self._memory = memory.of(self._live, outcome.key, outcome.pages, outcome.entries.values())
            self._parts = outcome.parts
        return self._live

    def glimpse(self, file: str, maker_of: Callable[[str, str], Maker | None]) -> str | None:
        """The page in a file of the site that was built last, as it will be; None where only a build can tell.

        `maker_of` makes it, by its language and path. Raises CxsiteError where its template is broken.
        """
        for part in self._parts:
            path = next((path for path in part.makers if part.file(path) == file), None)
            maker = path and maker_of(part.language.language, path)
            if maker:
                try:
                    shown = part.made_by(maker).shown
                except UnknownShapeError:
                    return None
                return shown.html if shown else None
        return None


class _Making:
    """One build of a site, by our builder where that gives the same as MkDocs."""

    def __init__(
        self,
        site: Site,
        live: Path,
        before: memory.Memory,
        clock: _Clock,
        is_outdated: Callable[[], bool] = bool,
    ) -> None:
        self.site, self.live, self.before, self.clock = site, live, before, clock
        self.is_outdated = is_outdated
        self.sites = (site, *site.further)
        self.settings = [read_settings(one.config) for one in self.sites]
        self.stock = next(filter(None, map(unfit, self.settings)), None)
        self.outcome: Outcome | None = None

    @property
    def made(self) -> int:
        """How many pages were made anew."""
        return self.outcome.made if self.outcome else sum(len(one.pages) for one in self.sites)

    def make(self, staging: Path) -> Known | None:
        """Leave the verified site in `staging/site`."""
        if self.stock is None:
            try:
                return self._by_ourselves(staging)
            except UnknownShapeError as error:
                self.stock = Reason("shape", error.what)
                shutil.rmtree(staging / "site", ignore_errors=True)
        self._by_mkdocs(staging)
        return None

    def _by_ourselves(self, staging: Path) -> Known:
        self.clock.begin("build")
        languages = [self._language(one, found) for one, found in zip(self.sites, self.settings, strict=True)]
        self.outcome = build_fast(
            Order(
                languages=languages,
                site=staging / "site",
                live=self.live,
                memory=self.before,
                state=self.site.state,
                scratch=staging,
                is_outdated=self.is_outdated,
            )
        )
        self.clock.begin("verify")
        _refuse_faults(self.outcome.faults())
        self.clock.begin("publish")
        return Known(self.outcome.entries, self.outcome.linked)

    def _language(self, site: Site, settings: Settings) -> Language:
        assets = docs_tree((), _assets(site, settings), site.moved)
        makers = site.makers
        check_paths([*(f"{maker.head.path}.md" for maker in makers), *assets])
        return Language(
            language=site.language,
            folder="" if site is self.site else site.language,
            makers=makers,
            assets=assets,
            settings=settings,
            config=site.config,
            as_of=site.as_of,
            told=site.told,
        )

    def _by_mkdocs(self, staging: Path) -> None:
        built = staging / "site"
        for site, settings in zip(self.sites, self.settings, strict=True):  # the main one empties its folder first
            folder = "" if site is self.site else site.language
            docs = staging / f"docs.{folder}"
            self.clock.begin("write pages")
            write_tree(_tree(site, settings), docs)
            self.clock.begin("build")
            build_with_mkdocs(docs, built / folder, Terms(config=site.config, as_of=site.as_of))
        self.clock.begin("finish")
        finish(built, self.site.folders)
        self.clock.begin("verify")
        _refuse_faults(verify(built, site_url=self.settings[0].site_url))
        self.clock.begin("publish")


def _assets(site: Site, settings: Settings) -> tuple[Asset, ...]:
    return (*site_assets(site.templates, settings.mermaid), *site.assets)


def _tree(site: Site, settings: Settings) -> Tree:
    return docs_tree([maker.make()[0] for maker in site.makers], _assets(site, settings), site.moved)


@contextmanager
def _alone(state: Path | None) -> Iterator[None]:
    """Let no other build use what is kept in `state`."""
    if state is None:
        yield
        return
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = disk.locked(state / "lock")
    except OSError as error:
        raise CxsiteError(
            "The folder {folder} cannot be written: {error}.",
            "Correct its rights, then build again.",
            folder=state,
            error=error,
        ) from error
    with lock:
        yield


def _refuse_faults(faults: Sequence[Fault]) -> None:
    if faults:
        told = tuple(said("{path}: {what}", path=fault.path, what=fault.what) for fault in faults[:_FAULTS_TOLD])
        raise CxsiteError(
            "The built site has faults ({n}) and was not published:{told}",
            "Correct the text, page or template that the fault names, then build again.",
            n=len(faults),
            told=told,
        )


class _Clock:
    """Seconds by step."""

    def __init__(self, heard: Callable[[str], object]) -> None:
        self.seconds: dict[str, float] = {}
        self._heard = heard
        self._name = ""
        self._start = 0.0

    def begin(self, name: str) -> None:
        self.end()
        self._name, self._start = name, time.perf_counter()
        self._heard(name)

    def end(self) -> None:
        if self._name:
            taken = time.perf_counter() - self._start
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + taken
            self._name = ""
