"""From pages to a published site, in one go."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.site.assets import site_assets
from cxsite.site.docs_tree import docs_tree
from cxsite.site.finish import finish
from cxsite.site.mkdocs_build import build_with_mkdocs
from cxsite.site.publish import publish
from cxsite.site.settings import read_settings
from cxsite.site.tree_folder import write_tree
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from cxsite.rendering.page import Page
    from cxsite.site.docs_tree import Asset, Moved, Tree
    from cxsite.site.settings import Settings

_FAULTS_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is made of. `assets` are pictures and files of the content; styles and scripts come by themselves.

    `config` is the team's mkdocs.yml, `templates` the folders of templates, the team's own
    first, whose `assets/` every site carries. `further` are the same site in other languages, each published in the
    folder that is called as its `language`.
    """

    pages: Sequence[Page]
    config: Path
    templates: Sequence[Path]
    as_of: date
    assets: Sequence[Asset] = ()
    moved: Sequence[Moved] = ()
    language: str = ""
    further: Sequence[Site] = ()

    @property
    def folders(self) -> dict[str, str]:
        """By language: its folder in the published site. Empty for a site in one language."""
        if not self.further:
            return {}
        return {self.language: "", **{other.language: other.language for other in self.further}}


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: how many pages and files it has, and the seconds that each step took."""

    pages: int
    files: int
    seconds: dict[str, float] = field(default_factory=dict)


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
    clock = _Clock(step)
    entries = publish(output, lambda staging: _make(site, staging, clock), protected=(*protected, *site.templates))
    clock.end()
    return Built(sum(len(one.pages) for one in (site, *site.further)), len(entries), clock.seconds)


def build_into(site: Site, folder: Path) -> Path:
    """Build, finish and verify the site below an empty folder of the caller's own; gives the site's folder.

    Raises:
        CxsiteError: anything went wrong.
    """
    _make(site, folder, _Clock(str))
    return folder / "site"


def _make(site: Site, staging: Path, clock: _Clock) -> None:
    built = staging / "site"
    _build(site, staging / "docs", built, clock)
    for other in site.further:  # after the main one, which empties its folder first
        _build(other, staging / f"docs.{other.language}", built / other.language, clock)
    clock.begin("finish")
    finish(built, site.folders)
    clock.begin("verify")
    _refuse_faults(built, read_settings(site.config))
    clock.begin("publish")


def _build(site: Site, docs: Path, built: Path, clock: _Clock) -> None:
    clock.begin("write pages")
    write_tree(_tree(site, read_settings(site.config)), docs)
    clock.begin("build")
    build_with_mkdocs(docs, built, config=site.config, as_of=site.as_of)


def _tree(site: Site, settings: Settings) -> Tree:
    return docs_tree(site.pages, (*site_assets(site.templates, settings.mermaid), *site.assets), site.moved)


def _refuse_faults(built: Path, settings: Settings) -> None:
    faults = verify(built, site_url=settings.site_url)
    if faults:
        told = "\n".join(f"  {fault}" for fault in faults[:_FAULTS_TOLD])
        what = f"The built site has {len(faults)} faults and was not published:\n{told}"
        raise CxsiteError(what, "Correct the text, page or template that the fault names, then build again.")


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
