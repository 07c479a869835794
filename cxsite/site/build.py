"""Builds, verifies and publishes a site."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.incremental.state_path import state_path
from cxsite.problems import CxsiteError, make_message
from cxsite.site.builders import build_state
from cxsite.site.publishing import disk
from cxsite.site.publishing.leftovers import remove_pending
from cxsite.site.publishing.manifest import find_differences, make_manifest
from cxsite.site.publishing.publish import publish
from cxsite.site.settings import read_settings
from cxsite.site.site_build import SiteBuild, StepClock, tree_of
from cxsite.site.temporary_folder import temporary_folder
from cxsite.site.tree_folder import write_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxsite.problems import Message
    from cxsite.site.builders.fallback import FallbackReason
    from cxsite.site.builders.page_frame import PageFrames
    from cxsite.site.site_spec import SiteSpec


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The report of a build: the number of pages and files, and the seconds of each step.

    `made` is the number of rendered pages. `fallback` is why MkDocs built the site, or None. `notes` are messages for
    the user although the site is published.
    """

    pages: int
    files: int
    made: int
    seconds: dict[str, float] = field(default_factory=dict)
    fallback: FallbackReason | None = None
    notes: tuple[Message, ...] = ()


def generate_docs(site: SiteSpec) -> tuple[Path, ...]:
    """Write the docs tree of each language to the `docs_dir` of its mkdocs.yml, and return those folders.

    Raises:
        CxsiteError: mkdocs.yml or the folder cannot be used, or writing fails.
    """
    settings = [read_settings(one.config) for one in (site, *site.further)]
    for one, found in zip((site, *site.further), settings, strict=True):
        write_tree(tree_of(one, found), found.docs)
    return tuple(found.docs for found in settings)


def build(
    site: SiteSpec, output: Path, *, protected: Sequence[Path] = (), step: Callable[[str], object] = str
) -> BuildReport:
    """Build, finish, verify and publish the site to `output`; `step` is called with the name of each step.

    Raises:
        CxsiteError: anything went wrong; `output` is as it was.
    """
    notes: list[Message] = []
    with _state_alone(site.state, notes) as state:
        return _build(replace(site, state=state), output, protected, StepClock(step), notes)


def _build(
    site: SiteSpec, output: Path, protected: Sequence[Path], clock: StepClock, notes: list[Message]
) -> BuildReport:
    place = state_path(site.state, output) if site.state else None
    making = SiteBuild(
        site, output, build_state.load_state(place, output) if place else build_state.BuildState(), clock
    )
    entries = publish(output, making.make, protected=(*protected, *site.templates), note=notes.append)
    if place and making.outcome:
        with suppress(OSError):  # the site is published; the next build only takes longer
            outcome = making.outcome
            state = build_state.make_state(output, outcome.key, outcome.pages, entries)
            build_state.save_state(place, output, state, outcome.slices)
    clock.end()
    pages = sum(len(one.pages) for one in making.sites)
    return BuildReport(pages, len(entries), making.made, clock.seconds, making.stock, tuple(notes))


def build_into(site: SiteSpec, folder: Path) -> Path:
    """Build, finish and verify the site below an empty folder of the caller, and return the site's folder.

    Raises:
        CxsiteError: anything went wrong.
    """
    return Preview().build(replace(site, state=None), folder)


def find_changes(site: SiteSpec, output: Path, *, step: Callable[[str], object] = str) -> tuple[str, ...]:
    """Build the site into a temporary folder and return the paths of files that differ from `output`.

    Nothing is written to `output`; if there is no site, every file differs.

    Raises:
        CxsiteError: the site cannot be built, or writing fails.
    """
    try:
        with temporary_folder() as scratch:
            fresh = replace(site, state=None)
            making = SiteBuild(fresh, scratch / "nowhere", build_state.BuildState(), StepClock(step))
            making.is_checked = True
            making.make(scratch)
            return find_differences(output, make_manifest(scratch / "site"))
    except OSError as error:
        raise CxsiteError(
            "The site could not be built for comparison: {error}.",
            "Free space on the disk or correct the folder's permissions, then try again.",
            error=error,
        ) from error


class Preview:
    """Builds a site repeatedly, each time into a new folder, and renders only what has changed.

    `looks` are the page frames of the last build; empty if MkDocs built it.
    """

    def __init__(self) -> None:
        self._live = Path()
        self._memory = build_state.BuildState()
        self.looks: Sequence[PageFrames] = ()

    def build(self, site: SiteSpec, folder: Path, is_outdated: Callable[[], bool] = bool) -> Path:
        """Build as `build_into` does. The folder of the last build must still exist.

        Raises OutdatedError as soon as `is_outdated` returns true; the next build reuses the last complete one.
        """
        making = SiteBuild(site, self._live, self._memory, StepClock(str), is_outdated)
        making.make(folder)
        self._live = folder / "site"
        self._memory, self.looks = build_state.BuildState(), ()
        if outcome := making.outcome:
            self._memory = build_state.make_state(self._live, outcome.key, outcome.pages, outcome.entries.values())
            self.looks = tuple(part.look for part in outcome.parts)
        return self._live


@contextmanager
def _state_alone(state: Path | None, notes: list[Message]) -> Iterator[Path | None]:
    """Lock the folder `state` against other builds, and yield it.

    Yields None if it is not writable, as in a read-only checkout: the state only saves time.
    """
    with ExitStack() as held:
        if state is not None:
            try:
                state.mkdir(parents=True, exist_ok=True)
                if not os.access(state, os.W_OK | os.X_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                held.enter_context(disk.hold_lock(state / "lock"))
                remove_pending(state)
            except OSError as error:
                notes.append(
                    make_message(
                        "{folder} cannot be used, so nothing is stored there for the next build, which will take "
                        "longer: {error}.",
                        folder=state,
                        error=error,
                    )
                )
                state = None
        yield state
