"""MkDocs hooks for the documentation in two languages.

`page.md` is English and `page.vi.md` is Vietnamese. A build takes the files of its theme's language, gives both
versions of a page the same name, and points the language switch at the other version of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_OUTSIDE = re.compile(r"\]\(\.\./([^)\s]+)\)")
_VIETNAMESE = ".vi.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the files of the language that is built, named alike in both languages."""
    is_vietnamese = config.theme["language"] == "vi"
    kept = []
    for one in files:
        if not one.is_documentation_page() or one.src_uri.endswith(_VIETNAMESE) == is_vietnamese:
            kept.append(one)
    for one in kept:
        if one.src_uri.endswith(_VIETNAMESE):
            one.dest_uri = one.src_uri.removesuffix(_VIETNAMESE) + ".html"
            one.url = one.dest_uri
            one.abs_dest_path = f"{config.site_dir}/{one.dest_uri}"
    return Files(kept)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page's text with links to files outside docs/ leading to the repository."""
    del page, files
    return _OUTSIDE.sub(rf"]({config.repo_url}/blob/main/\1)", markdown)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Return the context with a language switch that leads to the same page of the other language."""
    del nav
    up = "../" * page.url.count("/")
    to_vietnamese, to_english = (f"{up}{page.url}", f"{up}en/{page.url}")
    if config.theme["language"] == "en":
        to_vietnamese, to_english = (f"../{up}{page.url}", f"{up}{page.url}")
    config.extra["alternate"] = [
        {"name": "Tiếng Việt", "link": to_vietnamese, "lang": "vi"},
        {"name": "English", "link": to_english, "lang": "en"},
    ]
    return context
