"""The possible targets of links in hand-written pages: files and anchors of the site that would be built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxsite.handwritten.hand_pages import Edition
from cxsite.handwritten.page_links import SiteFiles, page_anchors
from cxsite.handwritten.page_rendering import UnreadablePageError, page_renderer
from cxsite.installed import template_folders
from cxsite.site.agreement import config_of
from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.pages.basis import Basis
    from cxsite.rendering.render import Renderer


def editions(project: Path, content: Content) -> tuple[Edition, ...]:
    """Return the pages of each language of the playbook, with the outline of its site."""
    figures: dict[str, Any] = {"observations": content.observations, "withheld": content.withheld}
    languages = {content.playbook.language: content}
    languages |= {name: replace(other, **figures) for name, other in content.translations.items()}
    return tuple(
        Edition(config_of(project, name, content.playbook), one, SiteOutline(project, name, languages))
        for name, one in languages.items()
    )


@dataclass(frozen=True)
class SiteOutline:
    """The site in one language, planned when the first link is checked; `contents` are those of all languages."""

    project: Path
    language: str
    contents: Mapping[str, Content]

    @cached_property
    def site_url(self) -> str:
        """The address of the site, or ""."""
        return read_settings(self._config).site_url

    @cached_property
    def files(self) -> SiteFiles:
        """The files of the docs tree and of the finished site."""
        own, others = self._content, _other_files(self.project)
        pages = frozenset(_page_paths(own.published, self.language))
        drafts = frozenset(_page_paths(own, self.language)) - pages if own.published is not own else frozenset[str]()
        pictures = frozenset(f"pictures/{name}" for name in own.pictures)
        plain = others | pictures | frozenset(_former_paths(own))
        built = frozenset(self._built(pages, plain))
        return SiteFiles(
            docs=plain | {f"{page}.md" for page in pages},
            hidden=frozenset(f"{page}{suffix}" for page in drafts for suffix in (".md", ".html")),
            built=built,
        )

    def anchors_of(self, page: str) -> Mapping[str, str]:
        """Return the ids on the page at a path, each with the text of its heading or ""."""
        if page not in self._anchors:
            self._anchors[page] = self._read_anchors(page)
        return self._anchors[page]

    @cached_property
    def _anchors(self) -> dict[str, Mapping[str, str]]:
        return {}

    def _read_anchors(self, path: str) -> Mapping[str, str]:
        from cxsite.pages import find_plan  # noqa: PLC0415 -- for playbooks whose pages link to places on others
        from cxsite.pages.page_plan import LazyContext  # noqa: PLC0415

        folder, _, key = path.partition("/")
        if folder == "pages" and key in self._content.pages:
            try:
                return page_anchors(page_renderer(self._config)(self._content.pages[key].markdown))
            except (UnreadablePageError, RecursionError):
                return {}
        plan = find_plan(self._basis, path)
        if plan is None:
            return {}
        context = plan.context
        output = replace(plan, context=context.make()) if isinstance(context, LazyContext) else plan
        sections = self._renderer.page(output).sections
        anchors = {one: "" for section in sections for one in page_anchors(section.html)}
        return anchors | {section.id: section.heading for section in sections}

    def _built(self, pages: frozenset[str], plain: frozenset[str]) -> Iterator[str]:
        yield from plain
        yield from (f"{page}.html" for page in pages)
        main = next(iter(self.contents))
        for name, content in self.contents.items():
            if name != self.language:
                start = "../" if name == main else f"{name}/" if self.language == main else f"../{name}/"
                yield from (f"{start}{page}.html" for page in _page_paths(content.published, name))
                yield from (f"{start}{one}" for one in plain)

    @property
    def _content(self) -> Content:
        return self.contents[self.language]

    @property
    def _config(self) -> Path:
        return config_of(self.project, self.language, self._content.playbook)

    @cached_property
    def _basis(self) -> Basis:
        return _basis(self._content.published, self.language, self.site_url)

    @cached_property
    def _renderer(self) -> Renderer:
        from cxsite.rendering.render import Renderer  # noqa: PLC0415 -- loads Jinja2

        return Renderer(self._content.published, self._basis.words, self.project)


def _basis(content: Content, language: str, site_url: str = "") -> Basis:
    from cxsite.i18n.catalogue import Translator  # noqa: PLC0415
    from cxsite.pages.basis import Basis  # noqa: PLC0415 -- most playbooks have no pages of their own

    return Basis(content, Translator(content.playbook.sector_language(language)), site_url=site_url)


def _page_paths(content: Content, language: str) -> Iterator[str]:
    from cxsite.pages import make_plans  # noqa: PLC0415 -- as above

    yield from (plan.path for plan in make_plans(_basis(content, language)))


def _former_paths(content: Content) -> Iterator[str]:
    from cxsite.pages.redirects import find_redirects  # noqa: PLC0415 -- as above

    yield from (f"{one.old}.html" for one in find_redirects(content))


def _other_files(project: Path) -> frozenset[str]:
    """Return the styles and scripts of every site."""
    folders = template_folders(project)
    found = ((path, folder) for folder in folders for path in (folder / "assets").rglob("*") if path.is_file())
    return frozenset(path.relative_to(folder).as_posix() for path, folder in found)
