"""Checks that playbook.yml and the mkdocs.yml of each language agree on what both of them state."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cxsite.i18n.catalogue import NAMES
from cxsite.problems import Level, Problem
from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.playbook import Playbook
    from cxsite.problems import Place
    from cxsite.site.settings import SiteSettings


def config_of(project: Path, language: str, playbook: Playbook) -> Path:
    """Return the path of the MkDocs configuration of a language: `mkdocs.yml`, `mkdocs.en.yml`."""
    return project / ("mkdocs.yml" if language == playbook.language else f"mkdocs.{language}.yml")


def find_disagreements(content: Content, config: Path) -> Iterator[Problem]:
    """Yield where the playbook differs from `config`, the project's mkdocs.yml, and that of each further language.

    Each is reported at its place in playbook.yml; none if playbook.yml or mkdocs.yml is missing. Raises CxsiteError if
    one of these files cannot be read.
    """
    playbook = content.playbook
    if not config.is_file() or not playbook.path:
        return
    settings = read_settings(config)
    yield from _differences(playbook, settings, config.name, playbook.language, _languages_place(playbook, 0))
    yield from _find_dead_languages(playbook, settings)
    for language in playbook.further_languages:
        place = _languages_place(playbook, playbook.languages.index(language))
        if language not in settings.switch:
            lines = _alternate(playbook, settings.site_url)
            yield Problem(code="CX034", level=Level.WARNING, place=place, values={"language": language, "paste": lines})
        further = config_of(config.parent, language, playbook)
        if further.is_file():
            yield from _of_further(content, language, settings, further, place)
        else:
            values = {"file": further.name, "language": language, "paste": further_config(content, language, settings)}
            yield Problem(code="CX033", level=Level.ERROR, place=place, values=values)


def _find_dead_languages(playbook: Playbook, settings: SiteSettings) -> Iterator[Problem]:
    """Yield languages that the theme's switch offers within this site but the playbook does not have."""
    for language, link in settings.switch.items():
        inside = not urlsplit(link).netloc or (settings.site_url and link.startswith(settings.site_url))
        if inside and language not in playbook.languages:
            values = {"language": language, "others": ", ".join((*playbook.languages, language))}
            yield Problem(code="CX036", level=Level.ERROR, place=_languages_place(playbook, 0), values=values)


def further_config(content: Content, language: str, main: SiteSettings) -> str:
    """Return the text of the MkDocs configuration that a further language needs besides the main one."""
    title = content.translations.get(language, content).playbook.title
    address = f"{main.site_url.rstrip('/')}/{language}/" if main.site_url else ""
    text = _template(language).replace("__TITLE__", '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return text.replace("__ADDRESS__", f"site_url: {address}\n" if address else "").replace("__DOCS__", main.docs.name)


@cache
def _template(language: str) -> str:
    return Path(__file__).with_name("further").joinpath(f"{language}.yml").read_text(encoding="utf-8")


def _alternate(playbook: Playbook, site_url: str) -> str:
    start = site_url.rstrip("/")
    lines = ["  alternate:"]
    for language in (playbook.language, *playbook.further_languages):
        folder = "" if language == playbook.language else f"{language}/"
        lines += [f"    - name: {NAMES[language]}", f"      link: {start}/{folder}", f"      lang: {language}"]
    return "\n".join(lines)


def _languages_place(playbook: Playbook, number: int) -> Place:
    return playbook.place("languages", number) if "languages" in playbook.model_fields_set else playbook.key_place()


def _of_further(content: Content, language: str, main: SiteSettings, config: Path, place: Place) -> Iterator[Problem]:
    settings = read_settings(config)
    if language in content.translations:
        yield from _differences(content.translations[language].playbook, settings, config.name, language, place)
    if settings.docs == main.docs:
        values = {"file": config.name, "folder": settings.docs.name, "suggestion": f"build/docs.{language}"}
        yield Problem(code="CX035", level=Level.ERROR, place=place, values=values)


def _differences(
    playbook: Playbook, settings: SiteSettings, file: str, language: str, at_language: Place
) -> Iterator[Problem]:
    if settings.title and settings.title.split() != playbook.title.split():
        values = {"title": playbook.title, "other": settings.title, "file": file}
        yield Problem(code="CX031", level=Level.WARNING, place=playbook.place("title"), values=values)
    if settings.language and settings.language != language:
        values = {"language": language, "other": settings.language, "file": file}
        yield Problem(code="CX032", level=Level.WARNING, place=at_language, values=values)
