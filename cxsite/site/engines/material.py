"""The internals of Material for MkDocs that we rely on; most of them are Zensical's, too.

`INTERNALS` lists them for `find_missing`; a test does so after each upgrade, and `make test-engines` for all engines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEARCH_INDEX: Final = "search/search_index.json"
SEARCH_WORKERS: Final = "assets/javascripts/workers/search.*.min.js"
SCRIPTS: Final = "assets/javascripts"

# The start of the theme's inline script, which has the relative path to the site's root; then the same in two forms.
SCOPE: Final = re.compile(r'^__md_scope=new URL\("([^"]*)",location\)')
BASE: Final = re.compile(r'^__md_scope=new URL\("[^"]*"')
# The settings of the theme's script: `base` is the relative path to the site's root.
CONFIG: Final = re.compile(r'<script\b[^>]*\bid="__config"[^>]*>(.*?)</script\s*>', re.DOTALL)

# The search dialog, its field and the toggles. Attributes may be in any order: mermaid2 sorts those of some pages.
DIALOG: Final = re.compile(r'<div\b(?![^>]*\baria-label=)[^>]*\bclass="md-search"[^>]*')
SEARCH_INPUT: Final = re.compile(r'<input\b[^>]*\bclass="md-search__input"[^>]*>')
TOGGLE: Final = re.compile(r'<input\b[^>]*\bid="__(?:drawer|search)"[^>]*>')
CONTENTS: Final = 'data-md-component="toc"'
"""An attribute of the list of a page's headings."""
CONTENTS_TOGGLE: Final = re.compile(r'<input\b[^>]*\bid="__toc"')
CONTENTS_LABEL: Final = ' for="__toc"'

# Links of the language switch; the second and third are in the head.
SWITCH_LINKS: Final = ("md-select__link", 'rel="alternate"', 'rel="alternate "')

# The link to the page's content for keyboard users; Material's 404 page has none.
SKIP_LINK: Final = re.compile(r'<a href="#[^"]*" class="md-skip">.*?</a>', re.DOTALL)

NOT_FOUND: Final = "<h1>404 - Not found</h1>"
HOME: Final = re.compile(r'<a href="([^"]*)"[^>]*\bmd-logo\b')

# lunr 2.3.9 in the search worker; see `finish.search`.
WORKER_BUG: Final = "var s=r[i],o=this.edges[s];e=e+s+o.id}return e}"
WORKER_FIX: Final = 'var s=r[i],o=this.edges[s];e=e+s+o.id+"."}return e}'

TOUCHED: Final = (
    *('tabindex=""', "__drawer", "__search", "md-search", "Content-Security-Policy", "<script", "<SCRIPT", "<meta"),
    *("md-select__link", 'rel="alternate'),
)
"""What finishing may change or count in a page."""


class Internal(NamedTuple):
    """A text that one of the files `files`, a glob pattern below the site's folder, must contain."""

    files: str
    text: str


SHARED: Final = (
    Internal("404.html", '<script>__md_scope=new URL("'),
    Internal("404.html", '<script id="__config" type="application/json">'),
    Internal("404.html", 'class="md-search" data-md-component="search" role="dialog"'),
    Internal("404.html", 'id="__drawer" autocomplete="off"'),
    Internal("404.html", 'md-logo"'),
    Internal("404.html", NOT_FOUND),
    Internal("assets/javascripts/bundle.*.min.js", "document$"),  # languages.js
    Internal("assets/javascripts/bundle.*.min.js", "mermaid.initialize"),  # diagrams.js
    Internal("assets/javascripts/bundle.*.min.js", "[rel=alternate]"),  # why `theme_html.switch` adds a space
)
"""Internals of both engines, before a site is finished."""

INTERNALS: Final = (
    *SHARED,
    Internal("404.html", 'class="md-search__input"'),
    Internal("404.html", "md-search-result__meta"),  # search.js
    Internal("404.html", 'data-md-component="search-query"'),  # search.js
    Internal(SEARCH_WORKERS, WORKER_BUG),
    Internal(SEARCH_INDEX, '"docs":'),
)


def find_missing(site: Path, internals: Iterable[Internal]) -> Iterator[Internal]:
    """Yield what the built site in `site` does not contain: a new version of the engine writes it differently."""
    for internal in internals:
        files = sorted(site.glob(internal.files))
        if not any(internal.text in file.read_bytes().decode(errors="replace") for file in files):
            yield internal
