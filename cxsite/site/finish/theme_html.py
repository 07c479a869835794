"""Changes what the theme writes into every page: the language switch, the 404 page, accessibility and indentation.

The switch leads to the same page in the other language, with or without scripts. The 404 page gets text in the reader's
language, and works at any address. Contrasts are fixed in theme.css.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.escaping import url
from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.site.engines import material
from cxsite.site.finish.policy import base_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LINK: Final = re.compile(r'<(?:a|link)\b(?=[^>]*\bhreflang="([a-z]{2})")[^>]*>')
_HREF: Final = re.compile(r'\bhref="[^"]*"')
_HEAD: Final = re.compile(r'\brel="alternate"')
NOT_FOUND_PAGE: Final = "404.html"
DEEPEST: Final = 8
"""How many folders deep a missing address may be for the script to find the site's root."""
_LANGUAGE: Final = re.compile(r'<html lang="([a-z]{2})"')
_HELP: Final = Markup('<h1>{}</h1>\n<p>{}</p>\n<p><a class="md-button" href="{}">{}</a></p>')
_RESOURCE: Final = re.compile(r'(<(?:link|script|img)\b[^>]*?\s(?:href|src)=")([^"]*)"')
_STYLES: Final = re.compile(r'<link rel="stylesheet" href="[^"]*"\s*/?>')
_LABEL: Final = re.compile(r'\baria-label="([^"]*)"')
_SPACES: Final = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2\s*>)|[ \t\r\f]*\n[ \t\r\n\f]*", re.DOTALL)


def find_counterparts(path: str, folders: Mapping[str, str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """Map languages to the address of the page in it, relative to the page at `path`, if that file `is_there`.

    `folders` has each language's folder, "" for the main one. A page without a counterpart links to the home page of
    the other language.
    """
    own = folder_of(path, folders)
    inner = path.removeprefix(f"{own}/") if own else path
    found = {}
    for language, folder in folders.items():
        same = posixpath.join(folder, inner)
        there = same if is_there(same) else posixpath.join(folder, "index.html")
        found[language] = url.encode_path(posixpath.relpath(there, posixpath.dirname(path) or "."))
    return found


def folder_of(path: str, folders: Mapping[str, str]) -> str:
    """Return the folder of the language that the file at `path` belongs to; "" for the main one."""
    return next((folder for folder in folders.values() if folder and path.startswith(f"{folder}/")), "")


def switch_at(path: str, page: str, addresses: Mapping[str, str]) -> str:
    """Point the switch of the page at a path to these addresses.

    The 404 page keeps the theme's: it is shown at any address, where relative ones would not work.
    """
    return hide_language_links(page) if posixpath.basename(path) == NOT_FOUND_PAGE else switch(page, addresses)


def hide_language_links(page: str) -> str:
    """Hide a page's links to other languages from the theme's script; `switch` explains why."""
    return _LINK.sub(lambda link: _HEAD.sub('rel="alternate "', link[0]), page)


def switch(page: str, addresses: Mapping[str, str]) -> str:
    """Rewrite the theme's links to other languages.

    The space after `alternate` hides them from the theme's script, which would fetch a sitemap next to each such
    address; HTML ignores the space.
    """

    def lead(link: re.Match[str]) -> str:
        if link[1] not in addresses or not any(sign in link[0] for sign in material.SWITCH_LINKS):
            return link[0]
        address = Markup('href="{}"').format(addresses[link[1]])
        return _HEAD.sub('rel="alternate "', _HREF.sub(lambda _: str(address), link[0], count=1))

    return _LINK.sub(lead, page)


def improve_not_found(page: str) -> str:
    """Add our text and a link to the home page to the theme's page; an unknown page is not changed."""
    language, home = _LANGUAGE.search(page), material.HOME.search(page)
    if not (language and home and language[1] in LANGUAGES):
        return page
    words: Callable[[str], str] = Translator(language[1])
    where = Markup(home[1])  # noqa: S704 -- as the theme escaped it
    reported = _HELP.format(words("not-found.title"), words("not-found.help"), where, words("not-found.home"))
    return page.replace(material.NOT_FOUND, str(reported), 1)


def placed_anywhere(page: str) -> str:
    """Add a script that finds the site's root; a page that does not state its root is not changed.

    The link to the content, which would then lead to the home page, is removed. Styles, scripts and pictures use that
    root. Links stay unchanged until that script rewrites them, and so do the styles for readers without scripts.
    """
    base, script = base_of(page), not_found_script_path(page)
    shown = material.SKIP_LINK.sub("", page)
    config, first = material.CONFIG.search(shown), _STYLES.search(shown)
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


def not_found_script_path(page: str) -> str:
    """Return the path of the page's script below its language's folder; "" if the page has no language.

    Its name contains the language, so that the page of one language does not take another's folder for the root.
    """
    language = _LANGUAGE.search(page)
    return posixpath.join(material.SCRIPTS, f"not-found.{language[1]}.js") if language else ""


@cache
def not_found_script() -> bytes:
    """Return the text of the script."""
    return resources.files("cxsite.site.finish").joinpath("not_found.js").read_bytes()


def fix_accessibility(page: str) -> str:
    """Name the search dialog in the page's language, and remove attributes that HTML does not allow.

    One of them is the label of the table of contents: its toggle is missing on pages outside of the menu.
    """
    field = material.SEARCH_INPUT.search(page)
    if field and (label := _LABEL.search(field[0])) and label[1]:
        page = material.DIALOG.sub(lambda start: f"{start[0]} {label[0]}", page, count=1)
    page = material.TOGGLE.sub(lambda toggle: toggle[0].replace(' autocomplete="off"', ""), page)
    if not material.CONTENTS_TOGGLE.search(page):
        page = page.replace(material.CONTENTS_LABEL, "")
    return page.replace(' tabindex=""', "")


def strip_whitespace(page: str) -> str:
    """Collapse white space between tags to one line end; the content of `<article>` is not changed.

    It is a third of the theme's frame.
    """
    start, end = page.find("<article"), page.rfind("</article>")
    if not 0 <= start < end:
        return page
    return f"{strip_part(page[:start])}{page[start:end]}{strip_part(page[end:])}"


def strip_part(html: str) -> str:
    """Collapse white space in a part of the theme's output, in the same way."""
    return _SPACES.sub(lambda found: found[1] or "\n", html)
