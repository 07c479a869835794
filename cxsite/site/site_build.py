"""One build of a site: by the fast builder, or by MkDocs if the fast builder cannot give the same result."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError, make_message
from cxsite.site.assets import collect_assets
from cxsite.site.builders.fallback import FallbackReason, find_fallback_reason
from cxsite.site.builders.fast_build import BuildOrder, build_fast
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.language_build import LanguageOrder
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_with_mkdocs
from cxsite.site.docs_tree import check_paths, make_docs_tree
from cxsite.site.finish import finish_site
from cxsite.site.publishing.publish import KnownFiles
from cxsite.site.settings import read_settings
from cxsite.site.tree_folder import write_tree
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxsite.site.builders import build_state
    from cxsite.site.builders.fast_build import BuildOutcome
    from cxsite.site.docs_tree import SiteAsset, Tree
    from cxsite.site.settings import SiteSettings
    from cxsite.site.site_spec import SiteSpec
    from cxsite.site.verify import SiteFault

_FAULTS_SHOWN = 20


class SiteBuild:
    """One build of a site, by the fast builder if it gives the same result as MkDocs."""

    def __init__(
        self,
        site: SiteSpec,
        live: Path,
        before: build_state.BuildState,
        clock: StepClock,
        is_outdated: Callable[[], bool] = bool,
    ) -> None:
        self.site, self.live, self.before, self.clock = site, live, before, clock
        self.is_outdated, self.is_checked = is_outdated, False
        self.sites = (site, *site.further)
        self.settings = [read_settings(one.config) for one in self.sites]
        self.stock = next(filter(None, map(find_fallback_reason, self.settings)), None)
        self.outcome: BuildOutcome | None = None

    @property
    def made(self) -> int:
        """The number of rendered pages."""
        return self.outcome.made if self.outcome else sum(len(one.pages) for one in self.sites)

    def make(self, staging: Path) -> KnownFiles | None:
        """Build the site in `staging/site` and verify it."""
        if self.stock is None:
            try:
                return self._by_ourselves(staging)
            except UnexpectedThemeError as error:
                self.stock = FallbackReason("shape", error.what)
                shutil.rmtree(staging / "site", ignore_errors=True)
        self._by_mkdocs(staging)
        return None

    def _by_ourselves(self, staging: Path) -> KnownFiles:
        self.clock.begin("build")
        languages = [self._language(one, found) for one, found in zip(self.sites, self.settings, strict=True)]
        self.outcome = build_fast(
            BuildOrder(
                languages=languages,
                site=staging / "site",
                live=self.live,
                memory=self.before,
                state=self.site.state,
                scratch=staging,
                is_outdated=self.is_outdated,
                is_checked=self.is_checked,
            )
        )
        self.clock.begin("verify")
        _refuse_faults(self.outcome.faults())
        self.clock.begin("publish")
        return KnownFiles(self.outcome.entries, self.outcome.linked)

    def _language(self, site: SiteSpec, settings: SiteSettings) -> LanguageOrder:
        assets = make_docs_tree((), _assets(site, settings), site.moved)
        makers = site.factories
        check_paths([*(f"{maker.head.path}.md" for maker in makers), *assets])
        return LanguageOrder(
            language=site.language,
            folder="" if site is self.site else site.language,
            factories=makers,
            assets=assets,
            settings=settings,
            config=site.config,
            as_of=site.as_of,
            key=site.key,
        )

    def _by_mkdocs(self, staging: Path) -> None:
        built = staging / "site"
        # The main language comes first, because it empties the folder.
        for site, settings in zip(self.sites, self.settings, strict=True):
            folder = "" if site is self.site else site.language
            docs = staging / f"docs.{folder}"
            self.clock.begin("write pages")
            write_tree(tree_of(site, settings), docs)
            self.clock.begin("build")
            build_with_mkdocs(docs, built / folder, MkDocsOptions(config=site.config, as_of=site.as_of))
        self.clock.begin("finish")
        finish_site(built, self.site.folders)
        self.clock.begin("verify")
        _refuse_faults(verify(built, site_url=self.settings[0].site_url))
        self.clock.begin("publish")


def _assets(site: SiteSpec, settings: SiteSettings) -> tuple[SiteAsset, ...]:
    return (*collect_assets(site.templates, settings.mermaid), *site.assets)


def tree_of(site: SiteSpec, settings: SiteSettings) -> Tree:
    """Render all pages of a site in one language, and return its docs tree."""
    return make_docs_tree([maker.make()[0] for maker in site.factories], _assets(site, settings), site.moved)


def _refuse_faults(faults: Sequence[SiteFault]) -> None:
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


class StepClock:
    """Measures the seconds of each step."""

    def __init__(self, received: Callable[[str], object]) -> None:
        self.seconds: dict[str, float] = {}
        self._heard = received
        self._name = ""
        self._start = 0.0

    def begin(self, name: str) -> None:
        """End the current step, and begin the next."""
        self.end()
        self._name, self._start = name, time.perf_counter()
        self._heard(name)

    def end(self) -> None:
        """End the current step."""
        if self._name:
            taken = time.perf_counter() - self._start
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + taken
            self._name = ""
