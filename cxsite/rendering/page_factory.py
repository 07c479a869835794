"""Factories that render a page only when it is needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from cxsite.incremental.dependency_tracking import DependencyTracker
from cxsite.pages import find_plan, make_plans
from cxsite.pages.basis import Basis
from cxsite.pages.page_plan import LazyContext
from cxsite.rendering.render import Renderer, make_empty_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.i18n.catalogue import Translator
    from cxsite.incremental.dependency_tracking import Dependencies, Fact
    from cxsite.model.content import Content
    from cxsite.pages.page_plan import PagePlan
    from cxsite.rendering.page import Page
    from cxsite.review.records import RecentChanges

_PLAN: Final = ("plan",)


class PageContext(NamedTuple):
    """The context of a page, and the facts that were read for it; None if nobody knows them."""

    values: Mapping[str, object]
    facts: frozenset[Fact] | None = frozenset()


class RenderResult(NamedTuple):
    """A rendered page with its dependencies; None if it must be rendered every time."""

    page: Page
    dependencies: Dependencies | None


class PageFactory(Protocol):
    """Renders one page on demand. `head` is the page without its sections."""

    @property
    def head(self) -> Page:
        """Path, title and description, known before the page is rendered."""

    def context(self) -> PageContext:
        """Return the context of the page."""

    def render(self, context: PageContext) -> RenderResult:
        """Render the page from its context."""

    def make(self) -> RenderResult:
        """Compute the context and render the page."""

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

    def context(self) -> PageContext:
        """Return an empty context."""
        return PageContext({})

    def render(self, context: PageContext) -> RenderResult:  # noqa: ARG002 -- as of any page
        """Return the page with its fingerprint."""
        digest = hashlib.blake2b(repr(self.page).encode("utf-8", "surrogatepass"), digest_size=16)
        return RenderResult(self.page, ((("page",), digest.hexdigest()),))

    def make(self) -> RenderResult:
        """Return the page."""
        return self.render(self.context())

    def is_up_to_date(self, dependencies: Dependencies) -> bool:
        """Return whether the page is the same."""
        return self.make().dependencies == dependencies


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

    def context(self) -> PageContext:
        """Return the context of the page, computed again each time: other reads of a kept one would not be recorded."""
        context = self.plan.context
        if not isinstance(context, LazyContext):
            return PageContext(context, None)
        with self.tracker.recording() as facts:
            values = context.make()
        return PageContext(values, frozenset(facts))

    def render(self, context: PageContext) -> RenderResult:
        """Render the page; what its template reads are dependencies, too."""
        with self.tracker.recording() as facts:
            page = self.renderer.page(replace(self.plan, context=context.values))
        if context.facts is None:
            return RenderResult(page, None)
        dependencies = self.tracker.dependencies(context.facts | facts)
        return RenderResult(page, (*dependencies, (_PLAN, self._plan_fingerprint)))

    def make(self) -> RenderResult:
        """Compute the context and render the page."""
        return self.render(self.context())

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
