"""Assembles a site from checked content: the only module that uses every layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxsite.handwritten.hand_pages import Edition
from cxsite.handwritten.pictures import published_pictures
from cxsite.i18n.catalogue import Translator
from cxsite.incremental.build_inputs import hash_inputs
from cxsite.incremental.state_files import find_user_cache
from cxsite.installed import template_folders
from cxsite.pages.redirects import find_redirects
from cxsite.rendering import stylesheet
from cxsite.rendering.page_factory import PageOptions, make_factories, render_single_page
from cxsite.rendering.table_downloads import workbook_path
from cxsite.site.agreement import config_of
from cxsite.site.docs_tree import MovedPage, SiteAsset
from cxsite.site.settings import read_settings
from cxsite.site.site_spec import SiteSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.rendering.page import Page
    from cxsite.review.records import RecentChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """The options of a site besides its content: `drafts` adds drafts and retired files, marked as such."""

    drafts: bool = False
    recent_changes: RecentChanges | None = None


def assemble_site(
    project: Path, content: Content, around: SiteOptions = SiteOptions(), *, step: Callable[[str], object] = str
) -> SiteSpec:
    """Assemble the site of a project's content in all its languages, with planned pages.

    Raises CxsiteError if there are no templates.
    """
    step("pages")
    further = (
        _assemble_language(project, language, replace(translation, **_figures(content)), around)
        for language, translation in content.translations.items()
    )
    main = _assemble_language(project, content.playbook.language, content, around)
    workbooks = tuple(_make_workbooks(content))
    sites = [replace(one, assets=(*one.assets, *workbooks)) for one in (main, *further)]
    return replace(sites[0], further=tuple(sites[1:]))


class _JourneyWorkbook:
    """The workbook of a journey, written once for all languages when a build needs it."""

    def __init__(self, content: Content, journey: str) -> None:
        self.content, self.journey = content, journey

    @cached_property
    def _bytes(self) -> bytes:
        from cxsite.workbook.write_workbook import content_as_workbook  # noqa: PLC0415 -- slow to import

        return content_as_workbook(self.content, {self.journey})

    def read_bytes(self) -> bytes:
        """Return the bytes of the workbook."""
        return self._bytes


def _make_workbooks(content: Content) -> Iterator[SiteAsset]:
    """Yield the workbook of each published journey, if the playbook offers downloads."""
    if content.playbook.downloads:
        for journey in content.published.journeys:
            yield SiteAsset(path=workbook_path(journey), content=_JourneyWorkbook(content, journey))


def render_page(project: Path, content: Content, around: SiteOptions, language: str, path: str) -> Page | None:
    """Render the page at a path in a language; None if there is none. Raises CxsiteError for a broken template."""
    in_language = content.translations.get(language)
    found = content if in_language is None else replace(in_language, **_figures(content))
    config = config_of(project, language, found.playbook)
    words = Translator(found.playbook.sector_language(language))
    return render_single_page(_select_shown(found, around), words, _page_options(project, config, around), path)


def _figures(content: Content) -> dict[str, Any]:
    """Return the facts that are computed once for all languages."""
    return {"observations": content.observations, "withheld": content.withheld}


def _assemble_language(project: Path, language: str, content: Content, around: SiteOptions) -> SiteSpec:
    words = Translator(content.playbook.sector_language(language))
    config = config_of(project, language, content.playbook)
    shown = _select_shown(content, around)
    templates = template_folders(project)
    options = _page_options(project, config, around)
    playbook = content.texts.get(content.playbook.path, "")
    return SiteSpec(
        pages=make_factories(shown, words, options),
        key=hash_inputs(templates, playbook, content.today.isoformat(), language),
        config=config,
        templates=templates,
        as_of=content.today,
        assets=(
            SiteAsset(path=stylesheet.PATH, content=stylesheet.stylesheet(shown).encode()),
            *published_pictures(shown, project, Edition(config, shown)),
        ),
        moved=tuple(_find_moved(content, words)),
        language=words.language,
    )


def _select_shown(content: Content, around: SiteOptions) -> Content:
    return content if around.drafts else content.published


def _page_options(project: Path, config: Path, around: SiteOptions) -> PageOptions:
    return PageOptions(
        project=project,
        recent_changes=around.recent_changes,
        site_url=read_settings(config).site_url,
        compiled=find_user_cache("templates"),
    )


def list_protected_paths(project: Path) -> tuple[Path, ...]:
    """Return the paths that a site must never overwrite."""
    return tuple(project / name for name in ("content", "templates", "mkdocs.yml"))


def list_configs(project: Path) -> tuple[Path, ...]:
    """Return every mkdocs.yml of the project, one for each language."""
    return (project / "mkdocs.yml", *sorted(project.glob("mkdocs.*.yml")))


def _find_moved(content: Content, words: Translator) -> Iterator[MovedPage]:
    for one in find_redirects(content):
        notice = words("moved.notice")
        yield MovedPage(old=one.old, new=one.new, title=one.title, notice=notice, language=words.language)
