"""Decides whether the engine must build a site itself, because mkdocs.yml uses what our builder does not support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.problems import Message
    from cxsite.site.settings import SiteSettings

_KEYS: Final = frozenset(
    {"site_name", "site_url", "site_description", "site_author", "copyright", "docs_dir", "site_dir", "strict", "theme"}
    | {"use_directory_urls", "nav", "not_in_nav", "plugins", "extra", "extra_css", "extra_javascript", "validation"}
    | {"markdown_extensions", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "remote_branch", "remote_name"}
    | {"dev_addr", "watch", "INHERIT"}
)
_TAGS: Final = ("!ENV", "!relative")
_SEARCH: Final = frozenset({"search", "material/search"})
_EXTENSIONS: Final = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "tables", "toc"}
    | {f"pymdownx.{name}" for name in ("caret", "details", "highlight", "mark", "superfences", "tabbed", "tasklist")}
)
"""Extensions that do not change our pages, whose headings are plain text and whose bodies are HTML blocks."""


@dataclass(frozen=True, slots=True)
class FallbackReason:
    """Why a site is left to its engine: a key of the catalogue of commands under `stock`, and what it names."""

    key: str
    name: str | Message = ""


def find_fallback_reason(settings: SiteSettings) -> FallbackReason | None:
    """Return why the engine must build a site with this mkdocs.yml itself; None if our builder can build it."""
    if settings.engine is SiteEngine.ZENSICAL and (reason := _find_ignored(settings.values)):
        return reason
    return next(_reasons(settings.values, settings.sources), None)


def _find_ignored(values: Mapping[str, Any]) -> FallbackReason | None:
    """Return what Zensical ignores, or may ignore, without a message."""
    if values.get("hooks"):
        return FallbackReason("hooks")
    known = {*_SEARCH, "mermaid2"}
    plugins = _options_by_name(values.get("plugins"))
    return next((FallbackReason("unknown-plugin", name) for name in plugins if name not in known), None)


def search_options(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the options of the search plugin in mkdocs.yml."""
    plugins = _options_by_name(values.get("plugins"))
    return next((options for name, options in plugins.items() if name in _SEARCH), {})


def _reasons(values: Mapping[str, Any], sources: tuple[str, ...]) -> Iterator[FallbackReason]:
    yield from (FallbackReason("key", key) for key in values if key not in _KEYS)
    for tag in _TAGS:
        if any(tag in text for text in sources):
            yield FallbackReason("tag", tag)
    if not isinstance(values.get("nav"), list):
        yield FallbackReason("menu")
    found = _options_by_name(values.get("plugins"))
    if _SEARCH.isdisjoint(found):
        yield FallbackReason("search")
    for name, options in found.items():
        if name == "mermaid2" and not _only_local(options):
            yield FallbackReason("mermaid")
        elif name != "mermaid2" and name not in _SEARCH:
            yield FallbackReason("plugin", name)
    extensions = _options_by_name(values.get("markdown_extensions"))
    yield from (FallbackReason("extension", name) for name in extensions if name not in _EXTENSIONS)


def _only_local(options: Mapping[str, Any]) -> bool:
    """Return whether mermaid2 has only the option of a local script, and so does not change pages."""
    script = options.get("javascript")
    return set(options) == {"javascript"} and isinstance(script, str) and not script.startswith("http")


def _options_by_name(listed: object) -> dict[str, Mapping[str, Any]]:
    """Return the options of each plugin or extension, from either form in which mkdocs.yml may list them."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in listed if isinstance(listed, list) else (listed,) if isinstance(listed, dict) else ():
        named = one if isinstance(one, dict) else {str(one): None}
        found |= {str(name): options if isinstance(options, dict) else {} for name, options in named.items()}
    return found
