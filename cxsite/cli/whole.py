"""From checked content to a site that can be built: the one place that sees every room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxsite.cli.inputs import told_to_all
from cxsite.pages.redirects import redirects
from cxsite.rendering import own_templates, stylesheet
from cxsite.rendering.maker import planned
from cxsite.site.agreement import config_of
from cxsite.site.build import Site
from cxsite.site.docs_tree import Asset, Moved
from cxsite.site.settings import read_settings
from cxsite.words.catalogue import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.pages.lately import Lately


def whole_site(
    project: Path,
    content: Content,
    *,
    drafts: bool = False,
    lately: Lately | None = None,
    step: Callable[[str], object] = str,
) -> Site:
    """The site of a project's content in all its languages, its pages planned.

    `drafts` adds drafts and retired files, marked. What helps the next build is kept in the project's `build/.state`.
    Raises CxsiteError where there are no templates.
    """
    step("pages")
    playbook = content.playbook
    further = (
        _in_language(project, language, replace(translation, **_figures(content)), drafts=drafts, lately=lately)
        for language, translation in content.translations.items()
    )
    main = _in_language(project, playbook.language, content, drafts=drafts, lately=lately)
    return replace(main, further=tuple(further))


def _figures(content: Content) -> dict[str, Any]:
    """What is computed once, for all languages."""
    return {"observations": content.observations, "withheld": content.withheld}


def _in_language(project: Path, language: str, content: Content, *, drafts: bool, lately: Lately | None) -> Site:
    words = Words(language)
    config = config_of(project, language, content.playbook)
    shown = content if drafts else content.published
    templates = _templates(project)
    playbook = content.texts.get(content.playbook.path, "")
    return Site(
        pages=planned(shown, words, project, lately=lately, site_url=read_settings(config).site_url),
        state=state_of(project),
        told=told_to_all(templates, playbook, content.today.isoformat(), language, str(drafts)),
        config=config,
        templates=templates,
        as_of=content.today,
        assets=(
            Asset(path=stylesheet.PATH, content=stylesheet.stylesheet(shown).encode()),
            *_pictures(project, content),
        ),
        moved=tuple(_moved(content, words)),
        language=language,
    )


def state_of(project: Path) -> Path:
    """Where a project's builds keep what helps the next one."""
    return project / "build" / ".state"


def protected(project: Path) -> tuple[Path, ...]:
    """What no site may be written over."""
    return tuple(project / name for name in ("content", "templates", "mkdocs.yml"))


def configs(project: Path) -> tuple[Path, ...]:
    """Every mkdocs.yml of the project, one for each language."""
    return (project / "mkdocs.yml", *sorted(project.glob("mkdocs.*.yml")))


def _templates(project: Path) -> tuple[Path, ...]:
    """The team's own templates, where there are any, before ours; in our own repository they are the same."""
    own = project / "templates"
    folders = (own, own_templates()) if own.is_dir() else (own_templates(),)
    return tuple({folder.resolve(): folder for folder in folders}.values())


def _pictures(project: Path, content: Content) -> Iterator[Asset]:
    for name in sorted(content.pictures):
        yield Asset(path=f"pictures/{name}", content=project / "content" / "pictures" / name)


def _moved(content: Content, words: Words) -> Iterator[Moved]:
    for one in redirects(content):
        notice = words("moved.notice")
        yield Moved(old=one.old, new=one.new, title=one.title, notice=notice, language=words.language)
