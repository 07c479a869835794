"""Factories that render a page only when it is needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from cxsite.incremental.dependency_tracking import DependencyTracker
from cxsite.pages import find_plan, make_plans
from cxsite.pages.basis import Basis
from cxsite.pages.page_plan import LazyContext
from cxsite.rendering.render import Renderer, make_empty_page

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.pages.page_plan import PagePlan
    from cxsite.rendering.page import Page
    from cxsite.review.records import RecentChanges

Dependencies: TypeAlias = "tuple[tuple[tuple[str, ...], str], ...]"
"""What a page depends on: facts, each with a fingerprint."""


_PLAN: Final = ("plan",)


class PageFactory(Protocol):
    """Renders one page on demand. `head` is the page without its sections."""

    @property
    def head(self) -> Page:
        """Path, title and description, known before the page is rendered."""

    def make(self) -> tuple[Page, Dependencies | None]:
        """Render the page and return it with its dependencies; None for them if it must be rendered every time."""

    def is_up_to_date(self, dependencies: Dependencies) -> bool:
        """Return whether the dependencies are unchanged, so that rendering would give the same page."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page that is rendered already; it depends on itself alone."""

    page: Page

    @property
    def head(self) -> Page:
        """The page without its sections."""
        return replace(self.page, sections=())

    def make(self) -> tuple[Page, Dependencies]:
        """Return the page with its fingerprint."""
        digest = hashlib.blake2b(repr(self.page).encode("utf-8", "surrogatepass"), digest_size=16)
        return self.page, ((("page",), digest.hexdigest()),)

    def is_up_to_date(self, dependencies: Dependencies) -> bool:
        """Return whether the page is the same."""
        return self.make()[1] == dependencies


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that is rendered from a plan."""

    plan: PagePlan
    tracker: DependencyTracker
    renderer: Renderer

    @property
    def head(self) -> Page:
        """The page without its sections."""
        return make_empty_page(self.plan)

    def make(self) -> tuple[Page, Dependencies | None]:
        """Render the page. Dependencies are None if its context was computed before it could be tracked."""
        context = self.plan.context
        if not isinstance(context, LazyContext):
            return self.renderer.page(self.plan), None
        # Computed again each time: reads of a context that is cached already would not be tracked.
        page, dependencies = self.tracker.track(lambda: self.renderer.page(replace(self.plan, context=context.make())))
        return page, (*dependencies, (_PLAN, self._plan_fingerprint))

    def is_up_to_date(self, dependencies: Dependencies) -> bool:
        """Return whether the plan and every fact are unchanged."""
        return dependencies[-1:] == ((_PLAN, self._plan_fingerprint),) and self.tracker.is_up_to_date(dependencies[:-1])

    @property
    def _plan_fingerprint(self) -> str:
        plan = self.plan
        return self.tracker.fingerprint((plan.kind, plan.title, plan.description, plan.draft, plan.hide, plan.record))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What planned pages need besides content: options of `plan_pages`, and the `project` with its own templates.

    `compiled` is a folder for a cache of compiled templates.
    """

    project: Path | None = None
    recent_changes: RecentChanges | None = None
    site_url: str = ""
    compiled: Path | None = None


def make_factories(content: Content, words: Translator, options: PageOptions) -> tuple[PlannedPage, ...]:
    """Return a factory for each page of the content, including drafts.

    Raises:
        CxsiteError: there are no templates.
    """
    tracker = DependencyTracker(content)
    renderer = Renderer(tracker.content, words, options.project, options.compiled)
    renderer.load()
    basis = Basis(tracker.content, words, options.recent_changes, options.site_url)
    return tuple(PlannedPage(plan, tracker, renderer) for plan in make_plans(basis))


def render_single_page(content: Content, words: Translator, options: PageOptions, path: str) -> Page | None:
    """Render the page at a path; None if there is no such page, or if it has no plan.

    Raises:
        CxsiteError: its template is missing or broken.
    """
    plan = find_plan(Basis(content, words, options.recent_changes, options.site_url), path)
    if plan is None or plan.markdown is not None:
        return None
    context = plan.context
    planned = replace(plan, context=context.make()) if isinstance(context, LazyContext) else plan
    return Renderer(content, words, options.project, options.compiled).page(planned)
