"""From pages to a published site, in one go."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.rendering.maker import Ready
from cxsite.rendering.page import Page
from cxsite.site import disk
from cxsite.site.fast import memory
from cxsite.site.making import Clock, Making, tree_of
from cxsite.site.manifest import differences, manifest
from cxsite.site.publish import publish
from cxsite.site.settings import read_settings
from cxsite.site.tree_folder import write_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cxsite.rendering.maker import Maker
    from cxsite.site.docs_tree import Asset, Moved
    from cxsite.site.fast.fitness import Reason
    from cxsite.site.fast.look import Look


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
        write_tree(tree_of(one, found), found.docs)
    return tuple(found.docs for found in settings)


def build(site: Site, output: Path, *, protected: Sequence[Path] = (), step: Callable[[str], object] = str) -> Built:
    """Build, finish, verify and publish the site to `output`; `step` hears the name of each step as it begins.

    Raises:
        CxsiteError: anything went wrong; `output` is as it was.
    """
    with _alone(site.state):
        return _build(site, output, protected, Clock(step))


def _build(site: Site, output: Path, protected: Sequence[Path], clock: Clock) -> Built:
    place = memory.place_for(site.state, output) if site.state else None
    making = Making(site, output, memory.load(place, output) if place else memory.Memory(), clock)
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
            Making(fresh, Path(scratch) / "nowhere", memory.Memory(), Clock(step)).make(Path(scratch))
            return differences(output, manifest(Path(scratch) / "site"))
    except OSError as error:
        raise CxsiteError(
            "The site could not be built for comparison: {error}.",
            "Make room on the disk or correct the folder's rights, then try again.",
            error=error,
        ) from error


class Preview:
    """Builds a site again and again, each time below a new folder, and each time only what has changed.

    `looks` says how pages of the last build look; nothing where MkDocs built it.
    """

    def __init__(self) -> None:
        self._live = Path()
        self._memory = memory.Memory()
        self.looks: Sequence[Look] = ()

    def build(self, site: Site, folder: Path, is_outdated: Callable[[], bool] = bool) -> Path:
        """As `build_into`. The site that was built last must still be there.

        Raises OutdatedError as soon as `is_outdated` says so; the next build is upon the last that was not.
        """
        making = Making(site, self._live, self._memory, Clock(str), is_outdated)
        making.make(folder)
        self._live = folder / "site"
        self._memory, self.looks = memory.Memory(), ()
        if outcome := making.outcome:
            self._memory = memory.of(self._live, outcome.key, outcome.pages, outcome.entries.values())
            self.looks = tuple(part.look for part in outcome.parts)
        return self._live


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
