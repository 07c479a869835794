"""Renders hand-written pages with the Markdown extensions of the team's MkDocs configuration."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

import yaml

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

_READ_FILES: Final = ("pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "mdx_include.mdx_include")
"""Extensions that include other files into a page, from any folder."""
OF_MARKDOWN: Final = "data-cx-markdown"
"""The attribute that marks links and pictures written as Markdown, whose targets MkDocs resolves in the docs tree."""
_KEPT: Final = 256


class UnreadablePageError(ValueError):
    """Python-Markdown or MkDocs cannot read the text at all."""


def page_renderer(config: Path) -> Callable[[str], str]:
    """Return a function that renders Markdown as MkDocs does with this configuration.

    The function raises UnreadablePageError for a text at which MkDocs would fail, and RecursionError for one that is
    nested too deeply. Raises CxsiteError if the configuration cannot be used.
    """
    names, settings = _read_extensions(config)
    if reading := [name for name in names if str(name).startswith(_READ_FILES)]:
        raise CxsiteError(
            "{file} uses {extension}, which lets a page show files from outside content/.",
            "Remove it from markdown_extensions, and write the text into the page.",
            file=config.name,
            extension=reading[0],
        )
    return _kept_renderer(hashlib.sha256(repr((names, settings)).encode()).hexdigest(), _Setup(names, settings))


class _Setup:
    """Extensions with their settings, compared by a digest, because the settings are not hashable."""

    def __init__(self, names: list[str], settings: dict[str, Any]) -> None:
        self.names, self.settings = names, settings

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Setup)  # the cache key also has a digest, which distinguishes setups

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=8)
def _kept_renderer(_digest: str, setup: _Setup) -> Callable[[str], str]:
    # Cached: a page is rendered for its checks, for links to it, and for the list of pictures.
    @lru_cache(maxsize=_KEPT)
    def render(text: str) -> str:
        from markdown import Markdown  # noqa: PLC0415 -- slow, and only for playbooks with such pages

        # A new instance each time: extensions keep footnotes and counters from page to page.
        markdown = Markdown(extensions=setup.names, extension_configs=setup.settings)
        _as_mkdocs_reads(markdown)
        try:
            return str(markdown.convert(text))
        except RecursionError:
            raise
        except Exception as error:  # whatever an extension raises, MkDocs would fail, too
            raise UnreadablePageError(str(error)) from error

    return render


def _as_mkdocs_reads(markdown: Any) -> None:  # noqa: ANN401 -- the library is untyped
    from markdown.preprocessors import Preprocessor  # noqa: PLC0415 -- as above
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class Anchors(Preprocessor):  # type: ignore[misc]
        """Fails where MkDocs fails, which searches the text for anchors before Markdown reads it."""

        def run(self, lines: list[str]) -> list[str]:
            parser = HTMLParser()
            parser.feed("\n".join(lines))
            parser.close()
            return lines

    class Links(Treeprocessor):  # type: ignore[misc]
        def run(self, root: Element) -> Element:
            for element in root.iter():
                if element.tag in ("a", "img"):
                    element.set(OF_MARKDOWN, "")
            return root

    markdown.preprocessors.register(Anchors(markdown), "cxsite_anchors", 21)  # the same priority as in MkDocs
    markdown.treeprocessors.register(Links(markdown), "cxsite_links", 0)


def _read_extensions(config: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the names and settings of markdown_extensions, including those that MkDocs adds."""
    try:
        data = config.read_bytes()
    except OSError as error:
        raise _unreadable(config, error) from error
    # Pages, links and pictures are checked one after the other. Reading the settings once instead of three times saves
    # 30 ms each; settings that depend on more than this file are read each time.
    read = _parse_extensions.__wrapped__ if b"INHERIT" in data or b"!ENV" in data else _parse_extensions
    return read(config, data)


@lru_cache(maxsize=8)
def _parse_extensions(config: Path, _data: bytes) -> tuple[list[str], dict[str, Any]]:
    from mkdocs.config.base import Config  # noqa: PLC0415 -- slow
    from mkdocs.config.config_options import MarkdownExtensions, Private  # noqa: PLC0415
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    class Extensions(Config):  # type: ignore[no-untyped-call]
        markdown_extensions = MarkdownExtensions(builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs")
        mdx_configs = Private[dict[str, Any]]()

    try:
        with config.open("rb") as file:
            values = yaml_load(file)
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise _unreadable(config, error) from error
    read = Extensions(config_file_path=str(config))
    read.load_dict({"markdown_extensions": values.get("markdown_extensions") or []})
    failed, _ = read.validate()
    if failed:
        raise CxsiteError(
            "{file}: {error}", "Correct markdown_extensions and try again.", file=config.name, error=failed[0][1]
        )
    return list(read.markdown_extensions), dict(read.mdx_configs or {})


def _unreadable(config: Path, error: Exception) -> CxsiteError:
    return CxsiteError("{file} cannot be read: {error}", "Correct the file and try again.", file=config, error=error)
