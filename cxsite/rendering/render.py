"""Renders page plans through their templates."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound
from markupsafe import Markup

from cxsite.pages.address import href, picture_href
from cxsite.pages.basis import Basis
from cxsite.pages.display_names import Names
from cxsite.pages.faces import FACES
from cxsite.pages.languages import other_languages
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.page_marks import make_marks
from cxsite.problems import CxsiteError
from cxsite.rendering.components import bind_components
from cxsite.rendering.components.html import Labels
from cxsite.rendering.components.page_tools import PageTools
from cxsite.rendering.filters import plain_filters
from cxsite.rendering.icons import icon_class, render_icon
from cxsite.rendering.page import Page
from cxsite.rendering.sections import Sections
from cxsite.rendering.table_downloads import offer_downloads
from cxsite.rendering.templates import make_environment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jinja2 import Environment

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.pages.page_plan import PagePlan


def render_pages(
    plans: Iterable[PagePlan], content: Content, words: Translator, *, project: Path | None = None
) -> tuple[Page, ...]:
    """Render the planned pages in order; `project` is the folder that may contain its own `templates/`.

    Raises:
        CxsiteError: a template is missing or broken, or writes something outside its sections.
    """
    renderer = Renderer(content, words, project)
    return tuple(renderer.page(plan) for plan in plans)


class Renderer:
    """Renders plans; `compiled` is as in `make_environment`. Raises CxsiteError if there are no templates."""

    def __init__(
        self, content: Content, words: Translator, project: Path | None = None, compiled: Path | None = None
    ) -> None:
        self._jinja = make_environment(project, plain_filters(words), compiled=compiled)
        self._basis = Basis(content, words)
        self._figures = FigureFormatter(self._basis)
        self._labels = Labels(words)
        self._has_downloads = content.playbook.downloads

    def load(self) -> None:
        """Load every template before pages are divided among processes, so that not each process compiles them all."""
        for name in self._jinja.list_templates(extensions=("html",)):
            with suppress(TemplateError):  # a missing or broken template is reported by the page that needs it
                self._jinja.get_template(name)

    def page(self, plan: PagePlan) -> Page:
        """Render one page.

        Raises:
            CxsiteError: its template is missing or broken, or writes something outside its sections.
        """
        if plan.markdown is not None:
            return make_empty_page(plan)
        sections = Sections()
        context = {**self._tools(plan), **plan.context, "plan": plan, "section": sections}
        outside = _render_template(plan, self._jinja, context)
        if outside.strip():
            raise CxsiteError(
                "The template {template} writes outside its sections: {found}",
                "Put it between {{% call section(…) %}} and {{% endcall %}}.",
                template=plan.kind,
                found=outside.strip()[:80],
            )
        page = replace(make_empty_page(plan), sections=tuple(sections.found))
        return offer_downloads(page, plan, self._labels.words) if self._has_downloads else page

    def _tools(self, plan: PagePlan) -> dict[str, object]:
        """Return what every template can use: components by name, `t` for texts, `to(path)` for addresses."""
        content, words, addresses = self._basis.content, self._basis.words, self._basis.addresses
        page = PageTools(
            path=plan.path,
            labels=self._labels,
            folder=posixpath.dirname(plan.path),
            addresses=addresses,
            figures=self._figures,
        )
        components = bind_components(page)
        return {
            **components,
            "components": components,
            "t": words,
            "at": page.resolve,
            "to": lambda path: href(plan.path, path),
            "icon": render_icon,
            "icon_class": icon_class,
            "picture": lambda file: picture_href(plan.path, file),
            "md": lambda source: Markup(page.markdown(source)),  # noqa: S704 -- what is in it was written as HTML
            "content": content,
            "links": self._basis.links,
            "names": Names(content),
            "figures": self._figures,
            "faces": FACES,
            "languages": other_languages(plan.path, words.language, content.playbook),
            "marks": make_marks(plan.record, plan.title, content, words),
        }


def make_empty_page(plan: PagePlan) -> Page:
    """Return a planned page without its sections."""
    return Page(
        path=plan.path,
        title=plan.title,
        description=plan.description,
        draft=plan.draft,
        hide=plan.hide,
        markdown=plan.markdown,
    )


def _render_template(plan: PagePlan, jinja: Environment, context: dict[str, object]) -> str:
    try:
        return jinja.get_template(f"{plan.kind}.html").render(context)
    except TemplateNotFound as error:
        raise CxsiteError(
            "There is no template {template}, which the page {page} needs.",
            "Install cxsite again, or correct your own templates/.",
            template=error.name,
            page=plan.path,
        ) from error
    except TemplateError as error:
        raise CxsiteError(
            "The template {template}.html fails on the page {page}: {error}.",
            "If it is your own template in templates/, correct it.",
            template=plan.kind,
            page=plan.path,
            error=error,
        ) from error
