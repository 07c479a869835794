"""What playbook.yml and mkdocs.yml both state must be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.problems import Level, Problem
from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxsite.model.content import Content


def disagreements(content: Content, config: Path) -> Iterator[Problem]:
    """A warning at its place in playbook.yml for a title or language that mkdocs.yml states otherwise.

    Nothing where either file is missing. Raises CxsiteError where mkdocs.yml cannot be read.
    """
    playbook = content.playbook
    if not config.is_file() or not playbook.path:
        return
    settings = read_settings(config)
    if settings.title and settings.title.split() != playbook.title.split():
        values = {"title": playbook.title, "other": settings.title}
        yield Problem(code="CX031", level=Level.WARNING, place=playbook.place("title"), values=values)
    if settings.language and settings.language != playbook.language:
        written = "languages" in playbook.model_fields_set
        place = playbook.place("languages", 0) if written else playbook.key_place()
        values = {"language": playbook.language, "other": settings.language}
        yield Problem(code="CX032", level=Level.WARNING, place=place, values=values)
