"""The page for addresses that are not there, in the reader's language and with a way on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.words.catalogue import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

NAME: Final = "404.html"
_THEMES: Final = "<h1>404 - Not found</h1>"
_LANGUAGE: Final = re.compile(r'<html lang="([a-z]{2})"')
_HOME: Final = re.compile(r'<a href="([^"]*)"[^>]*\bmd-logo\b')
_HELP: Final = Markup('<h1>{}</h1>\n<p>{}</p>\n<p><a class="md-button" href="{}">{}</a></p>')


def helpful(page: str) -> str:
    """The theme's page with our words and a link to the first page; unchanged where the theme wrote another one."""
    language, home = _LANGUAGE.search(page), _HOME.search(page)
    if not (language and home and language[1] in LANGUAGES):
        return page
    words: Callable[[str], str] = Words(language[1])
    where = Markup(home[1])  # noqa: S704 -- as the theme escaped it
    told = _HELP.format(words("not-found.title"), words("not-found.help"), where, words("not-found.home"))
    return page.replace(_THEMES, str(told), 1)
