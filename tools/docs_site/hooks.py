"""MkDocs hooks for the documentation in two languages.

`page.md` is English and `page.vi.md` is Vietnamese. A build takes the files of its theme's language, gives both
versions of a page the same name, and points the language switch at the other version of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import Files

from cxsite.site.finish.theme_html import NOT_FOUND_PAGE, fix_accessibility, improve_not_found

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

_OUTSIDE = re.compile(r"\]\(\.\./([^)\s]+)\)")
_VIETNAMESE = ".vi.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the files of the language that is built, named alike in both languages."""
    is_vietnamese = config.theme["language"] == "vi"
    kept = [one for one in files if _is_wanted(one, is_vietnamese=is_vietnamese)]
    for one in kept:
        if one.src_uri.endswith(_VIETNAMESE):
            one.dest_uri = one.src_uri.removesuffix(_VIETNAMESE) + ".html"
            one.url = one.dest_uri
            one.abs_dest_path = f"{config.site_dir}/{one.dest_uri}"
    return Files(kept)


def _is_wanted(file: File, *, is_vietnamese: bool) -> bool:
    """Return whether a file belongs to the language that is built: a page in it, or anything that is no page."""
    return not file.is_documentation_page() or file.src_uri.endswith(_VIETNAMESE) == is_vietnamese


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page's text with links to files outside docs/ leading to the repository."""
    del page, files
    return _OUTSIDE.sub(rf"]({config.extra['repository']}/blob/main/\1)", markdown)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Return the page with the accessibility fixes of playbooks, such as a name for the dialog of its search."""
    del page, config
    return fix_accessibility(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Return the page for missing addresses with these fixes, in its language, and with a link to the first page."""
    del config
    return improve_not_found(fix_accessibility(output_content)) if template_name == NOT_FOUND_PAGE else output_content


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
