"""From checked content to a site that can be built: the one place that sees every room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cxsite.cli.inputs import told_to_all
from cxsite.installed import template_folders
from cxsite.pages.redirects import redirects
from cxsite.rendering import stylesheet
from cxsite.rendering.maker import Surroundings, planned
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a site is made with, beside content: `drafts` adds drafts and retired files, marked.

    What helps the next build is kept in `state`, by default the project's `build/.state`.
    """

    drafts: bool = False
    lately: Lately | None = None
    state: Path | None = None


def whole_site(
    project: Path, content: Content, around: Around = Around(), *, step: Callable[[str], object] = str
) -> Site:
    """The site of a project's content in all its languages, its pages planned.

    Raises CxsiteError where there are no templates.
    """
    step("pages")
    further = (
        _in_language(project, language, replace(translation, **_figures(content)), around)
        for language, translation in content.translations.items()
    )
    main = _in_language(project, content.playbook.language, content, around)
    return replace(main, further=tuple(further))


def _figures(content: Content) -> dict[str, Any]:
    """What is computed once, for all languages."""
    return {"observations": content.observations, "withheld": content.withheld}


def _in_language(project: Path, language: str, content: Content, around: Around) -> Site:
    words = Words(language)
    config = config_of(project, language, content.playbook)
    shown = content if around.drafts else content.published
    templates, state = template_folders(project), around.state or project / "build" / ".state"
    hung_on = Surroundings(
        project=project,
        lately=around.lately,
        site_url=read_settings(config).site_url,
        compiled=state / "templates",
    )
    playbook = content.texts.get(content.playbook.path, "")
    return Site(
        pages=planned(shown, words, hung_on),
        state=state,
        told=told_to_all(templates, playbook, content.today.isoformat(), language, str(around.drafts)),
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


def protected(project: Path) -> tuple[Path, ...]:
    """What no site may be written over."""
    return tuple(project / name for name in ("content", "templates", "mkdocs.yml"))


def configs(project: Path) -> tuple[Path, ...]:
    """Every mkdocs.yml of the project, one for each language."""
    return (project / "mkdocs.yml", *sorted(project.glob("mkdocs.*.yml")))


def _pictures(project: Path, content: Content) -> Iterator[Asset]:
    for name in sorted(content.pictures):
        yield Asset(path=f"pictures/{name}", content=project / "content" / "pictures" / name)


def _moved(content: Content, words: Words) -> Iterator[Moved]:
    for one in redirects(content):
        notice = words("moved.notice")
        yield Moved(old=one.old, new=one.new, title=one.title, notice=notice, language=words.language)
