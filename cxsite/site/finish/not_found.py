"""Improves the 404 page: text in the reader's language, and a link to the home page."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.site.engines.material import CONFIG, HOME, NOT_FOUND, SCRIPTS, SKIP_LINK
from cxsite.site.finish.theme_scripts import base_of

if TYPE_CHECKING:
    from collections.abc import Callable

NAME: Final = "404.html"
DEEPEST: Final = 8
"""How many folders deep a missing address may be for the script to find the site's root."""
_LANGUAGE: Final = re.compile(r'<html lang="([a-z]{2})"')
_HELP: Final = Markup('<h1>{}</h1>\n<p>{}</p>\n<p><a class="md-button" href="{}">{}</a></p>')
_RESOURCE: Final = re.compile(r'(<(?:link|script|img)\b[^>]*?\s(?:href|src)=")([^"]*)"')
_STYLES: Final = re.compile(r'<link rel="stylesheet" href="[^"]*"\s*/?>')


def improve_page(page: str) -> str:
    """Add our text and a link to the home page to the theme's page; an unknown page is not changed."""
    language, home = _LANGUAGE.search(page), HOME.search(page)
    if not (language and home and language[1] in LANGUAGES):
        return page
    words: Callable[[str], str] = Translator(language[1])
    where = Markup(home[1])  # noqa: S704 -- as the theme escaped it
    reported = _HELP.format(words("not-found.title"), words("not-found.help"), where, words("not-found.home"))
    return page.replace(NOT_FOUND, str(reported), 1)


def placed_anywhere(page: str) -> str:
    """Add a script that finds the site's root; a page that does not state its root is not changed.

    The link to the content, which would then lead to the home page, is removed. Styles, scripts and pictures use that
    root. Links stay unchanged until that script rewrites them, and so do the styles for readers without scripts.
    """
    base, script = base_of(page), script_path(page)
    shown = SKIP_LINK.sub("", page)
    config, first = CONFIG.search(shown), _STYLES.search(shown)
    if base is None or not script or not (config and first) or script in page:
        return page
    start = f"{base.rstrip('/')}/"
    page = shown[: config.end()] + f'\n<script src="{script}"></script>' + shown[config.end() :]
    styles = "".join(_STYLES.findall(page))

    def relative(found: re.Match[str]) -> str:
        return f'{found[1]}{found[2].removeprefix(start)}"'

    page = _RESOURCE.sub(relative, page)
    guesses = "".join(f'<script src="{"../" * depth}{script}"></script>\n' for depth in range(DEEPEST + 1))
    at = page.index("<link ")
    return f"{page[:at]}{guesses}{page[at:]}".replace("</head>", f"<noscript>{styles}</noscript>\n</head>", 1)


def script_path(page: str) -> str:
    """Return the path of the page's script below its language's folder; "" if the page has no language.

    Its name contains the language, so that the page of one language does not take another's folder for the root.
    """
    language = _LANGUAGE.search(page)
    return posixpath.join(SCRIPTS, f"not-found.{language[1]}.js") if language else ""


@cache
def script() -> bytes:
    """Return the text of the script."""
    return resources.files("cxsite.site.finish").joinpath("not_found.js").read_bytes()
