"""Pages that are made when they are wanted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from cxsite.incremental.dependency_tracking import DependencyTracker
from cxsite.pages import find_plan, make_plans
from cxsite.pages.basis import Basis
from cxsite.pages.page_plan import LazyContext
from cxsite.rendering.render import Renderer, blank

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.pages.page_plan import PagePlan
    from cxsite.pages.recent_changes import RecentChanges
    from cxsite.rendering.page import Page

Told: TypeAlias = "tuple[tuple[tuple[str, ...], str], ...]"
"""What a page was told: facts, each with a fingerprint. None where it must be made anew each time."""


_PLAN: Final = ("plan",)


class Maker(Protocol):
    """One page to be. `head` is the page without its sections."""

    @property
    def head(self) -> Page:
        """Path, title and description, known beforehand."""

    def make(self) -> tuple[Page, Told | None]:
        """The page, and what it was told."""

    def is_told(self, told: Told) -> bool:
        """Whether the page would be told this now, so that it would come out the same."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page that is there already; all that it is told is itself."""

    page: Page

    @property
    def head(self) -> Page:
        """The page without its sections."""
        return replace(self.page, sections=())

    def make(self) -> tuple[Page, Told]:
        """The page with its fingerprint."""
        digest = hashlib.blake2b(repr(self.page).encode("utf-8", "surrogatepass"), digest_size=16)
        return self.page, ((("page",), digest.hexdigest()),)

    def is_told(self, told: Told) -> bool:
        """Whether it is the very same page."""
        return self.make()[1] == told


@dataclass(frozen=True, slots=True)
class Planned:
    """A page with a plan."""

    plan: PagePlan
    watch: DependencyTracker
    renderer: Renderer

    @property
    def head(self) -> Page:
        """The page without its sections."""
        return blank(self.plan)

    def make(self) -> tuple[Page, Told | None]:
        """Let the template write the page. A page whose plan was told early cannot say of what."""
        context = self.plan.context
        if not isinstance(context, LazyContext):
            return self.renderer.page(self.plan), None
        # Told anew each time: what was told before would be noted no more.
        page, told = self.watch.track(lambda: self.renderer.page(replace(self.plan, context=context.make())))
        return page, (*told, (_PLAN, self._plan_said))

    def is_told(self, told: Told) -> bool:
        """Whether the plan and every fact say what they said."""
        return told[-1:] == ((_PLAN, self._plan_said),) and self.watch.is_up_to_date(told[:-1])

    @property
    def _plan_said(self) -> str:
        plan = self.plan
        return self.watch.fingerprint((plan.kind, plan.title, plan.description, plan.draft, plan.hide, plan.record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What planned pages hang on beside content: all of `plan_pages`, and the `project` with its own templates.

    `compiled` is a folder where what templates compile to may be kept.
    """

    project: Path | None = None
    lately: RecentChanges | None = None
    site_url: str = ""
    compiled: Path | None = None


def planned(content: Content, words: Translator, around: Surroundings) -> tuple[Planned, ...]:
    """A maker for each page of the content, drafts and all.

    Raises:
        CxsiteError: there are no templates.
    """
    watch = DependencyTracker(content)
    renderer = Renderer(watch.content, words, around.project, around.compiled)
    renderer.load()
    basis = Basis(watch.content, words, around.lately, around.site_url)
    return tuple(Planned(plan, watch, renderer) for plan in make_plans(basis))


def single_page(content: Content, words: Translator, around: Surroundings, path: str) -> Page | None:
    """The page at a path, made at once; None where there is none, or it is not made of a plan.

    Raises:
        CxsiteError: its template is missing or broken.
    """
    plan = find_plan(Basis(content, words, around.lately, around.site_url), path)
    if plan is None or plan.markdown is not None:
        return None
    context = plan.context
    told = replace(plan, context=context.make()) if isinstance(context, LazyContext) else plan
    return Renderer(content, words, around.project, around.compiled).page(told)
